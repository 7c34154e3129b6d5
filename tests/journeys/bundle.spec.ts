import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { signInAs } from "#tests/journeys/support/sign-in.ts";

const run = promisify(execFile);

async function personIn(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: process.env.HOLDFAST_ORIGIN ?? "" })).newPage();
  await signInAs(page, email);
  return page;
}

async function waitFor(page: Page, button: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("button", { name: button }).or(page.getByRole("link", { name: button }))).toBeVisible({
      timeout: 1000,
    });
  }).toPass({ timeout: 40_000 });
}

async function issueBundle(browser: Browser): Promise<{ path: string; url: string }> {
  const lead = await personIn(browser, "quality.lead@fennmoor.example");
  await lead.goto("/evidence/new");
  await lead.getByLabel("Commissioner monitoring").check();
  await lead.getByLabel("Title").fill("Systems and risks at four services");
  await lead
    .getByLabel("Commissioner", { exact: false })
    .and(lead.locator("select"))
    .first()
    .selectOption({ label: "Eastmere County Council" });
  await lead.getByLabel("Who receives it").fill("Adult social care quality team");
  for (const service of ["Saltmarsh House", "Weir Lane", "Homecare North", "Homecare South"])
    await lead.getByLabel(service).check();
  await lead.getByLabel("First day covered").fill("1 August 2026");
  await lead.getByLabel(/Systems that care depends on/).check();
  await lead.getByLabel(/Risks and what holds them/).check();
  await lead.getByLabel("Commercial in confidence").check();
  await lead.getByRole("button", { name: "Save the draft" }).click();
  await lead.waitForURL(/\/evidence\/[0-9a-f-]{36}$/);
  const url = new URL(lead.url()).pathname;
  await lead.getByRole("button", { name: "Assemble the bundle" }).click();
  await waitFor(lead, "Assemble it again");
  for (const box of await lead.locator('input[name="cleared"]').all()) await box.check();
  const keep = lead.getByRole("button", { name: "Keep these ticks" });
  if (await keep.isVisible()) await keep.click();
  await lead.goto(url);
  await expect(lead.getByText("You prepared it, so another person issues it.")).toBeVisible();

  const issuer = await personIn(browser, "nominated.individual@fennmoor.example");
  await issuer.goto(url);
  await issuer.getByRole("button", { name: "Issue the bundle" }).click();
  await waitFor(issuer, "Download the bundle");
  const [download] = await Promise.all([
    issuer.waitForEvent("download"),
    issuer.getByRole("link", { name: "Download the bundle" }).click(),
  ]);
  const path = join(await mkdtemp(join(tmpdir(), "holdfast-bundle-")), download.suggestedFilename());
  await download.saveAs(path);
  return { path, url };
}

test("a bundle is prepared by one person, issued by another, and checked without us by four roads", async ({
  browser,
  page,
}) => {
  test.setTimeout(150_000);
  const { path, url } = await issueBundle(browser);
  const verify = (file: string) => run("npm", ["run", "--silent", "verify", "--", file]);
  expect((await verify(path)).stdout).toContain("Valid. Signed by key");
  const folder = `${path}.unpacked`;
  await run("unzip", ["-q", path, "-d", folder]);
  const { stdout: listed } = await run("ls", [folder]);
  const bag = join(folder, listed.trim());
  await run("sha256sum", ["-c", "--quiet", "manifest-sha256.txt"], { cwd: bag });
  await run("sha256sum", ["-c", "--quiet", "tagmanifest-sha256.txt"], { cwd: bag });
  const openssl = [
    "pkeyutl",
    "-verify",
    "-pubin",
    "-inkey",
    "signature/public-key.pem",
    "-rawin",
    "-in",
    "tagmanifest-sha512.txt",
    "-sigfile",
    "signature/tagmanifest-sha512.sig",
  ];
  expect((await run("openssl", openssl, { cwd: bag })).stdout).toContain("Signature Verified Successfully");

  await page.goto("/verify");
  await page.locator("input[type=file]").setInputFiles(path);
  await expect(page.getByText("Valid. Signed by key")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Fennmoor Care Trust publishes this key here.")).toBeVisible();
  await page.goto(`file://${bag}/verify.html`);
  await page.locator("input[type=file]").setInputFiles(path);
  await expect(page.getByText("Valid. Signed by key").first()).toBeVisible({ timeout: 20_000 });

  const bytes = await readFile(path);
  const at = bytes.indexOf("Saltmarsh House");
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const changed = path.replace(".zip", "-changed.zip");
  await writeFile(changed, bytes);
  await expect(verify(changed)).rejects.toMatchObject({ code: 1 });
  await page.goto("/verify");
  await page.locator("input[type=file]").setInputFiles(changed);
  await expect(page.getByText("Valid. Signed by key")).toHaveCount(0);
  await expect(page.locator("main")).toContainText("data/");

  const officer = await personIn(browser, "quality.officer@eastmere.example");
  await officer.goto("/commissioner");
  const row = officer.locator(".card").filter({ hasText: "Systems and risks at four services" }).last();
  await row.getByRole("button", { name: "Acknowledge receipt" }).click();
  await expect(row.getByText("Not yet")).toHaveCount(0);
  await expect(officer.getByText("Digital resilience assurance, six months")).toBeVisible();
  await officer.goto(url);
  expect(new URL(officer.url()).pathname).toBe("/commissioner");
});
