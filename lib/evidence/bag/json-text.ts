const unseen = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** JSON in ASCII-safe spelling where a character would be invisible or would reorder the line. Key order is the order written. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(unseen, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
