import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { disruptionTypes, severities, severityWords, typeWords } from "#lib/disruptions/disruption.ts";
import type { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = { href: string; query: DisruptionQuery; services: readonly ServiceName[] };

export function DisruptionFilters({ href, query, services }: Props) {
  return (
    <FilterBar href={href} fields={["words", "service", "type", "severity", "page"]}>
      <label className="f">
        <span className="sr">Words</span>
        <input type="search" name="words" defaultValue={query.words} placeholder="Word or reference" />
      </label>
      <Choice
        label="Service"
        name="service"
        value={query.service}
        options={services.map((service) => [service.id, service.name])}
      />
      <Choice
        label="What failed"
        name="type"
        value={query.type}
        options={disruptionTypes.map((type) => [type, typeWords[type]])}
      />
      <Choice
        label="Severity"
        name="severity"
        value={query.severity}
        options={severities.map((level) => [String(level), `${level}, ${severityWords[level].label}`])}
      />
    </FilterBar>
  );
}

type ChoiceProps = {
  label: string;
  name: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
};

function Choice({ label, name, value, options }: ChoiceProps) {
  return (
    <label className="f">
      {label}
      <select name={name} defaultValue={value ?? ""}>
        <option value="">any</option>
        {options.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
