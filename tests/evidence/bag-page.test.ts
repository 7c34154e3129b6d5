import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyPage } from "#lib/evidence/bag/verify-page.ts";
import { buildSample, flipped, newFolder, unpack } from "#tests/evidence/bag-support.ts";

const program = [process.env.HOLDFAST_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);

test("the page is one file that asks for nothing and is the same every time", async () => {
  const page = await verifyPage();
  expect(page).toBe(await verifyPage());
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/\s(src|href)=|\bimport\s|\bfetch\(|https?:/);
});

/** Without a Chromium on this machine the page cannot be opened; set HOLDFAST_CHROMIUM. */
describe.skipIf(!program)("verify.html opened from the folder, without a network", () => {
  let folder: Awaited<ReturnType<typeof newFolder>>;
  let built: Awaited<ReturnType<typeof buildSample>>;
  let browser: Browser;
  const asked: string[] = [];
  const reports: string[] = [];

  beforeAll(async () => {
    folder = await newFolder();
    built = await buildSample(folder.path);
    const members = await unpack(new Uint8Array(await readFile(built.path)));
    await writeFile(join(folder.path, "verify.html"), members.find(({ name }) => name === "verify.html")?.bytes ?? "");
    browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await folder.remove();
  });

  async function open(colorScheme: "light" | "dark" = "light", width = 1280): Promise<Page> {
    const context = await browser.newContext({
      offline: true,
      colorScheme,
      viewport: { width, height: 900 },
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => reports.push(message.text()));
    page.on("pageerror", (error) => reports.push(error.message));
    await page.goto(pathToFileURL(join(folder.path, "verify.html")).href);
    return page;
  }

  async function check(page: Page, path: string, state: string): Promise<string> {
    await page.getByLabel("Bundle").setInputFiles(path);
    await page.locator(`#verdict[data-state="${state}"]`).waitFor();
    return (await page.getByRole("status").textContent()) ?? "";
  }

  test("a good bundle is valid, with its key, its members and their fingerprints", async () => {
    const page = await open();
    const said = await check(page, built.path, "ok");
    expect(said).toBe(`Valid. Signed by key ${built.keyFingerprint}; compare it with the key the provider published.`);
    const rows = await page.getByRole("row").allTextContents();
    expect(rows).toHaveLength(built.members.length + 1);
    for (const member of built.members) expect(rows).toContain(`${member.name}${member.bytes}${member.sha256}`);
    await page.context().close();
  });

  test("a changed bundle, a foreign key and a file that is no bundle are named", async () => {
    const page = await open();
    const bytes = new Uint8Array(await readFile(built.path));
    const bad = join(folder.path, "bad.zip");
    await writeFile(bad, flipped(bytes, bytes.length >> 1));
    expect(await check(page, bad, "bad")).toMatch(/^Not valid\. data\/.*: has been changed/);
    await page.getByLabel("Key fingerprint").fill("5b0e ".repeat(16));
    await page.getByLabel("Bundle").setInputFiles(built.path);
    await expect.poll(() => page.getByRole("status").textContent()).toContain("is not the expected key");
    await page.getByLabel("Key fingerprint").fill("");
    await writeFile(bad, "no bundle");
    await page.getByLabel("Bundle").setInputFiles(bad);
    await expect.poll(() => page.getByRole("status").textContent()).toContain("it is not a ZIP");
    await page.context().close();
  });

  test("nothing was asked for but the page itself, and nothing was reported", () => {
    expect(new Set(asked)).toEqual(new Set([pathToFileURL(join(folder.path, "verify.html")).href]));
    expect(reports).toEqual([]);
  });

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const)("axe finds nothing in %s at %i px, and nothing is wider than the page", async (theme, width) => {
    const page = await open(theme, width);
    await check(page, built.path, "ok");
    const found = await new AxeBuilder({ page: page as never }).setLegacyMode().analyze();
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
