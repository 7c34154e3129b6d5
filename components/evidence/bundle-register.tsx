import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type State, StateChip } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import { type BundleState, bundleStateWords, purposeWords } from "#lib/evidence/bundle.ts";
import type { BundleQuery } from "#lib/evidence/inputs.ts";
import type { BundleRow } from "#lib/evidence/queries.ts";
import { registerHref } from "#lib/registers/query.ts";

type Props = {
  page: { rows: BundleRow[]; total: number; previous?: string; next?: string };
  names: Map<string, string>;
  query: BundleQuery;
  params: Record<string, string | string[] | undefined>;
};

export const bundleShapes: Record<BundleState, State> = {
  draft: "not-started",
  assembling: "progress",
  ready: "warn",
  issuing: "progress",
  issued: "ok",
  superseded: "na",
  withdrawn: "bad",
};

const views = [
  ["all", "All"],
  ["preparing", "In preparation"],
  ["issued", "In force"],
  ["ended", "Superseded or withdrawn"],
] as const;

export function BundleRegister({ page, names, query, params }: Props) {
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/evidence", params, change);
  return (
    <DataTable
      caption="Evidence bundles"
      columns={[
        { id: "reference", header: "Ref", state: true },
        {
          id: "title",
          header: "Bundle",
          lead: true,
          sortable: {
            href: href({ sort: "title" }),
            ...(query.sort === "title" ? { direction: "ascending" as const } : {}),
          },
        },
        { id: "state", header: "State", state: true },
        { id: "recipient", header: "For" },
        { id: "services", header: "Services", hideable: true },
        { id: "period", header: "Covers", state: true, hideable: true },
        {
          id: "changed",
          header: "Changed",
          state: true,
          sortable: {
            href: href({ sort: "changed" }),
            ...(query.sort === "changed" ? { direction: "descending" as const } : {}),
          },
        },
      ]}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/evidence/${row.id}`,
        label: row.title,
        cells: [
          row.reference,
          <small key="purpose">
            {purposeWords[row.purpose]}
            {row.issue > 1 ? `, issue ${row.issue}` : ""}
          </small>,
          <StateChip key="state" state={bundleShapes[row.state]}>
            {bundleStateWords[row.state]}
          </StateChip>,
          row.recipient,
          row.serviceIds.map((id) => names.get(id)).join(", "),
          `${formatDate(row.periodFrom, "short")} to ${formatDate(row.periodTo, "short")}`,
          formatDate(row.changedAt, "short"),
        ],
      }))}
      says={`${page.rows.length} of ${page.total} shown`}
      views={views.map(([view, label]) => ({
        label,
        href: registerHref("/evidence", {}, { view }),
        current: query.view === view,
      }))}
      filters={
        <FilterBar href={href()} fields={["words", "page"]}>
          <label className="f">
            <span className="sr">Words</span>
            <input type="search" name="words" defaultValue={query.words} placeholder="Title or recipient" />
          </label>
        </FilterBar>
      }
      clearHref={registerHref("/evidence", {}, { view: query.view })}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(query.view === "all" && !query.words
        ? {
            empty: (
              <Empty
                missing="No bundle has been prepared."
                means="A commissioner or inspector can be shown nothing yet that they can check without you. A first bundle takes about ten minutes."
              />
            ),
          }
        : {})}
    />
  );
}
