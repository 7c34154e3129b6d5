import { expect, test } from "../support/app.ts";
import { seat } from "../support/session.ts";
import { follow } from "../support/ways.ts";

test("branch manager, Homecare South: checks the branch's own copies and opens nothing of Saltmarsh House", async ({
  browser,
}) => {
  const { page, context, cookie } = await seat(browser, "branch manager", { script: false });
  await page.goto("/materials/check");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check the copies at Homecare South");
  const copy = page.getByRole("main").getByRole("listitem").filter({ hasText: "Missing" }).first();
  await copy.getByRole("button", { name: "Missing" }).click();
  await expect(page.getByText("Your check is recorded").first()).toBeVisible();
  await expect(page.getByText(/^Missing, .*, Registered manager$/).first()).toBeVisible();

  for (const room of ["risks", "materials", "disruptions", "resilience-tests"]) {
    await page.goto(`/${room}?view=all`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect([room, await page.getByRole("main").getByText("Saltmarsh House").count()]).toEqual([room, 0]);
  }

  const neighbour = await seat(browser, "registered manager", { script: false });
  const theirs = [
    ["/materials", "/materials/*"],
    ["/disruptions?view=all&words=DIS-2026-014", "/disruptions/*"],
    ["/action-items?view=all&words=wireless+signal", "/action-items/*"],
  ] as const;
  for (const [register, record] of theirs) {
    const address = await follow(["registered manager", register, record], neighbour.cookie, {});
    await page.goto(address);
    expect([address, new URL(page.url()).pathname]).toEqual([address, "/not-here"]);
  }
  expect(cookie).not.toBe(neighbour.cookie);
  for (const one of [context, neighbour.context]) await one.close();
});
