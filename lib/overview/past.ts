import { type Cell, columns, columnWords, type Row, verdictWords } from "./overview.ts";

export type Moved = { service: string; what: string; was: string; is: string };

const wordsOf = (cell: Cell) => (cell.detail ? `${cell.word}, ${cell.detail}` : cell.word);

/** What of a service could be shown at a past moment and cannot now, or the other way round, cell by cell. */
export function movedSince(then: readonly Row[], now: readonly Row[]): Moved[] {
  const before = new Map(then.map((row) => [row.id, row]));
  const moved = now.flatMap((row): Moved[] => {
    const old = before.get(row.id);
    before.delete(row.id);
    if (!old) return [{ service: row.name, what: "The service", was: "Not recorded yet", is: "Recorded" }];
    const verdict =
      old.verdict === row.verdict
        ? []
        : [
            {
              service: row.name,
              what: "Can it be shown?",
              was: verdictWords[old.verdict].word,
              is: verdictWords[row.verdict].word,
            },
          ];
    const cells = columns.flatMap((column) => {
      const [was, is] = [wordsOf(old.cells[column]), wordsOf(row.cells[column])];
      return was === is ? [] : [{ service: row.name, what: columnWords[column], was, is }];
    });
    return [...verdict, ...cells];
  });
  const gone = [...before.values()].map((row) => ({
    service: row.name,
    what: "The service",
    was: "Recorded",
    is: "No longer among the services",
  }));
  return [...moved, ...gone];
}

/** The rows with each cell's link leading to the register as it was on the same day. */
export function linkedAt(rows: readonly Row[], at: string): Row[] {
  const past = (cell: Cell): Cell => {
    if (!cell.href || /\/[0-9a-f]{8}-/.test(cell.href)) return cell;
    const [path = "", part] = cell.href.split("#");
    const asked = `${path}${path.includes("?") ? "&" : "?"}at=${encodeURIComponent(at)}`;
    return { ...cell, href: part === undefined ? asked : `${asked}#${part}` };
  };
  return rows.map((row) => {
    const cells = Object.fromEntries(columns.map((column) => [column, past(row.cells[column])]));
    return { ...row, cells: { ...row.cells, ...cells } };
  });
}
