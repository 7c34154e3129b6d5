import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, max, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { meetingItems } from "#db/schema/meetings.ts";
import { meetingDecisions } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addDays, formatDate, londonDay } from "#lib/dates.ts";
import { linkRecords } from "#lib/records/commands.ts";
import { maySee } from "#lib/records/policy.ts";
import { findRecord } from "#lib/records/queries.ts";
import type { Limit } from "#lib/records/risk-limits.ts";
import { Refusal } from "#lib/refusal.ts";
import { notCarried } from "../carried.ts";
import { aboutKind, aboutWords, notAskable } from "../deciding.ts";
import { type Decide, limitMissing, type PutDecision } from "../inputs/minutes.ts";
import { type Outcome, outcomesFor, outcomeWords } from "../minute.ts";
import { listAttendance } from "../queries/attendance.ts";
import { type Decision, findDecision } from "../queries/decisions.ts";
import type { FoundMeeting } from "../queries/meeting.ts";
import { listVotes } from "../queries/votes.ts";
import { presentAt } from "../quorum.ts";
import { tallyOf } from "../voting.ts";
import { insertBlock } from "./blocks.ts";
import { type Effects, runEffect } from "./carry.ts";
import { answerEscalation, escalateIn, takeUp } from "./escalate.ts";
import { childOf, keepMeeting, meetingFor } from "./row.ts";

/** Decision 11: an acceptance ends within 12 months. */
const longestDays = 366;
/** What the risk's register takes as the reason of an acceptance; longer ones would be cut there. */
const longestReason = 600;

export function putDecision(actor: Actor, input: PutDecision) {
  return changeAs(actor, "decision.put", (tx) => putDecisionIn(tx, actor, input));
}

/** Puts a question to the meeting, or takes up one that was deferred, left unanswered or sent here. */
export async function putDecisionIn(tx: Tx, actor: Actor, input: PutDecision) {
  const meeting = await meetingFor(tx, actor, "minute", input.id);
  const [item] = await tx
    .select({ id: meetingItems.id })
    .from(meetingItems)
    .where(own(meetingItems, actor, and(eq(meetingItems.id, input.itemId), eq(meetingItems.recordId, meeting.id))));
  if (!item) throw new Refusal("not-found", "Choose an item of this meeting's agenda.", { field: "itemId" });
  await mustBeAbout(tx, actor, input);
  const { asks, aboutId } = input;
  const limit = limitAsked(input);
  if (limit && meeting.kind !== "board")
    throw new Refusal("conflict", "The limit is set by the board. Put the question at one of its meetings.", {
      field: "asks",
    });
  const answersId = input.answersId
    ? await takeUp(tx, actor, meeting, { decisionId: input.answersId, asks, aboutId, limit })
    : null;
  const [last] = await tx
    .select({ position: max(meetingDecisions.position) })
    .from(meetingDecisions)
    .where(own(meetingDecisions, actor, eq(meetingDecisions.itemId, item.id)));
  const position = (last?.position ?? 0) + 1;
  if (position > 60) throw new Refusal("conflict", "One item holds at most 60 decisions.");
  const id = randomUUID();
  await tx.insert(meetingDecisions).values({
    ...childOf(actor, meeting),
    id,
    itemId: item.id,
    position,
    question: input.question,
    recommendation: input.recommendation ?? null,
    asks: input.asks,
    aboutId: input.aboutId ?? null,
    limitCategory: limit?.category ?? null,
    limitValue: limit?.maximum ?? null,
    answersId,
  });
  if (input.aboutId) await linkRecords(tx, actor, { fromId: meeting.id, toId: input.aboutId, kind: "discussed" });
  await keepMeeting(tx, actor, meeting);
  return { id: meeting.id, decisionId: id, itemId: item.id };
}

/** What is asked of a limit, whole: the form's own rule tells beside its fields what is missing. */
function limitAsked({ asks, limitCategory: category, limitValue: maximum }: PutDecision): Limit | null {
  if (asks !== "set-limit") return null;
  if (!category) throw new Refusal("conflict", limitMissing.category, { field: "limitCategory" });
  if (!maximum) throw new Refusal("conflict", limitMissing.maximum, { field: "limitValue" });
  return { category, maximum };
}

async function mustBeAbout(tx: Tx, actor: Actor, input: PutDecision): Promise<void> {
  const wanted = aboutKind[input.asks];
  if (!input.aboutId && !wanted) return;
  const record = input.aboutId ? await findRecord(tx, actor, input.aboutId) : undefined;
  if (!record || !maySee(actor, record) || (wanted && record.kind !== wanted))
    throw new Refusal("conflict", aboutWords[input.asks], { field: "aboutId" });
  const why = notAskable(input.asks, record);
  if (why) throw new Refusal("conflict", why, { field: "aboutId" });
}

export function decide(actor: Actor, input: Decide, effects: Effects) {
  return changeAs(actor, "decision.make", (tx) => decideIn(tx, actor, input, effects));
}

/**
 * Records what was decided and, if the recorder's own role may, carries it out in the other room in the same
 * transaction; otherwise the decision stands and waits for somebody who may.
 */
export async function decideIn(tx: Tx, actor: Actor, input: Decide, effects: Effects) {
  const known = await findDecision(tx, actor, input.decisionId);
  if (!known) throw new Refusal("not-found", "That question does not exist.");
  const meeting = await meetingFor(tx, actor, "decide", known.recordId);
  if (known.outcome) throw alreadyDecided(known, input);
  if (!outcomesFor(known.asks, meeting.kind !== "board").some((one) => one === input.outcome))
    throw new Refusal("conflict", "That is no answer to this question.", { field: "outcome" });
  const today = londonDay(tx.now);
  const { outcome } = input;
  await mustCarry(tx, actor, meeting, known, outcome);
  const deferUntil = outcome === "defer" ? (input.deferUntil ?? null) : null;
  if (outcome === "defer" && (!deferUntil || deferUntil <= today))
    throw new Refusal("conflict", "Choose a day after today.", { field: "deferUntil" });
  const expiresOn = outcome === "accept-risk" ? (input.expiresOn ?? null) : null;
  if (outcome === "accept-risk" && (!expiresOn || expiresOn <= today || expiresOn > addDays(today, longestDays)))
    throw new Refusal("conflict", "The acceptance must end after today, and within 12 months.", { field: "expiresOn" });
  if (outcome === "accept-risk" && input.because.length > longestReason)
    throw new Refusal(
      "conflict",
      `The risk's register keeps ${longestReason} characters of the reason, and this has ${input.because.length}. Shorten it.`,
      { field: "because" },
    );
  const [row] = await tx
    .update(meetingDecisions)
    .set({
      outcome,
      because: input.because,
      deferUntil,
      expiresOn,
      escalatedToId: outcome === "escalate" ? (input.escalatedToId ?? null) : null,
      decidedBy: actor.personId,
      decidedRole: actor.role,
      decidedAt: tx.now,
      version: sql`${meetingDecisions.version} + 1`,
    })
    .where(
      own(meetingDecisions, actor, and(eq(meetingDecisions.id, known.id), eq(meetingDecisions.version, input.version))),
    )
    .returning({ id: meetingDecisions.id });
  if (!row) throw new Refusal("stale", "Someone changed this question while you were reading it. Open it again.");
  await insertBlock(tx, actor, meeting, {
    itemId: known.itemId,
    kind: "decision",
    words: known.question,
    decisionId: known.id,
  });
  if (outcome === "escalate") await escalateIn(tx, actor, meeting, known, input);
  await answerEscalation(tx, actor, known, { outcome, words: answerWords(meeting, input) });
  const made: Decision = { ...known, outcome, because: input.because, deferUntil, expiresOn, decidedAt: tx.now };
  const waits = await runEffect(tx, actor, meeting, made, effects);
  return { id: meeting.id, itemId: known.itemId, waits };
}

/** An answer is the meeting's: of a quorum, and by the votes if there were any. */
async function mustCarry(tx: Tx, actor: Actor, meeting: FoundMeeting, decision: Decision, outcome: Outcome) {
  const attended = await listAttendance(tx, actor, meeting.id);
  const cast = (await listVotes(tx, actor, meeting.id)).filter(({ decisionId }) => decisionId === decision.id);
  const why = notCarried(outcome, {
    present: presentAt(attended, meeting, tx.now),
    quorum: meeting.quorum,
    tally: tallyOf(cast),
    ofTheBoard: meeting.kind === "board",
  });
  if (why) throw new Refusal("conflict", why, { field: "outcome" });
}

function answerWords(meeting: FoundMeeting, input: Decide): string {
  const until = input.outcome === "defer" && input.deferUntil ? ` until ${formatDate(input.deferUntil)}` : "";
  return `${outcomeWords[input.outcome].word}${until} by ${meeting.committee} (${meeting.reference}). ${input.because}`.slice(
    0,
    1000,
  );
}

/** The same answer sent twice is one decision; another answer is told what stands. */
function alreadyDecided(known: Decision, input: Decide): Refusal {
  const stands = known.outcome ? outcomeWords[known.outcome].word.toLowerCase() : "";
  const same = known.outcome === input.outcome && known.because === input.because;
  return new Refusal(
    same ? "conflict" : "stale",
    same
      ? "This is recorded already; nothing was recorded twice."
      : `Someone recorded an answer to this meanwhile: ${stands}. Because ${known.because}`,
  );
}
