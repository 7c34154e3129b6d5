import "server-only";
import { randomUUID } from "node:crypto";
import { changeAs, type Tx } from "#db/client.ts";
import { riskScores, risks } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAble } from "#lib/access/holders.ts";
import { londonDay } from "#lib/dates.ts";
import { moveRecord, openRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import type { ChangeRisk, OpenRisk, RecordRisk } from "#lib/risks/inputs.ts";
import { may, owning } from "#lib/risks/policy.ts";
import { addMonths } from "#lib/risks/risk.ts";
import { changeRow, childOf, recordNo, riskFor } from "./row.ts";

export function recordRisk(actor: Actor, input: RecordRisk) {
  return changeAs(actor, "risk.record", (tx) => recordRiskIn(tx, actor, input));
}

/** `number` is the seed's alone: it chooses the reference. */
export async function recordRiskIn(tx: Tx, actor: Actor, input: RecordRisk & { number?: number }) {
  const { draft, scoreReason, number, nextReviewOn, serviceIds, ...said } = input;
  const state = draft ? "draft" : "open";
  if (!may(actor, "record", { state, serviceIds, ownerId: null }))
    throw new Refusal("forbidden", recordNo, { field: "serviceIds" });
  const today = londonDay(tx.now);
  if (nextReviewOn && nextReviewOn <= today) throw tooEarly();
  if (said.ownerId) await mustBeOwner(tx, actor, said.ownerId, serviceIds);
  const record = await openRecord(tx, actor, {
    kind: "risk",
    title: said.title,
    state,
    serviceIds,
    ownerId: said.ownerId,
    ...(number ? { number } : {}),
  });
  await tx.insert(risks).values({
    organisationId: actor.organisationId,
    ...said,
    state,
    nextReviewOn: nextReviewOn ?? addMonths(today, said.reviewMonths),
    id: record.id,
    serviceIds: record.serviceIds,
    createdAt: tx.now,
    changedAt: tx.now,
  });
  if (!draft) await scoreFirst(tx, actor, record, said, scoreReason);
  return record;
}

type Scores = Pick<
  RecordRisk,
  "initialLikelihood" | "initialConsequence" | "likelihood" | "consequence" | "targetLikelihood" | "targetConsequence"
>;
type OfRisk = { id: string; serviceIds: readonly string[] };

async function scoreFirst(tx: Tx, actor: Actor, risk: OfRisk, scores: Scores, reason: string): Promise<void> {
  const pairs = [
    ["initial", scores.initialLikelihood, scores.initialConsequence],
    ["current", scores.likelihood, scores.consequence],
    ["target", scores.targetLikelihood, scores.targetConsequence],
  ] as const;
  await tx.insert(riskScores).values(
    pairs.map(([kind, likelihood, consequence]) => ({
      ...childOf(actor, risk),
      id: randomUUID(),
      kind,
      likelihood,
      consequence,
      reason,
      scoredBy: actor.personId,
      scoredAt: tx.now,
    })),
  );
}

export function openRisk(actor: Actor, input: OpenRisk) {
  return changeAs(actor, "risk.open", (tx) => openRiskIn(tx, actor, input));
}

/** A draft enters the register; its score history begins here. */
export async function openRiskIn(tx: Tx, actor: Actor, input: OpenRisk) {
  const risk = await riskFor(tx, actor, "open", input.id);
  const row = await changeRow(tx, actor, risk, input.version, { state: "open" }, { state: "open" });
  await scoreFirst(tx, actor, risk, risk, input.scoreReason);
  return row;
}

export function changeRisk(actor: Actor, input: ChangeRisk) {
  return changeAs(actor, "risk.change", (tx) => changeRiskIn(tx, actor, input));
}

export async function changeRiskIn(tx: Tx, actor: Actor, input: ChangeRisk) {
  const { id, version, serviceIds, nextReviewOn, ...said } = input;
  const risk = await riskFor(tx, actor, "change", id);
  if (nextReviewOn !== risk.nextReviewOn && nextReviewOn <= londonDay(tx.now)) throw tooEarly();
  const same = [...serviceIds].sort().join() === [...risk.serviceIds].sort().join();
  if (!same) await moveRecord(tx, actor, id, serviceIds);
  const ownerId = said.ownerId ?? null;
  // Who has it already keeps it, also where they could not be asked today.
  if (ownerId && !(same && ownerId === risk.ownerId)) await mustBeOwner(tx, actor, ownerId, serviceIds);
  return changeRow(tx, actor, risk, version, { ...said, nextReviewOn, ownerId }, { title: said.title, ownerId });
}

async function mustBeOwner(tx: Tx, actor: Actor, ownerId: string, serviceIds: readonly string[]): Promise<void> {
  const able = await listAble(tx, actor, serviceIds, owning);
  if (able.some(({ personId }) => personId === ownerId)) return;
  throw new Refusal(
    "conflict",
    "Choose someone who has accepted their invitation, sees these services, and whose role reviews or accepts risks.",
    { field: "ownerId" },
  );
}

function tooEarly(): Refusal {
  return new Refusal("conflict", "The next review must be after today.", { field: "nextReviewOn" });
}
