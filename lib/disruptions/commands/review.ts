import "server-only";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { disruptionReviews, reviewFactors, reviewFindings } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { findReview, listFactors, listFindings, type Review } from "../queries/review.ts";
import type { AddFactor, AddFinding, AnswerReview, NoAction, WithdrawFactor, WriteReview } from "../review-inputs.ts";
import { changeReview, mayOn, rowOf, saidBy, settle, stale } from "./ground.ts";

export function writeReview(actor: Actor, input: WriteReview) {
  return changeAs(actor, "disruption.write-review", (tx) => writeReviewIn(tx, actor, input));
}

/** Begins or changes the review; whoever writes is one of its authors and does not sign it alone. */
export async function writeReviewIn(tx: Tx, actor: Actor, input: WriteReview) {
  const disruption = await mayOn(tx, actor, "review", input.id);
  const before = await findReview(tx, actor, disruption.id);
  const texts = {
    method: input.method,
    heldAt: input.heldAt ?? null,
    expected: input.expected ?? null,
    whatHappened: input.whatHappened,
    difference: input.difference ?? null,
    whatWorked: input.whatWorked,
    harm: input.harm,
    changedAt: tx.now,
  };
  if (input.heldAt && input.heldAt > tx.now)
    throw new Refusal("conflict", "That time has not come yet.", { field: "held-time" });
  const serious = input.harm === "severe" || input.harm === "fatal";
  if (serious && (disruption.severityConfirmed ?? 5) < 4)
    throw new Refusal("conflict", "Serious harm is at least severity 4. Confirm the severity first.", {
      field: "harm",
    });
  if ((before?.version ?? 0) !== input.version) {
    throw stale({
      method: before?.method ?? "",
      expected: before?.expected ?? "",
      whatHappened: before?.whatHappened ?? "",
      difference: before?.difference ?? "",
      whatWorked: before?.whatWorked ?? "",
      harm: before?.harm ?? "",
      version: String(before?.version ?? 0),
    });
  }
  if (before) {
    await changeReview(tx, actor, before, { ...texts, authorIds: withAuthor(before, actor) });
  } else {
    await tx
      .insert(disruptionReviews)
      .values({ ...rowOf(actor, disruption), ...texts, authorIds: [actor.personId], begunAt: tx.now });
  }
  await settle(tx, actor, disruption);
}

export function answerReview(actor: Actor, input: AnswerReview) {
  return changeAs(actor, "disruption.answer", (tx) => answerReviewIn(tx, actor, input));
}

/** Did care stay safe? Only a role that signs answers, in its own words; that alone makes nobody an author. */
export async function answerReviewIn(tx: Tx, actor: Actor, input: AnswerReview) {
  const disruption = await mayOn(tx, actor, "answer", input.id);
  const review = await findReview(tx, actor, disruption.id);
  if (!review) throw new Refusal("conflict", "Write what happened first, then answer.");
  if (review.version !== input.version) {
    const { answer, answerSays, answerFacts, version } = review;
    throw stale({
      answer: answer ?? "",
      answerSays: answerSays ?? "",
      answerFacts: answerFacts ?? "",
      version: String(version),
    });
  }
  await changeReview(tx, actor, review, {
    answer: input.answer,
    answerSays: input.answerSays,
    answerFacts: input.answerFacts ?? null,
    answeredBy: actor.personId,
    answeredRole: actor.role,
    answeredAt: tx.now,
    changedAt: tx.now,
  });
  await settle(tx, actor, disruption);
}

export function addFactor(actor: Actor, input: AddFactor) {
  return changeAs(actor, "disruption.add-factor", (tx) => addFactorIn(tx, actor, input));
}

export async function addFactorIn(tx: Tx, actor: Actor, input: AddFactor) {
  const disruption = await mayOn(tx, actor, "review", input.id);
  const { element, cause, says } = input;
  await tx.insert(reviewFactors).values({ ...rowOf(actor, disruption), element, cause, says, ...saidBy(tx, actor) });
  await settle(tx, actor, disruption);
}

export function withdrawFactor(actor: Actor, input: WithdrawFactor) {
  return changeAs(actor, "disruption.withdraw-factor", (tx) => withdrawFactorIn(tx, actor, input));
}

export async function withdrawFactorIn(tx: Tx, actor: Actor, input: WithdrawFactor) {
  const disruption = await mayOn(tx, actor, "review", input.id);
  const factor = (await listFactors(tx, actor, disruption.id)).find((one) => one.id === input.factorId);
  if (!factor) throw new Refusal("not-found", "That factor does not exist.");
  mustHave(
    await tx
      .update(reviewFactors)
      .set({ withdrawnAt: tx.now, version: sql`${reviewFactors.version} + 1` })
      .where(own(reviewFactors, actor, eq(reviewFactors.id, factor.id)))
      .returning({ id: reviewFactors.id }),
  );
  await settle(tx, actor, disruption);
}

export function addFinding(actor: Actor, input: AddFinding) {
  return changeAs(actor, "disruption.add-finding", (tx) => addFindingIn(tx, actor, input));
}

export async function addFindingIn(tx: Tx, actor: Actor, input: AddFinding) {
  const disruption = await mayOn(tx, actor, "review", input.id);
  const number = (await listFindings(tx, actor, disruption.id)).length + 1;
  const row = rowOf(actor, disruption);
  await tx
    .insert(reviewFindings)
    .values({ ...row, number, says: input.says, detail: input.detail ?? null, ...saidBy(tx, actor) });
  await settle(tx, actor, disruption);
  return { id: row.id, number };
}

type Raise = (tx: Tx, actor: Actor) => Promise<{ id: string }>;

/**
 * Ends a finding in an action. `raise` is the action room's own command, which opens the action and links it to this
 * disruption; the page wires it.
 */
export async function raiseFromFindingIn(
  tx: Tx,
  actor: Actor,
  input: { id: string; findingId: string },
  raise: Raise,
): Promise<{ id: string }> {
  const { disruption, finding } = await undecided(tx, actor, input);
  const action = await raise(tx, actor);
  await decide(tx, actor, finding.id, { actionId: action.id });
  await settle(tx, actor, disruption);
  return action;
}

export function raiseFromFinding(actor: Actor, input: { id: string; findingId: string }, raise: Raise) {
  return changeAs(actor, "disruption.raise-action", (tx) => raiseFromFindingIn(tx, actor, input, raise));
}

export function decideNoAction(actor: Actor, input: NoAction) {
  return changeAs(actor, "disruption.no-action", (tx) => decideNoActionIn(tx, actor, input));
}

export async function decideNoActionIn(tx: Tx, actor: Actor, input: NoAction) {
  const { disruption, finding } = await undecided(tx, actor, input);
  await decide(tx, actor, finding.id, { noActionReason: input.reason });
  await settle(tx, actor, disruption);
}

async function undecided(tx: Tx, actor: Actor, input: { id: string; findingId: string }) {
  const disruption = await mayOn(tx, actor, "review", input.id);
  const finding = (await listFindings(tx, actor, disruption.id)).find((one) => one.id === input.findingId);
  if (!finding) throw new Refusal("not-found", "That finding does not exist.");
  if (finding.decided) throw new Refusal("conflict", "That finding has its decision already.");
  return { disruption, finding };
}

async function decide(
  tx: Tx,
  actor: Actor,
  findingId: string,
  decision: { actionId: string } | { noActionReason: string },
) {
  mustHave(
    await tx
      .update(reviewFindings)
      .set({
        ...decision,
        decidedBy: actor.personId,
        decidedRole: actor.role,
        decidedAt: tx.now,
        version: sql`${reviewFindings.version} + 1`,
      })
      .where(own(reviewFindings, actor, eq(reviewFindings.id, findingId)))
      .returning({ id: reviewFindings.id }),
  );
}

function withAuthor(review: Review, actor: Actor): string[] {
  return [...new Set([...review.authorIds, actor.personId])];
}
