import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/app.ts";
import { issueBundle, personIn } from "./support/bundle.ts";
import { type Planted, plant, wordsIn } from "./support/canaries.ts";
import { ask } from "./support/raw.ts";
import { cookieOf, signInAsInspector } from "./support/sign-in.ts";

const run = promisify(execFile);
const isCanary = (found: string) => found.startsWith("canary");
let planted: Planted;

test.describe.configure({ mode: "serial" });

test("every text that is on no list of what may leave is marked", async ({ sql }) => {
  planted = await plant(sql, "Fennmoor Care Trust");
  expect(planted.canaries.length).toBeGreaterThan(30);
  expect(planted.signals.length).toBeGreaterThan(30);
});

/** Everything that answers behind the links of a page, and behind theirs, as bytes. */
async function follow(page: Page, from: string): Promise<Map<string, string>> {
  const cookie = await cookieOf(page);
  const seen = new Map<string, string>();
  const waiting = [from];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next) || seen.size > 600) continue;
    const answer = await ask(next, { cookie, headers: { accept: "text/html" } });
    seen.set(next, answer.bytes.toString("latin1") + answer.text);
    if (!answer.headers["content-type"]?.startsWith("text/html")) continue;
    for (const [, href = ""] of answer.text.matchAll(/href="(\/[^"#]*)/g))
      if (!/^\/(_next|sign-out)/.test(href)) waiting.push(href.replaceAll("&amp;", "&"));
  }
  return seen;
}

function leaks(pages: Map<string, string>): string[] {
  return [...pages].flatMap(([path, text]) =>
    wordsIn(text)
      .filter(isCanary)
      .map((found) => `${path}: ${found}`),
  );
}

test("an inspector who follows every link finds what was granted, and nothing beyond the list", async ({ page }) => {
  test.setTimeout(180_000);
  await signInAsInspector(page);
  const pages = await follow(page, "/inspection");
  expect(leaks(pages)).toEqual([]);
  const found = new Set([...pages.values()].flatMap(wordsIn));
  expect(pages.size).toBeGreaterThan(20);
  expect([...found].length).toBeGreaterThan(20);
});

test("a bundle holds what was asked for in every member and in the words of its PDF, and nothing beyond the list", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { path } = await issueBundle(browser, {
    title: "Everything that may leave",
    sections: [
      /Systems that/,
      /Risks and/,
      /Disruptions and/,
      /Tests and/,
      /Actions and/,
      /Paper that/,
      /Minutes of/,
      /Evidence by/,
    ],
  });
  const bytes = (await readFile(path)).toString("latin1");
  const folder = `${path}.unpacked`;
  await run("unzip", ["-q", path, "-d", folder]);
  const pdf = (await run("find", [folder, "-name", "*.pdf"])).stdout.trim().split("\n")[0] ?? "";
  const { stdout: words } = await run("pdftotext", ["-raw", pdf, "-"], { maxBuffer: 64 * 1024 * 1024 });
  const joined = words.replaceAll(/-\n/g, "-").replaceAll("\n", " ");
  expect(wordsIn(bytes).filter(isCanary)).toEqual([]);
  expect(wordsIn(joined).filter(isCanary)).toEqual([]);
  expect(wordsIn(bytes).length).toBeGreaterThan(25);
  expect(wordsIn(joined).length).toBeGreaterThan(10);
});

test("a commissioner's officer who follows every link finds the bundles of their body, and nothing beyond the list", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const officer = await personIn(browser, "quality.officer@eastmere.example");
  const pages = await follow(officer, "/commissioner");
  expect(leaks(pages)).toEqual([]);
  expect([...pages.keys()].some((path) => path.startsWith("/api/outside/bundles/"))).toBe(true);
});
