import "server-only";
import { readAs, type Tx } from "#db/client.ts";
import type { Actor, Outsider } from "./actor.ts";
import { outsiderFrom, stateNow } from "./grant.ts";
import { findStanding } from "./standing.ts";

/** Whether somebody outside still finds what they began to read, asked in what their access holds now. */
export type Still = (tx: Tx, outsider: Outsider) => Promise<boolean>;

/**
 * Whether a session still holds the membership or the open grant in which something was begun, and whether that grant still
 * opens it: a section, a service or a part of its period may have been taken out meanwhile.
 */
export async function stands(token: string, who: Actor | Outsider, still?: Still): Promise<boolean> {
  const standing = await findStanding(token);
  if (!standing) return false;
  if (who.kind === "inside") return standing.memberships.some((one) => one.id === who.membershipId);
  const now = new Date();
  const grant = standing.grants.find((one) => one.id === who.grantId && stateNow(one, now) === "open");
  if (!grant) return false;
  const outsider = outsiderFrom(standing, grant);
  return still ? readAs(outsider, (tx) => still(tx, outsider)) : true;
}
