import type { Figure } from "./paper.ts";

/** Words of the minutes in their order; references in them stay as they were typed. */
export type DocumentWords = {
  kind: "note" | "challenge";
  number: string;
  paragraphs: readonly string[];
  says?: string;
};

/** A question and its answer: outcome, reason and votes in words. */
export type DocumentDecision = {
  kind: "decision";
  number: string;
  question: string;
  shape: "ok" | "warn" | "bad" | "part" | "none";
  /** "Approved", "Not decided". */
  outcome: string;
  /** "7 for, 0 against, 0 abstained", "Until 28 January 2027", what waits for whom; each a sentence or part of one. */
  facts: readonly string[];
  because: string | null;
};

export type DocumentAction = { kind: "action"; reference: string; title: string; owner: string; due: string };
export type DocumentBlock = DocumentWords | DocumentDecision | DocumentAction;

/** The figures that the meeting saw as the item was opened, or those of the papers. */
export type DocumentFigures = {
  says: string;
  sentence: string;
  figures: readonly Omit<Figure, "href">[];
  sha256: string;
};

export type DocumentItem = {
  position: number;
  title: string;
  /** "Presented by the digital lead. 20 minutes." */
  says: string;
  figures: DocumentFigures | null;
  blocks: readonly DocumentBlock[];
};

export type DocumentSignature = {
  /** "Signed by the chair, 2 December 2026, 09:10." */
  says: string;
  /** Signed without a quorum, or with no second person: said in words. */
  marks: readonly string[];
  sha256: string;
};

/**
 * The minutes as they are read, printed and signed: one model for the page, the PDF and the text that the signature
 * holds. People stand in it by post and role. Everything is in words already; what renders it decides nothing.
 */
export type MinutesDocument = {
  organisation: string;
  sample: boolean;
  reference: string;
  committee: string;
  title: string;
  marking: string;
  place: string;
  /** "26 November 2026, 10:00 to 12:05" and, where they differ, when that was recorded. */
  held: string;
  /** What the papers were as at, with their fingerprint; empty without papers. */
  papers: string;
  quorum: string;
  attendance: readonly { who: string; post: string; presence: string }[];
  interests: readonly { who: string; words: string; takingPart: string; item: string }[];
  items: readonly DocumentItem[];
  assurance: { level: string; reason: string } | null;
  /** Absent on a draft: then every page says DRAFT. */
  signature: DocumentSignature | null;
  addenda: readonly { says: string; item: string; paragraphs: readonly string[] }[];
  /** The instant that the document speaks for, ISO: when it was signed, or read as a draft. */
  asAt: string;
};
