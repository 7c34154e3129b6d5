import type { Page } from "@playwright/test";
import { expect, test } from "./support/app.ts";
import { press } from "./support/prepared.ts";
import { seat } from "./support/session.ts";

const some = () => crypto.randomUUID().slice(0, 8);
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function openFirst(page: Page, room: string, asked = ""): Promise<string> {
  await page.goto(`/${room}${asked}`);
  await page.locator("main table a.open").first().click();
  await page.waitForURL(new RegExp(`/${room}/[0-9a-f-]{36}$`));
  return new URL(page.url()).pathname;
}

async function attach(page: Page, name: string, text: string, note: string): Promise<void> {
  const files = card(page, "Files");
  if (!(await files.getByLabel("What it shows").isVisible()))
    await files.getByText("Attach a file", { exact: true }).click();
  await files.getByLabel("What it shows").fill(note);
  await files
    .getByLabel("File", { exact: true })
    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await press(page, "Attach the file");
  await page.waitForURL(/attached=/);
}

/** What is no text is refused beside the field, with the note kept; a good file then follows in the same form. */
async function files(page: Page): Promise<void> {
  const name = `round-${some()}.txt`;
  await attach(page, name, "<script>1</script>", "The sheet of one round");
  const place = card(page, "Files");
  await expect(place.getByRole("alert")).toContainText("The file was not attached");
  await expect(place.getByRole("alert").getByRole("link")).toContainText("web page");
  await expect(place.getByLabel("File", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(place.getByLabel("What it shows")).toHaveValue("The sheet of one round");
  await expect(place.getByRole("link", { name })).toHaveCount(0);
  await attach(page, name, `A round of ${name}\n`, "For room 12");
  await expect(place.getByLabel("What it shows")).toHaveAttribute("aria-invalid", "true");
  await expect(place.getByRole("alert").getByRole("link")).toContainText("a room number");
  await attach(page, name, `A round of ${name}\n`, "The sheet of one round");
  await expect(place).toContainText(`“${name}” is attached.`);
  await expect(place.getByRole("link", { name })).toBeVisible();
}

async function linkToStatement(page: Page, record: string, index: number): Promise<void> {
  await page.goto(record);
  await page.getByRole("link", { name: "Link to a quality statement" }).click();
  await page.getByLabel("Statement").selectOption({ index });
  const words = await page.getByLabel("Statement").locator("option:checked").textContent();
  await page.getByLabel("What kind of evidence it is").selectOption({ index: 2 });
  const note = `Seen ${some()}`;
  await page.getByLabel("What it shows").fill(note);
  await page.getByLabel("The day it speaks for").fill("31/02/26");
  await press(page, "Link the record");
  await expect(page.getByLabel("The day it speaks for")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("The day it speaks for").fill("");
  await press(page, "Link the record");
  await page.waitForURL((url) => url.pathname === record);
  await expect(card(page, "Evidence for").getByRole("listitem").filter({ hasText: note })).toContainText(words ?? "");
}

async function linkToRecord(page: Page, record: string): Promise<void> {
  await page.getByRole("link", { name: "Link a record" }).click();
  await page.getByLabel("Record", { exact: true }).selectOption({ index: 1 });
  const words = (await page.getByLabel("Record", { exact: true }).locator("option:checked").textContent()) ?? "";
  await press(page, "Link the record");
  await page.waitForURL((url) => url.pathname === record);
  await expect(card(page, "Linked records")).toContainText(words.slice(words.indexOf(": ") + 2));
}

async function keepView(page: Page): Promise<void> {
  const name = `Mine ${some()}`;
  await page.goto("/systems?sort=name");
  await page.getByText("Save this view", { exact: true }).click();
  await press(page, "Save the view");
  await expect(page.getByLabel("Name of the view")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Name of the view").fill(name);
  await press(page, "Save the view");
  const tab = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
  await expect(tab).toHaveAttribute("aria-current", "page");
  await page.goto("/risks");
  await expect(tab).toHaveCount(0);
  await page.goto("/systems");
  await tab.click();
  await page.getByText("Rename this view", { exact: true }).click();
  await page.getByLabel("Name of the view").fill(`${name} again`);
  await press(page, "Rename the view");
  await expect(tab).toHaveText(`${name} again`);
  await page.getByText("Delete this view", { exact: true }).click();
  await press(page, "Delete the view");
  await page.waitForURL(/\/systems$/);
  await expect(tab).toHaveCount(0);
}

for (const script of [true, false]) {
  const how = script ? "with script" : "without script";
  test(`a record takes a file, a statement and another record, and shows its thread and history, ${how}`, async ({
    browser,
  }) => {
    const { page, context } = await seat(browser, "quality lead", { script });
    const record = await openFirst(page, "systems");
    const title = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    await files(page);
    await linkToStatement(page, record, script ? 5 : 6);
    await linkToRecord(page, record);
    await expect(card(page, "History")).toContainText("Attached a file");
    await page.getByRole("link", { name: "All of it in the trail" }).click();
    await expect(page.getByRole("table")).toContainText("Attached a file");
    await page.goto(record);
    await page.getByRole("link", { name: "Open the thread" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("The thread of");
    await expect(page.getByRole("main")).toContainText(title);
    await context.close();
  });

  test(`a view of a register is kept under a name of one's own, used and deleted, ${how}`, async ({ browser }) => {
    const { page, context } = await seat(browser, "quality lead", { script });
    await keepView(page);
    await context.close();
  });
}

test("every room's record has the same foot, in the same order", async ({ browser }) => {
  const { page, context } = await seat(browser, "quality lead", { script: false });
  for (const room of ["risks", "systems", "materials", "action-items", "disruptions", "resilience-tests"]) {
    await openFirst(page, room);
    const titles = await page.getByRole("heading", { level: 2 }).allTextContents();
    const foot = titles.filter((title) => ["Linked records", "Files", "Evidence for", "History"].includes(title));
    expect([room, ...foot]).toEqual([room, "Linked records", "Evidence for", "Files", "History"]);
    await expect(page.getByRole("link", { name: "Open the thread" })).toBeVisible();
  }
  await context.close();
});

test("a role that reads no trail is shown no history, and no record of a room that is shut to it", async ({
  browser,
}) => {
  const { page, context } = await seat(browser, "care worker", { script: false });
  await openFirst(page, "materials");
  await expect(card(page, "Linked records")).toBeVisible();
  await expect(card(page, "History")).toHaveCount(0);
  await expect(card(page, "Evidence for")).toHaveCount(0);
  await expect(page.locator("main a[href^='/risks/']")).toHaveCount(0);
  await context.close();
});

const edits = [
  ["risks", (id: string) => `${id}/edit`, "Because"],
  ["disruptions", (id: string) => `${id}/triage`, "Title"],
] as const;
for (const [room, at, label] of edits)
  test(`two people who change one of the ${room} at once both see both versions, and the second saves`, async ({
    browser,
  }) => {
    const [one, two] = [await seat(browser, "quality lead"), await seat(browser, "quality lead", { script: false })];
    // The disruption that every sample begins with; others may have been closed by then.
    const record = await openFirst(one.page, room, room === "disruptions" ? "?words=Visit+scheduling" : "");
    for (const { page } of [one, two]) await page.goto(at(record));
    const save = (page: Page) => press(page, /^Save the/);
    const [first, later] = [`First words ${some()}`, `Second words ${some()}`];
    for (const [{ page }, words] of [
      [one, first],
      [two, later],
    ] as const) {
      await page.getByLabel(label, { exact: true }).fill(words);
      if (room === "disruptions") {
        await page.getByRole("radio", { name: /^3,/ }).check();
        await page.getByLabel("Why this severity").fill("Said again");
        for (const question of ["Could anyone's needs", "Is personal data lost", "Has anyone come to harm"])
          await page.getByRole("group", { name: question }).getByLabel("No", { exact: true }).check();
      }
    }
    await save(one.page);
    await one.page.waitForURL((url) => url.pathname === record);
    await save(two.page);
    await expect(two.page.getByText(/Someone changed this/).first()).toBeVisible();
    await expect(two.page.getByLabel(label, { exact: true })).toHaveValue(later);
    await expect(two.page.getByRole("main")).toContainText(first);
    await save(two.page);
    await two.page.waitForURL((url) => url.pathname === record);
    await expect(two.page.getByRole("main")).toContainText(later);
    for (const { context } of [one, two]) await context.close();
  });

test("what is said back of a date does not move the field beside it", async ({ browser }) => {
  const { page, context } = await seat(browser, "quality lead");
  await page.goto("/resilience-tests/new");
  const [date, time] = [page.getByLabel("Planned for, date"), page.getByLabel("Planned for, time")];
  // The page may scroll in between: what counts is how the two stand to each other.
  const apart = async () => {
    const [one, other] = [await date.boundingBox(), await time.boundingBox()];
    return [Number(other?.x) - Number(one?.x), Number(other?.y) - Number(one?.y)];
  };
  const before = await apart();
  await date.fill("3/11/26");
  await time.focus();
  await expect(page.getByText("Tuesday 3 November 2026")).toBeVisible();
  expect(await apart()).toEqual(before);
  await context.close();
});
