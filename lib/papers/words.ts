import { countWord } from "#lib/words.ts";

/** A count as a sentence begins with it: "Two risks", "No risk". */
export const begins = (count: number, one: string, many = `${one}s`) =>
  `${countWord(count)} ${count <= 1 ? one : many}`;

/** A count within a sentence: "two risks", "12 risks". */
export const within = (count: number, one: string, many = `${one}s`) =>
  `${countWord(count).toLowerCase()} ${count <= 1 ? one : many}`;

const named = 4;

/** A few names, or how many more: "Weir Lane, Millrace House and 12 more". */
export function names(all: readonly string[]): string {
  const shown = all.length > named ? [...all.slice(0, named - 1), `${all.length - named + 1} more`] : [...all];
  const last = shown.pop() ?? "";
  return shown.length > 0 ? `${shown.join(", ")} and ${last}` : last;
}
