import { expect, test } from "vitest";
import type { Row } from "#lib/overview/overview.ts";
import { rowsOf } from "#lib/overview/overview.ts";
import { linkedAt, movedSince } from "#lib/overview/past.ts";

const now = new Date("2026-11-22T09:00:00Z");
const service = {
  id: "a",
  name: "Alder House",
  kind: "Care home",
  people: 20,
  open: [],
  test: undefined,
  recovery: undefined,
  materials: undefined,
  risks: { open: 1, above: 0, highest: 6, reviewOverdue: 0 },
  overdue: undefined,
  newestEvidence: undefined,
} as const;
const rows = (more: object = {}): Row[] => rowsOf([{ ...service, ...more }], now);

test("what reads the same is not told", () => {
  expect(movedSince(rows(), rows())).toEqual([]);
});

test("a cell that reads differently is told with its words then and now", () => {
  const test_ = { id: "t", reference: "TEST-2026-001", at: now, mark: "ok", word: "Met" } as const;
  const moved = movedSince(rows(), rows({ test: test_ }));
  expect(moved.map((one) => one.what)).toContain("Last test");
  expect(moved.find((one) => one.what === "Last test")).toMatchObject({
    service: "Alder House",
    was: "Not known, No test yet",
  });
});

test("a service that came or went is told", () => {
  expect(movedSince([], rows())).toMatchObject([{ service: "Alder House", was: "Not recorded yet" }]);
  expect(movedSince(rows(), [])).toMatchObject([{ service: "Alder House", is: "No longer among the services" }]);
});

test("a cell's link leads to the register of that day; a record is opened as it is now", () => {
  const [row] = linkedAt(rows(), "2026-10-29");
  const hrefs = Object.values(row?.cells ?? {}).flatMap((cell) => (cell.href ? [cell.href] : []));
  expect(hrefs.length).toBeGreaterThan(0);
  expect(hrefs.every((href) => /[?&]at=2026-10-29(#|$)/.test(href) || /\/[0-9a-f]{8}-/.test(href))).toBe(true);
});
