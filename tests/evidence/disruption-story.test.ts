import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Block } from "#lib/evidence/bag/bundle.ts";
import { disruptionStory } from "#lib/evidence/collect/disruption-story.ts";
import type { Collected, RawRow } from "#lib/evidence/collect/register.ts";
import { sectionOf } from "#lib/evidence/sections.ts";

const evening = {
  ...{ id: "d14", title: "Internet outage affecting care records", service_ids: ["s"], severity_confirmed: 4 },
  ...{ started_at: "2026-11-03 18:42:00+00", noticed_at: "2026-11-03 18:42:00+00" },
  ...{ on_paper_at: "2026-11-03 18:55:00+00", restored_at: "2026-11-03 23:17:00+00" },
  verified_at: "2026-11-04 11:40:00+00",
};
const children = {
  disruption_reviews: [
    { answer: "yes", answer_says: "Every person received their medicines.", what_happened: "The line failed." },
  ],
  disruption_impacts: [{ service_id: "s", people_affected: 42, tasks_due: 31, tasks_done: 31, tasks_late: 2 }],
  paper_records: [
    { kind: "mar", written: 31, entered: 31, checked: 31, checked_alone: false },
    { kind: "daily-notes", written: 26, entered: 26, checked: 25, checked_alone: false },
  ],
  timeline_entries: [{ happened_at: "2026-11-03 18:42:00+00", says: "Tablets show no connection", source: "phone" }],
  sign_offs: [{ role: "registered-manager", at: "2026-11-10 15:52:00+00", alone: false }],
};

function told(disruption: RawRow, rows: Record<string, object[]>) {
  const registers = (sectionOf("disruptions")?.registers ?? []).map(
    (spec): Collected => ({
      ...{ spec, fields: [] },
      rows: (rows[spec.table] ?? []).map((row) => ({ id: randomUUID(), record_id: disruption.id, ...row })),
    }),
  );
  const names = {
    ...{ services: new Map([["s", "Saltmarsh House"]]), references: new Map([["d14", "DIS-2026-014"]]) },
    entries: new Map([["wrong", { at: new Date("2026-11-03T18:55:00Z"), says: "Rounds every 15 minutes" }]]),
  };
  return disruptionStory.tell(disruption, { registers, all: registers, names, today: "2026-11-22" });
}

const kinds = (blocks: readonly Block[]) => blocks.map(({ kind, heading }) => heading || kind);

test("a disruption is told answer first: where, whom it touched, what happened, what came back from paper, then every time", () => {
  const story = told(evening, children);
  expect(story).toMatchObject({
    reference: "DIS-2026-014",
    standfirst: "Saltmarsh House. 42 people. 3 November 2026, 18:42 to 23:17.",
    margin: ["Severity 4, major"],
    answer: { statement: "Yes. Every person received their medicines.", state: "ready" },
  });
  expect(kinds(story.blocks)).toEqual([
    ...["What happened", "phases", "Who was affected", "Paper records", "What the review found"],
    ...["Signed by", "When and where", "Timeline"],
  ]);
});

test("its phases last until the next begins, and are said in words too", () => {
  const [, bar] = told(evening, children).blocks;
  if (bar?.kind !== "phases") throw new Error("The phases are not told.");
  expect(bar.phases.map(({ label }) => label)).toEqual(["Noticed", "On paper", "Catching up", "Verified"]);
  expect(bar.says).toBe(
    "On paper for 4 h 22 min, from 13 min after it was noticed. Records verified 12 h 23 min after the systems were back.",
  );
});

test.each([
  ["paper was not used", { on_paper_at: null }],
  ["the systems are not back", { restored_at: null }],
  ["its times do not follow each other", { on_paper_at: "2026-11-03 18:30:00+00" }],
])("no phases are drawn where %s", (_why, change) => {
  expect(kinds(told({ ...evening, ...change }, children).blocks)).not.toContain("phases");
});

test("records of paper are summed, and what is still to be checked is said", () => {
  const paper = told(evening, children).blocks.find(({ heading }) => heading === "Paper records");
  expect(paper).toMatchObject({
    total: ["All records", 57, 57, 56],
    footnote: "1 record is entered and not checked yet.",
    note: "Second check by somebody who did not enter the record",
  });
});

test("what is missing of an answer is said: a review, its signatures, or neither was asked for", () => {
  const said = (change: object, rows: Record<string, object[]>) =>
    told({ ...evening, ...change }, rows).answer?.statement;
  expect(said({}, {})).toBe("Not known yet. The review has not been signed.");
  expect(said({}, { sign_offs: children.sign_offs })).toBe("Not known yet. Signatures of the review are missing.");
  expect(said({ severity_confirmed: null, severity_triage: 1 }, {})).toContain("Severity 1 closes at triage");
});

test.each([
  ["was not counted", [{ people_affected: 42 }, { people_affected: null, people_band: "20-49" }]],
  ["is not known at all", [{ people_affected: 42 }]],
])("people are summed only where every service counted its own: one %s", (_why, rows) => {
  const story = told({ ...evening, service_ids: ["s", "t"] }, { disruption_impacts: rows });
  expect(story.standfirst).not.toContain("people");
  expect(story.answer).toMatchObject({ state: "not-known" });
});

test("a correction stands after the entry that it corrects, and both say so", () => {
  const at = "2026-11-03 18:55:00+00";
  const right = {
    happened_at: at,
    written_at: "2026-11-03 20:10:00+00",
    says: "Every 10 minutes",
    corrects_id: "wrong",
  };
  const wrong = { id: "wrong", happened_at: at, written_at: "2026-11-03 19:05:00+00", says: "Rounds every 15 minutes" };
  const line = told(evening, { ...children, timeline_entries: [right, wrong] }).blocks.at(-1);
  if (line?.kind !== "timeline") throw new Error("The timeline is not told.");
  expect(line.events.map(({ what }) => what)).toEqual([
    "Rounds every 15 minutes (corrected later)",
    "Every 10 minutes (corrects: 3 Nov 2026, 18:55: Rounds every 15 minutes)",
  ]);
});
