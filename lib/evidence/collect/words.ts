import { roleLabels } from "#lib/access/roles.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { isFreeText } from "#lib/evidence/free-text.ts";
import { emptyLists, lists } from "./word-lists.ts";

export type Names = {
  services: ReadonlyMap<string, string>;
  references: ReadonlyMap<string, string>;
  /** Frameworks and their statements by name. */
  statements?: ReadonlyMap<string, string>;
  /** Controls of risks by what they are. */
  controls?: ReadonlyMap<string, string>;
  /** Entries of a timeline that a later one corrects, by when and what they say. */
  entries?: ReadonlyMap<string, EntryName>;
  /** Tests that answer a test which failed, by the failed one. */
  retests?: ReadonlyMap<string, readonly string[]>;
  /** Files by their own name and their place in the bundle. */
  files?: ReadonlyMap<string, string>;
  /** The moment of the first file of each record that has one. */
  filed?: ReadonlyMap<string, string>;
  /** The round of signatures that counts, by the disruption whose review it is. */
  rounds?: ReadonlyMap<string, number>;
};

export type EntryName = { at: Date; says: string };

export const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
/** As PostgreSQL and JSON write it. */
export const isInstant = (text: string) =>
  /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}(:?\d{2})?|Z)$/.test(text);

/**
 * A stored value in words: names for ids, the rooms' words for their codes, London time, nothing for what is not known.
 * What a person wrote stands as they wrote it, whatever it looks like.
 */
export function wordsOf(
  table: string,
  column: string,
  value: unknown,
  names: Names,
  size: "long" | "short" = "long",
): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string" && isFreeText(table, column)) return value;
  if (value instanceof Date) return formatDateTime(value, size);
  if (Array.isArray(value))
    return value.length === 0
      ? (emptyLists[`${table}.${column}`] ?? "None")
      : ordered(
          column,
          value.map((one) => wordsOf(table, column, one, names, size) ?? ""),
        ).join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const word = lists[`${table}.${column}`]?.[String(value)];
  if (word) return typeof word === "string" ? word : word.label;
  if (typeof value === "number") return value.toLocaleString("en-GB");
  const text = String(value);
  if (isDay(text)) return formatDate(text, size);
  if (isInstant(text)) return formatDateTime(new Date(text), size);
  const named =
    names.services.get(text) ?? names.references.get(text) ?? names.statements?.get(text) ?? roles.get(text);
  if (named) return named;
  if (column === "attachment_id") return names.files?.get(text) ?? "A file outside this scope";
  if (column === "corrects_id") {
    const entry = names.entries?.get(text);
    return entry ? `${formatDateTime(entry.at, "short")}: ${entry.says}` : "An entry outside this scope";
  }
  if (column === "control_id") return names.controls?.get(text) ?? "A control outside this scope";
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text)) return "A record outside this scope";
  return /^[a-z]+(-[a-z0-9]+)*$/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1).replaceAll("-", " ") : text;
}

/** Services by name; what else is listed keeps the order of its own list. */
function ordered(column: string, words: string[]): string[] {
  return column === "service_ids" || column === "for_services"
    ? words.sort((a, b) => a.localeCompare(b, "en-GB"))
    : words;
}

/** Whether the values of a column are words of a list, numbers such as a severity too. */
export function isListed(table: string, column: string): boolean {
  return `${table}.${column}` in lists;
}

const roles = new Map<string, string>(Object.entries(roleLabels));
