import type { Block, Section, TableBlock } from "#lib/evidence/bag/bundle.ts";
import type { KnownGap } from "../known-gaps.ts";
import { isSection, sectionOf } from "../sections.ts";
import { type Printed, printed } from "./print.ts";
import type { Collected } from "./register.ts";
import { storiesOf } from "./stories.ts";
import { cellOf, type Told } from "./story.ts";
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
  const { registers, names } = from;
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
        return register && register.rows.length > 0 ? [tableOf(table, register, names)] : [];
      }),
      ...(rest
        ? [
            {
              ...tableOf(rest.printed, { ...rest.register, rows: rest.rows }, names),
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

function tableOf(table: Printed, register: Collected, names: Names): TableBlock {
  return {
    kind: "table",
    heading: table.heading,
    note: null,
    caption: `${table.heading}, each with its reference`,
    columns: [
      { label: "Record", width: 0 },
      ...table.columns.map(([, label, width]) => ({ label, width: width ?? 1 })),
    ],
    rows: register.rows.map((row) => [
      names.references.get(String(row.record_id ?? row.id)) ?? null,
      ...table.columns.map(([column]) => cellOf(table.table, row, column, names)),
    ]),
    total: null,
    footnote: `All columns are in data/registers/${register.spec.name}.csv.`,
  };
}
