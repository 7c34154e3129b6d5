import { expect, expectAccessible, test } from "./support/app.ts";
import { press } from "./support/prepared.ts";
import { seat } from "./support/session.ts";
import { signInAs } from "./support/sign-in.ts";

const [first, second] = ["a long way round the lake", "a short way over the hill"];

test("somebody whom another provider lets in sets a password for that provider alone, and keeps the one they have", async ({
  browser,
  page,
}) => {
  const some = crypto.randomUUID().slice(0, 8);
  const email = `two.ways.${some}@between.example`;
  const administrator = await seat(browser, "administrator", { script: false });
  await administrator.page.goto("/access/people/new");
  await administrator.page.getByLabel("Name", { exact: true }).fill(`Two ways ${some}`);
  await administrator.page.getByLabel("Email address").fill(email);
  await administrator.page.getByLabel("Role", { exact: true }).selectOption({ label: "Senior or shift lead" });
  await administrator.page.getByLabel("Weir Lane").check();
  await press(administrator.page, "Invite this person");
  const invitation = (await administrator.page.locator("output.once").textContent()) ?? "";
  await page.goto(invitation);
  for (const field of await page.getByLabel(/password/i).all()) await field.fill(first);
  await press(page, "Set this password");

  const manager = await seat(browser, "Ashdown manager", { script: false });
  await manager.page.goto("/access/grants/new");
  await manager.page.getByLabel("Name", { exact: true }).fill("Two ways");
  await manager.page.getByLabel("Email address").fill(email);
  await manager.page.getByLabel("What it is for").fill("A look at one service");
  for (const group of ["Services", "What they may read"])
    await manager.page.getByRole("group", { name: group }).getByRole("checkbox").first().check();
  await manager.page.getByLabel("Records from").fill("1 January 2026");
  await manager.page.getByLabel("Records to").fill("1 November 2026");
  await manager.page.getByLabel("Access ends").fill("31 March 2027");
  await press(manager.page, "Grant this access");
  const access = (await manager.page.locator("output.once").textContent()) ?? "";
  expect(access).toContain("/set-password?token=");

  await page.goto(access);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.getByRole("link", { name: /Set a password for .* alone/ }).click();
  await expectAccessible(page);
  for (const field of await page.getByLabel(/password/i).all()) await field.fill(second);
  await press(page, "Set this password");
  await expect(page.getByText("Your password is set. Sign in with it.")).toBeVisible();

  await signInAs(page, email, second);
  await expect(page).toHaveURL(/\/sign-in\/code$/);
  await signInAs(page, email, first);
  await expect(page.getByRole("banner")).toContainText("Weir Lane");
  await administrator.context.close();
  await manager.context.close();
});
