import { Table2 } from "lucide-react";
import { BoardBarChart } from "#components/board/board-bar-chart.tsx";
import { Rows } from "#components/board/board-rows.tsx";
import type { BoardBars, BoardTable } from "#lib/board/screen.ts";

/** The picture and the table that says the same; the table takes its place when it is opened. */
export function BarsPart({ bars }: { bars: BoardBars }) {
  return (
    <>
      <h3>{bars.title}</h3>
      <p className="legend">
        {bars.series.map((name) => (
          <span key={name}>
            <i aria-hidden="true" />
            {name}
          </span>
        ))}
      </p>
      <div className="plot" role="img" aria-label={saysOf(bars)}>
        <BoardBarChart series={bars.series} rows={bars.rows} />
        {bars.more > 0 ? (
          <p className="more">And {bars.more.toLocaleString("en-GB")} more services with fewer.</p>
        ) : null}
      </div>
      <details className="as-table">
        <summary>
          <Table2 className="icon" aria-hidden="true" />
          Table
        </summary>
        <Rows table={tableOf(bars)} />
      </details>
    </>
  );
}

function tableOf({ title, series, rows, more }: BoardBars): BoardTable {
  return {
    title,
    columns: ["Service", ...series],
    rows: rows.map(({ label, values }) => ({ id: label, cells: [label, ...values.map(String)] })),
    more,
    numbers: true,
  };
}

function saysOf({ title, series, rows }: BoardBars): string {
  const each = rows.map(
    ({ label, values }) => `${label}: ${values.map((value, at) => `${value} ${series[at]?.toLowerCase()}`).join(", ")}`,
  );
  return `${title}. ${each.join(". ")}.`;
}
