import { open } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { centralHeader, endRecords, localHeader } from "#lib/evidence/bag/verify/zip-format.ts";
import { readZip } from "#lib/evidence/bag/verify/zip-read.ts";
import { fileSource } from "#lib/evidence/bag/verify-node.ts";
import { has, memory, newFolder, pack, shell } from "#tests/evidence/bag-support.ts";

let folder: Awaited<ReturnType<typeof newFolder>>;
beforeAll(async () => {
  folder = await newFolder();
});
afterAll(() => folder.remove());

test("a member of 5 GiB and one that begins after it are read, by us and by another program", async () => {
  const huge = 5 * 2 ** 30;
  const small = new TextEncoder().encode("after");
  const shared = { time: 0, date: 33 };
  const first = { ...shared, name: "EB-1/data/a.txt", bytes: huge, crc32: 0, header: 0 };
  const start = localHeader(first).length + huge;
  const second = { ...shared, name: "EB-1/data/b.txt", bytes: small.length, crc32: crc32(small), header: start };
  const list = Buffer.concat([centralHeader(first), centralHeader(second)]);
  const tail = Buffer.concat([localHeader(second), small]);
  const file = await open(join(folder.path, "huge.zip"), "w+");
  await file.write(localHeader(first), 0, undefined, 0);
  await file.write(tail, 0, undefined, start);
  const end = Buffer.concat([list, endRecords(2, list.length, start + tail.length)]);
  await file.write(end, 0, undefined, start + tail.length);
  const found = await readZip(await fileSource(file));
  await file.close();
  expect(found.map(({ name, bytes, header }) => [name, bytes, header])).toEqual([
    ["EB-1/data/a.txt", huge, 0],
    ["EB-1/data/b.txt", 5, start],
  ]);
  if (!has("python3")) return;
  const script =
    'import zipfile;z=zipfile.ZipFile("huge.zip");print([i.file_size for i in z.infolist()],z.read("EB-1/data/b.txt"))';
  expect(shell(`python3 -c '${script}'`, folder.path).trim()).toBe(`[${huge}, 5] b'after'`);
});

test("a ZIP64 form where nothing needs it is refused", async () => {
  const zip = await pack(new Uint8Array(endRecords(0, 0, 0)), [{ name: "bagit.txt", bytes: new Uint8Array(3) }]);
  expect(await readZip(memory(zip))).toHaveLength(1);
  const size = new DataView(zip.buffer).getUint32(zip.length - 10, true);
  const start = new DataView(zip.buffer).getUint32(zip.length - 6, true);
  const forced = endRecords(2 ** 17, size, start).slice();
  const view = new DataView(forced.buffer);
  view.setUint32(24, 1, true);
  view.setUint32(32, 1, true);
  const bytes = Buffer.concat([zip.slice(0, -22), forced]);
  await expect(readZip(memory(new Uint8Array(bytes)))).rejects.toThrow("does not end as a bundle ends");
});

test("more members than 16 bits can count are read", async () => {
  const many = Array.from({ length: 70_000 }, (_, index) => ({
    name: `data/${String(index).padStart(6, "0")}`,
    bytes: new Uint8Array(0),
  }));
  expect(await readZip(memory(await pack(new Uint8Array(endRecords(0, 0, 0)), many)))).toHaveLength(70_000);
}, 30_000);
