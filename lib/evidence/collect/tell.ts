import { formatDate } from "#lib/dates.ts";
import type { Block, Cell, Section, TableBlock } from "#lib/evidence/bag/bundle.ts";
import type { KnownGap } from "../known-gaps.ts";
import { isSection, sectionOf } from "../sections.ts";
import { type Printed, printed } from "./print.ts";
import type { Collected, RawRow } from "./register.ts";
import { storiesOf } from "./stories.ts";
import { cellOf, instantOf, progressOf, type Told, textOf } from "./story.ts";
import type { Names } from "./words.ts";

/** A PDF takes some 2 MB a page to set: beyond these, records stand in it as rows. The registers hold all of every one. */
export const detailedAtMost = 200;

type Gathered = { section: string; registers: readonly Collected[] };

/** `today` is the London day of the snapshot: what is late is late on that day. */
export function tellSections(
  gathered: readonly Gathered[],
  names: Names,
  today: string,
  gaps: readonly KnownGap[] = [],
): Section[] {
  let room = detailedAtMost;
  const all = gathered.flatMap(({ registers }) => registers);
  return gathered.map(({ section, registers }) => {
    const told = tellSection(section, { registers, all, names, today }, room, gaps);
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

function tableOf(table: Printed, register: Collected, { names, today }: Told): TableBlock {
  return {
    kind: "table",
    heading: table.heading,
    note: null,
    caption: table.heading,
    columns: [
      { label: "Record", width: 0 },
      ...table.columns.map(([, label, width]) => ({ label, width: width ?? 1 })),
    ],
    rows: register.rows.map((row) => [
      names.references.get(String(row.record_id ?? row.id)) ?? null,
      ...table.columns.map(([column]) => told(table.table, row, column, names, today)),
    ]),
    total: null,
    footnote: `All columns are in data/registers/${register.spec.name}.csv.`,
  };
}

/** A cell of a section's table, where its bare value would say less than is known. */
function told(table: string, row: RawRow, column: string, names: Names, today: string): Cell {
  if (table === "action_items" && column === "state") return progressOf(row, today);
  if (table === "evidence_links" && column === "note") return textOf(row, column) ?? "None";
  if (column === "scored_at") return dayOf(row, column);
  return cellOf(table, row, column, names);
}

function dayOf(row: RawRow, column: string): string | null {
  const at = instantOf(row, column);
  return at && formatDate(new Date(at), "short");
}
