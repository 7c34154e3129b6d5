import { expect } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import { type Role, roleIds, wideRoles } from "#lib/access/roles.ts";

/** A person of a role without a database: the whole organisation for wide roles, service "a" for the others. */
export function actorOf(role: Role, services: "all" | string[] = wideRoles.includes(role) ? "all" : ["a"]): Actor {
  return {
    kind: "inside",
    organisationId: "o",
    organisation: "O",
    sample: false,
    personId: role,
    accountId: role,
    membershipId: role,
    name: role,
    title: undefined,
    role,
    services,
  };
}

/** Which roles may, and in which states; everybody else, and every other state, is refused. */
export type Allowed<S extends string> = { roles: readonly Role[]; states: readonly S[] };

/** Asks a policy about every role in every state, and compares with what was written out. */
export function expectGrid<S extends string>(
  states: readonly S[],
  allowed: Allowed<S>,
  may: (actor: Actor, state: S) => boolean,
): void {
  const said = (answer: (role: Role, state: S) => boolean) =>
    roleIds.flatMap((role) => states.map((state) => `${role}, ${state}: ${answer(role, state) ? "may" : "may not"}`));
  expect(said((role, state) => may(actorOf(role), state))).toEqual(
    said((role, state) => allowed.roles.includes(role) && allowed.states.includes(state)),
  );
}
