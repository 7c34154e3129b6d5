import { type Actor, covers, reaches } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import type { DisruptionState } from "./disruption.ts";

export type DisruptionVerb =
  | "report"
  | "add"
  | "triage"
  | "set-aside"
  | "time"
  | "impact"
  | "fallback"
  | "paper"
  | "review"
  | "answer"
  | "decide"
  | "agree"
  | "sign"
  | "return"
  | "close"
  | "reopen";
export type DisruptionFacts = { state: DisruptionState; serviceIds: readonly string[]; ownerId: string | null };

/** Who works on shift reads what happened and what it meant; counting paper opens the counts, a review opens the rest. */
export function readsReview(actor: Actor): boolean {
  return can(actor, "disruptions", "read-review");
}
export function readsPaper(actor: Actor): boolean {
  return readsReview(actor) || can(actor, "disruptions", "paper");
}

/** The verb of the roles' table that opens this one. */
function inRole(verb: DisruptionVerb) {
  if (verb === "set-aside") return "triage";
  return verb === "answer" || verb === "return" ? "sign" : verb;
}

/** Whether the actor may do this to this disruption now. */
export function may(actor: Actor, verb: DisruptionVerb, disruption: DisruptionFacts): boolean {
  const { state, serviceIds } = disruption;
  if (!can(actor, "disruptions", inRole(verb))) return false;
  const whole = covers(actor, serviceIds) || disruption.ownerId === actor.personId;
  const part = whole || serviceIds.length === 0 || reaches(actor, serviceIds);
  switch (verb) {
    case "report":
      return whole;
    case "add":
    case "impact":
    case "fallback":
      return part && state !== "closed";
    case "triage":
    case "set-aside":
      return whole && state !== "closed" && state !== "awaiting-approval";
    case "time":
    case "paper":
    case "decide":
    case "agree":
      return whole && state !== "closed";
    case "review":
    case "answer":
      return whole && state !== "closed" && state !== "awaiting-approval" && state !== "reported";
    case "sign":
      return part && state === "awaiting-approval";
    case "return":
      return whole && state === "awaiting-approval";
    case "close":
      return whole && state !== "closed" && state !== "reported";
    case "reopen":
      return whole && state === "closed";
  }
}
