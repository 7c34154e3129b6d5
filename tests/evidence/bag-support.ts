import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { crc32 } from "node:zlib";
import { buildBundle } from "#lib/evidence/bag/build.ts";
import type { BundleContent } from "#lib/evidence/bag/bundle.ts";
import { createKeyFile, loadSigner } from "#lib/evidence/bag/keys.ts";
import { manifestText } from "#lib/evidence/bag/layout.ts";
import { base64Of } from "#lib/evidence/bag/verify/signature.ts";
import type { ByteSource } from "#lib/evidence/bag/verify/source.ts";
import { centralHeader, endRecords, localHeader } from "#lib/evidence/bag/verify/zip-format.ts";
import { readZip } from "#lib/evidence/bag/verify/zip-read.ts";
import { sampleBundle } from "#tests/evidence/bag-sample.ts";

export const project = resolve(import.meta.dirname, "../..");

export async function newFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "holdfast-bag-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function buildSample(folder: string, change: Partial<BundleContent> = {}, name = "bundle.zip") {
  const keyFile = join(folder, `${name}.key.pem`);
  await createKeyFile(keyFile);
  const signer = await loadSigner(keyFile);
  const built = await buildBundle(sampleBundle(change), { signer, path: join(folder, name) });
  return { ...built, keyFile, signer };
}

export function memory(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (from, length) => bytes.slice(from, from + length) };
}

export type Packed = { name: string; bytes: Uint8Array };

/** The members of a good ZIP, names below the top folder. */
export async function unpack(zip: Uint8Array): Promise<Packed[]> {
  const members = await readZip(memory(zip));
  return members.map((member) => ({
    name: member.name.slice(member.name.indexOf("/") + 1),
    bytes: zip.slice(member.from, member.from + member.bytes),
  }));
}

/** A ZIP in the exact form of a bundle, with right checksums, whatever is put into it. */
export async function pack(like: Uint8Array, members: readonly Packed[], folder = "EB-2026-007"): Promise<Uint8Array> {
  const [first] = await readZip(memory(like));
  const parts: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let position = 0;
  for (const { name, bytes } of members) {
    const entry = {
      name: `${folder}/${name}`,
      bytes: bytes.length,
      crc32: crc32(bytes),
      time: first?.time ?? 0,
      date: first?.date ?? 0,
      header: position,
    };
    const header = localHeader(entry);
    parts.push(header, bytes);
    list.push(centralHeader(entry));
    position += header.length + bytes.length;
  }
  const central = Buffer.concat(list);
  return new Uint8Array(Buffer.concat([...parts, central, endRecords(list.length, central.length, position)]));
}

export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

export function has(command: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

export function shell(command: string, folder: string): string {
  return execFileSync("sh", ["-c", command], { cwd: folder, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
}

/** The command line as `npm run verify` starts it. */
export function verifyCommand(...options: string[]): { code: number | null; words: string } {
  const ran = spawnSync(process.execPath, ["--conditions=react-server", "lib/evidence/bag/verify-cli.ts", ...options], {
    cwd: project,
    encoding: "utf8",
  });
  return { code: ran.status, words: ran.stdout + ran.stderr };
}

export const sorted = (list: Packed[]) => list.sort((a, b) => (a.name < b.name ? -1 : 1));
export const bytesOf = (value: string) => new TextEncoder().encode(value);
const sums = (member: Packed) => ({
  name: member.name,
  sha256: createHash("sha256").update(member.bytes).digest("hex"),
  sha512: createHash("sha512").update(member.bytes).digest("hex"),
});

/** What somebody without the key can do: put every manifest right again. */
export function withManifests(list: Packed[], sign?: (bytes: Uint8Array) => Uint8Array): Packed[] {
  const set = new Map(list.map((member) => [member.name, member]));
  const put = (name: string, bytes: Uint8Array) => set.set(name, { name, bytes });
  const payload = () => [...set.values()].filter((member) => member.name.startsWith("data/")).map(sums);
  put("manifest-sha256.txt", bytesOf(manifestText(payload(), "sha256")));
  put("manifest-sha512.txt", bytesOf(manifestText(payload(), "sha512")));
  const after = /^tagmanifest-|\.sig(\.b64)?$/;
  const tags = () =>
    [...set.values()].filter((member) => !member.name.startsWith("data/") && !after.test(member.name)).map(sums);
  put("tagmanifest-sha256.txt", bytesOf(manifestText(tags(), "sha256")));
  put("tagmanifest-sha512.txt", bytesOf(manifestText(tags(), "sha512")));
  if (sign) {
    const signature = sign(bytesOf(manifestText(tags(), "sha512")));
    put("signature/tagmanifest-sha512.sig", signature);
    put("signature/tagmanifest-sha512.sig.b64", bytesOf(`${base64Of(signature)}\n`));
  }
  return sorted([...set.values()]);
}
