import { z } from "zod";
import { isoDate, parseDate, parseTime, toInstant } from "#lib/dates.ts";

// Control characters and direction marks have no place in what people type, and can disguise a text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const cleanText = (text: string) => !forbidden.test(text);
const strange = "Remove the hidden characters. Paste it as plain text.";

/** Marks that take no place on a page, and the blank that braille writes. */
const unseen = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Whether nobody would see anything of a text. */
export const isBlank = (text: string) => text.replace(unseen, "") === "";

/** A required text: trimmed, of at most `max` characters. `missing` is the sentence for an empty field. */
export function requiredText(missing: string, max = 2000) {
  return z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(max, `Use ${max.toLocaleString("en-GB")} characters or fewer.`)
    .refine(cleanText, strange)
    .refine((text) => !isBlank(text), missing);
}

/** An optional text; empty becomes undefined. */
export function optionalText(max = 2000) {
  return z
    .string()
    .trim()
    .max(max, `Use ${max.toLocaleString("en-GB")} characters or fewer.`)
    .refine(cleanText, strange)
    .optional()
    .transform((text) => (text && !isBlank(text) ? text : undefined));
}

export function choice<const T extends readonly string[]>(values: T, missing: string) {
  return z.enum(values, { error: () => missing });
}

export const uuid = (missing = "Choose one from the list.") => z.uuid(missing);

export function optionalUuid() {
  return z
    .union([z.literal(""), z.uuid("Choose one from the list.")])
    .optional()
    .transform((value) => value || undefined);
}

/** The version of the record that the form was filled from. */
export const version = z.coerce.number("Open the record again.").int().min(1);

export function wholeNumber(missing: string, min: number, max: number) {
  const range = `Use a whole number from ${min} to ${max.toLocaleString("en-GB")}.`;
  return z
    .string(missing)
    .trim()
    .min(1, missing)
    .regex(/^-?[0-9]{1,9}$/, range)
    .transform(Number)
    .refine((value) => value >= min && value <= max, range);
}

/** One tick box: what is not ticked is not sent. */
export const ticked = z
  .literal("yes")
  .optional()
  .transform((value) => value === "yes");

export function optionalWholeNumber(min: number, max: number) {
  const range = `Use a whole number from ${min} to ${max.toLocaleString("en-GB")}.`;
  return z
    .string()
    .trim()
    .regex(/^(-?[0-9]{1,9})?$/, range)
    .optional()
    .transform((value) => (value ? Number(value) : undefined))
    .refine((value) => value === undefined || (value >= min && value <= max), range);
}

/** A typed date such as 3/11/26, 3 nov or 3 November 2026; answers YYYY-MM-DD. */
export function typedDate(missing: string) {
  return z.string(missing).trim().min(1, missing).transform(readDate);
}

export function optionalDate() {
  return z
    .string()
    .trim()
    .optional()
    .transform((value, ctx) => (value ? readDate(value, ctx) : undefined));
}

function readDate(value: string, ctx: z.RefinementCtx): string {
  const parsed = parseDate(value, new Date());
  if (parsed) return isoDate(parsed);
  ctx.addIssue({ code: "custom", message: "Write a date such as 3 November 2026 or 3/11/26." });
  return z.NEVER;
}

/** A check of several fields together that speaks also where one of the others is wrong: it reads texts as they were typed. */
export const atOnce = { when: () => true };

/**
 * Joins a typed date and a typed time (two fields of one schema) to an instant, London time.
 * Reports beside the field that is wrong; both empty answers undefined.
 */
export function joinInstant(
  ctx: z.RefinementCtx,
  typed: { date?: string | undefined; time?: string | undefined },
  names: { date: string; time: string; missing?: string },
): Date | undefined {
  const fail = (field: string, message: string) => {
    ctx.addIssue({ code: "custom", path: [field], message });
    return undefined;
  };
  if (!typed.date && !typed.time) return names.missing ? fail(names.date, names.missing) : undefined;
  const date = parseDate(typed.date ?? "", new Date());
  if (!date) return fail(names.date, "Write a date such as 3 November 2026 or 3/11/26.");
  const time = parseTime(typed.time ?? "");
  if (!time) return fail(names.time, "Write a time such as 18:42.");
  const joined = toInstant(date, time);
  return joined.ok ? joined.instant : fail(names.time, joined.reason);
}
