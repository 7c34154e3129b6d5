import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { demoPassword } from "#db/seed/demo.ts";
import { build } from "#lib/run/build.ts";
import { ROOT } from "#lib/run/child.ts";
import { Stops, stopOnSignals } from "#lib/run/stops.ts";
import { findChromium, NO_CHROMIUM } from "#tests/support/chromium.ts";
import { startPortal } from "#tests/support/portal.ts";
import { startTestServer } from "#tests/support/server.ts";
import { board, pages, rooms, type ScreenPage, themes, widths } from "./pages.ts";

const OUT = join(ROOT, "tests", ".out", "screens");
const stops = new Stops();

async function run(): Promise<void> {
  const path = await findChromium();
  if (!path) throw new Error(NO_CHROMIUM);
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  stops.add(await startTestServer());
  await build({ onChild: (child) => stops.add(() => child.stop()) });
  const portal = await startPortal();
  stops.add(portal.stop);
  const browser = await chromium.launch({ executablePath: path });
  stops.add(() => browser.close());
  for (const who of ["nobody", "inside", "inspector"] as const) {
    const wanted = pages.filter((page) => page.as === who);
    for (const width of widths)
      for (const theme of themes) await pictures(browser, portal.origin, { who, width, theme, wanted });
  }
  const screens = await boardPictures(browser, portal.origin);
  console.log(`${pages.length * widths.length * themes.length + screens} pictures in ${OUT}`);
}

type Round = { who: ScreenPage["as"]; width: number; theme: "light" | "dark"; wanted: readonly ScreenPage[] };

async function pictures(browser: Browser, origin: string, { who, width, theme, wanted }: Round): Promise<void> {
  const height = width === 390 ? 844 : 1000;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height },
    colorScheme: theme,
  });
  const page = await context.newPage();
  if (who === "inside") await signIn(page, "quality.lead@fennmoor.example");
  if (who === "inspector") await signInAsInspector(page);
  for (const { name, path, row, behind } of wanted) {
    await page.setViewportSize({ width, height });
    await page.goto(path);
    if (row) await openRow(page, row);
    if (behind) await page.goto(`${new URL(page.url()).pathname}${behind}`);
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
    await page.screenshot({ path: join(OUT, `${name}-${width}-${theme}.png`), fullPage: true });
  }
  await context.close();
}

/** Every item of the board screen in each light of the room; answers how many pictures were taken. */
async function boardPictures(browser: Browser, origin: string): Promise<number> {
  const { row, width, height } = board;
  const context = await browser.newContext({ baseURL: origin, viewport: { width, height } });
  const page = await context.newPage();
  await signIn(page, "governance.lead@fennmoor.example");
  await page.goto("/meetings?view=all");
  await openRow(page, row);
  await page.goto(`${new URL(page.url()).pathname}/screen`);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const ids = await page.locator("section.screen").evaluateAll((all) => all.map(({ id }) => id));
  const sight = await context.newCDPSession(page);
  for (const light of rooms) {
    await page.emulateMedia({ colorScheme: light === "dark" ? "dark" : "light" });
    await sight.send("Emulation.setEmulatedVisionDeficiency", { type: light === "grey" ? "achromatopsia" : "none" });
    for (const [at, id] of ids.entries()) {
      await page.evaluate((fragment) => location.replace(`#${fragment}`), id);
      await page.locator(`#${id}`).waitFor({ state: "visible" });
      await page.screenshot({ path: join(OUT, `board-screen-${String(at + 1).padStart(2, "0")}-${id}-${light}.png`) });
    }
  }
  await context.close();
  return ids.length * rooms.length;
}

async function openRow(page: Page, reference: string): Promise<void> {
  const row = page.locator("tbody tr").filter({ hasText: reference }).first();
  const href = await row.getByRole("link").first().getAttribute("href");
  if (!href) throw new Error(`${reference} is not on ${page.url()}.`);
  await page.goto(href);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in") || url.pathname === "/sign-in/code");
}

async function signInAsInspector(page: Page): Promise<void> {
  await signIn(page, "inspector@cqc.example");
  const code = await page.getByTestId("demo-code").textContent();
  await page.getByLabel("Access code").fill((code ?? "").replace(/\D/g, ""));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/inspection");
}

stopOnSignals(stops);
await run().then(
  () => stops.all(),
  async (error) => {
    console.error(error instanceof Error ? error.message : error);
    await stops.all();
    process.exitCode = 1;
  },
);
