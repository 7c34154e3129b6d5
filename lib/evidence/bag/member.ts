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

/** Content up to this size is summed whole, both sums at the same time beside this thread; longer content as it comes. */
const HELD = 4 * 1024 * 1024;

/** Where contents of up to that size are held while they are summed; used again, since such memory is freed late. */
const spare: Uint8Array<ArrayBuffer>[] = [];

/** Reads the content once to sum it. Nothing is kept in memory. */
export async function streamed(name: string, open: Member["open"], signal?: AbortSignal): Promise<Member> {
  const sums = { sha256: createHash("sha256"), sha512: createHash("sha512") };
  const whole = spare.pop() ?? new Uint8Array(HELD);
  let crc = 0;
  let bytes = 0;
  let waits = true;
  const add = (part: Uint8Array) => {
    for (const sum of Object.values(sums)) sum.update(part);
  };
  try {
    for await (const chunk of open()) {
      signal?.throwIfAborted();
      crc = crc32(chunk, crc);
      const fits = waits && bytes + chunk.length <= HELD;
      if (fits) whole.set(chunk, bytes);
      else {
        if (waits) add(whole.subarray(0, bytes));
        add(chunk);
        waits = false;
      }
      bytes += chunk.length;
    }
    const member = { name, bytes, crc32: crc, open };
    if (!waits) return { ...member, sha256: sums.sha256.digest("hex"), sha512: sums.sha512.digest("hex") };
    const both = ["SHA-256", "SHA-512"].map((algorithm) => crypto.subtle.digest(algorithm, whole.subarray(0, bytes)));
    const [sha256 = "", sha512 = ""] = (await Promise.all(both)).map((sum) => Buffer.from(sum).toString("hex"));
    return { ...member, sha256, sha512 };
  } finally {
    spare.push(whole);
  }
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
