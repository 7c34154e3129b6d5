import "server-only";
import { unstable_rethrow } from "next/navigation";
import { readAs, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { faultKind } from "#db/faults.ts";
import type { Actor, Outsider } from "./actor.ts";
import {
  choiceIsDue,
  codeIsDueFor,
  currentGrant,
  openGrants,
  outsideHome,
  outsiderFrom,
  roomOf,
  stateNow,
} from "./grant.ts";
import { leave } from "./leave.ts";
import { logFault } from "./log-fault.ts";
import { type Seen, viewAs } from "./outside.ts";
import { can, home, type Room } from "./roles.ts";
import { currentStanding, sessionToken } from "./session.ts";
import { findStanding, type Grant, type Membership, type Standing } from "./standing.ts";
import { type Still, stands } from "./stands.ts";

export { logFault };

/** The first line of every page inside: who asks, and may this role come in. Ends in a redirect otherwise. */
export async function enter(room: Room): Promise<Actor> {
  const standing = await standingOrLeave();
  const membership = membershipOf(standing);
  if (!membership) leave(outsideHome(standing));
  const actor = actorFrom(standing, membership);
  if (!can(actor, room, "read")) leave("/not-here");
  return actor;
}

/** Who holds a session at this moment, if their role may read the room: for what asks again and again. */
export async function standsNow(token: string, room: Room): Promise<Actor | undefined> {
  const standing = await findStanding(token);
  const membership = standing && membershipOf(standing);
  const actor = standing && membership && actorFrom(standing, membership);
  return actor && can(actor, room, "read") ? actor : undefined;
}

/** Anyone signed in, for the parts of the frame that every role has. */
export async function enterAny(): Promise<Actor> {
  const standing = await standingOrLeave();
  const membership = membershipOf(standing);
  if (!membership) leave(outsideHome(standing));
  return actorFrom(standing, membership);
}

/** The first line of every page outside. A grant that is over ends in the page that says so. */
export async function enterOutside(kind: Grant["kind"]): Promise<Outsider> {
  const standing = await standingOrLeave();
  const now = new Date();
  const grant = currentGrant(standing, now);
  if (!grant) leave("/not-here");
  if (choiceIsDue(standing, now)) leave("/sign-in/access");
  if (stateNow(grant, now) !== "open") leave("/access-ended");
  if (codeIsDueFor(standing, grant)) leave("/sign-in/code");
  if (grant.kind !== kind) leave(roomOf(grant));
  return outsiderFrom(standing, grant);
}

/** Either kind of outsider, for the files that both may download. */
export async function enterOutsideAny(): Promise<Outsider> {
  const grant = currentGrant(await standingOrLeave(), new Date());
  return enterOutside(grant?.kind ?? "commissioner");
}

/** For what outlasts its request, such as a download: asks again whether whoever began it may go on, and still finds it. */
export async function staying(who: Actor | Outsider, still?: Still): Promise<() => Promise<boolean>> {
  const token = await sessionToken();
  return async () => token !== undefined && (await stands(token, who, still));
}

/** Where somebody outside opens another access of theirs, if they hold one that is open. */
export async function otherAccess(outsider: Outsider): Promise<{ othersHref?: string }> {
  const others = openGrants(await standingOrLeave(), new Date()).some((one) => one.id !== outsider.grantId);
  return others ? { othersHref: "/sign-in/access" } : {};
}

/** A read of one page: one snapshot, of now or of a past moment, and each kind of failure at its own address. */
export async function read<T>(actor: Context, run: (tx: Tx) => Promise<T>, asAt?: Date): Promise<T> {
  try {
    return await readAs(actor, run, asAt);
  } catch (error) {
    unstable_rethrow(error);
    return leaveFor(error, actor);
  }
}

/** A page of an outsider's room: recorded first, then read; each failure at its own address. */
export async function openRoom<T>(outsider: Outsider, seen: Seen, run: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await viewAs(outsider, seen, run);
  } catch (error) {
    unstable_rethrow(error);
    return leaveFor(error, outsider);
  }
}

/** A read of accounts or sessions, which belong to no organisation. */
export async function readAccount<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    unstable_rethrow(error);
    if (faultKind(error) === "unavailable") leave("/unavailable");
    return leave(`/fault?reference=${logFault(error)}`);
  }
}

/** The row, or the page that a missing, a foreign and a random id share. */
export function found<T>(row: T | undefined | null): T {
  return row ?? leave("/not-here");
}

/** An id from the address; one that is no id at all ends where a missing record does. */
export function foundId(id: string): string {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : leave("/not-here");
}

function leaveFor(error: unknown, actor: Context): never {
  const kind = faultKind(error);
  if (kind === "unavailable") leave("/unavailable");
  if (kind === "context-expired" && actor.kind === "outside") leave("/access-ended");
  leave(`/fault?reference=${logFault(error)}`);
}

/** Where a person belongs once signed in; the session's cookie may have been set in this very request. */
export async function firstPlace(): Promise<string> {
  const token = await sessionToken();
  const standing = token ? await findStanding(token) : undefined;
  if (!standing) return "/sign-in";
  const membership = membershipOf(standing);
  if (membership) return home(membership);
  return outsideHome(standing);
}

/** The standing of whoever is signed in, before any room is entered. */
export function standingHere(): Promise<Standing> {
  return standingOrLeave();
}

async function standingOrLeave(): Promise<Standing> {
  let standing: Standing | undefined;
  try {
    standing = await currentStanding();
  } catch (error) {
    unstable_rethrow(error);
    if (faultKind(error) === "unavailable") leave("/unavailable");
    leave(`/fault?reference=${logFault(error)}`);
  }
  return standing ?? leave("/sign-in");
}

export function membershipOf(standing: Standing): Membership | undefined {
  return standing.memberships.find((one) => one.id === standing.membershipId) ?? standing.memberships[0];
}

export function actorFrom(standing: Standing, membership: Membership): Actor {
  return {
    kind: "inside",
    organisationId: membership.organisationId,
    organisation: membership.organisation,
    sample: membership.sample,
    personId: membership.personId,
    accountId: standing.accountId,
    membershipId: membership.id,
    name: membership.name,
    title: membership.title ?? undefined,
    role: membership.role,
    services: membership.allServices ? "all" : membership.services,
    ...(membership.endsAt ? { validUntil: new Date(membership.endsAt) } : {}),
  };
}
