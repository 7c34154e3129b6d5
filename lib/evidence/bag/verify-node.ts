import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { ByteSource } from "#lib/evidence/bag/verify/source.ts";
import type { Sums } from "#lib/evidence/bag/verify/sums.ts";

const STEP = 1024 * 1024;

export async function fileSource(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(from, length) {
      if (from < 0 || length < 0 || from + length > size) throw new RangeError("outside the file");
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await file.read(bytes, done, length - done, from + done);
        if (bytesRead === 0) throw new RangeError("the file became shorter");
        done += bytesRead;
      }
      return bytes;
    },
  };
}

/** Sums in steps of one megabyte, so that a member may be larger than memory. */
export async function sumInSteps(source: ByteSource, from: number, length: number): Promise<Sums> {
  const sha256 = createHash("sha256");
  const sha512 = createHash("sha512");
  let crc = 0;
  for (let done = 0; done < length; done += STEP) {
    const bytes = await source.read(from + done, Math.min(STEP, length - done));
    sha256.update(bytes);
    sha512.update(bytes);
    crc = crc32(bytes, crc);
  }
  return { crc32: crc, sha256: sha256.digest("hex"), sha512: sha512.digest("hex") };
}
