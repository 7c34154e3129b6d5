import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { completeAction } from "#lib/action-items/commands/complete.ts";
import { verifyAction } from "#lib/action-items/commands/verify.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import { linkEvidence } from "#lib/frameworks/commands.ts";
import { checkMaterial, recordMaterial } from "#lib/materials/commands.ts";
import type { RecordMaterial } from "#lib/materials/inputs.ts";
import { columns, type Row } from "#lib/overview/overview.ts";
import { findOverview, mayOpen } from "#lib/overview/queries/overview.ts";
import { plain as anAction, loneManager, raised, reread } from "#tests/action-items/support.ts";
import { plain as aDisruption } from "#tests/disruptions/support.ts";
import { heldTest, report, score, testOf } from "#tests/resilience-tests/support.ts";
import { plain as aRisk, scored as atScore, recorded } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let quality: Actor;
let manager: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  quality = cast.actors["quality-compliance-lead"];
  manager = cast.actors["registered-manager"];
});

const overview = (actor: Actor) => readAs(actor, (tx) => findOverview(tx, actor));
async function rowOf(actor: Actor, id: string): Promise<Row> {
  const row = (await overview(actor)).rows.find((one) => one.id === id);
  if (!row) throw new Error("The service has no row.");
  return row;
}
const hours = (ahead: number) => new Date(Date.now() + ahead * 3_600_000);
const copy = (serviceId: string): RecordMaterial => ({
  kind: "care-summary",
  serviceId,
  siteId: undefined,
  place: "Red folder",
  copyNumber: 1,
  copies: 1,
  showsPriorities: undefined,
  ownerId: undefined,
  contentAsOf: hours(-5),
  printedAt: hours(-4),
  useUntil: hours(20),
});

describe("each cell is what its room says now", () => {
  test("a service of which nothing is recorded is not known, and no cell of it is green", async () => {
    const row = await rowOf(quality, cast.services.c);
    expect(row.verdict).toBe("not-known");
    expect(columns.filter((column) => row.cells[column].mark === "ok")).toEqual([]);
  });

  test("a copy counts once it is dated and was looked at, and the trend ends in the same figure", async () => {
    const { id } = await recordMaterial(manager, copy(cast.services.a));
    expect((await rowOf(manager, cast.services.a)).cells.materials).toMatchObject({ mark: "unknown" });
    await checkMaterial(manager, { id, result: "present-current", note: undefined });
    const seen = await overview(manager);
    expect(seen.rows[0]?.cells.materials).toMatchObject({ mark: "ok", word: "1 of 1" });
    expect(seen.trend).toHaveLength(12);
    expect(seen.trend.at(-1)).toMatchObject({ inDate: 1, all: 1, percent: 100 });
    expect(seen.trend[0]).toMatchObject({ all: 0, percent: undefined });
  });

  test("a risk above appetite, an overdue action and linked evidence stand in their own service", async () => {
    await recorded(quality, aRisk([cast.services.b], atScore(4, 4)));
    const action = await raised(quality, anAction(quality, [cast.services.b]));
    await here().owner.begin(async (sql) => {
      await sql`alter table action_items disable trigger capture`;
      await sql`update action_items set due_on = due_on - 60, original_due_on = original_due_on - 60 where id = ${action.id}`;
      await sql`alter table action_items enable trigger capture`;
    });
    const to = { statementId: "safe-environments", category: "processes" as const, note: undefined };
    await linkEvidence(quality, { recordId: action.id, ...to, datedOn: undefined });
    const { cells } = await rowOf(quality, cast.services.b);
    expect(cells.risks).toMatchObject({ mark: "bad", word: "1 above", detail: "Highest 16" });
    expect(cells.actions).toMatchObject({ mark: "bad", word: "1 overdue" });
    expect(cells.evidence).toMatchObject({ mark: "ok", word: "Linked" });
    expect((await overview(quality)).actions[0]).toMatchObject({ id: action.id, services: "Service B" });
    const other = await rowOf(quality, cast.services.c);
    expect([other.cells.risks.mark, other.cells.actions.mark, other.cells.evidence.mark]).toEqual([
      "unknown",
      "na",
      "unknown",
    ]);
  });

  test("a disruption is live until systems are back", async () => {
    const { id } = await reportDisruption(manager, aDisruption([cast.services.a]));
    const { cells } = await rowOf(manager, cast.services.a);
    expect(cells.disruption).toMatchObject({ mark: "live", href: `/disruptions/${id}` });
    expect(cells.reviews.mark).toBe("na");
  });

  test("a held test counts with its result and its measured recovery", async () => {
    const id = await heldTest(cast, manager);
    expect((await rowOf(manager, cast.services.a)).cells.test).toMatchObject({ mark: "unknown", word: "Not scored" });
    await score(quality, id, ["met", "met"]);
    const waiting = await rowOf(manager, cast.services.a);
    expect(waiting.cells.test).toMatchObject({ mark: "unknown", word: "Not reported yet" });
    expect(waiting.cells.recovery).toMatchObject({ mark: "unknown", detail: "Not measured" });
    expect((await overview(manager)).since.tests).toMatchObject({ held: 1, met: 0, notReported: 1 });
    await report(quality, id);
    const { cells } = await rowOf(manager, cast.services.a);
    expect(cells.test).toMatchObject({
      mark: "ok",
      word: "Met",
      detail: expect.stringMatching(/^2 of 2, /),
      href: `/resilience-tests/${id}`,
    });
    expect(cells.recovery).toMatchObject({ word: "No target", mark: "unknown" });
    expect((await testOf(manager, id)).measuredMinutes).toBe(45);
    expect((await overview(manager)).since.tests).toMatchObject({ held: 1, met: 1, notReported: 0 });
    const later = await heldTest(cast, manager, { hoursAgo: 2 });
    await score(quality, later, ["met", "not-met"], 5);
    const still = await rowOf(manager, cast.services.a);
    expect([still.cells.test, still.cells.recovery]).toEqual([cells.test, cells.recovery]);
    expect((await overview(manager)).since.tests).toMatchObject({ held: 2, met: 1, partly: 0, notReported: 1 });
  });
});

describe("who sees which service", () => {
  test("a manager and a care worker see their own, everyone wide sees all, another organisation none of them", async () => {
    const seen = async (actor: Actor) => (await overview(actor)).rows.map((row) => row.id).sort();
    const { a, b, c } = cast.services;
    expect(await seen(manager)).toEqual([a]);
    expect(await seen(cast.actors["care-worker"])).toEqual([a]);
    expect(await seen(cast.otherServiceManager)).toEqual([b]);
    expect(await seen(quality)).toEqual([a, b, c].sort());
    const foreign = await seen(cast.foreign.actors["quality-compliance-lead"]);
    expect(foreign.filter((id) => [a, b, c].includes(id))).toEqual([]);
  });

  test("a care worker is listed no action of somebody else's, and led into no room that is closed to them", async () => {
    const worker = cast.actors["care-worker"];
    await raised(manager, anAction(manager, [cast.services.a]));
    expect((await overview(worker)).actions).toEqual([]);
    expect(columns.filter((column) => mayOpen(worker, column))).toEqual([
      "disruption",
      "materials",
      "reviews",
      "actions",
    ]);
    expect(columns.filter((column) => !mayOpen(quality, column))).toEqual([]);
  });
});

test("a decision that one person made alone is counted, by what it was", async () => {
  expect((await overview(quality)).alone).toEqual([]);
  const lone = await loneManager(cast.door);
  const action = await raised(lone, anAction(lone, []));
  const proof = { proof: "note" as const, attachmentId: undefined, evidenceId: undefined, effectDueOn: undefined };
  await completeAction(lone, { id: action.id, version: action.version, summary: "Done", proofNote: "Seen", ...proof });
  const done = await reread(lone, action.id);
  await verifyAction(lone, { id: action.id, version: done.version, outcome: "confirmed", how: "Looked at each sheet" });
  expect((await overview(lone)).alone).toEqual([{ what: "Actions verified", times: 1 }]);
});
