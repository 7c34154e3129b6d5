import { expect } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addDays, londonDay, londonParts } from "#lib/dates.ts";
import { appoint } from "#lib/meetings/commands/appoint.ts";
import { beginMeeting } from "#lib/meetings/commands/begin.ts";
import { callMeetings } from "#lib/meetings/commands/call.ts";
import { makeCommittee } from "#lib/meetings/commands/committees.ts";
import type { Post } from "#lib/meetings/committee.ts";
import type { MakeCommittee } from "#lib/meetings/inputs/committees.ts";
import { type Committee, findCommittee } from "#lib/meetings/queries/committees.ts";
import { type FoundMeeting, findMeeting } from "#lib/meetings/queries/meeting.ts";

let made = 0;

/** A committee of the whole organisation; `more` makes another kind of it, such as its one board. */
export const plain = (more: Partial<MakeCommittee> = {}): MakeCommittee => {
  made += 1;
  return {
    name: `Committee ${made}`,
    kind: "risk-committee",
    terms: "To look, to ask and to decide.",
    quorum: 2,
    cadence: "monthly",
    firstOn: "2026-01-22",
    startMinute: 600,
    lengthMinutes: 120,
    place: "The hall",
    marking: "Board confidential",
    reportsToId: undefined,
    serviceIds: [],
    ...more,
  };
};
export const local = (service: string, more: Partial<MakeCommittee> = {}) =>
  plain({ kind: "local-governance", serviceIds: [service], quorum: 1, ...more });

export const refused = (kind: string, words?: RegExp, field?: string) =>
  expect.objectContaining({
    name: "Refusal",
    kind,
    ...(words ? { message: expect.stringMatching(words) } : {}),
    ...(field ? { field } : {}),
  });

export async function committeeOf(actor: Actor, id: string): Promise<Committee> {
  const committee = await readAs(actor, (tx) => findCommittee(tx, actor, id));
  if (!committee) throw new Error("The committee is not there.");
  return committee;
}

export async function meetingOf(actor: Actor, id: string): Promise<FoundMeeting> {
  const meeting = await readAs(actor, (tx) => findMeeting(tx, actor, id));
  if (!meeting) throw new Error("The meeting is not there.");
  return meeting;
}

/** Makes a committee and appoints people; answers its id. */
export async function seated(keeper: Actor, input: MakeCommittee, posts: readonly [Actor, Post][]): Promise<string> {
  const { id } = await makeCommittee(keeper, input);
  for (const [person, post] of posts) await seat(keeper, id, person, post);
  return id;
}

export async function seat(keeper: Actor, id: string, person: Actor, post: Post) {
  const { version } = await committeeOf(keeper, id);
  return appoint(keeper, { id, version, personId: person.personId, post, fromOn: inDays(-1) });
}

export const inDays = (days: number) => addDays(londonDay(new Date()), days);

/** Calls one meeting of a committee; answers its id. */
export async function called(secretary: Actor, committeeId: string, day = inDays(14)): Promise<string> {
  const asked = { committeeId, days: [day], startMinute: 600, lengthMinutes: 120, place: "The hall" };
  const [meeting] = await callMeetings(secretary, asked);
  if (!meeting) throw new Error("No meeting was called.");
  return meeting.id;
}

/** A meeting that began some minutes ago, or at midnight where that was yesterday: attendance is of the day it began. */
export async function begun(secretary: Actor, committeeId: string, minutesAgo = 90, day = inDays(0)): Promise<string> {
  const id = await called(secretary, committeeId, day);
  const { version } = await meetingOf(secretary, id);
  const now = new Date();
  const { hour, minute } = londonParts(now);
  const ago = day === inDays(0) ? Math.min(minutesAgo, hour * 60 + minute) : minutesAgo;
  await beginMeeting(secretary, { id, version, at: new Date(now.getTime() - ago * 60_000), onOtherDay: true });
  return id;
}
