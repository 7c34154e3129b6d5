import type { ByteSource } from "#lib/evidence/bag/verify/source.ts";
import { same, Wrong } from "#lib/evidence/bag/verify/source.ts";
import type { ZipEntry, ZipMember } from "#lib/evidence/bag/verify/zip-format.ts";
import {
  centralHeader,
  endRecords,
  FILE_MODE,
  get64,
  LIMIT_16,
  LIMIT_32,
  localHeader,
  view,
} from "#lib/evidence/bag/verify/zip-format.ts";

const LIST_LIMIT = 64 * 1024 * 1024;

/** Reads the one form that Holdfast writes and refuses every other, however well another program would open it. */
export async function readZip(source: ByteSource): Promise<ZipMember[]> {
  const { count, size, start } = await readEnd(source);
  const central = await source.read(start, size);
  const from = view(central);
  const members: ZipMember[] = [];
  let at = 0;
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const entry = readCentral(central, from, at);
    const expected = centralHeader(entry);
    if (!same(expected, central.subarray(at, at + expected.length))) throw new Wrong(entry.name, odd(from, at));
    at += expected.length;
    if (entry.header !== next) throw new Wrong(entry.name, "does not start where the member before it ends");
    const header = localHeader(entry);
    if (next + header.length + entry.bytes > start) throw new Wrong(entry.name, "is cut short");
    if (!same(header, await source.read(next, header.length))) {
      throw new Wrong(entry.name, "is described in two different ways by its own header and by the list of members");
    }
    members.push({ ...entry, from: next + header.length });
    next += header.length + entry.bytes;
  }
  if (at !== size) throw new Wrong("ZIP", "holds bytes after its list of members");
  if (next !== start) throw new Wrong("ZIP", "holds bytes that belong to no member");
  return members;
}

async function readEnd(source: ByteSource): Promise<{ count: number; size: number; start: number }> {
  const cut = new Wrong(
    "ZIP",
    "does not end as a bundle ends: it is not a ZIP, was cut short, or has a comment or bytes after its end",
  );
  if (source.size < 22) throw cut;
  const tail = await source.read(Math.max(0, source.size - 98), Math.min(98, source.size));
  const from = view(tail);
  const end = tail.length - 22;
  if (from.getUint32(end, true) !== 0x06054b50) throw cut;
  let count = from.getUint16(end + 10, true);
  let size = from.getUint32(end + 12, true);
  let start = from.getUint32(end + 16, true);
  if (count === LIMIT_16 || size === LIMIT_32 || start === LIMIT_32) {
    if (tail.length < 98 || from.getUint32(0, true) !== 0x06064b50) throw cut;
    count = get64(from, 24);
    size = get64(from, 40);
    start = get64(from, 48);
  }
  const expected = endRecords(count, size, start);
  if (!same(expected, tail.subarray(Math.max(0, tail.length - expected.length)))) throw cut;
  if (start + size + expected.length !== source.size || count * 46 > size || size > LIST_LIMIT) {
    throw new Wrong("ZIP", "is longer or shorter than its own list of members says");
  }
  return { count, size, start };
}

function readCentral(central: Uint8Array, from: DataView, at: number): ZipEntry {
  if (at + 46 > central.length || from.getUint32(at, true) !== 0x02014b50)
    throw new Wrong("ZIP", "has a damaged list of members");
  const nameEnd = at + 46 + from.getUint16(at + 28, true);
  const extraEnd = nameEnd + from.getUint16(at + 30, true);
  if (extraEnd > central.length) throw new Wrong("ZIP", "has a damaged list of members");
  const name = String.fromCharCode(...central.subarray(at + 46, nameEnd));
  let bytes = from.getUint32(at + 24, true);
  let header = from.getUint32(at + 42, true);
  let extra = nameEnd + 4;
  if (bytes === LIMIT_32 && extra + 16 <= extraEnd) {
    bytes = get64(from, extra);
    extra += 16;
  }
  if (header === LIMIT_32 && extra + 8 <= extraEnd) header = get64(from, extra);
  return {
    name,
    bytes,
    header,
    crc32: from.getUint32(at + 16, true),
    time: from.getUint16(at + 12, true),
    date: from.getUint16(at + 14, true),
  };
}

function odd(from: DataView, at: number): string {
  const flags = from.getUint16(at + 8, true);
  const mode = from.getUint32(at + 38, true) >>> 16;
  if (flags & 1) return "is encrypted";
  if (flags & 8) return "has its length written after its bytes";
  if (from.getUint16(at + 10, true) !== 0) return "is compressed";
  if ((mode & 0o170000) === 0o120000) return "is a symbolic link";
  if ((mode & 0o170000) === 0o040000) return "is a folder";
  if (mode !== FILE_MODE) return "has other permissions than a bundle gives";
  if (from.getUint16(at + 32, true) !== 0) return "carries a comment";
  return "is listed in a way that a bundle does not list its members";
}
