import "server-only";
import { randomUUID } from "node:crypto";
import { changeAs, type Tx } from "#db/client.ts";
import { riskScores } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { Refusal } from "#lib/refusal.ts";
import { orderSentence, type ScoreRisk, type TreatRisk } from "#lib/risks/inputs.ts";
import { scoresInOrder } from "#lib/risks/risk.ts";
import { changeRow, childOf, riskFor } from "./row.ts";

export function scoreRisk(actor: Actor, input: ScoreRisk) {
  return changeAs(actor, "risk.score", (tx) => scoreRiskIn(tx, actor, input));
}

/** The old score stays in the history with its reason, person and time. */
export async function scoreRiskIn(tx: Tx, actor: Actor, input: ScoreRisk) {
  const risk = await riskFor(tx, actor, "score", input.id);
  const { kind, likelihood, consequence } = input;
  const known = { initial: risk.initialScore, current: risk.score, target: risk.targetScore };
  const scores = { ...known, [kind]: likelihood * consequence };
  const inOrder = scoresInOrder(scores);
  if (!inOrder && !input.orderReason) throw new Refusal("conflict", orderSentence(scores), { field: "orderReason" });
  const columns = {
    initial: { initialLikelihood: likelihood, initialConsequence: consequence },
    current: { likelihood, consequence },
    target: { targetLikelihood: likelihood, targetConsequence: consequence },
  }[kind];
  const row = await changeRow(tx, actor, risk, input.version, {
    ...columns,
    orderReason: inOrder ? null : input.orderReason,
  });
  if (risk.state !== "draft") {
    await tx.insert(riskScores).values({
      ...childOf(actor, risk),
      id: randomUUID(),
      kind,
      likelihood,
      consequence,
      reason: input.reason,
      scoredBy: actor.personId,
      scoredAt: tx.now,
    });
  }
  return row;
}

export function treatRisk(actor: Actor, input: TreatRisk) {
  return changeAs(actor, "risk.treat", (tx) => treatRiskIn(tx, actor, input));
}

export async function treatRiskIn(tx: Tx, actor: Actor, input: TreatRisk) {
  const risk = await riskFor(tx, actor, "treat", input.id);
  return changeRow(tx, actor, risk, input.version, {
    treatment: input.treatment,
    treatmentPlan: input.treatmentPlan,
  });
}
