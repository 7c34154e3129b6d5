import { DataTable } from "#components/data-table/data-table.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { DisruptionFilters } from "#components/disruptions/disruption-filters.tsx";
import { DisruptionMark, SeverityTag } from "#components/disruptions/marks.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { formatDate, formatDateTime, formatDuration, minutesBetween } from "#lib/dates.ts";
import { placeWords, severityWords, typeWords } from "#lib/disruptions/disruption.ts";
import type { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import type { DisruptionRow } from "#lib/disruptions/queries/register.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = RegisterProps<DisruptionRow, DisruptionQuery> & {
  sentence: string;
  counts: Record<DisruptionQuery["view"], number>;
  names: Map<string, string>;
  services: ServiceName[];
  mayReport: boolean;
  /** A reader of closed reviews has one view. */
  closedOnly: boolean;
};

const views = [
  ["open", "Open"],
  ["live", "Not back yet"],
  ["waiting", "Review open"],
  ["sign-off", "Awaiting sign-off"],
  ["closed", "Closed"],
  ["all", "All"],
] as const;

export function DisruptionRegister(props: Props) {
  const { page, sentence, counts, names, query, params, order, frame, mayExport, mayReport, closedOnly } = props;
  const { type, severity } = query;
  const register = registerOf({ name: "disruptions", params, query, order });
  return (
    <DataTable
      caption={sentence}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/disruptions/${row.id}`,
        label: row.title,
        cells: cellsOf(row, names),
      }))}
      {...register.props({
        page,
        names,
        frame,
        mayExport,
        columns: [
          { id: "reference", header: "Ref", state: true },
          { id: "title", header: "Disruption", lead: true },
          { id: "state", header: "State", state: true },
          { id: "severity", header: "Severity", state: true, sortable: register.sorted("severity") },
          { id: "services", header: "Services", hideable: true },
          { id: "noticed", header: "Noticed", state: true, sortable: register.sorted("noticed") },
          { id: "back", header: "Back after", hideable: true },
          { id: "changed", header: "Changed", state: true, hideable: true, sortable: register.sorted("changed") },
        ],
        views: closedOnly ? views.filter(([view]) => view === "closed") : views,
        counts,
        filters: [
          query.since && { label: `Closed since ${formatDate(query.since)}`, key: "since" },
          query.noticed && { label: `Noticed since ${formatDate(query.noticed)}`, key: "noticed" },
          type && { label: typeWords[type], key: "type" },
          severity && { label: `Severity ${severity}`, key: "severity" },
        ],
      })}
      filters={<DisruptionFilters href={register.href()} {...props} />}
      empty={
        counts.all === 0 ? (
          <Empty
            missing={closedOnly ? "No review is closed yet." : "No disruption is on record."}
            means="When something fails, one report of under a minute starts the record that its review needs."
            {...(mayReport ? { link: { href: "/disruptions/new", label: "Report a disruption" } } : {})}
          />
        ) : undefined
      }
    />
  );
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
    placeWords(row.serviceIds, names),
    row.noticedAt ? formatDateTime(row.noticedAt, "short") : "Not known yet",
    row.restoredAt && from ? formatDuration(minutesBetween(from, row.restoredAt)) : "Not known yet",
    formatDate(row.changedAt, "short"),
  ];
}
