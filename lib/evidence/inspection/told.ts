import { formatDate, formatDateTime } from "#lib/dates.ts";

type Names = { services: ReadonlyMap<string, string>; references: ReadonlyMap<string, string> };

/** A stored value in words for a reader outside: names for ids, London time, "Not known" for what is not known. */
export function toldValue(value: unknown, names: Names): string {
  if (value === null || value === undefined || value === "") return "Not known";
  if (value instanceof Date) return formatDateTime(value);
  if (Array.isArray(value)) return value.length === 0 ? "None" : value.map((one) => toldValue(one, names)).join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return value.toLocaleString("en-GB");
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  if (/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}/.test(text)) return formatDateTime(new Date(text));
  const named = names.services.get(text) ?? names.references.get(text);
  if (named) return named;
  return /^[a-z]+(-[a-z]+)*$/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1).replaceAll("-", " ") : text;
}
