import { type Actor, covers } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";

export type OrganisationVerb = "add" | "change" | "close" | "reopen" | "import";

/** `serviceIds` empty: it belongs to the organisation as a whole, such as a provider or a new service. */
export type OrganisationFacts = { serviceIds: readonly string[]; closedOn: string | null };
export const wholeOrganisation: OrganisationFacts = { serviceIds: [], closedOn: null };

/** Whether the actor may do this to a provider, service, site or commissioner now. */
export function may(actor: Actor, verb: OrganisationVerb, thing: OrganisationFacts): boolean {
  if (!can(actor, "organisation", verb === "import" ? "import" : "change")) return false;
  if (!covers(actor, thing.serviceIds)) return false;
  switch (verb) {
    case "add":
    case "import":
    case "change":
      return true;
    case "close":
      return thing.closedOn === null;
    case "reopen":
      return thing.closedOn !== null;
  }
}
