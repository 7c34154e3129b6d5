/** A column's own name as words: the headings of a bundle's CSV files, which do not change. */
export function columnWords(column: string): string {
  const words = column.replace(/_ids?$/, (end) => (end === "_ids" ? "s" : "")).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
