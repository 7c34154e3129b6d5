import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { MeetingMark } from "#components/meetings/meeting-mark.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, formatDateTime, londonDay } from "#lib/dates.ts";
import type { MeetingQuery, MeetingView } from "#lib/meetings/inputs/meetings.ts";
import { plannedOn } from "#lib/meetings/meeting.ts";
import type { MeetingRow } from "#lib/meetings/queries/register.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = RegisterProps<MeetingRow, MeetingQuery> & {
  counts: Record<MeetingView, number>;
  committees: readonly { id: string; name: string }[];
  names: Map<string, string>;
  services: ServiceName[];
  now: Date;
};

const views: [MeetingView, string][] = [
  ["coming", "Coming"],
  ["waiting", "Waiting for minutes or signature"],
  ["signed", "Signed"],
  ["mine", "Mine"],
  ["all", "All"],
];

export function MeetingRegister(props: Props) {
  const { page, counts, committees, names, services, query, params, order, frame, mayExport, now } = props;
  const register = registerOf({ name: "meetings", params, query, order });
  const committee = committees.find((one) => one.id === query.committee);
  return (
    <DataTable
      caption="Meetings"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/meetings/${row.id}`,
        label: row.title,
        cells: cellsOf(row, names, now),
      }))}
      {...register.props({
        page,
        names,
        frame,
        mayExport,
        columns: [
          { id: "reference", header: "Ref", state: true },
          { id: "meeting", header: "Meeting", lead: true, sortable: register.sorted("title") },
          { id: "date", header: "When", state: true, sortable: register.sorted("date") },
          { id: "state", header: "State", state: true },
          { id: "place", header: "Where", hideable: true },
          { id: "services", header: "Services", hideable: true },
          { id: "papers", header: "Papers as at", state: true, hideable: true },
          { id: "changed", header: "Changed", state: true, hideable: true, sortable: register.sorted("changed") },
        ],
        views,
        counts,
        kept: { service: query.service, committee: query.committee },
        filters: [query.committee && { label: committee?.name ?? "Committee", key: "committee" }],
      })}
      filters={
        <FilterBar href={register.href()} fields={["words", "service", "committee", "page"]}>
          <FilterWords value={query.words} label="Name or place" />
          <FilterChoice
            name="committee"
            label="Committee"
            value={query.committee}
            options={committees.map((one) => [one.id, one.name])}
          />
          <ServiceChoice value={query.service} services={services} />
        </FilterBar>
      }
      empty={
        counts.all === 0 ? (
          <Empty
            missing="No meeting is called yet."
            means="A committee's chair or secretary calls its next meetings from the committee's own page."
          />
        ) : undefined
      }
    />
  );
}

function cellsOf(row: MeetingRow, names: Map<string, string>, now: Date) {
  const moved = londonDay(row.startsAt) !== row.originalOn;
  const late = row.startsAt < now && (row.state === "planned" || row.state === "published");
  return [
    row.reference,
    <small key="committee">{row.committee}</small>,
    <div key="date">
      {formatDateTime(row.startsAt, "short")}
      {plannedOn(row) && row.beganAt ? <small>Held {formatDateTime(row.beganAt, "short")}</small> : null}
      {moved ? <small>Moved from {formatDate(row.originalOn, "short")}</small> : null}
    </div>,
    <div key="state" className="stack tight">
      <MeetingMark state={row.state} />
      {late ? <StateMark state="warn">Not begun</StateMark> : null}
    </div>,
    row.place,
    row.serviceIds.length === 0 ? "Whole organisation" : row.serviceIds.map((id) => names.get(id) ?? "").join(", "),
    row.cutOff ? formatDateTime(row.cutOff, "short") : "Not published",
    formatDate(row.changedAt, "short"),
  ];
}
