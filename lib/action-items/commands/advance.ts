import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { actionItems } from "#db/schema/action-items.ts";
import type { Actor } from "#lib/access/actor.ts";
import { anotherMay, listHolders } from "#lib/access/holders.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { keepRecord } from "#lib/records/commands.ts";
import { personNames } from "#lib/records/queries.ts";
import { Refusal } from "#lib/refusal.ts";
import { type ActionState, actionStates, mayMove, stateWords } from "../action-item.ts";
import { type ActionVerb, may, type SecondVerb } from "../policy.ts";
import { findHistory } from "../queries/history.ts";
import { type FoundAction, findAction } from "../queries/register.ts";

const refused: Record<ActionVerb, string> = {
  raise: "You may raise actions for your own services only.",
  open: "You may not give this action to its owner.",
  change: "You may not change this action.",
  progress: "You may not add progress to this action.",
  redate: "You may not move this action's due date.",
  complete: "You may not complete this action.",
  verify: "Somebody other than its owner and whoever completed it has to verify this action.",
  "check-effect": "Somebody other than its owner and whoever completed it has to check the effect of this action.",
  cancel: "Somebody other than its owner has to approve the cancellation of this action.",
};

const needsSecond = (verb: ActionVerb): verb is SecondVerb =>
  verb === "verify" || verb === "check-effect" || verb === "cancel";

/** The action, if the actor may do this to it now; `alone` says that no second person exists who could. */
export async function actionFor(tx: Tx, actor: Actor, verb: ActionVerb, id: string) {
  const action = await findAction(tx, actor, id);
  if (!action) throw new Refusal("not-found", "That action does not exist.");
  if (may(actor, verb, action)) return { action, alone: false };
  const alone = needsSecond(verb) && (await noSecondPerson(tx, actor, verb, action));
  if (alone && may(actor, verb, { ...action, alone })) return { action, alone };
  const elsewhere = actionStates.some((state) => may(actor, verb, { ...action, state, alone }));
  throw new Refusal("forbidden", (elsewhere && (await whatIsDone(tx, actor, action))) || refused[verb]);
}

/** The last thing that happened to an action, told to somebody who comes too late to do it. */
async function whatIsDone(tx: Tx, actor: Actor, action: FoundAction): Promise<string | undefined> {
  const { verifications, effectChecks, completions, cancellation } = await findHistory(tx, actor, action.id);
  const told = (fact: { at: Date; personId: string } | undefined, words: string) => fact && { ...fact, words };
  const seen = verifications.at(-1);
  const facts = [
    told(completions.at(-1), "It was marked as done"),
    told(seen, seen?.outcome === "returned" ? "It was sent back to its owner" : "It was verified"),
    told(effectChecks.at(-1), "Its effect was checked"),
    told(cancellation, "It was cancelled"),
  ];
  const [last] = facts.flatMap((fact) => fact ?? []).sort((a, b) => b.at.getTime() - a.at.getTime());
  if (!last) return undefined;
  const who = (await personNames(tx, actor)).get(last.personId) ?? "somebody";
  return `${last.words} by ${who} on ${formatDateTime(last.at)}.`;
}

async function noSecondPerson(
  tx: Tx,
  actor: Actor,
  verb: SecondVerb,
  action: Pick<FoundAction, "ownerId" | "completedBy" | "serviceIds">,
): Promise<boolean> {
  const except = verb === "cancel" ? [action.ownerId] : [action.ownerId, action.completedBy];
  return !anotherMay(await listHolders(tx, actor), {
    room: "action-items",
    verb,
    serviceIds: action.serviceIds,
    except,
  });
}

/** For each verb that needs two people, whether nobody else holds a role that may. */
export async function whereAlone(
  tx: Tx,
  actor: Actor,
  action: Pick<FoundAction, "ownerId" | "completedBy" | "serviceIds">,
): Promise<Record<SecondVerb, boolean>> {
  return {
    verify: await noSecondPerson(tx, actor, "verify", action),
    "check-effect": await noSecondPerson(tx, actor, "check-effect", action),
    cancel: await noSecondPerson(tx, actor, "cancel", action),
  };
}

type Change = Partial<Omit<typeof actionItems.$inferInsert, "id" | "organisationId" | "version" | "state">>;

/** Moves an action on, from the version that the actor saw. */
export async function advance(
  tx: Tx,
  actor: Actor,
  action: FoundAction,
  step: { version: number; to: ActionState; change?: Change },
): Promise<void> {
  if (action.state !== step.to && !mayMove(action.state, step.to)) {
    throw new Refusal("conflict", `An action that is ${stateWords[action.state].toLowerCase()} cannot go there.`);
  }
  const [row] = await tx
    .update(actionItems)
    .set({ ...step.change, state: step.to, changedAt: tx.now, version: sql`${actionItems.version} + 1` })
    .where(own(actionItems, actor, eq(actionItems.id, action.id), eq(actionItems.version, step.version)))
    .returning({ id: actionItems.id });
  if (!row) throw staleAction(action);
  await keepRecord(tx, actor, action.id, {
    state: step.to,
    ...(step.change?.title ? { title: step.change.title } : {}),
    ...(step.change?.ownerId ? { ownerId: step.change.ownerId } : {}),
  });
}

/** What every fact about an action begins with. */
export function factOf(tx: Tx, action: FoundAction) {
  return {
    organisationId: action.organisationId,
    id: randomUUID(),
    recordId: action.id,
    serviceIds: action.serviceIds,
    at: tx.now,
  };
}

/** Both versions are shown: what was typed stays in the form, beside what the record says now. */
function staleAction(action: FoundAction): Refusal {
  return new Refusal("stale", "Someone changed this action while you were reading it.", {
    current: {
      title: action.title,
      detail: action.detail ?? "",
      finding: action.finding ?? "",
      sourceKind: action.sourceKind,
      ownerId: action.ownerId,
      priority: action.priority,
      level: action.level,
      measure: action.measure,
      dueOn: formatDate(action.dueOn),
      serviceIds: action.serviceIds.join(","),
      version: String(action.version),
    },
  });
}
