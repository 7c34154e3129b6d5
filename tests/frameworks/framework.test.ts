import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { roleIds } from "#lib/access/roles.ts";
import {
  balanceOf,
  balanceSentence,
  type Category,
  changedSince,
  countCategories,
  coverageOf,
  coverageSentence,
  type Framework,
  frameworkOf,
  heldOf,
  heldSentence,
  standingOf,
  statementOf,
} from "#lib/frameworks/framework.ts";
import { ReferenceContent } from "#lib/frameworks/inputs.ts";
import { may } from "#lib/frameworks/policy.ts";

const statement = (id: string) => ({ id, code: "S1", name: id, keyQuestion: "safe" as const, closest: false });
const framework = (change: Partial<Framework> = {}): Framework => ({
  id: "one",
  name: "Framework One",
  status: "in-force",
  term: { singular: "quality statement", plural: "quality statements" },
  statements: [statement("a"), statement("b"), statement("c")],
  ...change,
});

describe("what changed since a moment", () => {
  const counts = (held: Record<string, string>, service = "one") => ({
    statements: new Map(Object.entries(held).map(([id, newest]) => [id, { records: 1, newest }])),
    services: new Map(Object.entries(held).map(([id, newest]) => [id, new Map([[service, { records: 1, newest }]])])),
  });
  const at = new Date("2026-11-20T10:00:00Z");

  test("is said of a statement by the links made and ended, and by newer evidence; of no other", () => {
    const moves = [
      { statementId: "b", linkedAt: at, endedAt: null },
      { statementId: "b", linkedAt: null, endedAt: new Date("2026-11-21T10:00:00Z") },
      { statementId: "c", linkedAt: at, endedAt: null },
    ];
    const then = counts({ a: "2026-10-01", b: "2026-10-01" });
    const now = counts({ a: "2026-10-01", b: "2026-10-01", c: "2026-11-20" });
    const changed = changedSince(framework(), then, now, moves);
    expect(changed.map(({ statement, says }) => [statement.id, says])).toEqual([
      ["b", ["1 link made", "1 link ended"]],
      ["c", ["1 link made", "newest evidence of 20 Nov 2026"]],
    ]);
    expect(changed[0]?.at).toEqual(new Date("2026-11-21T10:00:00Z"));
  });

  test("is said of evidence that was proved again, or that counts for other services, though no link moved", () => {
    const then = counts({ a: "2026-10-01", b: "2026-10-01" });
    const proved = changedSince(framework(), then, counts({ a: "2026-11-02", b: "2026-10-01" }), []);
    expect(proved).toMatchObject([{ says: ["newest evidence of 2 Nov 2026"], at: undefined }]);
    const moved = changedSince(framework(), counts({ a: "2026-10-01" }), counts({ a: "2026-10-01" }, "two"), []);
    expect(moved).toMatchObject([{ says: ["counted for other services"] }]);
    expect(changedSince(framework(), then, then, [])).toEqual([]);
  });
});

describe("how old evidence is", () => {
  test.each([
    [undefined, "none"],
    [{ records: 0, newest: "2026-11-22" }, "none"],
    [{ records: 2, newest: "2026-11-22" }, "fresh"],
    [{ records: 1, newest: "2025-11-22" }, "fresh"],
    [{ records: 1, newest: "2025-11-21" }, "old"],
  ] as const)("%o on 22 November 2026 is %s", (held, standing) => {
    expect(standingOf(held, "2026-11-22")).toBe(standing);
  });

  test("the year before a 29 February begins on the 28th", () => {
    expect(standingOf({ records: 1, newest: "2027-02-28" }, "2028-02-29")).toBe("fresh");
    expect(standingOf({ records: 1, newest: "2027-02-27" }, "2028-02-29")).toBe("old");
  });
});

test("coverage counts what is held, what is old and what is not known", () => {
  const counts = new Map([
    ["a", { records: 3, newest: "2026-10-01" }],
    ["b", { records: 1, newest: "2024-10-01" }],
  ]);
  const coverage = coverageOf(framework(), counts, "2026-11-22");
  expect(coverage).toEqual({ held: 2, old: 1, none: 1 });
  expect(coverageSentence(framework(), coverage)).toBe(
    "Records are linked to 2 of 3 quality statements. 1 rests on evidence older than 12 months. For the other 1 it is not known.",
  );
  expect(coverageSentence(framework(), { held: 0, old: 0, none: 3 })).toBe(
    "Records are linked to 0 of 3 quality statements. For all 3 it is not known.",
  );
});

test("a record counts once, whatever number of categories it is linked under", () => {
  const links = [
    { recordId: "r", category: "processes" as Category, day: "2026-01-01" },
    { recordId: "r", category: "outcomes" as Category, day: "2026-02-01" },
    { recordId: "s", category: "processes" as Category, day: "2025-02-01" },
  ];
  expect(heldOf(links)).toEqual({ records: 2, newest: "2026-02-01" });
  expect(heldOf([])).toBeUndefined();
  expect(balanceOf(countCategories(links))).toEqual({ processes: 2, others: 1 });
});

test("the balance says in words when everything is paper", () => {
  expect(balanceSentence({ processes: 0, others: 0 })).toMatch(/^Nothing is linked/);
  expect(balanceSentence({ processes: 4, others: 0 })).toMatch(/^All 4 are about processes/);
  expect(balanceSentence({ processes: 0, others: 2 })).toBe("None of 2 is about processes.");
  expect(balanceSentence({ processes: 3, others: 2 })).toBe(
    "3 of 5 are about processes, 2 from the other five categories.",
  );
});

test("the framework in force stands first, and the draft is named as a draft", () => {
  const list = {
    version: 1,
    asOf: "2026-11-22",
    frameworks: [framework({ id: "two", status: "draft", statements: [statement("z")] }), framework()],
  };
  expect(frameworkOf(list)?.id).toBe("one");
  expect(frameworkOf(list, "two")?.id).toBe("two");
  expect(frameworkOf(list, "three")).toBeUndefined();
  expect(statementOf(list, "z")?.framework.id).toBe("two");
  expect(statementOf(list, "y")).toBeUndefined();
  expect(heldSentence(list, "22 November 2026")).toBe(
    "Framework One, as held 22 November 2026; a new framework is in draft.",
  );
});

test("the reference file holds 34 statements in force and 24 in draft, each id once", () => {
  const file = new URL("../../db/reference/cqc-quality-statements.json", import.meta.url);
  const { frameworks } = ReferenceContent.parse(JSON.parse(readFileSync(file, "utf8")));
  const held = frameworks.filter((one) => one.statements.length > 0);
  expect(held.map((one) => [one.name, one.status, one.statements.length])).toEqual([
    ["Single assessment framework", "in-force", 34],
    ["Adult social care assessment framework (draft, March 2026)", "draft", 24],
  ]);
  const ids = held.flatMap((one) => one.statements.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[a-z0-9-]{1,80}$/.test(id))).toBe(true);
});

const actor = (role: (typeof roleIds)[number], services: "all" | string[]) => ({
  kind: "inside" as const,
  organisationId: "o",
  organisation: "One",
  sample: false,
  personId: "p",
  accountId: "a",
  membershipId: "m",
  name: "Somebody",
  title: undefined,
  role,
  services,
});

describe("who may link", () => {
  const linkers = [
    "deputy-manager",
    "registered-manager",
    "regional-manager",
    "quality-compliance-lead",
    "digital-lead",
  ];
  const enders = linkers.filter((role) => role !== "digital-lead");

  test.each(roleIds)("%s", (role) => {
    const mine = { serviceIds: ["a"], ended: false };
    expect(may(actor(role, ["a"]), "link", mine)).toBe(linkers.includes(role));
    expect(may(actor(role, ["a"]), "unlink", mine)).toBe(enders.includes(role));
    expect(may(actor(role, ["a"]), "unlink", { ...mine, ended: true })).toBe(false);
    expect(may(actor(role, ["b"]), "link", mine)).toBe(false);
    expect(may(actor(role, ["a"]), "link", { serviceIds: ["a", "b"], ended: false })).toBe(false);
    expect(may(actor(role, ["a"]), "link", { serviceIds: [], ended: false })).toBe(false);
    expect(may(actor(role, "all"), "link", { serviceIds: [], ended: false })).toBe(linkers.includes(role));
  });
});
