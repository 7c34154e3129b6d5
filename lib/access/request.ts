import { londonDay, toInstant } from "#lib/dates.ts";

/** Bank holidays in England, from GOV.UK "UK bank holidays" (England and Wales), substitute days included. */
export const bankHolidays: readonly string[] = [
  "2026-01-01",
  "2026-04-03",
  "2026-04-06",
  "2026-05-04",
  "2026-05-25",
  "2026-08-31",
  "2026-12-25",
  "2026-12-28",
  "2027-01-01",
  "2027-03-26",
  "2027-03-29",
  "2027-05-03",
  "2027-05-31",
  "2027-08-30",
  "2027-12-27",
  "2027-12-28",
];

const targetWorkingDays = 2;

const day = 86_400_000;
const utcNoon = (iso: string) => Date.parse(`${iso}T12:00:00Z`);
const isoOf = (noon: number) => new Date(noon).toISOString().slice(0, 10);

export function isWorkingDay(iso: string): boolean {
  const weekday = new Date(utcNoon(iso)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !bankHolidays.includes(iso);
}

/** The day by whose end an answer is due: the second working day after the London day it was asked on. */
export function dueDay(askedAt: Date): string {
  let noon = utcNoon(londonDay(askedAt));
  for (let left = targetWorkingDays; left > 0; ) {
    noon += day;
    if (isWorkingDay(isoOf(noon))) left -= 1;
  }
  return isoOf(noon);
}

/** Requests asked before this instant, and open, are past their target at `now`. */
export function overdueBefore(now: Date): Date {
  const today = londonDay(now);
  let noon = utcNoon(today);
  while (dueDay(new Date(noon)) >= today) noon -= day;
  return startOfDay(isoOf(noon + day));
}

/** The first instant of a London day. */
export function startOfDay(iso: string): Date {
  const [year = 0, month = 0, date = 0] = iso.split("-").map(Number);
  const at = toInstant({ year, month, day: date }, { hour: 0, minute: 0 });
  return at.ok ? at.instant : new Date(Number.NaN);
}

/** The last instant of a London day, to the millisecond. */
export function endOfDay(iso: string): Date {
  return new Date(startOfDay(isoOf(utcNoon(iso) + day)).getTime() - 1);
}

export const requestStates = ["open", "answered", "declined"] as const;
export type RequestState = (typeof requestStates)[number];
export type RequestStanding = RequestState | "overdue";

export function requestStanding(request: { state: RequestState; askedAt: Date }, now: Date): RequestStanding {
  return request.state === "open" && dueDay(request.askedAt) < londonDay(now) ? "overdue" : request.state;
}

export const requestWords: Record<RequestStanding, string> = {
  open: "Waiting for an answer",
  overdue: "Past its target",
  answered: "Answered with a record",
  declined: "Answered with a reason",
};

export const replyKinds = ["note", "answered", "declined"] as const;
export type ReplyKind = (typeof replyKinds)[number];

export const replyWords: Record<ReplyKind, string> = {
  note: "Note",
  answered: "Answered with a record",
  declined: "Answered with a reason",
};
