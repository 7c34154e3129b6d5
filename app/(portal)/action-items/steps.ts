import type { ActionStep } from "#lib/action-items/policy.ts";
import type { FormAction } from "#lib/forms/state.ts";
import {
  cancelActionAction,
  checkEffectAction,
  completeActionAction,
  openActionAction,
  progressActionAction,
  redateActionAction,
  verifyActionAction,
} from "./actions.ts";

/** The form action of each step that an action's page may offer. */
export const stepActions: Record<ActionStep, FormAction> = {
  open: openActionAction,
  progress: progressActionAction,
  complete: completeActionAction,
  verify: verifyActionAction,
  "check-effect": checkEffectAction,
  redate: redateActionAction,
  cancel: cancelActionAction,
};
