import { expect, test } from "vitest";
import { formatDate } from "#lib/dates.ts";
import { moments, type Times, timeProblems, timesOpen } from "#lib/disruptions/disruption.ts";
import { ChangeTimes } from "#lib/disruptions/inputs.ts";

const unknown: Times = {
  started: null,
  noticed: null,
  declared: null,
  "on-paper": null,
  restored: null,
  verified: null,
};
const at = (hour: number) => new Date(Date.UTC(2026, 10, 3, hour));
test("times that are not known yet never stand in the way", () => {
  expect(timeProblems(unknown, at(23))).toEqual([]);
  for (const moment of moments) expect(timeProblems({ ...unknown, [moment]: at(12) }, at(23))).toEqual([]);
});
test.each([
  ["noticed", { started: at(12), noticed: at(11) }],
  ["declared", { noticed: at(12), declared: at(11) }],
  ["on-paper", { noticed: at(12), "on-paper": at(11) }],
  ["restored", { started: at(12), restored: at(11) }],
  ["verified", { restored: at(12), verified: at(11) }],
  ["restored", { restored: at(24) }],
  ["restored", { noticed: at(11), "on-paper": at(13), restored: at(12) }],
  ["restored", { noticed: at(11), declared: at(13), restored: at(12) }],
  ["restored", { noticed: at(12), restored: at(11) }],
])("%s out of order or to come is named", (moment, times) => {
  expect(timeProblems({ ...unknown, ...times }, at(23)).map((one) => one.moment)).toEqual([moment]);
});

test("an outage that was over when it was noticed is told with the time it started", () => {
  const known = { ...unknown, started: at(9), noticed: at(12), restored: at(11) };
  expect(timeProblems(known, at(23))).toEqual([]);
  expect(timeProblems({ ...known, started: null }, at(23))[0]?.says).toMatch(/say above when it started/);
});

test("every time that is wrong is told at once, in the order of the form", () => {
  const times = { ...unknown, noticed: at(12), declared: at(11), restored: at(24), "on-paper": at(10) };
  expect(timeProblems(times, at(23)).map((one) => one.moment)).toEqual(["declared", "on-paper", "restored"]);
  const ahead = formatDate(new Date(Date.now() + 2 * 86_400_000));
  const typed = {
    "noticed-date": "1/11/2026",
    "noticed-time": "",
    "restored-date": ahead,
    "restored-time": "9:00",
  };
  const read = ChangeTimes.safeParse({ id: "6f3a1b52-2f1e-4c59-9a1e-0d6b8f1c2a34", version: "1", ...typed });
  expect(read.error?.issues.map((one) => one.path[0]).sort()).toEqual(["noticed-time", "restored-time"]);
});

test("while its review is being signed, only times are asked for that its signers did not read", () => {
  const known = new Date("2026-11-01T18:42:00Z");
  const times = { started: null, noticed: known, declared: known, "on-paper": null, restored: known, verified: null };
  expect(timesOpen("awaiting-approval", times)).toEqual(["on-paper", "verified"]);
  expect(timesOpen("under-review", times)).toEqual([...moments]);
});
