import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { type Holder, listAble } from "#lib/access/holders.ts";
import { serviceNames } from "#lib/records/queries.ts";

export type OwnerChoice = { value: string; label: string; group?: string };

/**
 * Who may be asked to do something now, by name: of a record those who see its services. Where the services are still
 * to be chosen, those who see one that the asker could choose, grouped by what they see.
 */
export async function listOwners(tx: Tx, actor: Context, serviceIds: readonly string[] = []): Promise<OwnerChoice[]> {
  const within = serviceIds.length > 0 || actor.services === "all" ? serviceIds : actor.services;
  const able = await listAble(tx, actor, within);
  const people = new Map<string, { name: string; held: Holder[] }>();
  for (const holder of able) {
    const known = people.get(holder.personId);
    people.set(holder.personId, { name: holder.name, held: [...(known?.held ?? []), holder] });
  }
  if (within.length === 1 || serviceIds.length > 0)
    return [...people].map(([value, { name }]) => ({ value, label: name }));
  const names = await serviceNames(tx, actor);
  const choices = [...people].map(([value, { name, held }]) => ({ value, label: name, group: seen(held, names) }));
  return choices.sort(
    (a, b) => Number(b.group === wide) - Number(a.group === wide) || a.group.localeCompare(b.group, "en-GB"),
  );
}

const wide = "Sees every service";

function seen(held: readonly Holder[], names: ReadonlyMap<string, string>): string {
  if (held.some(({ services }) => services === "all")) return wide;
  const ids = new Set(held.flatMap(({ services }) => (services === "all" ? [] : services)));
  return `Sees ${[...ids]
    .map((id) => names.get(id) ?? "")
    .sort()
    .join(", ")}`;
}
