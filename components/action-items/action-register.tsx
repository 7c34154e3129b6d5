import { ActionFilters } from "#components/action-items/action-filters.tsx";
import { DueDate } from "#components/action-items/due-date.tsx";
import { serviceWords } from "#components/action-items/service-words.ts";
import { DeleteView, SaveView } from "#components/action-items/view-forms.tsx";
import { shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { ageBandWords, sourceWords, standingOf, strengthWords } from "#lib/action-items/action-item.ts";
import type { ActionQuery, ActionView } from "#lib/action-items/inputs.ts";
import type { ActionRow } from "#lib/action-items/queries.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { registerHref } from "#lib/registers/query.ts";
import type { SavedView } from "#lib/registers/views.ts";

type Props = {
  page: { rows: ActionRow[]; total: number; previous?: string; next?: string };
  counts: Record<ActionView, number>;
  names: Map<string, string>;
  people: Map<string, string>;
  services: ServiceName[];
  owners: readonly { value: string; label: string }[];
  saved: SavedView[];
  query: ActionQuery;
  params: Record<string, string | string[] | undefined>;
  mayExport: boolean;
  now: Date;
  viewActions: { save: FormAction; remove: FormAction };
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
  const { page, counts, names, people, services, owners, saved, query, params, mayExport, now, viewActions } = props;
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/action-items", params, change);
  const sorted = (key: ActionQuery["sort"]) => ({
    href: href({ sort: key }),
    ...(query.sort === key ? { direction: key === "changed" ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const columns = [
    { id: "reference", header: "Ref", state: true },
    { id: "title", header: "Action", lead: true, sortable: sorted("title") },
    { id: "state", header: "Where it stands" },
    { id: "due", header: "Due", state: true, sortable: sorted("due") },
    { id: "owner", header: "Owner", hideable: true },
    { id: "services", header: "Services", hideable: true },
    { id: "strength", header: "Strength", state: true, hideable: true },
    { id: "changed", header: "Changed", state: true, hideable: true, sortable: sorted("changed") },
  ];
  const shown = shownColumns(query.cols, columns);
  const today = londonDay(now);
  const here = href().split("?")[1] ?? "";
  const own = saved.find((view) => view.query === here);
  return (
    <DataTable
      caption="Actions"
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/action-items/${row.id}`,
        label: row.title,
        cells: cellsOf(row, { names, people, today }),
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown`}
      views={[
        ...views.map(([view, label]) => ({
          label,
          count: counts[view],
          href: registerHref("/action-items", {}, { view }),
          current: own === undefined && query.view === view,
        })),
        ...saved.map((view) => ({ label: view.name, href: `/action-items?${view.query}`, current: view === own })),
      ]}
      {...(own
        ? { deleteView: <DeleteView action={viewActions.remove} id={own.id} name={own.name} /> }
        : { saveView: <SaveView action={viewActions.save} query={here} /> })}
      filters={<ActionFilters href={href()} query={query} services={services} owners={owners} />}
      applied={appliedTo(query, names, people).map(({ key, label }) => ({
        label,
        removeHref: href({ [key]: undefined }),
      }))}
      clearHref={registerHref("/action-items", {}, { view: query.view })}
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(mayExport ? { exportHref: registerHref("/action-items/export", params) } : {})}
      {...(counts.open + counts.done + counts.cancelled === 0
        ? {
            empty: (
              <Empty
                missing="No action is recorded yet."
                means="What was learned from a review, a test or a risk changes nothing until somebody owns it, with a date."
              />
            ),
          }
        : {})}
    />
  );
}

function appliedTo(query: ActionQuery, names: Map<string, string>, people: Map<string, string>) {
  return [
    { key: "words", label: query.words && `Holding “${query.words}”` },
    { key: "service", label: query.service && (names.get(query.service) ?? "Service") },
    { key: "source", label: query.source && sourceWords[query.source] },
    { key: "owner", label: query.owner && (people.get(query.owner) ?? "Owner") },
    { key: "strength", label: query.strength && strengthWords[query.strength] },
    { key: "age", label: query.age && `Overdue by ${ageBandWords[query.age].toLowerCase()}` },
  ].flatMap(({ key, label }) => (label ? [{ key, label }] : []));
}

type Words = { names: Map<string, string>; people: Map<string, string>; today: string };

function cellsOf(row: ActionRow, { names, people, today }: Words) {
  const standing = standingOf(row, today);
  return [
    row.reference,
    <small key="from">{sourceWords[row.sourceKind]}</small>,
    <StateMark key="state" state={standing.shape}>
      {standing.word}
    </StateMark>,
    <DueDate key="due" action={row} />,
    people.get(row.ownerId) ?? "Not known",
    serviceWords(row.serviceIds, names),
    strengthWords[row.strength],
    formatDate(row.changedAt, "short"),
  ];
}
