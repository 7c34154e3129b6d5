import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Role } from "#lib/access/roles.ts";
import {
  bandOf,
  disruptionTypes,
  type StateFacts,
  severities,
  stateOf,
  states,
  typeWords,
} from "#lib/disruptions/disruption.ts";
import { duties, dutiesToConsider, dutyIds, dutyStanding } from "#lib/disruptions/duty.ts";
import { openPoints, type ReviewFacts } from "#lib/disruptions/open-points.ts";
import { placeFor, servicesFor } from "#lib/disruptions/policy.ts";
import { requiredSignOffs, signaturePlaces } from "#lib/disruptions/review.ts";
import { breachTypes, causes, detections, elements, harms, methods, paperKinds } from "#lib/disruptions/words.ts";
import { materialKinds } from "#lib/records/material-kinds.ts";

const { vocabularies } = JSON.parse(readFileSync("db/reference/vocabularies.json", "utf8"));
const listed = JSON.parse(readFileSync("db/reference/statutory-duties.json", "utf8")).duties;
const ids = (list: { id: string }[]) => list.map((each) => each.id).sort();

describe("the word lists are the reference's", () => {
  test.each([
    ["disruptionTypes", disruptionTypes],
    ["breachTypes", breachTypes],
    ["harmLevels", harms],
    ["detectionMethods", detections],
    ["causeFactors", causes],
    ["contributoryFrameworkSeips", elements],
    ["learningResponses", methods],
    ["reconciliationItemTypes", paperKinds],
    ["contingencyMaterialKinds", materialKinds],
  ] as const)("%s", (name, mine) => {
    expect(ids(vocabularies[name].values)).toEqual([...mine].sort());
  });

  test("types carry the reference's labels, and states are its machine's without merging and rejecting", () => {
    for (const each of vocabularies.disruptionTypes.values as { id: keyof typeof typeWords; label: string }[])
      expect(typeWords[each.id]).toBe(each.label);
    const machine = vocabularies.recordStatuses.machines.disruption.states as string[];
    expect(machine.filter((state) => !["merged", "rejected"].includes(state))).toEqual([...states]);
  });

  test("every duty with something to decide is on the list, standing duties are not", () => {
    const deciding = listed.filter((each: { clock: { kind: string } }) => each.clock.kind !== "continuous");
    expect(ids(deciding)).toEqual([...dutyIds].sort());
    for (const id of dutyIds) expect(duties[id].asks).not.toBe("");
  });
});

describe("who signs", () => {
  const rm = "registered-manager";
  const ql = "quality-compliance-lead";
  const dl = "digital-lead";
  const ni = "nominated-individual";
  test.each([
    [1, false, []],
    [1, true, []],
    [2, false, [rm]],
    [2, true, [rm]],
    [3, false, [rm, ql]],
    [3, true, [rm, ql, dl]],
    [4, false, [rm, ql, ni]],
    [4, true, [rm, ql, dl, ni]],
    [5, false, [rm, ql, ni]],
    [5, true, [rm, ql, dl, ni]],
  ] as const)("severity %i, a system named: %s", (severity, system, wanted) => {
    expect(requiredSignOffs(severity, system)).toEqual(wanted);
  });

  const signers = { held: [rm, ql, dl, ni] as Role[], alone: false };
  const base = { severity: 2 as const, namesSystem: false, authors: ["m"], signed: [], signers };
  const signature = (slot: typeof rm | typeof ql | "second-person", personId: string, role: Role) => ({
    slot,
    personId,
    role,
    at: new Date(0),
    alone: false,
  });

  test("a manager who wrote the review does not sign it alone: a second person is asked", () => {
    const places = signaturePlaces({ ...base, signed: [signature(rm, "m", rm)] });
    expect(places.map((place) => [place.slot, Boolean(place.signature)])).toEqual([
      [rm, true],
      ["second-person", false],
    ]);
    const facts = { ...base, signed: [signature(rm, "m", rm)] };
    expect(placeFor({ personId: "q", role: ql, services: "all" }, places, facts)).toBe("second-person");
    expect(placeFor({ personId: "m", role: rm, services: "all" }, places, facts)).toBeUndefined();
  });

  test("a manager who signs what somebody else wrote is enough", () => {
    const places = signaturePlaces({ ...base, authors: ["d"], signed: [signature(rm, "m", rm)] });
    expect(places.map((place) => place.slot)).toEqual([rm]);
  });

  test("a role that nobody holds is shown and asks for nothing", () => {
    const places = signaturePlaces({ ...base, severity: 3, signers: { held: [rm], alone: false } });
    expect(places.map((place) => [place.slot, place.unheld])).toEqual([
      [rm, false],
      [ql, true],
    ]);
  });

  test("where there is no second person, one signature is asked and the person may give it", () => {
    const alone = { held: [rm] as Role[], alone: true };
    const facts = { ...base, severity: 4 as const, signers: alone };
    const places = signaturePlaces(facts);
    expect(places.map((place) => place.slot)).toEqual([rm]);
    expect(placeFor({ personId: "m", role: rm, services: "all" }, places, facts)).toBe(rm);
    expect(placeFor({ personId: "w", role: "care-worker", services: "all" }, places, facts)).toBeUndefined();
  });

  test("of several services each one's manager signs for it; one manager of two signs for both at once", () => {
    const services = ["a", "b", "c"].map((id) => ({ id, name: id.toUpperCase(), managed: id !== "c" }));
    const facts = { ...base, severity: 3 as const, signers: { ...signers, services } };
    const places = signaturePlaces(facts);
    expect(places.map((place) => [place.slot, place.service?.name, place.unheld])).toEqual([
      [rm, "A", false],
      [rm, "B", false],
      [rm, "C", true],
      [ql, undefined, false],
    ]);
    const of = (personId: string, services: "all" | string[]) => ({ personId, role: rm as Role, services });
    expect(servicesFor(of("m", ["a"]), places)).toEqual(["a"]);
    expect(servicesFor(of("m", ["a", "b"]), places)).toEqual(["a", "b"]);
    expect(servicesFor(of("m", "all"), places)).toEqual(["a", "b"]);
    expect(placeFor(of("m", ["z"]), places, facts)).toBeUndefined();
    const one = { ...facts, signed: [{ ...signature(rm, "m", rm), forServices: ["a"] }] };
    expect(signaturePlaces(one).map((place) => Boolean(place.signature))).toEqual([true, false, false, false]);
    // A signature of the time when one manager signed for all of them.
    const old = { ...facts, signed: [{ ...signature(rm, "m", rm), forServices: [] }] };
    expect(signaturePlaces(old).map((place) => Boolean(place.signature))).toEqual([true, true, true, false]);
  });

  test("nobody signs twice, and a role without a place signs nothing", () => {
    const facts = { ...base, severity: 3 as const, signed: [signature(rm, "m", rm)] };
    const places = signaturePlaces(facts);
    expect(placeFor({ personId: "m", role: ql, services: "all" }, places, facts)).toBeUndefined();
    expect(placeFor({ personId: "n", role: ni, services: "all" }, places, facts)).toBeUndefined();
    expect(placeFor({ personId: "q", role: ql, services: "all" }, places, facts)).toBe(ql);
  });
});

describe("what keeps it from closing", () => {
  const signed = (["registered-manager", "quality-compliance-lead"] as const).map((slot) => ({
    slot,
    personId: slot,
    role: slot as Role,
    at: new Date(0),
    alone: false,
  }));
  const whole: ReviewFacts = {
    severity: 3,
    namesSystem: false,
    triaged: true,
    confirmed: true,
    restored: true,
    onPaper: true,
    paper: "used",
    papers: [{ label: "Medicines records", written: 31, entered: 31, checked: 31 }],
    duties: [{ label: "CQC", decision: "not-required", twoRoles: true, agreed: true }],
    findings: [{ number: 1, decided: true }],
    review: { answer: "yes", submitted: true },
    authors: ["registered-manager"],
    signed,
    signers: { held: ["registered-manager", "quality-compliance-lead"], alone: false },
  };

  const undecided = { label: "X", decision: "undecided", twoRoles: false, agreed: false } as const;

  test("nothing, when everything is done", () => expect(openPoints(whole)).toEqual([]));

  test.each<[string, Partial<ReviewFacts>, string, RegExp]>([
    ["the time paper began", { onPaper: false }, "on-paper", /on to paper is not known/],
    ["the time it was back", { restored: false }, "restored", /not known/],
    ["whether paper was used", { paper: "not-known" }, "paper", /not known/],
    ["no counts though paper was used", { papers: [] }, "paper", /nothing is counted/],
    ["a severity that the review has not confirmed", { confirmed: false }, "severity", /not confirmed/],
    ["paper not entered", { papers: [{ label: "Notes", written: 5, entered: 4, checked: 4 }] }, "paper", /1 of 5 not/],
    ["paper not checked", { papers: [{ label: "Notes", written: 5, entered: 5, checked: 4 }] }, "paper", /1 of 5 to/],
    ["a duty not decided", { duties: [undecided] }, "duty", /not decided/],
    [
      "a duty under advice",
      { duties: [{ label: "X", decision: "under-advice", twoRoles: false, agreed: false }] },
      "duty",
      /not decided/,
    ],
    [
      "a duty to send",
      { duties: [{ label: "X", decision: "required", twoRoles: false, agreed: false }] },
      "duty",
      /not sent/,
    ],
    [
      "a second role's agreement",
      { duties: [{ label: "X", decision: "not-required", twoRoles: true, agreed: false }] },
      "duty",
      /not agreed/,
    ],
    ["a finding without a decision", { findings: [{ number: 2, decided: false }] }, "finding", /Finding 2/],
    ["the answer", { review: { answer: null, submitted: true } }, "answer", /not answered/],
    ["sending it", { review: { answer: "yes", submitted: false } }, "submit", /not sent/],
    ["a signature", { signed: signed.slice(0, 1) }, "sign-off", /Quality/],
  ])("%s", (_, change, kind, says) => {
    const points = openPoints({ ...whole, ...change });
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ kind, says: expect.stringMatching(says) });
    expect(points[0]?.closes).not.toBe("");
    expect(points[0]?.roles.length).toBeGreaterThan(0);
  });

  test("severity 1 asks for its duties alone: no time, no paper count and no signature is invented to close it", () => {
    const log = { ...whole, severity: 1 as const, review: undefined, signed: [], restored: false, onPaper: false };
    expect(openPoints(log)).toEqual([]);
    expect(openPoints({ ...log, paper: "not-known", papers: [] })).toEqual([]);
    expect(openPoints({ ...log, duties: [undecided] })).toHaveLength(1);
  });

  test("the whole list stands from the first day, and only grows shorter", () => {
    const first = {
      ...whole,
      triaged: false,
      confirmed: false,
      restored: false,
      onPaper: false,
      papers: [],
      findings: [],
      duties: [],
    };
    const reported = openPoints({ ...first, review: undefined, signed: [] });
    expect(reported.map((point) => point.kind)).toEqual([
      ...["triage", "on-paper", "restored", "paper", "review", "severity", "answer", "submit", "sign-off"],
    ]);
    const back = openPoints({ ...first, triaged: true, restored: true, onPaper: true, review: undefined, signed });
    expect(back.map((point) => point.kind)).toEqual(["paper", "review", "severity", "answer", "submit"]);
  });

  test("paper that was not used needs no counts", () => {
    expect(openPoints({ ...whole, paper: "not-used", papers: [] })).toEqual([]);
  });
});

describe("duties on the desk after triage", () => {
  const none = { careAtRisk: "no", dataAtRisk: "no", harmPossible: "no" } as const;
  test.each(severities)("severity %i with no worry", (severity) => {
    expect(dutiesToConsider(severity, none)).toHaveLength(severity === 1 ? 0 : 5);
  });
  test("not known counts as a worry, and yes adds the sharper duty", () => {
    expect(dutiesToConsider(1, { ...none, careAtRisk: "not-known" })).toEqual(["cqc-reg18-events", "safeguarding-s42"]);
    expect(dutiesToConsider(1, { ...none, dataAtRisk: "not-known" })).toEqual(["ukgdpr-art33-ico"]);
    expect(dutiesToConsider(1, { ...none, dataAtRisk: "yes" })).toEqual(["ukgdpr-art33-ico", "dspt-incident"]);
    expect(dutiesToConsider(1, { ...none, harmPossible: "yes" })).toEqual([
      "duty-of-candour",
      "cqc-reg18-serious-injury",
    ]);
  });
  test("not required waits for a second role; a row of the time before that rule is settled as it was", () => {
    expect(dutyStanding({ decision: "not-required", twoRoles: false, agreed: false })).toBe("settled");
    expect(dutyStanding({ decision: "not-required", twoRoles: true, agreed: false })).toBe("to-agree");
  });
});

describe("states and times follow from facts", () => {
  const facts: StateFacts = {
    closed: false,
    submitted: false,
    triaged: true,
    reviewBegun: false,
    restored: true,
    onPaper: false,
    paperOpen: false,
  };
  test.each<[string, Partial<StateFacts>]>([
    ["closed", { closed: true, submitted: true }],
    ["awaiting-approval", { submitted: true, paperOpen: true }],
    ["reported", { triaged: false }],
    ["triaged", { restored: false }],
    ["downtime-active", { restored: false, onPaper: true }],
    ["under-review", { reviewBegun: true, paperOpen: true }],
    ["reconciling", { paperOpen: true }],
    ["service-restored", {}],
  ])("%s", (state, change) => expect(stateOf({ ...facts, ...change })).toBe(state));

  test("counts fall into bands at their edges", () => {
    expect([0, 1, 4, 5, 19, 20, 49, 50].map(bandOf)).toEqual([
      "none",
      "1-4",
      "1-4",
      "5-19",
      "5-19",
      "20-49",
      "20-49",
      "50-or-more",
    ]);
  });
});
