import { type Actor, covers } from "#lib/access/actor.ts";
import { can, type Role } from "#lib/access/roles.ts";
import { type ActionState, isUndone } from "./action-item.ts";

export type ActionVerb =
  | "raise"
  | "open"
  | "change"
  | "progress"
  | "redate"
  | "complete"
  | "verify"
  | "check-effect"
  | "cancel";

export type ActionFacts = {
  state: ActionState;
  serviceIds: readonly string[];
  ownerId: string;
  completedBy?: string | null;
  /** Nobody else in the organisation could do it: the owner may, and it is marked. */
  alone?: boolean;
};

/** Whether the actor may do this to this action now. */
export function may(actor: Actor, verb: ActionVerb, action: ActionFacts): boolean {
  const mine = action.ownerId === actor.personId;
  const mineOrOverseen = mine || (can(actor, "action-items", "change") && covers(actor, action.serviceIds));
  const secondPerson = action.alone || (!mine && action.completedBy !== actor.personId);
  const toDo = isUndone(action.state);
  const within = covers(actor, action.serviceIds);
  switch (verb) {
    case "raise":
      return can(actor, "action-items", "raise") && within;
    case "open":
      return can(actor, "action-items", "raise") && within && action.state === "draft";
    case "change":
      return can(actor, "action-items", "change") && within && (action.state === "draft" || toDo);
    case "progress":
      return can(actor, "action-items", "progress") && mineOrOverseen && toDo;
    case "redate":
      return can(actor, "action-items", "redate") && within && toDo;
    case "complete":
      return (
        can(actor, "action-items", "complete") &&
        mineOrOverseen &&
        (action.state === "open" || action.state === "in-progress")
      );
    case "verify":
      return can(actor, "action-items", "verify") && within && secondPerson && action.state === "completed";
    case "check-effect":
      return can(actor, "action-items", "check-effect") && within && secondPerson && action.state === "verified";
    case "cancel":
      return can(actor, "action-items", "cancel") && within && mayCancel(action, mine);
  }
}

/** Its owner asks; somebody else approves. A draft binds nobody yet. */
function mayCancel(action: ActionFacts, mine: boolean): boolean {
  if (action.state === "draft") return true;
  const cancellable = action.state === "open" || action.state === "in-progress" || action.state === "blocked";
  return cancellable && (action.alone || !mine);
}

const actionSteps = [
  "open",
  "verify",
  "check-effect",
  "progress",
  "complete",
  "redate",
  "cancel",
] as const satisfies readonly ActionVerb[];
export type ActionStep = (typeof actionSteps)[number];
export type SecondVerb = "verify" | "check-effect" | "cancel";

/** What the actor may do next, likeliest first, and whether only because no second person exists. */
export function stepsFor(
  actor: Actor,
  action: ActionFacts,
  noSecond: Record<SecondVerb, boolean>,
): { step: ActionStep; alone: boolean }[] {
  return actionSteps.flatMap<{ step: ActionStep; alone: boolean }>((step) => {
    if (may(actor, step, action)) return [{ step, alone: false }];
    const alone = (step === "verify" || step === "check-effect" || step === "cancel") && noSecond[step];
    return alone && may(actor, step, { ...action, alone }) ? [{ step, alone }] : [];
  });
}

const ownOnly: readonly Role[] = ["care-worker", "shift-lead", "care-coordinator"];

/** Roles that work on shift read the actions they own; everyone else those of their services. */
export function readsOwnOnly(actor: { role: string }): boolean {
  return ownOnly.some((role) => role === actor.role);
}
