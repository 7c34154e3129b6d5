/** `name` includes the top folder; `from` is where the member's own bytes begin. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: number;
  readonly crc32: number;
  readonly time: number;
  readonly date: number;
  readonly header: number;
  readonly from: number;
}

export const LIMIT_32 = 0xffffffff;
export const LIMIT_16 = 0xffff;
export const FILE_MODE = 0o100644;
const MADE_BY_UNIX = 3;

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function put64(to: DataView, at: number, value: number): void {
  to.setUint32(at, value % 2 ** 32, true);
  to.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}

export function get64(from: DataView, at: number): number {
  return from.getUint32(at, true) + from.getUint32(at + 4, true) * 2 ** 32;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

function extra64(values: readonly number[]): Uint8Array {
  if (values.length === 0) return new Uint8Array(0);
  const out = new Uint8Array(4 + values.length * 8);
  const to = view(out);
  to.setUint16(0, 1, true);
  to.setUint16(2, values.length * 8, true);
  for (const [index, value] of values.entries()) put64(to, 4 + index * 8, value);
  return out;
}

export type ZipEntry = Omit<ZipMember, "from">;

/** The one way a member's local header is written; the verifier compares byte by byte. */
export function localHeader(entry: ZipEntry): Uint8Array {
  const big = entry.bytes >= LIMIT_32;
  const extra = extra64(big ? [entry.bytes, entry.bytes] : []);
  const name = ascii(entry.name);
  const out = new Uint8Array(30 + name.length + extra.length);
  const to = view(out);
  to.setUint32(0, 0x04034b50, true);
  to.setUint16(4, big ? 45 : 20, true);
  to.setUint16(10, entry.time, true);
  to.setUint16(12, entry.date, true);
  to.setUint32(14, entry.crc32, true);
  to.setUint32(18, big ? LIMIT_32 : entry.bytes, true);
  to.setUint32(22, big ? LIMIT_32 : entry.bytes, true);
  to.setUint16(26, name.length, true);
  to.setUint16(28, extra.length, true);
  out.set(name, 30);
  out.set(extra, 30 + name.length);
  return out;
}

/** The one way a member is listed in the central directory: stored, mode 0644, no comment. */
export function centralHeader(entry: ZipEntry): Uint8Array {
  const big = entry.bytes >= LIMIT_32;
  const far = entry.header >= LIMIT_32;
  const extra = extra64([...(big ? [entry.bytes, entry.bytes] : []), ...(far ? [entry.header] : [])]);
  const name = ascii(entry.name);
  const out = new Uint8Array(46 + name.length + extra.length);
  const to = view(out);
  to.setUint32(0, 0x02014b50, true);
  to.setUint16(4, (MADE_BY_UNIX << 8) | (big || far ? 45 : 20), true);
  to.setUint16(6, big || far ? 45 : 20, true);
  to.setUint16(12, entry.time, true);
  to.setUint16(14, entry.date, true);
  to.setUint32(16, entry.crc32, true);
  to.setUint32(20, big ? LIMIT_32 : entry.bytes, true);
  to.setUint32(24, big ? LIMIT_32 : entry.bytes, true);
  to.setUint16(28, name.length, true);
  to.setUint16(30, extra.length, true);
  to.setUint32(38, (FILE_MODE << 16) >>> 0, true);
  to.setUint32(42, far ? LIMIT_32 : entry.header, true);
  out.set(name, 46);
  out.set(extra, 46 + name.length);
  return out;
}

/** The end of the archive: ZIP64 records only where a number does not fit, never a comment. */
export function endRecords(count: number, size: number, start: number): Uint8Array {
  const big = count >= LIMIT_16 || size >= LIMIT_32 || start >= LIMIT_32;
  const out = new Uint8Array(22 + (big ? 76 : 0));
  const to = view(out);
  if (big) {
    to.setUint32(0, 0x06064b50, true);
    put64(to, 4, 44);
    to.setUint16(12, (MADE_BY_UNIX << 8) | 45, true);
    to.setUint16(14, 45, true);
    put64(to, 24, count);
    put64(to, 32, count);
    put64(to, 40, size);
    put64(to, 48, start);
    to.setUint32(56, 0x07064b50, true);
    put64(to, 64, start + size);
    to.setUint32(72, 1, true);
  }
  const at = big ? 76 : 0;
  to.setUint32(at, 0x06054b50, true);
  to.setUint16(at + 8, Math.min(count, LIMIT_16), true);
  to.setUint16(at + 10, Math.min(count, LIMIT_16), true);
  to.setUint32(at + 12, Math.min(size, LIMIT_32), true);
  to.setUint32(at + 16, Math.min(start, LIMIT_32), true);
  return out;
}
