import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import type { ServiceQuery } from "#lib/organisation/inputs.ts";
import {
  isOfficeBased,
  serviceTypes,
  serviceTypeWords,
  standing,
  typesInWords,
} from "#lib/organisation/organisation.ts";
import type { ProviderRow, ServiceRow } from "#lib/organisation/queries/services.ts";

type Props = RegisterProps<ServiceRow, ServiceQuery> & {
  counts: Record<ServiceQuery["view"], number>;
  providers: ProviderRow[];
  today: string;
};

const views = [
  ["open", "Open"],
  ["no-manager", "No manager"],
  ["no-location", "No CQC id"],
  ["closed", "Closed"],
] as const;

export function ServiceRegister(props: Props) {
  const { page, counts, providers, query, params, order, today, frame, mayExport } = props;
  const register = registerOf({ name: "organisation", params, query, order });
  const providerName = providers.find((one) => one.id === query.provider)?.name;
  return (
    <DataTable
      caption="Services"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/organisation/services/${row.id}`,
        label: row.name,
        cells: cellsOf(row, today),
      }))}
      {...register.props({
        page,
        frame,
        mayExport,
        columns: [
          { id: "name", header: "Service", lead: true, sortable: register.sorted("name") },
          { id: "standing", header: "State", state: true },
          { id: "manager", header: "Manager", hideable: true },
          {
            id: "people",
            header: "People supported",
            align: "right",
            sortable: register.sorted("people"),
            hideable: true,
          },
          { id: "beds", header: "Beds", align: "right", hideable: true },
          { id: "authority", header: "Local authority", sortable: register.sorted("authority"), hideable: true },
          { id: "provider", header: "Legal provider", hideable: true },
          { id: "location", header: "CQC location id", state: true, hideable: true },
        ],
        views,
        counts,
        filters: [
          query.type && { label: serviceTypeWords[query.type], key: "type" },
          query.provider && { label: providerName ?? "Provider", key: "provider" },
        ],
      })}
      filters={
        <FilterBar href={register.href()} fields={["words", "type", "provider", "page"]}>
          <FilterWords value={query.words} label="Name, authority or CQC id" />
          <FilterChoice
            name="type"
            label="Kind"
            value={query.type}
            options={serviceTypes.map((type) => [type, serviceTypeWords[type]])}
          />
          <FilterChoice
            name="provider"
            label="Provider"
            value={query.provider}
            options={providers.map((provider) => [provider.id, provider.name])}
          />
        </FilterBar>
      }
      empty={
        counts.open + counts.closed === 0 ? (
          <Empty
            missing="No service is here yet."
            means="Risks, disruptions and tests name the services they concern, so the services come first. They can be added one by one or from a file."
          />
        ) : undefined
      }
    />
  );
}

function cellsOf(row: ServiceRow, today: string) {
  return [
    typesInWords(row.types) || "Kind not known",
    <ServiceStanding key="standing" closedOn={row.closedOn} today={today} />,
    row.manager ?? (
      <StateMark key="manager" state="unknown">
        No manager
      </StateMark>
    ),
    row.peopleSupported ?? "Not known",
    row.beds ?? (isOfficeBased(row.types) ? "Not applicable" : "Not known"),
    row.localAuthority ?? "Not known",
    row.provider ?? "Not known",
    row.cqcLocationId ?? "None",
  ];
}

export function ServiceStanding({ closedOn, today }: { closedOn: string | null; today: string }) {
  const on = closedOn ? formatDate(closedOn, "short") : "";
  switch (standing(closedOn, today)) {
    case "open":
      return <StateMark state="ok">Open</StateMark>;
    case "closing":
      return <StateMark state="warn">{`Closes ${on}`}</StateMark>;
    case "closed":
      return <StateMark state="na">{`Closed ${on}`}</StateMark>;
  }
}
