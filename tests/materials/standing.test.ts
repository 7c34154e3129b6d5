import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { own, readAs } from "#db/client.ts";
import { materials } from "#db/schema/materials.ts";
import {
  type CheckResult,
  checkResults,
  copiesMark,
  inDateMeasure,
  type MaterialFacts,
  type MaterialState,
  materialStates,
  standing,
  standingReason,
} from "#lib/materials/material.ts";
import { standingSql } from "#lib/materials/queries/register.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const now = new Date("2026-11-24T09:12:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const good: MaterialFacts = {
  state: "current",
  contentAsOf: hours(-5),
  printedAt: hours(-4),
  useUntil: hours(20),
  lastResult: "present-current",
  lastCheckedAt: hours(-1),
};

describe("what can be shown of a copy", () => {
  test("is in date with three dates, a use until to come and a check that found it", () => {
    expect(standing(good, now)).toBe("in-date");
    expect(standingReason(good, now)).toBeUndefined();
  });

  test.each(["contentAsOf", "printedAt", "useUntil"] as const)("is never in date without %s", (date) => {
    for (const lastResult of [null, ...checkResults])
      expect(standing({ ...good, state: "draft", [date]: null, lastResult }, now)).not.toBe("in-date");
    expect(standing({ ...good, state: "draft", [date]: null }, now)).toBe("no-date-stamp");
  });

  test("is out of date from the minute its use until is reached", () => {
    expect(standing({ ...good, useUntil: now }, now)).toBe("out-of-date");
    expect(standing({ ...good, useUntil: new Date(now.getTime() + 1) }, now)).toBe("in-date");
  });

  test("is not known when nobody ever looked, or nobody looked for thirty days", () => {
    expect(standing({ ...good, lastResult: null, lastCheckedAt: null }, now)).toBe("not-known");
    const month = { ...good, printedAt: hours(-31 * 24), contentAsOf: hours(-31 * 24) };
    expect(standing({ ...month, lastCheckedAt: hours(-30 * 24) }, now)).toBe("in-date");
    expect(standing({ ...month, lastCheckedAt: hours(-30 * 24 - 1) }, now)).toBe("not-known");
  });

  test("follows what the last check found on this print", () => {
    const found = (lastResult: CheckResult) => standing({ ...good, lastResult }, now);
    expect(checkResults.map(found)).toEqual([
      "in-date",
      "out-of-date",
      "missing",
      "no-date-stamp",
      "not-known",
      "not-known",
    ]);
  });

  test("is not known after a reprint that nobody has seen at the place", () => {
    const before = { ...good, lastResult: "missing" as const, lastCheckedAt: hours(-6) };
    expect(standing(before, now)).toBe("not-known");
    expect(standingReason(before, now)).toBe("Not seen at its place since it was reprinted.");
  });

  test("is nothing to count once it is superseded or withdrawn", () => {
    expect(standing({ ...good, state: "withdrawn" }, now)).toBe("ended");
    expect(inDateMeasure({ "in-date": 8, "out-of-date": 1, ended: 5 })).toEqual({ inDate: 8, all: 9, percent: 88 });
  });

  test("has no percentage where there is no copy", () => {
    expect(inDateMeasure({ ended: 3 })).toEqual({ inDate: 0, all: 0, percent: undefined });
    expect(inDateMeasure({ "in-date": 199, missing: 1 }).percent).toBe(99);
  });
});

describe("the database's own standing", () => {
  const here = useWorld();
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOf(here());
  });

  test("agrees with the pure rule on every combination", async () => {
    const actor = cast.actors["quality-compliance-lead"];
    const dates = [null, hours(-31 * 24), hours(-2), now, hours(2)];
    const grid: MaterialFacts[] = materialStates.flatMap((state: MaterialState) =>
      [null, ...checkResults].flatMap((lastResult) =>
        (lastResult ? [hours(-31 * 24), hours(-30 * 24), hours(-1)] : [null]).flatMap((lastCheckedAt) =>
          dates.flatMap((printedAt) =>
            dates.map((useUntil) => ({
              state,
              contentAsOf: printedAt,
              printedAt,
              useUntil,
              lastResult,
              lastCheckedAt,
            })),
          ),
        ),
      ),
    );
    const at = (date: Date | null) => (date ? date.toISOString() : null);
    const rows = grid.map((one, index) => ({
      n: index,
      state: one.state,
      content_as_of: at(one.contentAsOf),
      printed_at: at(one.printedAt),
      use_until: at(one.useUntil),
      last_result: one.lastResult,
      last_checked_at: at(one.lastCheckedAt),
    }));
    const answers = await readAs(actor, (tx) =>
      tx.execute<{ n: number; stand: string }>(sql`
        select n, ${standingSql(now)} as stand from json_to_recordset(${JSON.stringify(rows)}::json) as materials(
          n int, state text, content_as_of timestamptz, printed_at timestamptz, use_until timestamptz,
          last_result text, last_checked_at timestamptz)`),
    );
    expect(answers).toHaveLength(grid.length);
    const differing = answers.filter((row) => {
      const facts = grid[row.n];
      return !facts || standing(facts, now) !== row.stand;
    });
    expect(differing).toEqual([]);
    expect(await readAs(actor, (tx) => tx.select().from(materials).where(own(materials, actor)))).toEqual([]);
  });
});

test.each([
  ["ok", { all: 7, inDate: 7, notKnown: 0, withoutPriorities: 0 }],
  ["warn", { all: 7, inDate: 7, notKnown: 0, withoutPriorities: 1 }],
  ["warn", { all: 7, inDate: 6, notKnown: 1, withoutPriorities: 0 }],
  ["unknown", { all: 7, inDate: 0, notKnown: 7, withoutPriorities: 0 }],
  ["bad", { all: 7, inDate: 5, notKnown: 1, withoutPriorities: 0 }],
] as const)("the copies of a service stand together as %s: %j", (mark, copies) => {
  expect(copiesMark(copies)).toBe(mark);
});
