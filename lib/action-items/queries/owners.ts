import "server-only";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems } from "#db/schema/action-items.ts";
import { type AbleChoice, listAbleChoices } from "#lib/access/queries/able.ts";
import { personNames } from "#lib/records/queries.ts";
import { seen } from "./register.ts";

/** Who may be asked to complete something of these services now; without services they are still to be chosen. */
export function listOwners(
  tx: Tx,
  actor: Context,
  serviceIds: readonly string[] = [],
  present?: string,
): Promise<AbleChoice[]> {
  return listAbleChoices(tx, actor, serviceIds.length > 0 ? serviceIds : undefined, undefined, present);
}

/** Whose actions the reader is shown, in whatever state, by name; for the filter of the register. */
export async function listOwnersOfActions(tx: Tx, actor: Context): Promise<AbleChoice[]> {
  const owners = await tx
    .selectDistinct({ id: actionItems.ownerId })
    .from(actionItems)
    .where(own(actionItems, actor, seen(actor)));
  const names = await personNames(tx, actor);
  return owners
    .map(({ id }) => ({ value: id, label: names.get(id) ?? "Not known" }))
    .sort((a, b) => a.label.localeCompare(b.label, "en-GB"));
}
