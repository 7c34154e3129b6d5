import { reachWords } from "#components/access/people-register.tsx";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { grantKindWords } from "#lib/access/grant.ts";
import type { RequestsQuery } from "#lib/access/inputs.ts";
import type { RequestRow } from "#lib/access/queries/requests.ts";
import { dueDay, type RequestStanding, requestStanding, requestWords } from "#lib/access/request.ts";
import { inRole } from "#lib/access/roles.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";

export const requestMarks: Record<RequestStanding, State> = {
  open: "progress",
  overdue: "bad",
  answered: "ok",
  declined: "na",
};

type Props = RegisterProps<RequestRow, RequestsQuery> & {
  counts: Record<RequestsQuery["view"], number>;
  names: Map<string, string>;
  services: ServiceName[];
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

export function RequestsRegister(props: Props) {
  const { page, counts, names, services, query, params, order, frame, mayExport, now } = props;
  const register = registerOf({ name: "access/requests", params, query, order });
  return (
    <DataTable
      caption="Asked of us"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/access/requests/${row.id}`,
        label: row.what.length > 120 ? `${row.what.slice(0, 117)}…` : row.what,
        cells: [
          row.reference,
          inRole(row.askedBy, grantKindWords[row.kind].toLowerCase()),
          reachWords({ allServices: false, serviceIds: row.serviceIds }, names),
          formatDateTime(row.askedAt, "short"),
          formatDate(dueDay(row.askedAt), "short"),
          <StateMark key="state" state={requestMarks[requestStanding(row, now)]}>
            {requestWords[requestStanding(row, now)]}
          </StateMark>,
        ],
      }))}
      {...register.props({
        page,
        names,
        columns,
        frame,
        mayExport,
        views,
        counts,
      })}
      filters={
        <FilterBar href={register.href()} fields={["words", "service", "page"]}>
          <FilterWords value={query.words} label="Words or reference" />
          <ServiceChoice value={query.service} services={services} />
        </FilterBar>
      }
      empty={
        counts.open + counts.closed === 0 ? (
          <Empty
            missing="Nobody outside has asked for a record."
            means="An inspector or an officer asks from their own page. You answer here within two working days."
          />
        ) : undefined
      }
    />
  );
}
