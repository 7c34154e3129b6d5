import "server-only";
import { eq, ne } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { meetings } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addDays, formatDate, formatTime, londonDay } from "#lib/dates.ts";
import { openRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { furthestDays, longestAgoDays } from "../calling.ts";
import type { CallMeetings, CancelMeeting, ChangeMeeting } from "../inputs/meetings.ts";
import { may } from "../policy.ts";
import { type Committee, findCommittee, listCalledDays, listTemplate } from "../queries/committees.ts";
import type { FoundMeeting } from "../queries/meeting.ts";
import { instantOn, titleOn } from "./day.ts";
import { copyItems } from "./follow.ts";
import { changeRow, meetingFor } from "./row.ts";

export function callMeetings(actor: Actor, input: CallMeetings) {
  return changeAs(actor, "meeting.call", (tx) => callMeetingsIn(tx, actor, input));
}

/** Calls one meeting a day, each with the committee's agenda. Answers them in the order of their days. */
export async function callMeetingsIn(tx: Tx, actor: Actor, input: CallMeetings) {
  const committee = await findCommittee(tx, actor, input.committeeId);
  if (!committee) throw new Refusal("not-found", "That committee does not exist.");
  if (committee.state === "closed") throw new Refusal("conflict", "This committee is closed.");
  if (!may(actor, "call", { state: "planned", serviceIds: committee.serviceIds, posts: committee.posts }))
    throw new Refusal(
      "forbidden",
      "Meetings of this committee are called by its chair, deputy chair or secretary. Appoint one first.",
    );
  const taken = await listCalledDays(tx, actor, committee.id);
  const items = await listTemplate(tx, actor, committee.id);
  const called: { id: string; reference: string }[] = [];
  for (const day of [...input.days].sort()) {
    const field = day === input.otherDay ? "otherDay" : "days";
    mustBeNear(day, tx.now, field);
    if (taken.includes(day))
      throw new Refusal("conflict", `A meeting is called for ${formatDate(day)} already.`, { field });
    called.push(await callOne(tx, actor, committee, { ...input, day, items }));
  }
  return called;
}

type Occurrence = Pick<CallMeetings, "startMinute" | "lengthMinutes" | "place"> & {
  day: string;
  items: Awaited<ReturnType<typeof listTemplate>>;
};

async function callOne(tx: Tx, actor: Actor, committee: Committee, asked: Occurrence) {
  const { day, place, lengthMinutes } = asked;
  const title = titleOn(committee.name, day);
  const record = await openRecord(tx, actor, {
    kind: "meeting",
    title,
    state: "planned",
    serviceIds: committee.serviceIds,
    ownerId: actor.personId,
  });
  await tx.insert(meetings).values({
    organisationId: actor.organisationId,
    id: record.id,
    committeeId: committee.id,
    title,
    originalOn: day,
    startsAt: instantOn(day, asked.startMinute),
    lengthMinutes,
    place,
    marking: committee.marking,
    quorum: committee.quorum,
    serviceIds: record.serviceIds,
    ownerId: actor.personId,
    createdAt: tx.now,
    changedAt: tx.now,
  });
  await copyItems(tx, actor, asked.items, { id: record.id, serviceIds: record.serviceIds });
  return { id: record.id, reference: record.reference };
}

export function changeMeeting(actor: Actor, input: ChangeMeeting) {
  return changeAs(actor, "meeting.change", (tx) => changeMeetingIn(tx, actor, input));
}

/** Another day or time, with the reason, or another place; the day it was first planned for stays. From here it goes its own way. */
export async function changeMeetingIn(tx: Tx, actor: Actor, input: ChangeMeeting) {
  const meeting = await meetingFor(tx, actor, "call", input.id);
  if (meeting.version !== input.version) throw staleMeeting(meeting);
  const startsAt = instantOn(input.day, input.startMinute);
  const moves = startsAt.getTime() !== meeting.startsAt.getTime();
  if (moves && !input.reason)
    throw new Refusal("conflict", "Say why it is moved: those who come read it on its page.", { field: "reason" });
  if (moves) {
    mustBeNear(input.day, tx.now, "day");
    const others = await tx
      .select({ id: meetings.id, startsAt: meetings.startsAt })
      .from(meetings)
      .where(own(meetings, actor, eq(meetings.committeeId, meeting.committeeId), ne(meetings.state, "cancelled")));
    if (others.some((one) => one.id !== meeting.id && londonDay(one.startsAt) === input.day))
      throw new Refusal("conflict", "Another meeting of this committee is on that day.", { field: "day" });
  }
  const { lengthMinutes, place, marking } = input;
  const title = titleOn(meeting.committee, input.day);
  return changeRow(tx, actor, meeting, input.version, {
    startsAt,
    lengthMinutes,
    place,
    marking,
    title,
    touched: true,
    ...(moves ? { movedReason: input.reason ?? null } : {}),
  });
}

/** Both versions are shown: what was typed stays in the form, beside what the meeting says now. */
function staleMeeting(meeting: FoundMeeting): Refusal {
  return new Refusal("stale", "Someone changed this meeting while you were reading it.", {
    current: {
      day: formatDate(meeting.startsAt),
      startMinute: formatTime(meeting.startsAt),
      lengthMinutes: String(meeting.lengthMinutes),
      place: meeting.place,
      marking: meeting.marking,
      version: String(meeting.version),
    },
  });
}

export function cancelMeeting(actor: Actor, input: CancelMeeting) {
  return changeAs(actor, "meeting.cancel", (tx) => cancelMeetingIn(tx, actor, input));
}

export async function cancelMeetingIn(tx: Tx, actor: Actor, input: CancelMeeting) {
  const meeting = await meetingFor(tx, actor, "call", input.id);
  const change = { state: "cancelled", cancelledReason: input.reason } as const;
  return changeRow(tx, actor, meeting, input.version, change);
}

function mustBeNear(day: string, now: Date, field: string): void {
  const today = londonDay(now);
  if (day < addDays(today, -longestAgoDays))
    throw new Refusal("conflict", `${formatDate(day)} is more than ${longestAgoDays} days ago.`, { field });
  if (day > addDays(today, furthestDays))
    throw new Refusal("conflict", `${formatDate(day)} is too far ahead.`, { field });
}
