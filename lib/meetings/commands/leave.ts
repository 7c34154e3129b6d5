import "server-only";
import { changeAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { Refusal } from "#lib/refusal.ts";
import { decisionNumber } from "../deciding.ts";
import type { LeaveUndecided } from "../inputs/minutes.ts";
import { findDecision } from "../queries/decisions.ts";
import { listBlocks } from "../queries/minutes.ts";
import { insertBlock } from "./blocks.ts";
import { meetingFor } from "./row.ts";

export function leaveUndecided(actor: Actor, input: LeaveUndecided) {
  return changeAs(actor, "decision.leave", (tx) => leaveUndecidedIn(tx, actor, input));
}

/** Minutes that a question was put and not answered: it stands in what is signed, and comes back to the next meeting. */
export async function leaveUndecidedIn(tx: Tx, actor: Actor, input: LeaveUndecided) {
  const decision = await findDecision(tx, actor, input.decisionId);
  if (!decision) throw new Refusal("not-found", "That decision does not exist.");
  const meeting = await meetingFor(tx, actor, "minute", decision.recordId);
  const number = decisionNumber(decision.itemPosition, decision.position);
  if (decision.outcome) throw new Refusal("conflict", `Question ${number} is answered. Open the minutes again.`);
  if (meeting.state !== "minutes")
    throw new Refusal("conflict", "While the meeting goes on it can still answer. End the meeting first.");
  if ((await listBlocks(tx, actor, meeting.id)).some(({ decisionId }) => decisionId === decision.id))
    throw new Refusal("conflict", `Question ${number} is minuted as not decided already.`);
  await insertBlock(tx, actor, meeting, {
    itemId: decision.itemId,
    kind: "decision",
    words: decision.question,
    decisionId: decision.id,
  });
  return { id: meeting.id, itemId: decision.itemId };
}
