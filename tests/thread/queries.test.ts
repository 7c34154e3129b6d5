import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { linkEvidence } from "#lib/frameworks/commands.ts";
import { linkRecords, openRecord } from "#lib/records/commands.ts";
import { addControl, proveControl } from "#lib/risks/commands/controls.ts";
import { recordRisk } from "#lib/risks/commands/record.ts";
import { findThread, visibleSteps } from "#lib/thread/queries/thread.ts";
import { plain, raised } from "#tests/action-items/support.ts";
import { plain as aRisk } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let quality: Actor;
let manager: Actor;
let riskId: string;
let controlId: string;
let actionId: string;

beforeAll(async () => {
  cast = await castOf(here());
  quality = cast.actors["quality-compliance-lead"];
  manager = cast.actors["registered-manager"];
  const risk = await recordRisk(manager, aRisk([cast.services.a]));
  riskId = risk.id;
  const control = { type: "preventive", line: "first", description: "A date stamp on every sheet" } as const;
  ({ controlId } = await addControl(manager, { id: riskId, version: 1, ...control }));
  const action = await raised(
    manager,
    plain(manager, [cast.services.a], { sourceKind: "risk", sourceRecordId: riskId }),
  );
  actionId = action.id;
  await linkEvidence(manager, {
    recordId: actionId,
    statementId: "safe-learning-culture",
    category: "processes",
    datedOn: undefined,
    note: undefined,
  });
});

const thread = (actor: Actor, id: string) => readAs(actor, (tx) => findThread(tx, actor, id));
const shown = async (actor: Actor, id: string) =>
  (await thread(actor, id))?.strands.flatMap((one) => one.nodes.map((node) => `${one.step} ${node.id}`));

describe("a thread from the database", () => {
  test("runs from a risk to the statement that its action shows, and the other way round", async () => {
    const whole = [
      `risk ${riskId}`,
      `action ${actionId}`,
      `control ${controlId}`,
      "evidence statement safe-learning-culture",
    ];
    expect(await shown(manager, riskId)).toEqual(whole);
    expect(await shown(manager, actionId)).toEqual(whole);
  });

  test("names each missing link with the thing that lacks it", async () => {
    const strands = (await thread(manager, riskId))?.strands ?? [];
    expect(strands.flatMap((one) => one.gaps.map((gap) => `${one.step}: ${gap.says}`))).toEqual([
      "test: No test has tried this risk",
      "test: No test has proved this control",
    ]);
  });

  test("says of a control who proved it last, and which action changed it", async () => {
    const control = async () =>
      (await thread(manager, riskId))?.strands.flatMap((one) => one.nodes).find((one) => one.id === controlId);
    expect((await control())?.state).toEqual({ mark: "unknown", word: "Never proved" });
    const proof = { found: "effective", line: "second", how: "Looked at each folder" } as const;
    const provedOn = londonDay(new Date());
    await proveControl(quality, { id: riskId, controlId, provedOn, evidenceId: actionId, ...proof });
    expect((await control())?.state).toMatchObject({ mark: "ok", word: expect.stringMatching(/^Effective, proved /) });
    expect((await control())?.because.map((one) => one.says)).toEqual(["control of", "changed by"]);
  });

  test("is not there for another organisation, another service and a role without its room", async () => {
    expect(await thread(cast.foreign.actors["quality-compliance-lead"], riskId)).toBeUndefined();
    expect(await thread(cast.otherServiceManager, riskId)).toBeUndefined();
    expect(await thread(cast.actors["care-worker"], riskId)).toBeUndefined();
    expect(await thread(cast.actors["org-admin"], riskId)).toBeUndefined();
  });

  test("shows a care worker no action of somebody else's", async () => {
    expect(await thread(cast.actors["care-worker"], actionId)).toBeUndefined();
    const own = await raised(manager, plain(cast.actors["care-worker"], [cast.services.a], { sourceRecordId: riskId }));
    const theirs = await thread(cast.actors["care-worker"], own.id);
    expect(theirs?.strands.flatMap((one) => one.nodes.map((node) => node.id))).toEqual([own.id]);
    expect(theirs?.unseen).toBe(1);
  });

  test("goes past the meetings that spoke of a record: they are no step of it, and hide no gap", async () => {
    const mine = await recordRisk(quality, aRisk([cast.services.a]));
    const before = await thread(quality, mine.id);
    await changeAs(quality, "meeting.test", async (tx) => {
      const meeting = await openRecord(tx, quality, { kind: "meeting", title: "Board", state: "open", serviceIds: [] });
      await linkRecords(tx, quality, { fromId: meeting.id, toId: mine.id, kind: "discussed" });
    });
    expect(await thread(quality, mine.id)).toEqual(before);
  });

  test("counts, and does not name, a linked record of another service", async () => {
    const mine = await recordRisk(quality, aRisk([cast.services.b]));
    const theirs = await raised(
      quality,
      plain(quality, [cast.services.c], { sourceKind: "risk", sourceRecordId: mine.id }),
    );
    const seen = await thread(cast.otherServiceManager, mine.id);
    expect(seen?.unseen).toBe(1);
    expect(JSON.stringify(seen)).not.toContain(theirs.id);
  });
});

test("a role's steps follow its rooms", () => {
  expect(visibleSteps(cast.actors["quality-compliance-lead"])).toContain("risk");
  expect(visibleSteps(cast.actors["care-worker"])).not.toContain("risk");
  expect(visibleSteps(cast.actors["board-member"])).not.toContain("evidence");
  expect(visibleSteps(cast.actors["org-admin"])).toEqual([]);
});
