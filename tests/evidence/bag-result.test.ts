import { readFile } from "node:fs/promises";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { VerifyDrop } from "#components/evidence/verify-drop.tsx";
import { VerifyResult } from "#components/evidence/verify-result.tsx";
import { verifyBundle } from "#lib/evidence/bag/verify.ts";
import { buildSample, flipped, memory, newFolder } from "#tests/evidence/bag-support.ts";

let folder: Awaited<ReturnType<typeof newFolder>>;
let built: Awaited<ReturnType<typeof buildSample>>;
let bytes: Uint8Array;
beforeAll(async () => {
  folder = await newFolder();
  built = await buildSample(folder.path);
  bytes = new Uint8Array(await readFile(built.path));
});
afterAll(() => folder.remove());

async function shown(zip: Uint8Array, retired: string | null, fingerprint = built.keyFingerprint, expected = "") {
  const keys = [{ organisation: "Fennmoor Care Trust", fingerprint, retired }];
  return renderToStaticMarkup(
    createElement(VerifyResult, { verdict: await verifyBundle(memory(zip)), keys, expected }),
  );
}

test("a valid bundle by a published key says whose key it is, and since when it is retired", async () => {
  const current = await shown(bytes, null);
  expect(current).toContain('class="verdict ok');
  expect(current).toContain("Fennmoor Care Trust publishes this key here.");
  expect(current).toContain("24 November 2026, 09:31");
  for (const { name, sha256 } of built.members) {
    expect(current).toContain(name);
    expect(current).toContain(sha256);
  }
  expect(await shown(bytes, "2026-05-03T10:00:00.000Z")).toContain("It was retired on 3 May 2026.");
});

test("a valid bundle by a key that nobody here publishes is not shown as ready", async () => {
  const unknown = await shown(bytes, null, "0".repeat(64));
  expect(unknown).toContain('class="verdict warn');
  expect(unknown).toContain("No organisation here publishes this key.");
});

test("a fingerprint told by another road is compared in any spacing, and another one is said first", async () => {
  const spaced = built.keyFingerprint.toUpperCase().replace(/(.{8})/g, "$1 ");
  expect(await shown(bytes, null, "0".repeat(64), spaced)).toContain("It is the key that you gave.");
  const other = await shown(bytes, null, built.keyFingerprint, "0".repeat(64));
  expect(other).toContain("It is not the key that you gave.");
  expect(other).toContain('class="verdict bad');
});

test("a changed bundle shows the first wrong thing and nothing that could be taken for proof", async () => {
  const bad = await shown(flipped(bytes, bytes.length >> 1), null);
  expect(bad).toContain('class="verdict bad');
  expect(bad).toMatch(/Not valid\. data\//);
  expect(bad).not.toContain("publishes this key");
});

test("without JavaScript the page says what to do instead", () => {
  expect(renderToStaticMarkup(createElement(VerifyDrop, { keys: [] }))).toContain("follow HOW-TO-CHECK.txt");
});
