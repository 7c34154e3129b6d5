"use client";

import { describedBy, differing, Field, type FieldText } from "#components/ui/field.tsx";
import { useField } from "#components/ui/form-context.tsx";

type TextProps = FieldText & {
  defaultValue?: string;
  type?: "text" | "email" | "password" | "tel" | "url" | "search";
  autoComplete?: string;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "tel";
  width?: "short" | "medium" | "long";
  maxLength?: number;
  required?: boolean;
  spellCheck?: boolean;
};

export function TextField({
  name,
  label,
  hint,
  optional,
  defaultValue,
  type = "text",
  width = "long",
  autoComplete = "off",
  required,
  ...input
}: TextProps) {
  const { fieldId, value, error, current } = useField(name, defaultValue);
  const both = type === "password" ? undefined : differing(value, current);
  return (
    <Field fieldId={fieldId} label={label} hint={hint} optional={optional} error={error} both={both}>
      <input
        id={fieldId}
        name={name}
        type={type}
        className={`w-${width}`}
        defaultValue={type === "password" ? "" : value}
        autoComplete={autoComplete}
        aria-describedby={describedBy(fieldId, hint, error)}
        aria-invalid={error ? true : undefined}
        aria-required={required}
        {...input}
      />
    </Field>
  );
}

type NumberProps = FieldText & { defaultValue?: string | number; unit?: string };

/** Typed digits, not a spinner: scrolling over it must never change a figure. */
export function NumberField({ unit, label, defaultValue, ...rest }: NumberProps) {
  return (
    <TextField
      {...rest}
      label={unit ? `${label}, ${unit}` : label}
      defaultValue={defaultValue === undefined ? undefined : String(defaultValue)}
      inputMode="decimal"
      width="short"
    />
  );
}

type AreaProps = FieldText & { defaultValue?: string; rows?: number; maxLength?: number };

export function TextArea({ name, label, hint, optional, defaultValue, rows = 4, maxLength }: AreaProps) {
  const { fieldId, value, error, current } = useField(name, defaultValue);
  const both = differing(value, current);
  return (
    <Field fieldId={fieldId} label={label} hint={hint} optional={optional} error={error} both={both}>
      <textarea
        id={fieldId}
        name={name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={value}
        aria-describedby={describedBy(fieldId, hint, error)}
        aria-invalid={error ? true : undefined}
      />
    </Field>
  );
}

/** Carried without being shown. After a stale refusal it carries what the record says now. */
export function HiddenField({ name, value }: { name: string; value: string | number }) {
  const { current } = useField(name);
  return <input type="hidden" name={name} value={current ?? value} />;
}
