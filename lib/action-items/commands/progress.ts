import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import { actionDueChanges, actionProgress } from "#db/schema/action-items.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { ProgressAction, RedateAction } from "../inputs.ts";
import type { FoundAction } from "../queries/register.ts";
import { actionFor, advance, factOf } from "./advance.ts";

export function progressAction(actor: Actor, input: ProgressAction) {
  return changeAs(actor, "action.progress", (tx) => progressIn(tx, actor, input));
}

/** Adds what was done or what stands in the way. A note on an action that did not work takes it up again. */
export async function progressIn(tx: Tx, actor: Actor, input: ProgressAction) {
  const { action } = await actionFor(tx, actor, "progress", input.id);
  await advance(tx, actor, action, {
    version: input.version,
    to: input.state,
    change: { blockedReason: input.state === "blocked" ? input.note.slice(0, 600) : null, ...afresh },
  });
  await tx
    .insert(actionProgress)
    .values({ ...factOf(tx, action), note: input.note, state: input.state, personId: actor.personId });
  return { id: action.id };
}

/** Nothing of an earlier completion stays on an action that has to be done again; the facts keep it. */
export const afresh = { completedAt: null, completedBy: null, proof: null, verifiedAt: null, effectDueOn: null };

export function redateAction(actor: Actor, input: RedateAction) {
  return changeAs(actor, "action.redate", (tx) => redateIn(tx, actor, input));
}

/** Moves the due date for a reason; every earlier date stays readable, the first one above all. */
export async function redateIn(tx: Tx, actor: Actor, input: RedateAction) {
  const { action } = await actionFor(tx, actor, "redate", input.id);
  if (input.dueOn === action.dueOn) {
    throw new Refusal("conflict", "That is the due date already.", { field: "dueOn" });
  }
  const change = dueAgain(tx, action, input.dueOn);
  await advance(tx, actor, action, { version: input.version, to: action.state, change });
  await keepDueChange(tx, actor, action, input);
  return { id: action.id };
}

/** The columns of a new due date, which is never in the past. */
export function dueAgain(tx: Tx, action: FoundAction, dueOn: string) {
  if (dueOn < londonDay(tx.now)) {
    throw new Refusal("conflict", "Choose a due date that is not in the past.", { field: "dueOn" });
  }
  return dueOn === action.dueOn ? {} : { dueOn, dueChanges: action.dueChanges + 1 };
}

/** Keeps the date that was left, with the reason. */
export async function keepDueChange(
  tx: Tx,
  actor: Actor,
  action: FoundAction,
  { dueOn, reason }: { dueOn: string; reason: string },
): Promise<void> {
  if (dueOn === action.dueOn) return;
  await tx
    .insert(actionDueChanges)
    .values({ ...factOf(tx, action), fromOn: action.dueOn, toOn: dueOn, reason, personId: actor.personId });
}
