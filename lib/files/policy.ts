import type { Actor } from "#lib/access/actor.ts";
import { can, type Room, verbs } from "#lib/access/roles.ts";
import { maySee, roomOfKind, type SeenRecord } from "#lib/records/policy.ts";
import type { RecordKind } from "#lib/records/record.ts";
import type { EndWord } from "./file.ts";

/** The states in which a record of a kind has come to its end, or lies to be signed, with the word for it. A reopened one goes on. */
export const ends: Partial<Record<RecordKind, Readonly<Record<string, EndWord>>>> = {
  risk: { closed: "closed" },
  "action-item": { verified: "verified", effective: "verified", cancelled: "cancelled" },
  system: { retired: "retired" },
  disruption: { closed: "closed" },
  "resilience-test": { approved: "approved", cancelled: "cancelled" },
  material: { superseded: "superseded", withdrawn: "withdrawn" },
  meeting: { "with-chair": "sent to the chair", signed: "signed", cancelled: "cancelled" },
  request: { answered: "answered", declined: "declined" },
};

/** What a file says for good that joins its record after this end; null while the record still takes entries. */
export function addedAfter(record: Pick<SeenRecord, "kind" | "state">): EndWord | null {
  return ends[record.kind]?.[record.state] ?? null;
}

/**
 * Whoever sees the record and may write anything in its room may attach; once it has ended, only whoever oversees its
 * register. A bundle and an extract are never added to.
 */
export function mayAttach(actor: Actor, record: SeenRecord): boolean {
  if (record.kind === "bundle" || record.kind === "extract" || !maySee(actor, record)) return false;
  const room = roomOfKind[record.kind];
  if (addedAfter(record) && !can<Room>(actor, room, "export")) return false;
  return verbs[room].some((verb) => !reading.some((one) => one === verb) && can<Room>(actor, room, verb));
}

const reading = ["read", "read-review", "export"] as const;

/** Files of a disruption may be its review's: whoever reads no review sees those they attached themselves. */
export function maySeeFile(actor: Actor, record: SeenRecord, file: { addedBy: string }): boolean {
  if (!maySee(actor, record)) return false;
  return record.kind !== "disruption" || can(actor, "disruptions", "read-review") || file.addedBy === actor.personId;
}
