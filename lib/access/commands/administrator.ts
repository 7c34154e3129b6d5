import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Actor } from "../actor.ts";

/**
 * Somebody who can sign in must stay administrator without an end date. The chain head that the transaction holds
 * keeps two administrators from removing each other at the same moment.
 */
export async function mustKeepAdministrator(
  tx: Tx,
  actor: Actor,
  without: { membershipId: string } | { personId: string },
): Promise<void> {
  const [row] = await tx.execute<{ left: string }>(sql`
    select count(*) as left from memberships m
    join people p on p.organisation_id = ${actor.organisationId} and p.id = m.person_id and p.disabled_at is null
    join guard.account_standing() a on a.account_id = p.account_id and a.ready
    where m.organisation_id = ${actor.organisationId} and m.role = 'org-admin'
      and m.starts_at <= ${tx.now.toISOString()}::timestamptz and m.ends_at is null
      and ${"membershipId" in without ? sql`m.id <> ${without.membershipId}` : sql`m.person_id <> ${without.personId}`}`);
  if (Number(row?.left ?? 0) === 0)
    throw new Refusal(
      "conflict",
      "The last administrator who can sign in stays. Give someone else the role first, without an end date.",
    );
}

export async function isAdministrator(tx: Tx, actor: Actor, personId: string): Promise<boolean> {
  const [row] = await tx.execute<{ held: string }>(sql`
    select count(*) as held from memberships m
    where m.organisation_id = ${actor.organisationId} and m.person_id = ${personId} and m.role = 'org-admin'
      and (m.ends_at is null or m.ends_at > ${tx.now.toISOString()}::timestamptz)`);
  return Number(row?.held ?? 0) > 0;
}
