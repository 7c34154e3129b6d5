import { z } from "zod";
import { isoDate, parseDate } from "#lib/dates.ts";

const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);
const word = z
  .string()
  .trim()
  .max(60)
  .regex(/^[a-z0-9_.-]+$/)
  .optional()
  .catch(undefined);
const day = z
  .string()
  .trim()
  .max(40)
  .optional()
  .catch(undefined)
  .transform((typed) => {
    const date = typed ? parseDate(typed, new Date()) : undefined;
    return date && isoDate(date);
  });

/** The trail's order is its number and nothing else; a page begins before or after one. */
export const TrailQuery = z.object({
  record: z.string().trim().toUpperCase().max(40).catch(""),
  person: z.uuid().optional().catch(undefined),
  verb: word,
  table: word,
  from: day,
  to: day,
  before: number,
  after: number,
  cols: z
    .union([z.string().max(400), z.array(z.string().max(60)).max(40)])
    .optional()
    .catch(undefined),
});
export type TrailQuery = z.output<typeof TrailQuery>;
