import type { Tx } from "#db/client.ts";
import type { CastKey, Story } from "#db/seed/story.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listLinked } from "#lib/records/queries.ts";
import { addEventIn, holdTestIn, noteParticipantsIn, scoreObjectiveIn } from "#lib/resilience-tests/commands/hold.ts";
import { linkTestIn, planTestIn, setObjectiveIn } from "#lib/resilience-tests/commands/plan.ts";
import {
  addFindingIn,
  approveTestIn,
  raiseFromFindingIn,
  reportTestIn,
} from "#lib/resilience-tests/commands/report.ts";
import { findTest, listFindings, listObjectives } from "#lib/resilience-tests/queries/record.ts";
import { eveningExercise } from "./evening-exercise.ts";
import { autumnTests } from "./tests-autumn.ts";
import type { TestLine } from "./tests-line.ts";
import { springTests } from "./tests-spring.ts";

/** The stories' tests by their short names. */
export type TestIds = { eveningExercise: string; eveningAtSaltmarsh: string; phoneTreeSouth: string };
type ByNumber = Record<number, string>;
type Known = { systems: Record<string, string>; risks: Record<string, string> };
type Step = (
  who: CastKey,
  verb: string,
  when: string | Date,
  run: (tx: Tx, actor: Actor) => Promise<unknown>,
) => Promise<unknown>;

/** A year of tests at five services; Homecare South has none on record. Answers the ids that other stories name. */
export async function seedTests(story: Story, known: Known): Promise<TestIds> {
  const ids: ByNumber = {};
  for (const line of [...springTests, ...autumnTests]) ids[line.number] = await tellTest(story, line, known, ids);
  const of = (number: number) => ids[number] ?? "";
  return { eveningExercise: of(eveningExercise.number), eveningAtSaltmarsh: of(28), phoneTreeSouth: of(30) };
}

/** Every test of the sample is run by the digital lead and watched by the quality lead. */
const evaluator: CastKey = "qualityLead";

async function tellTest(story: Story, line: TestLine, known: Known, ids: ByNumber): Promise<string> {
  const { id } = await story.as(line.by, "test.plan", line.planned, (tx, actor) =>
    planTestIn(tx, actor, {
      number: line.number,
      title: line.title,
      aim: line.aim,
      scenario: line.scenario,
      kind: line.kind,
      notice: line.notice,
      shift: line.shift,
      scope: line.scope ?? "location",
      plannedFor: story.at(line.for),
      systemId: line.system ? known.systems[line.system] : undefined,
      facilitatorId: story.people.digitalLead.personId,
      evaluatorId: story.people[evaluator].personId,
      materialKinds: line.materials ?? [],
      serviceIds: line.services.map((key) => story.services[key]),
      retestOf: line.retests === undefined ? undefined : ids[line.retests],
    }),
  );
  const step: Step = (who, verb, when, run) => story.as(who, verb, when, run);
  await setGoals(step, line, id);
  for (const risk of line.risks ?? []) {
    const toId = known.risks[risk];
    if (toId) await step(line.by, "test.link", line.planned, (tx, actor) => linkTestIn(tx, actor, { id, toId }));
  }
  if (line.until) await tellHeld(story, step, { ...line, until: line.until }, id);
  return id;
}

async function setGoals(step: Step, line: TestLine, id: string) {
  await step(line.by, "test.set-objective", line.planned, async (tx, actor) => {
    const carried = await listObjectives(tx, actor, id);
    for (const goal of line.goals ?? []) {
      if (carried.some((one) => one.says === goal.says)) continue;
      const { target } = goal;
      await setObjectiveIn(tx, actor, {
        id,
        says: goal.says,
        measure: goal.measure,
        targetMinutes: typeof target === "number" ? target : undefined,
        targetWords: typeof target === "string" ? target : undefined,
      });
    }
  });
}

async function tellHeld(story: Story, step: Step, line: TestLine & { until: string }, id: string) {
  const heldFrom = story.at(line.for);
  const sameDay = story.at(`${line.for.slice(0, 10)} ${line.until}`);
  const heldTo = sameDay > heldFrom ? sameDay : new Date(sameDay.getTime() + 86_400_000);
  const after = (minutes: number) => new Date(heldTo.getTime() + minutes * 60_000);
  const recorder = line.by === "digitalLead" ? "digitalLead" : "qualityLead";
  await step(recorder, "test.hold", after(20), async (tx, actor) => {
    await holdTestIn(tx, actor, {
      ...(await seen(tx, actor, id)),
      heldFrom,
      heldTo,
      boardPresent: line.board ?? false,
      measuredMinutes: line.measured,
      wentOn: false,
    });
    for (const [at, kind, says] of line.events ?? []) {
      const instant = story.at(`${line.for.slice(0, 10)} ${at}`);
      await addEventIn(tx, actor, { id, time: timeOf(instant), kind, says });
    }
  });
  for (const [index, [who, shift, tookPart, expected]] of (line.people ?? []).entries())
    await step(recorder, "test.note-participants", after(21 + index), (tx, actor) =>
      noteParticipantsIn(tx, actor, { id, who, shift, tookPart, expected }),
    );
  await step(evaluator, "test.score", after(45), (tx, actor) => scoreAll(story, tx, actor, line, id));
  if ((line.findings ?? []).length > 0)
    await step(recorder, "test.add-finding", after(60), async (tx, actor) => {
      const objectives = await listObjectives(tx, actor, id);
      for (const [says, goal] of line.findings ?? [])
        await addFindingIn(tx, actor, { id, says, objectiveId: objectives.find((one) => one.number === goal)?.id });
    });
  const { answer, reported, approved } = line;
  if (answer && reported)
    await step(evaluator, "test.report", reported, async (tx, actor) =>
      reportTestIn(tx, actor, { ...(await seen(tx, actor, id)), answer, answerDetail: line.detail }),
    );
  if (approved)
    await step(approved.by, "test.approve", approved.on, async (tx, actor) =>
      approveTestIn(tx, actor, await seen(tx, actor, id)),
    );
}

async function scoreAll(story: Story, tx: Tx, actor: Actor, line: TestLine, id: string) {
  for (const objective of await listObjectives(tx, actor, id)) {
    const goal = line.goals?.find((one) => one.says === objective.says);
    if (!goal) throw new Error(`${line.title}: an objective has no goal in the story.`);
    const { actual } = goal;
    await scoreObjectiveIn(tx, actor, {
      id: objective.id,
      version: objective.version,
      result: goal.result,
      actualMinutes: typeof actual === "number" ? actual : undefined,
      actualWords: typeof actual === "string" ? actual : undefined,
      note: goal.note,
      ownerId: goal.owner && story.people[goal.owner].personId,
    });
  }
}

/** Gives each finding the action that the test raised for it; both are in the order of their numbers. */
export async function endFindings(story: Story, testId: string, when: string): Promise<void> {
  await story.as("qualityLead", "test.raise-action", when, async (tx, actor) => {
    const raised = (await listLinked(tx, actor, testId)).filter((record) => record.link === "raised");
    for (const [index, finding] of (await listFindings(tx, actor, testId)).entries()) {
      const action = raised[index];
      if (action && !finding.actionId)
        await raiseFromFindingIn(tx, actor, { id: testId, findingId: finding.id }, async () => action);
    }
  });
}

async function seen(tx: Tx, actor: Actor, id: string) {
  const test = await findTest(tx, actor, id);
  if (!test) throw new Error("The test is not told yet.");
  return { id, version: test.version };
}

function timeOf(instant: Date): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" }).format(
    instant,
  );
}
