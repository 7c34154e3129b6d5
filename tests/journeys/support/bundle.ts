import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import { signInAs } from "#tests/journeys/support/sign-in.ts";

export async function personIn(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: process.env.HOLDFAST_ORIGIN ?? "" })).newPage();
  await signInAs(page, email);
  return page;
}

/** Asks again until the worker has done its part and the page offers what comes next. */
export async function waitFor(page: Page, offered: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    const next = page.getByRole("button", { name: offered }).or(page.getByRole("link", { name: offered }));
    await expect(next).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
}

type Wanted = {
  title: string;
  sections: readonly RegExp[];
  purpose?: string;
  commissioner?: string;
  services?: readonly string[];
};
const four = ["Saltmarsh House", "Weir Lane", "Homecare North", "Homecare South"];

/** A draft of whoever is signed in, assembled and every flagged text ticked; answers its address. */
export async function prepareBundle(page: Page, wanted: Wanted): Promise<string> {
  await page.goto("/evidence/new");
  await page.getByLabel(wanted.purpose ?? "Commissioner monitoring").check();
  await page.getByLabel("Title").fill(wanted.title);
  if (wanted.commissioner) {
    const council = page.getByLabel("Commissioner", { exact: false }).and(page.locator("select")).first();
    await council.selectOption({ label: wanted.commissioner });
  }
  await page.getByLabel("Who receives it").fill("Adult social care quality team");
  for (const service of wanted.services ?? four) await page.getByLabel(service).check();
  await page.getByLabel("First day covered").fill("1 August 2026");
  for (const section of wanted.sections) await page.getByLabel(section).check();
  await page.getByLabel("Commercial in confidence").check();
  await page.getByRole("button", { name: "Save the draft" }).click();
  await page.waitForURL(/\/evidence\/[0-9a-f-]{36}$/);
  const url = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "Assemble the bundle" }).click();
  await waitFor(page, "Assemble it again");
  for (const box of await page.locator('input[name="cleared"]').all()) await box.check();
  const keep = page.getByRole("button", { name: "Keep these ticks" });
  if (await keep.isVisible()) await keep.click();
  await expect(page.getByText(/in all, 0 to tick$/)).toBeVisible();
  await page.goto(url);
  return url;
}

/** Prepared, assembled and ticked by the quality lead, issued and downloaded by the nominated individual. */
export async function issueBundle(
  browser: Browser,
  wanted: { title: string; sections: readonly RegExp[] },
): Promise<{ path: string; url: string }> {
  const lead = await personIn(browser, "quality.lead@fennmoor.example");
  const url = await prepareBundle(lead, { ...wanted, commissioner: "Eastmere County Council" });
  await expect(lead.getByText("You prepared it, so another person issues it.")).toBeVisible();

  const issuer = await personIn(browser, "nominated.individual@fennmoor.example");
  await issuer.goto(url);
  await issuer.getByRole("button", { name: "Issue to Eastmere County Council" }).click();
  await waitFor(issuer, "Download the bundle");
  const [download] = await Promise.all([
    issuer.waitForEvent("download"),
    issuer.getByRole("link", { name: "Download the bundle" }).click(),
  ]);
  const path = join(await mkdtemp(join(tmpdir(), "holdfast-bundle-")), download.suggestedFilename());
  await download.saveAs(path);
  return { path, url };
}
