import { expect, test } from "vitest";
import { pastMoment, yesterday } from "#lib/registers/moment.ts";
import { SystemQuery } from "#lib/systems/inputs.ts";

const now = new Date("2026-11-22T09:00:00Z");

test("a day is looked back at as it ended in London, in winter and in summer; a time as that minute", () => {
  expect(pastMoment("2026-10-29", now)?.toISOString()).toBe("2026-10-29T23:59:59.999Z");
  expect(pastMoment("2026-07-01", now)?.toISOString()).toBe("2026-07-01T22:59:59.999Z");
  expect(pastMoment("2026-10-29T18:42", now)?.toISOString()).toBe("2026-10-29T18:42:00.000Z");
});

test.each(["2026-11-22", "2026-11-23", "2027-01-01", "2026-02-30", "29/10/2026", "last week", "", "2026-10-29T25:00"])(
  "%j is no past moment, and the page is of now",
  (text) => {
    expect(pastMoment(text, now)).toBeUndefined();
  },
);

test("an address that asks for no past moment asks for now", () => {
  expect(SystemQuery.parse({}).at).toBeUndefined();
  expect(SystemQuery.parse({ at: "x".repeat(60) }).at).toBeUndefined();
  expect(SystemQuery.parse({ at: ["2026-01-01", "2026-01-02"] }).at).toBeUndefined();
  expect(SystemQuery.parse({ at: "2026-01-01" }).at?.toISOString()).toBe("2026-01-01T23:59:59.999Z");
});

test("the last day to look back at is yesterday", () => {
  expect(yesterday(now)).toBe("2026-11-21");
  expect(yesterday(new Date("2026-11-22T00:30:00Z"))).toBe("2026-11-21");
});
