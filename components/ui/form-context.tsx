"use client";

import { createContext, useContext } from "react";
import { type FormState, idle } from "#lib/forms/state.ts";

export const FormContext = createContext<{ id: string; state: FormState }>({ id: "field", state: idle });

/** What the form knows about one field: its id, what was typed, what is wrong, what the record says now. */
export function useField(name: string, defaultValue: string | readonly string[] = []) {
  const { id, state } = useContext(FormContext);
  const typed = state.values[name];
  const returned = state.status !== "idle" && state.status !== "done";
  const kept = returned ? (typed ?? (state.status === "kept" ? undefined : [])) : undefined;
  const values = kept ?? (typeof defaultValue === "string" ? [defaultValue] : [...defaultValue]);
  return {
    fieldId: `${id}-${name}`,
    values,
    value: values[0] ?? "",
    /** The form came back: what stands in it is what was typed, not what was stored. */
    returned,
    error: state.errors[name],
    current: state.current?.[name],
    /** Changes whenever the kept value does: React resets selects and choices after an action without it. */
    round: `${state.status}:${values.join("\u0000")}`,
  };
}
