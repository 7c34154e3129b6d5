import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { moveRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import type { ActionState } from "../action-item.ts";
import type { ChangeAction, OpenAction } from "../inputs.ts";
import { actionFor, advance } from "./advance.ts";
import { columnsOf, mustBeOwner } from "./raise.ts";

export function changeAction(actor: Actor, input: ChangeAction) {
  return changeAs(actor, "action.change", (tx) => changeActionIn(tx, actor, input));
}

/** Changes what an action says. Its due date and its state have verbs of their own. */
export async function changeActionIn(tx: Tx, actor: Actor, input: ChangeAction) {
  const { action } = await actionFor(tx, actor, "change", input.id);
  // Who has it already keeps it, also where they could not be asked today.
  if (input.ownerId !== action.ownerId || !sameServices(input.serviceIds, action.serviceIds))
    await mustBeOwner(tx, actor, input);
  const due = draftDue(action.state, action.dueOn, input.dueOn);
  await advance(tx, actor, action, {
    version: input.version,
    to: action.state,
    change: { ...columnsOf(input), ...(due ? { dueOn: due, originalDueOn: due } : {}) },
  });
  await moveRecord(tx, actor, input.id, input.serviceIds);
  return { id: action.id };
}

const sameServices = (wanted: readonly string[], now: readonly string[]) =>
  new Set(wanted).size === now.length && now.every((id) => wanted.includes(id));

function draftDue(state: ActionState, now: string, wanted: string | undefined): string | undefined {
  if (!wanted || wanted === now) return undefined;
  if (state === "draft") return wanted;
  throw new Refusal("conflict", "A due date moves with a reason: use “Move the due date” on the action's page.", {
    field: "dueOn",
  });
}

export function openAction(actor: Actor, input: OpenAction) {
  return changeAs(actor, "action.open", (tx) => openActionIn(tx, actor, input));
}

/** Gives a draft to its owner. */
export async function openActionIn(tx: Tx, actor: Actor, input: OpenAction) {
  const { action } = await actionFor(tx, actor, "open", input.id);
  await advance(tx, actor, action, { version: input.version, to: "open" });
  return { id: action.id };
}
