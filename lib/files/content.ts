import type { FileHandle } from "node:fs/promises";
import { bytesAt } from "./bytes.ts";
import type { MediaType } from "./file.ts";
import { pngStart, readPng } from "./png.ts";

export type Found = { ok: true; type: MediaType } | { ok: false; reason: string };

const no = (reason: string): Found => ({ ok: false, reason });
const unknown = "It is not a PDF, PNG, JPEG, CSV or text file, whatever its name says.";

/** What a kept file is, told from its bytes alone; the name only tells a table from a text. */
export async function tellContent(file: FileHandle, size: number, name: string): Promise<Found> {
  const head = await bytesAt(file, 0, Math.min(size, 1024));
  const tail = await bytesAt(file, Math.max(0, size - edge), Math.min(size, edge));
  if (head.subarray(0, 5).equals(Buffer.from("%PDF-"))) return tellPdf(tail);
  if (head.subarray(0, 8).equals(pngStart)) return tellPng(file, size, head, tail);
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return tellJpeg(head, tail);
  return tellText(file, size, name);
}

const edge = 65_536 + 22;

function tellPdf(tail: Buffer): Found {
  const end = tail.lastIndexOf("%%EOF");
  const whole = end >= 0 && tail.subarray(end + 5).every((byte) => byte <= 0x20);
  return whole
    ? { ok: true, type: "application/pdf" }
    : no("It begins as a PDF and does not end as one. Save it again.");
}

async function tellPng(file: FileHandle, size: number, head: Buffer, tail: Buffer): Promise<Found> {
  const read = await readPng(file, size);
  if (read === "broken") return no("It begins as a PNG image and is not a whole one. Save it again.");
  if (read === "too large") return no("It is a PNG image of more pixels than are kept here. Save it smaller.");
  return hides(head, tail)
    ? no("It is a PNG image with another file hidden in it. Save the image again.")
    : { ok: true, type: "image/png" };
}

/** Cameras write what they like after the picture, so its end is searched for the beginnings of other kinds. */
function tellJpeg(head: Buffer, tail: Buffer): Found {
  if (tail.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0) {
    return no("It begins as a JPEG image and does not end as one. Save it again.");
  }
  return hides(head, tail)
    ? no("It is a JPEG image with another file hidden in it. Save the image again.")
    : { ok: true, type: "image/jpeg" };
}

/** Archives are found by what stands near the end, pages and papers by what stands near the beginning. */
function hides(head: Buffer, tail: Buffer): boolean {
  const text = `${head.toString("latin1")}\n${tail.toString("latin1")}`;
  return (
    ["%PDF-", "PK\x03\x04", "PK\x05\x06"].some((sign) => text.includes(sign)) ||
    /<(?:script|html|svg|\?php|!doctype)/i.test(text)
  );
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
