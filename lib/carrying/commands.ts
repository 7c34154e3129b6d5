import "server-only";
import { actionPriorities, levelIds } from "#lib/action-items/action-item.ts";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { listOwners } from "#lib/action-items/queries/owners.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { signReviewIn } from "#lib/disruptions/commands/sign.ts";
import { findReview } from "#lib/disruptions/queries/review.ts";
import type { Effects } from "#lib/meetings/commands/carry.ts";
import type { Raise } from "#lib/meetings/commands/raise.ts";
import { materialKinds } from "#lib/records/material-kinds.ts";
import { findRecord } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import { planTestIn } from "#lib/resilience-tests/commands/plan.ts";
import { findTest } from "#lib/resilience-tests/queries/record.ts";
import { acceptRiskIn, setAppetiteIn } from "#lib/risks/commands/accept.ts";
import { findRisk } from "#lib/risks/queries/record.ts";
import { findStanding } from "./queries/waiting.ts";

const missing = (what: string) => new Refusal("not-found", `That ${what} does not exist.`);
const retestAfter = 28;

/** What a meeting's decision does in the other rooms, each by that room's own command and the actor's own role. */
export const effects: Effects = {
  mayNow: async (tx, actor, decision) => {
    const standing = await findStanding(tx, actor, decision);
    if (standing?.kind === "blocked") throw new Refusal("conflict", standing.why, { field: standing.field });
    return standing?.kind === "may";
  },
  "risk.accept": async (tx, actor, decision) => {
    const risk = decision.aboutId ? await findRisk(tx, actor, decision.aboutId) : undefined;
    if (!risk) throw missing("risk");
    const { because, expiresOn } = decision;
    const reason = because.length > 600 ? `${because.slice(0, 599)}…` : because;
    const asked = {
      id: risk.id,
      version: risk.version,
      reason,
      boardDecisionId: undefined,
      expiresOn: expiresOn ?? "",
    };
    return acceptRiskIn(tx, actor, asked, decision);
  },
  "test.plan": async (tx, actor, decision) => {
    const test = decision.aboutId ? await findTest(tx, actor, decision.aboutId) : undefined;
    if (!test) throw missing("test");
    const { title, aim, scenario, kind, notice, shift, scope, facilitatorId, evaluatorId } = test;
    return planTestIn(tx, actor, {
      ...{ aim, scenario, kind, notice, shift, scope, facilitatorId, evaluatorId },
      title: `Retest: ${title}`.slice(0, 160),
      plannedFor: new Date(tx.now.getTime() + retestAfter * 86_400_000),
      systemId: test.systemId ?? undefined,
      materialKinds: materialKinds.filter((kind) => test.materialKinds.includes(kind)),
      serviceIds: [...test.serviceIds],
      retestOf: test.id,
      askedByMeeting: true,
    });
  },
  "disruption.sign": async (tx, actor, { aboutId: id }) => {
    const review = id ? await findReview(tx, actor, id) : undefined;
    if (!id || !review) throw missing("review");
    await signReviewIn(tx, actor, { id, version: review.version });
    return { id };
  },
  "action.raise": async (tx, actor, decision) => {
    const record = decision.aboutId ? await findRecord(tx, actor, decision.aboutId) : undefined;
    if (!record) throw missing("record");
    const owners = await listOwners(tx, actor, record.serviceIds);
    const ownerId = owners.some(({ value }) => value === record.ownerId) ? record.ownerId : actor.personId;
    return raiseActionIn(tx, actor, {
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
    });
  },
  "appetite.set": async (tx, actor, { limit, decisionId, reference, decidedAt }) => {
    if (!limit) throw missing("limit");
    const asked = { ...limit, decidedOn: londonDay(decidedAt), decisionReference: reference };
    return setAppetiteIn(tx, actor, asked, { decisionId });
  },
};

/** An action that a meeting asked for, by the actions' own command. */
export const raiseHere: Raise = (tx, actor, { id, title, ownerId, dueOn, measure, serviceIds, ...input }) => {
  const priority = actionPriorities.find((one) => one === input.priority);
  if (!priority) throw new Refusal("conflict", "Choose how soon it matters.", { field: "priority" });
  const level = levelIds.find((one) => one === input.level);
  if (!level) throw new Refusal("conflict", "Choose what kind of change it is.", { field: "level" });
  return raiseActionIn(tx, actor, {
    ...{ title, ownerId, dueOn, measure, serviceIds, priority, level, sourceKind: "meeting", sourceRecordId: id },
    detail: undefined,
    finding: undefined,
  });
};
