import { describe, expect, expectTypeOf, test } from "vitest";
import { stopped, wordOf } from "#lib/words.ts";

const states = ["open", "closed"] as const;

describe("a word of the database", () => {
  test("is one of the list it belongs to, words and numbers alike", () => {
    expect(wordOf(states, "open")).toBe("open");
    expect(wordOf([1, 2, 3], 2)).toBe(2);
    expectTypeOf(wordOf(states, "open")).toEqualTypeOf<"open" | "closed">();
  });

  test("stays null where the column may be empty, and only there", () => {
    const maybe: string | null = null;
    expect(wordOf(states, maybe)).toBeNull();
    const read = (word: string | null) => wordOf(states, word);
    expectTypeOf(read).returns.toEqualTypeOf<"open" | "closed" | null>();
  });

  test("is a fault when it is on no list, naming the word and the list", () => {
    expect(() => wordOf(states, "ajar")).toThrow("“ajar” is none of open, closed");
    expect(() => wordOf([1, 2, 3], 4)).toThrow("“4” is none of 1, 2, 3");
    expect(() => wordOf(states, "")).toThrow("“” is none of open, closed");
    expect(() => wordOf([1, 2], "1")).toThrow("“1” is none of 1, 2");
  });
});

test("a text that ends with a stop of its own gets no second one", () => {
  expect(stopped("No delay that mattered")).toBe("No delay that mattered.");
  for (const said of ["No delay that mattered.", "Who knew?", "Yes!", "And so on…", "They said “no.”"])
    expect(stopped(said)).toBe(said);
  expect(stopped(" At nine. ")).toBe("At nine.");
  expect(stopped(" ")).toBe("");
});
