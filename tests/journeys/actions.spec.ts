import { writeFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { exifSegment, jpeg } from "#tests/files/samples.ts";
import { letters, sha } from "#tests/files/sending.ts";
import { signInAs } from "#tests/journeys/support/sign-in.ts";

const own = "Label the wall sockets that the backup power feeds";

async function openOwn(page: Page): Promise<string> {
  await signInAs(page, "care.worker@fennmoor.example");
  await page.goto("/action-items?view=mine");
  await page.getByRole("link", { name: own }).click();
  await expect(page.getByRole("heading", { name: own })).toBeVisible();
  return page.url();
}

async function attach(page: Page, path: string): Promise<void> {
  await page.getByText("Attach a file").click();
  await page.getByLabel("File", { exact: true }).setInputFiles(path);
  await page.getByRole("button", { name: "Attach the file" }).click();
}

test("a photograph that says where it was made is kept, with a warning; what is no such file is refused", async ({
  page,
}, info) => {
  const photo = info.outputPath("panel.jpg");
  const trick = info.outputPath("plan.pdf");
  writeFileSync(photo, jpeg(exifSegment({ gps: true })));
  writeFileSync(trick, "<script>alert(1)</script>");
  const address = await openOwn(page);
  await attach(page, photo);
  await expect(page.locator("#files")).toContainText("“panel.jpg” is attached. This file says where it was made.");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "panel.jpg" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("panel.jpg");
  await page.goto(address);
  await attach(page, trick);
  const refused = page.locator("#files").getByRole("alert");
  await expect(refused).toContainText("It looks like a web page or XML, which is not kept here.");
  await expect(page.getByRole("heading", { name: own })).toBeVisible();
});

test("every byte of a file larger than ten megabytes comes back through the running portal", async ({ page }, info) => {
  const large = info.outputPath("log.txt");
  const bytes = letters(10 * 1024 * 1024 + 1);
  writeFileSync(large, bytes);
  const address = await openOwn(page);
  await attach(page, large);
  await expect(page.locator("#files")).toContainText("“log.txt” is attached.");
  const link = await page.getByRole("link", { name: "log.txt" }).getAttribute("href");
  const answer = await page.request.get(new URL(link ?? "", address).href);
  expect(sha(await answer.body())).toBe(sha(bytes));
  expect(answer.headers()).toMatchObject({
    "content-disposition": "attachment; filename=\"log.txt\"; filename*=UTF-8''log.txt",
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
});

test("an action and its form have nothing that assistive technology stumbles over", async ({ page }) => {
  const address = await openOwn(page);
  for (const each of [address, `${address}?step=complete`]) {
    await page.goto(each);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${each} ${id} ${nodes[0]?.html}`)).toEqual([]);
  }
});

test("care worker: marks their own action as done without script, and a second person verifies it", async ({
  browser,
}, info) => {
  const notes = info.outputPath("notes.txt");
  writeFileSync(notes, "Both floors labelled\n");
  const worker = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const address = await openOwn(worker);
  await attach(worker, notes);
  await expect(worker.locator("#files")).toContainText("“notes.txt” is attached.");

  await worker.goto(`${address}?step=complete`);
  await worker.getByLabel("What was done").fill("Both floors labelled");
  await worker.getByLabel("A file attached here").check();
  const shows = worker.getByLabel("The file (optional)");
  await expect(shows.locator("option:checked")).toHaveText("notes.txt");
  await shows.selectOption({ index: 0 });
  await worker.getByRole("button", { name: "Mark as done" }).click();
  await expect(worker.getByRole("link", { name: "Choose the file that shows it." })).toBeVisible();
  await expect(worker.getByLabel("What was done")).toHaveValue("Both floors labelled");
  await shows.selectOption("notes.txt");
  await worker.getByRole("button", { name: "Mark as done" }).click();
  await expect(worker.getByText("Waiting for verification")).toBeVisible();
  await expect(worker.getByText("Was it done?")).toHaveCount(0);

  const manager = await (await browser.newContext()).newPage();
  await signInAs(manager, "registered.manager@fennmoor.example");
  await manager.goto("/action-items?view=waiting");
  await manager.getByRole("link", { name: own }).click();
  await manager.getByLabel("It was done").check();
  await manager.getByLabel("What you looked at and what you saw").fill("Walked both floors");
  await manager.getByRole("button", { name: "Record what I found" }).click();
  await expect(manager.getByText("Closed, evidence checked")).toBeVisible();

  const file = await manager.getByRole("link", { name: "notes.txt" }).first().getAttribute("href");
  const stranger = await (await browser.newContext()).newPage();
  await signInAs(stranger, "registered.manager@ashdown.example");
  const foreign = await stranger.request.get(new URL(file ?? "", address).href);
  const random = await stranger.request.get(new URL("/files/00000000-0000-4000-8000-000000000000", address).href);
  expect([foreign.status(), await foreign.text()]).toEqual([404, await random.text()]);
  for (const page of [worker, manager, stranger]) await page.context().close();
});
