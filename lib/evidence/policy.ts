import { type Actor, reaches } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import type { BundleState } from "./bundle.ts";

export type BundleVerb = "prepare" | "assemble" | "check" | "issue" | "withdraw" | "download";
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
    case "download": {
      const board = actor.role !== "board-member" || bundle.purpose === "board";
      return board && can(actor, "evidence", "read") && ["issued", "superseded"].includes(bundle.state);
    }
  }
}
