import { useSyncExternalStore } from "react";
import type { Looked, Shown } from "#lib/board/screen.ts";

/** What this window took anew since it was loaded: the board screen and the notes read it instead of what they came with. */
type Taken = { meetingId: string; shown: Shown };

let taken: Taken | undefined;
const listeners = new Set<() => void>();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was not told leaves what is shown as it is; answers whether to ask again. */
export function take(meetingId: string, { shown, again }: Looked): boolean {
  if (!shown) return again;
  taken = { meetingId, shown };
  for (const listener of listeners) listener();
  return false;
}

export const shownHere = (meetingId: string, given: Shown): Shown =>
  taken?.meetingId === meetingId ? taken.shown : given;

export function useShown(meetingId: string, given: Shown): Shown {
  return useSyncExternalStore(
    subscribe,
    () => shownHere(meetingId, given),
    () => given,
  );
}
