import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "#lib/run/build.ts";
import { ROOT, startChild } from "#lib/run/child.ts";
import { StartRefusal } from "#lib/run/refusals.ts";
import { Stops, stopOnSignals } from "#lib/run/stops.ts";
import { findChromium, NO_CHROMIUM } from "#tests/support/chromium.ts";
import { PORTALS } from "#tests/support/portals.ts";
import { startTestServer } from "#tests/support/server.ts";
import {
  broken,
  isGreen,
  lastLine,
  none,
  playwrightTally,
  sum,
  type Tally,
  vitestTally,
} from "#tests/support/tally.ts";
import { matching, readArguments, testFiles, type Wanted } from "#tests/support/test-files.ts";

const OUT = join(ROOT, "tests", ".out");
/** Journeys walked side by side, each in a portal and a database of its own. */
const AT_ONCE = 2;
const stops = new Stops();

async function run(wanted: Wanted, tallies: Tally[]): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const files = wanted.parts.filter((part) => part !== "browser").flatMap((part) => testFiles(ROOT, part));
  const chosen = matching(files, wanted.paths);
  const journeys = wanted.parts.includes("browser") ? matching(testFiles(ROOT, "browser"), wanted.paths) : [];
  const unitOnly = wanted.parts.length === 1 && wanted.parts[0] === "unit";
  if (unitOnly) process.env.HOLDFAST_TEST_SERVER = "none";
  else stops.add(await startTestServer());
  if (chosen.length > 0) tallies.push(await runVitest(chosen, wanted));
  if (wanted.parts.includes("browser")) tallies.push(await runJourneys(journeys, wanted));
}

async function runVitest(files: string[], { name }: Wanted): Promise<Tally> {
  const report = join(OUT, "vitest.json");
  const args = ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts", ...files];
  args.push("--reporter=default", "--reporter=json", `--outputFile.json=${report}`);
  if (name) args.push("-t", name);
  const how = await runNode(args);
  const tally = vitestTally(report);
  return how !== "exit 0" && tally.failed === 0
    ? sum([tally, broken(`The part ended with ${how} though no test failed.`)])
    : tally;
}

async function runJourneys(journeys: string[], wanted: Wanted): Promise<Tally> {
  const { name } = wanted;
  if (journeys.length === 0) {
    console.log("The browser tests are left out: no journey in tests/journeys matches.");
    return none;
  }
  const chromium = await findChromium();
  if (!chromium) {
    console.error(NO_CHROMIUM);
    return broken("The journeys found no browser.");
  }
  await build({ onChild: (child) => stops.add(() => child.stop()) });
  const { startPortal } = await import("#tests/support/portal.ts");
  const portals: Record<string, string>[] = [];
  while (portals.length < Math.min(AT_ONCE, journeys.length)) {
    const portal = await startPortal();
    stops.add(portal.stop);
    portals.push({ ...portal.settings, DATABASE_URL: portal.ownerUrl });
  }
  const report = join(OUT, "playwright.json");
  const args = ["node_modules/@playwright/test/cli.js", "test", "--config", "tests/playwright.config.ts", ...journeys];
  args.push("--reporter=list,json");
  if (wanted.paths.length > 0) args.push("--no-deps");
  if (name) args.push("-g", name);
  const how = await runNode(args, {
    [PORTALS]: JSON.stringify(portals),
    HOLDFAST_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  const tally = playwrightTally(report);
  return how !== "exit 0" && tally.failed === 0
    ? sum([tally, broken(`The part ended with ${how} though no test failed.`)])
    : tally;
}

function runNode(args: string[], more: Record<string, string> = {}): Promise<string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  const child = startChild(args, { env: { ...env, TZ: "UTC", ...more }, mode: "test" });
  stops.add(() => child.stop());
  return child.exit;
}

stopOnSignals(stops, 130);

const tallies: Tally[] = [];
try {
  await run(readArguments(process.argv.slice(2)), tallies);
} catch (error) {
  console.error(error instanceof StartRefusal ? error.message : error);
  tallies.push(broken("The tests could not be started or ended."));
}
await stops.all();
const total = sum(tallies);
for (const failure of total.failures) console.log(`Failed: ${failure}`);
console.log(lastLine(total));
process.exit(isGreen(total) ? 0 : 1);
