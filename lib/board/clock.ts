/** Milliseconds for which each screen was shown, by its id. */
export type Spent = Readonly<Record<string, number>>;

export function addSpent(spent: Spent, id: string, more: number): Spent {
  return more > 0 ? { ...spent, [id]: (spent[id] ?? 0) + more } : spent;
}

/** "12 of 20 min", "over" once there is no time left; without a plan the time alone. */
export function clockWords(used: number, planned: number | undefined): { used: string; rest: string; over: boolean } {
  const minutes = Math.floor(used / 60_000);
  if (planned === undefined) return { used: String(minutes), rest: "min", over: false };
  return { used: String(minutes), rest: `of ${planned} min`, over: minutes >= planned };
}
