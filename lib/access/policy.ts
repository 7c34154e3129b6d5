import { type Actor, covers } from "./actor.ts";
import { can } from "./roles.ts";

export type AccessVerb = "invite" | "membership" | "disable" | "grant" | "answer";
/** The services that a grant or a request names; people and memberships belong to the whole organisation. */
export type AccessFacts = { serviceIds: readonly string[]; state?: "open" | "over" };

/** Whether the actor may do this in the access room now. */
export function may(actor: Actor, verb: AccessVerb, facts: AccessFacts = { serviceIds: [] }): boolean {
  if (!can(actor, "access", verb)) return false;
  switch (verb) {
    case "invite":
    case "membership":
    case "disable":
      return true;
    case "grant":
    case "answer":
      return facts.state !== "over" && facts.serviceIds.length > 0 && covers(actor, facts.serviceIds);
  }
}

/** Whether the actor may reply to this request now: an open one, of services that are all theirs. */
export function mayReply(actor: Actor, request: { state: string; serviceIds: readonly string[] }): boolean {
  return request.state === "open" && may(actor, "answer", { serviceIds: request.serviceIds });
}
