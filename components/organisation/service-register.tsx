import { shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { DeleteView, SaveView } from "#components/organisation/save-view.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceQuery } from "#lib/organisation/inputs.ts";
import {
  isOfficeBased,
  serviceTypes,
  serviceTypeWords,
  standing,
  typesInWords,
} from "#lib/organisation/organisation.ts";
import type { ProviderRow, ServiceRow } from "#lib/organisation/queries/services.ts";
import { registerHref } from "#lib/registers/query.ts";
import type { SavedView } from "#lib/registers/views.ts";

type Props = {
  page: { rows: ServiceRow[]; total: number; previous?: string; next?: string };
  counts: Record<ServiceQuery["view"], number>;
  providers: ProviderRow[];
  saved: SavedView[];
  query: ServiceQuery;
  params: Record<string, string | string[] | undefined>;
  today: string;
  mayExport: boolean;
  viewActions: { save: FormAction; remove: FormAction };
};

const views = [
  ["open", "Open"],
  ["no-manager", "No manager"],
  ["no-location", "No CQC id"],
  ["closed", "Closed"],
] as const;

export function ServiceRegister(props: Props) {
  const { page, counts, providers, saved, query, params, today, mayExport, viewActions } = props;
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/organisation", params, change);
  const here = href().split("?")[1] ?? "";
  const mine = saved.find((view) => view.query === here);
  const providerName = providers.find((one) => one.id === query.provider)?.name;
  const sorted = (key: ServiceQuery["sort"]) => ({
    href: href({ sort: key }),
    ...(query.sort === key ? { direction: key === "people" ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const columns = [
    { id: "name", header: "Service", lead: true, sortable: sorted("name") },
    { id: "standing", header: "State", state: true },
    { id: "manager", header: "Manager", hideable: true },
    { id: "people", header: "People supported", align: "right" as const, sortable: sorted("people"), hideable: true },
    { id: "beds", header: "Beds", align: "right" as const, hideable: true },
    { id: "authority", header: "Local authority", sortable: sorted("authority"), hideable: true },
    { id: "provider", header: "Legal provider", hideable: true },
    { id: "location", header: "CQC location id", state: true, hideable: true },
  ];
  const shown = shownColumns(query.cols, columns);
  return (
    <DataTable
      caption="Services"
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/organisation/services/${row.id}`,
        label: row.name,
        cells: cellsOf(row, today),
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown`}
      views={[
        ...views.map(([view, label]) => ({
          label,
          count: counts[view],
          href: registerHref("/organisation", {}, { view }),
          current: mine === undefined && query.view === view,
        })),
        ...saved.map((view) => ({ label: view.name, href: `/organisation?${view.query}`, current: view === mine })),
      ]}
      {...(mine
        ? { deleteView: <DeleteView action={viewActions.remove} id={mine.id} name={mine.name} /> }
        : { saveView: <SaveView action={viewActions.save} query={here} /> })}
      filters={
        <FilterBar href={href()} fields={["words", "type", "provider", "page"]}>
          <label className="f">
            <span className="sr">Words</span>
            <input type="search" name="words" defaultValue={query.words} placeholder="Name, authority or CQC id" />
          </label>
          <label className="f">
            Kind
            <select name="type" defaultValue={query.type ?? ""}>
              <option value="">any</option>
              {serviceTypes.map((type) => (
                <option key={type} value={type}>
                  {serviceTypeWords[type]}
                </option>
              ))}
            </select>
          </label>
          <label className="f">
            Provider
            <select name="provider" defaultValue={query.provider ?? ""}>
              <option value="">any</option>
              {providers.map((provider) => (
                <option key={provider.id} value={provider.id}>
                  {provider.name}
                </option>
              ))}
            </select>
          </label>
        </FilterBar>
      }
      applied={[
        ...(query.words ? [{ label: `Holding “${query.words}”`, removeHref: href({ words: undefined }) }] : []),
        ...(query.type ? [{ label: serviceTypeWords[query.type], removeHref: href({ type: undefined }) }] : []),
        ...(query.provider ? [{ label: providerName ?? "Provider", removeHref: href({ provider: undefined }) }] : []),
      ]}
      clearHref={registerHref("/organisation", {}, { view: query.view })}
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(mayExport ? { exportHref: registerHref("/organisation/export", params) } : {})}
      {...(counts.open + counts.closed === 0
        ? {
            empty: (
              <Empty
                missing="No service is here yet."
                means="Risks, disruptions and tests name the services they concern, so the services come first. They can be added one by one or from a file."
              />
            ),
          }
        : {})}
    />
  );
}

function cellsOf(row: ServiceRow, today: string) {
  return [
    typesInWords(row.types) || "Kind not known",
    <ServiceStanding key="standing" closedOn={row.closedOn} today={today} />,
    row.manager ?? (
      <StateMark key="manager" state="unknown">
        No manager
      </StateMark>
    ),
    row.peopleSupported ?? "Not known",
    row.beds ?? (isOfficeBased(row.types) ? "Not applicable" : "Not known"),
    row.localAuthority ?? "Not known",
    row.provider ?? "Not known",
    row.cqcLocationId ?? "None",
  ];
}

export function ServiceStanding({ closedOn, today }: { closedOn: string | null; today: string }) {
  const on = closedOn ? formatDate(closedOn, "short") : "";
  switch (standing(closedOn, today)) {
    case "open":
      return <StateMark state="ok">Open</StateMark>;
    case "closing":
      return <StateMark state="warn">{`Closes ${on}`}</StateMark>;
    case "closed":
      return <StateMark state="na">{`Closed ${on}`}</StateMark>;
  }
}
