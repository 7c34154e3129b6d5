import "server-only";
import { readAs, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { faultKind } from "#db/faults.ts";
import type { Actor } from "#lib/access/actor.ts";
import { logFault } from "#lib/access/log-fault.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";

/** How many screens may listen at once: of one account, and in all. */
export const mostOfOne = 4;
const mostInAll = 400;

const open = new Map<string, number>();
let all = 0;

/** A place for one more listener, or nothing when there is none; what is answered gives it back. */
export function takePlace(accountId: string): (() => void) | undefined {
  const mine = open.get(accountId) ?? 0;
  if (mine >= mostOfOne || all >= mostInAll) return undefined;
  open.set(accountId, mine + 1);
  all += 1;
  let given = false;
  return () => {
    if (given) return;
    given = true;
    all -= 1;
    const left = (open.get(accountId) ?? 1) - 1;
    if (left > 0) open.set(accountId, left);
    else open.delete(accountId);
  };
}

/** Which agenda item the meeting is at, as the reader may see it now; nothing once it is over or no longer theirs. */
export async function currentItem(tx: Tx, actor: Context, meetingId: string): Promise<string | undefined> {
  const meeting = await findMeeting(tx, actor, meetingId);
  return meeting?.state === "open" ? (meeting.currentItemId ?? "") : undefined;
}

const everyMs = 2000;
const beats = 7;
const longestMs = 30 * 60_000;

/** Told to whoever has nothing to follow. */
export const over = "event: over\ndata: over\n\n";

type Follow = {
  meetingId: string;
  who: () => Promise<Actor | undefined>;
  signal: AbortSignal;
  done: () => void;
  pollMs?: number;
};

/**
 * The current item as server-sent events. Every poll asks again who is there and what they may see, so the stream
 * ends with the session, the right or the meeting. A long one ends by itself and is asked for again.
 */
export function followMeeting({ meetingId, who, signal, done, pollMs = everyMs }: Follow): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const left = new AbortController();
  const leave = () => {
    left.abort();
    done();
  };
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
  const gone = left.signal;
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!gone.aborted) controller.enqueue(encoder.encode(text));
      };
      const until = Date.now() + longestMs;
      let last: string | undefined;
      try {
        for (let round = 0; !gone.aborted && Date.now() < until; round += 1) {
          const actor = await who();
          const item = actor && (await readAs(actor, (tx) => currentItem(tx, actor, meetingId)));
          if (item === undefined) {
            send(over);
            break;
          }
          if (item !== last) send(`event: item\ndata: ${item}\n\n`);
          else if (round % beats === 0) send(": still here\n\n");
          last = item;
          await pause(pollMs, gone);
        }
      } catch (error) {
        if (faultKind(error) !== "unavailable") logFault(error);
      } finally {
        signal.removeEventListener("abort", leave);
        if (!left.signal.aborted) controller.close();
        leave();
      }
    },
    cancel: leave,
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((go) => {
    if (signal.aborted) return go();
    const timer = setTimeout(end, ms);
    function end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      go();
    }
    signal.addEventListener("abort", end);
  });
}
