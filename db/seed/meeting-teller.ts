import type { CastKey, Story } from "#db/seed/story.ts";
import { addDays, daysBetween, londonDay, parseDate, toInstant } from "#lib/dates.ts";
import { appointIn } from "#lib/meetings/commands/appoint.ts";
import { declareInterestIn, recordAttendanceIn } from "#lib/meetings/commands/attend.ts";
import { beginMeetingIn, endMeetingIn } from "#lib/meetings/commands/begin.ts";
import { callMeetingsIn } from "#lib/meetings/commands/call.ts";
import { makeCommitteeIn } from "#lib/meetings/commands/committees.ts";
import { type Cadence, occurrences, type Post } from "#lib/meetings/committee.ts";
import type { MakeCommittee } from "#lib/meetings/inputs/committees.ts";
import type { Presence, TakingPart } from "#lib/meetings/meeting.ts";
import { findCommittee } from "#lib/meetings/queries/committees.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";

const week = 7 * 86_400_000;

/**
 * Meetings keep their hours and their weekdays: with the first start they move by whole weeks, so that a board on a
 * Thursday at ten is one on every demo. What was held stays past, and what is to come stays at least two days ahead.
 */
export function onTheDay(story: Story, text: string): Date {
  const [day = "", time = "00:00"] = text.split(" ");
  const noon = new Date(`${day}T12:00:00Z`);
  const weeks = Math.ceil((story.at("2026-11-24 09:12").getTime() - Date.parse("2026-11-24T09:12:00Z")) / week);
  const date = parseDate(londonDay(new Date(noon.getTime() + weeks * week)), noon);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const joined = date && toInstant(date, { hour, minute });
  if (!joined?.ok) throw new Error(`${text} is no time of a story.`);
  return joined.instant;
}

export const dayOf = (story: Story, text: string) => londonDay(onTheDay(story, text));

export type CommitteeStory = Omit<MakeCommittee, "firstOn" | "serviceIds"> & {
  madeOn: string;
  firstOn: string;
  serviceIds: readonly string[];
  posts: readonly (readonly [who: CastKey, post: Post])[];
};

/** Makes a committee and appoints its people, by whoever keeps it. */
export async function tellCommittee(story: Story, who: CastKey, told: CommitteeStory): Promise<string> {
  const { madeOn, posts, firstOn, serviceIds, ...said } = told;
  const at = onTheDay(story, madeOn);
  const { id } = await story.as(who, "committee.make", at, (tx, actor) =>
    makeCommitteeIn(tx, actor, { ...said, serviceIds: [...serviceIds], firstOn: dayOf(story, firstOn) }),
  );
  await story.as(who, "committee.appoint", at, async (tx, actor) => {
    for (const [person, post] of posts) {
      const version = (await findCommittee(tx, actor, id))?.version ?? 1;
      const { personId } = story.people[person];
      await appointIn(tx, actor, { id, version, personId, post, fromOn: londonDay(at) });
    }
  });
  return id;
}

export type MeetingStory = {
  by: CastKey;
  committeeId: string;
  calledOn: string;
  on: string;
  /** The day is taken from the cadence: the one that is nearest. */
  byCadence?: boolean;
};

/** Calls one meeting at its committee's usual hour and place; answers its id. */
export async function tellCalled(story: Story, told: MeetingStory): Promise<string> {
  return story.as(told.by, "meeting.call", onTheDay(story, told.calledOn), async (tx, actor) => {
    const committee = await findCommittee(tx, actor, told.committeeId);
    if (!committee) throw new Error("The committee is not told yet.");
    const { id: committeeId, startMinute, lengthMinutes, place } = committee;
    const wanted = dayOf(story, told.on);
    const days = [told.byCadence ? nearest(wanted, committee) : wanted];
    const [called] = await callMeetingsIn(tx, actor, { committeeId, days, startMinute, lengthMinutes, place });
    if (!called) throw new Error("No meeting was called.");
    return called.id;
  });
}

function nearest(wanted: string, committee: { firstOn: string; cadence: Cadence }): string {
  const days = occurrences(committee.firstOn, committee.cadence, addDays(wanted, 45));
  const [first = wanted] = days.sort((a, b) => Math.abs(daysBetween(a, wanted)) - Math.abs(daysBetween(b, wanted)));
  return first;
}

export type HeldStory = {
  by: CastKey;
  began: string;
  ended: string;
  interests?: readonly (readonly [who: CastKey, words: string, takingPart: TakingPart])[];
  there: readonly (readonly [who: CastKey, presence: Presence, came?: string, left?: string])[];
};

/** Opens a meeting and records who is there; what is said in it is told before `tellEnded`. */
export async function tellBegun(story: Story, id: string, held: HeldStory): Promise<void> {
  const began = onTheDay(story, held.began);
  const minutesLater = (minutes: number) => new Date(began.getTime() + minutes * 60_000);
  await story.as(held.by, "meeting.begin", minutesLater(1), async (tx, actor) => {
    await beginMeetingIn(tx, actor, { id, version: await versionOf(tx, actor, id), at: began, onOtherDay: true });
  });
  const time = (text: string | undefined) => (text ? onTheDay(story, `${held.began.split(" ")[0]} ${text}`) : null);
  const people = held.there.map(([who, presence, came, left]) => ({
    personId: story.people[who].personId,
    presence,
    cameAt: time(came),
    leftAt: time(left),
  }));
  const late = people.flatMap(({ cameAt, leftAt }) => [cameAt, leftAt].filter((at) => at !== null));
  const noted = new Date(Math.max(minutesLater(4).getTime(), ...late.map((at) => at.getTime())));
  await story.as(held.by, "meeting.attend", noted, async (tx, actor) => {
    const version = await versionOf(tx, actor, id);
    await recordAttendanceIn(tx, actor, { id, version, day: londonDay(began), people });
  });
  for (const [index, [who, words, takingPart]] of (held.interests ?? []).entries())
    await story.as(who, "meeting.declare-interest", minutesLater(6 + index), (tx, actor) =>
      declareInterestIn(tx, actor, { id, words, takingPart, personId: undefined, itemId: undefined }),
    );
}

export async function tellEnded(story: Story, id: string, held: HeldStory): Promise<void> {
  const ended = onTheDay(story, held.ended);
  await story.as(held.by, "meeting.end", new Date(ended.getTime() + 60_000), async (tx, actor) => {
    await endMeetingIn(tx, actor, { id, version: await versionOf(tx, actor, id), at: ended });
  });
}

type Reading = Parameters<typeof findMeeting>;
async function versionOf(tx: Reading[0], actor: Reading[1], id: string): Promise<number> {
  const meeting = await findMeeting(tx, actor, id);
  if (!meeting) throw new Error("The meeting is not told yet.");
  return meeting.version;
}
