import { formatDate, formatDateTime, formatDuration, formatTime, londonDay, minutesBetween } from "#lib/dates.ts";

/** "24 November 2026, 09:31", in London; "24 Nov 2026, 09:31" in tables. */
export function moment(instant: string, style: "long" | "short" = "long"): string {
  return formatDateTime(new Date(instant), style);
}

/** "As at 24 November 2026, 09:31". */
export function asAtWords(snapshotAt: string): string {
  return `As at ${moment(snapshotAt)}`;
}

/** "1 August to 24 November 2026". */
export function periodWords(period: { readonly from: string; readonly to: string }): string {
  const from = formatDate(period.from);
  return `${period.from.slice(0, 4) === period.to.slice(0, 4) ? from.slice(0, -5) : from} to ${formatDate(period.to)}`;
}

/** "18:42", or "4 Nov, 11:40" on another day than the one before. */
export function timeAfter(instant: string, before: string | undefined): string {
  const at = new Date(instant);
  if (before === undefined || londonDay(new Date(before)) === londonDay(at)) return formatTime(at);
  return `${formatDate(at, "short").slice(0, -5)}, ${formatTime(at)}`;
}

export function minutesFrom(from: string, to: string): number {
  return Math.max(0, minutesBetween(new Date(from), new Date(to)));
}

/** "4 h 35 min". */
export function lasting(from: string, to: string): string {
  return formatDuration(minutesFrom(from, to));
}
