import { expect, test } from "vitest";
import { noticedLabel, type StoryFacts, storyOf } from "#lib/papers/sections/disruption-story.ts";

const evening: StoryFacts = {
  type: "internet-outage",
  where: "Saltmarsh House",
  startedAt: new Date("2026-11-03T18:40:00Z"),
  noticedAt: new Date("2026-11-03T18:42:00Z"),
  onPaperAt: new Date("2026-11-03T18:55:00Z"),
  restoredAt: new Date("2026-11-03T23:17:00Z"),
  severity: 3,
  people: 31,
  tasks: { due: 64, done: 64, late: 3 },
  paper: { written: 81, checked: 80 },
  findings: 3,
  actions: 2,
  stands: "Awaiting approval",
};
const nothing: StoryFacts = {
  ...{ type: null, where: "Weir Lane", startedAt: null, noticedAt: null, onPaperAt: null, restoredAt: null },
  ...{ severity: null, findings: 0, actions: 0, stands: "Reported" },
};

test("a disruption is told in a paragraph: what failed, how long, what was late, what was checked, what came of it", () => {
  expect(storyOf(evening)).toBe(
    "Internet outage, Saltmarsh House. Began 3 November 2026, 18:40, on paper from 18:55, systems back 23:17 after 4 h 37 min. Severity 3, moderate. 31 people were affected. 64 of 64 tasks due were done, 3 of them late. 81 paper records were written, and a second person checked 80. Its review has 3 findings, and 2 became actions. Where it stands: awaiting approval.",
  );
});

test("what nobody knows or counted is said to be unknown, or is left out, and never reads as nought", () => {
  expect(storyOf(nothing)).toBe(
    "What failed is not known yet, Weir Lane. When it began is not known. How severe it was is not known yet. Its review has no finding so far. Where it stands: reported.",
  );
  const live = storyOf({ ...evening, restoredAt: null, people: undefined, tasks: undefined, paper: undefined });
  expect(live).toContain("systems not back yet");
  expect(live).not.toMatch(/people|tasks|paper records/);
});

test("a moment of another day says which, and one of anything is one", () => {
  const over = storyOf({
    ...evening,
    restoredAt: new Date("2026-11-04T06:10:00Z"),
    ...{ findings: 1, actions: 1, people: 1 },
  });
  expect(over).toContain("systems back 4 November 2026, 06:10");
  expect(over).toContain("Its review has 1 finding, and 1 became an action.");
  expect(over).toContain("1 person was affected.");
});

test("a title that says what failed and where is not said again", () => {
  expect(storyOf({ ...evening, title: "Internet outage, Saltmarsh House" })).toMatch(/^Began 3 November 2026/);
  expect(storyOf({ ...evening, title: "The line went dead" })).toMatch(/^Internet outage, Saltmarsh House\. Began/);
});

test("how long those lasted that ended is told apart from what still lasts", () => {
  const label = (ended: number[], lasting: number) => noticedLabel("29 October 2026", ended, lasting);
  expect(label([], 0)).toBe("noticed since 29 October 2026");
  expect(label([200, 75], 0)).toBe("noticed since 29 October 2026, lasting 4 h 35 min in all");
  expect(label([275], 2)).toBe("noticed since 29 October 2026: one ended after 4 h 35 min, two still last");
  expect(label([200, 75], 1)).toBe("noticed since 29 October 2026: two ended after 4 h 35 min in all, one still lasts");
  expect(label([], 1)).toBe("noticed since 29 October 2026: one still lasts");
});
