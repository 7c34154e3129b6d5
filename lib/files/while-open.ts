import { logFault } from "#lib/access/log-fault.ts";

/** How often a download under way asks whether its reader may still have it. */
const everyMs = 5_000;

/**
 * A stream that is cut when its reader's session or access ends: it asks again while it is read, so that who takes
 * their time takes no more than a few seconds of what is no longer theirs. Nothing is read before it is asked for.
 */
export function whileOpen(
  stream: ReadableStream<Uint8Array>,
  stands: () => Promise<boolean>,
  every = everyMs,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let asked = Date.now();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (Date.now() - asked >= every) {
          if (!(await stands().catch(refused))) {
            await reader.cancel();
            return controller.error(new Error("The reader's access has ended."));
          }
          asked = Date.now();
        }
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Whoever cannot be asked after is not let read on. */
function refused(error: unknown): boolean {
  logFault(error);
  return false;
}
