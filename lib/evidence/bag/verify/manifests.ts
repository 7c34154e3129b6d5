import {
  AFTER_TAG_MANIFESTS,
  BAGIT,
  manifestText,
  PROFILE,
  pdfName,
  recordsList,
  TAG_FILES,
} from "#lib/evidence/bag/layout.ts";
import type { ReadBag, SummedMember } from "#lib/evidence/bag/verify/read-bag.ts";
import { plainly, Wrong } from "#lib/evidence/bag/verify/source.ts";
import { digest } from "#lib/evidence/bag/verify/sums.ts";

export function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Wrong(name, "is not text in UTF-8");
  }
}

function readManifest(text: string, name: string, length: number): Map<string, string> {
  const lines = new Map<string, string>();
  const line = new RegExp(`^([0-9a-f]{${length}}) {2}([\\x21-\\x7e]+)$`);
  if (!text.endsWith("\n")) throw new Wrong(name, "is cut short");
  for (const [index, content] of text.slice(0, -1).split("\n").entries()) {
    const [, sum, path] = line.exec(content) ?? [];
    if (!sum || !path) throw new Wrong(name, `has a line that is not a checksum and a name: line ${index + 1}`);
    if (lines.has(path)) throw new Wrong(name, `lists ${path} twice`);
    lines.set(path, sum);
  }
  return lines;
}

/** Members against one manifest, both ways; then the manifest against the only way to write it. */
async function checkManifest(
  bag: ReadBag,
  manifest: string,
  algorithm: "sha256" | "sha512",
  covers: readonly SummedMember[],
): Promise<void> {
  const text = textOf(await bag.bytesOf(manifest), manifest);
  const lines = readManifest(text, manifest, algorithm === "sha256" ? 64 : 128);
  for (const member of covers) {
    const listed = lines.get(member.name);
    if (!listed) throw new Wrong(member.name, `is not listed in ${manifest}`);
    if (listed !== member[algorithm])
      throw new Wrong(member.name, `has been changed: its bytes do not match ${manifest}`);
    lines.delete(member.name);
  }
  for (const name of lines.keys()) throw new Wrong(name, `is missing: ${manifest} lists it`);
  if (text !== manifestText(covers, algorithm)) throw new Wrong(manifest, "is not in the order that a bundle writes");
}

export interface BagInfo {
  readonly organisation: string;
  readonly snapshotAt: string;
  readonly recordsFingerprint: string;
}

export async function checkManifests(bag: ReadBag): Promise<void> {
  const payload = bag.members.filter((member) => member.name.startsWith("data/"));
  const outside: readonly string[] = AFTER_TAG_MANIFESTS;
  const tags = bag.members.filter((member) => !member.name.startsWith("data/") && !outside.includes(member.name));
  await checkManifest(bag, "tagmanifest-sha512.txt", "sha512", tags);
  const second = "tagmanifest-sha256.txt";
  if (textOf(await bag.bytesOf(second), second) !== manifestText(tags, "sha256")) {
    throw new Wrong(second, "has been changed: it does not list the files that the signature covers");
  }
  await checkManifest(bag, "manifest-sha512.txt", "sha512", payload);
  await checkManifest(bag, "manifest-sha256.txt", "sha256", payload);
  if (tags.length !== TAG_FILES.length) throw new Wrong("tagmanifest-sha512.txt", "does not cover every tag file");
}

// What a bundle's writer spells out wherever a name holds it (#lib/csv.ts).
const neverWritten = /\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069\ufeff]/u;

export async function checkBagInfo(bag: ReadBag): Promise<BagInfo> {
  if (textOf(await bag.bytesOf("bagit.txt"), "bagit.txt") !== BAGIT)
    throw new Wrong("bagit.txt", "does not declare BagIt 1.0 in UTF-8");
  const name = "bag-info.txt";
  const info = new Map<string, string>();
  for (const line of textOf(await bag.bytesOf(name), name)
    .trimEnd()
    .split("\n")) {
    if (neverWritten.test(line)) throw new Wrong(name, "holds a sign that no bundle writes");
    const [label, ...rest] = line.split(": ");
    if (!label || rest.length === 0 || info.has(label))
      throw new Wrong(name, "has a line that is not one label and one value");
    info.set(label, rest.join(": "));
  }
  const payload = bag.members.filter((member) => member.name.startsWith("data/"));
  const oxum = `${payload.reduce((total, member) => total + member.bytes, 0)}.${payload.length}`;
  if (info.get("Payload-Oxum") !== oxum)
    throw new Wrong(name, `says Payload-Oxum ${info.get("Payload-Oxum")}, the bundle holds ${oxum}`);
  if (info.get("Holdfast-Profile") !== PROFILE) throw new Wrong(name, `does not name the profile ${PROFILE}`);
  if (info.get("External-Identifier") !== bag.reference)
    throw new Wrong(name, "names another bundle than the top folder");
  const snapshotAt = info.get("Holdfast-Records-As-At") ?? "";
  checkTime(bag, snapshotAt, info.get("Bagging-Date"));
  const recordsFingerprint = await digest(
    "SHA-256",
    new TextEncoder().encode(recordsList(payload, pdfName(bag.reference))),
  );
  if (!payload.some((member) => member.name === pdfName(bag.reference)))
    throw new Wrong(pdfName(bag.reference), "is missing");
  if (info.get("Holdfast-Records-Fingerprint") !== recordsFingerprint)
    throw new Wrong(name, "gives another records fingerprint than the records have");
  return { organisation: plainly(info.get("Source-Organization") ?? ""), snapshotAt, recordsFingerprint };
}

/** The one time of every member: the snapshot in UTC, as a ZIP can hold it (two seconds). */
export function zipTime(instant: string): { time: number; date: number } {
  const at = new Date(instant);
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

function checkTime(bag: ReadBag, snapshotAt: string, day: string | undefined): void {
  const at = new Date(snapshotAt);
  if (Number.isNaN(at.getTime()) || at.toISOString() !== snapshotAt || day !== snapshotAt.slice(0, 10)) {
    throw new Wrong("bag-info.txt", "does not say when its records were read");
  }
  const { time, date } = zipTime(snapshotAt);
  if (bag.time.time !== time || bag.time.date !== date)
    throw new Wrong("ZIP", "gives its members another time than the snapshot");
}
