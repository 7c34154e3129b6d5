import { type Actor, covers } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import type { SystemState } from "./system.ts";

export type SystemVerb = "record" | "change" | "retire";
export type SystemFacts = { state: SystemState; serviceIds: readonly string[] };

/** Whether the actor may do this to this system now. */
export function may(actor: Actor, verb: SystemVerb, system: SystemFacts): boolean {
  if (!can(actor, "systems", verb) || !covers(actor, system.serviceIds)) return false;
  switch (verb) {
    case "record":
      return true;
    case "change":
    case "retire":
      return system.state === "in-use";
  }
}
