import { randomUUID } from "node:crypto";
import { meetingAttendance } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import type { Effects } from "#lib/meetings/commands/carry.ts";
import { putDecision } from "#lib/meetings/commands/decide.ts";
import { castVote, recordVotes } from "#lib/meetings/commands/vote.ts";
import type { Post } from "#lib/meetings/committee.ts";
import type { Decide } from "#lib/meetings/inputs/minutes.ts";
import type { Cast } from "#tests/support/cast.ts";
import { type Placed, placeMeeting } from "./meeting-rows.ts";

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
export const inDays = (days: number) => addDays(londonDay(new Date()), days);
export const itemOf = (meeting: Placed) => meeting.items.risks ?? "";

type More = { serviceIds?: string[]; committeeId?: string; startsAt?: Date; plannedFor?: Date };
/** A board in session: the quality lead keeps the minutes, the digital lead is in the chair. Attendance is not recorded. */
export const placeOpen = (cast: Cast, more: More = {}) =>
  placeMeeting(cast, {
    as: cast.actors["quality-compliance-lead"],
    posts: [
      [cast.actors["quality-compliance-lead"], "secretary"],
      [cast.actors["digital-lead"], "chair"],
      [cast.actors["board-member"], "member"],
      [cast.actors["nominated-individual"], "deputy-chair"],
      [cast.actors["registered-manager"], "member"],
    ],
    sections: ["risks", "decisions"],
    startsAt: ago(60),
    state: "open",
    ...more,
  });

/** The same, with chair and members recorded as present. */
export async function placeSitting(cast: Cast, more: More = {}): Promise<Placed> {
  const { actors } = cast;
  const secretary = actors["quality-compliance-lead"];
  const meeting = await placeOpen(cast, more);
  const there: [Actor, Post][] = [
    [actors["digital-lead"], "chair"],
    [actors["board-member"], "member"],
    [actors["nominated-individual"], "deputy-chair"],
  ];
  await cast.door.changeAs(secretary, "meeting.attend", (tx) =>
    tx.insert(meetingAttendance).values(
      there.map(([person, post]) => ({
        organisationId: secretary.organisationId,
        id: randomUUID(),
        recordId: meeting.id,
        serviceIds: more.serviceIds ?? [],
        personId: person.personId,
        post,
        presence: "present",
        notedBy: secretary.personId,
        notedAt: tx.now,
      })),
    ),
  );
  return meeting;
}

/** Two of the board are written down as voting for it. */
export const notedFor = (cast: Cast, decisionId: string) =>
  recordVotes(cast.actors["quality-compliance-lead"], {
    decisionId,
    for: [cast.actors["digital-lead"].personId, cast.actors["board-member"].personId],
    against: [],
    abstained: [],
  });

/** The same two vote for it themselves. */
export async function votedFor(cast: Cast, decisionId: string) {
  for (const role of ["digital-lead", "board-member"] as const)
    await castVote(cast.actors[role], { decisionId, vote: "for" });
}

const never = async () => {
  throw new Error("Nobody may, so nothing is carried out.");
};
export const none: Effects = {
  mayNow: async () => false,
  "risk.accept": never,
  "test.plan": never,
  "disruption.sign": never,
  "action.raise": never,
  "appetite.set": never,
};

type Asked = Partial<Parameters<typeof putDecision>[1]>;
export async function putQuestion(secretary: Actor, meeting: Placed, more: Asked = {}) {
  const asked = { id: meeting.id, itemId: itemOf(meeting), question: "Shall we?", asks: "approve" } as const;
  const base = { ...asked, recommendation: undefined, aboutId: undefined, answersId: undefined };
  return (await putDecision(secretary, { ...base, ...more })).decisionId;
}

export const answer = (decisionId: string, more: Partial<Decide> = {}): Decide => ({
  decisionId,
  version: 1,
  outcome: "approve",
  because: "It is worth its cost",
  deferUntil: undefined,
  expiresOn: undefined,
  escalatedToId: undefined,
  ...more,
});
