import type { Tags } from "./file.ts";

export const noTags: Tags = { location: false, author: false };

export function withTags(one: Tags, other: Tags): Tags {
  return { location: one.location || other.location, author: one.author || other.author };
}

/** XMP and similar text: the names under which programs write places and people. */
export function textTags(text: string): Tags {
  return {
    location:
      /(?:exif|drone-dji|aux):(?:GPS(?:Latitude|Longitude|Position)|Latitude)|Iptc4xmpExt:Location|exif:GPS/i.test(
        text,
      ),
    author:
      /(?:dc:creator|photoshop:Author|xmp:Author|pdf:Author|tiff:Artist|exif:Artist|aux:OwnerName|exifEX:CameraOwnerName)/i.test(
        text,
      ),
  };
}

const mostEntries = 512;
const gpsPointer = 0x8825;
const exifPointer = 0x8769;
const latitude = 2;
const longitude = 4;
// Artist, XPAuthor, CameraOwnerName.
const authors = new Set([0x013b, 0x9c9d, 0xa430]);

/** An EXIF block, which is a small TIFF file: whether it holds a position or a maker's name. */
export function exifTags(block: Buffer): Tags {
  const order = block.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return noTags;
  const little = order === "II";
  const short = (at: number) => (at + 2 > block.length ? 0 : little ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const long = (at: number) => (at + 4 > block.length ? 0 : little ? block.readUInt32LE(at) : block.readUInt32BE(at));
  const entriesOf = (at: number) => {
    if (at < 8 || at + 2 > block.length) return [];
    const count = Math.min(short(at), mostEntries);
    return Array.from({ length: count }, (_, index) => {
      const entry = at + 2 + index * 12;
      const size = long(entry + 4) * (unitSizes[short(entry + 2)] ?? 1);
      return { tag: short(entry), value: long(entry + 8), from: size > 4 ? long(entry + 8) : entry + 8, size };
    });
  };
  const filled = (entry: { from: number; size: number }) =>
    block.subarray(entry.from, entry.from + Math.min(entry.size, 1024)).some((byte) => byte !== 0 && byte !== 0x20);
  const first = entriesOf(long(4));
  const inner = first.filter((entry) => entry.tag === exifPointer).flatMap((entry) => entriesOf(entry.value));
  const gps = first.filter((entry) => entry.tag === gpsPointer).flatMap((entry) => entriesOf(entry.value));
  return {
    location: gps.some((entry) => (entry.tag === latitude || entry.tag === longitude) && filled(entry)),
    author: [...first, ...inner].some((entry) => authors.has(entry.tag) && filled(entry)),
  };
}

const unitSizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };
