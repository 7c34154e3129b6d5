import type { ReactNode } from "react";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import type { Told } from "#lib/evidence/inspection/queries.ts";

type Props = { caption: string; rows: readonly Told[]; lead?: { header: string; cell: (row: Told) => ReactNode } };

const short = /^.{1,20}$/;

/** Rows with the chosen columns of their register; `lead` stands before them. A column that is empty throughout is left out. */
export function RowsTable({ caption, rows, lead }: Props) {
  const columns = (rows[0]?.fields ?? []).filter((column) => rows.some((row) => cellOf(row, column.key) !== ""));
  return (
    <div className="rows">
      <Scroll label={caption}>
        <table className="tbl">
          <caption className="sr">{caption}</caption>
          <thead className={narrow.head}>
            <tr>
              {lead ? <th scope="col">{lead.header}</th> : null}
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={narrow.row}>
                {lead ? (
                  <th scope="row" className={`nowrap ${narrow.lead}`}>
                    {lead.cell(row)}
                  </th>
                ) : null}
                {columns.map(({ key, label }) => (
                  <Cell key={key} label={label} value={cellOf(row, key)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

/** What is empty because it does not apply has no line of its own on a phone. */
function Cell({ label, value }: { label: string; value: string }) {
  if (value === "") return <td className="muted max-[719px]:hidden">None</td>;
  return (
    <td className={`${short.test(value) ? "whole" : "text"} ${narrow.cell}`} data-label={label}>
      {value}
    </td>
  );
}

function cellOf(row: Told, key: string): string {
  return row.fields.find((field) => field.key === key)?.value ?? "";
}
