import { expect, test } from "vitest";
import { shownHere, stand, subscribe, take } from "#components/board/taken-here.ts";
import type { Screen, Shown } from "#lib/board/screen.ts";

const screen = (answer: string): Screen => ({
  ...{ id: "risks", title: "Risks above appetite", answer, figures: [], frozenAt: null, liveAt: null },
  notes: { changed: [], notAssured: [], questions: [] },
});
const given: Shown = { screens: [screen("One risk.")], mayDecide: true };
const newer: Shown = { screens: [screen("Two risks.")], mayDecide: true };

test("a screen shows what it came with until it is told something newer, and keeps what it shows when it is told nothing", () => {
  let told = 0;
  const stops = [subscribe(() => (told += 1)), stand(given)];
  expect(shownHere("a", given)).toBe(given);
  expect(take("a", { again: true })).toBe(true);
  expect(take("a", { again: false })).toBe(false);
  expect([shownHere("a", given), told]).toEqual([given, 0]);
  expect(take("a", { shown: newer, again: false })).toBe(false);
  expect([shownHere("a", given), told]).toEqual([newer, 1]);
  expect(take("a", { again: true })).toBe(true);
  expect(shownHere("a", given)).toBe(newer);
  expect(shownHere("another meeting", given)).toBe(given);
  for (const stop of stops) stop();
});

test("a page that is rendered later shows what it came with, until something newer than that is taken", () => {
  const leave = stand(given);
  take("a", { shown: newer, again: false });
  leave();
  const later: Shown = { screens: [screen("Three risks.")], mayDecide: true };
  const back = stand(later);
  expect(shownHere("a", later)).toBe(later);
  const newest: Shown = { screens: [screen("Four risks.")], mayDecide: true };
  take("a", { shown: newest, again: false });
  expect(shownHere("a", later)).toBe(newest);
  back();
});
