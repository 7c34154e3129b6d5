import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { listLinked } from "#lib/records/queries.ts";
import { cancelTest, changeTest, linkTest, planTest, planTestIn } from "#lib/resilience-tests/commands/plan.ts";
import { addFinding, approveTest, raiseFromFinding, reportTest } from "#lib/resilience-tests/commands/report.ts";
import { listFindings } from "#lib/resilience-tests/queries/record.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, objectivesOf, plan, score, testOf } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
});

const refused = (kind: string, words?: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind, ...(words ? { message: expect.stringMatching(words) } : {}) });
const trailOf = async (id: string) =>
  (await here().owner`select distinct verb from trail_entries where record_id = ${id}`).map((row) => row.verb);
const versionOf = async (id: string) => (await testOf(manager, id)).version;

describe("reporting and approving", () => {
  test("waits for every score, then for someone other than the author", async () => {
    const id = await heldTest(cast, manager);
    const answer = { id, answer: "For most people, yes.", answerDetail: "The night lead had not been briefed." };
    await expect(reportTest(lead, { ...answer, version: await versionOf(id) })).rejects.toEqual(
      refused("conflict", /Objectives 1, 2 are not scored yet/),
    );
    await score(lead, id, ["met", "not-met"]);
    await reportTest(lead, { ...answer, version: await versionOf(id) });
    expect(await testOf(manager, id)).toMatchObject({ state: "reported", reportedRole: "quality-compliance-lead" });
    const version = await versionOf(id);
    await expect(approveTest(lead, { id, version })).rejects.toEqual(refused("forbidden", /someone else can approve/));
    await expect(approveTest(cast.actors["nominated-individual"], { id, version })).rejects.toEqual(
      refused("forbidden"),
    );
    await expect(approveTest(cast.otherServiceManager, { id, version })).rejects.toEqual(refused("not-found"));
    await expect(approveTest(manager, { id, version: version - 1 })).rejects.toEqual(refused("stale"));
    await approveTest(manager, { id, version });
    expect(await testOf(manager, id)).toMatchObject({
      state: "approved",
      approvedRole: "registered-manager",
      approvedAlone: false,
    });
    await expect(score(manager, id, ["met"])).rejects.toEqual(refused("forbidden"));
    expect(await trailOf(id)).toEqual(expect.arrayContaining(["test.report", "test.approve", "test.score"]));
  });

  test("a finding that is added after the report makes an approval stale that was opened before it", async () => {
    const id = await heldTest(cast, manager);
    const found = { id, objectiveId: undefined };
    const before = await versionOf(id);
    await addFinding(manager, { ...found, says: "The lamp was flat" });
    expect(await versionOf(id)).toBe(before);
    await score(lead, id, ["met", "met"]);
    await reportTest(lead, { id, version: before, answer: "Yes.", answerDetail: undefined });
    const version = await versionOf(id);
    await addFinding(lead, { ...found, says: "The key was in the locked office" });
    await expect(approveTest(manager, { id, version })).rejects.toEqual(refused("stale"));
    await approveTest(manager, { id, version: await versionOf(id) });
  });

  test("is refused by the database too when author and approver are one", async () => {
    const id = await heldTest(cast, manager);
    await score(lead, id, ["met", "met"]);
    await reportTest(lead, { id, version: await versionOf(id), answer: "Yes.", answerDetail: undefined });
    const force = here().owner`update resilience_tests set state = 'approved', approved_by = ${lead.personId},
      approved_role = ${lead.role}, approved_at = now() where id = ${id}`;
    await expect(force).rejects.toMatchObject({ constraint_name: "tests_approver_is_not_author" });
  });
});

describe("findings, links and retests", () => {
  test("end in one action each, raised in the same transaction and linked to the test", async () => {
    const id = await heldTest(cast, manager);
    const { findingId } = await addFinding(manager, {
      id,
      says: "Night staff have not been briefed",
      objectiveId: undefined,
    });
    const raise = () =>
      raiseFromFinding(manager, { id, findingId }, (tx, actor) =>
        raiseActionIn(tx, actor, {
          title: "Brief nine night staff at handover",
          detail: undefined,
          finding: "Night staff have not been briefed",
          sourceKind: "resilience-test",
          sourceRecordId: id,
          ownerId: manager.personId,
          priority: "urgent",
          level: "training",
          measure: "Nine of nine recorded at handover.",
          dueOn: undefined,
          serviceIds: [cast.services.a],
        }),
      );
    const { actionId } = await raise();
    const findings = await readAs(manager, (tx) => listFindings(tx, manager, id));
    expect(findings).toMatchObject([{ number: 1, actionId }]);
    const linked = await readAs(manager, (tx) => listLinked(tx, manager, id));
    expect(linked).toMatchObject([{ id: actionId, link: "raised", direction: "to" }]);
    await expect(raise()).rejects.toEqual(refused("conflict"));
    expect(await readAs(manager, (tx) => listLinked(tx, manager, id))).toHaveLength(1);
    await expect(
      addFinding(cast.otherServiceManager, { id, says: "Elsewhere", objectiveId: undefined }),
    ).rejects.toEqual(refused("not-found"));
  });

  test("carries what was not met into the retest and links it to the failure", async () => {
    const failed = await heldTest(cast, manager);
    await score(lead, failed, ["met", "not-met"]);
    const { id } = await planTest(manager, plan(cast, { retestOf: failed, title: "Retest of the evening" }));
    expect(await objectivesOf(manager, id)).toMatchObject([
      { number: 1, says: "Staff can say where the next sheet comes from", result: null },
    ]);
    expect((await testOf(manager, id)).objectives).toBe(1);
    const linked = await readAs(manager, (tx) => listLinked(tx, manager, id));
    expect(linked).toMatchObject([{ id: failed, link: "retests", direction: "to" }]);
    const other = plan(cast, { retestOf: failed, serviceIds: [cast.services.b] });
    await expect(planTest(cast.otherServiceManager, other)).rejects.toEqual(refused("not-found"));
  });

  test("a retest is of every service of the test it answers, and stays so when its plan changes", async () => {
    const wide = cast.actors["regional-manager"];
    const { a, b } = cast.services;
    const failed = await heldTest(cast, wide, { serviceIds: [a] });
    await score(lead, failed, ["met", "not-met"]);
    for (const serviceIds of [[b], []])
      await expect(planTest(lead, plan(cast, { retestOf: failed, serviceIds }))).rejects.toEqual(
        refused("conflict", /A retest is of every service of TEST-.*: Service A\./),
      );
    const { id } = await planTest(lead, plan(cast, { retestOf: failed, serviceIds: [a, b] }));
    const { retestOf: _, ...planned } = plan(cast);
    const change = { ...planned, id, version: await versionOf(id) };
    await expect(changeTest(lead, { ...change, serviceIds: [b] })).rejects.toEqual(
      refused("conflict", /A retest is of every service/),
    );
    await changeTest(lead, { ...change, serviceIds: [a] });
    expect((await testOf(lead, id)).serviceIds).toEqual([a]);
  });

  test("is not planned of a test whose every objective was met, unless a meeting asks: then all of it is repeated", async () => {
    const whole = await heldTest(cast, manager);
    await score(lead, whole, ["met", "met"]);
    const retest = plan(cast, { retestOf: whole });
    await expect(planTest(manager, retest)).rejects.toEqual(refused("conflict", /nothing to repeat/));
    const asked = changeAs(manager, "test.plan", (tx) => planTestIn(tx, manager, { ...retest, askedByMeeting: true }));
    expect(await objectivesOf(manager, (await asked).id)).toHaveLength(2);
  });

  test("is planned once: a second retest waits until the first is held or cancelled", async () => {
    const failed = await heldTest(cast, manager);
    await score(lead, failed, ["met", "not-met"]);
    const first = await planTest(manager, plan(cast, { retestOf: failed }));
    await expect(planTest(manager, plan(cast, { retestOf: failed }))).rejects.toEqual(
      refused("conflict", new RegExp(`${first.reference} is planned`)),
    );
    await cancelTest(manager, { id: first.id, version: await versionOf(first.id), reason: "Another day" });
    await planTest(manager, plan(cast, { retestOf: failed }));
  });

  test("links only a risk or a system that the actor can see", async () => {
    const { id } = await planTest(manager, plan(cast));
    const { id: second } = await planTest(manager, plan(cast));
    await expect(linkTest(manager, { id, toId: second })).rejects.toEqual(refused("not-found"));
    await expect(linkTest(manager, { id, toId: randomUUID() })).rejects.toEqual(refused("not-found"));
  });
});
