import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { holdTest, noteParticipants, scoreObjective } from "#lib/resilience-tests/commands/hold.ts";
import { planTest, setObjective } from "#lib/resilience-tests/commands/plan.ts";
import { reportTest } from "#lib/resilience-tests/commands/report.ts";
import type { PlanTest } from "#lib/resilience-tests/inputs.ts";
import { findTest, listObjectives } from "#lib/resilience-tests/queries/record.ts";
import type { Cast } from "#tests/support/cast.ts";

export const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

export function plan(cast: Cast, change: Partial<PlanTest> = {}): PlanTest {
  return {
    title: "Evening internet loss",
    aim: "Show that medicines move to paper",
    scenario: "evening-internet-outage",
    kind: "drill",
    notice: "no-notice",
    shift: "evening",
    scope: "location",
    plannedFor: hoursAgo(5),
    systemId: undefined,
    facilitatorId: cast.actors["digital-lead"].personId,
    evaluatorId: cast.actors["quality-compliance-lead"].personId,
    materialKinds: ["mar-chart"],
    serviceIds: [cast.services.a],
    retestOf: undefined,
    ...change,
  };
}

export async function testOf(actor: Actor, id: string) {
  const found = await readAs(actor, (tx) => findTest(tx, actor, id));
  if (!found) throw new Error("The test is not there.");
  return found;
}

export const objectivesOf = (actor: Actor, id: string) => readAs(actor, (tx) => listObjectives(tx, actor, id));

/** A test that was held with two objectives: reaching the on-call manager, and something in words. */
export async function heldTest(cast: Cast, actor: Actor, change: Partial<PlanTest> & { hoursAgo?: number } = {}) {
  const { hoursAgo: ago = 3, ...planned } = change;
  const { id } = await planTest(actor, plan(cast, planned));
  await setObjective(actor, {
    id,
    says: "On-call manager reached",
    measure: "on-call-reached",
    targetMinutes: 10,
    targetWords: undefined,
  });
  await setObjective(actor, {
    id,
    says: "Staff can say where the next sheet comes from",
    measure: undefined,
    targetMinutes: undefined,
    targetWords: "All 7",
  });
  const held = {
    heldFrom: hoursAgo(ago),
    heldTo: hoursAgo(ago - 1),
    boardPresent: false,
    measuredMinutes: 45,
    wentOn: false,
  };
  const { version } = await testOf(actor, id);
  await holdTest(actor, { id, version, ...held });
  await noteParticipants(actor, { id, who: "Night staff", shift: "night", tookPart: 1, expected: 4 });
  return id;
}

/** The evaluator's answer; until then the test shows nothing. */
export async function report(actor: Actor, id: string) {
  const { version } = await testOf(actor, id);
  await reportTest(actor, { id, version, answer: "Yes, for everyone.", answerDetail: undefined });
}

export async function score(
  actor: Actor,
  id: string,
  results: ("met" | "partly-met" | "not-met" | "not-tested")[],
  minutes?: number,
) {
  const objectives = await objectivesOf(actor, id);
  for (const [index, objective] of objectives.entries()) {
    const result = results[index];
    if (!result) continue;
    await scoreObjective(actor, {
      id: objective.id,
      version: objective.version,
      result,
      actualMinutes: index === 0 && result !== "not-tested" ? (minutes ?? 6) : undefined,
      actualWords: undefined,
      note: result === "met" ? undefined : "The night was not asked",
      ownerId: result === "not-met" ? actor.personId : undefined,
    });
  }
}
