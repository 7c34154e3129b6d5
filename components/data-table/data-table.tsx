import type { ReactNode } from "react";
import type { Column } from "#components/data-table/columns.ts";
import { type DensityChoice, DensitySwitch } from "#components/data-table/density-switch.tsx";
import { Grid, type Row } from "#components/data-table/grid.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Go } from "#components/ui/go.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { type Tab, Tabs } from "#components/ui/tabs.tsx";

type DataTableProps = {
  caption: string;
  columns: Column[];
  /** One cell per column, in the columns' order. The lead column's cell is the second line under its link. */
  rows: Row[];
  /** "20 of 23 shown, highest first" */
  says: string;
  views?: Tab[];
  saveView?: ReactNode;
  ownView?: ReactNode;
  /** A GET form with class "filters". See FilterBar. */
  filters?: ReactNode;
  applied?: { label: string; removeHref: string }[];
  clearHref?: string;
  previousHref?: string;
  nextHref?: string;
  exportHref?: string;
  /** This page's own address with its query: the column chooser keeps the rest of it. */
  columnsHref?: string;
  /** Ids of the columns to show, from shownColumns(). */
  shown?: string[];
  density?: DensityChoice;
  /** Asks for the register as it was. See AsAtMenu. */
  asAt?: ReactNode;
  /** Stands in place of the table when there is no row. */
  empty?: ReactNode;
};

export function DataTable(props: DataTableProps) {
  const { caption, columns, rows, says, views = [], saveView, ownView, filters, applied = [], clearHref } = props;
  const { previousHref, nextHref, exportHref, columnsHref, shown, density, asAt, empty } = props;
  return (
    <section className="register" aria-label={caption}>
      {views.length > 0 || saveView ? (
        <div className="views">
          {views.length > 0 ? <Tabs label="Views" tabs={views} /> : null}
          {saveView}
          {ownView}
        </div>
      ) : null}
      {applied.length > 0 ? (
        <ul className="pills" aria-label="Filters in force">
          {applied.map((filter) => (
            <li key={filter.label}>
              <Go className="pill" href={filter.removeHref}>
                {filter.label}
                <Icon name="remove" size={15} />
                <span className="sr">, remove this filter</span>
              </Go>
            </li>
          ))}
          {clearHref ? (
            <li>
              <LinkButton small variant="quiet" href={clearHref}>
                Clear all filters
              </LinkButton>
            </li>
          ) : null}
        </ul>
      ) : null}
      <Grid
        key={`${(shown ?? []).join()}|${columns.map((column) => column.id).join()}`}
        caption={caption}
        columns={columns}
        rows={rows}
        shown={shown}
        columnsHref={columnsHref}
        toolbar={filters}
        says={<p className="says num">{says}</p>}
        after={
          <>
            {asAt}
            {density ? <DensitySwitch {...density} /> : null}
            {exportHref ? (
              <LinkButton small href={exportHref} download icon={<Icon name="download" size={16} />}>
                Export
              </LinkButton>
            ) : null}
          </>
        }
        foot={
          <>
            {rows.length === 0 ? (empty ?? <NoMatches clearHref={clearHref} />) : null}
            <footer>
              <Pager says={says} previousHref={previousHref} nextHref={nextHref} />
            </footer>
          </>
        }
      />
    </section>
  );
}

function NoMatches({ clearHref }: { clearHref?: string }) {
  return <p className="empty">Nothing matches. {clearHref ? <Go href={clearHref}>Clear filters</Go> : null}</p>;
}
