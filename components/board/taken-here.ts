import { useEffect, useSyncExternalStore } from "react";
import type { Looked, Shown } from "#lib/board/screen.ts";

/** What this window took anew, and the pages that stood when it did: what a page rendered later came with is newer. */
type Taken = { meetingId: string; shown: Shown; over: ReadonlySet<Shown> };

let taken: Taken | undefined;
const standing = new Map<object, Shown>();
const listeners = new Set<() => void>();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A part of the page stands with what it came with, until it is taken down. */
export function stand(given: Shown): () => void {
  const part = {};
  standing.set(part, given);
  return () => standing.delete(part);
}

/** What was not told leaves what is shown as it is; answers whether to ask again. */
export function take(meetingId: string, { shown, again }: Looked): boolean {
  if (!shown) return again;
  taken = { meetingId, shown, over: new Set(standing.values()) };
  for (const listener of listeners) listener();
  return false;
}

export const shownHere = (meetingId: string, given: Shown): Shown =>
  taken?.meetingId === meetingId && taken.over.has(given) ? taken.shown : given;

export function useShown(meetingId: string, given: Shown): Shown {
  useEffect(() => stand(given), [given]);
  return useSyncExternalStore(
    subscribe,
    () => shownHere(meetingId, given),
    () => given,
  );
}
