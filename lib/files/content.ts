import type { FileHandle } from "node:fs/promises";
import type { MediaType } from "./file.ts";

export type Found = { ok: true; type: MediaType } | { ok: false; reason: string };

const no = (reason: string): Found => ({ ok: false, reason });
const unknown = "It is not a PDF, PNG, JPEG, CSV or text file, whatever its name says.";

/** What a kept file is, told from its bytes alone; the name only tells a table from a text. */
export async function tellContent(file: FileHandle, size: number, name: string): Promise<Found> {
  const head = await bytesAt(file, 0, Math.min(size, 1024));
  const tail = await bytesAt(file, Math.max(0, size - edge), Math.min(size, edge));
  if (head.subarray(0, 5).equals(Buffer.from("%PDF-"))) return tellPdf(tail);
  if (head.subarray(0, 8).equals(pngStart)) return tellPng(head, tail);
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return tellJpeg(head, tail);
  return tellText(file, size, name);
}

const edge = 65_536 + 22;
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pngEnd = Buffer.from("0000000049454e44ae426082", "hex");

export async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function tellPdf(tail: Buffer): Found {
  const end = tail.lastIndexOf("%%EOF");
  const whole = end >= 0 && tail.subarray(end + 5).every((byte) => byte <= 0x20);
  return whole
    ? { ok: true, type: "application/pdf" }
    : no("It begins as a PDF and does not end as one. Save it again.");
}

function tellPng(head: Buffer, tail: Buffer): Found {
  const whole = head.subarray(12, 16).equals(Buffer.from("IHDR")) && tail.subarray(-12).equals(pngEnd);
  return whole
    ? { ok: true, type: "image/png" }
    : no("It begins as a PNG image and does not end as one. Save it again.");
}

/** Cameras write what they like after the picture, so its end is searched for the beginnings of other kinds. */
function tellJpeg(head: Buffer, tail: Buffer): Found {
  if (tail.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0) {
    return no("It begins as a JPEG image and does not end as one. Save it again.");
  }
  const text = `${head.toString("latin1")}\n${tail.toString("latin1")}`;
  const hidden = ["%PDF-", "PK\x03\x04", "PK\x05\x06"].some((sign) => text.includes(sign));
  return hidden || /<(?:script|html|svg|\?php|!doctype)/i.test(text)
    ? no("It is a JPEG image with another file hidden in it. Save the image again.")
    : { ok: true, type: "image/jpeg" };
}

const window = 1024 * 1024;

/** Text is UTF-8, or one byte a letter as older spreadsheets write, without a single control character. */
async function tellText(file: FileHandle, size: number, name: string): Promise<Found> {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  let isSingle = true;
  for (let position = 0; position < size; position += window) {
    const part = await bytesAt(file, position, Math.min(window, size - position));
    if (position === 0 && /^(?:\ufeff)?\s*</.test(part.subarray(0, 1024).toString("utf8"))) {
      return no("It looks like a web page or XML, which is not kept here.");
    }
    if (position === 0 && /^(?:\{\\rtf|%!PS)/.test(part.subarray(0, 8).toString("latin1"))) return no(unknown);
    if (holds(part, control)) return no(unknown);
    isSingle &&= !holds(part, neverInWindows1252);
    isUtf8 &&= decodes(utf8, part, position + window < size);
    if (!isUtf8 && !isSingle) return no(unknown);
  }
  return { ok: true, type: name.trim().toLowerCase().endsWith(".csv") ? "text/csv" : "text/plain" };
}

const among = (bytes: readonly number[]) =>
  Uint8Array.from({ length: 256 }, (_, byte) => (bytes.includes(byte) ? 1 : 0));
const lineSigns = [0x09, 0x0a, 0x0c, 0x0d];
const control = among([...Array(32).keys(), 0x7f].filter((byte) => !lineSigns.includes(byte)));
const neverInWindows1252 = among([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

function holds(part: Uint8Array, wanted: Uint8Array): boolean {
  for (const byte of part) if (wanted[byte] === 1) return true;
  return false;
}

function decodes(decoder: TextDecoder, part: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(part, { stream });
    return true;
  } catch {
    return false;
  }
}
