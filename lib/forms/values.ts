import { z } from "zod";
import type { FormState } from "#lib/forms/state.ts";

/** Every text field of a form as it was typed; files are left out, and names that every object has: no form of ours uses them. */
export function typedValues(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value !== "string" || name.startsWith("$ACTION") || name in {}) continue;
    values[name] = [...(values[name] ?? []), value.replaceAll("\r\n", "\n")];
  }
  return values;
}

/** What of a field is taken: every value where the schema wants a list, the last elsewhere; undefined if none was sent. */
export function takenOf(type: unknown, typed: string[] | undefined): string[] | undefined {
  if (wantsList(type)) return typed ?? [];
  return typed?.slice(-1);
}

/** The schema's own view of a form: lists where it wants lists, one value elsewhere. */
export function inputFor(schema: z.ZodObject, values: Record<string, string[]>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(schema.shape)) {
    const taken = takenOf(type, values[name]);
    if (taken) input[name] = wantsList(type) ? taken : taken[0];
  }
  return input;
}

function wantsList(type: unknown): boolean {
  if (type instanceof z.ZodArray) return true;
  if (
    type instanceof z.ZodOptional ||
    type instanceof z.ZodDefault ||
    type instanceof z.ZodNullable ||
    type instanceof z.ZodCatch
  ) {
    return wantsList(type.def.innerType);
  }
  return type instanceof z.ZodPipe ? wantsList(type.def.in) : false;
}

/** One sentence per field, the first that applies. */
export function errorsOf(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? "form");
    errors[name] ??= issue.message;
  }
  return errors;
}

/** After a part of a form was saved by a button of its own: that part shows what is stored, the rest what was typed. */
export function besides(state: FormState, form: FormData, part: readonly string[]): FormState {
  if (state.status !== "done") return state;
  const typed = Object.entries(typedValues(form)).filter(([name]) => !part.includes(name));
  return { ...state, status: "kept", values: Object.fromEntries(typed) };
}
