"use server";

import { revalidatePath } from "next/cache";
import { effects, raiseHere } from "#lib/carrying/commands.ts";
import { formAction } from "#lib/forms/action.ts";
import { formOfParts } from "#lib/forms/parts.ts";
import { addAddendum } from "#lib/meetings/commands/addenda.ts";
import { changeBlock, recordNothing, removeBlock, settleBlock, writeBlock } from "#lib/meetings/commands/blocks.ts";
import { carryOut } from "#lib/meetings/commands/carry.ts";
import { decide, putDecision } from "#lib/meetings/commands/decide.ts";
import { leaveUndecided, takeBackUndecided } from "#lib/meetings/commands/leave.ts";
import { raiseFromItem } from "#lib/meetings/commands/raise.ts";
import { assureMeeting, returnMinutes, sendMinutes, signMinutes } from "#lib/meetings/commands/sign.ts";
import { castVote, recordVotes } from "#lib/meetings/commands/vote.ts";
import {
  AddAddendum,
  Assure,
  CarryOut,
  CastVote,
  ChangeBlock,
  Decide,
  LeaveUndecided,
  NothingToRecord,
  PutDecision,
  RaiseFromItem,
  RecordVotes,
  RemoveBlock,
  ReturnMinutes,
  SendMinutes,
  SettleBlock,
  SignMinutes,
  WriteBlock,
} from "#lib/meetings/inputs/minutes.ts";
import { votes } from "#lib/meetings/minute.ts";

const to = async (done: Promise<{ id: string; itemId?: string }>) => {
  const { id, itemId } = await done;
  return { to: `/meetings/${id}/minutes${itemId ? `?item=${itemId}` : ""}` };
};

export const writeBlockAction = formAction("meetings", WriteBlock, (actor, input) => to(writeBlock(actor, input)), {
  says: "The minute is saved.",
  texts: { words: "The minute" },
});
export const recordNothingAction = formAction(
  "meetings",
  NothingToRecord,
  (actor, input) => to(recordNothing(actor, input)),
  { says: "The item says that there is nothing to record." },
);
export const changeBlockAction = formAction(
  "meetings",
  ChangeBlock,
  async (actor, input) => {
    const { id, itemId, differs } = await changeBlock(actor, input);
    const page = `/meetings/${id}/minutes?item=${itemId}`;
    if (!differs) return { to: page, says: "The minute is saved." };
    const says = "Somebody saved this minute meanwhile. Both texts are kept: choose what stays.";
    return { to: page, says, tone: "warn" };
  },
  { texts: { words: "The minute" } },
);
export const removeBlockAction = formAction("meetings", RemoveBlock, (actor, input) => to(removeBlock(actor, input)), {
  says: "The minute is taken out. The trail keeps it.",
});
export const settleBlockAction = formAction("meetings", SettleBlock, (actor, input) => to(settleBlock(actor, input)), {
  says: "One text stands now.",
});

export const raiseFromItemAction = formAction(
  "meetings",
  RaiseFromItem,
  (actor, input) => to(raiseFromItem(actor, input, raiseHere)),
  { says: "The action is raised.", texts: { title: "The action", measure: "How the meeting will know" } },
);

export const putDecisionAction = formAction("meetings", PutDecision, (actor, input) => to(putDecision(actor, input)), {
  says: "The question is put to the meeting.",
  texts: { question: "The question", recommendation: "The recommendation" },
});
const decideAction = formAction(
  "meetings",
  Decide,
  async (actor, input) => {
    const { id, itemId, waits } = await decide(actor, input, effects);
    const says = waits ? "The decision is recorded. Its card says for what it waits." : "The decision is recorded.";
    return { to: `/meetings/${id}/minutes?item=${itemId}`, says };
  },
  { texts: { because: "The reason" } },
);
export const leaveUndecidedAction = formAction(
  "meetings",
  LeaveUndecided,
  (actor, input) => to(leaveUndecided(actor, input)),
  { says: "The minutes say that it was not decided. It comes back to the committee's next meeting." },
);
export const takeBackUndecidedAction = formAction(
  "meetings",
  LeaveUndecided,
  (actor, input) => to(takeBackUndecided(actor, input)),
  { says: "The question stands without an answer again." },
);
export const carryOutAction = formAction("meetings", CarryOut, (actor, input) => to(carryOut(actor, input, effects)), {
  says: "It is carried out.",
});
/** Votes stand beside the decision that they carry: the page is told again where it is, so that what is typed there stays. */
const inPlace = (message: string) => {
  revalidatePath("/", "layout");
  return { message };
};
export const castVoteAction = formAction("meetings", CastVote, async (actor, input) => {
  await castVote(actor, input);
  return inPlace("Your vote is recorded.");
});
export const recordVotesAction = formAction("meetings", RecordVotes, async (actor, input) => {
  const { stays } = await recordVotes(actor, input);
  const kept = stays.length > 0 ? ` As they gave it themselves stays the vote of: ${stays.join(", ")}.` : "";
  return inPlace(`The votes are recorded.${kept}`);
});
/** One form holds the answer to a question and its votes. */
export const answerAction = formOfParts(decideAction, {
  votes: { action: recordVotesAction, fields: [...votes, "seen"] },
  "own-vote": { action: castVoteAction, fields: ["vote"] },
});

export const assureMeetingAction = formAction("meetings", Assure, (actor, input) => to(assureMeeting(actor, input)), {
  says: "The assurance level is recorded.",
  texts: { assuranceReason: "What it rests on" },
});
export const sendMinutesAction = formAction("meetings", SendMinutes, (actor, input) => to(sendMinutes(actor, input)), {
  says: "The minutes are with the chair.",
});
export const returnMinutesAction = formAction(
  "meetings",
  ReturnMinutes,
  (actor, input) => to(returnMinutes(actor, input)),
  { says: "The minutes are back with those who write them.", texts: { reason: "What must change" } },
);
export const signMinutesAction = formAction("meetings", SignMinutes, (actor, input) => to(signMinutes(actor, input)), {
  says: "The minutes are signed.",
  texts: { reason: "The reason" },
});
export const addAddendumAction = formAction("meetings", AddAddendum, (actor, input) => to(addAddendum(actor, input)), {
  says: "The addendum stands below the minutes.",
  texts: { words: "The addendum" },
});
