"use client";

type WordsProps = {
  value: string | undefined;
  label: string;
  /** An example. */
  placeholder?: string;
  /** Its name in the address. */
  name?: string;
};

/** The words a register is searched for: the first field of every filter bar. */
export function FilterWords({ value, label, placeholder, name = "words" }: WordsProps) {
  return (
    <label className="f">
      {label}
      <input type="search" name={name} defaultValue={value} placeholder={placeholder} autoComplete="off" />
    </label>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
};

type Named = { id: string; name: string };

/** One closed list of a filter bar; "any" is the absence of a choice. */
export function FilterChoice({ name, label, value, options }: ChoiceProps) {
  return (
    <label className="f">
      {label}
      <select name={name} defaultValue={value ?? ""}>
        <option value="">Any</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The service a register is narrowed to; every register that has one asks in the same words. */
export function ServiceChoice({ value, services }: { value: string | undefined; services: readonly Named[] }) {
  const options = services.map(({ id, name }) => [id, name] as const);
  return <FilterChoice name="service" label="Service" value={value} options={options} />;
}
