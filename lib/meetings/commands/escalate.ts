import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import { committees } from "#db/schema/meetings.ts";
import { meetingEscalations } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Decide } from "../inputs/minutes.ts";
import type { Outcome } from "../minute.ts";
import { type Decision, findDecision, listLeftOver } from "../queries/decisions.ts";
import { findEscalationOf, listSentHere } from "../queries/escalations.ts";
import type { FoundMeeting } from "../queries/meeting.ts";
import { childOf } from "./row.ts";

/** Sends a question up to another committee; the row stays where it began, so that the answer is read there. */
export async function escalateIn(tx: Tx, actor: Actor, meeting: FoundMeeting, decision: Decision, input: Decide) {
  const [to] = input.escalatedToId
    ? await tx
        .select({ id: committees.id, name: committees.name, state: committees.state })
        .from(committees)
        .where(ownId(committees, actor, input.escalatedToId))
    : [];
  const known = to ?? (await reportsTo(meeting, input.escalatedToId));
  if (!known || known.id === meeting.committeeId)
    throw new Refusal("conflict", "Choose the committee that this goes to.", { field: "escalatedToId" });
  await tx.insert(meetingEscalations).values({
    ...childOf(actor, meeting),
    id: randomUUID(),
    itemId: decision.itemId,
    decisionId: decision.id,
    toCommitteeId: known.id,
    toName: known.name,
    words: input.because,
    aboutId: decision.aboutId,
    escalatedBy: actor.personId,
    escalatedRole: actor.role,
    escalatedAt: tx.now,
  });
}

/** A local meeting sends to the committee it reports to without seeing that committee's own records. */
async function reportsTo(meeting: FoundMeeting, wanted: string | undefined) {
  if (!wanted || meeting.reportsToId !== wanted) return undefined;
  return { id: wanted, name: "The committee it reports to", state: "active" };
}

/** Takes up what was left to this meeting: a deferred or unanswered question, or one that another committee sent. */
export async function takeUp(tx: Tx, actor: Actor, meeting: FoundMeeting, decisionId: string): Promise<string> {
  const day = londonDay(new Date(Math.max(meeting.startsAt.getTime(), tx.now.getTime())));
  const left = await listLeftOver(tx, actor, meeting, day);
  if (left.some(({ id }) => id === decisionId)) return decisionId;
  const sent = (await listSentHere(tx, actor, meeting.committeeId)).find((one) => one.decisionId === decisionId);
  if (!sent) throw new Refusal("stale", "Somebody took this up already, or it does not wait for this meeting.");
  await tx
    .update(meetingEscalations)
    .set({ takenRecordId: meeting.id, takenAt: tx.now, version: sql`${meetingEscalations.version} + 1` })
    .where(own(meetingEscalations, actor, eq(meetingEscalations.id, sent.id)));
  return decisionId;
}

/** What came back: an answer goes to the escalation that the question began with, however often it was deferred. */
export async function answerEscalation(
  tx: Tx,
  actor: Actor,
  decision: Decision,
  answer: { outcome: Outcome; words: string },
): Promise<void> {
  let from = decision.answersId;
  for (let step = 0; from && step < 20; step += 1) {
    const escalation = await findEscalationOf(tx, actor, from);
    if (escalation) {
      await tx
        .update(meetingEscalations)
        .set({
          answerOutcome: answer.outcome,
          answerWords: answer.words,
          answeredAt: tx.now,
          version: sql`${meetingEscalations.version} + 1`,
        })
        .where(own(meetingEscalations, actor, eq(meetingEscalations.id, escalation.id)));
      return;
    }
    from = (await findDecision(tx, actor, from))?.answersId ?? null;
  }
}
