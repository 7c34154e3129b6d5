import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { bytesAt } from "./bytes.ts";

export const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const mostSide = 65_535;
/** What the largest cameras and scanners make; a small file can claim far more, and whoever opens it pays for it. */
const mostPixels = 200_000_000;
const mostParts = 100_000;
const window = 65_536;
const headerParts = 33;
const depths: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Whether a PNG is one picture from its first byte to its last: a possible header, then part after part up to its end. */
export async function readPng(file: FileHandle, size: number): Promise<"whole" | "broken" | "too large"> {
  const header = await bytesAt(file, 8, headerParts - 8);
  if (!isHeader(header)) return "broken";
  const [width, height] = [header.readUInt32BE(8), header.readUInt32BE(12)];
  if (width > mostSide || height > mostSide || width * height > mostPixels) return "too large";
  return (await isChain(file, size)) ? "whole" : "broken";
}

function isHeader(header: Buffer): boolean {
  if (header.length < headerParts - 8 || header.readUInt32BE(0) !== 13 || header.toString("latin1", 4, 8) !== "IHDR")
    return false;
  if (crc32(header.subarray(4, 21)) !== header.readUInt32BE(21)) return false;
  const [depth = 0, colour = 0, packing, filter, order = 0] = header.subarray(16, 21);
  const possible = depths[colour]?.includes(depth) && packing === 0 && filter === 0 && order <= 1;
  return Boolean(possible) && header.readUInt32BE(8) > 0 && header.readUInt32BE(12) > 0;
}

async function isChain(file: FileHandle, size: number): Promise<boolean> {
  let position = headerParts;
  let begin = position;
  let held = await bytesAt(file, begin, window);
  let pictured = false;
  for (let part = 0; part < mostParts && position + 12 <= size; part += 1) {
    if (position + 8 > begin + held.length) {
      begin = position;
      held = await bytesAt(file, begin, window);
    }
    const length = held.readUInt32BE(position - begin);
    const kind = held.toString("latin1", position - begin + 4, position - begin + 8);
    position += 12 + length;
    if (kind === "IEND") return length === 0 && position === size && pictured;
    if (kind === "IHDR" || !/^[A-Za-z]{4}$/.test(kind)) return false;
    pictured ||= kind === "IDAT" && length > 0;
  }
  return false;
}
