import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import { actionEffectChecks, actionVerifications } from "#db/schema/action-items.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import { effectMayShow } from "../action-item.ts";
import type { CheckEffect, VerifyAction } from "../inputs.ts";
import { actionFor, advance, factOf } from "./advance.ts";
import { afresh, dueAgain, keepDueChange } from "./progress.ts";

export function verifyAction(actor: Actor, input: VerifyAction) {
  const verb = input.outcome === "confirmed" ? "action.verify" : "action.send-back";
  return changeAs(actor, verb, (tx) => verifyIn(tx, actor, input));
}

/** A second person has looked: it was done, or it goes back to its owner. */
export async function verifyIn(tx: Tx, actor: Actor, input: VerifyAction) {
  const { action, alone } = await actionFor(tx, actor, "verify", input.id);
  const confirmed = input.outcome === "confirmed";
  await advance(tx, actor, action, {
    version: input.version,
    to: confirmed ? "verified" : "in-progress",
    change: confirmed ? { verifiedAt: tx.now } : afresh,
  });
  await tx.insert(actionVerifications).values({
    ...factOf(tx, action),
    outcome: input.outcome,
    how: input.how,
    ownerId: action.ownerId,
    completedBy: action.completedBy ?? action.ownerId,
    personId: actor.personId,
    alone,
  });
  return { id: action.id };
}

export function checkEffect(actor: Actor, input: CheckEffect) {
  return changeAs(actor, "action.check-effect", (tx) => checkEffectIn(tx, actor, input));
}

/** On a later day than it was completed: did it work? If it did not, its owner has it again, by a new date. */
export async function checkEffectIn(tx: Tx, actor: Actor, input: CheckEffect) {
  const { action, alone } = await actionFor(tx, actor, "check-effect", input.id);
  if (!effectMayShow(action.completedAt ? londonDay(action.completedAt) : undefined, londonDay(tx.now))) {
    throw new Refusal("conflict", "An effect is checked on a later day than the action was completed.");
  }
  const again = input.result === "not-effective" ? input.dueOn : undefined;
  const change = again ? dueAgain(tx, action, again) : {};
  await advance(tx, actor, action, { version: input.version, to: input.result, change });
  if (again) await keepDueChange(tx, actor, action, { dueOn: again, reason: "It did not work." });
  await tx.insert(actionEffectChecks).values({
    ...factOf(tx, action),
    result: input.result,
    found: input.found,
    ownerId: action.ownerId,
    personId: actor.personId,
    alone,
  });
  return { id: action.id };
}
