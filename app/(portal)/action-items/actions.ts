"use server";

import { doneSaid, lookSaid } from "#lib/action-items/action-item.ts";
import { cancelAction } from "#lib/action-items/commands/cancel.ts";
import { changeAction, openAction } from "#lib/action-items/commands/change.ts";
import { completeAction } from "#lib/action-items/commands/complete.ts";
import { progressAction, redateAction } from "#lib/action-items/commands/progress.ts";
import { raiseAction } from "#lib/action-items/commands/raise.ts";
import { checkEffect, verifyAction } from "#lib/action-items/commands/verify.ts";
import {
  CancelAction,
  ChangeAction,
  CheckEffect,
  CompleteAction,
  OpenAction,
  ProgressAction,
  RaiseAction,
  RedateAction,
  VerifyAction,
} from "#lib/action-items/inputs.ts";
import { formAction } from "#lib/forms/action.ts";

const pageOf = (action: { id: string }) => ({ to: `/action-items/${action.id}` });
const texts = {
  title: "What will be done",
  finding: "What was found",
  detail: "The detail",
  measure: "How we will know it worked",
};

export const raiseActionAction = formAction(
  "action-items",
  RaiseAction,
  async (actor, input) => pageOf(await raiseAction(actor, input)),
  { says: "The action is raised.", texts },
);
export const changeActionAction = formAction(
  "action-items",
  ChangeAction,
  async (actor, input) => pageOf(await changeAction(actor, input)),
  { says: "The action is changed.", texts },
);
export const openActionAction = formAction(
  "action-items",
  OpenAction,
  async (actor, input) => pageOf(await openAction(actor, input)),
  { says: "The action is open." },
);
export const progressActionAction = formAction(
  "action-items",
  ProgressAction,
  async (actor, input) => pageOf(await progressAction(actor, input)),
  { says: "Your progress is recorded.", texts: { note: "The note" } },
);
export const redateActionAction = formAction(
  "action-items",
  RedateAction,
  async (actor, input) => pageOf(await redateAction(actor, input)),
  { says: "The due date is changed. The one before is kept with your reason.", texts: { reason: "The reason" } },
);
export const completeActionAction = formAction(
  "action-items",
  CompleteAction,
  async (actor, input) => {
    const done = await completeAction(actor, input);
    return { ...pageOf(done), says: doneSaid(done.alone) };
  },
  {
    texts: { summary: "What was done", proofNote: "What can be seen" },
  },
);
export const verifyActionAction = formAction(
  "action-items",
  VerifyAction,
  async (actor, input) => ({ ...pageOf(await verifyAction(actor, input)), says: lookSaid[input.outcome] }),
  { texts: { how: "What you looked at" } },
);
export const checkEffectAction = formAction(
  "action-items",
  CheckEffect,
  async (actor, input) => pageOf(await checkEffect(actor, input)),
  { says: "The effect check is recorded.", texts: { found: "What was seen" } },
);
export const cancelActionAction = formAction(
  "action-items",
  CancelAction,
  async (actor, input) => pageOf(await cancelAction(actor, input)),
  { says: "The action is cancelled.", texts: { reason: "The reason" } },
);
