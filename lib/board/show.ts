import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { formatDate, formatTime, londonParts } from "#lib/dates.ts";
import { postWords } from "#lib/meetings/committee.ts";
import { decisionNumber, leftSaid } from "#lib/meetings/deciding.ts";
import { heldAt } from "#lib/meetings/meeting.ts";
import { outcomesFor, outcomeWords } from "#lib/meetings/minute.ts";
import { leads, may } from "#lib/meetings/policy.ts";
import { listAttendance, listInterests, listSeats, type Seat } from "#lib/meetings/queries/attendance.ts";
import { type Decision, findDecision, listCommitteesToSendTo } from "#lib/meetings/queries/decisions.ts";
import { type AgendaItem, type FoundMeeting, findMeeting } from "#lib/meetings/queries/meeting.ts";
import { quorumOf, quorumSentence } from "#lib/meetings/quorum.ts";
import { type Reader, type ShownPapers, showPapers } from "#lib/papers/show.ts";
import { limitWords } from "#lib/records/risk-limits.ts";
import { stopped } from "#lib/words.ts";
import { deckOf } from "./deck.ts";
import { findNext } from "./queries.ts";
import type { BoardDecision, Decided, Shown } from "./screen.ts";

export type Board = {
  meeting: FoundMeeting;
  shown: Shown;
  /** The reader's moves are the meeting's: chair, deputy and secretary while it is open. */
  mayLead: boolean;
};

/** Everything that the board screen shows, in one document: nothing is asked for afterwards. */
export async function showBoard(read: Reader, actor: Actor, id: string): Promise<Board | undefined> {
  const shown = await showPapers(read, actor, id);
  if (!shown) return undefined;
  const { meeting, agenda, previous } = shown;
  const told = await read(async (tx) => ({
    upward: await listCommitteesToSendTo(tx, actor, meeting),
    attendance: await listAttendance(tx, actor, id),
    interests: await listInterests(tx, actor, id),
    seats: await listSeats(tx, actor, meeting),
    next: await findNext(tx, actor, meeting),
    now: tx.now,
  }));
  const says = (item: AgendaItem) => {
    if (item.section === "apologies-quoracy")
      return quorumSentence(quorumOf(told.attendance, { ...meeting, seats: told.seats }, told.now));
    if (item.section === "next" && told.next) return nextWords(told.next);
    if (item.section === "conflicts") return interestWords(told.interests.length);
    return undefined;
  };
  const { papers, opened } = seenPapers(shown);
  const screens = deckOf({
    agenda: agenda.map((item) => ({ ...item, ...wordsOf(says(item)) })),
    papers,
    opened,
    frozen: meeting.publishedAt !== null,
    decisions: shown.questions.put.map((one) => ({ ...boardDecision(one, meeting, told), itemId: one.itemId })),
    back: shown.questions.back.map((one) => ({ ...cameFrom(one), id: one.id, says: leftSaid(one) })),
    sent: shown.questions.sent.map((one) => ({ ...cameFrom(one), id: one.id, says: `Sent by ${one.from}` })),
    ...(previous ? { previousOn: formatDate(heldAt(previous)) } : {}),
  });
  const current = agenda.find((item) => item.id === meeting.currentItemId);
  return {
    meeting,
    shown: { screens, mayDecide: may(actor, "decide", meeting), ...currentOf(current) },
    mayLead: meeting.state === "open" && leads(actor, meeting),
  };
}

const cameFrom = ({ meeting, question }: { meeting: string; question: string }) => ({ from: meeting, question });

function currentOf(item: AgendaItem | undefined): Pick<Shown, "current"> {
  if (!item) return {};
  return { current: { itemId: item.id, ...(item.openedAt ? { openedAt: item.openedAt.toISOString() } : {}) } };
}

/** Each section as the meeting saw it last: frozen as it came to the item, else as the papers were published, else live. */
export function seenPapers({ papers, opened }: Pick<ShownPapers, "papers" | "opened">) {
  const bySection = new Map(papers.map(({ paper }) => [paper.section, paper]));
  for (const { paper } of opened) {
    const since = bySection.get(paper.section)?.since;
    bySection.set(paper.section, { ...paper, ...(since ? { since } : {}) });
  }
  return { papers: [...bySection.values()], opened: opened.map(({ paper }) => paper.section) };
}

const wordsOf = (says: string | undefined) => (says ? { says } : {});

function nextWords({ startsAt, place }: { startsAt: Date; place: string }): string {
  const { weekday } = londonParts(startsAt);
  return `The committee meets next on ${weekday} ${formatDate(startsAt)} at ${formatTime(startsAt)}: ${place}.`;
}

function interestWords(count: number): string {
  if (count === 0) return "No interest has been declared at this meeting so far.";
  return count === 1
    ? "One interest has been declared at this meeting."
    : `${count} interests have been declared at this meeting.`;
}

function boardDecision(
  row: Decision,
  { kind, endedAt }: FoundMeeting,
  { upward, seats }: { upward: readonly { id: string; name: string }[]; seats: readonly Seat[] },
): BoardDecision {
  const escalates = kind !== "board" && upward.length > 0;
  const decided = decidedOf(row, seats);
  return {
    id: row.id,
    number: decisionNumber(row.itemPosition, row.position),
    question: row.limit ? `${stopped(row.question)} ${limitWords(row.limit)}.` : row.question,
    recommendation: row.recommendation,
    asks: row.asks,
    version: row.version,
    options: outcomesFor(row.asks, escalates).map((outcome) => ({ outcome, verb: outcomeWords[outcome].verb })),
    committees: escalates ? upward : [],
    ...(decided ? { decided } : endedAt ? { left: true } : {}),
  };
}

const shapes = { ok: "ok", bad: "bad", warn: "warn", part: "progress" } as const;

function decidedOf(row: Decision, seats: readonly Seat[]): Decided | undefined {
  if (!row.outcome || !row.decidedAt || !row.decidedRole) return undefined;
  const post = seats.find(({ personId }) => personId === row.decidedBy)?.post;
  return {
    outcome: row.outcome,
    word: outcomeWords[row.outcome].word,
    shape: shapes[outcomeWords[row.outcome].shape],
    ...until(row),
    because: row.because ?? "",
    by: (post ? postWords[post] : roleLabels[row.decidedRole]).toLowerCase(),
    at: row.decidedAt.toISOString(),
  };
}

function until({ deferUntil, expiresOn }: Decision): { until?: string } {
  const day = deferUntil ?? expiresOn;
  return day ? { until: `until ${formatDate(day)}` } : {};
}

/** What stands recorded for a question now, if anything does. */
export async function decidedNow(tx: Tx, actor: Actor, decisionId: string): Promise<Decided | undefined> {
  const row = await findDecision(tx, actor, decisionId);
  const meeting = row && (await findMeeting(tx, actor, row.recordId));
  return row && meeting && decidedOf(row, await listSeats(tx, actor, meeting));
}
