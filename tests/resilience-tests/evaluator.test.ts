import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, ownId, readAs } from "#db/client.ts";
import { memberships } from "#db/schema/organisation.ts";
import { resilienceTests, testObjectives } from "#db/schema/resilience-tests.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { scoreObjective } from "#lib/resilience-tests/commands/hold.ts";
import { nameEvaluator } from "#lib/resilience-tests/commands/judging.ts";
import { reportTest } from "#lib/resilience-tests/commands/report.ts";
import { evaluating, mayBeNamed } from "#lib/resilience-tests/policy.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, objectivesOf, report, score, testOf } from "./support.ts";

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
    const ids = mayBeNamed(offered, await testOf(manager, id)).map(({ value }) => value);
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
