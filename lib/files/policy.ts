import { type Actor, reaches } from "#lib/access/actor.ts";
import { can, type Room, verbs } from "#lib/access/roles.ts";
import type { RecordKind } from "#lib/records/record.ts";

export type FiledRecord = { kind: RecordKind; serviceIds: readonly string[]; ownerId: string | null };

const rooms: Record<RecordKind, Room> = {
  risk: "risks",
  "action-item": "action-items",
  system: "systems",
  disruption: "disruptions",
  "resilience-test": "resilience-tests",
  material: "materials",
  bundle: "evidence",
  request: "access",
};

/** A record's files are seen by whoever may read its room and the record. */
export function maySeeFiles(actor: Actor, record: FiledRecord): boolean {
  return can<Room>(actor, rooms[record.kind], "read") && seesRecord(actor, record);
}

/** Whoever sees the record and may write anything in its room may attach; an issued bundle never changes. */
export function mayAttach(actor: Actor, record: FiledRecord): boolean {
  if (record.kind === "bundle" || !maySeeFiles(actor, record)) return false;
  const room = rooms[record.kind];
  return verbs[room].some((verb) => verb !== "read" && verb !== "export" && can<Room>(actor, room, verb));
}

/** Roles that may neither change nor verify actions see those they own. */
function seesRecord(actor: Actor, record: FiledRecord): boolean {
  if (record.serviceIds.length > 0 && !reaches(actor, record.serviceIds)) return false;
  const onlyOwn = record.kind === "action-item" && can(actor, "action-items", "progress");
  const oversees = can(actor, "action-items", "change") || can(actor, "action-items", "verify");
  return !onlyOwn || oversees || record.ownerId === actor.personId;
}
