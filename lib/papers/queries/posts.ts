import "server-only";
import { asc } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { memberships } from "#db/schema/organisation.ts";
import { roleIds, roleLabels } from "#lib/access/roles.ts";
import { wordOf } from "#lib/words.ts";

/** By person the title, or the role, of the membership that began last. */
export async function postNames(tx: Tx, actor: Context): Promise<Map<string, string>> {
  const rows = await tx
    .select({ personId: memberships.personId, role: memberships.role, title: memberships.title })
    .from(memberships)
    .where(own(memberships, actor))
    .orderBy(asc(memberships.startsAt), asc(memberships.id));
  return new Map(rows.map((row) => [row.personId, row.title ?? roleLabels[wordOf(roleIds, row.role)]]));
}
