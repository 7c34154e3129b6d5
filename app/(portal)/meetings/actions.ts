"use server";

import { formAction } from "#lib/forms/action.ts";
import { addItem, arrangeItem, changeItem } from "#lib/meetings/commands/agenda.ts";
import { appoint, releaseMember } from "#lib/meetings/commands/appoint.ts";
import { declareInterest, recordAttendance } from "#lib/meetings/commands/attend.ts";
import { beginMeeting, endMeeting } from "#lib/meetings/commands/begin.ts";
import { callMeetings, cancelMeeting, changeMeeting } from "#lib/meetings/commands/call.ts";
import { changeCommittee, closeCommittee, makeCommittee } from "#lib/meetings/commands/committees.ts";
import {
  AddItem,
  Appoint,
  ArrangeItem,
  ChangeCommittee,
  ChangeItem,
  CloseCommittee,
  MakeCommittee,
  ReleaseMember,
} from "#lib/meetings/inputs/committees.ts";
import {
  attendFormShape,
  BeginMeeting,
  CallMeetings,
  CancelMeeting,
  ChangeMeeting,
  DeclareInterest,
  EndMeeting,
} from "#lib/meetings/inputs/meetings.ts";

const committeePage = ({ id }: { id: string }) => ({ to: `/meetings/committees/${id}` });
const meetingPage = ({ id }: { id: string }) => ({ to: `/meetings/${id}` });
const committeeTexts = { name: "The name", terms: "The terms of reference", place: "Where it meets" };
const itemTexts = { title: "The item", presenter: "Who presents it" };

export const makeCommitteeAction = formAction(
  "meetings",
  MakeCommittee,
  async (actor, input) => committeePage(await makeCommittee(actor, input)),
  { says: "The committee is made. Appoint its chair and members.", texts: committeeTexts },
);
export const changeCommitteeAction = formAction(
  "meetings",
  ChangeCommittee,
  async (actor, input) => committeePage(await changeCommittee(actor, input)),
  { texts: committeeTexts },
);
export const closeCommitteeAction = formAction(
  "meetings",
  CloseCommittee,
  async (actor, input) => committeePage(await closeCommittee(actor, input)),
  { says: "The committee is closed.", texts: { reason: "The reason" } },
);
export const appointAction = formAction(
  "meetings",
  Appoint,
  async (actor, input) => committeePage(await appoint(actor, input)),
  { says: "The post is recorded." },
);
export const releaseMemberAction = formAction(
  "meetings",
  ReleaseMember,
  async (actor, input) => committeePage(await releaseMember(actor, input)),
  { says: "The post has ended." },
);

export const addTemplateItemAction = formAction(
  "meetings",
  AddItem,
  async (actor, input) => ({ to: `/meetings/committees/${(await addItem("template", actor, input)).id}/agenda` }),
  { says: "The item is on the template.", texts: itemTexts },
);
export const changeTemplateItemAction = formAction(
  "meetings",
  ChangeItem,
  async (actor, input) => ({ to: `/meetings/committees/${(await changeItem("template", actor, input)).id}/agenda` }),
  { texts: itemTexts },
);
export const arrangeTemplateItemAction = formAction("meetings", ArrangeItem, async (actor, input) => ({
  to: `/meetings/committees/${(await arrangeItem("template", actor, input)).id}/agenda`,
}));

export const addItemAction = formAction(
  "meetings",
  AddItem,
  async (actor, input) => ({ to: `/meetings/${(await addItem("meeting", actor, input)).id}/agenda` }),
  { says: "The item is on the agenda.", texts: itemTexts },
);
export const changeItemAction = formAction(
  "meetings",
  ChangeItem,
  async (actor, input) => ({ to: `/meetings/${(await changeItem("meeting", actor, input)).id}/agenda` }),
  { texts: itemTexts },
);
export const arrangeItemAction = formAction("meetings", ArrangeItem, async (actor, input) => ({
  to: `/meetings/${(await arrangeItem("meeting", actor, input)).id}/agenda`,
}));

export const callMeetingsAction = formAction(
  "meetings",
  CallMeetings,
  async (actor, input) => {
    const called = await callMeetings(actor, input);
    const [only] = called;
    return called.length === 1 && only
      ? { to: `/meetings/${only.id}`, says: `${only.reference} is called.` }
      : { to: `/meetings?committee=${input.committeeId}`, says: `${called.length} meetings are called.` };
  },
  { texts: { place: "Where it meets" } },
);
export const changeMeetingAction = formAction(
  "meetings",
  ChangeMeeting,
  async (actor, input) => meetingPage(await changeMeeting(actor, input)),
  { texts: { place: "Where it meets", reason: "Why it is moved" } },
);
export const cancelMeetingAction = formAction(
  "meetings",
  CancelMeeting,
  async (actor, input) => meetingPage(await cancelMeeting(actor, input)),
  { says: "The meeting is cancelled.", texts: { reason: "The reason" } },
);
export const beginMeetingAction = formAction(
  "meetings",
  BeginMeeting,
  async (actor, input) => meetingPage(await beginMeeting(actor, input)),
  { says: "The meeting is in session." },
);
export const endMeetingAction = formAction(
  "meetings",
  EndMeeting,
  async (actor, input) => meetingPage(await endMeeting(actor, input)),
  { says: "The meeting has ended." },
);
export const declareInterestAction = formAction(
  "meetings",
  DeclareInterest,
  async (actor, input) => ({ to: `/meetings/${(await declareInterest(actor, input)).id}#interests` }),
  { says: "The interest is recorded.", texts: { words: "The interest" } },
);

export const recordAttendanceAction = formAction(
  "meetings",
  attendFormShape,
  async (actor, input) => ({ to: `/meetings/${(await recordAttendance(actor, input)).id}#attendance` }),
  { says: "Attendance is recorded." },
);
