import { describe, expect, test } from "vitest";
import { answerOf, namesOf, peopleOf } from "#lib/overview/answer.ts";
import {
  type Cell,
  type Column,
  cellsOf,
  columns,
  type Mark,
  proofs,
  rowsOf,
  type ServiceFacts,
  type Verdict,
  verdictOf,
} from "#lib/overview/overview.ts";

const now = new Date("2026-11-24T09:12:00Z");
const days = (back: number) => new Date(now.getTime() - back * 86_400_000);

const proven: ServiceFacts = {
  id: "s",
  name: "Weir Lane",
  kind: "Supported living",
  people: 14,
  open: [],
  test: { id: "t", reference: "TEST-2026-001", at: days(20), mark: "ok", word: "Met" },
  recovery: { id: "t", at: days(20), measuredMinutes: 40, targetMinutes: 60 },
  materials: { inDate: 7, all: 7, notKnown: 0, withoutPriorities: 0, lastCheckedAt: days(2) },
  risks: { open: 3, above: 0, highest: 9, reviewOverdue: 0 },
  overdue: undefined,
  newestEvidence: "2026-11-01",
};
const nothing: ServiceFacts = {
  ...proven,
  test: undefined,
  recovery: undefined,
  materials: undefined,
  risks: { open: 0, above: 0, highest: 0, reviewOverdue: 0 },
  newestEvidence: undefined,
};
const cell = (column: Column, change: Partial<ServiceFacts>) => cellsOf({ ...proven, ...change }, now)[column];
const verdict = (change: Partial<ServiceFacts>) => verdictOf(cellsOf({ ...proven, ...change }, now));
const open = (restored: boolean, back = 1) => ({ id: "d", reference: "DIS-2026-015", since: days(back), restored });
const materials = (change: Partial<NonNullable<ServiceFacts["materials"]>>) => ({
  materials: { inDate: 7, all: 7, notKnown: 0, withoutPriorities: 0, lastCheckedAt: days(2), ...change },
});

describe("nothing unknown, untested or undated is green", () => {
  test("a service of which nothing is recorded has no green cell, and is not known", () => {
    const cells = cellsOf(nothing, now);
    expect(columns.filter((column) => cells[column].mark === "ok")).toEqual([]);
    expect(verdictOf(cells)).toBe("not-known");
  });

  test.each<[Column, Partial<ServiceFacts>, Mark, string]>([
    ["disruption", {}, "na", "None known"],
    ["disruption", { open: [open(false)] }, "live", "Live"],
    ["disruption", { open: [open(false), open(false, 3)] }, "live", "2 live"],
    ["disruption", { open: [open(true)] }, "na", "None known"],
    ["test", {}, "ok", "Met"],
    ["test", { test: undefined }, "unknown", "Not known"],
    [
      "test",
      { test: { id: "t", reference: "T", at: days(20), mark: "warn", word: "Partly met" } },
      "warn",
      "Partly met",
    ],
    ["test", { test: { id: "t", reference: "T", at: days(20), mark: "bad", word: "Not met" } }, "bad", "Not met"],
    [
      "test",
      { test: { id: "t", reference: "T", at: days(20), mark: "unknown", word: "Not scored" } },
      "unknown",
      "Not scored",
    ],
    ["test", { test: { id: "t", reference: "T", at: days(200), mark: "ok", word: "Met" } }, "warn", "Test due"],
    ["test", { test: { id: "t", reference: "T", at: days(200), mark: "bad", word: "Not met" } }, "bad", "Not met"],
    ["test", { test: { id: "t", reference: "T", at: days(380), mark: "ok", word: "Met" } }, "unknown", "Not known"],
    ["recovery", {}, "ok", "Within target"],
    ["recovery", { recovery: undefined }, "unknown", "Not known"],
    [
      "recovery",
      { recovery: { id: "t", at: days(20), measuredMinutes: 60, targetMinutes: 60 } },
      "ok",
      "Within target",
    ],
    ["recovery", { recovery: { id: "t", at: days(20), measuredMinutes: 61, targetMinutes: 60 } }, "bad", "Too long"],
    [
      "recovery",
      { recovery: { id: "t", at: days(20), measuredMinutes: 5, targetMinutes: null } },
      "unknown",
      "No target",
    ],
    [
      "recovery",
      { recovery: { id: "t", at: days(380), measuredMinutes: 5, targetMinutes: 60 } },
      "unknown",
      "Not known",
    ],
    ["materials", {}, "ok", "7 of 7"],
    ["materials", { materials: undefined }, "unknown", "Not known"],
    ["materials", materials({ all: 0, inDate: 0 }), "unknown", "Not known"],
    ["materials", materials({ inDate: 6 }), "bad", "6 of 7"],
    ["materials", materials({ inDate: 6, notKnown: 1 }), "warn", "6 of 7"],
    ["materials", materials({ inDate: 0, notKnown: 7 }), "unknown", "Not known"],
    ["materials", materials({ withoutPriorities: 1 }), "warn", "7 of 7"],
    ["reviews", {}, "na", "None"],
    ["reviews", { open: [open(true)] }, "warn", "1 open"],
    ["reviews", { open: [open(false)] }, "na", "None"],
    ["risks", {}, "ok", "None above"],
    ["risks", { risks: { open: 0, above: 0, highest: 0, reviewOverdue: 0 } }, "unknown", "Not known"],
    ["risks", { risks: { open: 3, above: 1, highest: 16, reviewOverdue: 2 } }, "bad", "1 above"],
    ["risks", { risks: { open: 3, above: 0, highest: 9, reviewOverdue: 1 } }, "warn", "None above"],
    ["actions", {}, "na", "None"],
    ["actions", { overdue: { count: 2, oldestDueOn: "2026-11-11" } }, "bad", "2 overdue"],
    ["evidence", {}, "ok", "Linked"],
    ["evidence", { newestEvidence: undefined }, "unknown", "Not known"],
    ["evidence", { newestEvidence: "2025-11-24" }, "ok", "Linked"],
    ["evidence", { newestEvidence: "2025-11-23" }, "warn", "Over 12 months"],
  ])("%s with %j is %s: %s", (column, change, mark, word) => {
    expect(cell(column, change)).toMatchObject({ mark, word });
  });

  test("every cell that rests on a record says its date and leads to it", () => {
    const cells = cellsOf(
      { ...proven, open: [open(false), open(true)], overdue: { count: 1, oldestDueOn: "2026-11-11" } },
      now,
    );
    for (const column of columns) {
      expect(cells[column].href, column).toMatch(/^\//);
      expect(cells[column].detail, column).toMatch(/\d/);
    }
  });
});

test("a date of this year stands without it, an older one keeps it", () => {
  expect(cell("materials", {}).detail).toBe("Checked 22 Nov");
  expect(cell("evidence", { newestEvidence: "2025-12-31" }).detail).toBe("31 Dec 2025");
});

describe("the verdict of a service", () => {
  test.each<[Verdict, string, Partial<ServiceFacts>]>([
    ["shown", "all proof is there", {}],
    [
      "not-shown",
      "the last test was not met",
      { test: { id: "t", reference: "T", at: days(2), mark: "bad", word: "Not met" } },
    ],
    [
      "not-shown",
      "recovery took longer than its target",
      { recovery: { id: "t", at: days(2), measuredMinutes: 61, targetMinutes: 60 } },
    ],
    ["not-shown", "one copy is not in date", materials({ inDate: 6 })],
    [
      "not-shown",
      "a copy is not in date and there is no test either",
      { test: undefined, ...materials({ inDate: 6 }) },
    ],
    ["not-known", "there is no test on record", { test: undefined }],
    ["not-known", "no material is recorded", { materials: undefined }],
    ["not-known", "no copy has been looked at", materials({ inDate: 0, notKnown: 7 })],
    ["part-shown", "recovery was never measured", { recovery: undefined }],
    [
      "part-shown",
      "the test was partly met",
      { test: { id: "t", reference: "T", at: days(2), mark: "warn", word: "Partly met" } },
    ],
    [
      "part-shown",
      "the test is older than six months",
      { test: { id: "t", reference: "T", at: days(200), mark: "ok", word: "Met" } },
    ],
    ["part-shown", "one copy is not known", materials({ inDate: 6, notKnown: 1 })],
    ["shown", "a disruption is open beside whole proof", { open: [open(false)] }],
    ["shown", "a review waits beside whole proof", { open: [open(true)] }],
    [
      "shown",
      "a risk is above appetite beside whole proof",
      { risks: { open: 1, above: 1, highest: 16, reviewOverdue: 0 } },
    ],
    ["shown", "an action is overdue beside whole proof", { overdue: { count: 1, oldestDueOn: "2026-11-11" } }],
    ["shown", "no evidence is linked beside whole proof", { newestEvidence: undefined }],
  ])("is %s when %s", (expected, _, change) => {
    expect(verdict(change)).toBe(expected);
  });

  const marks: Mark[] = ["ok", "na", "warn", "unknown", "live", "bad"];
  const all = (mark: Mark): Record<Column, Cell> => {
    const one = { mark, word: "x" };
    return {
      disruption: one,
      test: one,
      recovery: one,
      materials: one,
      reviews: one,
      risks: one,
      actions: one,
      evidence: one,
    };
  };

  test("is never shown with a proof that is less than good, whatever the other marks are", () => {
    for (const column of proofs)
      for (const mark of marks)
        if (mark !== "ok")
          expect(verdictOf({ ...all("ok"), [column]: { mark, word: "x" } }), `${column} ${mark}`).not.toBe("shown");
  });

  test("rests on the proofs alone: what stands open is told beside it", () => {
    const beside = columns.filter((column) => !proofs.some((proof) => proof === column));
    expect(beside).toEqual(["disruption", "reviews", "risks", "actions", "evidence"]);
    for (const column of beside)
      for (const mark of marks)
        for (const proof of marks) {
          const cells = { ...all("ok"), test: { mark: proof, word: "x" } };
          const found = verdictOf({ ...cells, [column]: { mark, word: "x" } });
          expect(found, `${column} ${mark}`).toBe(verdictOf(cells));
        }
  });
});

describe("the answer", () => {
  const named = (name: string, found: Verdict) => ({ name, verdict: found });

  test("says in one sentence each which services can show it, in part, not yet, and of which it is not known", () => {
    const rows = [
      named("Millrace House", "not-shown"),
      named("Homecare South", "not-known"),
      named("Tollgate Close", "part-shown"),
      named("Saltmarsh House", "part-shown"),
      named("Weir Lane", "shown"),
      named("Homecare North", "shown"),
    ];
    expect(answerOf(rows)).toBe(
      "Two of our six services can show that their fallback was tested and is in date. Tollgate Close and Saltmarsh House can in part. Millrace House cannot yet. For Homecare South it is not known.",
    );
  });

  test.each<[Verdict, string]>([
    ["shown", "Weir Lane can show that its fallback was tested and is in date."],
    ["part-shown", "Weir Lane can show in part that its fallback was tested and is in date."],
    ["not-shown", "Weir Lane cannot yet show that its fallback was tested and is in date."],
    ["not-known", "For Weir Lane it is not known whether its fallback was tested and is in date."],
  ])("of one service that is %s", (found, words) => {
    expect(answerOf([named("Weir Lane", found)])).toBe(words);
  });

  test("begins with none where none can show it", () => {
    expect(answerOf([named("A", "not-known"), named("B", "not-shown")])).toBe(
      "None of our two services can show that their fallback was tested and is in date. B cannot yet. For A it is not known.",
    );
  });

  test("never promises that care is safe", () => {
    const verdicts: Verdict[] = ["shown", "part-shown", "not-shown", "not-known"];
    for (const one of verdicts)
      for (const two of verdicts) expect(answerOf([named("A", one), named("B", two)])).not.toMatch(/\bsafe/i);
    expect(answerOf([])).toBe("No service is recorded yet, so nothing can be shown.");
  });

  test("names three, and counts more", () => {
    const rows = ["A", "B", "C", "D"].map((name) => ({ name }));
    expect(namesOf(rows.slice(0, 3))).toBe("A, B and C");
    expect(namesOf(rows)).toBe("Four services");
  });

  test("people of services whose number is not known are not guessed", () => {
    const rows = [
      { people: 42, verdict: "shown" as const },
      { people: null, verdict: "shown" as const },
      { people: 9, verdict: "not-known" as const },
    ];
    expect(peopleOf(rows)).toEqual({ supported: 51, inShown: 42, unknown: 1 });
  });
});

test("services stand worst first: by verdict, then by what weighs most, then by name", () => {
  const rows = rowsOf(
    [
      { ...proven, id: "1", name: "Shown" },
      { ...proven, id: "2", name: "Part B", recovery: undefined, open: [open(true)] },
      { ...proven, id: "3", name: "Part A", recovery: undefined, open: [open(true)] },
      { ...proven, id: "4", name: "Part live", recovery: undefined, open: [open(false)] },
      { ...proven, id: "7", name: "Shown live", open: [open(false)] },
      { ...proven, id: "5", name: "Unknown", test: undefined },
      { ...proven, id: "6", name: "Not", ...materials({ inDate: 1 }) },
    ],
    now,
  );
  expect(rows.map((row) => row.name)).toEqual([
    "Not",
    "Unknown",
    "Part live",
    "Part A",
    "Part B",
    "Shown live",
    "Shown",
  ]);
});
