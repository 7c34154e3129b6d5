import "server-only";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems } from "#db/schema/action-items.ts";
import { type Holder, listAble } from "#lib/access/holders.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { seen } from "./register.ts";

export type OwnerChoice = { value: string; label: string; group?: string };

/**
 * Who may be asked to do something now, by name: of a record those who see its services. Where the services are still
 * to be chosen, those who see one that the asker could choose, grouped by what they see. Who has it already is offered
 * too, first where they could not be asked today.
 */
export async function listOwners(
  tx: Tx,
  actor: Context,
  serviceIds: readonly string[] = [],
  present?: string,
): Promise<OwnerChoice[]> {
  const choices = await listChoices(tx, actor, serviceIds);
  if (!present || choices.some(({ value }) => value === present)) return choices;
  const names = await personNames(tx, actor);
  return [{ value: present, label: names.get(present) ?? "Not known" }, ...choices];
}

/** Whose actions the reader is shown, in whatever state, by name; for the filter of the register. */
export async function listOwnersOfActions(tx: Tx, actor: Context): Promise<OwnerChoice[]> {
  const owners = await tx
    .selectDistinct({ id: actionItems.ownerId })
    .from(actionItems)
    .where(own(actionItems, actor, seen(actor)));
  const names = await personNames(tx, actor);
  return owners
    .map(({ id }) => ({ value: id, label: names.get(id) ?? "Not known" }))
    .sort((a, b) => a.label.localeCompare(b.label, "en-GB"));
}

async function listChoices(tx: Tx, actor: Context, serviceIds: readonly string[]): Promise<OwnerChoice[]> {
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
