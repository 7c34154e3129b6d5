"use client";

import { useState } from "react";
import { describedBy, differing, Field, type FieldText } from "#components/ui/field.tsx";
import { useField } from "#components/ui/form-context.tsx";
import { formatDate, isoDate, londonParts, parseDate, parseTime, toInstant } from "#lib/dates.ts";

type DateProps = FieldText & { defaultValue?: string };

/** A date as typed, said back in full: 3/11/26 and 3 nov are both fine. */
export function DateField({ hint = "For example, 3 November 2026 or 3/11/26", ...props }: DateProps) {
  return <EchoedField {...props} hint={hint} width="w-medium" sayBack={dateInFull} />;
}

export function TimeField({ hint = "24 hour UK time, for example 18:42", ...props }: DateProps) {
  return <EchoedField {...props} hint={hint} width="w-short" sayBack={timeInFull} />;
}

function dateInFull(typed: string): string {
  const read = typed.trim() ? parseDate(typed, new Date()) : undefined;
  const noon = read ? toInstant(read, { hour: 12, minute: 0 }) : undefined;
  return read && noon?.ok ? `${londonParts(noon.instant).weekday} ${formatDate(isoDate(read))}` : "";
}

function timeInFull(typed: string): string {
  const read = parseTime(typed);
  return read ? `${String(read.hour).padStart(2, "0")}:${String(read.minute).padStart(2, "0")} UK time` : "";
}

type EchoedProps = DateProps & { width: "w-medium" | "w-short"; sayBack: (typed: string) => string };

function EchoedField({ name, label, hint, optional, defaultValue, width, sayBack }: EchoedProps) {
  const { fieldId, value, error, current, round } = useField(name, defaultValue);
  const [said, setSaid] = useState({ round, words: "" });
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
          className={width}
          defaultValue={value}
          autoComplete="off"
          onBlur={(event) => setSaid({ round, words: sayBack(event.currentTarget.value) })}
          aria-describedby={describedBy(fieldId, hint, error)}
          aria-invalid={error ? true : undefined}
        />
        <output className="echo" htmlFor={fieldId}>
          {said.round === round ? said.words : ""}
        </output>
      </div>
    </Field>
  );
}
