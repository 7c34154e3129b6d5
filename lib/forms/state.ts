/** Said once and never kept: a set-password link or a code. */
export type Once = { label: string; value: string; note: string; next?: { href: string; label: string } };

/**
 * What a form action hands back. `values` holds every field as it was typed, so that nothing is lost. "kept" is done with
 * a part of the form alone: what was typed in the rest of it stays.
 * `errors` maps a field name to the sentence shown beside it. `current` is set on a stale refusal and maps a
 * field name to what the record says now, including its new `version`.
 */
export type FormState = {
  status: "idle" | "invalid" | "refused" | "fault" | "done" | "kept";
  values: Record<string, string[]>;
  errors: Record<string, string>;
  message?: string;
  reference?: string;
  current?: Record<string, string>;
  /** Texts that may hold personal data, by field: what was found. The author edits them or confirms each. */
  warnings?: Record<string, string>;
  once?: Once;
};

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export const idle: FormState = { status: "idle", values: {}, errors: {} };
