/**
 * What a bundle is made of: already collected, already permitted. Instants are ISO 8601 in UTC;
 * people appear as roles; null is a value that is not known and prints as such.
 */
export interface BundleContent {
  readonly reference: string;
  readonly issue: number;
  readonly title: string;
  readonly subtitle: string;
  readonly purpose: string;
  readonly marking: string;
  readonly organisation: string;
  /** True where any record is sample history; the cover, the scope and the trail extract then say so. */
  readonly sample: boolean;
  readonly recipient: { readonly body: string; readonly name: string | null };
  readonly services: readonly string[];
  /** Calendar days, "2026-08-01", both included. */
  readonly period: { readonly from: string; readonly to: string };
  readonly snapshotAt: string;
  readonly preparedBy: string;
  /** `at` is the time on the approval record; `alone` where no second person was available. */
  readonly issuedBy: { readonly role: string; readonly at: string | null; readonly alone: boolean };
  readonly supersedes: string | null;
  /** The withdrawn bundle after which it comes, in words. */
  readonly follows: string | null;
  /** What the bundle before told and this one does not, in a sentence or two; absent where there is nothing to say. */
  readonly compared?: string | null;
  readonly framework: { readonly label: string; readonly draft: boolean };
  readonly sections: readonly Section[];
  readonly registers: readonly Register[];
  readonly attachments: readonly Attachment[];
  readonly gaps: readonly Gap[];
  readonly notIncluded: readonly NotIncluded[];
  readonly trail: TrailExtract;
}

const STATES = [
  "ready",
  "attention",
  "not-ready",
  "not-known",
  "in-progress",
  "not-started",
  "information",
  "not-applicable",
] as const;
/** Drawn as shape and colour; always given with its word. */
export type State = (typeof STATES)[number];
export interface Stated {
  readonly state: State;
  readonly words: string;
}

export interface Section {
  readonly title: string;
  readonly standfirst: string | null;
  readonly answer: Answer | null;
  readonly blocks: readonly Block[];
  readonly gaps: readonly Gap[];
  readonly records: readonly RecordDetail[];
}

/** One record told in full, on its own page: 3.1, DIS-2026-014. */
export interface RecordDetail {
  readonly reference: string;
  readonly title: string;
  readonly standfirst: string | null;
  /** Short lines under the reference in the margin, such as "Severity 2". */
  readonly margin: readonly string[];
  readonly answer: Answer | null;
  readonly blocks: readonly Block[];
  readonly gaps: readonly Gap[];
}

export interface Answer {
  readonly heading: string;
  readonly statement: string;
  readonly state: State;
}

interface Headed {
  readonly heading: string;
  readonly note: string | null;
}
export type Block = TextBlock | FactsBlock | TableBlock | TimelineBlock | PhasesBlock | ActionsBlock;
export interface TextBlock extends Headed {
  readonly kind: "text";
  readonly paragraphs: readonly string[];
}
export interface FactsBlock extends Headed {
  readonly kind: "facts";
  readonly facts: readonly { readonly label: string; readonly value: Cell }[];
}
export type Cell = string | number | null | Stated;
export interface TableBlock extends Headed {
  readonly kind: "table";
  readonly caption: string;
  /** `width` is a share of the line, 1 where left out; 0 is as wide as its words. */
  readonly columns: readonly { readonly label: string; readonly align?: "start" | "end"; readonly width?: number }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total: readonly Cell[] | null;
  readonly footnote: string | null;
}
export interface TimelineBlock extends Headed {
  readonly kind: "timeline";
  readonly events: readonly { readonly at: string | null; readonly what: string; readonly source: string | null }[];
}
/** A bar of phases; each lasts until the next begins, the last is an end point. */
export interface PhasesBlock extends Headed {
  readonly kind: "phases";
  /** The finding in words, for those who do not see the bar. */
  readonly says: string;
  readonly phases: readonly { readonly label: string; readonly from: string; readonly tone: PhaseTone }[];
}
export type PhaseTone = "noticed" | "paper" | "back" | "reviewed";
export interface ActionsBlock extends Headed {
  readonly kind: "actions";
  readonly actions: readonly { readonly reference: string; readonly what: string; readonly progress: Stated }[];
}

export interface Gap {
  readonly what: string;
  readonly closes: string;
  readonly role: string | null;
  readonly due: string | null;
}
export interface NotIncluded {
  readonly what: string;
  readonly why: string;
  /** Null where they are not counted. */
  readonly count: number | null;
}

export type RegisterValue = string | number | boolean | null;
/** Becomes data/registers/<name>.csv and .json. Rows hold the listed columns and nothing else. */
export interface Register {
  readonly name: string;
  readonly sentence: string;
  readonly columns: readonly { readonly key: string; readonly label: string; readonly dataClass: string }[];
  readonly rows: readonly Readonly<Record<string, RegisterValue>>[];
}

/** `open` is called once or more, each time from the first byte; bytes and sha256 are those kept at upload. */
export interface Attachment {
  readonly open: () => AsyncIterable<Uint8Array>;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
  readonly recordReference: string;
  readonly addedAt?: string;
  /** "Added after it was closed": the file joined its record after the record's end. */
  readonly addedAfter?: string | null;
}

export interface TrailExtract {
  readonly entries: readonly TrailEntry[];
  readonly checkpoint: TrailCheckpoint;
}
export interface TrailEntry {
  readonly number: number;
  readonly at: string;
  readonly verb: string;
  readonly table: string;
  readonly record: string;
  readonly commitment: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sample: boolean;
}
export interface TrailCheckpoint {
  readonly organisationId: string;
  readonly number: number;
  readonly hash: string;
  readonly at: string;
}
