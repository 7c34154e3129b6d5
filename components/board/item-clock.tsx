"use client";

import { useSyncExternalStore } from "react";
import { nothing, subscribe, usedOn } from "#components/board/shown-now.ts";
import { clockWords } from "#lib/board/clock.ts";

/** "12 of 20 min": the time that was spent on this screen of the time that the agenda gives it. */
export function ItemClock({ id, planned }: { id: string; planned?: number }) {
  const used = useSyncExternalStore(subscribe, () => usedOn(id), nothing);
  const words = clockWords(used, planned);
  return (
    <>
      {planned === undefined ? null : <span className="planned">{planned} min planned</span>}
      <span className={words.over ? "clock over" : "clock"} role="timer">
        <b>{words.used}</b> {words.rest}
      </span>
    </>
  );
}
