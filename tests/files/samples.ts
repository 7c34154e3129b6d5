import { crc32, deflateSync } from "node:zlib";

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** A JPEG as far as its structure goes: markers, segments, some scan bytes, an end. */
export function jpeg(...segments: Buffer[]): Buffer {
  const scan = Buffer.concat([segment(0xda, Buffer.alloc(10)), Buffer.from([1, 2, 3])]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from("JFIF\0\x01\x02")),
    ...segments,
    scan,
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** One EXIF segment with the given entries in its first directory and, if asked, a position in a GPS directory. */
export function exifSegment(given: { artist?: string; gps?: boolean }, order: "II" | "MM" = "II"): Buffer {
  return segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), exifBlock(given, order)]));
}

export function exifBlock(given: { artist?: string; gps?: boolean }, order: "II" | "MM" = "II"): Buffer {
  const block = Buffer.alloc(400);
  const short = (value: number, at: number) =>
    order === "II" ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    order === "II" ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at);
  block.write(order, 0, "latin1");
  short(42, 2);
  long(8, 4);
  const entries: [tag: number, type: number, count: number, value: number][] = [];
  if (given.artist !== undefined) {
    entries.push([0x013b, 2, given.artist.length + 1, 200]);
    block.write(given.artist, 200, "latin1");
  }
  if (given.gps) entries.push([0x8825, 4, 1, 100]);
  const directory = (at: number, rows: typeof entries) => {
    short(rows.length, at);
    for (const [index, [tag, type, count, value]] of rows.entries()) {
      short(tag, at + 2 + index * 12);
      short(type, at + 4 + index * 12);
      long(count, at + 6 + index * 12);
      long(value, at + 10 + index * 12);
    }
  };
  directory(8, entries);
  if (given.gps) {
    directory(100, [[2, 5, 3, 300]]);
    long(51, 300);
    long(1, 304);
  }
  return block;
}

export const xmpSegment = (text: string) => segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${text}`));
export const iptcSegment = (text: string) =>
  segment(
    0xed,
    Buffer.concat([Buffer.from("Photoshop 3.0\0"), Buffer.from([0x1c, 2, 0x50, 0, text.length]), Buffer.from(text)]),
  );

const chunk = (kind: string, body: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(kind, 4, "latin1");
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0);
  return Buffer.concat([head, body, sum]);
};
/** A header's thirteen bytes: so many pixels, in eight bits of grey unless it is said. */
export const pngHeader = (width: number, height: number, form = [8, 0, 0, 0, 0]) => {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set(form, 8);
  return body;
};
export const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export const pngEnd = Buffer.from("0000000049454e44ae426082", "hex");
type Chunk = [kind: string, body: Buffer];
const picture: Chunk = ["IDAT", deflateSync(Buffer.from([0, 0]))];
/** Parts as they are given, without asking whether they make a picture. */
export const pngOf = (...chunks: Chunk[]) =>
  Buffer.concat([pngStart, ...chunks.map(([kind, body]) => chunk(kind, body)), pngEnd]);
export const png = (...chunks: Chunk[]) => pngOf(["IHDR", pngHeader(1, 1)], ...chunks, picture);
export const bigPng = (width: number, height: number) => pngOf(["IHDR", pngHeader(width, height)], picture);

export const pdf = (body = "1 0 obj\n<< /Type /Catalog >>\nendobj\n") =>
  Buffer.from(`%PDF-1.7\n${body}trailer\n<< >>\nstartxref\n0\n%%EOF\n`, "latin1");

/** A PDF whose information dictionary stands in a compressed object stream, as new programs write it. */
export function packedPdf(inner: string): Buffer {
  const packed = deflateSync(Buffer.from(inner)).toString("latin1");
  return pdf(
    `3 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`,
  );
}
