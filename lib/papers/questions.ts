import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { formatDateTime } from "#lib/dates.ts";
import { comesBack, decisionNumber, leftOverDay, leftSaid, sentHereSaid } from "#lib/meetings/deciding.ts";
import { notDecided, outcomeWords } from "#lib/meetings/minute.ts";
import type { PaperMark, PaperRow, PaperTable } from "#lib/meetings/paper.ts";
import { type Decision, listDecisions, listLeftOver } from "#lib/meetings/queries/decisions.ts";
import { type Escalation, listSentHere } from "#lib/meetings/queries/escalations.ts";
import type { FoundMeeting } from "#lib/meetings/queries/meeting.ts";
import { type Section, sectionWords } from "#lib/meetings/section.ts";
import { within } from "./words.ts";

type Put = Pick<
  Decision,
  "id" | "recordId" | "itemId" | "itemPosition" | "position" | "question" | "recommendation" | "outcome"
>;
type Back = Pick<Decision, "id" | "recordId" | "itemId" | "meeting" | "question" | "deferUntil">;
type Sent = Pick<Escalation, "id" | "meeting" | "question" | "from" | "words">;
/** What a meeting is asked: put to it, come back from its earlier ones, or sent by another committee. */
export type Asked<P = Put, B = Back, S = Sent> = {
  put: readonly P[];
  back: readonly B[];
  sent: readonly S[];
  over: boolean;
  /** When they were read. */
  at: Date;
};
export type MeetingQuestions = Asked<Decision, Decision, Escalation>;

export async function readQuestions(tx: Tx, actor: Context, meeting: FoundMeeting): Promise<MeetingQuestions> {
  const over = meeting.endedAt !== null;
  const day = leftOverDay(meeting.startsAt, tx.now);
  return {
    put: await listDecisions(tx, actor, meeting.id),
    back: over ? [] : await listLeftOver(tx, actor, meeting, day),
    sent: over ? [] : await listSentHere(tx, actor, meeting.committeeId),
    over,
    at: tx.now,
  };
}

export const questionsAsk = "What is this meeting asked?";

/** They are put until the meeting answers them, so what is frozen does not hold them. */
export function questionsSay({ put, back, sent, at }: Asked): string {
  const some = put.length + back.length + sent.length > 0;
  return `As at ${formatDateTime(at)}.${some ? " A question may be put until the meeting ends, so they are not frozen with the papers." : ""}`;
}

/** Where an agenda has no item for them, they stand beside it under this name. */
export const questionsTitle = "Questions for this meeting";

/** The item under which the papers tell the questions; one with a name of its own, as any other business, is about more. */
export const isForQuestions = ({ section, title }: { section: Section | null; title: string }) =>
  section === "decisions" && title === sectionWords.decisions;

export function questionsSentence({ put, back, sent, over }: Asked): string {
  const asked = put.length > 0 ? `This meeting ${over ? "was" : "is"} asked ${within(put.length, "question")}.` : "";
  const all = [asked, comesBack(back.length), sentHereSaid(sent.length)].filter(Boolean).join(" ");
  if (all) return all;
  return over
    ? "This meeting was asked no question."
    : "No question has been put to this meeting, and none comes back.";
}

/** The questions in tables, as the page and the pack tell them; a kind without any has none. */
export function questionTables({ put, back, sent }: Asked): PaperTable[] {
  const table = (key: string, title: string, columns: string[], rows: PaperRow[]) =>
    rows.length > 0 ? [{ key, title, columns, rows, more: 0, none: "" }] : [];
  return [
    ...table("put", "Put to this meeting", ["Question", "Recommended", "Where it stands"], put.map(putRow)),
    ...table("back", "Come back from earlier meetings", ["Question", "What became of it"], back.map(backRow)),
    ...table("sent", "Sent by other committees", ["Question", "Sent by", "Why"], sent.map(sentRow)),
  ];
}

const hrefOf = (meetingId: string, itemId: string, decisionId: string) =>
  `/meetings/${meetingId}/minutes?item=${itemId}#decision-${decisionId}`;
const marks: Record<"ok" | "warn" | "bad" | "part", PaperMark> = {
  ok: "ok",
  warn: "warn",
  bad: "bad",
  part: "progress",
};

function putRow(one: Put): PaperRow {
  const answer = one.outcome ? outcomeWords[one.outcome] : undefined;
  return {
    id: one.id,
    href: hrefOf(one.recordId, one.itemId, one.id),
    reference: decisionNumber(one.itemPosition, one.position),
    cells: [one.question, one.recommendation ?? "Nothing", answer?.word ?? notDecided],
    mark: { cell: 2, shape: answer ? marks[answer.shape] : "not-started" },
  };
}

function backRow(one: Back): PaperRow {
  return {
    id: one.id,
    href: hrefOf(one.recordId, one.itemId, one.id),
    reference: one.meeting,
    cells: [one.question, leftSaid(one)],
    mark: { cell: 1, shape: "not-started" },
  };
}

function sentRow(one: Sent): PaperRow {
  return { id: one.id, reference: one.meeting, cells: [one.question, one.from, one.words] };
}
