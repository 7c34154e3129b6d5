import type { ReactNode } from "react";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
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
      <label className="f">
        <span className="sr">Words</span>
        <input type="search" name="words" defaultValue={query.words} placeholder="Action or finding" />
      </label>
      <Filter name="service" label="Service" value={query.service}>
        {services.map((service) => (
          <option key={service.id} value={service.id}>
            {service.name}
          </option>
        ))}
      </Filter>
      <Filter name="source" label="From" value={query.source}>
        {actionSources.map((source) => (
          <option key={source} value={source}>
            {sourceWords[source]}
          </option>
        ))}
      </Filter>
      <Filter name="owner" label="Owner" value={query.owner}>
        {owners.map((owner) => (
          <option key={owner.value} value={owner.value}>
            {owner.label}
          </option>
        ))}
      </Filter>
      <Filter name="strength" label="Strength" value={query.strength}>
        {strengths.map((strength) => (
          <option key={strength} value={strength}>
            {strengthWords[strength]}
          </option>
        ))}
      </Filter>
    </FilterBar>
  );
}

type FilterProps = { name: string; label: string; value: string | undefined; children: ReactNode };

function Filter({ name, label, value, children }: FilterProps) {
  return (
    <label className="f">
      {label}
      <select name={name} defaultValue={value ?? ""}>
        <option value="">any</option>
        {children}
      </select>
    </label>
  );
}
