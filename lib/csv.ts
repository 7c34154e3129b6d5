/**
 * CSV as every export writes it: RFC 4180, CRLF, UTF-8 without a byte order mark,
 * and safe to open in a spreadsheet (ASVS 5.0.0, 1.2.10).
 */
/** A day is written as "2026-11-24"; an instant is given as a Date and written in UTC, "2026-11-24T09:31:00.000Z". */
export type CsvValue = string | number | boolean | Date | null | undefined;

const formulaSigns = "=+-@\t\r\n\0＝＋－＠";
const needsQuotes = /[",\r\n]|^\s|\s$/;
const unseen = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Control and direction characters as their code in brackets, so that nothing in a text can hide or reorder another. */
export function visible(text: string): string {
  return text.replace(
    unseen,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}

function field(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  const safe = (value !== "" && formulaSigns.includes(value.charAt(0)) ? "'" : "") + visible(value);
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record with its line end. Numbers stay numbers; a text that a spreadsheet would run begins with an apostrophe. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(field).join(",")}\r\n`;
}

/** The first two lines of every export: what the rows are, and "As at 24 November 2026, 09:31". */
export function csvHead(sentence: string, asAt: string): string {
  return csvLine([sentence]) + csvLine([asAt]);
}
