import { reachWords } from "#components/access/people-register.tsx";
import { shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { type GrantState, grantKindWords, grantState, grantWords } from "#lib/access/grant.ts";
import type { GrantsQuery } from "#lib/access/inputs.ts";
import type { GrantRow } from "#lib/access/queries/grants.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { registerHref } from "#lib/registers/query.ts";

export const grantMarks: Record<GrantState, State> = { coming: "not-started", open: "ok", over: "na", ended: "na" };

type Props = {
  page: { rows: GrantRow[]; total: number; previous?: string; next?: string };
  counts: Record<GrantsQuery["view"], number>;
  names: Map<string, string>;
  services: ServiceName[];
  query: GrantsQuery;
  params: Record<string, string | string[] | undefined>;
  now: Date;
};

const views = [
  ["open", "Open or coming"],
  ["over", "Over"],
  ["inspector", "Inspectors"],
  ["commissioner", "Commissioner officers"],
] as const;

const columns = [
  { id: "name", header: "Who", lead: true },
  { id: "services", header: "Services" },
  { id: "period", header: "Records of", hideable: true },
  { id: "ends", header: "Ends", state: true },
  { id: "state", header: "State", state: true },
];

export function GrantsRegister({ page, counts, names, services, query, params, now }: Props) {
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/access/grants", params, change);
  const shown = shownColumns(query.cols, columns);
  return (
    <DataTable
      caption="Access from outside"
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/access/grants/${row.id}`,
        label: row.name,
        cells: [
          `${grantKindWords[row.kind]}. ${row.purpose}`,
          reachWords({ allServices: false, serviceIds: row.serviceIds }, names),
          row.periodFrom && row.periodTo
            ? `${formatDate(row.periodFrom, "short")} to ${formatDate(row.periodTo, "short")}`
            : "Any time",
          formatDateTime(row.endedAt ?? row.endsAt, "short"),
          <StateMark key="state" state={grantMarks[grantState(row, now)]}>
            {grantWords[grantState(row, now)]}
          </StateMark>,
        ],
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown`}
      views={views.map(([view, label]) => ({
        label,
        count: counts[view],
        href: registerHref("/access/grants", {}, { view }),
        current: query.view === view,
      }))}
      filters={
        <FilterBar href={href()} fields={["words", "service", "page"]}>
          <label className="f">
            <span className="sr">Words</span>
            <input type="search" name="words" defaultValue={query.words} placeholder="Name or purpose" />
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
        </FilterBar>
      }
      applied={[
        ...(query.words ? [{ label: `Holding “${query.words}”`, removeHref: href({ words: undefined }) }] : []),
        ...(query.service
          ? [{ label: names.get(query.service) ?? "Service", removeHref: href({ service: undefined }) }]
          : []),
      ]}
      clearHref={registerHref("/access/grants", {}, { view: query.view })}
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(counts.open + counts.over === 0
        ? {
            empty: (
              <Empty
                missing="Nobody outside has access."
                means="An inspector or a commissioner's officer is let in by name, for services, a period and a time. It takes about two minutes."
              />
            ),
          }
        : {})}
    />
  );
}
