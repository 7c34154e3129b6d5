import "server-only";
import { eq } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committees } from "#db/schema/meetings.ts";

/** The committee to which this one reports, where a question may go up. */
export async function findUpward(tx: Tx, actor: Context, meeting: { reportsToId: string | null }) {
  if (!meeting.reportsToId) return [];
  return tx
    .select({ id: committees.id, name: committees.name })
    .from(committees)
    .where(own(committees, actor, eq(committees.id, meeting.reportsToId)));
}
