import type { FileHandle } from "node:fs/promises";
import { bytesAt } from "./bytes.ts";
import { exifTags, noTags, textTags, withTags } from "./exif.ts";
import type { MediaType, Tags } from "./file.ts";
import { pdfTags } from "./pdf-tags.ts";

/** Whether a kept file says where it was made or by whom. Every walk is bounded; what cannot be read says nothing. */
export async function findTags(file: FileHandle, size: number, type: MediaType): Promise<Tags> {
  switch (type) {
    case "image/jpeg":
      return jpegTags(file, size);
    case "image/png":
      return pngTags(file, size);
    case "application/pdf":
      return pdfTags(file, size);
    case "text/csv":
    case "text/plain":
      return noTags;
  }
}

const mostSegments = 500;
const exifStart = Buffer.from("Exif\0\0");
const xmpStart = Buffer.from("http://ns.adobe.com/xap/1.0/\0");
const iptcStart = Buffer.from("Photoshop 3.0\0");
const byLine = Buffer.from([0x1c, 0x02, 0x50]);

async function jpegTags(file: FileHandle, size: number): Promise<Tags> {
  let tags = noTags;
  let position = 2;
  for (let segment = 0; segment < mostSegments && position + 4 <= size; segment += 1) {
    const [sign, marker, high, low] = await bytesAt(file, position, 4);
    if (sign !== 0xff || marker === undefined || marker === 0xda) break;
    const length = (high ?? 0) * 256 + (low ?? 0);
    if (length < 2) break;
    if (marker === 0xe1 || marker === 0xed) {
      const body = await bytesAt(file, position + 4, Math.min(length - 2, size - position - 4));
      if (startsWith(body, exifStart)) tags = withTags(tags, exifTags(body.subarray(exifStart.length)));
      else if (startsWith(body, xmpStart)) tags = withTags(tags, textTags(body.toString("latin1")));
      else if (startsWith(body, iptcStart)) tags = withTags(tags, { location: false, author: body.includes(byLine) });
    }
    position += 2 + length;
  }
  return tags;
}

const mostChunks = 5000;
const mostChunkBytes = 1024 * 1024;
const authorWords = /^(?:author|artist|creator|by-line)$/i;

async function pngTags(file: FileHandle, size: number): Promise<Tags> {
  let tags = noTags;
  let position = 8;
  for (let chunk = 0; chunk < mostChunks && position + 8 <= size; chunk += 1) {
    const head = await bytesAt(file, position, 8);
    const length = head.readUInt32BE(0);
    const kind = head.toString("latin1", 4, 8);
    if (["tEXt", "zTXt", "iTXt", "eXIf"].includes(kind)) {
      const body = await bytesAt(file, position + 8, Math.min(length, mostChunkBytes, size - position - 8));
      tags = withTags(tags, kind === "eXIf" ? exifTags(body) : wordTags(body));
    }
    position += 12 + length;
  }
  return tags;
}

function wordTags(body: Buffer): Tags {
  const end = body.indexOf(0);
  const keyword = body.toString("latin1", 0, end < 0 ? 0 : Math.min(end, 79));
  const named = { location: /^(?:gps|location)/i.test(keyword), author: authorWords.test(keyword) };
  // ImageMagick and others keep whole EXIF or XMP blocks in text chunks, under a keyword that names them.
  return withTags(named, textTags(body.toString("latin1")));
}

function startsWith(body: Buffer, start: Buffer): boolean {
  return body.subarray(0, start.length).equals(start);
}
