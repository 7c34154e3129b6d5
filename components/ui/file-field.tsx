"use client";

import { describedBy, Field, type FieldText } from "#components/ui/field.tsx";
import { useField } from "#components/ui/form-context.tsx";

type FileProps = FieldText & {
  accept?: string;
  multiple?: boolean /** Files already kept with the draft. */;
  kept?: string[];
};

export function FileField({ name, label, hint, optional, accept, multiple, kept = [] }: FileProps) {
  const { fieldId, error, returned } = useField(name);
  return (
    <Field fieldId={fieldId} label={label} hint={hint} optional={optional} error={error}>
      {kept.length > 0 ? <p className="hint">Already attached: {kept.join(", ")}</p> : null}
      <input
        id={fieldId}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        aria-describedby={describedBy(fieldId, hint, error)}
        aria-invalid={error ? true : undefined}
      />
      {returned ? <p className="hint">If no file is shown here, choose it again.</p> : null}
    </Field>
  );
}
