import { type Column, shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { DisruptionFilters } from "#components/disruptions/disruption-filters.tsx";
import { DisruptionMark, SeverityTag } from "#components/disruptions/marks.tsx";
import { DeleteView, SaveView } from "#components/disruptions/view-forms.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { formatDate, formatDateTime, formatDuration, minutesBetween } from "#lib/dates.ts";
import { serviceWords, severityWords, typeWords } from "#lib/disruptions/disruption.ts";
import type { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import type { DisruptionRow } from "#lib/disruptions/queries/register.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { registerHref } from "#lib/registers/query.ts";
import type { SavedView } from "#lib/registers/views.ts";

type Props = {
  page: { rows: DisruptionRow[]; total: number; previous?: string; next?: string };
  sentence: string;
  order: string;
  counts: Record<DisruptionQuery["view"], number>;
  names: Map<string, string>;
  services: ServiceName[];
  saved: SavedView[];
  query: DisruptionQuery;
  params: Record<string, string | string[] | undefined>;
  mayExport: boolean;
  mayReport: boolean;
  viewActions: { save: FormAction; remove: FormAction };
};

const views = [
  ["open", "Open"],
  ["waiting", "Waiting for review"],
  ["sign-off", "Awaiting sign-off"],
  ["closed", "Closed"],
  ["all", "All"],
] as const;

export function DisruptionRegister(props: Props) {
  const { page, sentence, order, counts, names, saved, query, params, viewActions } = props;
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/disruptions", params, change);
  const here = href().split("?")[1] ?? "";
  const mine = saved.find((view) => view.query === here);
  const sorted = (key: DisruptionQuery["sort"]) => ({
    href: href({ sort: key }),
    ...(query.sort === key ? { direction: "descending" as const } : {}),
  });
  const columns: Column[] = [
    { id: "reference", header: "Ref" },
    { id: "title", header: "Disruption", lead: true },
    { id: "state", header: "State", state: true },
    { id: "severity", header: "Severity", sortable: sorted("severity") },
    { id: "services", header: "Services", hideable: true },
    { id: "noticed", header: "Noticed", sortable: sorted("noticed") },
    { id: "back", header: "Back after", hideable: true },
    { id: "changed", header: "Changed", state: true, hideable: true, sortable: sorted("changed") },
  ];
  const shown = shownColumns(query.cols, columns);
  return (
    <DataTable
      caption={sentence}
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/disruptions/${row.id}`,
        label: row.title,
        cells: cellsOf(row, names),
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown, ${order}`}
      views={[
        ...views.map(([view, label]) => ({
          label,
          count: counts[view],
          href: registerHref("/disruptions", {}, { view }),
          current: mine === undefined && query.view === view,
        })),
        ...saved.map((view) => ({ label: view.name, href: `/disruptions?${view.query}`, current: view === mine })),
      ]}
      {...(mine
        ? { deleteView: <DeleteView action={viewActions.remove} id={mine.id} name={mine.name} /> }
        : { saveView: <SaveView action={viewActions.save} query={here} /> })}
      filters={<DisruptionFilters href={href()} {...props} />}
      applied={appliedOf(props, href)}
      clearHref={registerHref("/disruptions", {}, { view: query.view })}
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(props.mayExport ? { exportHref: registerHref("/disruptions/export", params) } : {})}
      {...(counts.all === 0
        ? {
            empty: (
              <Empty
                missing="No disruption is on record."
                means="When something fails, one report of under a minute starts the record that its review needs."
                {...(props.mayReport ? { link: { href: "/disruptions/new", label: "Report a disruption" } } : {})}
              />
            ),
          }
        : {})}
    />
  );
}

function appliedOf({ query, names }: Props, href: (change: Record<string, undefined>) => string) {
  const { words, service, type, severity } = query;
  return [
    ...(words ? [{ label: `Holding “${words}”`, removeHref: href({ words: undefined }) }] : []),
    ...(service ? [{ label: names.get(service) ?? "Service", removeHref: href({ service: undefined }) }] : []),
    ...(type ? [{ label: typeWords[type], removeHref: href({ type: undefined }) }] : []),
    ...(severity ? [{ label: `Severity ${severity}`, removeHref: href({ severity: undefined }) }] : []),
  ];
}

function cellsOf(row: DisruptionRow, names: Map<string, string>) {
  const from = row.startedAt ?? row.noticedAt;
  return [
    row.reference,
    <small key="type">{row.type ? typeWords[row.type] : "What failed is not known yet"}</small>,
    <DisruptionMark key="state" row={row} />,
    row.severity ? (
      `${row.severity}, ${severityWords[row.severity].label}`
    ) : (
      <SeverityTag key="level" level={undefined} />
    ),
    serviceWords(row.serviceIds, names),
    row.noticedAt ? formatDateTime(row.noticedAt, "short") : "Not known yet",
    row.restoredAt && from ? formatDuration(minutesBetween(from, row.restoredAt)) : "Not known yet",
    formatDate(row.changedAt, "short"),
  ];
}
