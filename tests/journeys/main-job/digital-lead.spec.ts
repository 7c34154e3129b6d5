import { expect, test } from "../support/app.ts";
import { holdTest, planTest, press } from "../support/prepared.ts";
import { seat } from "../support/session.ts";

test("digital lead: records a system, and scores a test against what was promised", async ({ browser }) => {
  test.slow();
  const { page, context } = await seat(browser, "digital lead", { script: false });
  const name = `Door panel ${crypto.randomUUID().slice(0, 8)}`;
  await page.goto("/systems/new");
  await page.getByLabel("Name of the system").fill(name);
  await page.getByLabel("What it does").selectOption({ index: 1 });
  await page.getByLabel("How soon its loss affects care").selectOption({ index: 1 });
  await page.getByLabel("Where it runs").selectOption({ index: 1 });
  await page.getByLabel("Recovery time objective").fill("60");
  await page.getByLabel("Maximum tolerable period").fill("240");
  await page.getByLabel("What happens to care after that").fill("Visitors would wait at the door.");
  await page.getByLabel("Saltmarsh House").check();
  await press(page, "Record the system");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);

  const planned = await planTest(page, { facilitator: "Quality lead", evaluator: "Digital lead" });
  await holdTest(page, planned);
  await page.goto(planned);
  await page.getByRole("link", { name: "Find the folder" }).click();
  await page.getByLabel("Met", { exact: true }).check();
  await page.getByLabel("Actual time, minutes").fill("4");
  await press(page, "Save the score");
  await page.waitForURL((url) => url.pathname === planned);
  await expect(page.getByRole("main").getByText("Not reported yet").first()).toBeVisible();
  await context.close();
});
