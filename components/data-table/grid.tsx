"use client";

import { type ColumnDef, columnVisibilityFeature, tableFeatures, useTable } from "@tanstack/react-table";
import type { KeyboardEvent, ReactNode } from "react";
import { ColumnChooser } from "#components/data-table/column-chooser.tsx";
import type { Column } from "#components/data-table/columns.ts";
import { type Cell, cellOf } from "#components/data-table/told.tsx";
import { Go } from "#components/ui/go.tsx";
import { Icon } from "#components/ui/icon.tsx";

export type Row = { id: string; href?: string; label: string; cells: Cell[] };

type GridProps = {
  caption: string;
  columns: Column[];
  rows: Row[];
  shown?: string[];
  columnsHref?: string;
  /** Filters, on the left of the toolbar. */
  toolbar?: ReactNode;
  /** What is shown, before the column chooser. */
  says?: ReactNode;
  after?: ReactNode;
  foot?: ReactNode;
};

const features = tableFeatures({ columnVisibilityFeature });

export function Grid({ caption, columns, rows, shown, columnsHref, toolbar, says, after, foot }: GridProps) {
  const leadId = (columns.find((column) => column.lead) ?? columns[0])?.id;
  const definitions: ColumnDef<typeof features, Row>[] = columns.map((column) => ({
    id: column.id,
    header: column.header,
    enableHiding: Boolean(column.hideable),
  }));
  const columnVisibility = Object.fromEntries(
    columns.map((column) => [column.id, !column.hideable || !shown || shown.includes(column.id)]),
  );
  const table = useTable({ features, columns: definitions, data: rows, initialState: { columnVisibility } });
  const byId = new Map(columns.map((column) => [column.id, column]));
  const oneLine = (column: Column) => column.state || (column === columns[0] && column.id !== leadId);
  const look = (column: Column) =>
    [column.id === leadId ? "lead" : "", column.align ?? "", oneLine(column) ? "nowrap" : ""].join(" ").trim() ||
    undefined;
  // Worked out once a column: five hundred cells ask for it. Rows have no model in the table, which would cost as much.
  const drawn = columns
    .map((column, place) => ({ ...column, place, look: look(column) }))
    .filter((column) => table.getColumn(column.id)?.getIsVisible());
  const hideable = table.getAllLeafColumns().filter((column) => column.getCanHide());

  return (
    <>
      <div className="toolbar">
        {toolbar}
        <div className="tools">
          {says}
          <details className="fold">
            <summary>
              <Icon name="settings" />
              View and export
            </summary>
            <div className="tools">
              {columnsHref && hideable.length > 0 ? (
                <ColumnChooser
                  href={columnsHref}
                  fixed={columns.filter((column) => !column.hideable).map((column) => column.header)}
                  choices={hideable.map((column) => ({
                    id: column.id,
                    header: byId.get(column.id)?.header ?? column.id,
                    shown: column.getIsVisible(),
                    toggle: (visible) => column.toggleVisibility(visible),
                  }))}
                />
              ) : null}
              {after}
            </div>
          </details>
        </div>
      </div>
      <div className="card">
        <table className="tbl">
          <caption className="sr">{caption}</caption>
          <thead>
            <tr>
              {drawn.map((column) => (
                <Heading key={column.id} {...column} />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={moveBetweenRows}>
            {rows.map((row) => (
              <tr key={row.id}>
                {drawn.map(({ id, place, look, header }) =>
                  id === leadId ? (
                    <th key={id} className={look} scope="row">
                      <div>
                        <Lead row={row} second={row.cells[place]} />
                      </div>
                    </th>
                  ) : (
                    <td key={id} className={look} data-label={header}>
                      <div>{cellOf(row.cells[place])}</div>
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {foot}
      </div>
    </>
  );
}

/** A word without an end would push every other column out of sight. */
function breaks(label: string): string {
  return /\S{40}/.test(label) ? "wrap-anywhere" : "";
}

function Lead({ row, second }: { row: Row; second: Cell }) {
  return (
    <>
      {row.href ? (
        <Go href={row.href} className={`open ${breaks(row.label)}`.trim()}>
          {row.label}
        </Go>
      ) : (
        <span className={`b ${breaks(row.label)}`.trim()}>{row.label}</span>
      )}
      {second ? <small>{cellOf(second)}</small> : null}
    </>
  );
}

function Heading({ header, sortable, look }: Column & { look: string | undefined }) {
  return (
    <th scope="col" className={look} aria-sort={sortable ? (sortable.direction ?? "none") : undefined}>
      {sortable ? (
        <Go href={sortable.href} className="sort">
          {header}
          {sortable.direction ? <Icon name={sortable.direction} size={14} /> : null}
        </Go>
      ) : (
        header
      )}
    </th>
  );
}

/** Keys work only while a row has the focus: arrows, Home and End move, / goes to the filter, Esc leaves. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>) {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement) || !here.matches("a.open") || event.ctrlKey || event.metaKey || event.altKey)
    return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a.open")];
  const at = links.indexOf(here);
  const targets: Record<string, HTMLElement | null | undefined> = {
    ArrowDown: links[at + 1],
    ArrowUp: links[at - 1],
    Home: links[0],
    End: links.at(-1),
    "/": here.closest(".register")?.querySelector<HTMLElement>("form.filters input:not([type=hidden])"),
  };
  if (event.key === "Escape") here.blur();
  if (!(event.key in targets)) return;
  event.preventDefault();
  targets[event.key]?.focus();
}
