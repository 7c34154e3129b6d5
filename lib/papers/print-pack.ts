import { formatDateTime, formatDuration } from "#lib/dates.ts";
import { groupedFingerprint } from "#lib/evidence/bundle.ts";
import { whenSaid } from "#lib/meetings/meeting.ts";
import { type Paper, type PaperMark, type PaperTable, paperQuestions } from "#lib/meetings/paper.ts";
import type { AgendaItem, FoundMeeting } from "#lib/meetings/queries/meeting.ts";
import { sectionWords } from "#lib/meetings/section.ts";
import {
  type Asked,
  isForQuestions,
  questionsAsk,
  questionsSay,
  questionsSentence,
  questionsTitle,
  questionTables,
} from "./questions.ts";
import type { ShownPaper } from "./show.ts";

type Meeting = Pick<
  FoundMeeting,
  | "reference"
  | "title"
  | "committee"
  | "marking"
  | "place"
  | "quorum"
  | "startsAt"
  | "beganAt"
  | "lengthMinutes"
  | "publishedAt"
  | "papersSha256"
>;
/** What of the papers is printed. */
export type PrintedPapers = {
  questions: Asked;
  meeting: Meeting;
  agenda: readonly Pick<AgendaItem, "id" | "position" | "title" | "section" | "presenter" | "minutes">[];
  papers: readonly ShownPaper[];
  asAt: Date;
};

const states: Record<PaperMark, string> = {
  ok: "ready",
  warn: "attention",
  bad: "not-ready",
  unknown: "not-known",
  live: "not-ready",
  progress: "in-progress",
  "not-started": "not-started",
  info: "information",
  na: "not-applicable",
};

/** The first two groups of a fingerprint and the last, for footers. */
export function shortGroups(hex: string): string {
  const groups = groupedFingerprint(hex).split(" ");
  return `${groups.slice(0, 2).join(" ")} … ${groups.at(-1)}`;
}

const seal = {
  draft: "The figures are live until the papers are published.",
  name: "Fingerprint of the papers (SHA-256). ",
  says: "The page of these papers shows the same.",
};

/** Everything the pack's template prints, already in words. Papers that are still live are a draft on every page. */
export function packModel(shown: PrintedPapers, organisation: { name: string; sample: boolean }) {
  const { meeting, agenda } = shown;
  const sha256 = meeting.papersSha256;
  const asAt = formatDateTime(shown.asAt);
  return {
    draft: sha256 === null,
    sample: organisation.sample,
    reference: meeting.reference,
    title: `Papers: ${meeting.title}`,
    running: meeting.title.length > 60 ? `${meeting.title.slice(0, 59)}…` : meeting.title,
    subtitle: meeting.committee,
    organisation: organisation.name,
    marking: meeting.marking,
    asAt: `As at ${asAt}`,
    seal: sha256 ? `Papers fingerprint ${shortGroups(sha256)}` : "Draft, not published",
    fingerprint: sha256 ? { whole: groupedFingerprint(sha256), short: shortGroups(sha256) } : null,
    cover: {
      labels: ["Committee", "Figures as at", "Meeting", "Place"],
      seal,
      recipient: [meeting.committee, `Quorum ${meeting.quorum}`],
      asAt: [asAt, meeting.publishedAt ? `Published ${formatDateTime(meeting.publishedAt)}` : "Live, not published"],
      services: [whenSaid(meeting), formatDuration(meeting.lengthMinutes)],
      issuedBy: [meeting.place, ""],
    },
    standfirst: `${meeting.marking}. As at ${asAt}.`,
    agenda: agenda.map((item) => ({
      number: String(item.position),
      title: item.title,
      presenter: item.presenter ?? "",
      minutes: String(item.minutes),
    })),
    entries: [
      ...agenda.map((item) => {
        const found = shown.papers.find((one) => one.itemId === item.id);
        const says = [item.presenter && `Presented by ${item.presenter}`, `${item.minutes} minutes`].filter(Boolean);
        return {
          title: `${item.position}. ${item.title}`,
          says: `${says.join(", ")}.${found?.paper.withheld ? ` ${found.paper.sentence}` : ""}`,
          questions: isForQuestions(item) ? printedQuestions(shown.questions) : null,
          paper: found && !found.paper.withheld ? printed(found) : null,
        };
      }),
      ...(agenda.some(isForQuestions)
        ? []
        : [
            {
              title: questionsTitle,
              says: "Beside the agenda.",
              questions: printedQuestions(shown.questions),
              paper: null,
            },
          ]),
      ...shown.papers
        .filter((one) => one.itemId === null)
        .map((one) => {
          const { withheld, sentence } = one.paper;
          return {
            title: besideTitle(one.paper),
            says: withheld ? sentence : "Beside the agenda.",
            questions: null,
            paper: withheld ? null : printed(one),
          };
        }),
    ],
  };
}

/** A section that stands beside the agenda. */
export const besideTitle = (paper: Paper) =>
  paper.section === "position" ? "Position of the services" : sectionWords[paper.section];

const mostChanges = 40;

function printed({ paper, sha256 }: ShownPaper) {
  return {
    question: paperQuestions[paper.section],
    sentence: paper.sentence,
    figures: paper.figures.map(({ value, label, worse }) => ({ value, label, worse: worse ?? false })),
    since: { says: sinceWords(paper), changes: paper.since?.changes.slice(0, mostChanges) ?? [] },
    tables: paper.tables.map(printedTable),
    stories: (paper.stories ?? []).map(({ reference, title, words }) => ({ name: `${reference} ${title}.`, words })),
    notAssured: paper.notAssured,
    seal: sha256 ? `Fingerprint of this section (SHA-256): ${groupedFingerprint(sha256)}` : "",
  };
}

const printedQuestions = (questions: Asked) => ({
  question: questionsAsk,
  sentence: questionsSentence(questions),
  says: questionsSay(questions),
  tables: questionTables(questions).map(printedTable),
});

function printedTable(table: PaperTable) {
  return {
    title: table.title,
    columns: table.columns,
    none: table.none,
    more: table.more > 0 ? `And ${table.more.toLocaleString("en-GB")} more.` : "",
    rows: table.rows.map(({ reference, cells, mark }) => ({
      reference,
      cells,
      mark: mark ? { cell: mark.cell, state: states[mark.shape] } : null,
    })),
  };
}

/** What the section is compared with, and how much reads differently. */
function sinceWords({ since }: Paper): string {
  if (!since) return "This committee has held no meeting before.";
  const what = `${since.shown ? "what was shown" : "what was recorded"} as at ${formatDateTime(new Date(since.at))}`;
  const { length } = since.changes;
  if (length === 0) return `Nothing reads differently from ${what}.`;
  const more = length > mostChanges ? ` The first ${mostChanges} are told here.` : "";
  return `${length} ${length === 1 ? "difference" : "differences"} from ${what}.${more}`;
}
