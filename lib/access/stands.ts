import "server-only";
import type { Actor, Outsider } from "./actor.ts";
import { stateNow } from "./grant.ts";
import { findStanding } from "./standing.ts";

/** Whether a session still holds the membership or the open grant in which something was begun. */
export async function stands(token: string, who: Actor | Outsider): Promise<boolean> {
  const standing = await findStanding(token);
  if (!standing) return false;
  if (who.kind === "inside") return standing.memberships.some((one) => one.id === who.membershipId);
  const now = new Date();
  return standing.grants.some((one) => one.id === who.grantId && stateNow(one, now) === "open");
}
