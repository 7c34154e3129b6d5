import type { Asks, Outcome } from "#lib/meetings/minute.ts";

/** The screens that every meeting has, in their order; the agenda's own follow. */
export const standingScreens = ["position", "change", "risks", "disruptions", "tests", "actions", "decisions"] as const;
export type StandingScreen = (typeof standingScreens)[number];

export const standingWords: Record<StandingScreen, string> = {
  position: "Where we stand",
  change: "What changed since last meeting",
  risks: "Risks above appetite",
  disruptions: "Disruptions and what was learned",
  tests: "Test results",
  actions: "Overdue actions",
  decisions: "Decisions needed",
};

export type BoardFigure = { value: string; label: string; worse?: boolean };

/** Bars beside words: every number is also in a table behind the same picture. */
export type BoardBars = {
  title: string;
  series: readonly string[];
  rows: readonly { label: string; values: readonly number[] }[];
  /** How many more rows there are than a screen can show. */
  more: number;
};

/** The shapes of the interface's states. */
export type Shape = "ok" | "warn" | "bad" | "unknown" | "live" | "progress" | "not-started" | "info" | "na";

export type BoardTable = {
  title: string;
  columns: readonly string[];
  rows: readonly { id: string; cells: readonly string[]; mark?: { cell: number; shape: Shape } }[];
  /** How many more rows there are than a screen can show. */
  more: number;
  /** Where the others stand; without it in the papers. */
  moreIn?: string;
  /** Every column but the first holds numbers. */
  numbers?: boolean;
};

export type BoardOption = { outcome: Outcome; verb: string };

export type Decided = {
  outcome: Outcome;
  word: string;
  shape: Shape;
  /** "until 28 January 2027", or to whom it went. */
  until?: string;
  because: string;
  /** Who recorded it, by the post held in this meeting. */
  by: string;
  at: string;
};

export type BoardDecision = {
  id: string;
  /** "4.1": the agenda item and the question's place in it. */
  number: string;
  question: string;
  recommendation: string | null;
  asks: Asks;
  version: number;
  options: readonly BoardOption[];
  /** Committees to which it may go up. */
  committees: readonly { id: string; name: string }[];
  decided?: Decided;
  /** The meeting ended without an answer. */
  left?: boolean;
};

/** What only the presenter reads. */
export type Notes = { changed: readonly string[]; notAssured: readonly string[]; questions: readonly string[] };

export type AgendaPlace = {
  itemId: string;
  position: number;
  title: string;
  minutes: number;
  presenter: string | null;
};

/** One screen: a question answered in a sentence, at most three figures, one picture and one decision. */
export type Screen = {
  /** The fragment of the address, and nobody else's on the page. */
  id: string;
  title: string;
  answer: string;
  agenda?: AgendaPlace;
  figures: readonly BoardFigure[];
  bars?: BoardBars;
  table?: BoardTable;
  decision?: BoardDecision;
  /** The moment at which the figures were frozen for the meeting. */
  frozenAt: string | null;
  /** They were frozen as the meeting came to the item; otherwise when the papers were published. */
  asOpened?: boolean;
  /** The moment of figures that are not frozen. */
  liveAt: string | null;
  notes: Notes;
};

/** What an open screen shows of a meeting: all of it comes at once, and a newer one takes the place of all of it. */
export type Shown = {
  screens: readonly Screen[];
  /** The meeting is open and the reader's post may record what it decides. */
  mayDecide: boolean;
  /** The agenda item at which the meeting was, and since when. */
  current?: { itemId: string; openedAt?: string };
};

/** What a screen that asked anew was told; whether it is worth asking again. */
export type Looked = { shown?: Shown; again: boolean };

/** Of the element that holds a screen's answer. */
export const answerId = (id: string) => `${id}-answer`;

export const mostFigures = 3;
export const mostBars = 7;

/** Rows that fit beside an answer; a decision below takes the room of two. */
export function mostRows(hasDecision: boolean): number {
  return hasDecision ? 5 : 7;
}

/** How large an answer can stand so that it never leaves its screen. */
export function answerSize(answer: string): "large" | "middle" | "small" | "smallest" {
  if (answer.length <= 125) return "large";
  if (answer.length <= 190) return "middle";
  return answer.length <= 280 ? "small" : "smallest";
}
