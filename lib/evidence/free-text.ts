import { type OutsideClass, outsideFields } from "./fields.ts";

const fields: Readonly<Record<string, Readonly<Record<string, OutsideClass>>>> = outsideFields;

/** Roles are titles that the administrator chose, so nobody reads them as free text. */
const isRole = (column: string) => /(^|_)role$/.test(column);

/** A column that holds what a person wrote: it is ticked before it leaves, and leaves to the letter. */
export function isFreeText(table: string, column: string): boolean {
  return fields[table]?.[column] === "operational" && !isRole(column);
}
