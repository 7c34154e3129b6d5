import { createHash } from "node:crypto";
import { z } from "zod";
import type { ConfirmedText } from "#lib/access/actor.ts";
import { findPersonalData, personalDataSaid } from "#lib/forms/personal-data.ts";
import { errorsOf, takenOf } from "#lib/forms/values.ts";

export type Guarded = { warnings?: Record<string, string>; errors: Record<string, string>; confirmed: ConfirmedText[] };

/**
 * What of a form's free texts may hold personal data and is not confirmed yet, and what of them was confirmed. What is
 * searched is what is saved: of a field that is sent twice the value that the schema takes, as the schema cleaned it. A
 * text that the schema refuses must change first.
 */
export function guardTexts(
  fields: z.ZodObject,
  values: Record<string, string[]>,
  texts: Record<string, string>,
  parsed: z.ZodSafeParseResult<unknown>,
): Guarded {
  const wrong = parsed.success ? {} : errorsOf(parsed.error);
  const allowed = new Set(values["confirmed-text"] ?? []);
  const warnings: Record<string, string> = {};
  const errors: Record<string, string> = {};
  const confirmed: ConfirmedText[] = [];
  for (const [field, label] of Object.entries(texts)) {
    if (wrong[field]) continue;
    const text = (takenOf(fields.shape[field], values[field]) ?? []).join("\n");
    const cleaned = z.object({ [field]: z.string() }).safeParse(parsed.data).data?.[field];
    const kinds = findPersonalData(cleaned ?? text);
    if (kinds.length === 0) continue;
    const exactly = `${field}:${createHash("sha256").update(text).digest("base64url").slice(0, 22)}`;
    if (allowed.has(exactly)) {
      confirmed.push({ field, kinds });
      continue;
    }
    const found = personalDataSaid(kinds);
    warnings[exactly] = `${label} may hold ${found}.`;
    errors[field] =
      `This may hold ${found}. Take it out, or confirm below that it identifies nobody who uses services.`;
  }
  return Object.keys(warnings).length > 0 ? { warnings, errors, confirmed } : { errors, confirmed };
}
