import { expect, test } from "vitest";
import {
  bankHolidays,
  dueDay,
  endOfDay,
  isWorkingDay,
  overdueBefore,
  requestStanding,
  startOfDay,
} from "#lib/access/request.ts";

test.each([
  ["Monday morning", "2026-11-23T09:00:00Z", "2026-11-25"],
  ["Thursday", "2026-11-26T09:00:00Z", "2026-11-30"],
  ["Friday late", "2026-11-27T23:30:00Z", "2026-12-01"],
  ["Saturday", "2026-11-28T12:00:00Z", "2026-12-01"],
  ["Sunday", "2026-11-29T12:00:00Z", "2026-12-01"],
  ["before Christmas", "2026-12-24T10:00:00Z", "2026-12-30"],
  ["before New Year", "2026-12-31T10:00:00Z", "2027-01-05"],
  ["Maundy Thursday", "2026-04-02T10:00:00Z", "2026-04-08"],
  ["before an early May holiday", "2027-04-30T10:00:00Z", "2027-05-05"],
  ["just before midnight in summer, London already next day", "2026-06-30T23:30:00Z", "2026-07-03"],
  ["just before midnight in winter", "2026-11-24T23:59:59Z", "2026-11-26"],
  ["the night the clocks go back", "2026-10-25T00:30:00Z", "2026-10-27"],
  ["the night the clocks go forward", "2027-03-28T00:59:00Z", "2027-03-31"],
])("asked on %s, the answer is due two working days later", (_when, asked, due) => {
  expect(dueDay(new Date(asked))).toBe(due);
});

test("weekends and each bank holiday of the list are no working days; the list is sorted, on weekdays, without doubles", () => {
  for (const day of bankHolidays) expect(isWorkingDay(day), day).toBe(false);
  for (const day of ["2026-11-28", "2026-11-29"]) expect(isWorkingDay(day)).toBe(false);
  expect(isWorkingDay("2026-11-24")).toBe(true);
  expect([...new Set(bankHolidays)].sort()).toEqual(bankHolidays);
  for (const day of bankHolidays) expect([0, 6]).not.toContain(new Date(`${day}T12:00:00Z`).getUTCDay());
  for (const year of ["2026", "2027"]) expect(bankHolidays.filter((day) => day.startsWith(year))).toHaveLength(8);
});

test("a request is past its target from the first instant after its day, and the cut agrees for every hour of a year", () => {
  const asked = new Date("2026-11-23T09:00:00Z");
  const open = { state: "open" as const, askedAt: asked };
  expect(requestStanding(open, new Date("2026-11-25T23:59:59Z"))).toBe("open");
  expect(requestStanding(open, new Date("2026-11-26T00:00:00Z"))).toBe("overdue");
  expect(requestStanding({ state: "answered", askedAt: asked }, new Date("2027-01-01T00:00:00Z"))).toBe("answered");
  const now = new Date("2026-12-30T09:00:00Z");
  const cut = overdueBefore(now);
  for (let hour = -24 * 40; hour <= 0; hour += 1) {
    const askedAt = new Date(now.getTime() + hour * 3_600_000);
    expect(askedAt < cut, askedAt.toISOString()).toBe(requestStanding({ state: "open", askedAt }, now) === "overdue");
  }
});

test("a London day begins and ends at London midnight, also when it has 23 or 25 hours", () => {
  expect(startOfDay("2026-07-01").toISOString()).toBe("2026-06-30T23:00:00.000Z");
  expect(endOfDay("2026-11-24").toISOString()).toBe("2026-11-24T23:59:59.999Z");
  const hours = (day: string) => (endOfDay(day).getTime() + 1 - startOfDay(day).getTime()) / 3_600_000;
  expect([hours("2026-10-25"), hours("2027-03-28"), hours("2026-11-24")]).toEqual([25, 23, 24]);
});
