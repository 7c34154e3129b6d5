import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { meetingVotes } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { needsQuorum, notCarried } from "../carried.ts";
import type { CastVote, RecordVotes } from "../inputs/minutes.ts";
import { type Vote, votes } from "../minute.ts";
import type { MeetingVerb } from "../policy.ts";
import { listAttendance, listInterests } from "../queries/attendance.ts";
import { type Decision, findDecision } from "../queries/decisions.ts";
import type { FoundMeeting } from "../queries/meeting.ts";
import { listVotes } from "../queries/votes.ts";
import { tallyOf, voteMoment, votersOf, votesSeen } from "../voting.ts";
import { childOf, keepMeeting, meetingFor } from "./row.ts";

export function castVote(actor: Actor, input: CastVote) {
  return changeAs(actor, "decision.cast", (tx) => castVoteIn(tx, actor, input));
}

/** A member's own vote; until the minutes go to the chair they may change it. */
export async function castVoteIn(tx: Tx, actor: Actor, input: CastVote) {
  const { meeting, decision, voters } = await ballot(tx, actor, "contribute", input.decisionId);
  if (!voters.includes(actor.personId))
    throw new Refusal("forbidden", "You do not vote on this: you were not there, or you declared an interest.");
  await keepVotes(tx, actor, meeting, decision, [{ personId: actor.personId, vote: input.vote }]);
  return { id: meeting.id, itemId: decision.itemId };
}

export function recordVotes(actor: Actor, input: RecordVotes) {
  return changeAs(actor, "decision.vote", (tx) => recordVotesIn(tx, actor, input));
}

/**
 * The votes as they were given in the room, entered by those who keep the minutes. A member's own vote stays theirs:
 * the answer names whoever was entered otherwise.
 */
export async function recordVotesIn(tx: Tx, actor: Actor, input: RecordVotes) {
  const { meeting, decision, voters, attended } = await ballot(tx, actor, "minute", input.decisionId);
  const given = votes.flatMap((vote) => input[vote].map((personId) => ({ personId, vote })));
  if (given.some(({ personId }) => !voters.includes(personId)))
    throw new Refusal("conflict", "Only members who were there vote, and none who declared an interest in it.", {
      field: "for",
    });
  const own = await ownVoters(tx, actor, decision.id);
  const known = (await listVotes(tx, actor, meeting.id)).filter(({ decisionId }) => decisionId === decision.id);
  if (input.seen !== undefined && input.seen !== votesSeen(known))
    throw new Refusal("stale", "Somebody recorded votes on this while you were reading it. Open it again.");
  const leftOut = known
    .map(({ personId }) => personId)
    .filter((id) => voters.includes(id) && !own.has(id) && !given.some(({ personId }) => personId === id));
  const names = attended.filter(({ personId }) => leftOut.includes(personId)).map(({ name }) => name);
  if (names.length > 0)
    throw new Refusal(
      "conflict",
      `A recorded vote is changed, not taken away. Tick how they voted, or that they abstained: ${names.join(", ")}.`,
      { field: "for" },
    );
  await keepVotes(
    tx,
    actor,
    meeting,
    decision,
    given.filter(({ personId }) => !own.has(personId)),
  );
  const said = (id: string) => known.find(({ personId }) => personId === id)?.vote;
  const otherwise = given.filter(({ personId, vote }) => own.has(personId) && vote !== said(personId));
  const stays = attended.filter((one) => otherwise.some(({ personId }) => personId === one.personId));
  return { id: meeting.id, itemId: decision.itemId, stays: stays.map(({ name }) => name) };
}

async function ownVoters(tx: Tx, actor: Actor, decisionId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ personId: meetingVotes.personId })
    .from(meetingVotes)
    .where(
      own(
        meetingVotes,
        actor,
        and(eq(meetingVotes.decisionId, decisionId), eq(meetingVotes.notedBy, meetingVotes.personId)),
      ),
    );
  return new Set(rows.map(({ personId }) => personId).filter((personId) => personId !== actor.personId));
}

async function ballot(tx: Tx, actor: Actor, verb: MeetingVerb, decisionId: string) {
  const decision = await findDecision(tx, actor, decisionId);
  if (!decision) throw new Refusal("not-found", "That question does not exist.");
  const meeting = await meetingFor(tx, actor, verb, decision.recordId);
  if (!decision.decidedAt && meeting.state !== "open")
    throw new Refusal("conflict", "The meeting did not decide this, so there is nothing to vote on.");
  const attended = await listAttendance(tx, actor, meeting.id);
  const declared = await listInterests(tx, actor, meeting.id);
  const moment = voteMoment(decision.decidedAt, meeting.endedAt, tx.now);
  return {
    meeting,
    decision,
    attended,
    voters: votersOf(attended, declared, decision.itemId, moment).map(({ personId }) => personId),
  };
}

/** A vote that is written down after the answer cannot say that the answer was not carried. */
async function mustStillCarry(tx: Tx, actor: Actor, meeting: FoundMeeting, decision: Decision): Promise<void> {
  if (!decision.outcome || !needsQuorum(decision.outcome)) return;
  const cast = (await listVotes(tx, actor, meeting.id)).filter(({ decisionId }) => decisionId === decision.id);
  const why = notCarried(decision.outcome, { present: 0, quorum: 0, tally: tallyOf(cast), ofTheBoard: false });
  if (why) throw new Refusal("conflict", `${why} It is recorded as decided, so a mistake is said in a note.`);
}

type Given = { personId: string; vote: Vote };

async function keepVotes(tx: Tx, actor: Actor, meeting: FoundMeeting, decision: Decision, given: readonly Given[]) {
  if (given.length === 0) return;
  const known = await tx
    .select({ id: meetingVotes.id, personId: meetingVotes.personId })
    .from(meetingVotes)
    .where(
      own(
        meetingVotes,
        actor,
        and(
          eq(meetingVotes.decisionId, decision.id),
          inArray(
            meetingVotes.personId,
            given.map(({ personId }) => personId),
          ),
        ),
      ),
    );
  const noted = { notedBy: actor.personId, notedAt: tx.now };
  for (const { personId, vote } of given) {
    const row = known.find((one) => one.personId === personId);
    if (row)
      mustHave(
        await tx
          .update(meetingVotes)
          .set({ vote, ...noted, version: sql`${meetingVotes.version} + 1` })
          .where(own(meetingVotes, actor, eq(meetingVotes.id, row.id)))
          .returning({ id: meetingVotes.id }),
      );
    else
      await tx
        .insert(meetingVotes)
        .values({ ...childOf(actor, meeting), id: randomUUID(), decisionId: decision.id, personId, vote, ...noted });
  }
  await mustStillCarry(tx, actor, meeting, decision);
  await keepMeeting(tx, actor, meeting);
}
