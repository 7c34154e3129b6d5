import "server-only";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { meetings } from "#db/schema/meetings.ts";
import { type Dated, heldAt, toCome } from "#lib/meetings/meeting.ts";

/** The committee's next meeting after this one, if it is called. */
export async function findNext(tx: Tx, actor: Context, meeting: { committeeId: string } & Dated) {
  const after = and(
    eq(meetings.committeeId, meeting.committeeId),
    gt(meetings.startsAt, heldAt(meeting)),
    inArray(meetings.state, toCome),
  );
  const [row] = await tx
    .select({ startsAt: meetings.startsAt, place: meetings.place })
    .from(meetings)
    .where(own(meetings, actor, after))
    .orderBy(asc(meetings.startsAt), asc(meetings.id))
    .limit(1);
  return row;
}
