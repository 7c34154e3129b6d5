import { expect, test } from "vitest";
import { occurrences } from "#lib/meetings/committee.ts";

test("a committee meets on the same weekday of the same week, month after month", () => {
  expect(occurrences("2026-07-23", "quarterly", "2027-02-01")).toEqual(["2026-07-23", "2026-10-22", "2027-01-28"]);
  expect(occurrences("2026-10-08", "monthly", "2026-12-31")).toEqual(["2026-10-08", "2026-11-12", "2026-12-10"]);
});

test("a fifth week that a month lacks becomes its fourth", () => {
  expect(occurrences("2026-07-30", "monthly", "2026-10-31")).toEqual([
    "2026-07-30",
    "2026-08-27",
    "2026-09-24",
    "2026-10-29",
  ]);
});
