import { expect, test } from "../support/app.ts";
import { everyPage } from "../support/every-page.ts";
import { seat } from "../support/session.ts";
import { follow } from "../support/ways.ts";
import { formsOf } from "../support/wrong.ts";

test("board member: reads where the trust stands and what stands behind it, and writes nothing", async ({
  browser,
  reports,
}) => {
  test.slow();
  const { page, context, cookie } = await seat(browser, "board member", { reports });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("of our six services");
  await expect(page.getByRole("table").first()).toContainText("Saltmarsh House");
  const rooms = await page.getByRole("navigation", { name: "Main" }).getByRole("link").allTextContents();
  for (const room of ["Risks", "Disruptions", "Tests", "Actions", "Meetings", "Evidence"])
    expect(rooms.some((link) => link.includes(room))).toBe(true);
  for (const room of ["Materials", "Systems", "Trail", "Access"])
    expect(rooms.some((link) => link.includes(room))).toBe(false);

  for (const way of [
    ["board member", "/risks", "/risks/*"],
    ["board member", "/disruptions?view=closed", "/disruptions/*"],
    ["board member", "/resilience-tests", "/resilience-tests/*"],
    ["board member", "/action-items", "/action-items/*"],
  ] as const) {
    const record = await follow(way, cookie, {});
    await page.goto(record);
    expect([record, await formsOf(page)]).toEqual([record, []]);
    await expect(page.getByRole("link", { name: "Open the thread" })).toBeVisible();
  }
  await page.goto("/risks/appetite");
  expect(await formsOf(page)).toEqual([]);
  const forms = Object.keys(everyPage).filter((route) => route.endsWith("/new") && !route.includes("["));
  expect(forms.length).toBeGreaterThan(5);
  for (const form of forms) {
    await page.goto(form);
    expect([form, new URL(page.url()).pathname]).toEqual([form, "/not-here"]);
  }
  await context.close();
});
