import { expect, test } from "../support/app.ts";
import { press } from "../support/prepared.ts";
import { seat } from "../support/session.ts";
import { signInAs } from "../support/sign-in.ts";

const rooms = ["risks", "disruptions", "resilience-tests", "action-items", "systems", "materials", "evidence", "trail"];
const password = "a long way round the lake";

test("administrator: invites a person, gives them a second post, and reads no record", async ({ browser, plain }) => {
  const { page, context } = await seat(browser, "administrator", { script: false });
  const some = crypto.randomUUID().slice(0, 8);
  const email = `night.lead.${some}@fennmoor.example`;
  await page.goto("/access");
  await page.getByRole("link", { name: "Invite a person" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(`Night lead ${some}`);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption({ label: "Senior or shift lead" });
  await page.getByLabel("Weir Lane").check();
  await press(page, "Invite this person");
  const link = (await page.locator("output.once").textContent()) ?? "";
  expect(link).toContain("/set-password?token=");

  await page.goto(`/access?words=${some}`);
  await page
    .getByRole("table")
    .getByRole("link", { name: `Night lead ${some}` })
    .click();
  await page.getByRole("link", { name: "Give a role" }).first().click();
  await page.getByLabel("Role", { exact: true }).selectOption({ label: "Care coordinator" });
  await page.getByLabel("Homecare North").check();
  await press(page, "Give this role");
  await expect(page.getByRole("main").getByText("Care coordinator").first()).toBeVisible();
  await expect(page.getByRole("main").getByText("Senior or shift lead").first()).toBeVisible();

  await plain.goto(link);
  for (const field of await plain.getByLabel(/password/i).all()) await field.fill(password);
  await press(plain, "Set this password");
  await signInAs(plain, email, password);
  await expect(plain.getByRole("banner")).toContainText("Weir Lane");

  for (const room of rooms) {
    await page.goto(`/${room}`);
    expect([room, new URL(page.url()).pathname]).toEqual([room, "/not-here"]);
  }
  await page.goto("/organisation");
  expect(await page.getByRole("navigation", { name: "Main" }).getByRole("link").count()).toBe(2);
  await context.close();
});
