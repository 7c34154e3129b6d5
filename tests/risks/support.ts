import { changeAs, readAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { type RecordRisk, RiskQuery } from "#lib/risks/inputs.ts";
import { findRisk, type Risk } from "#lib/risks/queries/record.ts";

export const plain = (serviceIds: string[], more: Partial<RecordRisk> = {}): RecordRisk => ({
  title: "Phones fail with the internet",
  cause: "Phones share the internet line",
  event: "An internet fault takes the phones with it",
  effect: "Families cannot get through",
  category: "telephony",
  recurs: false,
  draft: false,
  initialLikelihood: 4,
  initialConsequence: 4,
  likelihood: 3,
  consequence: 3,
  targetLikelihood: 2,
  targetConsequence: 3,
  scoreReason: "Each office has a charged mobile",
  orderReason: undefined,
  treatment: "treat",
  treatmentPlan: undefined,
  reviewMonths: 3,
  nextReviewOn: undefined,
  ownerId: undefined,
  serviceIds,
  ...more,
});

export const act = <T>(actor: Actor, run: (tx: Tx) => Promise<T>) => changeAs(actor, "risk.test", run);

export async function recorded(by: Actor, input: RecordRisk): Promise<Risk> {
  const { id } = await act(by, (tx) => recordRiskIn(tx, by, input));
  return reread(by, id);
}

export async function reread(by: Actor, id: string): Promise<Risk> {
  const risk = await readAs(by, (tx) => findRisk(tx, by, id));
  if (!risk) throw new Error("The risk is not there.");
  return risk;
}

export const asked = (query: Record<string, string> = {}) => RiskQuery.parse(query);

export const scored = (likelihood: 1 | 2 | 3 | 4 | 5, consequence: 1 | 2 | 3 | 4 | 5): Partial<RecordRisk> => ({
  initialLikelihood: 5,
  initialConsequence: 5,
  likelihood,
  consequence,
  targetLikelihood: 1,
  targetConsequence: 1,
});

/** The form of a risk as it stands, with something changed. */
export const changed = (now: Risk, more: { ownerId: string | undefined }) => ({
  id: now.id,
  version: now.version,
  title: now.title,
  cause: now.cause,
  event: now.event,
  effect: now.effect,
  category: now.category,
  recurs: now.recurs,
  treatment: now.treatment,
  treatmentPlan: now.treatmentPlan ?? undefined,
  reviewMonths: now.reviewMonths,
  nextReviewOn: now.nextReviewOn,
  serviceIds: now.serviceIds,
  ...more,
});
