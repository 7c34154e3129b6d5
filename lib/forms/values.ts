import { z } from "zod";

/** Every text field of a form as it was typed; files are left out, and names that every object has: no form of ours uses them. */
export function typedValues(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value !== "string" || name.startsWith("$ACTION") || name in {}) continue;
    values[name] = [...(values[name] ?? []), value.replaceAll("\r\n", "\n")];
  }
  return values;
}

/** The schema's own view of a form: lists where it wants lists, the last value elsewhere. */
export function inputFor(schema: z.ZodObject, values: Record<string, string[]>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(schema.shape)) {
    const typed = values[name];
    if (wantsList(type)) input[name] = typed ?? [];
    else if (typed) input[name] = typed.at(-1);
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
