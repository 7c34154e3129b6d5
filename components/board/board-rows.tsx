"use client";

import { useFitting } from "#components/board/use-fitting.ts";
import { StateShape } from "#components/ui/state-mark.tsx";
import type { BoardTable } from "#lib/board/screen.ts";

/** Few rows stand larger, a state of few words stays on one line, and so does what is no sentence. */
const few = 4;
const short = 17;

function look({ rows, numbers }: BoardTable): string {
  const wordy = rows.some(({ cells: [first = ""] }) => first.length > short);
  return ["board-table", rows.length <= few && !numbers ? "few" : "", wordy ? "wordy" : ""].filter(Boolean).join(" ");
}

/** Every row that is shown is shown whole: of those that find no room it is said how many they are. */
export function Rows({ table }: { table: BoardTable }) {
  const { columns, rows, more, moreIn = "the papers" } = table;
  const fitting = useFitting(rows.length);
  const left = more + rows.length - fitting.rows;
  return (
    <>
      <table className={look(table)} ref={fitting.table}>
        <caption className="sr">{table.title}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" className={table.numbers && index > 0 ? "right" : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, fitting.rows).map(({ id, cells: [first, ...others], mark }) => (
            <tr key={id}>
              <th scope="row">
                <span>{first}</span>
              </th>
              {others.map((cell, index) => (
                <td
                  key={columns[index + 1]}
                  data-label={columns[index + 1]}
                  className={table.numbers ? "right" : undefined}
                >
                  {mark && mark.cell === index + 1 ? (
                    <b className={`st ${mark.shape} ${cell.length <= short ? "short" : ""}`}>
                      <StateShape state={mark.shape} size={26} />
                      {cell}
                    </b>
                  ) : (
                    <span className={cell.length <= short ? "short" : undefined}>{cell}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 ? (
        <p className="more">
          And {left.toLocaleString("en-GB")} more, in {moreIn}.
        </p>
      ) : null}
    </>
  );
}
