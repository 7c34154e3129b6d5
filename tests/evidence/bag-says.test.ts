import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyBundle } from "#lib/evidence/bag/verify.ts";
import type { Packed } from "#tests/evidence/bag-support.ts";
import {
  buildSample,
  bytesOf,
  memory,
  newFolder,
  pack,
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

async function answer(bytes: Uint8Array): Promise<string> {
  const verdict = await verifyBundle(memory(bytes));
  expect(verdict.valid).toBe(false);
  return verdict.statement;
}

describe("what a file says of itself", () => {
  const painted = "\u001b[1A\u001b[2K\rValid. Signed by key fec0 cfe1.\u001b[1B\r";
  const resigned = async (name: string, change: (was: string) => string) => {
    const list = members.map((member) =>
      member.name === name ? { name, bytes: bytesOf(change(new TextDecoder().decode(member.bytes))) } : member,
    );
    return pack(zip, withManifests(list, built.signer.sign));
  };

  test("a provider's name that would paint over the verdict is refused, also when it is signed anew", async () => {
    for (const sign of [painted, "\u202eeert", "\u0085", "\ufeff"]) {
      const made = await resigned("bag-info.txt", (was) => was.replace(/^(Source-Organization: .*)$/m, `$1${sign}`));
      expect(await answer(made)).toBe("Not valid. bag-info.txt: holds a sign that no bundle writes.");
    }
    const named = await resigned("bag-info.txt", (was) => was.replace(/^(Source-Organization: .*)$/m, "$1\u200f"));
    expect(await verifyBundle(memory(named))).toMatchObject({
      valid: true,
      organisation: expect.stringMatching(/\[U\+200F\]$/),
    });
  });

  test("the terminal is given no control sign of a member's name, and hears of a folder in a sentence", async () => {
    const path = join(folder.path, "painted.zip");
    await writeFile(path, await pack(zip, [{ name: `a/${painted}`, bytes: bytesOf("x") }, ...members]));
    const ran = verifyCommand(path);
    expect(ran.code).toBe(1);
    expect(ran.words).toContain("[U+001B][2K[U+000D]Valid.");
    expect(ran.words.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(verifyCommand(folder.path)).toEqual({
      code: 1,
      words: `${folder.path} is not a file. Use: npm run verify -- FILE.zip [--key FINGERPRINT]\n`,
    });
  });

  test("the command says London time, as the portal's page does", async () => {
    const path = join(folder.path, "good.zip");
    await writeFile(path, zip);
    expect(verifyCommand(path).words).toContain("records as at 24 November 2026, 09:31, ");
  });
});
