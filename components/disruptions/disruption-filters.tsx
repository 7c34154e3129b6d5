import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { disruptionTypes, severities, severityWords, typeWords } from "#lib/disruptions/disruption.ts";
import type { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = { href: string; query: DisruptionQuery; services: readonly ServiceName[] };

export function DisruptionFilters({ href, query, services }: Props) {
  return (
    <FilterBar href={href} fields={["words", "service", "type", "severity", "page"]}>
      <FilterWords value={query.words} label="Word or reference" />
      <ServiceChoice value={query.service} services={services} />
      <FilterChoice
        label="What failed"
        name="type"
        value={query.type}
        options={disruptionTypes.map((type) => [type, typeWords[type]])}
      />
      <FilterChoice
        label="Severity"
        name="severity"
        value={query.severity}
        options={severities.map((level) => [String(level), `${level}, ${severityWords[level].label}`])}
      />
    </FilterBar>
  );
}
