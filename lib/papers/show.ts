import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { changesSince } from "#lib/meetings/changes.ts";
import { type Dated, heldAt } from "#lib/meetings/meeting.ts";
import { type Paper, type PaperSection, standingPapers } from "#lib/meetings/paper.ts";
import {
  type AgendaItem,
  type FoundMeeting,
  findMeeting,
  findPrevious,
  listAgenda,
} from "#lib/meetings/queries/meeting.ts";
import { listSnapshots, type Snapshot } from "#lib/meetings/queries/snapshots.ts";
import { isFigured } from "#lib/meetings/section.ts";
import { collectPapers } from "./collect.ts";
import { type MeetingQuestions, readQuestions } from "./questions.ts";
import { readsLive, withheld } from "./reading.ts";

/** One read of now, or of a past moment. */
export type Reader = <T>(run: (tx: Tx) => Promise<T>, asAt?: Date) => Promise<T>;

/** A paper of an item of the agenda, or of none, as it is live or as it was frozen. */
export type ShownPaper = { itemId: string | null; paper: Paper; sha256?: string };

export type ShownPapers = {
  meeting: FoundMeeting;
  agenda: AgendaItem[];
  papers: ShownPaper[];
  /** Frozen once more as an item was opened, oldest first. */
  opened: Snapshot[];
  previous: Previous | undefined;
  /** What the meeting is asked, as it stands now: never part of what is frozen. */
  questions: MeetingQuestions;
  asAt: Date;
};

type Previous = { id: string; title: string } & Dated;

/**
 * The papers of a meeting: those published, or before that as they are now, each with what changed since the meeting
 * before. Published ones are the committee's; live ones are read by whoever reads all that they are counted from.
 */
export async function showPapers(read: Reader, actor: Context, id: string): Promise<ShownPapers | undefined> {
  const found = await read(async (tx) => {
    const meeting = await findMeeting(tx, actor, id);
    if (!meeting) return undefined;
    const agenda = await listAgenda(tx, actor, id);
    const snapshots = await listSnapshots(tx, actor, id);
    const previous = await findPrevious(tx, actor, meeting);
    const asked = wanted(agenda).filter((section) => readsLive(actor, section));
    const live = meeting.publishedAt ? [] : await collectPapers(tx, actor, askOf(meeting, previous), asked);
    const questions = await readQuestions(tx, actor, meeting);
    return { meeting, agenda, snapshots, previous, live, questions, asAt: meeting.cutOff ?? tx.now };
  });
  if (!found) return undefined;
  const { snapshots, live, ...shown } = found;
  const opened = snapshots.filter((one) => one.occasion === "opened");
  if (shown.meeting.publishedAt) {
    const papers = snapshots.filter((one) => one.occasion === "papers");
    return { ...shown, opened, papers: inOrder(shown.agenda, papers) };
  }
  const told = await tellSince(read, actor, shown.meeting, shown.previous, live);
  const asAt = shown.asAt.toISOString();
  const papers = wanted(shown.agenda).map(
    (section) => told.find((paper) => paper.section === section) ?? { section, asAt, ...withheld },
  );
  return { ...shown, opened, papers: placed(shown.agenda, papers) };
}

type Ground = Pick<FoundMeeting, "committeeId" | "serviceIds">;
const groundOf = ({ committeeId, serviceIds }: Ground, previous: Previous | undefined) => ({
  committeeId,
  serviceIds,
  previousAt: previous && heldAt(previous),
});
type Asking = Ground & Pick<FoundMeeting, "id" | "startsAt" | "beganAt">;
export const askOf = (meeting: Asking, previous: Previous | undefined) => ({
  ...groundOf(meeting, previous),
  meeting: { id: meeting.id, startsAt: meeting.startsAt, beganAt: meeting.beganAt },
});

/** The sections that an agenda asks for, and those that every meeting is told. */
export function wanted(agenda: readonly AgendaItem[]): PaperSection[] {
  const asked = agenda.flatMap(({ section }) => (isFigured(section) ? [section] : []));
  return [...new Set<PaperSection>([...standingPapers, ...asked])];
}

/** Papers with what changed: against what the meeting before was shown last, else against what was recorded as it began. */
export async function tellSince(
  read: Reader,
  actor: Context,
  meeting: Ground,
  previous: Previous | undefined,
  papers: readonly Paper[],
): Promise<Paper[]> {
  if (!previous) return [...papers];
  const shown = await read((tx) => listSnapshots(tx, actor, previous.id));
  const seen = (section: PaperSection) => shown.findLast((one) => one.paper.section === section)?.paper;
  const unseen = papers.map((paper) => paper.section).filter((section) => !seen(section));
  const began = heldAt(previous);
  const recorded =
    unseen.length === 0
      ? []
      : await read(async (tx) => {
          const before = await findPrevious(tx, actor, { ...previous, committeeId: meeting.committeeId });
          return collectPapers(tx, actor, groundOf(meeting, before), unseen, began);
        }, began);
  return papers.map((paper) => {
    const before = seen(paper.section);
    const then = before ?? recorded.find((one) => one.section === paper.section);
    if (!then) return paper;
    const since = { at: before?.asAt ?? began.toISOString(), shown: before !== undefined };
    return { ...paper, since: { ...since, changes: changesSince(then, paper) } };
  });
}

/** Each paper beside every item that asks for it; what no item asks for stands alone. */
export function placed(agenda: readonly AgendaItem[], papers: readonly Paper[]): ShownPaper[] {
  const alone = papers.filter((paper) => !agenda.some((item) => item.section === paper.section));
  const ofItems = agenda.flatMap((item) =>
    papers.filter((paper) => paper.section === item.section).map((paper) => ({ itemId: item.id, paper })),
  );
  return [...alone.map((paper) => ({ itemId: null, paper })), ...ofItems];
}

function inOrder(agenda: readonly AgendaItem[], snapshots: readonly Snapshot[]): ShownPaper[] {
  const place = (one: Snapshot) => agenda.findIndex((item) => item.id === one.itemId);
  return [...snapshots]
    .sort(
      (a, b) => place(a) - place(b) || Number(a.paper.section !== "position") - Number(b.paper.section !== "position"),
    )
    .map(({ itemId, paper, sha256 }) => ({ itemId, paper, sha256 }));
}
