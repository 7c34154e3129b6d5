import type { Actor } from "#lib/access/actor.ts";
import { can, type Room, verbs } from "#lib/access/roles.ts";
import { maySee, roomOfKind, type SeenRecord } from "#lib/records/policy.ts";

/** Whoever sees the record and may write anything in its room may attach; a bundle and an extract are never added to. */
export function mayAttach(actor: Actor, record: SeenRecord): boolean {
  if (record.kind === "bundle" || record.kind === "extract" || !maySee(actor, record)) return false;
  const room = roomOfKind[record.kind];
  return verbs[room].some((verb) => !reading.some((one) => one === verb) && can<Room>(actor, room, verb));
}

const reading = ["read", "read-review", "export"] as const;

/** Files of a disruption may be its review's: whoever reads no review sees those they attached themselves. */
export function maySeeFile(actor: Actor, record: SeenRecord, file: { addedBy: string }): boolean {
  if (!maySee(actor, record)) return false;
  return record.kind !== "disruption" || can(actor, "disruptions", "read-review") || file.addedBy === actor.personId;
}
