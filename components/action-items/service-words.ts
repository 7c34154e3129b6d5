/** The services that a record names, as people say them. */
export function serviceWords(serviceIds: readonly string[], names: ReadonlyMap<string, string>): string {
  if (serviceIds.length === 0) return "Whole organisation";
  if (serviceIds.length > 2 && serviceIds.length === names.size) return `All ${names.size} services`;
  return serviceIds.map((id) => names.get(id) ?? "A service").join(", ");
}
