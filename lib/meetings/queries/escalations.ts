import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committees, meetings } from "#db/schema/meetings.ts";
import { meetingDecisions, meetingEscalations } from "#db/schema/minutes.ts";
import { records } from "#db/schema/records.ts";
import { wordOf } from "#lib/words.ts";
import { asks, outcomes } from "../minute.ts";

const escalation = {
  id: meetingEscalations.id,
  recordId: meetingEscalations.recordId,
  decisionId: meetingEscalations.decisionId,
  toCommitteeId: meetingEscalations.toCommitteeId,
  toName: meetingEscalations.toName,
  words: meetingEscalations.words,
  aboutId: meetingEscalations.aboutId,
  escalatedAt: meetingEscalations.escalatedAt,
  takenRecordId: meetingEscalations.takenRecordId,
  answerOutcome: meetingEscalations.answerOutcome,
  answerWords: meetingEscalations.answerWords,
  answeredAt: meetingEscalations.answeredAt,
  version: meetingEscalations.version,
  from: committees.name,
  meeting: records.reference,
  question: meetingDecisions.question,
  asks: meetingDecisions.asks,
};

function escalations(tx: Tx, actor: Context) {
  return tx
    .select(escalation)
    .from(meetingEscalations)
    .innerJoin(
      meetings,
      and(
        eq(meetings.organisationId, meetingEscalations.organisationId),
        eq(meetings.id, meetingEscalations.recordId),
        own(meetings, actor),
      ),
    )
    .innerJoin(
      committees,
      and(
        eq(committees.organisationId, meetings.organisationId),
        eq(committees.id, meetings.committeeId),
        own(committees, actor),
      ),
    )
    .innerJoin(
      records,
      and(
        eq(records.organisationId, meetingEscalations.organisationId),
        eq(records.id, meetingEscalations.recordId),
        own(records, actor),
      ),
    )
    .innerJoin(
      meetingDecisions,
      and(
        eq(meetingDecisions.organisationId, meetingEscalations.organisationId),
        eq(meetingDecisions.id, meetingEscalations.decisionId),
        own(meetingDecisions, actor),
      ),
    );
}

const answered = <T extends { answerOutcome: string | null; asks: string }>(row: T) => ({
  ...row,
  asks: wordOf(asks, row.asks),
  answerOutcome: wordOf(outcomes, row.answerOutcome),
});
export type Escalation = Awaited<ReturnType<typeof listEscalatedFrom>>[number];

/** What other committees sent to this one and nobody has taken up yet. */
export async function listSentHere(tx: Tx, actor: Context, committeeId: string) {
  const found = await escalations(tx, actor)
    .where(
      own(
        meetingEscalations,
        actor,
        and(eq(meetingEscalations.toCommitteeId, committeeId), isNull(meetingEscalations.takenAt)),
      ),
    )
    .orderBy(asc(meetingEscalations.escalatedAt), asc(meetingEscalations.id));
  return found.map(answered);
}

/** What a meeting sent up, and what came back. */
export async function listEscalatedFrom(tx: Tx, actor: Context, meetingId: string) {
  const found = await escalations(tx, actor)
    .where(own(meetingEscalations, actor, eq(meetingEscalations.recordId, meetingId)))
    .orderBy(asc(meetingEscalations.escalatedAt), asc(meetingEscalations.id));
  return found.map(answered);
}

export async function findEscalationOf(tx: Tx, actor: Context, decisionId: string) {
  const [row] = await escalations(tx, actor).where(
    own(meetingEscalations, actor, eq(meetingEscalations.decisionId, decisionId)),
  );
  return row && answered(row);
}
