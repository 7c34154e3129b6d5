export type Column = {
  id: string;
  header: string;
  align?: "right";
  /** Where the header link leads, and the direction now in force, if this is the sorted column. */
  sortable?: { href: string; direction?: "ascending" | "descending" };
  /** May the reader put this column away? The reference and the title may not be. */
  hideable?: boolean;
  /** Short states and dates that must not wrap. */
  state?: boolean;
  /** The column whose cell carries the row's link. Without one it is the first. */
  lead?: boolean;
};

/**
 * Columns from the address: ?cols=a,b or ?cols=a&cols=b. None named means all of them. The chooser always sends
 * the word "always" too, so that putting every column away is told from not having chosen.
 */
export function shownColumns(cols: string | string[] | undefined, columns: readonly Column[]) {
  if (cols === undefined || cols.length === 0) return undefined;
  const asked = [cols].flat().flatMap((part) => part.split(","));
  return columns.filter((column) => asked.includes(column.id)).map((column) => column.id);
}

/** Every pair of an address except some, to carry through a GET form. */
export function keptPairs(href: string, without: readonly string[]) {
  const address = new URL(href, "http://holdfast.invalid");
  const pairs = [...address.searchParams].filter(([name]) => !without.includes(name));
  return { path: address.pathname, pairs };
}
