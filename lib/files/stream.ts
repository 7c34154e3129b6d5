import { createReadStream } from "node:fs";

/**
 * A file's bytes as they are asked for, so that a large one is never held whole. It is opened by the first who reads: an
 * answer that nobody reads opens nothing, and a reader who leaves closes it.
 */
export function streamOf(path: string): ReadableStream<Uint8Array> {
  let bytes: AsyncIterator<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        bytes ??= createReadStream(path)[Symbol.asyncIterator]();
        const { done, value } = await bytes.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await bytes?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
