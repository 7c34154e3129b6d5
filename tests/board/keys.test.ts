import { describe, expect, test } from "vitest";
import { clockWords } from "#lib/board/clock.ts";
import { pressOf } from "#lib/board/keys.ts";

const at = (index: number, more: { typing?: boolean; pressing?: boolean } = {}) => ({
  index,
  count: 9,
  typing: false,
  pressing: false,
  ...more,
});

describe("the keys of the board screen", () => {
  test.each(["ArrowRight", "ArrowDown", "PageDown", " "])("%s goes on", (key) => {
    expect(pressOf(key, at(3))).toEqual({ to: 4 });
    expect(pressOf(key, at(8))).toEqual({ to: 8 });
  });

  test.each(["ArrowLeft", "ArrowUp", "PageUp"])("%s goes back", (key) => {
    expect(pressOf(key, at(3))).toEqual({ to: 2 });
    expect(pressOf(key, at(0))).toEqual({ to: 0 });
  });

  test("Home and End go to the first and the last", () => {
    expect(pressOf("Home", at(3))).toEqual({ to: 0 });
    expect(pressOf("End", at(3))).toEqual({ to: 8 });
  });

  test("letters darken the room, show the table, open the notes and follow, in either case", () => {
    expect(["d", "T", "p", "F"].map((key) => pressOf(key, at(0)))).toEqual(["room", "table", "notes", "follow"]);
  });

  test("what is typed into a field is never a command", () => {
    for (const key of ["d", " ", "ArrowRight", "Home"]) expect(pressOf(key, at(3, { typing: true }))).toBeUndefined();
  });

  test("Space on a button presses the button, and an arrow still moves", () => {
    expect(pressOf(" ", at(3, { pressing: true }))).toBeUndefined();
    expect(pressOf("ArrowRight", at(3, { pressing: true }))).toEqual({ to: 4 });
  });

  test("any other key does nothing", () => {
    for (const key of ["Enter", "Tab", "a", "F5", "Escape"]) expect(pressOf(key, at(3))).toBeUndefined();
  });
});

describe("the item clock", () => {
  test("says the whole minutes that were used of those that were planned", () => {
    expect(clockWords(12 * 60_000 + 59_000, 20)).toEqual({ used: "12", rest: "of 20 min", over: false });
  });

  test("is over once no time is left, and never without a plan", () => {
    expect(clockWords(20 * 60_000, 20).over).toBe(true);
    expect(clockWords(500 * 60_000, undefined)).toEqual({ used: "500", rest: "min", over: false });
  });
});
