import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { PaperRow, PaperTable as Table } from "#lib/meetings/paper.ts";

export function PaperTable({ table }: { table: Table }) {
  return (
    <section className="paper-table">
      <h4>{table.title}</h4>
      {table.rows.length === 0 ? <p className="muted">{table.none}</p> : <Rows table={table} />}
      {table.more > 0 ? <p className="muted">And {table.more.toLocaleString("en-GB")} more.</p> : null}
    </section>
  );
}

function Rows({ table }: { table: Table }) {
  return (
    <Scroll label={table.title}>
      <table className="tbl">
        <caption className="sr">{table.title}</caption>
        <thead className={narrow.head}>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.id} className={narrow.row}>
              {row.cells.map((cell, index) =>
                index === 0 ? (
                  <th key={table.columns[index]} scope="row" className={narrow.lead}>
                    <Lead row={row} words={cell} />
                  </th>
                ) : (
                  <td key={table.columns[index]} className={narrow.cell} data-label={table.columns[index]}>
                    <Cell row={row} index={index} words={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

type CellProps = { row: PaperRow; index: number; words: string };

function Cell({ row, index, words }: CellProps) {
  return row.mark?.cell === index ? <StateMark state={row.mark.shape}>{words}</StateMark> : words;
}

function Lead({ row, words }: { row: PaperRow; words: string }) {
  const named = [row.reference, words].filter(Boolean).join(" ");
  if (row.href) return <Go href={row.href}>{named}</Go>;
  return <Cell row={row} index={0} words={named} />;
}
