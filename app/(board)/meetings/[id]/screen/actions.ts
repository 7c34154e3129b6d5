"use server";

import { z } from "zod";
import { read, standsNow } from "#lib/access/gate.ts";
import { logFault } from "#lib/access/log-fault.ts";
import { sessionToken } from "#lib/access/session.ts";
import { decidePressed, Pressed, pressedByAnother } from "#lib/board/pressed.ts";
import type { Looked } from "#lib/board/screen.ts";
import { decidedNow, showBoard } from "#lib/board/show.ts";
import { type Sent, sentOf } from "#lib/board/waiting.ts";
import { effects } from "#lib/carrying/commands.ts";
import { formAction } from "#lib/forms/action.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";
import { idle } from "#lib/forms/state.ts";
import { openItem } from "#lib/meetings/commands/open-item.ts";
import { OpenItem } from "#lib/meetings/inputs/papers.ts";
import { writeItem } from "#lib/papers/write.ts";

const open = formAction("meetings", OpenItem, async (actor, input) => {
  await openItem(actor, input, writeItem);
  return { message: "The item is open." };
});

/**
 * Tells the meeting which item is open; whoever leads stays where they are. Its figures are frozen as it is opened, so
 * what the minutes will quote comes back for the screen to show.
 */
export async function tellItem(form: FormData): Promise<{ told: boolean } & Looked> {
  if (!(await isSameOrigin())) return { told: false, again: false };
  const { status } = await open(idle, form);
  if (status !== "done") return { told: false, again: status === "fault" };
  return { told: true, ...(await lookAgain(String(form.get("id")))) };
}

/** The meeting as its screen would show it if it were opened now, for one that stays open. */
export async function lookAgain(meetingId: string): Promise<Looked> {
  if (!(await isSameOrigin())) return { again: false };
  try {
    const actor = await standsNow((await sessionToken()) ?? "", "meetings");
    const id = z.uuid().safeParse(meetingId);
    if (!actor || !id.success) return { again: false };
    const board = await showBoard((run, asAt) => read(actor, run, asAt), actor, id.data);
    return board ? { shown: board.shown, again: false } : { again: false };
  } catch (error) {
    logFault(error);
    // No redirect may take the room's screen away: it keeps what it shows.
    return { again: true };
  }
}

const record = formAction(
  "meetings",
  Pressed,
  async (actor, input) => {
    const { waits } = await decidePressed(actor, input, effects);
    return { message: waits ? "It waits for somebody whose role can carry it out." : "" };
  },
  { texts: { because: "The reason" } },
);

/** Records what was pressed in the room, or says why it is not recorded and what stands instead. */
export async function sendDecision(form: FormData): Promise<Sent> {
  if (!(await isSameOrigin())) return { kind: "fault", says: "It came from another site." };
  try {
    const actor = await standsNow((await sessionToken()) ?? "", "meetings");
    if (!actor) return { kind: "signed-out" };
    if (form.get("pressedBy") !== actor.accountId)
      return { kind: "other", me: actor.accountId, says: pressedByAnother };
    const state = await record(idle, form);
    const decided = await read(actor, (tx) => decidedNow(tx, actor, String(form.get("decisionId"))));
    return sentOf(state, decided);
  } catch (error) {
    logFault(error);
    // Whoever pressed stays on the screen: an answer that is not known is asked for again.
    return { kind: "fault", says: "Holdfast did not answer." };
  }
}
