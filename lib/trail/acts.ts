import type { TrailEntry } from "./queries.ts";

/** One act of a person on a record, however many rows it wrote. */
export type TrailAct = { first: TrailEntry; entries: TrailEntry[] };

const within = 5_000;

/** Gathers neighbouring entries of one act: same verb, same person, at the same moment. Order stays as it is. */
export function actsOf(entries: readonly TrailEntry[]): TrailAct[] {
  const acts: TrailAct[] = [];
  for (const entry of entries) {
    const last = acts.at(-1);
    const together =
      last &&
      last.first.verb === entry.verb &&
      last.first.who === entry.who &&
      Math.abs(last.first.at.getTime() - entry.at.getTime()) < within;
    if (together) last.entries.push(entry);
    else acts.push({ first: entry, entries: [entry] });
  }
  return acts;
}
