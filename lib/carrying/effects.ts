import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { listOwners } from "#lib/action-items/queries/owners.ts";
import { addDays, formatDate, londonDay } from "#lib/dates.ts";
import { signReviewIn } from "#lib/disruptions/commands/sign.ts";
import { findReview } from "#lib/disruptions/queries/review.ts";
import type { Effects } from "#lib/meetings/commands/carry.ts";
import { materialKinds } from "#lib/records/material-kinds.ts";
import { findRecord } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import { planTestIn } from "#lib/resilience-tests/commands/plan.ts";
import { may as mayTest } from "#lib/resilience-tests/policy.ts";
import { findTest } from "#lib/resilience-tests/queries/record.ts";
import { acceptRiskIn } from "#lib/risks/commands/accept.ts";
import { needsBoard } from "#lib/risks/policy.ts";
import { listAppetites } from "#lib/risks/queries/appetite.ts";
import { findRisk } from "#lib/risks/queries/record.ts";
import { addMonths, appetiteFor, longestAcceptance } from "#lib/risks/risk.ts";

/** The other room's own answer to who may, or to whom it is shown at all; it refuses before it writes anything. */
async function orWaits<T>(run: () => Promise<T>): Promise<T | "waits"> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal && (error.kind === "forbidden" || error.kind === "not-found")) return "waits";
    throw error;
  }
}

const retestAfter = 28;

/** What a meeting's decision does in the other rooms, each by that room's own command and the actor's own role. */
export const effects: Effects = {
  "risk.accept": async (tx, actor, decision) => {
    const risk = await findRisk(tx, actor, decision.aboutId);
    if (!risk) throw new Refusal("not-found", "That risk does not exist.");
    const appetite = appetiteFor(await listAppetites(tx, actor), risk.category);
    if (needsBoard(risk.score, appetite) && !decision.ofTheBoard)
      throw new Refusal(
        "conflict",
        `${risk.reference} is above the board's limit: only the board accepts it. Escalate it.`,
        {
          field: "outcome",
        },
      );
    const latest = addMonths(londonDay(tx.now), longestAcceptance(risk.score));
    if ((decision.expiresOn ?? "") > latest)
      throw new Refusal("conflict", `At a score of ${risk.score} the acceptance must end by ${formatDate(latest)}.`, {
        field: "expiresOn",
      });
    return orWaits(() =>
      acceptRiskIn(
        tx,
        actor,
        {
          id: risk.id,
          version: risk.version,
          reason: decision.because,
          boardDecisionId: undefined,
          expiresOn: decision.expiresOn ?? "",
        },
        decision,
      ),
    );
  },
  "test.plan": async (tx, actor, decision) => {
    const test = await findTest(tx, actor, decision.aboutId);
    if (!test) throw new Refusal("not-found", "That test does not exist.");
    if (!mayTest(actor, "retest", test)) return "waits";
    const { title, aim, scenario, kind, notice, shift, scope, facilitatorId, evaluatorId } = test;
    return orWaits(() =>
      planTestIn(tx, actor, {
        ...{ aim, scenario, kind, notice, shift, scope, facilitatorId, evaluatorId },
        title: `Retest: ${title}`.slice(0, 160),
        plannedFor: new Date(tx.now.getTime() + retestAfter * 86_400_000),
        systemId: test.systemId ?? undefined,
        materialKinds: materialKinds.filter((kind) => test.materialKinds.includes(kind)),
        serviceIds: [...test.serviceIds],
        retestOf: test.id,
      }),
    );
  },
  "disruption.sign": async (tx, actor, decision) => {
    const review = await findReview(tx, actor, decision.aboutId);
    if (!review?.submittedAt)
      throw new Refusal("conflict", "Its review has not been sent for sign-off.", { field: "outcome" });
    if (review.submittedAt > decision.decidedAt)
      throw new Refusal("conflict", "Its review was sent for sign-off again since. Put it to the meeting again.");
    return orWaits(async () => {
      await signReviewIn(tx, actor, { id: decision.aboutId, version: review.version });
      return { id: decision.aboutId };
    });
  },
  "action.raise": async (tx, actor, decision) => {
    const record = await findRecord(tx, actor, decision.aboutId);
    if (!record) throw new Refusal("not-found", "That record does not exist.");
    const owners = await listOwners(tx, actor);
    const ownerId = owners.some(({ value }) => value === record.ownerId) ? record.ownerId : actor.personId;
    return orWaits(() =>
      raiseActionIn(tx, actor, {
        title: `Test again what ${record.reference} rests on`,
        // The meeting's own words stay in its minutes: an action is read by whoever reads the service.
        detail: `${decision.reference} asked for it. Those who read that meeting read why in its minutes.`,
        finding: undefined,
        sourceKind: "meeting",
        ownerId: ownerId ?? actor.personId,
        priority: "high",
        level: "analysis",
        measure: "A test is held and its result is reported to the meeting that asked for it.",
        serviceIds: [...record.serviceIds],
        sourceRecordId: decision.meetingId,
        dueOn: addDays(londonDay(tx.now), retestAfter),
      }),
    );
  },
};
