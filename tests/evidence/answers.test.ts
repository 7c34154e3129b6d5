import { expect, test } from "vitest";
import { opensBundle } from "#components/evidence/inspection/commissioner-front.tsx";
import { opensGranted } from "#components/evidence/inspection/inspection-front.tsx";

const bundles = [{ id: "b", reference: "EB-2026-007" }];
const names = { services: new Map(), references: new Map([["r", "R-044"]]) };

test("an answer to an officer leads to the bundle on their own page, never to the inspection room", () => {
  expect(opensBundle(bundles)("b")).toEqual({ href: "#bundle-b", word: "EB-2026-007" });
  expect(opensBundle(bundles)("r")).toBeUndefined();
});

test("an answer to an inspector leads to the record's page, or to the bundle's file while it is issued", () => {
  const opened = new Set(["r"]);
  expect(opensGranted(bundles, names, opened)("r")).toEqual({ href: "/inspection/records/r", word: "R-044" });
  expect(opensGranted(bundles, names, opened)("b")).toEqual({ href: "/api/outside/bundles/b", word: "EB-2026-007" });
  expect(opensGranted([], names, opened)("b")).toBeUndefined();
  // Its reference is known by its services, and its page lies outside the period of the access.
  expect(opensGranted(bundles, names, new Set())("r")).toBeUndefined();
});
