import { z } from "zod";
import { formatTime, isoDate, londonDay, londonParts, parseDate, parseTime, toInstant } from "#lib/dates.ts";

/**
 * A past moment from the address: "2026-10-29" is the end of that day in London, "2026-10-29T18:42" that minute, and
 * "2026-10-29T18:42:07.123Z" that instant.
 * Undefined for what is no date, for today and for what has not come yet.
 */
export function pastMoment(text: string, now: Date): Date | undefined {
  const exact = exactMoment(text.trim());
  if (exact) return exact < now ? exact : undefined;
  const [day = "", time] = text.trim().split("T");
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? parseDate(day, now) : undefined;
  if (!date) return undefined;
  const clock = time === undefined ? { hour: 23, minute: 59 } : parseTime(time);
  const found = clock && toInstant(date, clock);
  if (!found?.ok) return undefined;
  const moment = time === undefined ? new Date(found.instant.getTime() + 59_999) : found.instant;
  return moment < now ? moment : undefined;
}

/** A moment as an address holds it, so that it is read back as the same instant. */
export function momentText(moment: Date): string {
  const { year, month, day, hour, minute } = londonParts(moment);
  const read = toInstant({ year, month, day }, { hour, minute });
  const whole = read.ok && read.instant.getTime() === moment.getTime();
  return whole ? `${londonDay(moment)}T${formatTime(moment)}` : moment.toISOString();
}

function exactMoment(text: string): Date | undefined {
  const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z$/.test(text) ? new Date(text) : undefined;
  return moment && !Number.isNaN(moment.getTime()) ? moment : undefined;
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
