import { beforeAll, expect, test } from "vitest";
import type { Role } from "#lib/access/roles.ts";
import { maySee, type SeenRecord } from "#lib/records/policy.ts";
import { recordKinds } from "#lib/records/record.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;

beforeAll(async () => {
  cast = await castOf(here());
});

const record = (kind: SeenRecord["kind"], more: Partial<SeenRecord> = {}): SeenRecord => ({
  kind,
  state: "open",
  serviceIds: [cast.services.a],
  ownerId: null,
  ...more,
});
const kindsFor = (role: Role) => recordKinds.filter((kind) => maySee(cast.actors[role], record(kind)));

test("a record is named on another's page only to roles that its own room lets in", () => {
  expect(kindsFor("care-worker")).toEqual(["disruption", "material"]);
  expect(kindsFor("board-member")).toEqual(["risk", "action-item", "resilience-test", "bundle", "meeting", "extract"]);
  expect(kindsFor("digital-lead")).toEqual([
    "risk",
    "action-item",
    "system",
    "disruption",
    "resilience-test",
    "material",
    "meeting",
    "extract",
  ]);
  expect(kindsFor("org-admin")).toEqual(["request"]);
  expect(kindsFor("internal-auditor")).toEqual([...recordKinds]);
});

test("a care worker is shown the actions that are theirs, and a verifier all of them", () => {
  const worker = cast.actors["care-worker"];
  expect(maySee(worker, record("action-item", { ownerId: worker.personId }))).toBe(true);
  expect(maySee(worker, record("action-item", { ownerId: cast.actors["shift-lead"].personId }))).toBe(false);
  expect(maySee(cast.actors["nominated-individual"], record("action-item"))).toBe(true);
});

test("the board is shown a disruption once its review is closed", () => {
  const board = cast.actors["board-member"];
  expect(maySee(board, record("disruption", { state: "under-review" }))).toBe(false);
  expect(maySee(board, record("disruption", { state: "closed" }))).toBe(true);
});

test("a record of another service is not shown; one of several services is, to each of them", () => {
  const manager = cast.actors["registered-manager"];
  expect(maySee(manager, record("risk", { serviceIds: [cast.services.b] }))).toBe(false);
  expect(maySee(manager, record("risk", { serviceIds: [cast.services.a, cast.services.b] }))).toBe(true);
});
