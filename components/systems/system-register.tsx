import { shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, formatDuration } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { registerHref } from "#lib/registers/query.ts";
import type { SavedView } from "#lib/registers/views.ts";
import type { SystemQuery } from "#lib/systems/inputs.ts";
import type { SystemRow } from "#lib/systems/queries.ts";
import { categoryWords, recoveryStanding, systemCategories } from "#lib/systems/system.ts";

type Props = {
  page: { rows: SystemRow[]; total: number; previous?: string; next?: string };
  counts: Record<SystemQuery["view"], number>;
  names: Map<string, string>;
  services: ServiceName[];
  saved: SavedView[];
  query: SystemQuery;
  params: Record<string, string | string[] | undefined>;
  mayExport: boolean;
};

const views = [
  ["in-use", "In use"],
  ["analogue", "Analogue line"],
  ["no-objective", "No recovery times"],
  ["retired", "No longer used"],
] as const;

export function SystemRegister({ page, counts, names, services, saved, query, params, mayExport }: Props) {
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/systems", params, change);
  const sorted = (key: SystemQuery["sort"]) => ({
    href: href({ sort: key }),
    ...(query.sort === key ? { direction: key === "changed" ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const columns = [
    { id: "reference", header: "Ref", state: true },
    { id: "name", header: "System", lead: true, sortable: sorted("name") },
    { id: "tier", header: "Tier", sortable: sorted("tier") },
    { id: "services", header: "Services", hideable: true },
    { id: "recovery", header: "Back within", hideable: true },
    { id: "tolerable", header: "Care can bear", hideable: true },
    { id: "line", header: "Phone line", hideable: true },
    { id: "changed", header: "Changed", state: true, hideable: true, sortable: sorted("changed") },
  ];
  return (
    <DataTable
      caption="Systems"
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/systems/${row.id}`,
        label: row.name,
        cells: cellsOf(row, names),
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown`}
      views={[
        ...views.map(([view, label]) => ({
          label,
          count: counts[view],
          href: registerHref("/systems", {}, { view }),
          current: query.view === view,
        })),
        ...saved.map((view) => ({ label: view.name, href: `/systems?${view.query}` })),
      ]}
      filters={
        <FilterBar href={href()} fields={["words", "service", "category", "page"]}>
          <label className="f">
            <span className="sr">Words</span>
            <input type="search" name="words" defaultValue={query.words} placeholder="Name or supplier" />
          </label>
          <label className="f">
            Service
            <select name="service" defaultValue={query.service ?? ""}>
              <option value="">any</option>
              {services.map((service) => (
                <option key={service.id} value={service.id}>
                  {service.name}
                </option>
              ))}
            </select>
          </label>
          <label className="f">
            Kind
            <select name="category" defaultValue={query.category ?? ""}>
              <option value="">any</option>
              {systemCategories.map((category) => (
                <option key={category} value={category}>
                  {categoryWords[category]}
                </option>
              ))}
            </select>
          </label>
        </FilterBar>
      }
      applied={[
        ...(query.words ? [{ label: `Holding “${query.words}”`, removeHref: href({ words: undefined }) }] : []),
        ...(query.service
          ? [{ label: names.get(query.service) ?? "Service", removeHref: href({ service: undefined }) }]
          : []),
        ...(query.category
          ? [{ label: categoryWords[query.category], removeHref: href({ category: undefined }) }]
          : []),
      ]}
      clearHref={registerHref("/systems", {}, { view: query.view })}
      columnsHref={href()}
      {...(shownColumns(query.cols, columns) ? { shown: shownColumns(query.cols, columns) } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(mayExport ? { exportHref: registerHref("/systems/export", params) } : {})}
      {...(counts["in-use"] + counts.retired === 0
        ? {
            empty: (
              <Empty
                missing="No system is recorded yet."
                means="A system that is not here cannot be linked to a risk, a disruption or a test. Recording one takes about two minutes."
              />
            ),
          }
        : {})}
    />
  );
}

function cellsOf(row: SystemRow, names: Map<string, string>) {
  const standing = recoveryStanding(row);
  return [
    row.reference,
    <small key="kind">
      {categoryWords[row.category]}
      {row.supplier ? `, ${row.supplier}` : ""}
    </small>,
    row.tier,
    row.serviceIds.length === 0 ? "Whole organisation" : row.serviceIds.map((id) => names.get(id)).join(", "),
    row.objectiveMinutes === null ? (
      <StateMark key="objective" state="unknown">
        Not known
      </StateMark>
    ) : (
      formatDuration(row.objectiveMinutes)
    ),
    standing === "set" || row.tolerableMinutes !== null ? (
      formatDuration(row.tolerableMinutes ?? 0)
    ) : (
      <StateMark key="tolerable" state="unknown">
        Not known
      </StateMark>
    ),
    row.analogue ? (
      <StateMark key="line" state="warn">
        {row.analogueEndsOn ? `Analogue, ends ${formatDate(row.analogueEndsOn, "short")}` : "Analogue, end not known"}
      </StateMark>
    ) : (
      "Not analogue"
    ),
    formatDate(row.changedAt, "short"),
  ];
}
