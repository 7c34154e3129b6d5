import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { outsideGrants } from "#db/schema/access.ts";
import { people } from "#db/schema/organisation.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Actor } from "../actor.ts";
import type { InvitePerson } from "../inputs.ts";
import { makeLink } from "../links.ts";
import { may } from "../policy.ts";
import { addMembership } from "./membership.ts";

/**
 * Invites a person: their account, their place here and their first role. It opens once they accept it by the link, with a
 * new password or with the one they have: the inviter is told neither.
 */
export function invitePerson(actor: Actor, input: InvitePerson) {
  return changeAs(actor, "person.invite", (tx) => invitePersonIn(tx, actor, input));
}

export async function invitePersonIn(tx: Tx, actor: Actor, input: InvitePerson) {
  if (!may(actor, "invite")) throw new Refusal("forbidden", "You may not invite people.");
  const accountId = await accountFor(tx, input);
  const [known] = await tx
    .select({ id: people.id })
    .from(people)
    .where(own(people, actor, eq(people.accountId, accountId)));
  if (known)
    throw new Refusal("conflict", "Someone with this address is here already. Give them another role on their page.", {
      field: "email",
    });
  const [letIn] = await tx
    .select({ id: outsideGrants.id })
    .from(outsideGrants)
    .where(
      own(
        outsideGrants,
        actor,
        and(eq(outsideGrants.accountId, accountId), isNull(outsideGrants.endedAt), gt(outsideGrants.endsAt, tx.now)),
      ),
    );
  if (letIn)
    throw new Refusal(
      "conflict",
      "This address has access from outside. Once that access is over, or was ended, they can be invited.",
      { field: "email" },
    );
  const id = randomUUID();
  await tx.insert(people).values({
    organisationId: actor.organisationId,
    id,
    accountId,
    name: input.name,
    email: input.email,
    createdAt: tx.now,
  });
  await addMembership(tx, actor, { ...input, personId: id, startsOn: undefined });
  return { id, link: await makeLink(tx, id) };
}

/** Finds or makes the account of an address; the answer and the work are the same either way. */
export async function accountFor(tx: Tx, holder: { email: string; name: string }): Promise<string> {
  const [made] = await tx.execute<{ account: string }>(
    sql`select guard.account_for(${holder.email}, ${holder.name}) as account`,
  );
  if (!made) throw new Refusal("conflict", "The account could not be made.");
  return made.account;
}
