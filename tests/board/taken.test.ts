import { expect, test } from "vitest";
import { shownHere, subscribe, take } from "#components/board/taken-here.ts";
import type { Screen, Shown } from "#lib/board/screen.ts";

const screen = (answer: string): Screen => ({
  ...{ id: "risks", title: "Risks above appetite", answer, figures: [], frozenAt: null, liveAt: null },
  notes: { changed: [], notAssured: [], questions: [] },
});
const given: Shown = { screens: [screen("One risk.")], mayDecide: true };
const newer: Shown = { screens: [screen("Two risks.")], mayDecide: true };

test("a screen shows what it came with until it is told something newer, and keeps what it shows when it is told nothing", () => {
  let told = 0;
  const stop = subscribe(() => (told += 1));
  expect(shownHere("a", given)).toBe(given);
  expect(take("a", { again: true })).toBe(true);
  expect(take("a", { again: false })).toBe(false);
  expect([shownHere("a", given), told]).toEqual([given, 0]);
  expect(take("a", { shown: newer, again: false })).toBe(false);
  expect([shownHere("a", given), told]).toEqual([newer, 1]);
  expect(take("a", { again: true })).toBe(true);
  expect(shownHere("a", given)).toBe(newer);
  expect(shownHere("another meeting", given)).toBe(given);
  stop();
});
