import type { Tx } from "#db/client.ts";
import type { Story } from "#db/seed/story.ts";
import type { Actor } from "#lib/access/actor.ts";
import { completeIn } from "#lib/action-items/commands/complete.ts";
import { progressIn } from "#lib/action-items/commands/progress.ts";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { checkEffectIn, verifyIn } from "#lib/action-items/commands/verify.ts";
import { findAction } from "#lib/action-items/queries/register.ts";
import { londonDay } from "#lib/dates.ts";
import {
  addFactorIn,
  addFindingIn,
  answerReviewIn,
  decideNoActionIn,
  raiseFromFindingIn,
  writeReviewIn,
} from "#lib/disruptions/commands/review.ts";
import { signReviewIn, submitReviewIn } from "#lib/disruptions/commands/sign.ts";
import { confirmSeverityIn } from "#lib/disruptions/commands/triage.ts";
import { findDisruption } from "#lib/disruptions/queries/disruption.ts";
import { findReview } from "#lib/disruptions/queries/review.ts";
import type { ActionStory, DisruptionStory, FindingStory, ReviewStory } from "./disruption-line.ts";

/** Tells a review: written, answered, findings with their actions, sent, signed. Answers the actions by reference. */
export async function tellReview(
  story: Story,
  line: DisruptionStory,
  review: ReviewStory,
  known: { id: string; risks: Record<string, string> },
) {
  const { id, risks } = known;
  const { author, at } = review;
  const actions: Record<string, string> = {};
  await story.as(author, "disruption.write-review", at, (tx, actor) =>
    writeReviewIn(tx, actor, {
      id,
      version: 0,
      method: review.method,
      heldAt: story.at(review.held),
      expected: review.expected,
      whatHappened: review.whatHappened,
      difference: review.difference,
      whatWorked: review.whatWorked,
      harm: "none",
    }),
  );
  for (const factor of review.factors)
    await story.as(author, "disruption.add-factor", at, (tx, actor) => addFactorIn(tx, actor, { id, ...factor }));
  for (const finding of review.findings) await tellFinding(story, review, finding, id, actions);
  const [level, reason] = line.severity.confirmed ?? [
    line.severity.triaged[0],
    "As at triage. Nothing found since changes it",
  ];
  await story.as(author, "disruption.confirm-severity", at, async (tx, actor) => {
    const row = await findDisruption(tx, actor, id);
    await confirmSeverityIn(tx, actor, { id, version: row?.version ?? 0, severity: level, reason });
  });
  const [answer, answerer, says, facts] = review.answer;
  await story.as(answerer, "disruption.answer", at, async (tx, actor) => {
    const version = (await findReview(tx, actor, id))?.version ?? 0;
    await answerReviewIn(tx, actor, { id, version, answer, answerSays: says, answerFacts: facts });
  });
  await story.as(author, "disruption.submit-review", review.submitted, async (tx, actor) =>
    submitReviewIn(tx, actor, { id, version: (await findReview(tx, actor, id))?.version ?? 0 }),
  );
  for (const [who, when] of review.signed) {
    await story.as(who, "disruption.sign", when, async (tx, actor) =>
      signReviewIn(tx, actor, { id, version: (await findReview(tx, actor, id))?.version ?? 0 }),
    );
  }
  for (const { action } of review.findings) {
    const actionId = action && actions[`ACT-${String(action.number).padStart(3, "0")}`];
    if (action && actionId) await tellAction(story, action, actionId, risks[action.evidence ?? ""]);
  }
  return actions;
}

async function tellFinding(
  story: Story,
  review: ReviewStory,
  finding: FindingStory,
  id: string,
  actions: Record<string, string>,
) {
  const { says, detail, action, noAction } = finding;
  const { author, at } = review;
  const added = await story.as(author, "disruption.add-finding", at, (tx, actor) =>
    addFindingIn(tx, actor, { id, says, detail }),
  );
  const wanted = { id, findingId: added.id };
  if (!action) {
    await story.as(author, "disruption.no-action", at, (tx, actor) =>
      decideNoActionIn(tx, actor, { ...wanted, reason: noAction ?? "Nothing to change" }),
    );
    return;
  }
  const serviceIds = action.services === "all" ? [] : action.services.map((key) => story.services[key]);
  await story.as(author, "disruption.raise-action", at, (tx, actor) =>
    raiseFromFindingIn(tx, actor, wanted, async () => {
      const raised = await raiseActionIn(tx, actor, {
        number: action.number,
        title: action.title,
        detail: undefined,
        finding: says,
        sourceKind: "disruption-review",
        sourceRecordId: id,
        ownerId: story.people[action.owner].personId,
        priority: "high",
        level: action.level,
        measure: action.measure,
        serviceIds,
        dueOn: londonDay(story.at(`${action.due} 12:00`)),
      });
      actions[raised.reference] = raised.id;
      return raised;
    }),
  );
}

async function tellAction(story: Story, action: ActionStory, id: string, evidenceId: string | undefined) {
  const { owner, progress, done, verified, effect } = action;
  const step = (who: typeof owner, verb: string, when: string, run: Step) =>
    story.as(who, verb, when, async (tx, actor) => {
      const row = await findAction(tx, actor, id);
      await run(tx, actor, { id, version: row?.version ?? 0 });
    });
  if (progress)
    await step(owner, "action.progress", progress[0], (tx, actor, on) =>
      progressIn(tx, actor, { ...on, note: progress[1], state: "in-progress" }),
    );
  if (done)
    await step(owner, "action.complete", done[0], (tx, actor, on) =>
      completeIn(tx, actor, {
        ...on,
        summary: done[1],
        proof: evidenceId ? "record" : "note",
        attachmentId: undefined,
        evidenceId,
        proofNote: done[2],
        effectDueOn: action.effectDue ? londonDay(story.at(`${action.effectDue} 12:00`)) : undefined,
      }),
    );
  if (verified)
    await step(verified[0], "action.verify", verified[1], (tx, actor, on) =>
      verifyIn(tx, actor, { ...on, outcome: "confirmed", how: verified[2] }),
    );
  if (effect)
    await step(effect[0], "action.check-effect", effect[1], (tx, actor, on) =>
      checkEffectIn(tx, actor, { ...on, result: "effective", found: effect[2], dueOn: undefined }),
    );
}

type Step = (tx: Tx, actor: Actor, on: { id: string; version: number }) => Promise<unknown>;
