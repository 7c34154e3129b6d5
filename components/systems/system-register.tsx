import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, formatDuration } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { serviceWords } from "#lib/records/services.ts";
import type { SystemQuery } from "#lib/systems/inputs.ts";
import type { SystemRow } from "#lib/systems/queries.ts";
import { categoryWords, recoveryStanding, systemCategories } from "#lib/systems/system.ts";

type Props = RegisterProps<SystemRow, SystemQuery> & {
  counts: Record<SystemQuery["view"], number>;
  names: Map<string, string>;
  services: ServiceName[];
  mayRecord: boolean;
};

const views = [
  ["in-use", "In use"],
  ["analogue", "Analogue line"],
  ["no-objective", "No recovery times"],
  ["retired", "No longer used"],
] as const;

export function SystemRegister(props: Props) {
  const { page, counts, names, services, query, params, order, frame, mayExport, mayRecord } = props;
  const register = registerOf({ name: "systems", params, query, order });
  return (
    <DataTable
      caption="Systems"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/systems/${row.id}`,
        label: row.name,
        cells: cellsOf(row, names),
      }))}
      {...register.props({
        page,
        names,
        frame,
        mayExport,
        columns: [
          { id: "reference", header: "Ref", state: true },
          { id: "name", header: "System", lead: true, sortable: register.sorted("name") },
          { id: "tier", header: "Tier", sortable: register.sorted("tier") },
          { id: "services", header: "Services", hideable: true },
          { id: "recovery", header: "Back within", hideable: true },
          { id: "tolerable", header: "Care can bear", hideable: true },
          { id: "line", header: "Phone line", hideable: true },
          { id: "changed", header: "Changed", state: true, hideable: true, sortable: register.sorted("changed") },
        ],
        views,
        counts,
        filters: [query.category && { label: categoryWords[query.category], key: "category" }],
      })}
      filters={
        <FilterBar href={register.href()} fields={["words", "service", "category", "page"]}>
          <FilterWords value={query.words} label="Name or supplier" />
          <ServiceChoice value={query.service} services={services} />
          <FilterChoice
            name="category"
            label="Kind"
            value={query.category}
            options={systemCategories.map((category) => [category, categoryWords[category]])}
          />
        </FilterBar>
      }
      empty={
        counts["in-use"] + counts.retired === 0 ? (
          <Empty
            missing="No system is recorded yet."
            means="A system that is not here cannot be linked to a risk, a disruption or a test. Recording one takes about two minutes."
            {...(mayRecord ? { link: { href: "/systems/new", label: "Record a system" } } : {})}
          />
        ) : undefined
      }
    />
  );
}

function cellsOf(row: SystemRow, names: Map<string, string>) {
  const standing = recoveryStanding(row);
  return [
    row.reference,
    <small key="kind">
      {categoryWords[row.category]}
      {row.supplier ? `, ${row.supplier}` : ""}
    </small>,
    row.tier,
    serviceWords(row.serviceIds, names),
    row.objectiveMinutes === null ? (
      <StateMark key="objective" state="unknown">
        Not known
      </StateMark>
    ) : (
      formatDuration(row.objectiveMinutes)
    ),
    standing === "set" || row.tolerableMinutes !== null ? (
      formatDuration(row.tolerableMinutes ?? 0)
    ) : (
      <StateMark key="tolerable" state="unknown">
        Not known
      </StateMark>
    ),
    row.analogue ? (
      <StateMark key="line" state="warn">
        {row.analogueEndsOn ? `Analogue, ends ${formatDate(row.analogueEndsOn, "short")}` : "Analogue, end not known"}
      </StateMark>
    ) : (
      "Not analogue"
    ),
    formatDate(row.changedAt, "short"),
  ];
}
