import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { type Holder, listAble, type Work } from "../holders.ts";

export type AbleChoice = { value: string; label: string; group?: string };

/**
 * Who may be asked to do this now, by name: of a record those whose reach of its services is enough. Where the services
 * are still to be chosen, those who see one that the asker could choose, grouped by what they see. Who has it already is
 * offered too, first where they could not be asked today.
 */
export async function listAbleChoices(
  tx: Tx,
  actor: Context,
  serviceIds: readonly string[] | undefined,
  work?: Work,
  present?: string | null,
): Promise<AbleChoice[]> {
  const choices = await listChoices(tx, actor, serviceIds, work);
  if (!present || choices.some(({ value }) => value === present)) return choices;
  const names = await personNames(tx, actor);
  return [{ value: present, label: names.get(present) ?? "Not known" }, ...choices];
}

async function listChoices(tx: Tx, actor: Context, serviceIds: readonly string[] | undefined, work?: Work) {
  const people = new Map<string, { name: string; held: Holder[] }>();
  for (const holder of await listAble(tx, actor, serviceIds, work)) {
    const known = people.get(holder.personId);
    people.set(holder.personId, { name: holder.name, held: [...(known?.held ?? []), holder] });
  }
  if (serviceIds || (actor.services !== "all" && actor.services.length === 1))
    return [...people].map(([value, { name }]) => ({ value, label: name }));
  const names = await serviceNames(tx, actor);
  const grouped = [...people].map(([value, { name, held }]) => ({
    value,
    label: name,
    group: reachWords(held, names),
  }));
  return grouped.sort(
    (a, b) => Number(b.group === wide) - Number(a.group === wide) || a.group.localeCompare(b.group, "en-GB"),
  );
}

const wide = "Sees every service";

function reachWords(held: readonly Holder[], names: ReadonlyMap<string, string>): string {
  if (held.some(({ services }) => services === "all")) return wide;
  const ids = new Set(held.flatMap(({ services }) => (services === "all" ? [] : services)));
  return `Sees ${[...ids]
    .map((id) => names.get(id) ?? "")
    .sort()
    .join(", ")}`;
}
