import { expect, test } from "./support/app.ts";
import { signInAs } from "./support/sign-in.ts";

test("the frame says in which role one acts as soon as another is chosen, and shows that role's rooms", async ({
  page,
}) => {
  await signInAs(page, "registered.manager@ashdown.example");
  const who = page.getByRole("banner");
  await expect(who).toContainText("Registered manager");
  await who.locator("summary").click();
  await who.getByRole("button", { name: /Quality and compliance lead/ }).click();
  await expect(who).toContainText("Quality and compliance lead");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Trail" })).toBeVisible();
});

test("a page that has been open for a while asks for its frame again", async ({ page, sql }) => {
  await page.clock.install();
  await signInAs(page, "quality.lead@fennmoor.example");
  await page.goto("/systems");
  const live = page.getByRole("status", { name: "Happening now" });
  const [happening] = await sql`select r.title, r.id from records r join disruptions d on d.id = r.id
    where d.restored_at is null and d.state <> 'closed' and r.reference like 'DIS-%-015'`;
  await expect(live).toContainText(String(happening?.title));
  await sql`alter table disruptions disable trigger user`;
  await sql`update disruptions set restored_at = clock_timestamp() where id = ${happening?.id}`;
  await page.clock.fastForward(60_000);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Materials" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Materials" })).toBeVisible();
  await expect(live).not.toContainText(String(happening?.title));
  await sql`update disruptions set restored_at = null where id = ${happening?.id}`;
  await sql`alter table disruptions enable trigger user`;
});
