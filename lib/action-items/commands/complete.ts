import "server-only";
import { eq } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { actionCompletions } from "#db/schema/action-items.ts";
import { attachments } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { linkRecords } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { effectAfterDays } from "../action-item.ts";
import type { CompleteAction } from "../inputs.ts";
import { actionFor, advance, factOf, whereAlone } from "./advance.ts";

export function completeAction(actor: Actor, input: CompleteAction) {
  return changeAs(actor, "action.complete", (tx) => completeIn(tx, actor, input));
}

/** Done, with what shows it. From here someone else has to look, where there is someone, and on a later day whether it worked. */
export async function completeIn(tx: Tx, actor: Actor, input: CompleteAction) {
  const { action } = await actionFor(tx, actor, "complete", input.id);
  const today = londonDay(tx.now);
  const effectDueOn = input.effectDueOn ?? addDays(today, effectAfterDays);
  if (effectDueOn <= today) {
    throw new Refusal("conflict", "Choose a later day: an effect shows only after a while.", { field: "effectDueOn" });
  }
  const attachmentId = input.proof === "file" ? (input.attachmentId ?? null) : null;
  const evidenceId = input.proof === "record" ? (input.evidenceId ?? null) : null;
  if (attachmentId) await mustBeOn(tx, actor, action.id, attachmentId);
  if (evidenceId === action.id) {
    throw new Refusal("conflict", "An action cannot be its own proof.", { field: "evidenceId" });
  }
  if (evidenceId) await linkRecords(tx, actor, { fromId: action.id, toId: evidenceId, kind: "evidence" });
  await advance(tx, actor, action, {
    version: input.version,
    to: "completed",
    change: { completedAt: tx.now, completedBy: actor.personId, proof: input.proof, effectDueOn },
  });
  await tx.insert(actionCompletions).values({
    ...factOf(tx, action),
    summary: input.summary,
    proof: input.proof,
    attachmentId,
    evidenceId,
    proofNote: input.proof === "note" ? (input.proofNote ?? null) : null,
    personId: actor.personId,
  });
  const { verify: alone } = await whereAlone(tx, actor, { ...action, completedBy: actor.personId });
  return { id: action.id, alone };
}

async function mustBeOn(tx: Tx, actor: Actor, actionId: string, attachmentId: string): Promise<void> {
  const [file] = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(own(attachments, actor, eq(attachments.id, attachmentId), eq(attachments.recordId, actionId)));
  if (!file) {
    throw new Refusal("not-found", "Choose a file that is attached to this action.", { field: "attachmentId" });
  }
}
