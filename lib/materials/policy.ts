import { type Actor, covers } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import type { MaterialState } from "./material.ts";

export type MaterialVerb = "record" | "change" | "stamp" | "check" | "know" | "withdraw";
export type MaterialStanding = { state: MaterialState; serviceIds: readonly string[] };

/** Whether the actor may do this to this copy now. A copy that is no longer used stays as it was. */
export function may(actor: Actor, verb: MaterialVerb, material: MaterialStanding): boolean {
  if (!can(actor, "materials", verb) || !covers(actor, material.serviceIds)) return false;
  switch (verb) {
    case "record":
      return true;
    case "change":
    case "stamp":
    case "check":
    case "know":
    case "withdraw":
      return material.state === "draft" || material.state === "current";
  }
}
