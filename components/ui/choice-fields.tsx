"use client";

import { describedBy, differing, Field, FieldGroup, type FieldText, type Option } from "#components/ui/field.tsx";
import { useField } from "#components/ui/form-context.tsx";

type SelectProps = FieldText & { options: readonly Option[]; defaultValue?: string; empty?: string };

function wordFor(options: readonly Option[], value: string) {
  return options.find((option) => option.value === value)?.label ?? value;
}

/** `empty` is the word for no choice; without it the first option is chosen, so leave it out only for filters. */
export function SelectField({ name, label, hint, optional, options, defaultValue, empty }: SelectProps) {
  const { fieldId, value, error, current, round } = useField(name, defaultValue);
  const now = current === undefined ? undefined : wordFor(options, current);
  const both = differing(wordFor(options, value), now);
  return (
    <Field fieldId={fieldId} label={label} hint={hint} optional={optional} error={error} both={both}>
      <select
        key={round}
        id={fieldId}
        name={name}
        defaultValue={value}
        aria-describedby={describedBy(fieldId, hint, error)}
        aria-invalid={error ? true : undefined}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {grouped(options).map(([group, within]) =>
          group ? (
            <optgroup key={group} label={group}>
              <Options options={within} />
            </optgroup>
          ) : (
            <Options key="" options={within} />
          ),
        )}
      </select>
    </Field>
  );
}

function Options({ options }: { options: readonly Option[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ));
}

function grouped(options: readonly Option[]): [group: string, options: Option[]][] {
  const groups = new Map<string, Option[]>();
  for (const option of options) groups.set(option.group ?? "", [...(groups.get(option.group ?? "") ?? []), option]);
  return [...groups];
}

type ChoicesProps = FieldText & { options: readonly Option[]; across?: boolean };

export function RadioGroup({ defaultValue, ...props }: ChoicesProps & { defaultValue?: string }) {
  return <Choices {...props} type="radio" defaultValue={defaultValue} />;
}

export function CheckboxGroup({ defaultValue, ...props }: ChoicesProps & { defaultValue?: readonly string[] }) {
  return <Choices {...props} type="checkbox" defaultValue={defaultValue} />;
}

type AnyChoices = ChoicesProps & { type: "radio" | "checkbox"; defaultValue?: string | readonly string[] };

function Choices({ name, label, hint, optional, options, across, type, defaultValue }: AnyChoices) {
  const { fieldId, values, error, current, round } = useField(name, defaultValue);
  const now = current === undefined ? undefined : inOrder(options, current.split(","));
  const both = differing(inOrder(options, values), now);
  return (
    <FieldGroup fieldId={fieldId} label={label} hint={hint} optional={optional} error={error} both={both}>
      <div className={across ? "choices across" : "choices"} key={round}>
        {options.map((option, index) => {
          const id = index === 0 ? fieldId : `${fieldId}-${index}`;
          return (
            <label className="choice" key={option.value} htmlFor={id}>
              <input
                id={id}
                type={type}
                name={name}
                value={option.value}
                defaultChecked={values.includes(option.value)}
              />
              <span>
                {option.label}
                {option.hint ? <small>{option.hint}</small> : null}
              </span>
            </label>
          );
        })}
      </div>
    </FieldGroup>
  );
}

/** Choices in the order in which they are offered: the same ones in another order are no difference. */
function inOrder(options: ChoicesProps["options"], chosen: readonly string[]): string {
  const place = new Map(options.map(({ value }, index) => [value, index]));
  return chosen
    .map((value) => value.trim())
    .sort((a, b) => (place.get(a) ?? options.length) - (place.get(b) ?? options.length))
    .map((value) => wordFor(options, value))
    .join(", ");
}
