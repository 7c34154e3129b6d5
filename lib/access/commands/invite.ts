import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { people } from "#db/schema/organisation.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Actor } from "../actor.ts";
import type { InvitePerson } from "../inputs.ts";
import { newLink } from "../links.ts";
import { may } from "../policy.ts";
import { addMembership } from "./membership.ts";

export const invitationHours = 72;

/** Invites a person: their account, their place here and their first role. `link` is there when they have no password yet. */
export function invitePerson(actor: Actor, input: InvitePerson) {
  return changeAs(actor, "person.invite", (tx) => invitePersonIn(tx, actor, input));
}

export async function invitePersonIn(tx: Tx, actor: Actor, input: InvitePerson) {
  if (!may(actor, "invite")) throw new Refusal("forbidden", "You may not invite people.");
  const { accountId, link } = await openAccount(tx, input);
  const [known] = await tx
    .select({ id: people.id })
    .from(people)
    .where(own(people, actor, eq(people.accountId, accountId)));
  if (known)
    throw new Refusal("conflict", "Someone with this address is here already. Give them another role on their page.", {
      field: "email",
    });
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
  return { id, link };
}

/** Finds or makes the account of an address. The link is answered only when it was stored and opens nothing elsewhere. */
export async function openAccount(tx: Tx, holder: { email: string; name: string }) {
  const link = newLink();
  const [made] = await tx.execute<{ account: string }>(
    sql`select guard.invite_account(${holder.email}, ${holder.name}, ${link.hash}, ${invitationHours}) as account`,
  );
  if (!made) throw new Refusal("conflict", "The account could not be made.");
  const [stored] = await tx.execute<{ live: boolean }>(sql`select guard.link_is_live(${link.hash}) as live`);
  return { accountId: made.account, link: stored?.live ? link.href : undefined };
}
