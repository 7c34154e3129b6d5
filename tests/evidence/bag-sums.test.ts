import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { streamed } from "#lib/evidence/bag/member.ts";

const MiB = 1024 * 1024;

function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

test.each([
  ["nothing", 0, 1],
  ["a little", 10, 3],
  ["just what is held whole", 4 * MiB, MiB],
  ["one byte more", 4 * MiB + 1, MiB],
  ["much more, in uneven pieces", 9 * MiB + 5, 777_777],
])("%s has the sums that it has when read by anyone else", async (_, length, piece) => {
  const bytes = randomBytes(length);
  const sum = (algorithm: string) => createHash(algorithm).update(bytes).digest("hex");
  expect(await streamed("name", () => inPieces(bytes, piece))).toMatchObject({
    bytes: length,
    crc32: crc32(bytes),
    sha256: sum("sha256"),
    sha512: sum("sha512"),
  });
});
