import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { Refusal } from "#lib/refusal.ts";
import { decisionNumber } from "../deciding.ts";
import type { LeaveUndecided } from "../inputs/minutes.ts";
import { findDecision } from "../queries/decisions.ts";
import { listBlocks } from "../queries/minutes.ts";
import { insertBlock, takeOut } from "./blocks.ts";
import { meetingFor } from "./row.ts";

export function leaveUndecided(actor: Actor, input: LeaveUndecided) {
  return changeAs(actor, "decision.leave", (tx) => leaveUndecidedIn(tx, actor, input));
}

/** Minutes that a question has no answer from the meeting: it stands in what is signed, and comes back to the next one. */
export async function leaveUndecidedIn(tx: Tx, actor: Actor, input: LeaveUndecided) {
  const { decision, meeting, number, block } = await questionFor(tx, actor, input.decisionId);
  if (decision.outcome) throw new Refusal("conflict", `Question ${number} is answered. Open the minutes again.`);
  if (meeting.state !== "minutes")
    throw new Refusal("conflict", "While the meeting goes on it can still answer. End the meeting first.");
  if (block) throw new Refusal("conflict", `Question ${number} is minuted as not decided already.`);
  await insertBlock(tx, actor, meeting, {
    itemId: decision.itemId,
    kind: "decision",
    words: decision.question,
    decisionId: decision.id,
  });
  return { id: meeting.id, itemId: decision.itemId };
}

export function takeBackUndecided(actor: Actor, input: LeaveUndecided) {
  return changeAs(actor, "decision.take-back", (tx) => takeBackUndecidedIn(tx, actor, input));
}

/** Until the minutes go to the chair a wrong press is put right: the question stands without an answer again. */
export async function takeBackUndecidedIn(tx: Tx, actor: Actor, input: LeaveUndecided) {
  const { decision, meeting, number, block } = await questionFor(tx, actor, input.decisionId);
  if (decision.outcome || !block)
    throw new Refusal("conflict", `The minutes do not say that question ${number} was not decided.`);
  await takeOut(tx, actor, meeting, block.id);
  return { id: meeting.id, itemId: decision.itemId };
}

/** A question, the meeting it was put to, for those who write its minutes, and the minute that tells of it. */
async function questionFor(tx: Tx, actor: Actor, id: string) {
  const decision = await findDecision(tx, actor, id);
  if (!decision) throw new Refusal("not-found", "That question does not exist.");
  const meeting = await meetingFor(tx, actor, "minute", decision.recordId);
  const block = (await listBlocks(tx, actor, meeting.id)).find(({ decisionId }) => decisionId === decision.id);
  return { decision, meeting, number: decisionNumber(decision.itemPosition, decision.position), block };
}
