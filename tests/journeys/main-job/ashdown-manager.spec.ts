import type { Page } from "@playwright/test";
import { expect, test } from "../support/app.ts";
import { prepareBundle, waitFor } from "../support/bundle.ts";
import { press } from "../support/prepared.ts";
import { seat } from "../support/session.ts";

/** Chooses another of one's own posts. */
async function become(page: Page, post: string): Promise<void> {
  const bar = page.locator(".topbar");
  await bar.locator("details.menu summary").click();
  await bar.getByRole("button", { name: post }).click();
  await expect(bar).toContainText(post);
}

test("Ashdown manager: alone in five posts, prepares and issues a bundle that says no second person was available", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { page, context } = await seat(browser, "Ashdown manager", { script: false });
  await page.goto("/risks");
  await expect(page.getByRole("main")).toContainText("Nobody but the manager can start the fallback");
  await become(page, "Organisation administrator");
  await expect(page).toHaveURL(/\/organisation$/);
  await become(page, "Quality and compliance lead");
  const bundle = await prepareBundle(page, {
    title: "Assurance of one small home",
    purpose: "Board assurance",
    services: ["Ashdown Lodge"],
    sections: [/Systems that care depends on/, /Risks and what holds them/],
  });
  await expect(page.getByText(/No second person available/i).first()).toBeVisible();
  const issue = page.getByRole("button", { name: "Issue to Adult social care quality team" });
  if ((await issue.count()) === 0) {
    await become(page, "Nominated individual");
    await page.goto(bundle);
  }
  await press(page, "Issue to Adult social care quality team");
  await waitFor(page, "Download the bundle");
  await expect(page.getByText(/No second person available/i).first()).toBeVisible();
  await page.goto("/");
  await expect(page.getByText(/No second person available/i).first()).toBeVisible();
  await context.close();
});
