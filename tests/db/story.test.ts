import { expect, test } from "vitest";
import { ownerDoor } from "#db/owner.ts";
import { tell } from "#db/seed/story.ts";
import { formatDateTime } from "#lib/dates.ts";

const at = (firstStart: string, text: string) =>
  // No one acts here, so neither the door nor the cast is used.
  formatDateTime(
    tell(ownerDoor("postgres://nobody@127.0.0.1:1/none"), new Date(firstStart), {} as never, {} as never).at(text),
  );

test("an evening of the story stays an evening, at whatever hour and season the demo first starts", () => {
  for (const firstStart of ["2026-11-24T09:12:00Z", "2026-11-24T14:13:00Z", "2026-11-24T23:59:00Z"])
    expect(at(firstStart, "2026-11-03 18:42")).toBe("3 November 2026, 18:42");
  expect(at("2026-11-25T03:00:00Z", "2026-11-03 18:42")).toBe("3 November 2026, 18:42");
  expect(at("2027-07-15T12:00:00Z", "2026-11-03 18:42")).toBe("24 June 2027, 18:42");
});

test("the story's last morning lies before the first start, by less than a day", () => {
  expect(at("2026-12-01T09:11:00Z", "2026-11-24 09:12")).toBe("30 November 2026, 09:12");
  expect(at("2026-12-01T09:12:00Z", "2026-11-24 09:12")).toBe("1 December 2026, 09:12");
});
