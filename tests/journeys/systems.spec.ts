import type { Page } from "@playwright/test";
import { another, expect, expectAccessible, test } from "./support/app.ts";
import { signInAs } from "./support/sign-in.ts";

const lead = "digital.lead@fennmoor.example";
const named = (what: string) => `${what} ${crypto.randomUUID().slice(0, 8)}`;

async function fill(page: Page, system: { name: string; reason?: string; objective?: string; tolerable?: string }) {
  await page.getByLabel("Name of the system").fill(system.name);
  await page.getByLabel("What it does").selectOption({ index: 1 });
  await page.getByLabel("How soon its loss affects care").selectOption({ index: 1 });
  await page.getByLabel("Where it runs").selectOption({ index: 1 });
  if (system.objective) await page.getByLabel("Recovery time objective").fill(system.objective);
  if (system.tolerable) await page.getByLabel("Maximum tolerable period").fill(system.tolerable);
  if (system.reason) await page.getByLabel("What happens to care after that").fill(system.reason);
}

async function record(page: Page, name: string): Promise<void> {
  await page.goto("/systems/new");
  await fill(page, { name, objective: "60", tolerable: "240", reason: "The next round would be late." });
  await page.getByLabel("Saltmarsh House").check();
  await page.getByRole("button", { name: /Record/ }).click();
  await page.waitForURL(/\/systems\/[0-9a-f-]{36}$/);
}

async function walk(page: Page): Promise<void> {
  const name = named("Call bell panel");
  await record(page, name);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByText(/^SYS-[0-9]{3}$/).first()).toBeVisible();
  const said = page.getByRole("status").filter({ hasText: "The system is on the register." });
  await expect(said).toBeVisible();
  await page.getByRole("link", { name: "Change this system" }).click();
  await expect(said).toHaveCount(0);
  await page.getByLabel("Supplier").fill("Marram Telecom");
  await page.getByRole("button", { name: "Save the system" }).click();
  await page.waitForURL(/\/systems\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Your change is saved.")).toBeVisible();
  await expect(page.getByText("Marram Telecom")).toBeVisible();
  await page.goto(`/systems?words=${encodeURIComponent(name)}`);
  await page.getByRole("table").getByRole("link", { name }).click();
  await page.getByLabel("Why it is no longer used").fill("Replaced by another panel.");
  await page.getByRole("button", { name: "Mark as no longer used" }).click();
  await expect(page.getByText("Replaced by another panel.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Change this system" })).toHaveCount(0);
  await page.goto(`/systems?view=retired&words=${encodeURIComponent(name)}`);
  await expect(page.getByRole("table").getByRole("link", { name })).toBeVisible();
}

test("a system is recorded, changed, found and retired", async ({ page }) => {
  await signInAs(page, lead);
  await walk(page);
});

test("the same without script", async ({ plain }) => {
  await signInAs(plain, lead);
  await walk(plain);
});

async function typedWrongly(page: Page): Promise<void> {
  await page.goto("/systems/new");
  await fill(page, { name: "Kept as typed", objective: "600", tolerable: "60" });
  await page.getByLabel("Millrace House").check();
  await page.getByRole("button", { name: /Record/ }).click();
  const summary = page.getByRole("alert").filter({ hasText: "cannot be longer" });
  await expect(summary).toContainText("The recovery time objective cannot be longer");
  await expect(summary).toContainText("Say what would happen to care after that time.");
  await expect(page.getByLabel("Name of the system")).toHaveValue("Kept as typed");
  await expect(page.getByLabel("Recovery time objective")).toHaveValue("600");
  await expect(page.getByLabel("Recovery time objective")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("What it does")).not.toHaveValue("");
  await expect(page.getByLabel("Where it runs")).not.toHaveValue("");
  await expect(page.getByLabel("Millrace House")).toBeChecked();
}

test("wrong fields are told above and beside them, and nothing typed is lost", async ({ page }) => {
  await signInAs(page, lead);
  await typedWrongly(page);
  await expectAccessible(page);
});

test("nothing typed is lost without script either", async ({ plain }) => {
  await signInAs(plain, lead);
  await typedWrongly(plain);
});

test("a text that may identify somebody is asked about once, and confirmed in writing", async ({ page, sql }) => {
  await signInAs(page, lead);
  await page.goto("/systems/new");
  const name = named("Door sensor");
  await fill(page, { name, objective: "60", tolerable: "240", reason: "The resident in room 12 would not be heard." });
  await page.getByRole("button", { name: /Record/ }).click();
  await expect(page.getByText("a room number").first()).toBeVisible();
  await page.getByRole("checkbox", { name: /identifies nobody/ }).check();
  await page.getByRole("button", { name: /Record/ }).click();
  await page.waitForURL(/\/systems\/[0-9a-f-]{36}$/);
  const [choice] = await sql`select c.kinds, c.field from personal_data_choices c join systems s
    on s.organisation_id = c.organisation_id and s.id = c.record_id where s.name = ${name}`;
  expect([choice?.field, choice?.kinds]).toEqual(["careReason", ["room"]]);
});

test("two people who change the same system at once both see both versions", async ({ page, browser }) => {
  await signInAs(page, lead);
  const name = named("Rota screen");
  await record(page, name);
  const edit = `${page.url()}/edit`;
  await page.goto(edit);
  const second = await another(browser, lead, { plain: true });
  await second.page.goto(edit);
  await page.getByLabel("Supplier").fill("First writer");
  await page.getByRole("button", { name: "Save the system" }).click();
  await page.waitForURL(/\/systems\/[0-9a-f-]{36}$/);
  await second.page.getByLabel("Supplier").fill("Second writer");
  await second.page.getByRole("button", { name: "Save the system" }).click();
  await expect(second.page.getByText("Someone changed this system while you were reading it.")).toBeVisible();
  await expect(second.page.getByLabel("Supplier")).toHaveValue("Second writer");
  await expect(second.page.locator("main")).toContainText("First writer");
  await second.page.getByRole("button", { name: "Save the system" }).click();
  await second.page.waitForURL(/\/systems\/[0-9a-f-]{36}$/);
  await expect(second.page.getByText("Second writer")).toBeVisible();
  await second.context.close();
});

test("the rows of the view leave as a file that opens with its sentence", async ({ page }) => {
  await signInAs(page, lead);
  const answer = await page.request.get("/systems/export");
  expect(answer.headers()["content-type"]).toContain("text/csv");
  expect(answer.headers()["content-disposition"]).toContain("attachment");
  expect(answer.headers()["cache-control"]).toContain("no-store");
  const text = await answer.text();
  expect(text.split(/\r?\n/)[0]).toContain("Systems in use");
  expect(text).toContain("Saltmarsh House");
});
