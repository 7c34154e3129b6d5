import { expect, test } from "../support/app.ts";
import { seat } from "../support/session.ts";

test("quality lead: sees where the trust stands, and a figure opens the rows behind it", async ({
  browser,
  reports,
}) => {
  const { page, context } = await seat(browser, "quality lead", { reports });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("of our six services");
  const services = page.getByRole("table").first();
  for (const service of ["Saltmarsh House", "Millrace House", "Homecare North", "Homecare South", "Weir Lane"])
    await expect(services).toContainText(service);
  const above = page.getByRole("main").locator("a[href*='/risks?']").filter({ hasText: /\d/ }).first();
  const figure = Number(/\d+/.exec((await above.textContent()) ?? "")?.[0]);
  expect(figure).toBeGreaterThan(0);
  await above.click();
  await page.waitForURL(/\/risks\?/);
  await expect(page.getByText(new RegExp(`^${figure} of ${figure} shown`)).first()).toBeVisible();
  await context.close();
});
