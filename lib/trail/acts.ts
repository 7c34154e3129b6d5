import type { TrailEntry } from "./queries.ts";

/** What is told in one line of a record's history: an act of a person, or the same act several times in one minute. */
export type TrailAct = { first: TrailEntry; entries: TrailEntry[]; times: number };

const within = 5_000;
const minute = 60_000;

/**
 * Gathers entries into the lines of a history: the rows of one act (same verb and person, at the same moment), and then
 * acts that would read alike (same verb, person and role, in the same minute). Order stays as it is.
 */
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
    else acts.push({ first: entry, entries: [entry], times: 1 });
  }
  return [...Map.groupBy(acts, asRead).values()].flatMap(([act, ...more]) =>
    act ? [{ ...act, entries: [act, ...more].flatMap((one) => one.entries), times: 1 + more.length }] : [],
  );
}

function asRead({ first: { verb, who, role, sample, at } }: TrailAct): string {
  return [verb, who, role, sample, Math.floor(at.getTime() / minute)].join("|");
}
