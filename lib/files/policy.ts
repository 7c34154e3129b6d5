import type { Actor } from "#lib/access/actor.ts";
import { can, type Room, verbs } from "#lib/access/roles.ts";
import { maySee, roomOfKind, type SeenRecord } from "#lib/records/policy.ts";

/** Whoever sees the record and may write anything in its room may attach; an issued bundle never changes. */
export function mayAttach(actor: Actor, record: SeenRecord): boolean {
  if (record.kind === "bundle" || !maySee(actor, record)) return false;
  const room = roomOfKind[record.kind];
  return verbs[room].some((verb) => verb !== "read" && verb !== "export" && can<Room>(actor, room, verb));
}
