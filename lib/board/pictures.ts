import type { Paper, PaperSection, PaperTable } from "#lib/meetings/paper.ts";
import { type BoardBars, type BoardFigure, type BoardTable, mostBars, mostFigures, mostRows } from "./screen.ts";

/** What of a paper the far end of the room reads: the tables in order of choice, three columns, three figures. */
const chosen: Partial<
  Record<PaperSection, { tables: readonly string[]; columns: readonly string[]; figures: readonly string[] }>
> = {
  risks: { tables: ["above", "top"], columns: ["Risk", "Score", "Where"], figures: ["open", "extreme", "above"] },
  disruptions: {
    tables: ["noticed", "earlier"],
    columns: ["Disruption", "Lasted", "Where it stands"],
    figures: ["noticed", "closed", "sign-off"],
  },
  exercises: {
    tables: ["held", "without", "planned"],
    columns: ["Test", "Service", "Result", "Last test", "Planned for"],
    figures: ["held", "not-met", "without"],
  },
  "minutes-actions": {
    tables: ["exceptions", "own"],
    columns: ["Action", "Due", "Where it stands"],
    figures: ["own", "effect-due", "overdue"],
  },
};

/** Titles that fit one line of a screen. */
const titles: Record<string, string> = { exceptions: "What needs telling, overdue first" };

const fewColumns = 3;

export function figuresOf(paper: Paper): BoardFigure[] {
  const keys = chosen[paper.section]?.figures;
  const wanted = keys ? keys.flatMap((key) => paper.figures.filter((one) => one.key === key)) : paper.figures;
  return wanted.slice(0, mostFigures).map(({ value, label, worse }) => ({ value, label, ...(worse ? { worse } : {}) }));
}

/** The first of the chosen tables that has a row. */
export function tableOf(paper: Paper, hasDecision: boolean): BoardTable | undefined {
  const keys = chosen[paper.section]?.tables;
  const wanted = keys ? keys.flatMap((key) => paper.tables.filter((one) => one.key === key)) : paper.tables;
  const table = wanted.find(({ rows }) => rows.length > 0);
  return table && shortened(table, chosen[paper.section]?.columns, mostRows(hasDecision));
}

function shortened(table: PaperTable, names: readonly string[] | undefined, most: number): BoardTable {
  const marked = table.rows.find(({ mark }) => mark)?.mark?.cell;
  const all = table.columns.map((_, at) => at);
  const named = all.filter((at) => names?.includes(table.columns[at] ?? ""));
  const columns =
    named.length > 1 ? named : all.filter((at) => at < fewColumns - 1 || at === marked).slice(0, fewColumns);
  const referenced = table.rows.every(({ reference }) => reference !== "");
  const rows = table.rows.slice(0, most);
  return {
    title: titles[table.key] ?? table.title,
    columns: [...(referenced ? ["Record"] : []), ...columns.map((at) => table.columns[at] ?? "")],
    rows: rows.map(({ id, reference, cells, mark }) => {
      const at = mark ? columns.indexOf(mark.cell) : -1;
      return {
        id,
        cells: [...(referenced ? [reference] : []), ...columns.map((column) => cells[column] ?? "")],
        ...(mark && at >= 0 ? { mark: { cell: at + (referenced ? 1 : 0), shape: mark.shape } } : {}),
      };
    }),
    more: table.more + table.rows.length - rows.length,
  };
}

export function barsOf(paper: Paper): BoardBars | undefined {
  const { bars } = paper;
  if (!bars || bars.rows.length === 0) return undefined;
  const rows = bars.rows.slice(0, mostBars);
  return { ...bars, rows, more: bars.rows.length - rows.length };
}
