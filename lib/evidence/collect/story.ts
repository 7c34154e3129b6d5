import { type ActionState, actionStates, type Proof, proofs, standingOf } from "#lib/action-items/action-item.ts";
import { formatDateTime, formatTime, londonDay } from "#lib/dates.ts";
import type { Block, Cell, RecordDetail, State, TableBlock } from "#lib/evidence/bag/bundle.ts";
import type { Printed } from "./print.ts";
import type { Collected, RawRow } from "./register.ts";
import { isListed, type Names, wordsOf } from "./words.ts";

/** What a story is told from: its section's registers, those of the whole bundle, and the day of the snapshot. */
export type Told = {
  registers: readonly Collected[];
  all: readonly Collected[];
  names: Names;
  today: string;
  /** The last day that is told of: the period's, where it is over. */
  until?: string;
};

/** A kind of record that is told in full, and how those stand that there is no room for. */
export type Teller = {
  table: string;
  asRows: Printed;
  tell(record: RawRow, told: Told): RecordDetail;
};

export type Columns = readonly (readonly [column: string, label: string, width?: number])[];

export function rowsOf(registers: readonly Collected[], table: string, record?: RawRow): RawRow[] {
  const rows = registers.find((register) => register.spec.table === table)?.rows ?? [];
  return record ? rows.filter((row) => row.record_id === record.id) : rows;
}

export function textOf(row: RawRow, column: string): string | null {
  const value = row[column];
  return typeof value === "string" && value !== "" ? value : null;
}

export function numberOf(row: RawRow, column: string): number | null {
  const value = row[column];
  return typeof value === "number" ? value : null;
}

export function instantOf(row: RawRow, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : new Date(String(value)).toISOString();
}

export function oneOf<T extends string>(list: readonly T[], value: unknown): T | null {
  return list.find((one) => one === value) ?? null;
}

/** As a table shows it: days in their short form. */
export function cellOf(table: string, row: RawRow, column: string, names: Names): Cell {
  const value = row[column];
  return typeof value === "number" && !isListed(table, column) ? value : wordsOf(table, column, value, names, "short");
}

export function table(heading: string, columns: Columns, rows: readonly (readonly Cell[])[]): TableBlock {
  return {
    ...{ kind: "table", heading, note: null, caption: heading, rows, total: null, footnote: null },
    columns: columns.map(([, label, width]) => ({ label, width: width ?? 1 })),
  };
}

type Span = { table: string; from: string; to: string; also?: string | null };

/** Where a record was and when, in a line: "Saltmarsh House. 42 people. 3 November 2026, 18:42 to 23:17." */
export function placeAndTime(row: RawRow, { names }: Told, { table, from, to, also }: Span): string {
  const [start, end] = [instantOf(row, from), instantOf(row, to)];
  const where = wordsOf(table, "service_ids", row.service_ids, names);
  const when = start && spanOf(new Date(start), end ? new Date(end) : null);
  const said = [where, also, when].filter(Boolean);
  return said.length > 0 ? `${said.join(". ")}.` : "";
}

function spanOf(from: Date, to: Date | null): string {
  if (!to) return formatDateTime(from);
  return `${formatDateTime(from)} to ${londonDay(from) === londonDay(to) ? formatTime(to) : formatDateTime(to)}`;
}

/** The shapes of the portal's marks as a bundle prints them. */
export const printedShapes = {
  ok: "ready",
  warn: "attention",
  bad: "not-ready",
  unknown: "not-known",
  progress: "in-progress",
  "not-started": "not-started",
  info: "information",
  na: "not-applicable",
} as const satisfies Record<string, State>;

/** The actions that findings became, where the bundle holds the actions; none otherwise. */
export function changesOf(findings: readonly RawRow[], told: Told): Block[] {
  const { all, names } = told;
  const ids = findings.map((finding) => finding.action_id);
  const actions = rowsOf(all, "action_items")
    .filter((action) => ids.includes(action.id))
    .map((action) => ({
      reference: names.references.get(action.id) ?? "",
      what: textOf(action, "title") ?? "",
      progress: progressOf(action, told),
    }));
  return actions.length > 0 ? [{ kind: "actions", heading: "What we are changing", note: null, actions }] : [];
}

/** Where an action stands, as its page says it. */
export function progressOf(action: RawRow, { today, names: { filed } }: Pick<Told, "today" | "names">) {
  const state = oneOf<ActionState>(actionStates, action.state);
  const proof = oneOf<Proof>(proofs, action.proof);
  const dueOn = textOf(action, "due_on");
  if (!state || !dueOn) return { state: "not-known" as const, words: "Not known" };
  const seen = filed?.get(action.id);
  const files = seen && seen <= (instantOf(action, "verified_at") ?? seen) ? 1 : 0;
  const { shape, word } = standingOf(
    { state, dueOn, proof, effectDueOn: textOf(action, "effect_due_on"), files },
    today,
  );
  return { state: printedShapes[shape], words: word };
}
