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

async function waitFor(page: Page, button: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("button", { name: button }).or(page.getByRole("link", { name: button }))).toBeVisible({
      timeout: 1000,
    });
  }).toPass({ timeout: 40_000 });
}

/** Prepared, assembled and ticked by the quality lead, issued and downloaded by the nominated individual. */
export async function issueBundle(
  browser: Browser,
  { title, sections }: { title: string; sections: readonly RegExp[] },
): Promise<{ path: string; url: string }> {
  const lead = await personIn(browser, "quality.lead@fennmoor.example");
  await lead.goto("/evidence/new");
  await lead.getByLabel("Commissioner monitoring").check();
  await lead.getByLabel("Title").fill(title);
  await lead
    .getByLabel("Commissioner", { exact: false })
    .and(lead.locator("select"))
    .first()
    .selectOption({ label: "Eastmere County Council" });
  await lead.getByLabel("Who receives it").fill("Adult social care quality team");
  for (const service of ["Saltmarsh House", "Weir Lane", "Homecare North", "Homecare South"])
    await lead.getByLabel(service).check();
  await lead.getByLabel("First day covered").fill("1 August 2026");
  for (const section of sections) await lead.getByLabel(section).check();
  await lead.getByLabel("Commercial in confidence").check();
  await lead.getByRole("button", { name: "Save the draft" }).click();
  await lead.waitForURL(/\/evidence\/[0-9a-f-]{36}$/);
  const url = new URL(lead.url()).pathname;
  await lead.getByRole("button", { name: "Assemble the bundle" }).click();
  await waitFor(lead, "Assemble it again");
  for (const box of await lead.locator('input[name="cleared"]').all()) await box.check();
  const keep = lead.getByRole("button", { name: "Keep these ticks" });
  if (await keep.isVisible()) await keep.click();
  await lead.goto(url);
  await expect(lead.getByText("You prepared it, so another person issues it.")).toBeVisible();

  const issuer = await personIn(browser, "nominated.individual@fennmoor.example");
  await issuer.goto(url);
  await issuer.getByRole("button", { name: "Issue the bundle" }).click();
  await waitFor(issuer, "Download the bundle");
  const [download] = await Promise.all([
    issuer.waitForEvent("download"),
    issuer.getByRole("link", { name: "Download the bundle" }).click(),
  ]);
  const path = join(await mkdtemp(join(tmpdir(), "holdfast-bundle-")), download.suggestedFilename());
  await download.saveAs(path);
  return { path, url };
}
