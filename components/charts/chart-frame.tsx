import { type ReactNode, useId } from "react";
import { AsAt } from "#components/ui/as-at.tsx";
import { Scroll } from "#components/ui/scroll.tsx";

export type ChartTable = { columns: string[]; rows: (string | number)[][] };

type ChartFrameProps = {
  title: string;
  /** The one message of the picture, in words. */
  finding: string;
  asAt: Date;
  table: ChartTable;
  footer?: ReactNode;
  children: ReactNode;
};

/** Owns heading, finding, table and moment. The table is always in the page: most charts are drawn by script only. */
export function ChartFrame({ title, finding, asAt, table, footer, children }: ChartFrameProps) {
  const heading = useId();
  return (
    <figure className="card" aria-labelledby={heading}>
      <header>
        <h2 className="h grow" id={heading}>
          {title}
        </h2>
        <p className="aside">
          <AsAt when={asAt} />
        </p>
      </header>
      <div className="pad">
        <figcaption className="sm">{finding}</figcaption>
        {children}
        <details className="chart-table">
          <summary>Table</summary>
          <Scroll label={`Table of ${title}`}>
            <DataRows caption={`${title}. ${finding}`} table={table} />
          </Scroll>
        </details>
      </div>
      {footer ? <footer>{footer}</footer> : null}
    </figure>
  );
}

function DataRows({ caption, table }: { caption: string; table: ChartTable }) {
  return (
    <table className="tbl">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          {table.columns.map((column, index) => (
            <th key={column} scope="col" className={index === 0 ? undefined : "right"}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([first, ...values]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {table.columns.slice(1).map((column, index) => (
              <td key={column} className="right">
                {values[index] ?? "Not known"}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
