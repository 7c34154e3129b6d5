import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import { answerUpload, fileResponse } from "#lib/files/answer.ts";
import { maxBytes } from "#lib/files/file.ts";
import { storedPath } from "#lib/files/place.ts";
import { findFile, findFiledRecord, findFileInside, listAttachments } from "#lib/files/queries.ts";
import { readRefused } from "#lib/files/refused.ts";
import { sweepIncoming } from "#lib/files/store.ts";
import { plain } from "#tests/action-items/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { exifSegment, jpeg, pdf } from "./samples.ts";
import { boundary, letters, origin, type Sent, sha, uploadOf } from "./sending.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let folder = "";
let record = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-files-"));
  process.env.HOLDFAST_FILES = folder;
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  record = await newRecord(manager, [cast.services.a]);
});

async function newRecord(by: Actor, services: string[]): Promise<string> {
  const raised = await changeAs(by, "action.raise", (tx) => raiseActionIn(tx, by, plain(by, services)));
  return raised.id;
}

const send = (bytes: Uint8Array, sent: Sent = {}, actor: Actor | undefined = manager) =>
  answerUpload(async () => actor, uploadOf(record, bytes, sent));
/** What the form shows when the person is back at the record. */
function shownAfter(answer: Response) {
  const to = new URL(answer.headers.get("location") ?? "", origin);
  const [, cookie] =
    /^refused-upload=([\w-]+); Path=\/; Max-Age=120; HttpOnly/.exec(answer.headers.get("set-cookie") ?? "") ?? [];
  return { to, refused: readRefused(cookie, record, to.searchParams.get("attached") ?? "") };
}
const rowsOf = (id: string) =>
  readAs(manager, async (tx) => {
    const filed = await findFiledRecord(tx, manager, id);
    return filed ? listAttachments(tx, manager, filed) : [];
  });
const left = () => readdirSync(join(folder, "incoming"));

async function nothingKept(bytes: Uint8Array) {
  expect(await rowsOf(record)).toEqual([]);
  expect(left()).toEqual([]);
  expect(existsSync(storedPath(sha(bytes)))).toBe(false);
}

describe("every byte arrives, or none is kept", () => {
  const tenMegabytes = 10 * 1024 * 1024;
  for (const size of [1, tenMegabytes - 1, tenMegabytes + 1, maxBytes]) {
    test(`${size.toLocaleString("en-GB")} bytes come back with the same fingerprint`, async () => {
      const bytes = letters(size);
      const answer = await send(bytes);
      expect(answer.status).toBe(303);
      const [row] = await rowsOf(record);
      expect(row).toMatchObject({ bytes: size, sha256: sha(bytes), type: "text/plain", name: "plan.txt" });
      const file = await readAs(manager, (tx) => findFile(tx, manager, row?.id ?? ""));
      if (!file) throw new Error("The file is not there.");
      const served = new Uint8Array(await (await fileResponse(file, async () => true)).arrayBuffer());
      expect(sha(served)).toBe(sha(bytes));
      expect(left()).toEqual([]);
    });
  }

  test("one byte over the limit is refused beside the file, announced or not", async () => {
    const bytes = letters(maxBytes + 1);
    const announced: Record<string, string>[] = [{}, { "content-length": String(2 * maxBytes) }];
    for (const headers of announced)
      expect(shownAfter(await send(bytes, { headers })).refused).toMatchObject({
        field: "file",
        message: expect.stringContaining("The file is larger than 50 MB."),
      });
    await nothingKept(bytes);
  });

  test("an upload beyond all measure is refused with 413 before its form is read", async () => {
    const answer = await send(letters(10), { headers: { "content-length": String(5 * maxBytes) } });
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining("larger than 50 MB")]);
  });

  test("an upload that breaks off leaves no row and no file", async () => {
    const bytes = letters(3_000_000);
    const answer = await send(bytes, { cut: true });
    expect([303, 422]).toContain(answer.status);
    await nothingKept(bytes);
  });

  test("a body that ends before its form does leaves no row and no file", async () => {
    const bytes = letters(200_000);
    const whole = Buffer.from(await uploadOf(record, bytes).arrayBuffer());
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}`, origin };
    const body = whole.subarray(0, 150_000);
    const answer = await answerUpload(
      async () => manager,
      new Request(`${origin}/files/attach`, { method: "POST", headers, body }),
    );
    expect([303, 422]).toContain(answer.status);
    await nothingKept(bytes);
  });

  test("another length or fingerprint than the browser announced is refused", async () => {
    const bytes = letters(5000);
    const announced: Record<string, string>[] = [{ sha256: sha(letters(4999)) }, { bytes: "4999" }];
    for (const fields of announced) {
      const { refused } = shownAfter(await send(bytes, { fields }));
      expect(refused?.message).toContain("did not arrive as it was sent");
    }
    await nothingKept(bytes);
    expect(shownAfter(await send(bytes, { fields: { sha256: sha(bytes), bytes: "5000" } })).refused).toBeUndefined();
    expect(await rowsOf(record)).toHaveLength(1);
  });

  test("leftovers of a crash are swept after a day, not before", async () => {
    const [old, young] = [join(folder, "incoming", "old"), join(folder, "incoming", "young")];
    for (const path of [old, young]) writeFileSync(path, "x");
    const now = new Date();
    const yesterday = new Date(now.getTime() - 25 * 3_600_000);
    utimesSync(old, yesterday, yesterday);
    expect(await sweepIncoming(now)).toBe(1);
    expect(left()).toEqual(["young"]);
    rmSync(young);
  });
});

describe("what is refused says why, and keeps nothing", () => {
  const beside: [name: string, bytes: Buffer, sent: Sent, field: "file" | "note", words: string][] = [
    ["a program named as a PDF", Buffer.from("MZ\x90\0"), { name: "plan.pdf" }, "file", "is not a PDF, PNG, JPEG, CSV"],
    ["a page named as text", Buffer.from("<script>1</script>"), { name: "notes.txt" }, "file", "web page"],
    ["an empty file", Buffer.alloc(0), {}, "file", "empty"],
    ["a name that may be a person", letters(10), { name: "Mrs Example MAR.txt" }, "file", "a person's name"],
    ["a note that may be a person", letters(10), { fields: { note: "For room 12" } }, "note", "a room number"],
    ["a note that is too long", letters(10), { fields: { note: "a".repeat(401) } }, "note", "400 characters"],
  ];
  for (const [name, bytes, sent, field, words] of beside) {
    test(`${name}: beside its field at the record, with what was typed`, async () => {
      const note = sent.fields?.note ?? "The round of Monday";
      const answer = await send(bytes, { ...sent, fields: { note, ...sent.fields } });
      const { to, refused } = shownAfter(answer);
      expect([answer.status, to.pathname, to.hash]).toEqual([303, `/action-items/${record}`, "#files"]);
      expect(refused).toMatchObject({ field, message: expect.stringContaining(words), note: note.slice(0, 400) });
      expect(await rowsOf(record)).toEqual([]);
      expect(left()).toEqual([]);
    });
  }

  test("what was refused of one record shows at no other, nor on another visit, nor if it is made up", async () => {
    const answer = await send(Buffer.alloc(0));
    const cookie = /=([\w-]+);/.exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? "";
    const upload = shownAfter(answer).refused?.upload ?? "";
    expect(readRefused(cookie, record, upload)).toBeDefined();
    expect(readRefused(cookie, randomUUID(), upload)).toBeUndefined();
    expect(readRefused(cookie, record, undefined)).toBeUndefined();
    expect(readRefused(cookie, record, randomUUID())).toBeUndefined();
    for (const made of ["", "x", Buffer.from("{}").toString("base64url"), `${cookie}x`.slice(20)])
      expect(readRefused(made, record, upload)).toBeUndefined();
  });

  const refusals: [name: string, bytes: Buffer, sent: Sent, status: number, words: string][] = [
    ["no record", letters(10), { fields: { record: "" } }, 422, "Open the record again"],
    ["a random record", letters(10), { fields: { record: randomUUID() } }, 404, "does not exist"],
    ["another site", letters(10), { headers: { origin: "https://elsewhere.example" } }, 403, "another site"],
    ["a cross-site fetch", letters(10), { headers: { "sec-fetch-site": "cross-site" } }, 403, "another site"],
    ["no form at all", letters(10), { headers: { "content-type": "text/plain" } }, 422, "no file"],
    [
      "a form without its boundary",
      letters(10),
      { headers: { "content-type": "multipart/form-data" } },
      422,
      "broke off",
    ],
  ];
  for (const [name, bytes, sent, status, words] of refusals) {
    test(name, async () => {
      const answer = await send(bytes, sent);
      expect(answer.status).toBe(status);
      expect(await answer.text()).toMatch(new RegExp(words));
      expect(await rowsOf(record)).toEqual([]);
      expect(left()).toEqual([]);
    });
  }

  test("somebody who is signed out", async () => {
    const answer = await answerUpload(async () => undefined, uploadOf(record, letters(10)));
    expect(answer.status).toBe(401);
  });

  test("the same file twice on one record", async () => {
    const bytes = letters(321);
    expect((await send(bytes)).status).toBe(303);
    const { refused } = shownAfter(await send(bytes, { name: "other.txt" }));
    expect(refused?.message).toContain("attached here already");
    expect(await rowsOf(record)).toHaveLength(1);
  });
});

describe("what is kept", () => {
  test("is trailed under its verb, and a checked name is recorded as such", async () => {
    const answer = await send(letters(77), { name: "Mr Example rota.txt", fields: { checked: "yes", note: "Rota" } });
    expect(answer.status).toBe(303);
    const trail = await here()
      .owner`select table_name from trail_entries where record_id = ${record} and verb = 'file.attach'`;
    expect(trail.map((row) => row.table_name).sort()).toEqual(["attachments", "personal_data_choices"]);
  });

  test("a path in the name is only a name", async () => {
    await send(letters(12), { name: "../../../etc/cron.d/x.txt" });
    expect((await rowsOf(record)).map((row) => row.name)).toEqual(["x.txt"]);
    expect(readdirSync(folder).sort()).toEqual(["incoming", "sha256"]);
  });

  test("says where and by whom it was made, if its tags do", async () => {
    await send(jpeg(exifSegment({ gps: true, artist: "Somebody" })), { name: "panel.jpg" });
    await send(pdf("<< /Author (Somebody) >>\n"), { name: "plan.pdf" });
    expect((await rowsOf(record)).map((row) => [row.type, row.location, row.author])).toEqual([
      ["image/jpeg", true, true],
      ["application/pdf", false, true],
    ]);
  });

  test("the way back stays inside the record's own room", async () => {
    const to = async (back: string, bytes: Buffer) =>
      (await send(bytes, { fields: { back } })).headers
        .get("location")
        ?.replace(/attached=[0-9a-f-]{36}/, "attached=id");
    expect(await to(`/action-items/${record}?tab=files`, letters(1))).toBe(
      `/action-items/${record}?tab=files&attached=id#files`,
    );
    const own = `/action-items/${record}?attached=id#files`;
    let size = 2;
    for (const back of [
      "//evil.example/",
      "https://evil.example/",
      "/risks/x",
      "/action-items/../sign-out",
      "/action-items/%2e%2e/x",
    ]) {
      expect(await to(back, letters(size++))).toBe(own);
    }
  });
});

describe("who may", () => {
  test("another organisation and another service get the answer of a random record", async () => {
    for (const actor of [cast.foreign.actors["registered-manager"], cast.otherServiceManager]) {
      const foreign = await send(letters(10), {}, actor);
      const random = await send(letters(10), { fields: { record: randomUUID() } }, actor);
      expect([foreign.status, await foreign.text()]).toEqual([random.status, await random.text()]);
      expect(foreign.status).toBe(404);
    }
    await nothingKept(letters(10));
  });

  test("a download is found by whoever sees the record, and by nobody else", async () => {
    await send(letters(99));
    const [row] = await rowsOf(record);
    const seen = (actor: Actor) => readAs(actor, (tx) => findFileInside(tx, actor, row?.id ?? ""));
    expect(await seen(manager)).toBeDefined();
    expect(await seen(cast.actors["internal-auditor"])).toBeDefined();
    expect(await seen(cast.otherServiceManager)).toBeUndefined();
    expect(await seen(cast.foreign.actors["registered-manager"])).toBeUndefined();
  });

  test("a role that only reads may not attach; the care worker attaches to an action of their own", async () => {
    expect((await send(letters(10), {}, cast.actors["board-member"])).status).toBe(403);
    expect((await send(letters(10), {}, cast.actors["care-worker"])).status).toBe(403);
    const worker = cast.actors["care-worker"];
    const own = await changeAs(manager, "action.raise", (tx) =>
      raiseActionIn(tx, manager, plain(worker, [cast.services.a])),
    );
    expect((await send(letters(10), { fields: { record: own.id } }, worker)).status).toBe(303);
  });

  test("row security alone refuses an attachment to another service's record", async () => {
    const other = cast.otherServiceManager;
    expect(await readAs(other, (tx) => findFiledRecord(tx, other, record))).toBeUndefined();
  });
});
