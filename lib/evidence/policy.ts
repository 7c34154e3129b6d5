import { type Actor, covers, reaches } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import type { BundleState } from "./bundle.ts";

export type BundleVerb =
  | "prepare"
  | "change"
  | "discard"
  | "assemble"
  | "check"
  | "issue"
  | "withdraw"
  | "draft"
  | "download";
export type BundleFacts = { state: BundleState; preparedBy: string; serviceIds: readonly string[]; purpose: string };

/**
 * Whether the actor may do this to this bundle now. `secondPerson` tells whether somebody other than the preparer
 * could issue it; where nobody could, the preparer may, marked "No second person available" (decision 8).
 */
export function may(actor: Actor, verb: BundleVerb, bundle: BundleFacts, secondPerson = true): boolean {
  if (!reaches(actor, bundle.serviceIds)) return false;
  const wide = actor.services === "all";
  switch (verb) {
    case "prepare":
      return wide && can(actor, "evidence", "prepare");
    case "change":
    case "discard":
    case "assemble":
      return wide && can(actor, "evidence", "prepare") && (bundle.state === "draft" || bundle.state === "ready");
    case "check":
      return wide && can(actor, "evidence", "prepare") && bundle.state === "ready";
    case "issue":
      return (
        wide &&
        can(actor, "evidence", "issue") &&
        bundle.state === "ready" &&
        (bundle.preparedBy !== actor.personId || !secondPerson)
      );
    case "withdraw":
      return wide && can(actor, "evidence", "withdraw") && bundle.state === "issued";
    // A bundle tells every one of its services: one of them is not enough to read what is inside. The board reads
    // what was issued to it.
    case "draft":
      return (
        covers(actor, bundle.serviceIds) &&
        can(actor, "evidence", "read") &&
        actor.role !== "board-member" &&
        bundle.state === "ready"
      );
    case "download": {
      const board = actor.role !== "board-member" || bundle.purpose === "board";
      const whole = covers(actor, bundle.serviceIds);
      return whole && board && can(actor, "evidence", "read") && ["issued", "superseded"].includes(bundle.state);
    }
  }
}
