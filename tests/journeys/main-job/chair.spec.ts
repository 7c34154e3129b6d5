import { expect, expectAccessible, test } from "../support/app.ts";
import { seat } from "../support/session.ts";

test("chair of the board: reads the coming meeting, who sat in the last one and whether it was quorate", async ({
  browser,
  reports,
}) => {
  const { page, context } = await seat(browser, "chair", { reports });
  await page.goto("/meetings");
  await page
    .getByRole("table", { name: "Meetings" })
    .getByRole("link", { name: /^Board of trustees/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Board of trustees");
  const agenda = page.getByRole("region", { name: "Agenda" }).getByRole("listitem");
  await expect(agenda).toHaveCount(9);
  await expect(agenda.nth(3)).toContainText("Digital resilience");
  await expectAccessible(page);
  await page.getByRole("link", { name: /^Board of trustees, / }).click();
  await expect(page.getByText(/^Quorate throughout: never fewer than 4 of 5 present, 3 needed\.$/)).toBeVisible();
  await expect(page.getByText("Moved from")).toBeVisible();
  await context.close();
});
