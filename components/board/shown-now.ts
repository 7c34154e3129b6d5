import { addSpent, type Spent } from "#lib/board/clock.ts";

/** What this window shows and for how long it has shown it: one place for the keys, the clocks and the notes. */
type Shown = { id: string; spent: Spent; since: number };

let shown: Shown = { id: "", spent: {}, since: 0 };
const listeners = new Set<() => void>();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Another screen comes up: the time until now belongs to the one before. */
export function show(id: string): void {
  const now = Date.now();
  shown = { id, spent: settled(now), since: now };
  tell();
}

/** Time that the meeting already spent on an item before this window opened. */
export function began(id: string, at: Date): void {
  if (shown.spent[id] !== undefined) return;
  shown = { ...shown, spent: addSpent(shown.spent, id, Date.now() - at.getTime()) };
  tell();
}

export function tick(): void {
  show(shown.id);
}

function settled(now: number): Spent {
  return shown.id ? addSpent(shown.spent, shown.id, now - shown.since) : shown.spent;
}

export const shownId = () => shown.id;
export const usedOn = (id: string) => shown.spent[id] ?? 0;
export const nothing = () => 0;

/** Another window says how long it has shown its screen. */
export function took(id: string, used: number): void {
  shown = { id, spent: { ...shown.spent, [id]: used }, since: Date.now() };
  tell();
}
