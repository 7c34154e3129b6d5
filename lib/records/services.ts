type Names = ReadonlyMap<string, string>;

/** The services that a record names, by name; none named means the whole organisation. */
export function serviceList(ids: readonly string[], names: Names): string[] {
  if (ids.length === 0) return ["Whole organisation"];
  if (ids.length > 2 && ids.length === names.size) return [`All ${names.size} services`];
  return ids.map((id) => names.get(id) ?? "A service").sort((a, b) => a.localeCompare(b, "en-GB"));
}

export function serviceWords(ids: readonly string[], names: Names): string {
  return serviceList(ids, names).join(", ");
}

/** A table's cell for other programs: every service by name, none left out. */
export function serviceCell(ids: readonly string[], names: Names): string {
  if (ids.length === 0) return "Whole organisation";
  const named = ids.map((id) => names.get(id) ?? id);
  return named.sort((a, b) => a.localeCompare(b, "en-GB")).join("; ");
}
