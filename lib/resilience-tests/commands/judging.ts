import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAble } from "#lib/access/holders.ts";
import { personNames } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import type { NameEvaluator } from "../inputs.ts";
import { evaluating, mayJudge, othersJudge } from "../policy.ts";
import type { FoundTest } from "../queries/record.ts";
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

/** Somebody else evaluates a test that was held: who should have scored it is away, or has left. */
export async function nameEvaluatorIn(tx: Tx, actor: Actor, input: NameEvaluator) {
  const test = await testFor(tx, actor, "name-evaluator", input.id);
  const { evaluatorId, version } = input;
  if (evaluatorId === test.evaluatorId)
    throw new Refusal("conflict", "They evaluate it already.", { field: "evaluatorId" });
  const able = await listAble(tx, actor, test.serviceIds, evaluating);
  if (!able.some(({ personId }) => personId === evaluatorId))
    throw new Refusal("not-found", notAble, { field: "evaluatorId" });
  const alone = evaluatorId === test.facilitatorId;
  if (alone && able.some(({ personId }) => personId !== evaluatorId))
    throw new Refusal("conflict", sameAsFacilitator, { field: "evaluatorId" });
  return changeRow(tx, actor, test, version, { evaluatorId, evaluatedAlone: alone });
}

export const sameAsFacilitator = "The evaluator is someone other than the facilitator.";
export const notAble =
  "Choose someone who has accepted their invitation and whose role records and scores tests of these services.";
