import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import { actionCancellations } from "#db/schema/action-items.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { CancelAction } from "../inputs.ts";
import { actionFor, advance, factOf } from "./advance.ts";

export function cancelAction(actor: Actor, input: CancelAction) {
  return changeAs(actor, "action.cancel", (tx) => cancelIn(tx, actor, input));
}

/** It will not be done, says somebody other than its owner, and why. */
export async function cancelIn(tx: Tx, actor: Actor, input: CancelAction) {
  const { action, alone } = await actionFor(tx, actor, "cancel", input.id);
  await advance(tx, actor, action, { version: input.version, to: "cancelled", change: { blockedReason: null } });
  await tx.insert(actionCancellations).values({
    ...factOf(tx, action),
    reason: input.reason,
    fromState: action.state,
    ownerId: action.ownerId,
    approvedBy: actor.personId,
    alone,
  });
  return { id: action.id };
}
