import "server-only";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { people } from "#db/schema/organisation.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Actor } from "../actor.ts";
import type { OnPerson } from "../inputs.ts";
import { makeLink } from "../links.ts";
import { may } from "../policy.ts";
import { isAdministrator, mustKeepAdministrator } from "./administrator.ts";
import { endSessionsOf } from "./membership.ts";

export function disablePerson(actor: Actor, input: OnPerson) {
  return changeAs(actor, "person.disable", (tx) => disablePersonIn(tx, actor, input));
}

/** Closes the organisation to a person at once. What they did stays theirs. */
export async function disablePersonIn(tx: Tx, actor: Actor, input: OnPerson) {
  const person = await mayOn(tx, actor, "disable", input);
  if (person.disabledAt) throw new Refusal("conflict", "This person is disabled already.");
  if (await isAdministrator(tx, actor, input.id)) await mustKeepAdministrator(tx, actor, { personId: input.id });
  const row = await change(tx, actor, input, { disabledAt: tx.now });
  await endSessionsOf(tx, actor, input.id, "disabled");
  return row;
}

export function enablePerson(actor: Actor, input: OnPerson) {
  return changeAs(actor, "person.enable", (tx) => enablePersonIn(tx, actor, input));
}

export async function enablePersonIn(tx: Tx, actor: Actor, input: OnPerson) {
  const person = await mayOn(tx, actor, "disable", input);
  if (!person.disabledAt) throw new Refusal("conflict", "This person is not disabled.");
  return change(tx, actor, input, { disabledAt: null });
}

export function endPersonSessions(actor: Actor, input: OnPerson) {
  return changeAs(actor, "person.sign-out", (tx) => endPersonSessionsIn(tx, actor, input));
}

export async function endPersonSessionsIn(tx: Tx, actor: Actor, input: OnPerson) {
  await mayOn(tx, actor, "disable", input);
  const row = await change(tx, actor, input, {});
  await endSessionsOf(tx, actor, input.id, "ended by an administrator");
  return row;
}

/**
 * The invitation's link again, or for somebody who accepted it a link to a new password. The password in force stays until
 * the link is used; then every session ends.
 */
export function resetPassword(actor: Actor, input: OnPerson) {
  return changeAs(actor, "person.reset-password", (tx) => resetPasswordIn(tx, actor, input));
}

export async function resetPasswordIn(tx: Tx, actor: Actor, input: OnPerson) {
  const person = await mayOn(tx, actor, "invite", input);
  if (person.disabledAt) throw new Refusal("conflict", "This person is disabled. Enable them first.");
  const link = await makeLink(tx, input.id);
  await change(tx, actor, input, {});
  return { id: input.id, link };
}

async function mayOn(tx: Tx, actor: Actor, verb: "disable" | "invite", input: OnPerson) {
  if (!may(actor, verb)) throw new Refusal("forbidden", "You may not change how people come in.");
  const [person] = await tx
    .select({ accountId: people.accountId, disabledAt: people.disabledAt })
    .from(people)
    .where(ownId(people, actor, input.id));
  if (!person) throw new Refusal("not-found", "That person is not here.");
  return person;
}

/** Every act on a person leaves its entry in the trail, also one that changes only accounts or sessions. */
async function change(tx: Tx, actor: Actor, input: OnPerson, set: { disabledAt?: Date | null }) {
  const [row] = await tx
    .update(people)
    .set({ ...set, version: sql`${people.version} + 1` })
    .where(own(people, actor, eq(people.id, input.id), eq(people.version, input.version)))
    .returning({ id: people.id, version: people.version });
  if (row) return row;
  const [now] = await tx
    .select({ version: people.version })
    .from(people)
    .where(ownId(people, actor, input.id));
  throw new Refusal("stale", "Someone changed this person while you were reading the page.", {
    current: { version: String(now?.version ?? input.version) },
  });
}
