import { expect, test } from "vitest";
import { asRegister, freeTexts } from "#lib/evidence/collect/register.ts";
import { wordsOf } from "#lib/evidence/collect/words.ts";
import { outsideFields } from "#lib/evidence/fields.ts";
import { isFreeText } from "#lib/evidence/free-text.ts";

const names = { services: new Map<string, string>(), references: new Map<string, string>() };
const typed = [
  "2026-11-03 18:42:10 the router went dark",
  "2026-11-03 18:42:10,123 ERROR link down",
  "2026-11-03 18:42:10 (the second line fell)",
  "2026-11-03",
  "router",
  "the-router",
  "registered-manager",
  "0f3c1a2b-12ab- sticker of the box",
  "true",
];

test.each(typed)("what a person wrote leaves to the letter, whatever it looks like: %s", (says) => {
  const spec = { table: "timeline_entries", name: "timeline-entries", what: "Timeline entries", order: "id" } as const;
  const row = { id: "e1", record_id: "d1", says, happened_at: "2026-11-03 18:42:00+00" };
  const collected = {
    ...{ spec, rows: [row] },
    fields: [
      ["happened_at", "assurance"],
      ["says", "operational"],
    ] as [string, "assurance" | "operational"][],
  };
  expect(asRegister(collected, names, "in one home").rows).toEqual([
    { record: null, happened_at: "2026-11-03T18:42:00.000Z", says },
  ]);
  expect(freeTexts(collected, names).map(({ words }) => words)).toEqual([says]);
  expect(wordsOf("timeline_entries", "says", says, names)).toBe(says);
});

test("a moment of the database is told as a moment, one that only looks like it is left alone", () => {
  expect(wordsOf("timeline_entries", "happened_at", "2026-11-03 18:42:10.123456+00", names)).toBe(
    "3 November 2026, 18:42",
  );
  expect(wordsOf("timeline_entries", "source", "2026-11-03 18:42:10 and more", names)).toContain("and more");
});

test("minutes that were signed leave as they were signed", () => {
  for (const column of ["words", "because", "addenda", "facts", "committee", "item"] as const) {
    expect(outsideFields.minute_extracts[column]).toBe("operational");
    expect(isFreeText("minute_extracts", column)).toBe(true);
    expect(wordsOf("minute_extracts", column, "agreed", names)).toBe("agreed");
  }
});
