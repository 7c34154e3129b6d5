import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownerAccess } from "#lib/run/owner-url.ts";
import { temporaryFolder } from "#tests/run/entry.ts";

const DATABASE_URL = "postgres://owner@db.example/holdfast";

test("links lead to where the portal was started last, unless an address or a port is given", () => {
  const HOLDFAST_DATA = temporaryFolder();
  mkdirSync(HOLDFAST_DATA, { recursive: true });
  const origin = (more: Record<string, string>) => ownerAccess({ DATABASE_URL, HOLDFAST_DATA, ...more }).origin;
  expect(origin({})).toBe("http://localhost:3000");
  writeFileSync(join(HOLDFAST_DATA, "origin"), "http://localhost:4310");
  expect(origin({})).toBe("http://localhost:4310");
  expect(origin({ PORT: "5000" })).toBe("http://localhost:5000");
  expect(origin({ HOLDFAST_ORIGIN: "https://holdfast.alder.example" })).toBe("https://holdfast.alder.example");
});
