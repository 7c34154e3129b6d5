import type { ReactNode } from "react";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import type { Told } from "#lib/evidence/inspection/queries.ts";

type Props = { caption: string; rows: readonly Told[]; lead?: { header: string; cell: (row: Told) => ReactNode } };

/** Rows with the columns of the written field list; `lead` stands before them. */
export function RowsTable({ caption, rows, lead }: Props) {
  return (
    <Scroll label={caption}>
      <table className="tbl">
        <caption className="sr">{caption}</caption>
        <thead className={narrow.head}>
          <tr>
            {lead ? <th scope="col">{lead.header}</th> : null}
            {rows[0]?.fields.map((field) => (
              <th key={field.key} scope="col">
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={narrow.row}>
              {lead ? (
                <th scope="row" className={narrow.lead}>
                  {lead.cell(row)}
                </th>
              ) : null}
              {row.fields.map((field) => (
                <td key={field.key} className={narrow.cell} data-label={field.label}>
                  {field.value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
