import { expect, test } from "vitest";
import { inOrder } from "#lib/evidence/collect/order.ts";
import type { RawRow } from "#lib/evidence/collect/register.ts";

const references = new Map([..."abcdefgh"].map((id, index) => [id, `ACT-${100 + index}`]));
const names = { services: new Map([["s", "Saltmarsh House"]]), references };
const ordered = (table: string, rows: readonly RawRow[]) => inOrder(table, rows, names).map(({ id }) => id);

test("actions that wait for somebody stand first, by the day they are due; what is closed follows", () => {
  const rows = [
    { id: "a", state: "verified", due_on: "2026-01-01" },
    { id: "b", state: "effective", due_on: "2026-01-02" },
    { id: "c", state: "cancelled", due_on: "2026-01-03" },
    { id: "d", state: "completed", due_on: "2026-03-01" },
    { id: "e", state: "open", due_on: "2026-02-01" },
    { id: "f", state: "not-effective", due_on: "2026-02-15" },
  ];
  expect(ordered("action_items", rows)).toEqual([..."efdabc"]);
});

test("risks stand worst first, closed ones last, equal ones by reference", () => {
  const rows = [
    { id: "a", state: "closed", score: 25 },
    { id: "c", state: "open", score: 9 },
    { id: "b", state: "tolerated", score: 9 },
    { id: "d", state: "open", score: 16 },
  ];
  expect(ordered("risks", rows)).toEqual([..."dbca"]);
});

test("what happened stands newest first, and a record's own entries in the order in which they happened", () => {
  const tests = ["2026-05-01", "2026-07-01", "2026-06-01"].map((day, index) => ({
    id: "abc"[index] ?? "",
    held_from: day,
  }));
  expect(ordered("resilience_tests", tests)).toEqual([..."bca"]);
  const at = "2026-11-03 18:55:00+00";
  const line = (id: string, written: string) => ({ id, record_id: "a", happened_at: at, written_at: written });
  expect(ordered("timeline_entries", [line("late", "2026-11-03 20:00:00+00"), line("soon", at)])).toEqual([
    "soon",
    "late",
  ]);
});
