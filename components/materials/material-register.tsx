import { shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { StandingMark } from "#components/materials/standing-mark.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { MaterialQuery, MaterialView } from "#lib/materials/inputs.ts";
import { checkResultWords, lacksPriorities, materialKinds, materialKindWords } from "#lib/materials/material.ts";
import type { MaterialRow } from "#lib/materials/queries.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { registerHref } from "#lib/registers/query.ts";
import type { SavedView } from "#lib/registers/views.ts";

type Props = {
  page: { rows: MaterialRow[]; total: number; previous?: string; next?: string };
  counts: Record<MaterialView, number>;
  names: Map<string, string>;
  services: ServiceName[];
  saved: SavedView[];
  query: MaterialQuery;
  params: Record<string, string | string[] | undefined>;
  mayExport: boolean;
  now: Date;
};

const views: [MaterialView, string][] = [
  ["all", "All"],
  ["out-of-date", "Out of date"],
  ["no-date-stamp", "No date stamp"],
  ["unchecked-7", "Not checked in 7 days"],
  ["unchecked-30", "Not checked in 30 days"],
  ["ended", "No longer used"],
];

export function MaterialRegister({ page, counts, names, services, saved, query, params, mayExport, now }: Props) {
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/materials", params, change);
  const sorted = (key: MaterialQuery["sort"]) => ({
    href: href({ sort: key }),
    ...(query.sort === key ? { direction: "ascending" as const } : {}),
  });
  const columns = [
    { id: "reference", header: "Ref", state: true },
    { id: "material", header: "Material, by service and place", lead: true, sortable: sorted("place") },
    { id: "standing", header: "Standing", state: true },
    { id: "content", header: "Content as of", state: true, hideable: true },
    { id: "printed", header: "Printed", state: true, hideable: true },
    { id: "until", header: "Use until", state: true, sortable: sorted("until") },
    { id: "checked", header: "Last check", hideable: true, sortable: sorted("checked") },
  ];
  const shown = shownColumns(query.cols, columns);
  return (
    <DataTable
      caption="Contingency materials"
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/materials/${row.id}`,
        label: row.title,
        cells: cellsOf(row, names, now),
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown`}
      views={[
        ...views.map(([view, label]) => ({
          label,
          count: counts[view],
          href: registerHref("/materials", {}, { view, service: query.service }),
          current: query.view === view,
        })),
        ...saved.map((view) => ({ label: view.name, href: `/materials?${view.query}` })),
      ]}
      filters={
        <FilterBar href={href()} fields={["words", "service", "kind", "page"]}>
          <label className="f">
            <span className="sr">Words</span>
            <input type="search" name="words" defaultValue={query.words} placeholder="Kind or place" />
          </label>
          <SelectField
            name="service"
            label="Service"
            empty="any"
            options={services.map((service) => ({ value: service.id, label: service.name }))}
            defaultValue={query.service}
          />
          <SelectField
            name="kind"
            label="Kind"
            empty="any"
            options={materialKinds.map((value) => ({
              value,
              label: materialKindWords[value].short ?? materialKindWords[value].label,
            }))}
            defaultValue={query.kind}
          />
        </FilterBar>
      }
      applied={[
        ...(query.words ? [{ label: `Holding “${query.words}”`, removeHref: href({ words: undefined }) }] : []),
        ...(query.service
          ? [{ label: names.get(query.service) ?? "Service", removeHref: href({ service: undefined }) }]
          : []),
        ...(query.kind ? [{ label: materialKindWords[query.kind].label, removeHref: href({ kind: undefined }) }] : []),
      ]}
      clearHref={registerHref("/materials", {}, { view: query.view })}
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(mayExport ? { exportHref: registerHref("/materials/export", params) } : {})}
      {...(counts.all + counts.ended === 0
        ? {
            empty: (
              <Empty
                missing="No material is recorded yet."
                means="Nobody can show which paper care would fall back on, or how old it is. Recording a copy takes about two minutes."
              />
            ),
          }
        : {})}
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
