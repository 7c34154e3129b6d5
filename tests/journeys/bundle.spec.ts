import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { issueBundle, personIn } from "#tests/journeys/support/bundle.ts";

const run = promisify(execFile);

test("a bundle is prepared by one person, issued by another, and checked without us by four roads", async ({
  browser,
  page,
}) => {
  test.setTimeout(150_000);
  const { path, url } = await issueBundle(browser, {
    title: "Systems and risks at four services",
    sections: [/Systems that care depends on/, /Risks and what holds them/],
  });
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
