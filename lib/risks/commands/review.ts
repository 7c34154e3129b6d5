import "server-only";
import { randomUUID } from "node:crypto";
import { changeAs, type Tx } from "#db/client.ts";
import { riskReviews } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { CloseRisk, ReopenRisk, ReviewRisk } from "#lib/risks/inputs.ts";
import type { Risk } from "#lib/risks/queries/record.ts";
import { addMonths, type ReviewOutcome } from "#lib/risks/risk.ts";
import { changeRow, childOf, riskFor } from "./row.ts";

export function reviewRisk(actor: Actor, input: ReviewRisk) {
  return changeAs(actor, "risk.review", (tx) => reviewRiskIn(tx, actor, input));
}

/** Without a date the next review follows the risk's own cadence. */
export async function reviewRiskIn(tx: Tx, actor: Actor, input: ReviewRisk) {
  const risk = await riskFor(tx, actor, "review", input.id);
  const today = londonDay(tx.now);
  const nextReviewOn = input.nextReviewOn ?? addMonths(today, risk.reviewMonths);
  if (nextReviewOn <= today || nextReviewOn > addMonths(today, 12))
    throw new Refusal("conflict", "The next review must be after today and within 12 months.", {
      field: "nextReviewOn",
    });
  const row = await changeRow(tx, actor, risk, input.version, { nextReviewOn });
  await note(tx, actor, risk, { outcome: input.outcome, note: input.note, nextReviewOn });
  return row;
}

export function closeRisk(actor: Actor, input: CloseRisk) {
  return changeAs(actor, "risk.close", (tx) => closeRiskIn(tx, actor, input));
}

export async function closeRiskIn(tx: Tx, actor: Actor, input: CloseRisk) {
  const risk = await riskFor(tx, actor, "close", input.id);
  const closed = { state: "closed", closedReason: input.reason } as const;
  const row = await changeRow(tx, actor, risk, input.version, closed, { state: "closed" });
  await note(tx, actor, risk, { outcome: "closed", note: input.reason, nextReviewOn: null });
  return row;
}

export function reopenRisk(actor: Actor, input: ReopenRisk) {
  return changeAs(actor, "risk.reopen", (tx) => reopenRiskIn(tx, actor, input));
}

/** A closed risk, or one whose acceptance should end before its day; its next review is due within its cadence. */
export async function reopenRiskIn(tx: Tx, actor: Actor, input: ReopenRisk) {
  const risk = await riskFor(tx, actor, "reopen", input.id);
  const today = londonDay(tx.now);
  const nextReviewOn = risk.nextReviewOn > today ? risk.nextReviewOn : addMonths(today, risk.reviewMonths);
  const opened = { state: "open", closedReason: null, nextReviewOn } as const;
  const row = await changeRow(tx, actor, risk, input.version, opened, { state: "open" });
  await note(tx, actor, risk, { outcome: "reopened", note: input.reason, nextReviewOn });
  return row;
}

type Noted = { outcome: ReviewOutcome; note: string; nextReviewOn: string | null };

async function note(tx: Tx, actor: Actor, risk: Risk, said: Noted): Promise<void> {
  await tx.insert(riskReviews).values({
    ...childOf(actor, risk),
    id: randomUUID(),
    ...said,
    reviewedBy: actor.personId,
    reviewedRole: actor.role,
    reviewedOn: londonDay(tx.now),
    reviewedAt: tx.now,
  });
}
