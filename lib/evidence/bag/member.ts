import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** A file of the bag: its name below the top folder, its sums, and a way to read it again. */
export interface Member {
  readonly name: string;
  readonly bytes: number;
  readonly crc32: number;
  readonly sha256: string;
  readonly sha512: string;
  readonly open: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Reads the content once to sum it. Nothing is kept in memory. */
export async function streamed(name: string, open: Member["open"], signal?: AbortSignal): Promise<Member> {
  const sha256 = createHash("sha256");
  const sha512 = createHash("sha512");
  let crc = 0;
  let bytes = 0;
  for await (const chunk of open()) {
    signal?.throwIfAborted();
    sha256.update(chunk);
    sha512.update(chunk);
    crc = crc32(chunk, crc);
    bytes += chunk.length;
  }
  return { name, bytes, crc32: crc, sha256: sha256.digest("hex"), sha512: sha512.digest("hex"), open };
}

export function held(name: string, content: Uint8Array | string): Promise<Member> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return streamed(name, () => [bytes]);
}

const CHUNK = 64 * 1024;

/** Texts joined into chunks of about 64 kB. */
export function* inChunks(texts: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting = "";
  for (const text of texts) {
    waiting += text;
    if (waiting.length >= CHUNK) {
      yield encoder.encode(waiting);
      waiting = "";
    }
  }
  if (waiting) yield encoder.encode(waiting);
}
