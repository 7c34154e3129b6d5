import { reachWords } from "#components/access/people-register.tsx";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { type GrantState, grantKindWords, grantState, grantWords } from "#lib/access/grant.ts";
import type { GrantsQuery } from "#lib/access/inputs.ts";
import type { GrantRow } from "#lib/access/queries/grants.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";

export const grantMarks: Record<GrantState, State> = { coming: "not-started", open: "ok", over: "na", ended: "na" };

type Props = RegisterProps<GrantRow, GrantsQuery> & {
  counts: Record<GrantsQuery["view"], number>;
  names: Map<string, string>;
  services: ServiceName[];
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

export function GrantsRegister(props: Props) {
  const { page, counts, names, services, query, params, order, frame, mayExport, now } = props;
  const register = registerOf({ name: "access/grants", params, query, order });
  return (
    <DataTable
      caption="Access from outside"
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
          <FilterWords value={query.words} label="Name or purpose" />
          <ServiceChoice value={query.service} services={services} />
        </FilterBar>
      }
      empty={
        counts.open + counts.over === 0 ? (
          <Empty
            missing="Nobody outside has access."
            means="An inspector or a commissioner's officer is let in by name, for services, a period and a time. It takes about two minutes."
          />
        ) : undefined
      }
    />
  );
}
