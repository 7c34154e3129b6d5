import "server-only";
import type { Tx } from "#db/client.ts";
import { changeAs } from "#db/client.ts";
import { actionItems } from "#db/schema/action-items.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAble } from "#lib/access/holders.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { linkRecords, openRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { levels, priorityWords } from "../action-item.ts";
import type { RaiseAction } from "../inputs.ts";
import { may } from "../policy.ts";

/** What another room gives when one of its records raises an action; only the seed chooses a number. */
export type NewAction = Omit<RaiseAction, "draft"> & { draft?: boolean; number?: number };

export function raiseAction(actor: Actor, input: RaiseAction) {
  return changeAs(actor, "action.raise", (tx) => raiseActionIn(tx, actor, input));
}

/** Raises an action, with the link from the record that taught it. Answers the record: id, reference, services. */
export async function raiseActionIn(tx: Tx, actor: Actor, input: NewAction) {
  const state = input.draft ? "draft" : "open";
  if (!may(actor, "raise", { state, serviceIds: input.serviceIds, ownerId: input.ownerId })) {
    throw new Refusal("forbidden", "You may raise actions for your own services only. Choose them.", {
      field: "serviceIds",
    });
  }
  await mustBeOwner(tx, actor, input);
  const today = londonDay(tx.now);
  const dueOn = input.dueOn ?? addDays(today, priorityWords[input.priority].days);
  if (dueOn < today) throw new Refusal("conflict", "Choose a due date that is not in the past.", { field: "dueOn" });
  const record = await openRecord(tx, actor, {
    kind: "action-item",
    title: input.title,
    state,
    serviceIds: input.serviceIds,
    ownerId: input.ownerId,
    ...(input.number ? { number: input.number } : {}),
  });
  // The link comes first: it proves that the actor can see the record that raises the action.
  if (input.sourceRecordId)
    await linkRecords(tx, actor, { fromId: input.sourceRecordId, toId: record.id, kind: "raised" });
  await tx.insert(actionItems).values({
    organisationId: actor.organisationId,
    id: record.id,
    ...columnsOf(input),
    sourceId: input.sourceRecordId ?? null,
    dueOn,
    originalDueOn: dueOn,
    state,
    raisedBy: actor.personId,
    raisedAt: tx.now,
    serviceIds: record.serviceIds,
    changedAt: tx.now,
  });
  return record;
}

type Content = Pick<
  NewAction,
  "title" | "detail" | "finding" | "sourceKind" | "ownerId" | "priority" | "level" | "measure"
>;

export function columnsOf(input: Content) {
  return {
    title: input.title,
    detail: input.detail ?? null,
    finding: input.finding ?? null,
    sourceKind: input.sourceKind,
    ownerId: input.ownerId,
    priority: input.priority,
    level: input.level,
    strength: levels[input.level].strength,
    measure: input.measure,
  };
}

/** An owner is somebody here now, who has accepted their invitation, sees the action and may complete it. */
export async function mustBeOwner(
  tx: Tx,
  actor: Actor,
  input: { ownerId: string; serviceIds: readonly string[] },
): Promise<void> {
  const able = await listAble(tx, actor, input.serviceIds);
  if (able.some(({ personId }) => personId === input.ownerId)) return;
  throw new Refusal("conflict", "Choose someone who has accepted their invitation and sees these services.", {
    field: "ownerId",
  });
}
