import type { LinkedAction } from "#components/ui/linked-actions.tsx";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { isUndone, standingOf } from "#lib/action-items/action-item.ts";
import { strengthMix } from "#lib/action-items/queries/measures.ts";
import { listActionsOf } from "#lib/action-items/queries/register.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { personNames } from "#lib/records/queries.ts";

/** The actions that a disruption's findings raised, as its pages show them, and how strong they are. */
export async function readLearned(tx: Tx, actor: Actor, id: string) {
  const people = await personNames(tx, actor);
  const today = londonDay(tx.now);
  const rows = await listActionsOf(tx, actor, id);
  const actions = rows.map((row): [string, LinkedAction] => {
    const standing = standingOf(row, today);
    const owner = people.get(row.ownerId);
    const closed = row.verifiedAt ? formatDate(row.verifiedAt) : null;
    return [
      row.id,
      {
        id: row.id,
        reference: row.reference,
        title: row.title,
        href: `/action-items/${row.id}`,
        state: standing.shape,
        word: standing.word,
        ...(owner ? { owner } : {}),
        due: isUndone(row.state) ? `Due ${formatDate(row.dueOn)}` : closed,
      },
    ];
  });
  return { actions: new Map(actions), mix: await strengthMix(tx, actor, id) };
}
