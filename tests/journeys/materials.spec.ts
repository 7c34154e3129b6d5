import { another, expect, test } from "#tests/journeys/support/app.ts";
import { signInAs } from "#tests/journeys/support/sign-in.ts";

test.use({ viewport: { width: 390, height: 844 } });

test("a care worker checks a copy with one press on a phone, and an undated copy cannot be found current", async ({
  browser,
  plain,
}) => {
  await plain.setViewportSize({ width: 390, height: 844 });
  await signInAs(plain, "care.worker@fennmoor.example");
  await plain.goto("/materials");
  await plain.getByRole("link", { name: "Check the copies", exact: true }).first().click();
  await expect(plain.getByRole("heading", { level: 1, name: "Check the copies at Saltmarsh House" })).toBeVisible();
  const manual = plain.getByRole("listitem").filter({ hasText: "Blank manual recording forms" });
  await manual.getByRole("button", { name: "Missing" }).click();
  await expect(manual.getByText("Your check is recorded")).toBeVisible();
  await expect(manual.getByText(/^Missing, .*, Care or support worker$/)).toBeVisible();
  await manual.getByRole("button", { name: "Present and current" }).click();
  await expect(manual.getByText("In date")).toBeVisible();
  expect(await plain.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  const manager = await another(browser, "registered.manager@fennmoor.example", { plain: true });
  const page = manager.page;
  await page.goto("/materials/new");
  await page.getByLabel("What it is").selectOption("enhanced-checks-sheet");
  await page.getByLabel("Service", { exact: true }).selectOption({ label: "Saltmarsh House" });
  await page.getByLabel("Where it is kept").fill("Handover desk, clipboard");
  await page.getByLabel("Printed, date").fill("31/02/26");
  await page.getByRole("button", { name: "Record the material" }).click();
  await expect(page.getByRole("link", { name: /Write a date such as/ })).toBeVisible();
  await expect(page.getByLabel("Where it is kept")).toHaveValue("Handover desk, clipboard");
  await page.getByLabel("Printed, date").fill("");
  await page.getByRole("button", { name: "Record the material" }).click();
  await expect(page.getByText("No date stamp").first()).toBeVisible();

  await plain.reload();
  const undated = plain.getByRole("listitem").filter({ hasText: "Enhanced check sheet" });
  await expect(undated.getByRole("button", { name: "No date stamp" })).toBeVisible();
  await expect(undated.getByRole("button", { name: "Present and current" })).toHaveCount(0);

  await page.getByLabel("Content as of, date").fill("1 November 2026");
  await page.getByLabel("Content as of, time").fill("09:00");
  await page.getByRole("button", { name: "Record the reprint" }).click();
  await expect(page.getByText("Never checked at its place.").first()).toBeVisible();
  await page.getByLabel("Present and current").check();
  await page.getByLabel("Note").fill("On the clipboard, both sides readable");
  await page.getByRole("button", { name: "Record the check" }).click();
  await expect(page.getByText("On the clipboard, both sides readable")).toBeVisible();
  await page.getByLabel("Withdrawn").check();
  await page.getByLabel("Why it is no longer used").fill("The clipboard moved to the office");
  await page.getByRole("button", { name: "Mark as no longer used" }).click();
  await expect(page.getByText("No longer used", { exact: true }).first()).toBeVisible();
  await manager.context.close();
});
