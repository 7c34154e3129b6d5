import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { PeopleQuery } from "#lib/access/inputs.ts";
import { membershipState } from "#lib/access/membership.ts";
import type { AccountStanding, MembershipRow, PersonRow } from "#lib/access/queries/people.ts";
import { roleIds, roleLabels } from "#lib/access/roles.ts";
import { formatDate } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = RegisterProps<PersonRow, PeopleQuery> & {
  counts: Record<PeopleQuery["view"], number>;
  standings: Map<string, AccountStanding>;
  names: Map<string, string>;
  services: ServiceName[];
  now: Date;
};

const views = [
  ["current", "Can sign in"],
  ["coming", "Not begun"],
  ["ended", "Without a role"],
  ["disabled", "Disabled"],
] as const;

const columns = [
  { id: "name", header: "Person", lead: true },
  { id: "role", header: "Role" },
  { id: "services", header: "Reaches", hideable: true },
  { id: "from", header: "From", state: true, hideable: true },
  { id: "to", header: "To", state: true, hideable: true },
  { id: "state", header: "State", state: true },
];

export function PeopleRegister(props: Props) {
  const { page, counts, names, services, query, params, order, frame, mayExport } = props;
  const register = registerOf({ name: "access", params, query, order });
  return (
    <DataTable
      caption="People"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/access/people/${row.id}`,
        label: row.name,
        cells: cellsOf(row, props),
      }))}
      {...register.props({
        page,
        names,
        columns,
        frame,
        mayExport,
        views,
        counts,
        filters: [query.role && { label: roleLabels[query.role], key: "role" }],
      })}
      filters={
        <FilterBar href={register.href()} fields={["words", "service", "role", "page"]}>
          <FilterWords value={query.words} label="Name or email" />
          <ServiceChoice value={query.service} services={services} />
          <FilterChoice
            name="role"
            label="Role"
            value={query.role}
            options={roleIds.map((role) => [role, roleLabels[role]])}
          />
        </FilterBar>
      }
    />
  );
}

/** Memberships that matter in a row: those that are not over, or the last one. */
function shownMemberships(row: { memberships: readonly MembershipRow[] }, now: Date): MembershipRow[] {
  const open = row.memberships.filter((one) => membershipState(one, now) !== "ended");
  return open.length > 0 ? open : row.memberships.slice(0, 1);
}

export function reachWords(one: { allServices: boolean; serviceIds: readonly string[] }, names: Map<string, string>) {
  if (one.allServices) return "Whole organisation";
  const named = one.serviceIds.map((id) => names.get(id) ?? "").sort((a, b) => a.localeCompare(b, "en-GB"));
  return named.join(", ") || "No service";
}

function cellsOf(row: PersonRow, { names, standings, now }: Props) {
  const held = shownMemberships(row, now);
  const standing = standings.get(row.accountId);
  const lines = (say: (one: MembershipRow) => string) => (
    <ul>
      {held.map((one) => (
        <li key={one.id}>{say(one)}</li>
      ))}
    </ul>
  );
  const state = row.disabledAt ? (
    <StateMark key="state" state="bad">
      Disabled
    </StateMark>
  ) : standing && !standing.ready ? (
    <StateMark key="state" state="warn">
      Not accepted yet
    </StateMark>
  ) : held.some((one) => membershipState(one, now) === "current") ? (
    <StateMark key="state" state="ok">
      Can sign in
    </StateMark>
  ) : (
    <StateMark key="state" state="na">
      No role now
    </StateMark>
  );
  return [
    row.email,
    lines((one) => one.title ?? roleLabels[one.role]),
    lines((one) => reachWords(one, names)),
    lines((one) => formatDate(one.startsAt, "short")),
    lines((one) => (one.endsAt ? formatDate(one.endsAt, "short") : "No end")),
    state,
  ];
}
