import { open } from "node:fs/promises";

const SIZE = 1024 * 1024;
/** Buffers that no file is being read into; memory beside the heap is freed late, so it is used again. */
const spare: Uint8Array<ArrayBuffer>[] = [];

/** A file in pieces that lie in one buffer: each is to be used, or copied, before the next is asked for. */
export async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r");
  const buffer = spare.pop() ?? new Uint8Array(SIZE);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, SIZE, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    spare.push(buffer);
    await file.close();
  }
}
