import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { takePortal } from "#tests/support/portals.ts";

/** The runner of `npm test` starts a portal for each worker, finds Chromium and tells both here. */
const workers = takePortal(process.env);
const chromium = process.env.HOLDFAST_CHROMIUM || undefined;

export default defineConfig({
  testDir: resolve(import.meta.dirname, "journeys"),
  testMatch: "**/*.spec.ts",
  outputDir: resolve(import.meta.dirname, ".out", "journeys"),
  fullyParallel: false,
  workers,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // What marks every text of the sample comes last: no other journey reads the sample after it.
  projects: [
    { name: "rooms", testIgnore: ["**/nothing-else-leaves.spec.ts", "**/texts-that-attack.spec.ts"] },
    { name: "leaving", testMatch: "**/nothing-else-leaves.spec.ts", dependencies: ["rooms"] },
    { name: "attacked", testMatch: "**/texts-that-attack.spec.ts", dependencies: ["leaving"] },
  ],
  use: {
    actionTimeout: 20_000,
    navigationTimeout: 40_000,
    baseURL: process.env.HOLDFAST_ORIGIN,
    locale: "en-GB",
    timezoneId: "Europe/London",
    screenshot: "only-on-failure",
    // A colour in the middle of its transition has a contrast of its own.
    contextOptions: { reducedMotion: "reduce" },
    // Recording every step costs a third of the time; a failure leaves its picture and what the page said.
    trace: process.env.HOLDFAST_TRACE ? "retain-on-failure" : "off",
    launchOptions: { executablePath: chromium },
  },
});
