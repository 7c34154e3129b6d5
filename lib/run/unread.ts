import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How slowly an answer may be read: `least` bytes in any stretch of `patience` milliseconds in which some were waiting. */
type Pace = { patience: number; least: number };

/** What a line holds counts once it is taken whole, some 64 kB: who reads five kilobytes a second is never too slow. */
const slowest: Pace = { patience: 15_000, least: 16_000 };

/**
 * Ends the line of a reader who takes less than that. Whatever writes the answer waits for them for ever otherwise: the
 * error of a stream reaches a line only when what was written before is taken.
 */
export function endUnread(response: ServerResponse, socket: Socket, { patience, least }: Pace = slowest): void {
  const taken = () => socket.bytesWritten - socket.writableLength;
  let mark = { at: performance.now(), taken: taken() };
  const watch = setInterval(() => {
    const now = { at: performance.now(), taken: taken() };
    if (socket.writableLength === 0 || now.taken - mark.taken >= least) mark = now;
    else if (now.at - mark.at >= patience) socket.destroy();
  }, patience / 5);
  watch.unref();
  response.once("close", () => clearInterval(watch));
}
