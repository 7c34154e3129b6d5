import type { Change, Paper, PaperTable } from "./paper.ts";

const notThen = "Not among these";

/** What a paper says differently from the one before: figures that moved, then rows that are new or gone, in words. */
export function changesSince(before: Paper, now: Paper): Change[] {
  const figures = now.figures.flatMap((figure): Change[] => {
    const old = before.figures.find((one) => one.key === figure.key);
    return old && old.value !== figure.value ? [{ what: figure.label, was: old.value, is: figure.value }] : [];
  });
  const rows = now.tables.flatMap((table) => {
    const old = before.tables.find((one) => one.key === table.key);
    return old ? rowChanges(old, table) : [];
  });
  return [...figures, ...rows];
}

/** Of a table that was cut off nobody can say what was missing from it, so nothing is said. */
function rowChanges(before: PaperTable, now: PaperTable): Change[] {
  const had = new Map(before.rows.map((row) => [row.id, row]));
  const has = new Set(now.rows.map((row) => row.id));
  const fresh = before.more > 0 ? [] : now.rows.filter((row) => !had.has(row.id));
  const gone = now.more > 0 ? [] : before.rows.filter((row) => !has.has(row.id));
  const moved = now.rows.flatMap((row) => {
    const [was, is] = [stateOf(had.get(row.id)), stateOf(row)];
    return was && is && was !== is ? [{ what: nameOf(row), was, is }] : [];
  });
  return [
    ...fresh.map((row) => ({ what: nameOf(row), was: notThen, is: `${now.title}: new` })),
    ...moved,
    ...gone.map((row) => ({ what: nameOf(row), was: before.title, is: "No longer among these" })),
  ];
}

type Row = PaperTable["rows"][number];
const nameOf = (row: Row) => [row.reference, row.cells[0]].filter(Boolean).join(" ");
const stateOf = (row: Row | undefined) => (row?.mark ? row.cells[row.mark.cell] : undefined);
