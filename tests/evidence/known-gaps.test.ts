import { expect, test } from "vitest";
import { actionGaps, disruptionGaps, materialGaps, riskGaps, statementGaps } from "#lib/evidence/known-gaps.ts";
import { testGaps } from "#lib/evidence/test-gaps.ts";
import type { Framework } from "#lib/frameworks/framework.ts";

const place = {
  services: new Map([["s", "Saltmarsh House"]]),
  references: new Map([
    ["a", "ACT-001"],
    ["d", "DIS-2026-001"],
    ["m", "MAT-001"],
    ["r", "R-001"],
    ["t", "TEST-2026-001"],
  ]),
};
const now = new Date("2026-11-22T10:00:00Z");
const today = "2026-11-22";
const what = (gaps: readonly { what: string }[]) => gaps.map((gap) => gap.what);

const heldTest = {
  id: "t",
  title: "Evening",
  state: "approved" as const,
  serviceIds: ["s"],
  heldFrom: new Date("2026-10-20T18:00:00Z"),
  measuredMinutes: 12 as number | null,
  objectives: 2,
  met: 2,
  partlyMet: 0,
  notMet: 0,
  notTested: 0,
};

test("a service without a test is a gap, and so is a test that measured nothing or missed its objectives", () => {
  expect(what(testGaps([], place))).toEqual(["Saltmarsh House: no test of its fallback lies within this period"]);
  const missed = { ...heldTest, objectives: 7, met: 5, notMet: 1, partlyMet: 1, measuredMinutes: null };
  expect(what(testGaps([missed], place))).toEqual([
    "Saltmarsh House: the time to recover was not measured",
    "TEST-2026-001, Evening: 2 of 7 objectives were not met in full",
  ]);
  expect(testGaps([heldTest], place)).toEqual([]);
});

test("a test that is not reported yet is a gap whatever it met, and shows no test, no time and no result", () => {
  const waits = "TEST-2026-001, Evening: its result is not reported yet";
  const waiting = { ...heldTest, state: "completed" as const };
  expect(what(testGaps([waiting], place))).toEqual([waits]);
  expect(what(testGaps([{ ...waiting, met: 0 }], place))).toEqual([waits]);
  expect(what(testGaps([{ ...waiting, met: 1, notMet: 1 }], place))).toEqual([waits]);
  const unmeasured = { ...heldTest, id: "u", measuredMinutes: null };
  expect(what(testGaps([waiting, unmeasured], place))).toEqual([
    "Saltmarsh House: the time to recover was not measured",
    waits,
  ]);
});

test("a missed objective is a gap until a retest in the same services was scored, met in full, reported and approved", () => {
  const missed = { ...heldTest, title: "Night", met: 1, notMet: 1 };
  const later = new Date("2026-11-10T18:00:00Z");
  const again = { ...heldTest, id: "u", title: "Again", heldFrom: later, objectives: 1, met: 1, retests: ["t"] };
  const open = (...retests: object[]) =>
    what(testGaps([missed, ...retests.map((one) => ({ ...again, ...one }))], place)).some((says) =>
      says.includes("Night"),
    );
  expect(open()).toBe(true);
  expect(open({})).toBe(false);
  expect(open({ serviceIds: ["s", "other"] })).toBe(false);
  for (const not of [
    { serviceIds: ["other"] },
    { serviceIds: [] },
    { state: "completed" },
    { state: "reported" },
    { state: "completed", met: 0 },
    { objectives: 0, met: 0 },
    { met: 0 },
    { met: 0, notTested: 1 },
    { met: 0, notMet: 1 },
    { heldFrom: new Date("2026-10-01T18:00:00Z") },
    { retests: [] },
  ])
    expect([not, open(not)]).toEqual([not, true]);
  const half = { ...missed, objectives: 2, met: 0, notMet: 2 };
  expect(what(testGaps([half, again], place))).toHaveLength(1);
});

test("what a retest left is met by a retest of its own", () => {
  const missed = { ...heldTest, objectives: 3, met: 1, notMet: 2 };
  const days = (day: string) => ({ heldFrom: new Date(`2026-11-${day}T18:00:00Z`) });
  const first = { ...heldTest, ...days("02"), id: "u", objectives: 2, met: 1, notMet: 1, retests: ["t"] };
  const second = { ...heldTest, ...days("09"), id: "v", objectives: 1, met: 1, retests: ["u"] };
  expect(what(testGaps([missed, first], place))).toHaveLength(2);
  expect(testGaps([missed, first, second], place)).toEqual([]);
  expect(testGaps([missed, first, { ...second, state: "reported" }], place)).toHaveLength(2);
});

test("copies not in date are told together with their references, and those no longer used are not", () => {
  const copy = {
    id: "m",
    serviceIds: ["s"],
    state: "current" as const,
    contentAsOf: now,
    printedAt: now,
    useUntil: new Date("2026-11-01T10:00:00Z"),
    lastResult: null,
    lastCheckedAt: null,
  };
  expect(what(materialGaps([copy], place, now))).toEqual(["Saltmarsh House: 1 of 1 copy is out of date (MAT-001)"]);
  expect(what(materialGaps([{ ...copy, state: "withdrawn" }], place, now))).toEqual([
    "Saltmarsh House: no contingency material is recorded",
  ]);
});

test("a review that waits names the roles whose signature closes it, and a closed one is no gap", () => {
  const one = { id: "d", title: "Internet down", severity: 3 as const };
  expect(disruptionGaps([{ ...one, state: "awaiting-approval" }], place)).toMatchObject([
    {
      what: "DIS-2026-001, Internet down: its review awaits sign-off",
      role: "Registered manager and Quality and compliance lead",
      recordId: "d",
    },
  ]);
  expect(disruptionGaps([{ ...one, state: "closed" }], place)).toEqual([]);
});

test("a review that waits names only the signatures that are missing, of roles that somebody holds", () => {
  const held = ["registered-manager", "quality-compliance-lead", "digital-lead", "nominated-individual"];
  const role = (signed: string[], more: object = {}) =>
    disruptionGaps(
      [
        {
          id: "d",
          title: "Internet down",
          state: "awaiting-approval",
          severity: 4,
          signing: { round: 1, namesSystem: true, signed, held, unsigned: [], ...more },
        },
      ],
      place,
    )[0]?.role;
  expect(role(["registered-manager", "quality-compliance-lead", "digital-lead"])).toBe("Nominated individual");
  expect(role(["registered-manager"])).toBe("Quality and compliance lead, Digital lead and Nominated individual");
  expect(role(["registered-manager"], { held: ["registered-manager", "nominated-individual"] })).toBe(
    "Nominated individual",
  );
  expect(role(held)).toBe("A second person");
  // Of two services one manager has signed: the other's is named by their service.
  const [service = "", name = ""] = [...place.services][0] ?? [];
  expect(role(held, { unsigned: [service] })).toBe(`Registered manager, ${name}`);
});

test("an action is a gap until a second look has found it done, and its effect check once that is late", () => {
  const one = { id: "a", title: "Print it daily", dueOn: "2026-11-01", effectDueOn: null, proof: null, files: 0 };
  const of = (more: object) => what(actionGaps([{ ...one, state: "open", ...more }], place, today));
  expect(of({})).toEqual(["ACT-001, Print it daily: overdue"]);
  expect(of({ dueOn: "2026-12-01" })).toEqual(["ACT-001, Print it daily: not finished yet"]);
  expect(of({ state: "verified", effectDueOn: "2026-12-01" })).toEqual([]);
  expect(of({ state: "verified", effectDueOn: "2026-11-01" })).toHaveLength(1);
  expect(of({ state: "cancelled" })).toEqual([]);
  const words = { state: "verified", proof: "note" };
  expect(of(words)).toEqual(["ACT-001, Print it daily: found done on words alone"]);
  expect(of({ ...words, files: 1 })).toEqual([]);
  expect(of({ ...words, proof: "file" })).toEqual([]);
});

test("a risk above the board's limit is a gap until somebody accepts it, and while its review is late", () => {
  const risk = {
    id: "r",
    title: "No line",
    state: "open",
    category: "connectivity" as const,
    score: 16,
    nextReviewOn: "2026-12-01",
    provedOn: "2026-10-01",
    accepted: null,
  };
  expect(what(riskGaps([risk], [], place, today))[0]).toContain("score of 16 is above the board's limit of 12");
  expect(riskGaps([{ ...risk, accepted: { score: 16, expiresOn: "2027-01-01" } }], [], place, today)).toEqual([]);
  const unscored = [{ ...risk, score: null }];
  expect(what(riskGaps(unscored, [], place, today))).toEqual(["R-001, No line: not scored yet"]);
  expect(what(riskGaps(unscored, [], place, today, "2026-03-31"))[0]).toBe(
    "R-001, No line: not scored yet on 31 March 2026",
  );
  expect(riskGaps([{ ...risk, score: 4, nextReviewOn: "2026-11-01" }], [], place, today)).toMatchObject([
    { what: "R-001, No line: its review is overdue", due: "2026-11-01" },
  ]);
});

test("a risk that was tolerated is a gap once its acceptance has ended, or its score has moved from what was accepted", () => {
  const risk = {
    ...{ id: "r", title: "No line", state: "tolerated", category: "connectivity" as const, score: 8 },
    ...{ nextReviewOn: "2027-12-01", provedOn: "2026-10-01" },
  };
  const of = (score: number, expiresOn: string) =>
    what(riskGaps([{ ...risk, accepted: { score, expiresOn } }], [], place, today));
  expect(of(8, today)).toEqual([]);
  expect(of(8, "2026-11-08")).toEqual(["R-001, No line: its acceptance ended on 8 November 2026, so it stands open"]);
  expect(of(6, "2027-01-01")).toEqual([
    "R-001, No line: it was accepted at 6 and its score has moved, so it stands open",
  ]);
});

test("statements to which digital resilience is closest, and only these, are gaps without evidence, by key question", () => {
  const statement = (id: string, name: string, closest = true) => ({
    id,
    name,
    code: "S1",
    keyQuestion: "safe" as const,
    closest,
  });
  const framework: Framework = {
    id: "f",
    name: "Framework",
    status: "in-force",
    term: { singular: "statement", plural: "statements" },
    statements: [
      statement("one", "Learning culture"),
      statement("two", "Safe environments"),
      statement("far", "Safeguarding", false),
    ],
  };
  expect(what(statementGaps(framework, new Set(["one"])))).toEqual([
    "Safe: no digital resilience evidence is linked to Safe environments",
  ]);
  expect(statementGaps(framework, new Set(["one", "two"]))).toEqual([]);
});
