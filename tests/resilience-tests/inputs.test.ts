import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { errorsOf } from "#lib/forms/values.ts";
import { HoldTest, PlanTest } from "#lib/resilience-tests/inputs.ts";
import { othersWhoApprove } from "#lib/resilience-tests/policy.ts";
import { noTarget } from "#lib/resilience-tests/resilience-test.ts";

const blank = { materialKinds: [], serviceIds: [] };
const whole = {
  ...{ title: "Evening", aim: "Paper", scenario: "power-cut", kind: "drill", notice: "announced", shift: "day" },
  ...{ scope: "organisation", plannedDate: "3 November 2026", plannedTime: "07:30" },
  ...{ facilitatorId: randomUUID(), evaluatorId: randomUUID(), materialKinds: [], serviceIds: [] as string[] },
};
const wrongIn = (typed: object) => {
  const read = PlanTest.safeParse(typed);
  return read.success ? {} : errorsOf(read.error);
};

test("a blank plan names the day with everything else that is missing", () => {
  expect(Object.keys(wrongIn(blank)).sort()).toEqual(
    [
      "aim",
      "evaluatorId",
      "facilitatorId",
      "kind",
      "notice",
      "plannedDate",
      "scenario",
      "scope",
      "shift",
      "title",
    ].sort(),
  );
  expect(wrongIn({ ...blank, plannedDate: "3/11/26", plannedTime: "25:99" })).toHaveProperty("plannedTime");
  expect(wrongIn(whole)).toEqual({});
  expect(PlanTest.parse(whole).plannedFor.toISOString()).toBe("2026-11-03T07:30:00.000Z");
});

test("a record of a test names the day with the rest", () => {
  const read = HoldTest.safeParse({ id: randomUUID(), version: "1" });
  expect(read.success ? {} : errorsOf(read.error)).toMatchObject({
    heldDate: "Write the day it was held.",
    boardPresent: "Say whether a board member was there.",
  });
});

test("one service of reach is one service ticked", () => {
  const [a, b] = [randomUUID(), randomUUID()];
  expect(wrongIn({ ...whole, scope: "location" })).toEqual({ serviceIds: "It reaches one service. Tick which." });
  expect(wrongIn({ ...blank, scope: "location" })).toHaveProperty("serviceIds");
  expect(wrongIn({ ...whole, scope: "location", serviceIds: [a, b] })).toEqual({
    serviceIds: "It reaches one service, and 2 are ticked. Tick one, or choose “Several services”.",
  });
  expect(wrongIn({ ...whole, scope: "branch" })).toHaveProperty("serviceIds");
  expect(wrongIn({ ...whole, scope: "location", serviceIds: [a] })).toEqual({});
  expect(wrongIn({ ...whole, scope: "multi-location", serviceIds: [a, b] })).toEqual({});
});

test("a measured recovery that meets no target says which of the two is missing", () => {
  expect(noTarget({ systemId: null })).toBe("no system with a recovery time is named");
  expect(noTarget({ systemId: "s" })).toBe("the system has no recovery time");
});

test("who could approve instead of the author is named by role, and nobody where nobody could", () => {
  const holder = (
    personId: string,
    role: "digital-lead" | "registered-manager" | "board-member",
    services: "all" | string[],
  ) => ({ personId, name: `Person ${personId}`, title: null, role, services }) as const;
  const report = { state: "reported", serviceIds: ["a"] } as const;
  const author = holder("1", "digital-lead", "all");
  const others = [
    holder("2", "registered-manager", ["a"]),
    holder("3", "registered-manager", ["b"]),
    holder("4", "board-member", "all"),
  ];
  expect(othersWhoApprove([author, ...others], author, report)).toEqual(["Person 2, Registered manager"]);
  expect(othersWhoApprove([author, ...others.slice(1)], author, report)).toEqual([]);
});
