import type { FiguredSection } from "./section.ts";

/** One number of a section: what it counts, out of what, and the register that shows exactly its rows. */
export type Figure = { key: string; value: string; label: string; href?: string; worse?: boolean };

/** A row of a section's table: the record behind it, its cells in the order of the columns, and a mark for the chart. */
export type PaperRow = { id: string; href?: string; reference: string; cells: readonly string[]; serviceId?: string };

export type PaperTable = {
  key: string;
  title: string;
  columns: readonly string[];
  rows: readonly PaperRow[];
  more: number;
};

/** A chart's data: bars in words and numbers, so that the table beside it says the same. */
export type PaperBars = {
  title: string;
  series: readonly string[];
  rows: readonly { label: string; values: readonly number[] }[];
};

/** What one section shows as at one moment: the sentence that answers its question, figures, tables, and what is not assured. */
export type Paper = {
  section: FiguredSection | "position";
  asAt: string;
  sentence: string;
  figures: readonly Figure[];
  tables: readonly PaperTable[];
  bars?: PaperBars;
  notAssured: readonly string[];
};

/** What changed in a section since the meeting before: figures that moved, records that are new or gone. */
export type Change = { what: string; was: string; is: string };

/** The text that is hashed: keys sorted, so that the same content is the same bytes. */
export function paperText(paper: Paper): string {
  return JSON.stringify(sorted(paper));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
}
