import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { expect, test, watch } from "./support/app.ts";
import { issueBundle } from "./support/bundle.ts";
import { plantTexts } from "./support/canaries.ts";
import { ask } from "./support/raw.ts";
import { cookieOf, signInAs } from "./support/sign-in.ts";

const run = promisify(execFile);
const lead = "quality.lead@fennmoor.example";
const long = `=1+1"><img src=x onerror=pwn()></script><script>pwn()</script>#link("https://evil.example/")[x] $x$ {{7*7}}`;
const short = `=1+1"><script>pwn()</script>`;
const raw = /<img src=x onerror|<script>pwn|"><script>/;
const rooms = [
  "risks",
  "disruptions",
  "resilience-tests",
  "action-items",
  "systems",
  "materials",
  "meetings",
  "evidence",
];

test.describe.configure({ mode: "serial" });

test("every text of the organisation attacks whoever shows it", async ({ sql }) => {
  const taken = await plantTexts(sql, lead, [long, short]);
  for (const column of ["risks.title", "timeline_entries.says", "action_items.finding", "people.name"])
    expect(taken).toContain(column);
  expect(taken.length).toBeGreaterThan(80);
});

test("no page writes such a text as markup, and no browser runs it", async ({ page, reports }) => {
  test.setTimeout(240_000);
  await signInAs(page, lead);
  const cookie = await cookieOf(page);
  const firsts: string[] = [];
  let shown = 0;
  for (const room of rooms) {
    const register = (await ask(`/${room}?view=all`, { cookie })).text;
    const records = [...new Set(register.match(new RegExp(`/${room}/[0-9a-f-]{36}`, "g")))].slice(0, 6);
    expect([room, records.length > 0]).toEqual([room, true]);
    firsts.push(`/${room}`, ...records.slice(0, 1));
    const threads = records.slice(0, 2).map((path) => path.replace(`/${room}/`, "/thread/"));
    const parts =
      room === "disruptions"
        ? records.flatMap((path) => ["review", "duties", "timeline"].map((part) => `${path}/${part}`))
        : [];
    for (const path of [`/${room}`, ...records, ...threads, ...parts]) {
      const { text } = await ask(path, { cookie });
      expect([path, raw.exec(text)?.[0]]).toEqual([path, undefined]);
      if (text.includes("&lt;script&gt;pwn")) shown += 1;
    }
  }
  expect(shown).toBeGreaterThan(30);
  await page.addInitScript(() => {
    Object.assign(window, { pwn: () => console.error("A text ran as script.") });
  });
  for (const path of [
    ...firsts,
    "/",
    "/frameworks",
    "/trail",
    "/access",
    "/access/grants",
    "/access/requests",
    "/organisation",
  ]) {
    await page.goto(path);
    await expect(page.locator("main")).toBeVisible();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  }
  expect(reports).toEqual([]);
});

test("no cell of an export begins as a formula", async ({ page }) => {
  await signInAs(page, lead);
  const cookie = await cookieOf(page);
  for (const room of rooms.filter((one) => one !== "evidence")) {
    const answer = await ask(`/${room}/export?view=all`, { cookie });
    expect([room, answer.status]).toEqual([room, 200]);
    const cells: string[] = parse(answer.text, { relaxColumnCount: true }).flat();
    expect([room, cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))]).toEqual([room, []]);
    expect([room, cells.some((cell) => cell.startsWith("'=1+1"))]).toEqual([room, true]);
  }
});

test("a bundle of such texts holds them as words: no link, no script, no formula, and its own page runs none", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { path } = await issueBundle(browser, {
    title: "Texts that attack",
    sections: [/Systems that/, /Risks and/, /Disruptions and/, /Tests and/, /Actions and/, /Paper that/, /Evidence by/],
  });
  const folder = `${path}.unpacked`;
  await run("unzip", ["-q", path, "-d", folder]);
  const names = await readdir(folder, { recursive: true });
  const pdf = join(folder, names.find((name) => name.endsWith(".pdf")) ?? "");
  expect((await run("pdftotext", ["-raw", pdf, "-"], { maxBuffer: 64 * 1024 * 1024 })).stdout).toContain("#link(");
  const inside = pdfText(await readFile(pdf));
  expect(inside).toMatch(/\bBT\b[\s\S]*\bET\b/);
  expect(inside).not.toMatch(/evil\.example\/\)|\/JavaScript|\/JS\b|\/Launch|\/URI\s*\([^)]*evil/);
  for (const name of names.filter((one) => one.endsWith(".csv"))) {
    const cells: string[] = parse(await readFile(join(folder, name), "utf8"), { relaxColumnCount: true }).flat();
    expect([name, cells.filter((cell) => /^[=+\-@\t\r](?![0-9.]+$)/.test(cell))]).toEqual([name, []]);
  }
  const reports: string[] = [];
  const offline = await (await browser.newContext({ offline: true })).newPage();
  watch(offline, "null", reports);
  await offline.addInitScript(() => {
    Object.assign(window, { pwn: () => console.error("A text ran as script.") });
  });
  const own = names.find((name) => name.endsWith("verify.html")) ?? "";
  await offline.goto(`file://${join(folder, own)}`);
  await offline.locator("input[type=file]").setInputFiles(path);
  await expect(offline.getByText("Valid. Signed by key").first()).toBeVisible({ timeout: 20_000 });
  expect(await offline.locator('img[src="x"]').count()).toBe(0);
  expect(reports).toEqual([]);
});

/** A PDF's objects as text, the deflated ones too. */
function pdfText(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  const parts = [text];
  for (const found of text.matchAll(/stream\r?\n/g)) {
    const from = found.index + found[0].length;
    try {
      parts.push(inflateSync(bytes.subarray(from), { finishFlush: 2 }).toString("latin1"));
    } catch {
      // A picture or a font in another encoding.
    }
  }
  return parts.join("\n");
}
