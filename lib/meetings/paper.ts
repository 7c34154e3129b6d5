import { canonical } from "./canonical.ts";
import type { FiguredSection } from "./section.ts";

/** What a paper can be about: a section of the agenda, or where the services stand as a whole. */
export type PaperSection = FiguredSection | "position";

/** The question that each paper's sentence answers. */
export const paperQuestions: Record<PaperSection, string> = {
  position: "Where do our services stand?",
  "minutes-actions": "Was done what was agreed?",
  disruptions: "What was disrupted, and what was learned?",
  notifications: "Were those told who had to be told?",
  risks: "Which risks are above appetite, and what moved?",
  exercises: "What did the tests show?",
  materials: "Are the contingency materials in date?",
  external: "What did commissioners and inspectors ask for?",
};

/** One number of a section: what it counts, out of what, and the register that shows exactly its rows. */
export type Figure = {
  key: string;
  value: string;
  label: string;
  href?: string;
  worse?: boolean;
  /** It counts what happened since the meeting before, so it is compared with nothing. */
  compare?: false;
};

/** The shape beside the word in one cell of a row. */
export const paperMarks = ["ok", "warn", "bad", "unknown", "live", "progress", "not-started", "info", "na"] as const;
export type PaperMark = (typeof paperMarks)[number];

/** A row of a section's table: the record behind it, its cells in the order of the columns, and a mark for the chart. */
export type PaperRow = {
  id: string;
  href?: string;
  /** Empty where the row stands for no record. */
  reference: string;
  cells: readonly string[];
  /** The shape that stands before the cell of this number. */
  mark?: { cell: number; shape: PaperMark };
  serviceId?: string;
};

export type PaperTable = {
  key: string;
  title: string;
  columns: readonly string[];
  rows: readonly PaperRow[];
  /** How many rows there are beyond those shown. */
  more: number;
  /** What it means that there is no row. */
  none: string;
  /** It tells what happened since the meeting before, or repeats another, so it is compared with nothing. */
  compare?: false;
};

/** What one row was, in a paragraph: counts and times, and no words that a person wrote but its title. */
export type PaperStory = { id: string; href?: string; reference: string; title: string; words: string };

/** A paper tells this many stories, the worst first; its tables name the rest. */
export const mostStories = 12;

/** A chart's data: bars in words and numbers, so that the table beside it says the same. */
export type PaperBars = {
  title: string;
  series: readonly string[];
  rows: readonly { label: string; values: readonly number[] }[];
};

/** What changed in a section since the meeting before: figures that moved, records that are new or gone. */
export type Change = { what: string; was: string; is: string };

/** Since the meeting before: compared with what it was shown, or with what was recorded as it began. */
export type SinceLast = { at: string; shown: boolean; changes: readonly Change[] };

/** What one section shows as at one moment: the sentence that answers its question, figures, tables, and what is not assured. */
export type Paper = {
  section: PaperSection;
  asAt: string;
  sentence: string;
  figures: readonly Figure[];
  tables: readonly PaperTable[];
  bars?: PaperBars;
  stories?: readonly PaperStory[];
  notAssured: readonly string[];
  /** This reader is told nothing but the sentence; such a paper is never frozen. */
  withheld?: true;
  /** Absent where the committee has held no meeting before. */
  since?: SinceLast;
};

/** A table of a paper shows this many rows and counts the rest. */
export const mostRows = 40;

/** The text of a paper that is kept and hashed. */
export const paperText = (paper: Paper) => canonical(paper);

/** Told for every meeting, whether or not an item of its agenda is about them. */
export const standingPapers = ["position", "risks", "disruptions", "exercises", "minutes-actions"] as const;
