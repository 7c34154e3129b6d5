import { type Actor, reaches } from "#lib/access/actor.ts";
import { can, type Room } from "#lib/access/roles.ts";
import type { RecordKind } from "./record.ts";

export type SeenRecord = {
  kind: RecordKind;
  state: string;
  serviceIds: readonly string[];
  ownerId: string | null;
};

export const roomOfKind: Record<RecordKind, Room> = {
  risk: "risks",
  "action-item": "action-items",
  system: "systems",
  disruption: "disruptions",
  "resilience-test": "resilience-tests",
  material: "materials",
  bundle: "evidence",
  request: "access",
  meeting: "meetings",
  extract: "meetings",
};

/** Whether a role is shown a record at all, on whichever page it is named: its room lets it in, and so does its state. */
export function maySee(actor: Actor, record: SeenRecord): boolean {
  if (!can<Room>(actor, roomOfKind[record.kind], "read")) return false;
  if (record.serviceIds.length > 0 && !reaches(actor, record.serviceIds)) return false;
  if (record.kind === "meeting" && record.serviceIds.length === 0 && actor.services !== "all") return false;
  if (record.kind === "action-item") return overseesActions(actor) || record.ownerId === actor.personId;
  // Board members read closed reviews (decision 8).
  if (record.kind === "disruption" && actor.role === "board-member") return record.state === "closed";
  return true;
}

/** Roles that progress actions, and neither change nor verify them, see those they own. */
function overseesActions(actor: Actor): boolean {
  if (!can(actor, "action-items", "progress")) return true;
  return can(actor, "action-items", "change") || can(actor, "action-items", "verify");
}
