import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, ownId, readAs } from "#db/client.ts";
import { memberships } from "#db/schema/organisation.ts";
import { resilienceTests, testObjectives } from "#db/schema/resilience-tests.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { scoreObjective } from "#lib/resilience-tests/commands/hold.ts";
import { nameEvaluator, planProblems } from "#lib/resilience-tests/commands/judging.ts";
import { changeTest, planTest } from "#lib/resilience-tests/commands/plan.ts";
import { reportTest } from "#lib/resilience-tests/commands/report.ts";
import { evaluating, facilitating, mayBeNamed } from "#lib/resilience-tests/policy.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, objectivesOf, plan, report, score, testOf } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
let digital: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
  digital = cast.actors["digital-lead"];
});

const refused = (kind: string, words?: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind, ...(words ? { message: expect.stringMatching(words) } : {}) });
const onlyTheEvaluator = refused("forbidden", /^Only its evaluator, Quality and compliance lead, scores and reports/);
const answer = { answer: "Yes.", answerDetail: undefined };
async function scored(actor: Actor, id: string) {
  const [objective] = await objectivesOf(actor, id);
  if (!objective) throw new Error("The objective is not there.");
  const { version } = objective;
  const said = {
    result: "met",
    actualMinutes: 8,
    actualWords: undefined,
    note: undefined,
    ownerId: undefined,
  } as const;
  return scoreObjective(actor, { id: objective.id, version, ...said });
}
const named = async (actor: Actor, id: string, evaluator: Actor) =>
  nameEvaluator(actor, { id, version: (await testOf(actor, id)).version, evaluatorId: evaluator.personId });

describe("a test", () => {
  test("is scored and reported by its evaluator, not by who ran it and not by a third", async () => {
    const id = await heldTest(cast, manager);
    for (const other of [digital, manager]) await expect(scored(other, id)).rejects.toEqual(onlyTheEvaluator);
    await score(lead, id, ["met", "met"]);
    const { version } = await testOf(lead, id);
    for (const other of [digital, manager])
      await expect(reportTest(other, { id, version, ...answer })).rejects.toEqual(onlyTheEvaluator);
    await report(lead, id);
    expect(await testOf(lead, id)).toMatchObject({ state: "reported", reportedBy: lead.personId });
  });

  test("is neither scored nor reported by anybody else past the command, nor under the evaluator's name", async () => {
    const id = await heldTest(cast, manager);
    const [objective] = await objectivesOf(manager, id);
    const forced = (by: Actor, as: Actor) =>
      changeAs(by, "test.score", (tx) =>
        tx
          .update(testObjectives)
          .set({ result: "met", scoredBy: as.personId, scoredRole: as.role, scoredAt: tx.now })
          .where(ownId(testObjectives, by, objective?.id ?? "")),
      );
    for (const [by, as] of [
      [digital, digital],
      [manager, manager],
      [digital, lead],
    ] as const)
      await expect(forced(by, as)).rejects.toThrow();
    await forced(lead, lead);
    const nothing = { result: null, scoredBy: null, scoredRole: null, scoredAt: null };
    const emptied = (by: Actor) =>
      changeAs(by, "test.score", (tx) =>
        tx
          .update(testObjectives)
          .set(nothing)
          .where(ownId(testObjectives, by, objective?.id ?? "")),
      );
    for (const by of [digital, manager]) await expect(emptied(by)).rejects.toMatchObject({ cause: { code: "23514" } });
    await emptied(lead);
    await forced(lead, lead);
    const written = { state: "reported", answer: "Yes.", reportedRole: lead.role } as const;
    const put = (by: Actor, as: Actor) =>
      changeAs(by, "test.report", (tx) =>
        tx
          .update(resilienceTests)
          .set({ ...written, reportedBy: as.personId, reportedAt: tx.now })
          .where(ownId(resilienceTests, by, id)),
      );
    for (const [by, as] of [
      [digital, digital],
      [digital, lead],
    ] as const)
      await expect(put(by, as)).rejects.toThrow();
    await put(lead, lead);
    for (const change of [{ evaluatorId: manager.personId }, { facilitatorId: manager.personId }]) {
      const moved = changeAs(digital, "test.change", (tx) =>
        tx
          .update(resilienceTests)
          .set(change)
          .where(ownId(resilienceTests, digital, id)),
      );
      await expect(moved).rejects.toThrow();
    }
  });
});

describe("planning a test", () => {
  test("asks only those to run and to evaluate it who can do so in its services", async () => {
    for (const field of ["facilitatorId", "evaluatorId"] as const)
      for (const other of [
        cast.actors["org-admin"],
        cast.actors["internal-auditor"],
        cast.actors["board-member"],
        cast.actors["care-worker"],
        cast.otherServiceManager,
      ])
        await expect(planTest(lead, plan(cast, { [field]: other.personId }))).rejects.toMatchObject({
          ...{ name: "Refusal", kind: "not-found", field },
        });
    for (const work of [facilitating, evaluating]) {
      const offered = await readAs(lead, (tx) => listAbleChoices(tx, lead, undefined, work));
      const ids = offered.map(({ value }) => value);
      for (const other of [manager, cast.otherServiceManager, lead, digital]) expect(ids).toContain(other.personId);
      for (const role of [
        "org-admin",
        "internal-auditor",
        "board-member",
        "care-worker",
        "nominated-individual",
      ] as const)
        expect(ids).not.toContain(cast.actors[role].personId);
      const here = await readAs(manager, (tx) => listAbleChoices(tx, manager, undefined, work));
      expect(here.map(({ value }) => value)).not.toContain(cast.otherServiceManager.personId);
    }
  });

  test("keeps who has it already when the rest of the plan changes, and no longer where the services do", async () => {
    const { id } = await planTest(lead, plan(cast));
    const { organisationId } = lead;
    await here().owner.begin(async (sql) => {
      await sql`alter table resilience_tests disable trigger user`;
      await sql`update resilience_tests set evaluator_id = ${cast.actors["org-admin"].personId} where id = ${id} and organisation_id = ${organisationId}`;
      await sql`alter table resilience_tests enable trigger user`;
    });
    const { retestOf: _, ...planned } = plan(cast, { evaluatorId: cast.actors["org-admin"].personId });
    await changeTest(lead, { ...planned, id, version: 1, title: "Another name" });
    const moved = { ...planned, id, version: 2, serviceIds: [cast.services.a, cast.services.b] };
    await expect(changeTest(lead, moved)).rejects.toMatchObject({ kind: "not-found", field: "evaluatorId" });
  });

  test("says of each wrong field what is wrong, in one answer", async () => {
    const { personId } = cast.actors["org-admin"];
    const typed = { facilitatorId: [personId], evaluatorId: [personId], serviceIds: [cast.services.b] };
    expect(await planProblems(manager, typed)).toEqual({
      facilitatorId: expect.stringMatching(/records and scores tests/),
      evaluatorId: expect.stringMatching(/records and scores tests/),
      serviceIds: expect.stringMatching(/your own services only/),
    });
    const same = { facilitatorId: [lead.personId], evaluatorId: [lead.personId] };
    expect(await planProblems(lead, same)).toEqual({
      evaluatorId: "The evaluator is someone other than the facilitator.",
    });
    expect(await planProblems(lead, { evaluatorId: ["nobody"] })).toEqual({});
  });
});

describe("another evaluator", () => {
  test("is named where the first is away: somebody who scores these services, and not who ran it", async () => {
    const id = await heldTest(cast, manager);
    await expect(named(manager, id, digital)).rejects.toEqual(
      refused("conflict", /someone other than the facilitator/),
    );
    for (const other of [cast.actors["org-admin"], cast.actors["board-member"], cast.otherServiceManager])
      await expect(named(manager, id, other)).rejects.toEqual(refused("not-found", /scores tests of these services/));
    await expect(named(cast.actors["care-worker"], id, manager)).rejects.toEqual(refused("forbidden"));
    const offered = await readAs(manager, (tx) => listAbleChoices(tx, manager, [cast.services.a], evaluating));
    const ids = mayBeNamed(manager, offered, await testOf(manager, id), []).map(({ value }) => value);
    expect(ids).toContain(manager.personId);
    for (const other of [lead, digital, cast.otherServiceManager, cast.actors["internal-auditor"]])
      expect(ids).not.toContain(other.personId);
    await named(manager, id, manager);
    await expect(score(lead, id, ["met", "met"])).rejects.toEqual(refused("forbidden"));
    await score(manager, id, ["met", "met"]);
    await report(manager, id);
    expect(await testOf(manager, id)).toMatchObject({ reportedBy: manager.personId, evaluatedAlone: false });
    await expect(named(lead, id, lead)).rejects.toEqual(refused("forbidden"));
  });

  test("is named by nobody but the evaluator once something was scored, and never by who ran it", async () => {
    const id = await heldTest(cast, digital);
    await expect(named(digital, id, manager)).rejects.toEqual(refused("forbidden", /^You ran this test/));
    await score(lead, id, ["not-met"]);
    await expect(named(digital, id, manager)).rejects.toEqual(refused("forbidden", /^You ran this test/));
    await expect(named(manager, id, manager)).rejects.toEqual(
      refused("forbidden", /has scored 1 of 2 objectives and can go on/),
    );
    const offered = await readAs(lead, (tx) => listAbleChoices(tx, lead, [cast.services.a], evaluating));
    const whom = async (actor: Actor) =>
      mayBeNamed(actor, offered, await testOf(lead, id), await objectivesOf(lead, id)).map(({ value }) => value);
    expect([await whom(digital), await whom(manager)]).toEqual([[], []]);
    expect(await whom(lead)).toContain(manager.personId);
    await named(lead, id, manager);
    expect(await testOf(manager, id)).toMatchObject({ evaluatorId: manager.personId, notMet: 1 });
  });

  test("reports nothing that another scored: by the command and past it", async () => {
    const id = await heldTest(cast, digital);
    await score(lead, id, ["met", "met"]);
    await named(lead, id, manager);
    await expect(report(manager, id)).rejects.toEqual(
      refused("conflict", /^Objectives 1, 2 are scored by another evaluator. Score them again/),
    );
    const past = () =>
      changeAs(manager, "test.report", (tx) =>
        tx
          .update(resilienceTests)
          .set({
            ...{ state: "reported", answer: "Yes.", reportedBy: manager.personId },
            ...{ reportedRole: manager.role, reportedAt: tx.now },
          })
          .where(ownId(resilienceTests, manager, id)),
      );
    await expect(past()).rejects.toMatchObject({ cause: { code: "23514" } });
    await score(manager, id, ["met"]);
    await expect(report(manager, id)).rejects.toEqual(
      refused("conflict", /^Objective 2 is scored by another evaluator/),
    );
    await score(manager, id, ["met", "met"]);
    await report(manager, id);
    expect(await testOf(manager, id)).toMatchObject({ state: "reported", reportedBy: manager.personId });
  });

  test("may be who ran it where nobody else is left, and it is marked", async () => {
    const there = { ...cast, ...cast.foreign };
    const alone = there.actors["digital-lead"];
    const service = there.services.a;
    const id = await heldTest(there, alone, { serviceIds: [service] });
    await cast.door.changeAs({ ...alone, role: "org-admin" }, "membership.end", async (tx) => {
      const all = await tx.select({ id: memberships.id, personId: memberships.personId }).from(memberships);
      for (const one of all)
        if (one.personId !== alone.personId)
          await tx
            .update(memberships)
            .set({ endsAt: tx.now })
            .where(ownId(memberships, alone, one.id));
    });
    await named(alone, id, alone);
    await score(alone, id, ["met", "met"]);
    await report(alone, id);
    expect(await testOf(alone, id)).toMatchObject({ evaluatedAlone: true, reportedBy: alone.personId });
  });
});
