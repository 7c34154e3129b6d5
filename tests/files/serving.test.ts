import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileResponse } from "#lib/files/answer.ts";
import { storedPath } from "#lib/files/place.ts";
import { streamOf } from "#lib/files/stream.ts";
import { letters, sha } from "./sending.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-files-"));
  process.env.HOLDFAST_FILES = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stands = async () => true;

test("a served file is a download that no browser runs", async () => {
  const bytes = letters(50);
  const path = storedPath(sha(bytes));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  const answer = await fileResponse(
    { name: "Café plan.txt", type: "text/plain", bytes: 50, sha256: sha(bytes) },
    stands,
  );
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  const headers = Object.fromEntries(answer.headers);
  expect(headers).toMatchObject({
    "content-type": "text/plain",
    "content-length": "50",
    "content-disposition": "attachment; filename=\"Caf_ plan.txt\"; filename*=UTF-8''Caf%C3%A9%20plan.txt",
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
});

test("a file that is missing on disk is a fault with a reference, not an empty download", async () => {
  const answer = await fileResponse({ name: "x.txt", type: "text/plain", bytes: 5, sha256: "0".repeat(64) }, stands);
  expect(answer.status).toBe(500);
  expect(await answer.text()).toMatch(/Reference: [0-9a-f]{8}/);
});

test("an answer that nobody reads opens no file", async () => {
  const path = join(folder, "unread.txt");
  writeFileSync(path, letters(50));
  const open = () => readdirSync("/proc/self/fd").length;
  const before = open();
  const answers = Array.from({ length: 100 }, () => new Response(streamOf(path)));
  await new Promise((wait) => setTimeout(wait, 100));
  expect(open() - before).toBeLessThan(10);
  expect(Buffer.from(await (answers[0] ?? new Response()).arrayBuffer())).toEqual(letters(50));
  await answers[1]?.body?.cancel();
});
