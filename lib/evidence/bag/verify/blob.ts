import type { ByteSource } from "#lib/evidence/bag/verify/source.ts";

/** A file that a person chose in a browser. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    async read(from, length) {
      return new Uint8Array(await blob.slice(from, from + length).arrayBuffer());
    },
  };
}
