import { actionPriorities, levelIds } from "#lib/action-items/action-item.ts";
import { raiseActionIn } from "#lib/action-items/commands/raise.ts";
import type { Raise } from "#lib/meetings/commands/raise.ts";
import { Refusal } from "#lib/refusal.ts";

/** An action that a meeting asked for, by the actions' own command. */
export const raiseHere: Raise = (tx, actor, { id, title, ownerId, dueOn, measure, serviceIds, ...input }) => {
  const priority = actionPriorities.find((one) => one === input.priority);
  if (!priority) throw new Refusal("conflict", "Choose how soon it matters.", { field: "priority" });
  const level = levelIds.find((one) => one === input.level);
  if (!level) throw new Refusal("conflict", "Choose what kind of change it is.", { field: "level" });
  return raiseActionIn(tx, actor, {
    ...{ title, ownerId, dueOn, measure, serviceIds, priority, level, sourceKind: "meeting", sourceRecordId: id },
    detail: undefined,
    finding: undefined,
  });
};
