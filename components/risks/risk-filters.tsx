import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import type { ServiceName } from "#lib/records/queries.ts";
import type { RiskQuery } from "#lib/risks/inputs.ts";
import { categoryWords, riskCategories } from "#lib/risks/risk.ts";

type Props = {
  href: string;
  query: RiskQuery;
  services: ServiceName[];
  owners: string[];
  people: Map<string, string>;
};

const scores = [
  ["4", "4 or more, moderate"],
  ["6", "6 or more"],
  ["8", "8 or more, high"],
  ["12", "12 or more"],
  ["15", "15 or more, extreme"],
] as const;

export function RiskFilters({ href, query, services, owners, people }: Props) {
  const names = owners
    .map((id) => [id, people.get(id) ?? ""] as const)
    .sort((a, b) => a[1].localeCompare(b[1], "en-GB"));
  return (
    <FilterBar href={href} fields={["words", "service", "owner", "least", "category", "page"]}>
      <FilterWords value={query.words} label="Word or reference" />
      <ServiceChoice value={query.service} services={services} />
      <FilterChoice label="Owner" name="owner" value={query.owner} options={names} />
      <FilterChoice label="Score" name="least" value={query.least} options={scores} />
      <FilterChoice
        label="Kind"
        name="category"
        value={query.category}
        options={riskCategories.map((category) => [category, categoryWords[category]])}
      />
    </FilterBar>
  );
}
