import { expect, test } from "vitest";
import { askedWords } from "#lib/registers/query.ts";
import { SystemQuery } from "#lib/systems/inputs.ts";

test.each(["\0", "a\0b", "\ud800", "a".repeat(101)])("words that no record can hold look for nothing: %j", (words) => {
  expect(askedWords.parse(words)).toBe("");
  expect(SystemQuery.parse({ words }).words).toBe("");
});

test("words that a record can hold are looked for as they stand", () => {
  expect(askedWords.parse(" 100% “router” 🛜 ")).toBe("100% “router” 🛜");
});
