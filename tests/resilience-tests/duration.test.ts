import { expect, test } from "vitest";
import { parseDuration } from "#lib/resilience-tests/duration.ts";
import { actualOf } from "#lib/resilience-tests/scoring.ts";

test.each([
  ["25 minutes", 25],
  ["25 min", 25],
  ["25mins.", 25],
  ["25m", 25],
  ["about 25 minutes", 25],
  ["after 25 minutes", 25],
  ["~25 min", 25],
  ["twenty-five minutes", 25],
  ["Twenty five minutes", 25],
  ["a minute", 1],
  ["1 h 35 min", 95],
  ["1h35m", 95],
  ["1 hour, 35 minutes", 95],
  ["1 hour and 35 minutes", 95],
  ["1.5 hours", 90],
  ["1½ hours", 90],
  ["an hour and a half", 90],
  ["half an hour", 30],
  ["a quarter of an hour", 15],
  ["three quarters of an hour", 45],
  ["90 seconds", 2],
  ["9 min 30 s", 10],
  ["2 days", 2880],
  ["0 minutes", 0],
])("%s is %i minutes", (typed, minutes) => expect(parseDuration(typed)).toBe(minutes));

test.each([
  "",
  "25",
  "7 of 7",
  "Stopped",
  "under 10 minutes",
  "10 to 12 minutes",
  "minutes",
  "twenty-zero minutes",
  "5 min 2 h",
  "All 7 in 10 minutes",
  "not 25 minutes",
  "-5 minutes",
])("%s is no one duration", (typed) => expect(parseDuration(typed)).toBeUndefined());

test("against a target in minutes, words that are a duration are minutes, and met needs minutes", () => {
  const of = (given: Partial<Parameters<typeof actualOf>[0]>, target: number | null = 10) =>
    actualOf({ result: "met", actualMinutes: undefined, actualWords: undefined, ...given }, target);
  expect(of({ actualWords: "25 minutes" })).toEqual({ actualMinutes: 25, actualWords: null });
  expect(of({ actualWords: "8 min", actualMinutes: 8 })).toEqual({ actualMinutes: 8, actualWords: null });
  expect(of({ actualWords: "7 of 7", actualMinutes: 8 })).toEqual({ actualMinutes: 8, actualWords: "7 of 7" });
  expect(of({ actualWords: "25 minutes" }, null)).toEqual({ actualMinutes: null, actualWords: "25 minutes" });
  expect(of({ actualWords: "Stopped", result: "not-met" })).toEqual({ actualMinutes: null, actualWords: "Stopped" });
  expect(of({})).toEqual({ actualMinutes: null, actualWords: null });
  expect(of({ actualWords: "Quickly" })).toMatchObject({
    field: "actualMinutes",
    says: expect.stringMatching(/^Say it in minutes/),
  });
  expect(of({ actualWords: "400 days" })).toMatchObject({ field: "actualMinutes" });
  expect(of({ actualWords: "25 minutes", actualMinutes: 8 })).toMatchObject({ field: "actualWords" });
  expect(of({ actualWords: "25 minutes", result: "not-tested" })).toMatchObject({ field: "actualWords" });
});
