import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Role } from "#lib/access/roles.ts";
import { collectBundle, recipientScope } from "#lib/evidence/collect/bundle.ts";
import { attachFile } from "#lib/files/commands.ts";
import { addedAfterWords } from "#lib/files/file.ts";
import { addedAfter, ends, mayAttach } from "#lib/files/policy.ts";
import { listAttachments } from "#lib/files/queries.ts";
import { maySee } from "#lib/records/policy.ts";
import type { RecordKind } from "#lib/records/record.ts";
import { closeRisk, reopenRisk } from "#lib/risks/commands/review.ts";
import { plain, recorded, reread } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { actorOf } from "#tests/support/grid.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

test("rooms: seeing needs the room, attaching a verb that writes, and a bundle takes nothing", async () => {
  const facts = { serviceIds: [cast.services.a], state: "open", ownerId: null };
  expect(maySee(cast.actors["board-member"], { ...facts, kind: "material" })).toBe(false);
  expect(maySee(cast.actors["board-member"], { ...facts, kind: "risk" })).toBe(true);
  expect(mayAttach(cast.actors["internal-auditor"], { ...facts, kind: "risk" })).toBe(false);
  expect(mayAttach(cast.actors["digital-lead"], { ...facts, kind: "system" })).toBe(true);
  expect(mayAttach(cast.actors["quality-compliance-lead"], { ...facts, kind: "bundle" })).toBe(false);
  expect(maySee(cast.otherServiceManager, { ...facts, kind: "risk" })).toBe(false);
});

test("a bundle and an extract of signed minutes take no file, whoever asks", async () => {
  const lead = actorOf("quality-compliance-lead");
  for (const kind of ["bundle", "extract"] as const)
    expect(mayAttach(lead, { kind, serviceIds: ["a"], state: "marked", ownerId: null })).toBe(false);
});

test("what is attached after a record's end is marked with the word of its end, and with none before", () => {
  const ended = Object.entries(ends).flatMap(([kind, states]) =>
    Object.entries(states).map(([state, word]) => `${kind} ${state}: ${word}`),
  );
  expect(ended).toEqual([
    "risk closed: closed",
    ...["verified", "effective"].map((state) => `action-item ${state}: verified`),
    "action-item cancelled: cancelled",
    "system retired: retired",
    "disruption closed: closed",
    "resilience-test approved: approved",
    "resilience-test cancelled: cancelled",
    "material superseded: superseded",
    "material withdrawn: withdrawn",
    "meeting with-chair: sent to the chair",
    "meeting signed: signed",
    "meeting cancelled: cancelled",
    "request answered: answered",
    "request declined: declined",
  ]);
  expect(addedAfter({ kind: "disruption", state: "closed" })).toBe("closed");
  expect(addedAfter({ kind: "disruption", state: "awaiting-approval" })).toBeNull();
  expect(addedAfter({ kind: "meeting", state: "minutes" })).toBeNull();
  expect(addedAfterWords("sent to the chair")).toBe("Added after it was sent to the chair");
});

test("after the end only those who oversee the register attach; a care worker does while the record takes entries", () => {
  const may = (role: Role, kind: RecordKind, state: string) =>
    mayAttach(actorOf(role), { kind, state, serviceIds: ["a"], ownerId: role });
  for (const role of ["care-worker", "shift-lead", "care-coordinator"] as const) {
    expect([role, may(role, "disruption", "awaiting-approval")]).toEqual([role, true]);
    expect([role, may(role, "disruption", "closed")]).toEqual([role, false]);
    expect([role, may(role, "action-item", "open")]).toEqual([role, true]);
    expect([role, may(role, "action-item", "verified")]).toEqual([role, false]);
    expect([role, may(role, "material", "withdrawn")]).toEqual([role, false]);
  }
  for (const role of ["registered-manager", "quality-compliance-lead", "nominated-individual"] as const)
    expect([role, may(role, "disruption", "closed")]).toEqual([role, true]);
  expect(may("internal-auditor", "disruption", "closed")).toBe(false);
});

test("a file added to what is closed keeps the mark, inside and outside, after it is opened again", async () => {
  const manager = cast.actors["registered-manager"];
  const risk = await recorded(manager, plain([cast.services.a]));
  const file = (sum: string) =>
    attachFile(manager, {
      recordId: risk.id,
      name: `${sum}.txt`,
      stored: { sha256: sum.repeat(64), bytes: 4, type: "text/plain", tags: { location: false, author: false } },
    });
  await file("a");
  await closeRisk(manager, { id: risk.id, version: risk.version, reason: "Gone" });
  await file("b");
  const closed = await reread(manager, risk.id);
  await reopenRisk(manager, { id: risk.id, version: closed.version, reason: "Back again" });
  await file("c");
  const inside = await readAs(manager, (tx) =>
    listAttachments(tx, manager, {
      id: risk.id,
      kind: "risk",
      state: "open",
      serviceIds: [cast.services.a],
      ownerId: null,
    }),
  );
  expect(inside.map((one) => [one.name, one.addedAfter])).toEqual([
    ["a.txt", null],
    ["b.txt", "closed"],
    ["c.txt", null],
  ]);
  const order = {
    ...{ id: crypto.randomUUID(), reference: "EB-2026-099", title: "All", purpose: "cqc-inspection" as const },
    ...{
      marking: "Public",
      recipient: "Care Quality Commission",
      body: null,
      framework: "Single assessment framework",
    },
    ...{ periodFrom: "2020-01-01", periodTo: "2099-12-31", sections: ["risks"], issue: 1, supersedes: null },
    preparedBy: "Quality lead",
  };
  const { content } = await collectBundle(recipientScope(manager.organisationId, order, [cast.services.a]), order);
  expect(content.attachments.map((one) => one.addedAfter)).toEqual([null, "Added after it was closed", null]);
});
