"use client";

import type { ReactNode } from "react";
import { StateShape } from "#components/ui/state-mark.tsx";

export type FieldText = { name: string; label: string; hint?: string; optional?: boolean };
/** Options of a list that share a `group` stand together under its word. */
export type Option = { value: string; label: string; hint?: string; group?: string };

export function describedBy(fieldId: string, hint?: string, error?: string) {
  return [hint ? `${fieldId}-hint` : "", error ? `${fieldId}-error` : ""].filter(Boolean).join(" ") || undefined;
}

export function FieldNotes({ fieldId, hint, error }: { fieldId: string; hint?: string; error?: string }) {
  return (
    <>
      {hint ? (
        <p className="hint" id={`${fieldId}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="error" id={`${fieldId}-error`}>
          <StateShape state="bad" size={15} />
          <span>
            <span className="sr">Error: </span>
            {error}
          </span>
        </p>
      ) : null}
    </>
  );
}

type FieldProps = Omit<FieldText, "name"> & {
  fieldId: string;
  error?: string;
  /** Both versions, when somebody changed the record meanwhile. */
  both?: { yours: string; now: string };
  children: ReactNode;
};

export function Field({ fieldId, label, hint, optional, error, both, children }: FieldProps) {
  return (
    <div className={error ? "field invalid" : "field"}>
      <label htmlFor={fieldId}>
        {label}
        {optional ? <span className="muted"> (optional)</span> : null}
      </label>
      <FieldNotes fieldId={fieldId} hint={hint} error={error} />
      {children}
      {both ? <Both {...both} /> : null}
    </div>
  );
}

export function FieldGroup({ fieldId, label, hint, optional, error, both, children }: FieldProps) {
  return (
    <fieldset
      className={error ? "field invalid" : "field"}
      aria-describedby={describedBy(fieldId, hint, error)}
      aria-invalid={error ? true : undefined}
    >
      <legend>
        {label}
        {optional ? <span className="muted"> (optional)</span> : null}
      </legend>
      <FieldNotes fieldId={fieldId} hint={hint} error={error} />
      {children}
      {both ? <Both {...both} /> : null}
    </fieldset>
  );
}

function Both({ yours, now }: { yours: string; now: string }) {
  return (
    <dl className="both">
      <div>
        <dt>You wrote</dt>
        <dd>{yours || "Nothing"}</dd>
      </div>
      <div>
        <dt>It says now</dt>
        <dd>{now || "Nothing"}</dd>
      </div>
    </dl>
  );
}

/** Both versions, only where they differ. */
export function differing(yours: string, now: string | undefined) {
  return now === undefined || now === yours ? undefined : { yours, now };
}
