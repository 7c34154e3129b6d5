import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { issueBundle } from "#tests/journeys/support/bundle.ts";
import { seat } from "#tests/journeys/support/session.ts";

const run = promisify(execFile);
const title = "Systems and risks at four services";

test.describe.configure({ mode: "serial" });
let issued = { path: "", url: "" };

test("quality lead: prepares a bundle that only another person issues; the nominated individual issues it", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  issued = await issueBundle(browser, {
    title,
    sections: [/Systems that care depends on/, /Risks and what holds them/],
  });
});

test("an issued bundle is checked without us by four roads, and one changed byte is found", async ({ page }) => {
  test.setTimeout(150_000);
  const { path } = issued;
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
});

test("quality officer: acknowledges the bundle issued to the council and asks for a record, and opens nothing else", async ({
  browser,
}) => {
  const { page, context } = await seat(browser, "quality officer", { script: false });
  await page.goto("/commissioner");
  await expect(page.getByText(title).first()).toBeVisible();
  const waiting = await page.getByRole("button", { name: "Acknowledge receipt" }).count();
  await page.getByRole("button", { name: "Acknowledge receipt" }).first().click();
  await expect(page.getByRole("button", { name: "Acknowledge receipt" })).toHaveCount(waiting - 1);
  await page.getByRole("button", { name: "Ask for a record" }).click();
  await expect(page.getByText("Say which record you need.").first()).toBeVisible();
  await page.getByLabel("Which record do you need?").fill("The last test of the printed rota");
  await page.getByRole("button", { name: "Ask for a record" }).click();
  const asked = page.getByRole("listitem").filter({ hasText: "The last test of the printed rota" });
  await expect(asked).toContainText("Waiting for an answer");
  for (const path of [issued.url, "/risks", "/inspection", "/"]) {
    await page.goto(path);
    expect([path, new URL(page.url()).pathname]).not.toEqual([path, path]);
  }
  await context.close();
});
