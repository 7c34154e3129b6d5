import { AFTER_TAG_MANIFESTS, TAG_FILES } from "#lib/evidence/bag/layout.ts";
import type { ByteSource } from "#lib/evidence/bag/verify/source.ts";
import { Wrong } from "#lib/evidence/bag/verify/source.ts";
import type { Summer } from "#lib/evidence/bag/verify/sums.ts";
import type { ZipMember } from "#lib/evidence/bag/verify/zip-format.ts";
import { readZip } from "#lib/evidence/bag/verify/zip-read.ts";

/** A member as found: its name below the top folder, its length and its own sums. */
export interface SummedMember {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sha512: string;
}

export interface ReadBag {
  readonly reference: string;
  readonly members: readonly SummedMember[];
  readonly time: { readonly time: number; readonly date: number };
  bytesOf(name: string): Promise<Uint8Array>;
}

const TEXT_LIMIT = 256 * 1024 * 1024;
const safePath = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;
const tagFiles: readonly string[] = [...TAG_FILES, ...AFTER_TAG_MANIFESTS];

/** Every member's name and bytes, after the checks that need no manifest. `seen` hears of each member as it is summed. */
export async function readBag(
  source: ByteSource,
  sum: Summer,
  seen: (member: SummedMember, of: number) => void,
): Promise<ReadBag> {
  const zip = await readZip(source);
  const reference = checkNames(zip);
  const below = new Map(zip.map((member) => [member.name.slice(reference.length + 1), member]));
  for (const name of tagFiles) if (!below.has(name)) throw new Wrong(name, "is missing");
  for (const name of below.keys()) {
    if (!name.startsWith("data/") && !tagFiles.includes(name)) throw new Wrong(name, "does not belong in a bundle");
  }
  const members: SummedMember[] = [];
  for (const [name, member] of below) {
    const sums = await sum(source, member.from, member.bytes);
    if (sums.crc32 !== member.crc32)
      throw new Wrong(name, "has been changed: its bytes do not match its checksum in the ZIP");
    const summed = { name, bytes: member.bytes, sha256: sums.sha256, sha512: sums.sha512 };
    members.push(summed);
    seen(summed, zip.length);
  }
  const [first] = zip;
  return {
    reference,
    members,
    time: { time: first?.time ?? 0, date: first?.date ?? 0 },
    async bytesOf(name) {
      const member = below.get(name);
      if (!member) throw new Wrong(name, "is missing");
      if (member.bytes > TEXT_LIMIT) throw new Wrong(name, "is too large to be what it should be");
      return source.read(member.from, member.bytes);
    },
  };
}

function checkNames(zip: readonly ZipMember[]): string {
  const [first] = zip;
  if (!first) throw new Wrong("ZIP", "is empty");
  const reference = first.name.split("/")[0] ?? "";
  const folded = new Map<string, string>();
  let before = "";
  for (const member of zip) {
    const { name } = member;
    if (!safePath.test(name)) throw new Wrong(name, "has a name that a bundle does not give");
    if (!name.startsWith(`${reference}/`)) throw new Wrong(name, `is outside the folder ${reference}`);
    const other = folded.get(name.toLowerCase());
    if (other === name) throw new Wrong(name, "is there twice");
    if (other) throw new Wrong(name, `differs from ${other} by capital letters only`);
    if (name < before) throw new Wrong(name, "is out of order");
    if (member.time !== first.time || member.date !== first.date)
      throw new Wrong(name, "has another time than the rest");
    folded.set(name.toLowerCase(), name);
    before = name;
  }
  return reference;
}
