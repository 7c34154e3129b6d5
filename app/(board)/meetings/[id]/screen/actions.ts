"use server";

import { read, standsNow } from "#lib/access/gate.ts";
import { logFault } from "#lib/access/log-fault.ts";
import { sessionToken } from "#lib/access/session.ts";
import { decidePressed, Pressed, pressedByAnother } from "#lib/board/pressed.ts";
import { decidedNow } from "#lib/board/show.ts";
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

/** Tells the meeting which item is open; whoever leads stays where they are. */
export async function tellItem(form: FormData): Promise<boolean> {
  if (!(await isSameOrigin())) return false;
  return (await open(idle, form)).status === "done";
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
