import { type Browser, expect, type Page, test } from "@playwright/test";
import { signInAs } from "#tests/journeys/support/sign-in.ts";

async function withoutScript(browser: Browser, email: string): Promise<Page> {
  const baseURL = process.env.HOLDFAST_ORIGIN ?? "";
  const page = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await signInAs(page, email);
  return page;
}

const title = "Door codes fail after an update";

async function addRisk(page: Page): Promise<string> {
  await page.goto("/risks/new");
  await page.getByLabel("Short name").fill(title);
  await page.getByLabel("Because", { exact: true }).fill("The door system updates by itself at night");
  await page.getByLabel("There is a risk that").fill("Codes stop working before the morning shift");
  await page.getByLabel("Leading to").fill("Staff cannot enter, and the first visits are late");
  await page.getByLabel("Kind of risk").selectOption("access-identity");
  await page.getByLabel("Weir Lane").check();
  await page.getByLabel("Reviewed").selectOption("1");
  for (const [name, likelihood, consequence] of [
    ["Before controls", "5", "4"],
    ["Now, with the controls that work", "4", "4"],
    ["Target", "2", "3"],
  ] as const) {
    await page.getByLabel(`${name}: how likely`).selectOption(likelihood);
    await page.getByLabel(`${name}: how bad`).selectOption(consequence);
  }
  await page.getByLabel("What will be done").selectOption("treat");
  await page.getByRole("button", { name: "Record the risk" }).click();
  await expect(page.getByRole("link", { name: "Say what the scores rest on." })).toBeVisible();
  await expect(page.getByLabel("Target: how bad")).toHaveValue("3");
  await page.getByLabel("What the scores rest on").fill("Twice this quarter at one house");
  await page.getByRole("button", { name: "Record the risk" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function scoreAgain(page: Page, risk: string, likelihood: string) {
  await page.goto(`${risk}/score`);
  await page.getByLabel("New score: how likely").selectOption(likelihood);
  await page.getByLabel("Why it changes").fill("The key was used once without delay");
  await page.getByRole("button", { name: "Save the score" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

test("a risk is added, proved, refused without the board, scored again, accepted and closed, with no script", async ({
  browser,
}) => {
  const lead = await withoutScript(browser, "digital.lead@fennmoor.example");
  const risk = await addRisk(lead);
  await expect(lead.getByText("No. It scores 16, and the board's limit is 12.")).toBeVisible();

  await lead.getByRole("link", { name: "Add a control" }).click();
  await lead.getByLabel("What is in place").fill("A mechanical key in the on-call bag");
  await lead.getByLabel("What it does").selectOption("corrective");
  await lead.getByLabel("First line").check();
  await lead.getByRole("button", { name: "Add the control" }).click();
  await expect(lead.getByText("Untested")).toBeVisible();
  await lead.getByRole("link", { name: "Record a proof" }).click();
  await lead.getByLabel("Day it was proved").fill("1 November 2026");
  await lead.getByLabel("Effective", { exact: true }).check();
  await lead.getByLabel("Second line").check();
  await lead.getByLabel("How", { exact: true }).fill("Opened the door with the key at night");
  await lead.getByRole("button", { name: "Record the proof" }).click();
  await expect(lead.getByText("1 November 2026: effective.")).toBeVisible();

  const nominated = await withoutScript(browser, "nominated.individual@fennmoor.example");
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await nominated.goto(`${risk}/accept`);
  await nominated.getByLabel("Why it is accepted").fill("Until the supplier tells of updates");
  await nominated.getByLabel("Accepted until").fill(until);
  await nominated.getByRole("button", { name: "Accept as nominated individual" }).click();
  await expect(nominated.getByRole("link", { name: /Choose the board's decision/ })).toBeVisible();

  await scoreAgain(lead, risk, "3");
  const quality = await withoutScript(browser, "quality.lead@fennmoor.example");
  await quality.goto(`${risk}/accept`);
  await quality.getByLabel("Why it is accepted").fill("Until the supplier tells of updates");
  await quality.getByLabel("Accepted until").fill(until);
  await quality.getByRole("button", { name: "Accept as quality and compliance lead" }).click();
  await expect(quality.getByText("In force")).toBeVisible();
  await scoreAgain(lead, risk, "2");
  await expect(lead.getByText("It was accepted at 12. The score has moved, so it stands open.")).toBeVisible();

  await lead.goto("/risks?words=Door+codes");
  await expect(lead.getByText("1 of 1 shown, highest first").first()).toBeVisible();
  await lead.getByRole("link", { name: /^1 risk\. Unlikely, Major/ }).click();
  await expect(lead.getByRole("link", { name: title })).toBeVisible();

  await lead.goto(`${risk}/close`);
  await lead.getByLabel("Why it is closed").fill("The supplier now tells of updates");
  await lead.getByRole("button", { name: "Close the risk" }).click();
  await expect(lead.getByText("Closed: The supplier now tells of updates")).toBeVisible();
});
