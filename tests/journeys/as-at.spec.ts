import { expect, expectAccessible, test } from "./support/app.ts";
import { ask } from "./support/raw.ts";
import { cookieOf, signInAs } from "./support/sign-in.ts";

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

test("the board reads what it knew on a past day, and what has changed since", async ({ page }) => {
  await signInAs(page, "board.member@fennmoor.example");
  await page.goto("/risks");
  await page.getByText("As at", { exact: true }).last().click();
  await page.getByLabel("As it was at the end of").fill(day(100));
  await page.getByRole("button", { name: "Look back" }).click();
  await page.waitForURL(/at=/);
  await expect(page.getByText("Looking back.")).toBeVisible();
  await expect(page.getByRole("heading", { name: /changed since$/ })).toBeVisible();
  await expect(page.getByText(/^[1-9]\d* of [1-9]\d* shown/).first()).toBeVisible();
  await expectAccessible(page);
  const file = await ask(`/risks/export?at=${day(100)}`, { cookie: await cookieOf(page) });
  expect(file.status === 200 ? file.text.split("\n")[1] : "As at, looking back").toContain("looking back");
  await page.goto("/risks?at=2016-01-01");
  await expect(page.getByText(/^0 of 0 shown/).first()).toBeVisible();
  const foot = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--sheet-foot"));
  await expect.poll(foot).toContain("As at 1 January 2016");
  await page.getByText("Show them, the latest first").click();
  await expect(page.getByText(/Added since/).first()).toBeVisible();
  await page.getByRole("link", { name: "Back to now" }).click();
  await expect(page.getByText("Looking back.")).toHaveCount(0);
  await expect.poll(foot).toBe("");
});

test("who may come in and the trail are not looked back at, and offer no day", async ({ plain }) => {
  await signInAs(plain, "auditor@fennmoor.example");
  await plain.goto("/access/requests");
  await expect(plain.getByText("As at", { exact: true }).last()).toBeVisible();
  for (const path of ["/access", "/access/grants", "/trail"]) {
    await plain.goto(path);
    await expect(plain.getByRole("table").first()).toBeVisible();
    await expect(plain.getByText("As at", { exact: true })).toHaveCount(0);
  }
});

for (const path of [
  "/",
  "/risks",
  "/disruptions",
  "/resilience-tests",
  "/action-items",
  "/systems",
  "/materials",
  "/meetings",
  "/evidence",
  "/frameworks",
  "/organisation",
  "/access/requests",
])
  test(`${path} can be read as at a past day without script, offers nothing to change, and says when a day has not come`, async ({
    plain,
  }) => {
    await signInAs(plain, "quality.lead@fennmoor.example");
    await plain.goto(`${path}?at=${day(30)}`);
    await expect(plain.getByText("Looking back.")).toBeVisible();
    await expect(plain.getByRole("heading", { name: /changed since$/ })).toHaveCount(path === "/" ? 0 : 1);
    await expect(plain.locator("main .btn.primary")).toHaveCount(0);
    await plain.goto(`${path}?at=${day(-30)}`);
    await expect(plain.getByText("That is not a day in the past.")).toBeVisible();
  });
