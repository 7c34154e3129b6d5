import { createReadStream } from "node:fs";

/** A file's bytes as they are asked for, so that a large one is never held whole; a reader who leaves closes it. */
export function streamOf(path: string): ReadableStream<Uint8Array> {
  const iterator = createReadStream(path)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
