import type { Cell, Section } from "#lib/evidence/bag/bundle.ts";
import { sectionOf } from "../sections.ts";
import { type Collected, columnWords, type Names } from "./register.ts";

/** How one section reads in the PDF. Rooms with a story of their own have a teller; the others are told as tables. */
export function tellSection(id: string, registers: readonly Collected[], names: Names, now: Date): Section {
  const spec = sectionOf(id);
  const total = registers.reduce((sum, register) => sum + register.rows.length, 0);
  const empty = total === 0;
  void now;
  return {
    title: spec?.title ?? id,
    standfirst: spec?.question ?? null,
    answer: empty
      ? {
          heading: spec?.question ?? id,
          statement: "Not known. No record of this kind lies within this bundle's services and period.",
          state: "not-known",
        }
      : null,
    blocks: registers.filter((register) => register.rows.length > 0).map((register) => tableOf(register, names)),
    gaps: empty
      ? [
          {
            what: `${spec?.title ?? id}: nothing on record`,
            closes: "A record of this kind for these services",
            role: "Registered manager",
            due: null,
          },
        ]
      : [],
    records: [],
  };
}

const inTables = new Set([
  "name",
  "title",
  "category",
  "tier",
  "state",
  "supplier",
  "objective_minutes",
  "tolerable_minutes",
  "analogue_ends_on",
]);

function tableOf(register: Collected, names: Names) {
  const columns = register.fields.map(([column]) => column).filter((column) => inTables.has(column));
  return {
    kind: "table" as const,
    heading: register.spec.what,
    note: null,
    caption: `${register.spec.what}, each with its reference`,
    columns: [{ label: "Record" }, ...columns.map((column) => ({ label: columnWords(column) }))],
    rows: register.rows.map((row) => [
      names.references.get(row.id) ?? null,
      ...columns.map((column) => cell(row[column])),
    ]),
    total: null,
    footnote: `All columns are in data/registers/${register.spec.name}.csv.`,
  };
}

function cell(value: unknown): Cell {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number") return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value);
}
