import { reachWords } from "#components/access/people-register.tsx";
import { shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { grantKindWords } from "#lib/access/grant.ts";
import type { RequestsQuery } from "#lib/access/inputs.ts";
import type { RequestRow } from "#lib/access/queries/requests.ts";
import { dueDay, type RequestStanding, requestStanding, requestWords } from "#lib/access/request.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { registerHref } from "#lib/registers/query.ts";

export const requestMarks: Record<RequestStanding, State> = {
  open: "progress",
  overdue: "bad",
  answered: "ok",
  declined: "na",
};

type Props = {
  page: { rows: RequestRow[]; total: number; previous?: string; next?: string };
  counts: Record<RequestsQuery["view"], number>;
  names: Map<string, string>;
  services: ServiceName[];
  query: RequestsQuery;
  params: Record<string, string | string[] | undefined>;
  mayExport: boolean;
  now: Date;
};

const views = [
  ["open", "Waiting"],
  ["overdue", "Past their target"],
  ["in-time", "Within their target"],
  ["closed", "Answered"],
] as const;

const columns = [
  { id: "reference", header: "Ref", state: true },
  { id: "what", header: "What they ask for", lead: true },
  { id: "services", header: "Services", hideable: true },
  { id: "asked", header: "Asked", state: true },
  { id: "due", header: "Answer by", state: true },
  { id: "state", header: "State", state: true },
];

export function RequestsRegister({ page, counts, names, services, query, params, mayExport, now }: Props) {
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/access/requests", params, change);
  const shown = shownColumns(query.cols, columns);
  return (
    <DataTable
      caption="Asked of us"
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/access/requests/${row.id}`,
        label: row.what.length > 120 ? `${row.what.slice(0, 117)}…` : row.what,
        cells: [
          row.reference,
          `${row.askedBy}, ${grantKindWords[row.kind].toLowerCase()}`,
          reachWords({ allServices: false, serviceIds: row.serviceIds }, names),
          formatDateTime(row.askedAt, "short"),
          formatDate(dueDay(row.askedAt), "short"),
          <StateMark key="state" state={requestMarks[requestStanding(row, now)]}>
            {requestWords[requestStanding(row, now)]}
          </StateMark>,
        ],
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown`}
      views={views.map(([view, label]) => ({
        label,
        count: counts[view],
        href: registerHref("/access/requests", {}, { view }),
        current: query.view === view,
      }))}
      filters={
        <FilterBar href={href()} fields={["words", "service", "page"]}>
          <label className="f">
            <span className="sr">Words</span>
            <input type="search" name="words" defaultValue={query.words} placeholder="Words or reference" />
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
      clearHref={registerHref("/access/requests", {}, { view: query.view })}
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(mayExport ? { exportHref: registerHref("/access/requests/export", params) } : {})}
      {...(counts.open + counts.closed === 0
        ? {
            empty: (
              <Empty
                missing="Nobody outside has asked for a record."
                means="An inspector or an officer asks from their own page. You answer here within two working days."
              />
            ),
          }
        : {})}
    />
  );
}
