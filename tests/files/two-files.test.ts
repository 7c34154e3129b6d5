import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { answerUpload } from "#lib/files/answer.ts";
import { maxBytes } from "#lib/files/file.ts";
import { storedPath } from "#lib/files/place.ts";
import { findFiledRecord, listAttachments } from "#lib/files/queries.ts";
import { readRefused } from "#lib/files/refused.ts";
import { plain } from "#tests/action-items/support.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { letters, origin, type Sent, sha, uploadOf } from "./sending.ts";

const here = useWorld();
let manager: Actor;
let folder = "";
let record = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-files-"));
  process.env.HOLDFAST_FILES = folder;
  const cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  record = (
    await changeAs(manager, "action.raise", (tx) => raiseActionIn(tx, manager, plain(manager, [cast.services.a])))
  ).id;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = letters(4321);
const kept = () =>
  readAs(manager, async (tx) => {
    const filed = await findFiledRecord(tx, manager, record);
    return filed ? listAttachments(tx, manager, filed) : [];
  });

/** What the form shows when the person is back at the record. */
async function refusedOf(sent: Sent) {
  const answer = await answerUpload(async () => manager, uploadOf(record, bytes, sent));
  const to = new URL(answer.headers.get("location") ?? "", origin);
  expect(to.pathname).toBe(`/action-items/${record}`);
  const [, cookie] = /^refused-upload=([\w-]+);/.exec(answer.headers.get("set-cookie") ?? "") ?? [];
  return readRefused(cookie, record, to.searchParams.get("attached") ?? "");
}

test.each([
  ["a text", "another text"],
  ["empty", ""],
  ["too large", "x".repeat(maxBytes + 2)],
])("two files in one form: neither is kept, if the second is %s", async (_, second) => {
  const message = expect.stringContaining("Two files came in one form, so neither was kept.");
  expect(await refusedOf({ second })).toMatchObject({ field: "file", message });
  expect(await kept()).toEqual([]);
  expect(readdirSync(join(folder, "incoming"))).toEqual([]);
  expect(existsSync(storedPath(sha(bytes)))).toBe(false);
});

test("the first of them alone is kept", async () => {
  expect(await refusedOf({})).toBeUndefined();
  expect(await kept()).toHaveLength(1);
});
