import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signInAs } from "./support/sign-in.ts";

const phone = { width: 390, height: 844 };
/** What a person reads before each tap. */
const secondsPerScreen = 3;

/** Answers every question by its large button, as a care worker does at the start of an evening round. */
async function report(page: Page): Promise<number> {
  let taps = 0;
  const tap = async (name: string, role: "link" | "button" = "link") => {
    await page.getByRole("main").getByRole(role, { name, exact: true }).click();
    taps += 1;
  };
  await page.getByRole("navigation", { name: "Quick" }).getByRole("link", { name: "Report" }).click();
  taps += 1;
  await expect(page.getByRole("heading", { name: "What has failed?" })).toBeVisible();
  await tap("Telephony outage");
  await expect(page.getByRole("heading", { name: "Where is it?" })).toBeVisible();
  await tap("Saltmarsh House");
  await expect(page.getByRole("heading", { name: "When did you notice it?" })).toBeVisible();
  await tap("Just now");
  await expect(page.getByRole("heading", { name: "Whose care is affected now?" })).toBeVisible();
  await tap("Not known yet");
  await expect(page.getByRole("heading", { name: "Are you working on paper?" })).toBeVisible();
  await tap("Yes");
  await expect(page.getByRole("heading", { name: "Check and send" })).toBeVisible();
  await tap("Send the report", "button");
  await expect(page.getByRole("heading", { name: "Telephony outage, Saltmarsh House" })).toBeVisible();
  return taps;
}

test.describe("on a phone", () => {
  test.use({ viewport: phone });

  test("care worker: reports a disruption in at most nine taps and sixty seconds", async ({ page }) => {
    await signInAs(page, "care.worker@fennmoor.example");
    const started = Date.now();
    const taps = await report(page);
    const seconds = (Date.now() - started) / 1000 + taps * secondsPerScreen;
    expect(taps).toBeLessThanOrEqual(9);
    expect(seconds).toBeLessThanOrEqual(60);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  test("Back keeps every answer, and nothing is chosen beforehand", async ({ page }) => {
    await signInAs(page, "care.worker@fennmoor.example");
    await page.goto("/disruptions/new");
    await expect(page.getByText("Your answer:")).toHaveCount(0);
    const main = page.getByRole("main");
    const asks = (question: string) => expect(page.getByRole("heading", { name: question })).toBeVisible();
    await main.getByRole("link", { name: "Power outage" }).click();
    await asks("Where is it?");
    await main.getByRole("link", { name: "Not known yet" }).click();
    await asks("When did you notice it?");
    await main.getByRole("link", { name: "Back" }).click();
    await asks("Where is it?");
    await expect(main.getByRole("link", { name: "Your answer: Not known yet" })).toBeVisible();
    await main.getByRole("link", { name: "Back" }).click();
    await asks("What has failed?");
    await main.getByRole("link", { name: "Your answer: Power outage" }).click();
    await asks("When did you notice it?");
  });
});

test.describe("without script", () => {
  test.use({ viewport: phone, javaScriptEnabled: false });

  test("one disruption over two services is reported once, with both named", async ({ page }) => {
    await signInAs(page, "quality.lead@fennmoor.example");
    await page.goto("/disruptions/new");
    const main = page.getByRole("main");
    await main.getByRole("link", { name: "Power outage" }).click();
    await main.getByRole("link", { name: "More than one service" }).click();
    await main.getByRole("button", { name: "Continue" }).click();
    await expect(main.getByRole("alert")).toContainText("Tick at least one service");
    await main.getByLabel("Saltmarsh House").check();
    await main.getByLabel("Millrace House").check();
    await main.getByRole("button", { name: "Continue" }).click();
    for (const answer of ["Just now", "Not known yet", "No"])
      await main.getByRole("link", { name: answer, exact: true }).click();
    await main.getByRole("button", { name: "Send the report" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(
      "Power outage, Millrace House and Saltmarsh House",
    );
  });

  test("a report is sent and its timeline is added to", async ({ page }) => {
    await signInAs(page, "care.worker@fennmoor.example");
    await report(page);
    await page.getByRole("link", { name: "Add to the timeline" }).click();
    await page.getByLabel("Time it happened").fill("00:01");
    await page.getByLabel("What happened").fill("On-call mobile handed to the team leader");
    await page.getByLabel("Typed in, at the time").check();
    await page.getByRole("button", { name: "Add to the timeline" }).click();
    await expect(page.getByRole("cell", { name: "On-call mobile handed to the team leader" })).toBeVisible();
  });

  test("a name in a timeline entry is asked about before anything is kept", async ({ page }) => {
    await signInAs(page, "care.worker@fennmoor.example");
    await report(page);
    await page.getByRole("link", { name: "Add to the timeline" }).click();
    await page.getByLabel("Time it happened").fill("00:01");
    await page.getByLabel("What happened").fill("Mrs Example was told");
    await page.getByLabel("Typed in, at the time").check();
    await page.getByRole("button", { name: "Add to the timeline" }).click();
    await expect(page.getByText("may hold a person's name").first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "What happened" })).toHaveValue("Mrs Example was told");
  });
});

/** The review that waits for its last paper record and the nominated individual. */
async function openReview(page: Page) {
  await page.goto("/disruptions?view=all&words=DIS-2026-014");
  await page.getByRole("link", { name: "Internet outage affecting care records" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Internet outage affecting care records");
}

test("nominated individual: signs a review of high severity once a second person has checked the last record", async ({
  browser,
}) => {
  const individual = await (await browser.newContext()).newPage();
  await signInAs(individual, "nominated.individual@fennmoor.example");
  await openReview(individual);
  await individual.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Sign-off" }).click();
  await expect(individual.getByText("The last signature waits.")).toBeVisible();
  await expect(individual.getByRole("button", { name: /Sign off as/ })).toHaveCount(0);

  const manager = await (await browser.newContext()).newPage();
  await signInAs(manager, "registered.manager@fennmoor.example");
  await openReview(manager);
  expect((await new AxeBuilder({ page: manager }).analyze()).violations).toEqual([]);
  await manager.getByRole("link", { name: "Check the last record" }).click();
  await manager.getByLabel("Checked in all").fill("26");
  await manager.getByRole("button", { name: "Save the check of daily notes" }).click();
  await expect(manager.getByText("1 to check")).toHaveCount(0);

  await individual.reload();
  await individual.getByRole("button", { name: "Sign off as nominated individual" }).click();
  await expect(individual.getByText("4 of 4 complete")).toBeVisible();
  await individual.getByRole("button", { name: "Close the disruption" }).click();
  await expect(individual.getByRole("main").getByText("Closed", { exact: true }).first()).toBeVisible();
  const answer = individual.getByRole("region", { name: "Did care stay safe?" });
  await expect(answer.getByText("Yes. Every person received their medicines")).toBeVisible();
});
