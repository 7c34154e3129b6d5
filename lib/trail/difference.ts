import { formatDate, formatDateTime } from "#lib/dates.ts";
import { fieldWords } from "./words.ts";

export type Change = { field: string; from: string; to: string };
/** What an id stands for, where it is known. */
export type NameOf = (id: string) => string | undefined;

const silent = ["organisation_id", "id", "version", "changed_at"];
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an entry changed, field by field. A new row lists what it holds; a removed one what it held. */
export function difference(before: string | null, after: string | null, nameOf: NameOf): Change[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const columns = [...new Set([...was.keys(), ...is.keys()])].filter((column) => !silent.includes(column));
  return columns.flatMap((column) => {
    const [from, to] = [was.get(column), is.get(column)];
    if (JSON.stringify(from) === JSON.stringify(to) || (isBlank(from) && isBlank(to))) return [];
    return [{ field: fieldWords(column), from: valueWords(from, nameOf), to: valueWords(to, nameOf) }];
  });
}

/** Ids that texts mention, so that they can be named. */
export function idsIn(texts: readonly (string | null)[]): string[] {
  const ids = texts.flatMap((text) => text?.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []);
  return [...new Set(ids)];
}

function fieldsOf(text: string | null): Map<string, unknown> {
  if (!text) return new Map();
  const parsed: unknown = JSON.parse(text);
  return new Map(typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : []);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function valueWords(value: unknown, nameOf: NameOf): string {
  if (isBlank(value)) return "nothing";
  if (Array.isArray(value)) return value.map((one) => valueWords(one, nameOf)).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (uuid.test(text)) return nameOf(text) ?? `row ${text.slice(0, 8)}`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return formatDateTime(new Date(text));
  return text;
}
