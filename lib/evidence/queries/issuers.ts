import "server-only";
import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { memberships, people } from "#db/schema/organisation.ts";
import { reach, roleIds, roleLabels } from "#lib/access/roles.ts";
import { wordOf } from "#lib/words.ts";

export type Issuer = { name: string; role: string };

/** Who else holds a role that issues bundles, now, by name; empty where the preparer has no second person. */
export async function listIssuers(tx: Tx, actor: Context, preparedBy: string): Promise<Issuer[]> {
  const issuing = roleIds.filter((role) => {
    const verbs: readonly string[] | "all" | undefined = reach[role].evidence;
    return verbs === "all" || verbs?.includes("issue");
  });
  const rows = await tx
    .select({ name: people.name, role: memberships.role, title: memberships.title })
    .from(memberships)
    .innerJoin(
      people,
      and(
        eq(people.organisationId, memberships.organisationId),
        eq(people.id, memberships.personId),
        isNull(people.disabledAt),
        own(people, actor),
      ),
    )
    .where(
      own(
        memberships,
        actor,
        ne(memberships.personId, preparedBy),
        inArray(memberships.role, issuing),
        sql`${memberships.startsAt} <= ${tx.now.toISOString()}`,
        sql`(${memberships.endsAt} is null or ${memberships.endsAt} > ${tx.now.toISOString()})`,
      ),
    )
    .orderBy(asc(people.name), asc(memberships.role));
  return rows.map(({ name, role, title }) => ({ name, role: title ?? roleLabels[wordOf(roleIds, role)] }));
}

/** Whether somebody other than this person holds a role that issues bundles, now. */
export async function someoneElseMayIssue(tx: Tx, actor: Context, personId: string): Promise<boolean> {
  return (await listIssuers(tx, actor, personId)).length > 0;
}
