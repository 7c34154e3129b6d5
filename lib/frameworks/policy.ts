import { type Actor, covers } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";

export type FrameworkVerb = "link" | "unlink";
/** A link as the policy sees it: its record's services, and whether it has ended. */
export type LinkFacts = { serviceIds: readonly string[]; ended: boolean };

export function may(actor: Actor, verb: FrameworkVerb, link: LinkFacts): boolean {
  if (!can(actor, "frameworks", verb) || !covers(actor, link.serviceIds)) return false;
  switch (verb) {
    case "link":
      return true;
    case "unlink":
      return !link.ended;
  }
}
