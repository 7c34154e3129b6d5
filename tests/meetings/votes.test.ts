import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { committeeMembers, meetingAttendance, meetingInterests } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { endMeeting } from "#lib/meetings/commands/begin.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { castVote, recordVotes } from "#lib/meetings/commands/vote.ts";
import { listVotes } from "#lib/meetings/queries/votes.ts";
import { votesSeen } from "#lib/meetings/voting.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { ago, answer, itemOf, none, placeOpen, putQuestion } from "./minutes-ground.ts";
import { meetingOf } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let member: Actor;
let nominated: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
  member = cast.actors["board-member"];
  nominated = cast.actors["nominated-individual"];
});

async function voted() {
  const meeting = await placeOpen(cast);
  const id = await putQuestion(secretary, meeting);
  const noted = { notedBy: secretary.personId, notedAt: ago(1) };
  const row = () => ({ organisationId: secretary.organisationId, id: randomUUID(), recordId: meeting.id, ...noted });
  await cast.door.changeAs(secretary, "meeting.attend", async (tx) => {
    for (const [person, post, presence, leftAt] of [
      [chair, "chair", "present", null],
      [member, "member", "remote", null],
      [nominated, "member", "part", ago(30)],
      [secretary, "secretary", "present", null],
    ] as const)
      await tx.insert(meetingAttendance).values({ ...row(), personId: person.personId, post, presence, leftAt });
  });
  return { meeting, id, row };
}

test("votes are counted from rows: members who are there, their own or entered by the secretary", async () => {
  const { meeting, id } = await voted();
  await castVote(member, { decisionId: id, vote: "against" });
  await recordVotes(secretary, {
    decisionId: id,
    for: [chair.personId, member.personId],
    against: [],
    abstained: [],
  });
  const votes = await readAs(secretary, (tx) => listVotes(tx, secretary, meeting.id));
  expect(votes.map(({ personId, vote }) => [personId, vote]).sort()).toEqual(
    [
      [member.personId, "against"],
      [chair.personId, "for"],
    ].sort(),
  );
});

test("a recorded vote is changed and never unticked; a member's own vote need not be ticked again", async () => {
  const { meeting, id } = await voted();
  const none = { decisionId: id, for: [], against: [], abstained: [] };
  await recordVotes(secretary, { ...none, for: [chair.personId] });
  await castVote(member, { decisionId: id, vote: "against" });
  await expect(recordVotes(secretary, { ...none, against: [member.personId] })).rejects.toMatchObject({
    field: "for",
    message: expect.stringMatching(/not taken away.*Digital/i),
  });
  await recordVotes(secretary, { ...none, abstained: [chair.personId] });
  const votes = await readAs(secretary, (tx) => listVotes(tx, secretary, meeting.id));
  expect(votes.map(({ vote }) => vote).sort()).toEqual(["abstained", "against"]);
});

test("two who enter votes at once do not write over each other, and a member's own vote is said to stay", async () => {
  const { meeting, id } = await voted();
  const none = { decisionId: id, for: [], against: [], abstained: [] };
  const seen = async () => votesSeen(await readAs(secretary, (tx) => listVotes(tx, secretary, meeting.id)));
  await castVote(member, { decisionId: id, vote: "against" });
  const before = await seen();
  const done = await recordVotes(secretary, { ...none, for: [chair.personId, member.personId], seen: before });
  expect(done.stays).toEqual([expect.stringMatching(/board/i)]);
  const late = { ...none, abstained: [chair.personId], seen: before };
  await expect(recordVotes(secretary, late)).rejects.toMatchObject({ kind: "stale" });
  await recordVotes(secretary, { ...late, seen: await seen() });
});

test("a vote of somebody who turns out not to have been there does not count", async () => {
  const { meeting, id } = await voted();
  await recordVotes(secretary, {
    decisionId: id,
    for: [chair.personId, member.personId],
    against: [],
    abstained: [],
  });
  await decide(chair, answer(id), none);
  const counted = async () =>
    (await readAs(secretary, (tx) => listVotes(tx, secretary, meeting.id))).map(({ personId }) => personId).sort();
  expect(await counted()).toEqual([chair.personId, member.personId].sort());
  const correct = (change: object, who: Actor) =>
    cast.door.changeAs(secretary, "meeting.attend", (tx) =>
      tx.update(meetingAttendance).set(change).where(sql`record_id = ${meeting.id} and person_id = ${who.personId}`),
    );
  await correct({ presence: "apologies" }, member);
  expect(await counted()).toEqual([chair.personId]);
  await correct({ presence: "part", leftAt: ago(20) }, chair);
  expect(await counted()).toEqual([]);
});

test("who came after the meeting had ended has no vote, also where its end was written down after the decision", async () => {
  const { meeting, id } = await voted();
  await recordVotes(secretary, {
    decisionId: id,
    for: [chair.personId, member.personId],
    against: [],
    abstained: [],
  });
  await decide(chair, answer(id), none);
  const { version } = await meetingOf(secretary, meeting.id);
  await endMeeting(secretary, { id: meeting.id, version, at: ago(10) });
  await cast.door.changeAs(secretary, "meeting.attend", (tx) =>
    tx
      .update(meetingAttendance)
      .set({ presence: "part", cameAt: ago(5) })
      .where(sql`record_id = ${meeting.id} and person_id = ${member.personId}`),
  );
  const votes = await readAs(secretary, (tx) => listVotes(tx, secretary, meeting.id));
  expect(votes.map(({ personId }) => personId)).toEqual([chair.personId]);
});

test("who left,  who only attends and who declared an interest has none", async () => {
  const { id, row } = await voted();
  await expect(castVote(nominated, { decisionId: id, vote: "for" })).rejects.toMatchObject({ kind: "forbidden" });
  const attends = { decisionId: id, for: [secretary.personId], against: [], abstained: [] };
  await expect(recordVotes(secretary, attends)).rejects.toMatchObject({ field: "for" });
  await cast.door.changeAs(secretary, "meeting.declare-interest", (tx) =>
    tx
      .insert(meetingInterests)
      .values({ ...row(), personId: member.personId, words: "My employer sells it", takingPart: "no-vote" }),
  );
  await expect(castVote(member, { decisionId: id, vote: "for" })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(
    recordVotes(member, { decisionId: id, for: [chair.personId], against: [], abstained: [] }),
  ).rejects.toMatchObject({
    kind: "forbidden",
  });
});

test("a wrong declaration is put right by a later one about the same item, for the vote and for its count", async () => {
  const { meeting, id, row } = await voted();
  const itemId = itemOf(meeting);
  const says = (takingPart: string, about: string | null, minutes: number) =>
    cast.door.changeAs(secretary, "meeting.declare-interest", (tx) =>
      tx.insert(meetingInterests).values({
        ...{ ...row(), personId: member.personId, words: "My employer sells it", takingPart },
        ...{ itemId: about, notedAt: ago(minutes) },
      }),
    );
  await castVote(member, { decisionId: id, vote: "for" });
  const counted = async () => (await readAs(secretary, (tx) => listVotes(tx, secretary, meeting.id))).length;
  await says("leaves", itemId, 9);
  expect(await counted()).toBe(0);
  await expect(castVote(member, { decisionId: id, vote: "for" })).rejects.toMatchObject({ kind: "forbidden" });
  await says("stays", null, 8);
  expect(await counted()).toBe(0);
  await says("stays", itemId, 7);
  expect(await counted()).toBe(1);
  await castVote(member, { decisionId: id, vote: "against" });
});

test("a member whose post ended during the meeting decides nothing more", async () => {
  const meeting = await placeOpen(cast);
  const id = await putQuestion(secretary, meeting);
  await cast.door.changeAs(secretary, "committee.release", (tx) =>
    tx
      .update(committeeMembers)
      .set({ untilOn: londonDay(new Date()) })
      .where(sql`committee_id = ${meeting.committeeId} and person_id = ${member.personId}`),
  );
  await expect(decide(member, answer(id), none)).rejects.toMatchObject({ kind: "forbidden" });
});
