import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type ActionState,
  actionPriorities,
  actionSources,
  actionStates,
  daysOverdue,
  effectCheckDue,
  effectMayShow,
  evidenceMissing,
  levelIds,
  levels,
  lookOutcomes,
  lookSaid,
  mayMove,
  priorityWords,
  redateFlag,
  standingOf,
  stateWords,
} from "#lib/action-items/action-item.ts";

const { vocabularies } = JSON.parse(readFileSync("db/reference/vocabularies.json", "utf8"));

describe("the word lists are the reference's", () => {
  test("states, with their labels", () => {
    const listed = vocabularies.actionStatuses.values;
    expect(listed.map((each: { id: string }) => each.id)).toEqual([...actionStates]);
    for (const each of listed) expect(stateWords[each.id as ActionState]).toBe(each.label);
  });

  test("sources, with the domain's words for exercise and asset", () => {
    const renamed: Record<string, string> = { exercise: "resilience-test", asset: "device" };
    const listed = vocabularies.actionSources.values.map((each: { id: string }) => renamed[each.id] ?? each.id);
    expect(listed).toEqual([...actionSources]);
  });

  test("priorities, with their usual days", () => {
    const listed = vocabularies.actionPriority.values;
    expect(listed.map((each: { id: string }) => each.id)).toEqual([...actionPriorities]);
    for (const each of listed as { id: keyof typeof priorityWords; meaning: string }[])
      expect(each.meaning).toContain(`${priorityWords[each.id].days} days`);
  });

  test("each strength has as many levels as the hierarchy", () => {
    for (const each of vocabularies.actionEffectiveness.values) {
      expect(levelIds.filter((level) => levels[level].strength === each.id)).toHaveLength(each.levels.length);
    }
    expect(Object.keys(levels)).toEqual([...levelIds]);
  });
});

describe("the state machine is the reference's", () => {
  const { transitions } = vocabularies.recordStatuses.machines.action;
  const known = new Set(transitions.map((each: { from: string; to: string }) => `${each.from}>${each.to}`));
  for (const from of actionStates) {
    for (const to of actionStates) {
      test(`${from} to ${to}`, () => expect(mayMove(from, to)).toBe(known.has(`${from}>${to}`)));
    }
  }
});

const action = { state: "open" as ActionState, dueOn: "2026-11-10", proof: null, effectDueOn: null };

test("an action is overdue from the day after its due date, and only while somebody still has to do it", () => {
  expect(daysOverdue(action, "2026-11-10")).toBe(0);
  expect(daysOverdue(action, "2026-11-11")).toBe(1);
  for (const state of actionStates) {
    const late = daysOverdue({ ...action, state }, "2026-11-24");
    expect(late, state).toBe(["open", "in-progress", "blocked", "not-effective"].includes(state) ? 14 : 0);
  }
});

test("three changes of the due date raise the flag", () => {
  expect([0, 1, 2, 3, 4].map((dueChanges) => redateFlag({ dueChanges }))).toEqual([
    "kept",
    "re-dated",
    "re-dated",
    "re-dated-often",
    "re-dated-often",
  ]);
});

test("a written note alone is evidence missing, until a file is attached", () => {
  expect(evidenceMissing({ state: "completed", proof: "note" })).toBe(true);
  expect(evidenceMissing({ state: "completed", proof: "note", files: 1 })).toBe(false);
  expect(evidenceMissing({ state: "completed", proof: "record" })).toBe(false);
  expect(evidenceMissing({ state: "open", proof: null })).toBe(false);
});

test("an effect check is due on its day, for what was verified and not yet judged", () => {
  const verified = { state: "verified" as const, effectDueOn: "2027-02-22" };
  expect(effectCheckDue(verified, "2027-02-21")).toBe(false);
  expect(effectCheckDue(verified, "2027-02-22")).toBe(true);
  expect(effectCheckDue({ ...verified, state: "effective" }, "2027-03-01")).toBe(false);
});

test("an effect shows on a later day than the completion, never without one", () => {
  expect(effectMayShow("2026-11-23", "2026-11-24")).toBe(true);
  expect(effectMayShow("2026-11-24", "2026-11-24")).toBe(false);
  expect(effectMayShow(undefined, "2026-11-24")).toBe(false);
});

test("every state has a standing in words, and overdue wins over in progress", () => {
  for (const state of actionStates) expect(standingOf({ ...action, state }, "2026-11-01").word).not.toBe("");
  expect(standingOf({ ...action, state: "in-progress" }, "2026-11-24")).toEqual({
    shape: "bad",
    word: "Overdue by 14 days",
  });
  expect(
    standingOf({ ...action, state: "verified", proof: "file", effectDueOn: "2027-02-01" }, "2026-11-24").word,
  ).toBe("Closed, evidence checked");
  expect(
    standingOf({ ...action, state: "verified", proof: "note", effectDueOn: "2027-02-01" }, "2026-11-24").word,
  ).toBe("Verified, evidence missing");
});

test("what was sent back is not called verified", () => {
  expect(lookSaid.returned).not.toMatch(/verif/i);
  expect(Object.keys(lookSaid)).toEqual([...lookOutcomes]);
});
