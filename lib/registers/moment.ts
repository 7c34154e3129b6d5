import { z } from "zod";
import { isoDate, londonParts, parseDate, parseTime, toInstant } from "#lib/dates.ts";

/**
 * A past moment from the address: "2026-10-29" is the end of that day in London, "2026-10-29T18:42" that minute.
 * Undefined for what is no date, for today and for what has not come yet.
 */
export function pastMoment(text: string, now: Date): Date | undefined {
  const [day = "", time] = text.trim().split("T");
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? parseDate(day, now) : undefined;
  if (!date) return undefined;
  const clock = time === undefined ? { hour: 23, minute: 59 } : parseTime(time);
  const found = clock && toInstant(date, clock);
  if (!found?.ok) return undefined;
  const moment = time === undefined ? new Date(found.instant.getTime() + 59_999) : found.instant;
  return moment < now ? moment : undefined;
}

/** The key `at` of every register: when it is looked at, or undefined for now. */
export const askedMoment = z
  .string()
  .max(40)
  .optional()
  .catch(undefined)
  .transform((text) => (text ? pastMoment(text, new Date()) : undefined));

/** The last day that can be looked back at, for a date field. */
export function yesterday(now: Date): string {
  return isoDate(londonParts(new Date(now.getTime() - 86_400_000)));
}
