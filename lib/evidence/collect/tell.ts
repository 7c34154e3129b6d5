import { formatDate } from "#lib/dates.ts";
import type { Block, Cell, Section, TableBlock } from "#lib/evidence/bag/bundle.ts";
import type { KnownGap } from "../known-gap.ts";
import { isSection, sectionOf } from "../sections.ts";
import { controlsOf } from "./controls-table.ts";
import { inOrder } from "./order.ts";
import { type Printed, printed } from "./print.ts";
import type { Collected, RawRow } from "./register.ts";
import { storiesOf } from "./stories.ts";
import { cellOf, instantOf, progressOf, type Told, textOf } from "./story.ts";
import { unreported } from "./unreported.ts";
import { type Names, wordsOf } from "./words.ts";

/** A PDF takes some 2 MB a page to set: beyond these, records stand in it as rows. The registers hold all of every one. */
export const detailedAtMost = 200;

type Gathered = { section: string; registers: readonly Collected[] };

/** `today` is the London day of the snapshot: what is late is late on that day. `until` is the last day told of. */
export function tellSections(
  gathered: readonly Gathered[],
  names: Names,
  today: string,
  gaps: readonly KnownGap[] = [],
  until = today,
): Section[] {
  let room = detailedAtMost;
  const all = gathered.flatMap(({ registers }) => registers);
  return gathered.map(({ section, registers }) => {
    const told = tellSection(section, { registers, all, names, today, until }, room, gaps);
    room -= told.records.length;
    return told;
  });
}

/** How one section reads in the PDF: its tables, and the records that have a story of their own told in full. */
function tellSection(id: string, from: Told, room: number, known: readonly KnownGap[]): Section {
  const { registers } = from;
  const own = known.filter((gap) => gap.section === id);
  const spec = sectionOf(id);
  const title = spec?.title ?? id;
  const first = registers[0]?.rows.length ?? 0;
  const { told, rest } = storiesOf(id, from, room);
  const tables = isSection(id) ? (printed[id] ?? []) : [];
  return {
    title,
    standfirst: spec?.question ?? null,
    answer:
      first === 0
        ? {
            heading: spec?.question ?? title,
            statement: spec?.none ?? "Not known. No record of this kind lies within this bundle's services and period.",
            state: spec?.none ? "not-applicable" : "not-known",
          }
        : null,
    blocks: [
      ...tables.flatMap((table): Block[] => {
        const register = registers.find((one) => one.spec.table === table.table);
        return register && register.rows.length > 0 ? [tableOf(table, register, from)] : [];
      }),
      ...(id === "risks" ? controlsOf(from) : []),
      ...(rest
        ? [
            {
              ...tableOf(rest.printed, { ...rest.register, rows: rest.rows }, from),
              note: `The newest ${told.length} are told in full`,
            },
          ]
        : []),
    ],
    gaps:
      own.length > 0
        ? own.map(({ what, closes, role, due }) => ({ what, closes, role, due }))
        : first === 0 && !spec?.none
          ? [
              {
                what: `${title}: nothing on record`,
                closes: "A record of this kind for these services",
                role: "Registered manager",
                due: null,
              },
            ]
          : [],
    records: told,
  };
}

function tableOf(table: Printed, register: Collected, from: Told): TableBlock {
  const { names } = from;
  return {
    kind: "table",
    heading: table.heading,
    note: null,
    caption: table.heading,
    columns: [
      { label: "Record", width: 0 },
      ...table.columns.map(([, label, width]) => ({ label, width: width ?? 1 })),
    ],
    rows: inOrder(table.table, register.rows, names).map((row) => [
      names.references.get(String(row.record_id ?? row.id)) ?? null,
      ...table.columns.map(([column]) => told(table.table, row, column, from)),
    ]),
    total: null,
    footnote: `All columns are in data/registers/${register.spec.name}.csv.`,
  };
}

/** A cell of a section's table, where its bare value would say less than is known. */
function told(table: string, row: RawRow, column: string, from: Told): Cell {
  const { names, until = from.today } = from;
  const waits = unreported(table, row, column);
  if (waits) return { state: "not-known", words: waits };
  if (table === "action_items" && column === "state") return progressOf(row, from);
  if (table === "materials" && column === "last_result") return checkOf(row, names);
  if (column === "measured_minutes" && row[column] === null) return "Not measured";
  if (table === "risk_acceptances" && column === "expires_on" && String(row[column]) < until)
    return { state: "attention", words: `${cellOf(table, row, column, names)}, over` };
  if (table === "evidence_links" && column === "note") return textOf(row, column) ?? "None";
  if (column === "scored_at") return dayOf(row, column);
  return cellOf(table, row, column, names);
}

/** What the last look found, and when that was. */
function checkOf(row: RawRow, names: Names): Cell {
  const found = wordsOf("materials", "last_result", row.last_result, names);
  return [found, dayOf(row, "last_checked_at")].filter(Boolean).join(", ") || null;
}

function dayOf(row: RawRow, column: string): string | null {
  const at = instantOf(row, column);
  return at && formatDate(new Date(at), "short");
}
