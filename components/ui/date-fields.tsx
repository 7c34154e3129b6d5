"use client";

import { useState } from "react";
import { describedBy, differing, Field, type FieldText } from "#components/ui/field.tsx";
import { useField } from "#components/ui/form-context.tsx";
import { formatDate, isoDate, londonParts, parseDate, parseTime, toInstant } from "#lib/dates.ts";

type DateProps = FieldText & { defaultValue?: string };

/** A date as typed, said back in full: 3/11/26 and 3 nov are both fine. */
export function DateField({
  name,
  label,
  hint = "For example, 3 November 2026 or 3/11/26",
  optional,
  defaultValue,
}: DateProps) {
  const { fieldId, value, error, current, round } = useField(name, defaultValue);
  const [said, setSaid] = useState({ round, words: "" });
  const echo = said.round === round ? said.words : "";
  function sayBack(typed: string) {
    const read = typed.trim() ? parseDate(typed, new Date()) : undefined;
    const noon = read ? toInstant(read, { hour: 12, minute: 0 }) : undefined;
    const words = read && noon?.ok ? `${londonParts(noon.instant).weekday} ${formatDate(isoDate(read))}` : "";
    setSaid({ round, words });
  }
  return (
    <Field
      fieldId={fieldId}
      label={label}
      hint={hint}
      optional={optional}
      error={error}
      both={differing(value, current)}
    >
      <div className="with-echo">
        <input
          id={fieldId}
          name={name}
          type="text"
          className="w-medium"
          defaultValue={value}
          autoComplete="off"
          onBlur={(event) => sayBack(event.currentTarget.value)}
          aria-describedby={describedBy(fieldId, hint, error)}
          aria-invalid={error ? true : undefined}
        />
        <output className="echo" htmlFor={fieldId}>
          {echo}
        </output>
      </div>
    </Field>
  );
}

export function TimeField({
  name,
  label,
  hint = "24 hour UK time, for example 18:42",
  optional,
  defaultValue,
}: DateProps) {
  const { fieldId, value, error, current, round } = useField(name, defaultValue);
  const [said, setSaid] = useState({ round, words: "" });
  const echo = said.round === round ? said.words : "";
  function sayBack(typed: string) {
    const read = parseTime(typed);
    const words = read ? `${String(read.hour).padStart(2, "0")}:${String(read.minute).padStart(2, "0")} UK time` : "";
    setSaid({ round, words });
  }
  return (
    <Field
      fieldId={fieldId}
      label={label}
      hint={hint}
      optional={optional}
      error={error}
      both={differing(value, current)}
    >
      <div className="with-echo">
        <input
          id={fieldId}
          name={name}
          type="text"
          className="w-short"
          defaultValue={value}
          autoComplete="off"
          onBlur={(event) => sayBack(event.currentTarget.value)}
          aria-describedby={describedBy(fieldId, hint, error)}
          aria-invalid={error ? true : undefined}
        />
        <output className="echo" htmlFor={fieldId}>
          {echo}
        </output>
      </div>
    </Field>
  );
}
