import { expect, test } from "../support/app.ts";
import { press } from "../support/prepared.ts";
import { seat } from "../support/session.ts";
import { follow } from "../support/ways.ts";

test("governance lead: makes a committee, appoints its chair, calls a meeting and sets its agenda", async ({
  browser,
}) => {
  test.slow();
  const { page, context, cookie } = await seat(browser, "governance lead", { script: false });
  const name = `Working group ${crypto.randomUUID().slice(0, 8)}`;
  await page.goto("/meetings/committees/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("What kind it is").selectOption("digital-ig-group");
  await page.getByLabel("Terms of reference").fill("It looks at what failed and at what holds.");
  await page.getByLabel("Quorum").fill("1");
  await page.getByLabel("How often it meets").selectOption("monthly");
  await page.getByLabel("Counted from").fill("12 March 2026");
  await page.getByLabel("Starts at").fill("14:00");
  await page.getByLabel("Where it meets").fill("Video call");
  await page.getByLabel("How its papers are marked").selectOption({ index: 1 });
  await press(page, "Make the committee");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByText("The second Thursday, every month").first()).toBeVisible();

  await page.getByText("Appoint somebody").click();
  await page.getByLabel("Who", { exact: true }).selectOption({ label: "Registered manager, Saltmarsh House" });
  await page.getByLabel("Post", { exact: true }).selectOption("member");
  await press(page, "Appoint");
  await expect(page.getByText(/nothing that this person holds spans it/).first()).toBeVisible();
  await page.getByLabel("Who", { exact: true }).selectOption({ label: "Governance lead" });
  await page.getByLabel("Post", { exact: true }).selectOption("chair");
  await press(page, "Appoint");
  await expect(page.getByText("The post is recorded.")).toBeVisible();

  await page.getByRole("link", { name: "Call a meeting" }).click();
  await page.getByRole("group", { name: "Days" }).getByRole("checkbox").first().check();
  await press(page, "Call the meetings");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await expect(page.getByText("Papers are not published.")).toBeVisible();
  const meeting = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Change the agenda" }).click();
  await page.getByLabel("What the item is").fill("Chargers in the corridor");
  await press(page, "Add the item");
  await page.getByRole("button", { name: "Up: Chargers in the corridor" }).click();
  await page.getByRole("button", { name: "Remove: Next meeting" }).click();
  await expect(page.getByRole("button", { name: "Remove: Next meeting" })).toHaveCount(0);
  await page.goto(meeting);
  const items = page.getByRole("region", { name: "Agenda" }).getByRole("listitem");
  await expect(items.last()).toContainText("Chargers in the corridor");
  await expect(items.filter({ hasText: "Next meeting" })).toHaveCount(0);
  await page.goto(await follow(["governance lead", "/meetings", meeting], cookie, {}));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await context.close();
});
