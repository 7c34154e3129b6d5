import "server-only";
import { randomUUID } from "node:crypto";
import { eq, isNull, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { meetingEscalations } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Limit } from "#lib/records/risk-limits.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { leftOverDay } from "../deciding.ts";
import type { Decide } from "../inputs/minutes.ts";
import type { Asks, Outcome } from "../minute.ts";
import { type Decision, findDecision, listCommitteesToSendTo, listLeftOver } from "../queries/decisions.ts";
import { findEscalationOf, listSentHere } from "../queries/escalations.ts";
import type { FoundMeeting } from "../queries/meeting.ts";
import { childOf } from "./row.ts";

/** Sends a question up to another committee; the row stays where it began, so that the answer is read there. */
export async function escalateIn(tx: Tx, actor: Actor, meeting: FoundMeeting, decision: Decision, input: Decide) {
  const known = (await listCommitteesToSendTo(tx, actor, meeting)).find(({ id }) => id === input.escalatedToId);
  if (!known)
    throw new Refusal("conflict", "Choose a committee in use to which this can go: none of one service, none below.", {
      field: "escalatedToId",
    });
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

type Asked = { decisionId: string; asks: Asks; aboutId?: string | undefined; limit: Limit | null };

/** Takes up what was left to this meeting: a deferred or unanswered question, or one that another committee sent. */
export async function takeUp(tx: Tx, actor: Actor, meeting: FoundMeeting, asked: Asked): Promise<string> {
  const { decisionId } = asked;
  const day = leftOverDay(meeting.startsAt, tx.now);
  const left = await listLeftOver(tx, actor, meeting, day);
  const again = left.find(({ id }) => id === decisionId);
  if (again) mustAskTheSame(again, asked);
  if (again) mustBeTheSameLimit(again.limit, asked.limit);
  if (again) return decisionId;
  const sent = (await listSentHere(tx, actor, meeting.committeeId)).find((one) => one.decisionId === decisionId);
  if (!sent) throw new Refusal("stale", "Somebody took this up already, or it does not wait for this meeting.");
  mustAskTheSame(sent, asked);
  mustHave(
    await tx
      .update(meetingEscalations)
      .set({ takenRecordId: meeting.id, takenAt: tx.now, version: sql`${meetingEscalations.version} + 1` })
      .where(own(meetingEscalations, actor, eq(meetingEscalations.id, sent.id), isNull(meetingEscalations.takenAt)))
      .returning({ id: meetingEscalations.id }),
  );
  return decisionId;
}

/** Its answer goes back to where the question came from, so it must be the answer to that question. */
function mustAskTheSame(from: { asks: Asks; aboutId: string | null }, asked: Asked): void {
  if (from.asks !== asked.asks)
    throw new Refusal(
      "conflict",
      "What is taken up asks something else. Keep what it asks, or put this as a new one.",
      {
        field: "asks",
      },
    );
  if (from.aboutId !== (asked.aboutId ?? null))
    throw new Refusal("conflict", "What is taken up is about another record. Keep it, or put this as a new question.", {
      field: "aboutId",
    });
}

function mustBeTheSameLimit(from: Limit | null, asked: Limit | null): void {
  if (from?.category === asked?.category && from?.maximum === asked?.maximum) return;
  const field = from?.category === asked?.category ? "limitValue" : "limitCategory";
  throw new Refusal("conflict", "What is taken up asks for another limit. Keep it, or put this as a new question.", {
    field,
  });
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
      mustHave(
        await tx
          .update(meetingEscalations)
          .set({
            answerOutcome: answer.outcome,
            answerWords: answer.words,
            answeredAt: tx.now,
            version: sql`${meetingEscalations.version} + 1`,
          })
          .where(own(meetingEscalations, actor, eq(meetingEscalations.id, escalation.id)))
          .returning({ id: meetingEscalations.id }),
      );
      return;
    }
    from = (await findDecision(tx, actor, from))?.answersId ?? null;
  }
}
