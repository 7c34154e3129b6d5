import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import { roleIds } from "#lib/access/roles.ts";
import { may, type TestVerb } from "#lib/resilience-tests/policy.ts";
import { monthsBefore } from "#lib/resilience-tests/queries/services.ts";
import {
  approvalBlock,
  coverageOf,
  isLate,
  leavesToRepeat,
  objectivesSet,
  recoveryOf,
  resultOf,
  resultSaid,
  type Tally,
  testStates,
} from "#lib/resilience-tests/resilience-test.ts";

const tally = (objectives: number, met = 0, partlyMet = 0, notMet = 0, notTested = 0): Tally => ({
  objectives,
  met,
  partlyMet,
  notMet,
  notTested,
});

describe("the result of a test", () => {
  test.each([
    [tally(7, 5, 0, 2), "not-met", "warn", "Partly met: 5 of 7"],
    [tally(7, 7), "met", "ok", "Met: 7 of 7"],
    [tally(4, 2, 2), "partly-met", "warn", "Partly met: 2 of 4"],
    [tally(1, 0, 1), "partly-met", "warn", "Partly met: 1 of 1 in part"],
    [tally(3, 0, 1, 2), "not-met", "warn", "Partly met: 1 of 3 in part"],
    [tally(3, 0, 0, 3), "not-met", "bad", "Not met: 0 of 3"],
    [tally(3, 2, 0, 0, 1), "met", "ok", "Met: 2 of 3"],
    [tally(3, 0, 0, 0, 3), "not-scored", "unknown", "Not tested"],
    [tally(3), "not-scored", "unknown", "Not scored"],
    [tally(3, 2), "not-scored", "unknown", "Scored 2 of 3"],
    [tally(0), "not-scored", "unknown", "Not scored"],
  ] as const)("of %o is %s", (counts, result, shape, word) => {
    expect(resultOf(counts)).toBe(result);
    expect(resultSaid({ ...counts, state: "approved" })).toEqual({ shape, word });
    expect(resultSaid({ ...counts, state: "reported" })).toEqual({ shape, word });
    const waiting = shape === "unknown" ? { shape, word } : { shape: "unknown", word: "Not reported yet" };
    expect(resultSaid({ ...counts, state: "completed" })).toEqual(waiting);
  });

  test("is never good while an objective is unscored or none was tested", () => {
    for (let met = 0; met <= 4; met++)
      for (let notTested = 0; notTested <= 4 - met; notTested++) {
        const good = resultSaid({ ...tally(4, met, 0, 0, notTested), state: "approved" }).shape === "ok";
        expect(good).toBe(met > 0 && met + notTested === 4);
      }
  });
});

test("a group of staff is covered when all of it took part, and nobody there is not tested", () => {
  const of = (tookPart: number, expected: number | null) => coverageOf({ tookPart, expected });
  expect([of(5, 5), of(1, 4), of(0, null), of(0, 0), of(3, null), of(0, 6)]).toEqual([
    "covered",
    "not-covered",
    "not-tested",
    "not-tested",
    "not-known",
    "not-covered",
  ]);
});

test("recovery is judged only where it was measured and the system has an objective", () => {
  const of = (measuredMinutes: number | null, targetMinutes: number | null) =>
    recoveryOf({ measuredMinutes, targetMinutes });
  expect([of(60, 60), of(61, 60), of(5, null), of(null, 60)]).toEqual(["within", "over", "no-target", "not-measured"]);
});

test("approval names the objectives that stand in its way", () => {
  const scored = { number: 1, result: "met", ownerId: null } as const;
  expect(approvalBlock([])).toBe("No objective was set, so nothing was tested.");
  expect(approvalBlock([scored, { number: 2, result: null, ownerId: null }])).toBe("Objective 2 is not scored yet.");
  const lost = { result: "not-met", ownerId: null } as const;
  expect(approvalBlock([scored, { ...lost, number: 3 }, { ...lost, number: 6 }])).toBe(
    "Objectives 3, 6 are not met and without an owner.",
  );
  expect(approvalBlock([scored, { ...lost, number: 3, ownerId: "somebody" }])).toBeUndefined();
});

test("a planned test is late a whole day after it should have begun, and only while it is planned", () => {
  const plannedFor = new Date("2026-11-11T18:00:00Z");
  const late = (state: "planned" | "cancelled" | "completed", now: string) =>
    isLate({ state, plannedFor }, new Date(now));
  expect(late("planned", "2026-11-12T17:59:00Z")).toBe(false);
  expect(late("planned", "2026-11-12T18:00:00Z")).toBe(true);
  expect(late("cancelled", "2026-12-01T18:00:00Z")).toBe(false);
  expect(late("completed", "2026-12-01T18:00:00Z")).toBe(false);
});

test("six months before the end of August is the end of February, at the same London time", () => {
  expect(monthsBefore(new Date("2026-08-31T11:30:00Z"), 6).toISOString()).toBe("2026-02-28T12:30:00.000Z");
});

describe("who may do what", () => {
  const verbs: TestVerb[] = [
    "plan",
    "change",
    "cancel",
    "set-objective",
    "hold",
    "correct-held",
    "name-evaluator",
    "add",
    "find",
    "raise",
    "link",
    "score",
    "report",
    "approve",
    "retest",
  ];
  const actor = (role: Actor["role"], services: Actor["services"]) => ({ role, services }) as Actor;
  const allowed = (role: Actor["role"], services: Actor["services"], serviceIds: string[]) =>
    testStates.flatMap((state) => verbs.filter((verb) => may(actor(role, services), verb, { state, serviceIds })));

  test("a role that does not record tests may do nothing in any state", () => {
    const recording = [
      "deputy-manager",
      "registered-manager",
      "regional-manager",
      "quality-compliance-lead",
      "digital-lead",
    ];
    for (const role of roleIds) expect(allowed(role, "all", ["a"]).length > 0, role).toBe(recording.includes(role));
  });

  test("a manager of another service, or of one of two services, may do nothing", () => {
    expect(allowed("registered-manager", ["b"], ["a"])).toEqual([]);
    expect(allowed("registered-manager", ["a"], ["a", "b"])).toEqual([]);
    expect(allowed("registered-manager", ["a"], [])).toEqual([]);
  });

  test("each state allows its own steps", () => {
    const manager = actor("registered-manager", ["a"]);
    const steps = Object.fromEntries(
      testStates.map((state) => [
        state,
        verbs.filter((verb) => verb !== "plan" && may(manager, verb, { state, serviceIds: ["a"] })),
      ]),
    );
    expect(steps).toEqual({
      planned: ["change", "cancel", "set-objective", "hold", "link"],
      completed: ["correct-held", "name-evaluator", "add", "find", "raise", "link", "score", "report", "retest"],
      reported: ["correct-held", "find", "raise", "link", "approve", "retest"],
      approved: ["raise", "link", "retest"],
      cancelled: [],
    });
  });
});

test("a retest has something to repeat once everything is scored and not all of it was met", () => {
  expect(leavesToRepeat(tally(3, 3))).toBe(false);
  expect(leavesToRepeat(tally(3, 2, 0, 1))).toBe(true);
  expect(leavesToRepeat(tally(3, 2, 0, 0, 1))).toBe(true);
  expect(leavesToRepeat(tally(3, 2))).toBe(false);
  expect(leavesToRepeat(tally(0))).toBe(true);
});

describe("when the objectives were set", () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
  test.each([
    ["before", [at(9), at(10)], at(12), "Set before the exercise, 22 November 2026"],
    ["before one that is still to come", [at(9)], null, "Set before the exercise, 22 November 2026"],
    ["after, all of them", [at(12), at(13)], at(12), "Set after the exercise, 22 November 2026"],
    ["after, some of them", [at(9), at(13)], at(12), "1 of 2 set after the exercise, 22 November 2026"],
  ])("is said as it was: %s", (_, setAts, heldFrom, words) => {
    expect(objectivesSet(setAts, heldFrom)).toBe(words);
  });
  test("is not said of a test without any", () => expect(objectivesSet([], at(12))).toBeNull());
});
