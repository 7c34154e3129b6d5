import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKeyFile, loadSigner } from "#lib/evidence/bag/keys.ts";
import { buildSample, has, newFolder, project, shell, verifyCommand } from "#tests/evidence/bag-support.ts";

let folder: Awaited<ReturnType<typeof newFolder>>;
let built: Awaited<ReturnType<typeof buildSample>>;
const bag = () => join(folder.path, "out", "EB-2026-007");

beforeAll(async () => {
  folder = await newFolder();
  built = await buildSample(folder.path);
  shell(`mkdir out && cd out && unzip -q ../bundle.zip`, folder.path);
});
afterAll(() => folder.remove());

function child(zone: string, out: string, megabytes = 0) {
  const ran = spawnSync(
    process.execPath,
    ["tests/evidence/bag-child.ts", built.keyFile, join(folder.path, out), String(megabytes)],
    {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, TZ: zone },
    },
  );
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout) as { sha256: string; peak: number };
}

test("an issued bundle is valid on the command line, with and without the published key", () => {
  const plain = verifyCommand(built.path);
  expect(plain.words).toContain(
    `Valid. Signed by key ${built.keyFingerprint}; compare it with the key the provider published.`,
  );
  expect(plain.code).toBe(0);
  const named = verifyCommand(built.path, "--key", built.keyFingerprint.replaceAll(" ", "").toUpperCase());
  expect(named.words).toContain("it is the key you gave");
  expect(named.code).toBe(0);
});

test("a file that is not there and a file that is not a bundle are refused in words", async () => {
  expect(verifyCommand(join(folder.path, "nothing.zip"))).toEqual({
    code: 1,
    words: expect.stringContaining("cannot be opened"),
  });
  await writeFile(join(folder.path, "text.zip"), "not a zip, and longer than the end record of one");
  expect(verifyCommand(join(folder.path, "text.zip"))).toEqual({
    code: 1,
    words: expect.stringContaining("it is not a ZIP"),
  });
  await writeFile(join(folder.path, "empty.zip"), "");
  expect(verifyCommand(join(folder.path, "empty.zip")).code).toBe(1);
});

test("sha256sum and sha512sum agree with the manifests", () => {
  expect(shell("sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt", bag())).not.toContain("FAILED");
  expect(shell("sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt", bag())).not.toContain("FAILED");
});

test("openssl verifies the signature and the checkpoint, and works out the key's fingerprint", () => {
  const openssl = "openssl pkeyutl -verify -pubin -inkey signature/public-key.pem -rawin";
  expect(shell(`${openssl} -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.sig`, bag())).toContain(
    "Successfully",
  );
  expect(shell(`${openssl} -in data/trail/checkpoint.txt -sigfile data/trail/checkpoint.sig`, bag())).toContain(
    "Successfully",
  );
  const print = shell("openssl pkey -pubin -in signature/public-key.pem -outform DER | tail -c 32 | sha256sum", bag());
  expect(print.slice(0, 64)).toBe(built.keyFingerprint.replaceAll(" ", ""));
});

test("every command in HOW-TO-CHECK.txt for Linux runs as it is written", async () => {
  const text = await readFile(join(bag(), "HOW-TO-CHECK.txt"), "utf8");
  const commands =
    text
      .split("3. With PowerShell")[0]
      ?.split("\n")
      .filter((line) => line.startsWith("    ")) ?? [];
  const script = commands.map((line) => line.slice(4)).join("\n");
  expect(script).toContain("sha512sum -c");
  shell(`set -e\n${script}`, join(folder.path, "out"));
  const fingerprint = text.split("\n").find((line) => line.includes("grep -v")) ?? "";
  expect(shell(fingerprint, bag()).slice(0, 64)).toBe(built.recordsFingerprint);
});

test("the bundle's own SHA-256 is what was answered and stands nowhere inside", async () => {
  const zip = await readFile(built.path);
  expect(createHash("sha256").update(zip).digest("hex")).toBe(built.sha256);
  expect(zip.includes(built.sha256)).toBe(false);
});

test("three programs list the same members, stored, with the permissions and time of the snapshot", async () => {
  const ours = built.members.map(({ name }) => `EB-2026-007/${name}`).sort();
  expect(shell("unzip -Z1 bundle.zip", folder.path).trim().split("\n")).toEqual(ours);
  const python = `import zipfile,json
print(json.dumps([[i.filename,i.compress_type,oct(i.external_attr>>16),list(i.date_time)] for i in zipfile.ZipFile("bundle.zip").infolist()]))`;
  if (has("python3")) {
    const listed = JSON.parse(shell(`python3 -c '${python}'`, folder.path));
    expect(listed).toEqual(ours.map((name) => [name, 0, "0o100644", [2026, 11, 24, 9, 31, 0]]));
  }
});

test("same content and key give the same bytes in London and in New York", () => {
  const utc = child("UTC", "utc.zip");
  const newYork = child("America/New_York", "new-york.zip");
  expect(newYork.sha256).toBe(utc.sha256);
  expect(utc.sha256).toBe(built.sha256);
});

test("a large attachment is streamed: the ZIP grows, the memory does not", async () => {
  const small = child("UTC", "small.zip");
  const large = child("UTC", "large.zip", 512);
  expect((await stat(join(folder.path, "large.zip"))).size).toBeGreaterThan(512 * 1024 * 1024);
  expect(large.peak - small.peak).toBeLessThan(100);
  expect(verifyCommand(join(folder.path, "large.zip")).code).toBe(0);
}, 60_000);

test("an attachment that is not what was uploaded stops the bundle and leaves no file", async () => {
  const { attachmentOf } = await import("#tests/evidence/bag-sample.ts");
  const file = attachmentOf("a.txt", new Uint8Array([1, 2, 3]), "text/plain", "R-044");
  const wrong = { ...file, sha256: "0".repeat(64) };
  await expect(buildSample(folder.path, { attachments: [wrong] }, "wrong.zip")).rejects.toThrow(
    "not the file that was uploaded",
  );
  expect(
    (await readdir(folder.path)).filter((name) => name.startsWith("wrong.zip") && !name.endsWith("key.pem")),
  ).toEqual([]);
});

test("an attachment that changes while the bundle is made stops it and leaves no half file", async () => {
  const { attachmentOf } = await import("#tests/evidence/bag-sample.ts");
  const bytes = new Uint8Array([1, 2, 3]);
  const file = attachmentOf("a.txt", bytes, "text/plain", "R-044");
  let opened = 0;
  async function* open() {
    opened += 1;
    yield opened === 1 ? bytes : new Uint8Array([1, 2, 4]);
  }
  await expect(buildSample(folder.path, { attachments: [{ ...file, open }] }, "moving.zip")).rejects.toThrow(
    "changed while",
  );
  expect(
    (await readdir(folder.path)).filter((name) => name.startsWith("moving.zip") && !name.endsWith("key.pem")),
  ).toEqual([]);
});

test("the signing key is readable by its owner only, is never written over and is refused when others can read it", async () => {
  const path = join(folder.path, "own.pem");
  await createKeyFile(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await expect(createKeyFile(path)).rejects.toThrow("EEXIST");
  shell("chmod 644 own.pem", folder.path);
  await expect(loadSigner(path)).rejects.toThrow("can be read by others");
});

test("an extract of the trail that does not join is not signed", async () => {
  const { sampleBundle } = await import("#tests/evidence/bag-sample.ts");
  const { trail } = sampleBundle();
  const entries = trail.entries.map((entry) =>
    entry.number === 5 ? { ...entry, previousHash: "0".repeat(64) } : entry,
  );
  await expect(buildSample(folder.path, { trail: { ...trail, entries } }, "torn.zip")).rejects.toThrow("does not join");
});
