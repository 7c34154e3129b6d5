import { setTimeout as wait } from "node:timers/promises";
import type { Child } from "#lib/run/child.ts";
import type { Stops } from "#lib/run/stops.ts";

type Keeping = {
  name: string;
  stops: Stops;
  /** Milliseconds before each new start; with the last of them used up, the next end is for good. */
  pauses?: readonly number[];
  /** Whoever ran this long begins anew with the first pause. */
  calm?: number;
  say?: (sentence: string) => void;
};

const seconds = (pause: number) => (pause === 1_000 ? "1 second" : `${pause / 1_000} seconds`);

/** A part that is started again when it ends by itself, a few times with a growing pause; `exit` settles when it ends for good. */
export function keepRunning(
  start: () => Child,
  { name, stops, pauses = [1_000, 5_000, 20_000], calm = 300_000, say = console.error }: Keeping,
): Pick<Child, "exit" | "stop"> {
  let child = start();
  const halt = new AbortController();
  const kept = async (): Promise<string> => {
    for (let tried = 0; ; tried += 1) {
      const began = Date.now();
      const reason = await child.exit;
      if (Date.now() - began >= calm) tried = 0;
      const pause = pauses[tried];
      if (pause === undefined || halt.signal.aborted || stops.asked) return reason;
      say(`The ${name} process ended unexpectedly (${reason}); it is started again in ${seconds(pause)}.`);
      await wait(pause, undefined, { signal: halt.signal }).catch(() => undefined);
      if (halt.signal.aborted || stops.asked) return reason;
      child = start();
    }
  };
  return {
    exit: kept(),
    async stop(patience) {
      halt.abort();
      await child.stop(patience);
    },
  };
}
