import type { FileHandle } from "node:fs/promises";
import { inflateSync } from "node:zlib";
import { bytesAt } from "./bytes.ts";
import { noTags, textTags, withTags } from "./exif.ts";
import type { Tags } from "./file.ts";

const window = 1024 * 1024;
const overlap = 4096;
const mostStreams = 200;
const mostInflated = 1024 * 1024;

/** Author and place of a PDF: its information dictionary, its XMP, and both inside compressed object streams. */
export async function pdfTags(file: FileHandle, size: number): Promise<Tags> {
  let tags = noTags;
  let streams = 0;
  for (let position = 0; position < size; position += window) {
    const part = await bytesAt(file, position, Math.min(window + overlap, size - position));
    const text = part.toString("latin1");
    tags = withTags(tags, wordsIn(text));
    for (const { index } of text.matchAll(/\/ObjStm/g)) {
      if (index >= window || streams >= mostStreams) break;
      streams += 1;
      tags = withTags(tags, wordsIn(await inflated(file, position + index, size)));
    }
    if (tags.author && tags.location) break;
  }
  return tags;
}

/** An author that is there and not empty: (Name), or <FEFF…> in hexadecimal. */
function wordsIn(text: string): Tags {
  const author = /\/Author\s{0,8}(?:\(\s{0,8}[^)\s]|<\s{0,8}[0-9A-Fa-f]|[0-9]{1,10}\s{1,4}[0-9]{1,5}\s{1,4}R)/.test(
    text,
  );
  return withTags({ location: false, author }, textTags(text));
}

async function inflated(file: FileHandle, position: number, size: number): Promise<string> {
  const part = await bytesAt(file, position, Math.min(mostInflated, size - position));
  const start = /stream\r?\n/.exec(part.toString("latin1", 0, 2048));
  if (!start) return "";
  try {
    const body = part.subarray(start.index + start[0].length);
    return inflateSync(body, { maxOutputLength: mostInflated, finishFlush: 2 }).toString("latin1");
  } catch {
    // Encrypted, damaged or too large: it says nothing that could be read here.
    return "";
  }
}
