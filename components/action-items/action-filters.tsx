import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { actionSources, sourceWords, strengths, strengthWords } from "#lib/action-items/action-item.ts";
import type { ActionQuery } from "#lib/action-items/inputs.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = {
  href: string;
  query: ActionQuery;
  services: readonly ServiceName[];
  owners: readonly { value: string; label: string }[];
};

export function ActionFilters({ href, query, services, owners }: Props) {
  return (
    <FilterBar href={href} fields={["words", "service", "source", "owner", "strength", "page"]}>
      <FilterWords value={query.words} label="Action or finding" />
      <ServiceChoice value={query.service} services={services} />
      <FilterChoice
        name="source"
        label="From"
        value={query.source}
        options={actionSources.map((source) => [source, sourceWords[source]])}
      />
      <FilterChoice
        name="owner"
        label="Owner"
        value={query.owner}
        options={owners.map((owner) => [owner.value, owner.label])}
      />
      <FilterChoice
        name="strength"
        label="Strength"
        value={query.strength}
        options={strengths.map((strength) => [strength, strengthWords[strength]])}
      />
    </FilterBar>
  );
}
