import "server-only";
import { formatDate, parseDate, toInstant } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";

export const titleOn = (committee: string, day: string) => `${committee}, ${formatDate(day)}`;

export function instantOn(day: string, minute: number): Date {
  const date = parseDate(day, new Date(0));
  const joined = date && toInstant(date, { hour: Math.floor(minute / 60), minute: minute % 60 });
  if (!joined) throw new Refusal("conflict", "Write a date such as 26 November 2026.", { field: "day" });
  if (!joined.ok) throw new Refusal("conflict", joined.reason, { field: "startMinute" });
  return joined.instant;
}
