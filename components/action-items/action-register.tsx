import { ActionFilters } from "#components/action-items/action-filters.tsx";
import { DueDate } from "#components/action-items/due-date.tsx";
import { DataTable } from "#components/data-table/data-table.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { ageBandWords, noSecondPerson, sourceWords, standingOf, strengthWords } from "#lib/action-items/action-item.ts";
import type { ActionQuery, ActionView } from "#lib/action-items/inputs.ts";
import type { ActionRow } from "#lib/action-items/queries/register.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { serviceWords } from "#lib/records/services.ts";

type Props = RegisterProps<ActionRow, ActionQuery> & {
  counts: Record<ActionView, number>;
  names: Map<string, string>;
  people: Map<string, string>;
  services: ServiceName[];
  owners: readonly { value: string; label: string }[];
  mayRaise: boolean;
  now: Date;
};

const views: readonly (readonly [ActionView, string])[] = [
  ["open", "All open"],
  ["overdue", "Overdue"],
  ["waiting", "Waiting for verification"],
  ["effect-due", "Effect check due"],
  ["re-dated", "Re-dated"],
  ["mine", "Mine"],
  ["done", "Done"],
  ["cancelled", "Cancelled"],
];

export function ActionRegister(props: Props) {
  const { page, counts, names, people, services, owners, query, params, order, frame, mayExport, mayRaise, now } =
    props;
  const register = registerOf({ name: "action-items", params, query, order });
  const today = londonDay(now);
  return (
    <DataTable
      caption="Actions"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/action-items/${row.id}`,
        label: row.title,
        cells: cellsOf(row, { names, people, today }),
      }))}
      {...register.props({
        page,
        names,
        frame,
        mayExport,
        columns: [
          { id: "reference", header: "Ref", state: true },
          { id: "title", header: "Action", lead: true, sortable: register.sorted("title") },
          { id: "state", header: "Where it stands" },
          { id: "due", header: "Due", state: true, sortable: register.sorted("due") },
          { id: "owner", header: "Owner", hideable: true },
          { id: "services", header: "Services", hideable: true },
          { id: "strength", header: "Strength", state: true, hideable: true },
          { id: "changed", header: "Changed", state: true, hideable: true, sortable: register.sorted("changed") },
        ],
        views,
        counts,
        filters: [
          query.since && { label: `Verified since ${formatDate(query.since)}`, key: "since" },
          query.source && { label: sourceWords[query.source], key: "source" },
          query.owner && { label: people.get(query.owner) ?? "Owner", key: "owner" },
          query.strength && { label: strengthWords[query.strength], key: "strength" },
          query.age && { label: `Overdue by ${ageBandWords[query.age].toLowerCase()}`, key: "age" },
        ],
      })}
      filters={<ActionFilters href={register.href()} query={query} services={services} owners={owners} />}
      empty={
        counts.open + counts.done + counts.cancelled === 0 ? (
          <Empty
            missing="No action is recorded yet."
            means="What was learned from a review, a test or a risk changes nothing until somebody owns it, with a date."
            {...(mayRaise ? { link: { href: "/action-items/new", label: "Raise an action" } } : {})}
          />
        ) : undefined
      }
    />
  );
}

type Words = { names: Map<string, string>; people: Map<string, string>; today: string };

function cellsOf(row: ActionRow, { names, people, today }: Words) {
  const standing = standingOf(row, today);
  return [
    row.reference,
    <small key="from">{sourceWords[row.sourceKind]}</small>,
    <span key="state">
      <StateMark state={standing.shape}>{standing.word}</StateMark>
      {row.verifiedAlone ? <small>{noSecondPerson}</small> : null}
    </span>,
    <DueDate key="due" action={row} />,
    people.get(row.ownerId) ?? "Not known",
    serviceWords(row.serviceIds, names),
    strengthWords[row.strength],
    formatDate(row.changedAt, "short"),
  ];
}
