/** Dates as people here read and type them. Instants are UTC; every word shown or typed is London time. */

const months = "January February March April May June July August September October November December".split(" ");
const zone = "Europe/London";

export type LondonDate = { year: number; month: number; day: number };
export type LondonTime = { hour: number; minute: number };
export type LondonParts = LondonDate & LondonTime & { weekday: string };

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
});

const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const hour = 3_600_000;
const aheads = new Map<number, number>();

/** How far London is ahead of UTC, in milliseconds: it changes on the hour, and asking for it is slow. */
function aheadOf(instant: Date): number {
  const key = Math.floor(instant.getTime() / hour);
  const known = aheads.get(key);
  if (known !== undefined) return known;
  const found = new Map(clock.formatToParts(instant).map((part) => [part.type, part.value]));
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(found.get(type));
  const shown = new Date(0);
  shown.setUTCFullYear(number("year"), number("month") - 1, number("day"));
  shown.setUTCHours(number("hour"), number("minute"));
  const ahead = shown.getTime() - Math.floor(instant.getTime() / 60_000) * 60_000;
  if (aheads.size > 10_000) aheads.clear();
  aheads.set(key, ahead);
  return ahead;
}

export function londonParts(instant: Date): LondonParts {
  const there = new Date(instant.getTime() + aheadOf(instant));
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    hour: there.getUTCHours(),
    minute: there.getUTCMinutes(),
    weekday: weekdays[there.getUTCDay()] ?? "",
  };
}

const two = (value: number) => String(value).padStart(2, "0");

function dateWords(date: LondonDate, style: "long" | "short") {
  const month = months[date.month - 1] ?? "";
  return `${date.day} ${style === "short" ? month.slice(0, 3) : month} ${date.year}`;
}

/** A calendar day. A plain `2026-11-24` is a day without a time and never shifts. */
export function formatDate(when: Date | string, style: "long" | "short" = "long") {
  return dateWords(typeof when === "string" ? isoParts(when) : londonParts(when), style);
}

export function formatTime(when: Date) {
  const { hour, minute } = londonParts(when);
  return `${two(hour)}:${two(minute)}`;
}

export function formatDateTime(when: Date, style: "long" | "short" = "long") {
  return `${formatDate(when, style)}, ${formatTime(when)}`;
}

/** Minutes as "4 h 35 min"; from three days on, in days and hours. */
export function formatDuration(minutes: number) {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 60) return `${whole} min`;
  if (whole < 3 * 24 * 60)
    return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
  const days = Math.floor(whole / 1440);
  const hours = Math.floor((whole % 1440) / 60);
  return hours === 0 ? `${days} days` : `${days} days ${hours} h`;
}

/** The minutes between two instants as both are shown, to the minute: 17:39 to 17:40 is one, whatever their seconds. */
export function minutesBetween(from: Date, to: Date) {
  return Math.floor(to.getTime() / 60_000) - Math.floor(from.getTime() / 60_000);
}

export function isoDate(date: LondonDate) {
  return `${String(date.year).padStart(4, "0")}-${two(date.month)}-${two(date.day)}`;
}

/** The London day of an instant, as 2026-11-24. */
export function londonDay(instant: Date) {
  return isoDate(londonParts(instant));
}

/** Days of the calendar from one to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function isoParts(iso: string): LondonDate {
  const [year = 0, month = 0, day = 0] = iso.slice(0, 10).split("-").map(Number);
  return { year, month, day };
}

function real(year: number, month: number, day: number): LondonDate | undefined {
  if (year < 1900 || year > 2200) return undefined;
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? { year, month, day } : undefined;
}

function monthNumber(word: string) {
  const start = word.toLowerCase();
  const found = start.length < 3 ? -1 : months.findIndex((month) => month.toLowerCase().startsWith(start));
  return start === "sept" ? 9 : found + 1;
}

const fullYear = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

/** Reads 3/11/26, 3.11.2026, 3 nov, 3rd November 2026 or 2026-11-03, day before month. A missing year is `now`'s. */
export function parseDate(typed: string, now: Date): LondonDate | undefined {
  const text = typed.trim().replace(/^[a-z]+day,?\s+/i, "");
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$/.exec(text);
  if (numeric) {
    const year = numeric[3] ? fullYear(numeric[3]) : londonParts(now).year;
    return real(year, Number(numeric[2]), Number(numeric[1]));
  }
  const worded = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?(?:\s+(\d{2}|\d{4}))?$/i.exec(text);
  if (!worded) return undefined;
  const year = worded[3] ? fullYear(worded[3]) : londonParts(now).year;
  return real(year, monthNumber(worded[2] ?? ""), Number(worded[1]));
}

/** Reads 18:42, 18.42, 1842, 9:05 or 9am. */
export function parseTime(typed: string): LondonTime | undefined {
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$/i.exec(typed.trim());
  if (!found || (found[2] === undefined && found[3] === undefined)) return undefined;
  const half = found[3]?.toLowerCase();
  const typedHour = Number(found[1]);
  if (half && (typedHour < 1 || typedHour > 12)) return undefined;
  const hour = half ? (typedHour % 12) + (half === "pm" ? 12 : 0) : typedHour;
  const minute = Number(found[2] ?? 0);
  return hour < 24 && minute < 60 ? { hour, minute } : undefined;
}

export type Instant = { ok: true; instant: Date; ambiguous: boolean } | { ok: false; reason: string };

/** London date and time to the instant. In the hour that happens twice in October the first is taken. */
export function toInstant(date: LondonDate, time: LondonTime): Instant {
  const asUtc = Date.UTC(date.year, date.month - 1, date.day, time.hour, time.minute);
  const fits = [60, 0]
    .map((offset) => new Date(asUtc - offset * 60_000))
    .filter((candidate) => {
      const parts = londonParts(candidate);
      return parts.day === date.day && parts.hour === time.hour && parts.minute === time.minute;
    });
  const [first] = fits;
  if (first) return { ok: true, instant: first, ambiguous: fits.length > 1 };
  const words = `${two(time.hour)}:${two(time.minute)} on ${dateWords(date, "long")}`;
  return { ok: false, reason: `${words} did not happen. The clocks went forward that night.` };
}
