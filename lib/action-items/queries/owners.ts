import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { listHolders } from "#lib/access/holders.ts";
import { can } from "#lib/access/roles.ts";

export type OwnerChoice = { value: string; label: string };

/** Who may be asked to do something now, by name. */
export async function listOwners(tx: Tx, actor: Context): Promise<OwnerChoice[]> {
  const able = (await listHolders(tx, actor)).filter((holder) => can(holder, "action-items", "complete"));
  const names = new Map(able.map((holder) => [holder.personId, holder.name]));
  return [...names].map(([value, label]) => ({ value, label }));
}
