import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { StandingMark } from "#components/materials/standing-mark.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { MaterialQuery, MaterialView } from "#lib/materials/inputs.ts";
import { checkResultWords, lacksPriorities } from "#lib/materials/material.ts";
import type { MaterialRow } from "#lib/materials/queries/register.ts";
import { materialKinds, materialKindWords, materialName } from "#lib/records/material-kinds.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = RegisterProps<MaterialRow, MaterialQuery> & {
  counts: Record<MaterialView, number>;
  names: Map<string, string>;
  services: ServiceName[];
  mayRecord: boolean;
  now: Date;
};

const views: [MaterialView, string][] = [
  ["all", "All"],
  ["not-in-date", "Not in date"],
  ["out-of-date", "Out of date"],
  ["no-date-stamp", "No date stamp"],
  ["not-known", "Not known"],
  ["unchecked-7", "Not checked in 7 days"],
  ["unchecked-30", "Not checked in 30 days"],
  ["no-priorities", "No priorities"],
  ["ended", "No longer used"],
];

export function MaterialRegister(props: Props) {
  const { page, counts, names, services, query, params, order, frame, mayExport, mayRecord, now } = props;
  const register = registerOf({ name: "materials", params, query, order });
  return (
    <DataTable
      caption="Contingency materials"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/materials/${row.id}`,
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
          { id: "material", header: "Material, by service and place", lead: true, sortable: register.sorted("place") },
          { id: "standing", header: "Standing", state: true },
          { id: "content", header: "Content as of", state: true, hideable: true },
          { id: "printed", header: "Printed", state: true, hideable: true },
          { id: "until", header: "Use until", state: true, sortable: register.sorted("until") },
          { id: "checked", header: "Last check", hideable: true, sortable: register.sorted("checked") },
        ],
        views,
        counts,
        // A round is made in one service: changing the view keeps it.
        kept: { service: query.service },
        filters: [query.kind && { label: materialKindWords[query.kind].label, key: "kind" }],
      })}
      filters={
        <FilterBar href={register.href()} fields={["words", "service", "kind", "page"]}>
          <FilterWords value={query.words} label="Kind or place" />
          <ServiceChoice value={query.service} services={services} />
          <FilterChoice
            name="kind"
            label="Kind"
            value={query.kind}
            options={materialKinds.map((kind) => [kind, materialName(kind)])}
          />
        </FilterBar>
      }
      empty={
        counts.all + counts.ended === 0 ? (
          <Empty
            missing="No material is recorded yet."
            means="Nobody can show which paper care would fall back on, or how old it is. Recording a copy takes about two minutes."
            {...(mayRecord ? { link: { href: "/materials/new", label: "Record a material" } } : {})}
          />
        ) : undefined
      }
    />
  );
}

function cellsOf(row: MaterialRow, names: Map<string, string>, now: Date) {
  return [
    row.reference,
    <small key="place">{[names.get(row.serviceId), row.site, row.place].filter(Boolean).join(", ")}</small>,
    <div key="standing" className="stack tight">
      <StandingMark material={row} now={now} />
      {lacksPriorities(row) ? <StateMark state="warn">No priorities</StateMark> : null}
    </div>,
    <Known key="content" when={row.contentAsOf} />,
    <Known key="printed" when={row.printedAt} />,
    <Known key="until" when={row.useUntil} />,
    row.lastResult && row.lastCheckedAt ? (
      <div key="checked">
        {checkResultWords[row.lastResult]}
        <small>{formatDate(row.lastCheckedAt, "short")}</small>
      </div>
    ) : (
      <StateMark key="checked" state="unknown">
        Never checked
      </StateMark>
    ),
  ];
}

function Known({ when }: { when: Date | null }) {
  return when ? formatDateTime(when, "short") : <StateMark state="unknown">Not known</StateMark>;
}
