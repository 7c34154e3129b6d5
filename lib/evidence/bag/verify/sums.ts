import type { ByteSource } from "#lib/evidence/bag/verify/source.ts";
import { CannotCheck } from "#lib/evidence/bag/verify/source.ts";

export interface Sums {
  readonly crc32: number;
  readonly sha256: string;
  readonly sha512: string;
}

/** Reads a stretch of the source once and sums it. The command line brings its own, which streams. */
export type Summer = (source: ByteSource, from: number, length: number) => Promise<Sums>;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32Of(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function digest(algorithm: "SHA-256" | "SHA-512", bytes: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(bytes))));
}

const MEMORY_LIMIT = 1_500_000_000;

/** WebCrypto cannot sum a stream, so one member at a time is held in memory. */
export async function sumInMemory(source: ByteSource, from: number, length: number): Promise<Sums> {
  if (length > MEMORY_LIMIT)
    throw new CannotCheck("A file in it is too large for a browser. Use sha256sum, as HOW-TO-CHECK.txt says.");
  const bytes = await source.read(from, length);
  const [sha256, sha512] = await Promise.all([digest("SHA-256", bytes), digest("SHA-512", bytes)]);
  return { crc32: crc32Of(bytes), sha256, sha512 };
}
