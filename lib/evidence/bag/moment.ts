const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  day: "numeric",
  month: "numeric",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const MONTHS = "January February March April May June July August September October November December".split(" ");

function pieces(instant: string): Map<string, string> {
  return new Map(parts.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
}

/** "24 November 2026", in London. */
export function londonDay(instant: string): string {
  const found = pieces(instant);
  return `${found.get("day")} ${MONTHS[Number(found.get("month")) - 1]} ${found.get("year")}`;
}

/** "24 November 2026, 09:31", in London. */
export function londonMoment(instant: string): string {
  const found = pieces(instant);
  return `${londonDay(instant)}, ${found.get("hour")}:${found.get("minute")}`;
}

/** "4 Nov", in London. */
export function londonShortDay(instant: string): string {
  const found = pieces(instant);
  return `${found.get("day")} ${MONTHS[Number(found.get("month")) - 1]?.slice(0, 3)}`;
}

export function londonTime(instant: string): string {
  const found = pieces(instant);
  return `${found.get("hour")}:${found.get("minute")}`;
}

/** A calendar day, "2026-08-01", as "1 August 2026". It has no zone. */
export function calendarDay(day: string): string {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

export function periodWords(period: { readonly from: string; readonly to: string }): string {
  const from = calendarDay(period.from);
  return `${from.slice(-4) === period.to.slice(0, 4) ? from.slice(0, -5) : from} to ${calendarDay(period.to)}`;
}

export function asAtWords(snapshotAt: string): string {
  return `As at ${londonMoment(snapshotAt)}`;
}

/** "4 h 35 min". */
export function lasting(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  const hours = Math.floor(minutes / 60);
  return [hours ? `${hours} h` : "", minutes % 60 || !hours ? `${minutes % 60} min` : ""].filter(Boolean).join(" ");
}
