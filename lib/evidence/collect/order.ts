import { paperKinds } from "#lib/disruptions/words.ts";
import { openActionStates } from "#lib/records/action-states.ts";
import type { RawRow } from "./register.ts";
import { type Names, wordsOf } from "./words.ts";

const byName = new Intl.Collator("en-GB", { numeric: true }).compare;

const paperPlaces: readonly string[] = paperKinds;

type Place = (string | number)[];
type Placing = (row: RawRow, names: Names) => Place;

const reference: Placing = (row, names) => [names.references.get(String(row.record_id ?? row.id)) ?? ""];
const time = (row: RawRow, column: string) => Date.parse(String(row[column] ?? "")) || 0;

/** What comes first for a reader: what is worst, needed most, newest, or due first. */
const placings: Partial<Record<string, Placing>> = {
  risks: (row) => [row.state === "closed" ? 1 : 0, -Number(row.score ?? 0)],
  disruptions: (row) => [-time(row, "period_at")],
  resilience_tests: (row) => [-time(row, "held_from")],
  action_items: (row) => [openActionStates.some((open) => open === row.state) ? 0 : 1, String(row.due_on ?? "")],
  systems: (row) => [Number(row.tier)],
  materials: (row, names) =>
    ["service_ids", "kind"].map((column) => wordsOf("materials", column, row[column], names) ?? ""),
  timeline_entries: (row, names) => [...reference(row, names), time(row, "happened_at"), time(row, "written_at")],
  evidence_links: (row, { statements }) => [[...(statements?.keys() ?? [])].indexOf(String(row.statement_id))],
  paper_records: (row, names) => [...reference(row, names), paperPlaces.indexOf(String(row.kind))],
};

/** Rows as a reader looks for them. What belongs to a record stands by its record, and there in its own order of time. */
export function inOrder(table: string, rows: readonly RawRow[], names: Names): RawRow[] {
  const placing = placings[table];
  const placed = rows.map((row) => ({
    row,
    place: [...(placing?.(row, names) ?? []), ...reference(row, names)],
  }));
  return placed.sort((a, b) => compared(a.place, b.place)).map(({ row }) => row);
}

function compared(a: Place, b: Place): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? "";
    const first =
      typeof one === "number" && typeof other === "number" ? one - other : byName(String(one), String(other));
    if (first !== 0) return first;
  }
  return 0;
}
