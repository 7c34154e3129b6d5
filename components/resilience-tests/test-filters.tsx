import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import type { ServiceName } from "#lib/records/queries.ts";
import type { TestQuery } from "#lib/resilience-tests/inputs.ts";
import { notices, noticeWords, testKinds, testKindWords } from "#lib/resilience-tests/resilience-test.ts";

type Props = { href: string; query: TestQuery; services: readonly ServiceName[] };

export function TestFilters({ href, query, services }: Props) {
  return (
    <FilterBar href={href} fields={["words", "service", "kind", "notice", "page"]}>
      <label className="f">
        <span className="sr">Words</span>
        <input type="search" name="words" defaultValue={query.words} placeholder="Name, aim or reference" />
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
        options={testKinds.map((value) => ({ value, label: testKindWords[value].label }))}
        defaultValue={query.kind}
      />
      <SelectField
        name="notice"
        label="Notice"
        empty="any"
        options={notices.map((value) => ({ value, label: noticeWords[value] }))}
        defaultValue={query.notice}
      />
    </FilterBar>
  );
}
