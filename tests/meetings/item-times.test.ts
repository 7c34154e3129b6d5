import { expect, test } from "vitest";
import { itemTimes } from "#lib/meetings/meeting.ts";

const at = (time: string) => new Date(`2026-11-22T${time}:00Z`);
const item = (minutes: number, openedAt: Date | null = null) => ({ minutes, openedAt });

test("an agenda to come has the planned times, and one going on the times at which items were opened", () => {
  expect(itemTimes([item(5), item(25), item(10)], at("20:26"), false)).toEqual([at("20:26"), at("20:31"), at("20:56")]);
  expect(itemTimes([item(5), item(25, at("20:29")), item(10)], at("20:26"), false)[1]).toEqual(at("20:29"));
});

test("of a meeting that ended no item has a time after its end", () => {
  const times = itemTimes([item(5, at("20:27")), item(25), item(10, at("20:33"))], at("20:26"), true);
  expect(times).toEqual([at("20:27"), undefined, at("20:33")]);
});
