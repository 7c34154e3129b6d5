import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHECKPOINT, CHECKPOINT_SIGNATURE, checkTrail, ENTRIES } from "#lib/evidence/bag/verify/trail.ts";
import { readZip } from "#lib/evidence/bag/verify/zip-read.ts";
import { verifyBundle } from "#lib/evidence/bag/verify.ts";
import type { Packed } from "#tests/evidence/bag-support.ts";
import {
  buildSample,
  flipped,
  memory,
  newFolder,
  pack,
  sorted,
  bytesOf as text,
  unpack,
  verifyCommand,
  withManifests,
} from "#tests/evidence/bag-support.ts";

let folder: Awaited<ReturnType<typeof newFolder>>;
let built: Awaited<ReturnType<typeof buildSample>>;
let zip: Uint8Array;
let members: Packed[];

beforeAll(async () => {
  folder = await newFolder();
  built = await buildSample(folder.path);
  zip = new Uint8Array(await readFile(built.path));
  members = await unpack(zip);
});
afterAll(() => folder.remove());

const SIGNED_TOGETHER = ["signature/tagmanifest-sha512.sig", "signature/public-key.pem", "tagmanifest-sha512.txt"];

async function answer(bytes: Uint8Array, key?: string): Promise<string> {
  const verdict = await verifyBundle(memory(bytes), key ? { key } : {});
  expect(verdict.valid).toBe(false);
  return verdict.statement;
}

test("the untouched bundle is valid, also when packed again", async () => {
  expect(await pack(zip, members)).toEqual(zip);
  expect((await verifyBundle(memory(zip))).valid).toBe(true);
});

test("one byte changed in each member is found and named, first and last byte and in between", async () => {
  for (const member of await readZip(memory(zip))) {
    const name = member.name.slice("EB-2026-007/".length);
    for (const at of new Set([0, Math.floor(member.bytes / 2), member.bytes - 1])) {
      expect(await answer(flipped(zip, member.from + at)), name).toMatch(`Not valid. ${name}: has been changed`);
    }
  }
});

test("one byte changed in each member is found and named when the ZIP's checksum is put right", async () => {
  for (const [index, member] of members.entries()) {
    const changed = members.with(index, {
      ...member,
      bytes: flipped(member.bytes, Math.floor(member.bytes.length / 2)),
    });
    const said = await answer(await pack(zip, changed));
    expect(said, member.name).toContain(member.name);
    if (!SIGNED_TOGETHER.includes(member.name)) expect(said).toMatch(`Not valid. ${member.name}: `);
  }
});

test("one bit changed in any byte that describes the members is found", async () => {
  const list = await readZip(memory(zip));
  const outside = [];
  let at = 0;
  for (const member of list) {
    while (at < member.from) outside.push(at++);
    at = member.from + member.bytes;
  }
  while (at < zip.length) outside.push(at++);
  expect(outside.length).toBeGreaterThan(3000);
  for (const place of outside) {
    await expect(
      readZip(memory(flipped(zip, place))).then((found) => found.map(({ name, crc32 }) => [name, crc32])),
    ).rejects.toThrow();
  }
});

test("each kind of change is found on the command line too, with exit code 1", async () => {
  const path = join(folder.path, "changed.zip");
  await writeFile(path, flipped(zip, zip.length >> 1));
  const ran = verifyCommand(path);
  expect(ran.code).toBe(1);
  expect(ran.words).toMatch(/^Not valid\. data\//);
});

describe("members", () => {
  const without = (name: string) => members.filter((member) => member.name !== name);
  const extra = (name: string): Packed => ({ name, bytes: text("x") });

  test("a missing member is named, whichever it is", async () => {
    for (const { name } of members) expect(await answer(await pack(zip, without(name)))).toContain(name);
  });

  test("an extra member is named, in the payload, beside it and listed in all manifests", async () => {
    expect(await answer(await pack(zip, sorted([...members, extra("data/zz.txt")])))).toBe(
      "Not valid. data/zz.txt: is not listed in manifest-sha512.txt.",
    );
    expect(await answer(await pack(zip, sorted([...members, extra("notes.txt")])))).toContain(
      "notes.txt: does not belong in a bundle",
    );
    expect(await answer(await pack(zip, withManifests([...members, extra("data/zz.txt")])))).toContain("does not fit");
  });

  test("a member that is there twice, and one that differs by capitals only", async () => {
    const twice = members.flatMap((member) => (member.name === "bagit.txt" ? [member, member] : [member]));
    expect(await answer(await pack(zip, twice))).toContain("bagit.txt: is there twice");
    const cased = sorted([...members, extra("data/readme.txt")]);
    expect(await answer(await pack(zip, cased))).toContain(
      "differs from EB-2026-007/data/README.txt by capital letters only",
    );
  });

  test("members in another order, outside the folder, or with names that climb", async () => {
    expect(await answer(await pack(zip, members.toReversed()))).toContain("is out of order");
    for (const name of [
      "data/../../x",
      "data//x",
      "data/a b.txt",
      "data/\u00e9.txt",
      "/data/x",
      "data/x/",
      "data\\x",
    ]) {
      expect(await answer(await pack(zip, sorted([...members, extra(name)]))), name).toContain(
        "has a name that a bundle does not give",
      );
    }
    expect(await answer(await pack(zip, members, "EB-2026-008"))).toContain("names another bundle than the top folder");
  });

  test("two members with their contents swapped", async () => {
    const [a, b] = members.filter((member) => member.name.startsWith("data/registers/"));
    if (!a || !b) throw new Error("no registers");
    const swapped = members.map((member) =>
      member === a ? { ...a, bytes: b.bytes } : member === b ? { ...b, bytes: a.bytes } : member,
    );
    expect(await answer(await pack(zip, swapped))).toContain(a.name);
  });

  test("a payload changed with every manifest put right fails on the signature", async () => {
    const changed = members.map((member) =>
      member.name === "data/README.txt" ? { ...member, bytes: text("All is well.\n") } : member,
    );
    expect(await answer(await pack(zip, withManifests(changed)))).toContain(
      "signature/tagmanifest-sha512.sig: does not fit",
    );
  });

  test("a bundle signed again with another key is valid by itself and refused against the published key", async () => {
    const other = await buildSample(folder.path, {}, "other.zip");
    const bytes = new Uint8Array(await readFile(other.path));
    expect((await verifyBundle(memory(bytes))).valid).toBe(true);
    expect(await answer(bytes, built.keyFingerprint)).toContain("signature/public-key.pem: is not the expected key");
    expect(verifyCommand(other.path, "--key", built.keyFingerprint).code).toBe(1);
    expect(verifyCommand(built.path, "--key", "not a fingerprint").code).toBe(1);
  });

  test("what the signer himself gets wrong is found too: oxum, fingerprint, checkpoint, time", async () => {
    const edit = (name: string, from: string | RegExp, to: string) =>
      members.map((member) =>
        member.name === name ? { name, bytes: text(new TextDecoder().decode(member.bytes).replace(from, to)) } : member,
      );
    const resigned = async (list: Packed[]) => answer(await pack(zip, withManifests(list, built.signer.sign)));
    expect(await resigned(edit("bag-info.txt", /Payload-Oxum: \d+/, "Payload-Oxum: 1"))).toContain(
      "bag-info.txt: says Payload-Oxum",
    );
    expect(await resigned(edit("bag-info.txt", /Fingerprint: ./, "Fingerprint: x"))).toContain(
      "another records fingerprint",
    );
    expect(await resigned(edit("bag-info.txt", "T09:31", "T09:32"))).toContain("another time than the snapshot");
    expect(await resigned(edit("bagit.txt", "1.0", "0.97"))).toContain("bagit.txt: does not declare");
    expect(await resigned(edit("signature/key-fingerprint.txt", /^./, "g"))).toContain("key-fingerprint.txt");
    expect(await resigned(members.filter(({ name }) => name !== "data/EB-2026-007.pdf"))).toContain(
      "bag-info.txt: says Payload-Oxum",
    );
  });
});

describe("the trail", () => {
  const read = async (change: Partial<Record<string, Uint8Array>>) => {
    const bag = {
      reference: "EB-2026-007",
      members: [],
      time: { time: 0, date: 0 },
      bytesOf: async (name: string) =>
        change[name] ?? members.find((member) => member.name === name)?.bytes ?? new Uint8Array(),
    };
    const raw = built.signer.publicKey;
    return checkTrail(bag, { raw, fingerprint: built.keyFingerprint });
  };
  const of = (name: string) => new TextDecoder().decode(members.find((member) => member.name === name)?.bytes);

  test("the checkpoint is signed by the bundle's key, in its exact words", async () => {
    expect((await read({})).number).toBe(12);
    const other = await buildSample(folder.path, {}, "checkpoint.zip");
    await expect(read({ [CHECKPOINT_SIGNATURE]: other.signer.sign(text(of(CHECKPOINT))) })).rejects.toThrow(
      "does not fit",
    );
    await expect(read({ [CHECKPOINT]: text(of(CHECKPOINT).replace("Entry: 12", "Entry: 13")) })).rejects.toThrow(
      "does not fit",
    );
    for (const wrong of [
      `${of(CHECKPOINT)} `,
      of(CHECKPOINT).replace(/^Organisation: .*$/m, "Organisation: \u001b[31mEVIL"),
      of(CHECKPOINT).replace(/^At: .*$/m, "At: tomorrow"),
    ])
      await expect(read({ [CHECKPOINT]: text(wrong) })).rejects.toThrow("is not a checkpoint");
  });

  test("entries join their neighbours, stand in order and stop at the checkpoint", async () => {
    const entries = (from: string | RegExp, to: string) => read({ [ENTRIES]: text(of(ENTRIES).replace(from, to)) });
    await expect(entries('"number":2,', '"number":9,')).rejects.toThrow("is out of order at entry 4");
    await expect(entries('"number":11,', '"number":13,')).rejects.toThrow("after the checkpoint");
    const first = /"hash":"[0-9a-f]{64}","sample"/;
    await expect(entries(first, `"hash":"${"0".repeat(64)}","sample"`)).rejects.toThrow(
      "entry 2 does not follow entry 1",
    );
    await expect(entries('"entries":[', '"entries":[7,')).rejects.toThrow("is not an entry");
    await expect(entries("]}", "")).rejects.toThrow("is not JSON");
  });
});

describe("the archive", () => {
  const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  const end = () => zip.length - 22;
  const central = () => new DataView(zip.buffer).getUint32(end() + 16, true);
  /** The same two bytes set in the first member's local and central header. */
  const both = (local: number, listed: number, value: number) => {
    const copy = zip.slice();
    new DataView(copy.buffer).setUint16(local, value, true);
    new DataView(copy.buffer).setUint16(central() + listed, value, true);
    return copy;
  };
  const mode = (value: number) => {
    const copy = zip.slice();
    new DataView(copy.buffer).setUint32(central() + 38, (value << 16) >>> 0, true);
    return copy;
  };

  test("a comment, a byte after the end and a byte before the start", async () => {
    const comment = joined(zip, text("hello"));
    new DataView(comment.buffer).setUint16(end() + 20, 5, true);
    expect(await answer(comment)).toContain("ZIP: does not end as a bundle ends");
    expect(await answer(joined(zip, new Uint8Array(1)))).toContain("ZIP: does not end as a bundle ends");
    expect(await answer(joined(new Uint8Array(1), zip))).toContain("longer or shorter");
  });

  test("cut short anywhere", async () => {
    for (const length of [0, 1, 21, 22, 1000, zip.length >> 1, end(), zip.length - 1]) {
      expect(await answer(zip.slice(0, length)), String(length)).toContain("ZIP: does not end as a bundle ends");
    }
  });

  test("compressed, encrypted, described afterwards, linked, a folder, other permissions", async () => {
    expect(await answer(both(8, 10, 8))).toContain("HOW-TO-CHECK.txt: is compressed");
    expect(await answer(both(6, 8, 1))).toContain("is encrypted");
    expect(await answer(both(6, 8, 8))).toContain("length written after its bytes");
    expect(await answer(mode(0o120777))).toContain("is a symbolic link");
    expect(await answer(mode(0o040755))).toContain("is a folder");
    expect(await answer(mode(0o100755))).toContain("other permissions");
  });

  test("a local header that tells another story than the list", async () => {
    const copy = zip.slice();
    copy[30] = 0x58;
    expect(await answer(copy)).toContain("described in two different ways");
  });
});
