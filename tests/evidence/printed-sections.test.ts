import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { asRegister, type Collected, type RawRow } from "#lib/evidence/collect/register.ts";
import { tellSections } from "#lib/evidence/collect/tell.ts";
import { type SectionId, type SectionRegister, sectionIds, sectionOf } from "#lib/evidence/sections.ts";

const today = "2026-11-22";
const services = new Map([["s", "Millrace House"]]);

function collected(section: SectionId, rows: Record<string, RawRow[]>): Collected[] {
  const specs: readonly SectionRegister[] = sectionOf(section)?.registers ?? [];
  return specs.map((spec) => ({ spec, rows: rows[spec.table] ?? [], fields: [] }));
}

test.each(sectionIds)("the section %s prints something of each record that it holds", (section) => {
  const [first] = sectionOf(section)?.registers ?? [];
  const rows = Array.from({ length: 3 }, () => ({ id: randomUUID(), title: "Known by its reference" }));
  const references = new Map(rows.map((row, n) => [row.id, `REF-${n + 1}`]));
  const registers = collected(section, { [first?.table ?? ""]: rows });
  const [told] = tellSections([{ section, registers }], { services, references }, today);
  for (const reference of references.values()) expect(JSON.stringify(told)).toContain(`"${reference}"`);
  expect([...(told?.blocks ?? []), ...(told?.records ?? [])]).not.toEqual([]);
  expect(told?.answer).toBeNull();
});

const exercise = {
  ...{
    id: "t31",
    title: "Evening internet loss exercise",
    aim: "Show that an evening shift keeps care going on paper",
  },
  ...{
    scenario: "evening-internet-outage",
    kind: "full-scale",
    notice: "no-notice",
    shift: "evening",
    scope: "location",
  },
  ...{ state: "approved", held_from: "2026-11-18 19:30:00+00", held_to: "2026-11-18 20:40:00+00", service_ids: ["s"] },
  ...{
    objectives: 2,
    met: 1,
    partly_met: 0,
    not_met: 1,
    not_tested: 0,
    system_id: "sys",
    material_kinds: ["mar-chart"],
  },
  ...{
    measured_minutes: 14,
    target_minutes: 20,
    board_present: false,
    answer: "For most people, yes.",
    answer_detail: "Folders were found.",
  },
  ...{
    reported_role: "quality-compliance-lead",
    approved_role: "registered-manager",
    approved_at: "2026-11-20 15:00:00+00",
  },
};
const child = (more: Record<string, unknown>) => ({ id: randomUUID(), record_id: "t31", ...more });
const rows = {
  resilience_tests: [exercise],
  test_objectives: [
    child({
      number: 1,
      says: "Downtime folder in hand",
      target_minutes: 5,
      actual_minutes: 3,
      result: "met",
      set_at: "2026-11-02 14:30:00+00",
      scored_role: "quality-compliance-lead",
    }),
    child({
      number: 2,
      says: "Night staff take over",
      target_minutes: 30,
      actual_words: "Stopped",
      result: "not-met",
      note: "Night lead had not been briefed",
    }),
  ],
  test_participants: [child({ who: "Night staff", shift: "night", took_part: 1, expected: 4 })],
  test_events: [child({ at: "2026-11-18 19:30:00+00", kind: "card", says: "Router unplugged" })],
  test_findings: [
    child({ number: 1, says: "Night staff have not been briefed", action_id: "a125" }),
    child({ number: 2, says: "Agency staff were not on shift", action_id: null }),
  ],
};
const action = {
  id: "a125",
  title: "Brief night staff",
  state: "in-progress",
  due_on: "2026-11-20",
  proof: null,
  effect_due_on: null,
};
const names = {
  services,
  references: new Map([
    ["t31", "TEST-2026-031"],
    ["t33", "TEST-2026-033"],
    ["a125", "ACT-125"],
    ["sys", "SYS-001"],
  ]),
  retests: new Map([["t31", ["t33"]]]),
};

test("a test that is not reported yet says so wherever its result, its time or its answer would stand", () => {
  const waiting = {
    ...exercise,
    state: "completed",
    reported_role: null,
    approved_role: null,
    approved_at: null,
    answer: null,
  };
  const registers = collected("resilience-tests", { ...rows, resilience_tests: [waiting] });
  const [section] = tellSections([{ section: "resilience-tests", registers }], names, today);
  const notKnown = { state: "not-known", words: "Not reported yet" };
  const [table] = section?.blocks ?? [];
  expect(table).toMatchObject({ kind: "table", heading: "Tests held" });
  expect(JSON.stringify(table).split(JSON.stringify(notKnown))).toHaveLength(3);
  const [story] = section?.records ?? [];
  expect(story).toMatchObject({ margin: ["Not reported yet"], answer: { state: "not-known" } });
  const said = JSON.stringify(story);
  expect(said).toContain(JSON.stringify(notKnown));
  expect(said).toContain("Not reported yet, so it shows nothing.");
  expect(said).not.toContain("14 min of 20 min");
  const [tests] = registers;
  if (!tests) throw new Error("No register of tests.");
  const fields: Collected["fields"] = ["met", "measured_minutes", "objectives"].map((column) => [column, "assurance"]);
  expect(asRegister({ ...tests, fields }, names, "in Millrace House").rows[0]).toMatchObject({
    met: "Not reported yet",
    measured_minutes: "Not reported yet",
    objectives: 2,
  });
});

test("a test is told in the words of its page: aim, objectives with results, recovery against target, findings and what followed", () => {
  const gathered = [
    { section: "resilience-tests", registers: collected("resilience-tests", rows) },
    { section: "action-items", registers: collected("action-items", { action_items: [action] }) },
  ];
  const [section] = tellSections(gathered, names, today);
  const [story] = section?.records ?? [];
  expect(story).toMatchObject({
    reference: "TEST-2026-031",
    standfirst: "Millrace House. 18 November 2026, 19:30 to 20:40.",
    margin: ["Partly met: 1 of 2"],
    answer: { heading: "Would people have been kept safe?", statement: "For most people, yes.", state: "attention" },
  });
  expect(story?.blocks.map((block) => block.heading)).toEqual([
    ...[
      "In more words",
      "The test",
      "Objectives",
      "Who took part",
      "What happened",
      "Findings",
      "What we are changing",
      "What followed",
    ],
  ]);
  const said = JSON.stringify(story?.blocks);
  for (const words of [
    "Show that an evening shift keeps care going on paper",
    "Regional internet outage on a busy evening shift",
    "14 min of 20 min",
    '1,"Downtime folder in hand","5 min","3 min",{"state":"ready","words":"Met"}',
    '"30 min","Stopped",{"state":"not-ready","words":"Not met"}',
    "Night lead had not been briefed",
    "Approved by the registered manager on 20 November 2026.",
    '"1 of 4",{"state":"not-ready","words":"Not covered"}',
    "No action yet",
    '"ACT-125","what":"Brief night staff","progress":{"state":"not-ready","words":"Overdue by 2 days"}',
    "TEST-2026-033",
  ])
    expect(said).toContain(words);
});

test("a finding's action that the bundle does not hold is named by its reference alone", () => {
  const [section] = tellSections(
    [{ section: "resilience-tests", registers: collected("resilience-tests", rows) }],
    names,
    today,
  );
  const headings = section?.records[0]?.blocks.map((block) => block.heading);
  expect(headings).not.toContain("What we are changing");
  expect(JSON.stringify(section?.records)).toContain("ACT-125");
});
