import type { Change, Paper, PaperTable } from "./paper.ts";

/** What is said of a record that was on no list then, or is on none now. */
export const unlisted = "Not listed";

/** What a paper says differently from the one before: figures that moved, then rows that are new, moved or gone, in words. */
export function changesSince(before: Paper, now: Paper): Change[] {
  const figures = now.figures.flatMap((figure): Change[] => {
    if (figure.compare === false) return [];
    const old = before.figures.find((one) => one.key === figure.key);
    return old && old.value !== figure.value ? [{ what: upper(figure.label), was: old.value, is: figure.value }] : [];
  });
  const [had, has] = [rowsOf(before), rowsOf(now)];
  const rows = now.tables.flatMap((table) => {
    const old = before.tables.find((one) => one.key === table.key);
    return old && table.compare !== false ? rowChanges({ table: old, rows: had }, { table, rows: has }) : [];
  });
  return [...figures, ...rows.filter(({ what }, index) => rows.findIndex((one) => one.what === what) === index)];
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The position's table: risks above appetite, overdue actions and open risks of each service. */
export const servicesTable = "services";

type Rows = { table: PaperTable; rows: ReadonlyMap<string, Row> };

/**
 * A row may have stood in another table of the same paper, so it is looked for in all. Of a table that was cut off
 * nobody can say what was missing from it, so nothing is said.
 */
function rowChanges(before: Rows, now: Rows): Change[] {
  const gone = now.table.more > 0 ? [] : before.table.rows.filter((row) => !now.rows.has(row.id));
  const listed = now.table.rows.flatMap((row): Change[] => {
    const old = before.rows.get(row.id);
    if (!old) return before.table.more > 0 ? [] : [{ what: nameOf(row), was: unlisted, is: place(now.table, row) }];
    const [was, is] = [stateOf(before.table, old), stateOf(now.table, row)];
    return was === is ? [] : [{ what: nameOf(row), was, is }];
  });
  return [...listed, ...gone.map((row) => ({ what: nameOf(row), was: place(before.table, row), is: unlisted }))];
}

const rowsOf = (paper: Paper) => new Map(paper.tables.flatMap((table) => table.rows.map((row) => [row.id, row])));

type Row = PaperTable["rows"][number];
const nameOf = (row: Row) => [row.reference, row.cells[0]].filter(Boolean).join(" ");
/** The state of a row that is marked; of a service, whose name is marked, its figures and what they count. */
function stateOf({ key }: PaperTable, { mark, cells }: Row): string {
  if (mark && mark.cell > 0) return cells[mark.cell] ?? "";
  const [above, overdue, open] = cells.slice(1);
  if (mark?.cell !== 0 || key !== servicesTable || !open) return cells.slice(1).join(", ");
  return `${above} above appetite, ${overdue} overdue, ${/^\d+$/.test(open) ? `${open} open` : "no risk recorded"}`;
}

const place = (table: PaperTable, row: Row) => `${table.title}: ${stateOf(table, row)}`;
