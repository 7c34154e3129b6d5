import { expect, test } from "vitest";
import {
  addDays,
  daysBetween,
  formatDate,
  formatDateTime,
  formatDuration,
  formatTime,
  londonDay,
  londonParts,
  minutesBetween,
  parseDate,
  parseTime,
  toInstant,
} from "#lib/dates.ts";

const now = new Date("2026-11-24T09:12:00Z");

test("dates and times are words in London time, in winter and in summer", () => {
  expect(formatDateTime(now)).toBe("24 November 2026, 09:12");
  expect(formatDateTime(new Date("2026-07-01T23:30:00Z"))).toBe("2 July 2026, 00:30");
  expect(formatDate(now, "short")).toBe("24 Nov 2026");
  expect(formatDate("2026-09-05")).toBe("5 September 2026");
  expect(formatTime(new Date("2026-07-01T08:05:00Z"))).toBe("09:05");
  expect(londonDay(new Date("2026-07-01T23:30:00Z"))).toBe("2026-07-02");
  expect(londonParts(now).weekday).toBe("Tuesday");
  expect(londonParts(new Date("2026-11-24T00:05:00Z")).hour).toBe(0);
});

test("a duration is said in hours and minutes, and in days when it is long", () => {
  expect(formatDuration(275)).toBe("4 h 35 min");
  expect(formatDuration(60)).toBe("1 h");
  expect(formatDuration(13)).toBe("13 min");
  expect(formatDuration(72 * 60)).toBe("3 days");
  expect(formatDuration(6 * 1440 + 240)).toBe("6 days 4 h");
  expect(minutesBetween(new Date("2026-11-03T18:42:00Z"), new Date("2026-11-03T23:17:00Z"))).toBe(275);
  expect(minutesBetween(new Date("2026-11-22T17:39:50Z"), new Date("2026-11-22T17:40:00Z"))).toBe(1);
});

test.each(["3/11/26", "3/11/2026", "03.11.2026", "3 nov", "3 Nov 2026", "3rd November 2026", "2026-11-03", "3/11"])(
  "%s is read as 3 November 2026",
  (typed) => expect(parseDate(typed, now)).toEqual({ year: 2026, month: 11, day: 3 }),
);

test.each(["", "31/4/26", "29 February 2026", "soon", "3 ju 2026", "11/13/2026", "1/1/1066"])(
  "%s is not a date",
  (typed) => expect(parseDate(typed, now)).toBeUndefined(),
);

test("a leap day is a date in a leap year", () => {
  expect(parseDate("29/2/28", now)).toEqual({ year: 2028, month: 2, day: 29 });
});

test("times are read as they are written, and nonsense is refused", () => {
  expect(parseTime("18:42")).toEqual({ hour: 18, minute: 42 });
  expect(parseTime("1842")).toEqual({ hour: 18, minute: 42 });
  expect(parseTime("9.05")).toEqual({ hour: 9, minute: 5 });
  expect(parseTime("12am")).toEqual({ hour: 0, minute: 0 });
  expect(parseTime("9 pm")).toEqual({ hour: 21, minute: 0 });
  for (const typed of ["", "9", "24:00", "12:60", "13pm", "noon"]) expect(parseTime(typed)).toBeUndefined();
});

test("a London time becomes the right instant on both sides of a clock change", () => {
  const at = (month: number, day: number, hour: number, minute: number) =>
    toInstant({ year: 2026, month, day }, { hour, minute });
  expect(at(11, 3, 18, 42)).toMatchObject({ ok: true, instant: new Date("2026-11-03T18:42:00Z"), ambiguous: false });
  expect(at(7, 1, 0, 30)).toMatchObject({ ok: true, instant: new Date("2026-06-30T23:30:00Z"), ambiguous: false });
});

test("the hour that happens twice is taken the first time, and the hour that never happens is refused", () => {
  const twice = toInstant({ year: 2026, month: 10, day: 25 }, { hour: 1, minute: 30 });
  expect(twice).toEqual({ ok: true, instant: new Date("2026-10-25T00:30:00Z"), ambiguous: true });
  const never = toInstant({ year: 2026, month: 3, day: 29 }, { hour: 1, minute: 30 });
  expect(never).toEqual({
    ok: false,
    reason: "01:30 on 29 March 2026 did not happen. The clocks went forward that night.",
  });
});

test("a calendar day is added across the clock change and the year's end", () => {
  expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
  expect(addDays("2026-11-24", 90)).toBe("2027-02-22");
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
  expect(daysBetween("2027-02-22", "2026-11-24")).toBe(-90);
});

test("an instant is told in London time on both sides of each change of the clocks", () => {
  const slow = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", dateStyle: "full", timeStyle: "short" });
  for (const day of ["2026-03-29", "2026-10-25", "2027-03-28", "1999-12-31", "0987-06-01"])
    for (let minute = 0; minute < 26 * 60; minute += 7) {
      const instant = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000 + 999);
      const { weekday } = londonParts(instant);
      expect(slow.format(instant)).toContain(formatTime(instant));
      expect(slow.format(instant)).toContain(weekday);
    }
  expect(() => londonParts(new Date(Number.NaN))).toThrow(RangeError);
});
