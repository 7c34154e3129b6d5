import { expect, test } from "vitest";
import { askableGroup, askableKinds } from "#lib/meetings/askable.ts";

test("a question's records are listed by kind, those that the item speaks of first", () => {
  expect(askableKinds("exercises")[0]).toBe("resilience-test");
  expect(askableKinds("risks")[0]).toBe("risk");
  expect(new Set(askableKinds("disruptions"))).toEqual(new Set(askableKinds(null)));
  expect(askableKinds(null).map(askableGroup)).toEqual(["Risks", "Tests", "Disruptions", "Actions", "Systems"]);
});
