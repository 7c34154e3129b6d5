type Word = string | number;

/**
 * A word or number of the database as one of a written list; null stays null. The lists are check constraints of the
 * tables too. A value that is on no list means that code and tables disagree, so it is a fault: a silent default would
 * show one state as another.
 */
export function wordOf<const W extends Word>(list: readonly W[], word: Word): W;
export function wordOf<const W extends Word>(list: readonly W[], word: Word | null): W | null;
export function wordOf<const W extends Word>(list: readonly W[], word: Word | null): W | null {
  if (word === null) return null;
  const found = list.find((one) => one === word);
  if (found === undefined) throw new Error(`“${word}” is none of ${list.join(", ")}`);
  return found;
}

/** What a person wrote as a sentence: a text that already ends with a stop of its own gets no second one. */
export function stopped(text: string): string {
  const words = text.trim();
  return words === "" || /[.!?…]["”’)]?$/.test(words) ? words : `${words}.`;
}

/** A number with its noun: "1 review", "2 reviews"; `many` where the plural is another word. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** A list in a sentence: "Millrace House, Tollgate Close and Weir Lane". */
export function listed(words: readonly string[], joint: "and" | "or" = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} ${joint} ${last}` : last;
}

const small = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** A count as a sentence begins with it. */
export function countWord(count: number): string {
  return small[count] ?? count.toLocaleString("en-GB");
}

/** As it stands inside a sentence; CQC stays CQC. */
export function uncapital(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** "1.4 MB"; "1 byte". */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
