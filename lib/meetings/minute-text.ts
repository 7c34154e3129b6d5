import { referencePrefixes } from "#lib/records/record.ts";

/** Longer than a long meeting's minutes of one item; beyond it the text is refused whole, never cut. */
export const longestMinute = 150_000;

/** What one meeting's minutes hold together, some 300 pages: they are signed, printed and checked as one text. */
export const longestMinutes = 1_000_000;

/** What Windows keeps where Unicode has control characters: the quotes and dashes of an older word processor. */
const windows: Record<string, string> = {
  "\u0082": "‚",
  "\u0084": "„",
  "\u0085": "…",
  "\u0091": "‘",
  "\u0092": "’",
  "\u0093": "“",
  "\u0094": "”",
  "\u0095": "•",
  "\u0096": "–",
  "\u0097": "—",
};

/**
 * Text as a word processor leaves it on the clipboard, made plain: line and page breaks become paragraphs, hard spaces
 * become spaces, and what is not seen goes. Every word stays.
 */
export function cleanMinute(text: string): string {
  return (
    text
      .replace(/\r\n?|\u2028/g, "\n")
      .replaceAll("\v", "\n")
      .replace(/\f|\u2029/g, "\n\n")
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g, " ")
      .replace(/[\u0082\u0084\u0085\u0091-\u0097]/g, (character) => windows[character] ?? "")
      .replace(/[\uf0a7\uf0b7\uf0d8]/g, "•")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
      .replace(/(?<! ) +$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
  );
}

/** The paragraphs of a minute; a single line break stays within its paragraph. */
export function paragraphsOf(words: string): string[] {
  return words
    .split(/\n{2,}/)
    .map((one) => one.trim())
    .filter(Boolean);
}

const prefixes = Object.values(referencePrefixes);
const spelled = (yearly: boolean) =>
  prefixes
    .filter((one) => one.yearly === yearly)
    .map((one) => one.prefix)
    .join("|");
const reference = new RegExp(`\\b(?:(?:${spelled(false)})-\\d{3,}|(?:${spelled(true)})-\\d{4}-\\d{3,})\\b`, "g");

/** The references that a text names, each once. */
export function referencesIn(words: string): string[] {
  return [...new Set(words.match(reference) ?? [])];
}

/** A text in pieces: words, and the references between them. */
export function piecesOf(words: string): { text: string; isReference: boolean }[] {
  const pieces: { text: string; isReference: boolean }[] = [];
  let from = 0;
  for (const match of words.matchAll(reference)) {
    if (match.index > from) pieces.push({ text: words.slice(from, match.index), isReference: false });
    pieces.push({ text: match[0], isReference: true });
    from = match.index + match[0].length;
  }
  if (from < words.length) pieces.push({ text: words.slice(from), isReference: false });
  return pieces;
}
