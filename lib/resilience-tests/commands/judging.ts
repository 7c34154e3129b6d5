import "server-only";
import { z } from "zod";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAble } from "#lib/access/holders.ts";
import { personNames } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import type { NameEvaluator } from "../inputs.ts";
import { evaluating, facilitating, may, mayJudge, namingBlock, othersJudge } from "../policy.ts";
import { type FoundTest, findTest, listObjectives } from "../queries/record.ts";
import { changeRow, testFor } from "./row.ts";

/** The test, if the actor is its evaluator and may do this to it now. */
export async function judgedFor(tx: Tx, actor: Actor, verb: "score" | "report", id: string): Promise<FoundTest> {
  const test = await testFor(tx, actor, verb, id);
  if (mayJudge(actor, verb, test)) return test;
  throw new Refusal("forbidden", othersJudge((await personNames(tx, actor)).get(test.evaluatorId)));
}

export function nameEvaluator(actor: Actor, input: NameEvaluator) {
  return changeAs(actor, "test.name-evaluator", (tx) => nameEvaluatorIn(tx, actor, input));
}

/** Somebody else evaluates a test that was held: who should have scored it is away and scored nothing, or has left. */
export async function nameEvaluatorIn(tx: Tx, actor: Actor, input: NameEvaluator) {
  const test = await testFor(tx, actor, "name-evaluator", input.id);
  const { evaluatorId, version } = input;
  if (evaluatorId === test.evaluatorId)
    throw new Refusal("conflict", "They evaluate it already.", { field: "evaluatorId" });
  const able = await listAble(tx, actor, test.serviceIds, evaluating);
  const ids = able.map(({ personId }) => personId);
  const block = namingBlock(actor, test, ids, await listObjectives(tx, actor, test.id));
  if (block) throw new Refusal("forbidden", block);
  if (!able.some(({ personId }) => personId === evaluatorId))
    throw new Refusal("not-found", notAble, { field: "evaluatorId" });
  const alone = evaluatorId === test.facilitatorId;
  if (alone && able.some(({ personId }) => personId !== evaluatorId))
    throw new Refusal("conflict", sameAsFacilitator, { field: "evaluatorId" });
  return changeRow(tx, actor, test, version, { evaluatorId, evaluatedAlone: alone });
}

type Run = { facilitatorId: string; evaluatorId: string; serviceIds: readonly string[] };
type Asked = { [F in keyof Omit<Run, "serviceIds">]?: string | undefined } & {
  serviceIds: Run["serviceIds"] | undefined;
};
type Runner = "facilitatorId" | "evaluatorId";

/**
 * What is wrong with who runs and who evaluates a test of these services: each can do so there, and who has it already
 * keeps it. One person does both only where nobody else could evaluate it.
 */
async function runProblems(tx: Tx, actor: Actor, asked: Asked, before?: Run) {
  const evaluators = await listAble(tx, actor, asked.serviceIds, evaluating);
  const able = {
    facilitatorId: await listAble(tx, actor, asked.serviceIds, facilitating),
    evaluatorId: evaluators,
  };
  const kept = before && asked.serviceIds && sameServices(asked.serviceIds, before.serviceIds) ? before : undefined;
  const problems: Partial<Record<Runner, Refusal>> = {};
  for (const field of ["facilitatorId", "evaluatorId"] as const) {
    const id = asked[field];
    if (id && kept?.[field] !== id && !able[field].some(({ personId }) => personId === id))
      problems[field] = new Refusal("not-found", notAble, { field });
  }
  const { facilitatorId, evaluatorId } = asked;
  const alone = facilitatorId !== undefined && facilitatorId === evaluatorId;
  if (alone && evaluators.some(({ personId }) => personId !== facilitatorId))
    problems.evaluatorId ??= new Refusal("conflict", sameAsFacilitator, { field: "evaluatorId" });
  return { alone, problems };
}

/** Refuses whoever cannot run or evaluate the test. Answers whether one person does both, because nobody else could. */
export async function mustRun(tx: Tx, actor: Actor, asked: Run, before?: Run, carried = false): Promise<boolean> {
  const { alone, problems } = await runProblems(tx, actor, asked, before);
  // What a meeting decided is planned as the test before was run: nobody is there to ask for another evaluator.
  if (carried && alone && before?.facilitatorId === before?.evaluatorId) delete problems.evaluatorId;
  const no = problems.facilitatorId ?? problems.evaluatorId;
  if (no) throw no;
  return alone;
}

/** What the plan's own rules say of what was typed, field by field, whatever else is wrong with it. */
export function planProblems(actor: Actor, typed: Record<string, string[]>): Promise<Record<string, string>> {
  const ids = (name: string) => (typed[name] ?? []).filter((value) => z.uuid().safeParse(value).success);
  return readAs(actor, async (tx) => {
    const [id] = ids("id");
    const chosen = ids("serviceIds");
    const asked = {
      facilitatorId: ids("facilitatorId").at(-1),
      evaluatorId: ids("evaluatorId").at(-1),
      serviceIds: chosen.length > 0 ? chosen : undefined,
    };
    const { problems } = await runProblems(tx, actor, asked, id ? await findTest(tx, actor, id) : undefined);
    const elsewhere = !may(actor, "plan", { state: "planned", serviceIds: chosen });
    return {
      ...(elsewhere ? { serviceIds: notYours } : {}),
      ...Object.fromEntries(Object.entries(problems).map(([field, { message }]) => [field, message])),
    };
  });
}

const sameServices = (wanted: readonly string[], now: readonly string[]) =>
  new Set(wanted).size === now.length && now.every((id) => wanted.includes(id));

const sameAsFacilitator = "The evaluator is someone other than the facilitator.";
const notAble =
  "Choose someone who has accepted their invitation and whose role records and scores tests of these services.";
export const notYours = "You may plan tests of your own services only. Choose them.";
