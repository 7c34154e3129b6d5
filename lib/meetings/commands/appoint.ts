import "server-only";
import { randomUUID } from "node:crypto";
import { eq, isNull, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { committeeMembers, meetingAttendance } from "#db/schema/meetings.ts";
import { type Actor, covers } from "#lib/access/actor.ts";
import { type Holder, listHolders } from "#lib/access/holders.ts";
import { can } from "#lib/access/roles.ts";
import { londonDay } from "#lib/dates.ts";
import { noteConfirmed } from "#lib/records/commands.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { counts, isSigning, type Post, postWords, runningPosts } from "../committee.ts";
import type { Appoint, ReleaseMember } from "../inputs/committees.ts";
import { wasThere } from "../meeting.ts";
import { findHeld, listAttendance, listOpenMeetings } from "../queries/attendance.ts";
import { type Committee, listMembers } from "../queries/committees.ts";
import { changeCommitteeRow, committeeFor } from "./committees.ts";

export function appoint(actor: Actor, input: Appoint) {
  return changeAs(actor, "committee.appoint", (tx) => appointIn(tx, actor, input));
}

export async function appointIn(tx: Tx, actor: Actor, input: Appoint) {
  const committee = await committeeFor(tx, actor, input.id);
  const { personId, post, fromOn } = input;
  if (fromOn > londonDay(tx.now))
    throw new Refusal("conflict", "A post begins on the day or earlier: write it down when it begins.", {
      field: "fromOn",
    });
  const before = await findHeld(tx, actor, committee.id);
  if (before.held && fromOn < londonDay(tx.now))
    throw new Refusal(
      "conflict",
      "This committee has held a meeting, so a post begins on the day it is written down: today.",
      {
        field: "fromOn",
      },
    );
  const all = await listHolders(tx, actor);
  if (before.waits) mustBeByAnother(actor, committee, input, all);
  const holders = all.filter((holder) => holder.personId === personId);
  mustReach(committee, post, holders);
  const members = (await listMembers(tx, actor, committee.id)).filter((member) => member.untilOn === null);
  const mine = members.find((member) => member.personId === personId);
  if (mine)
    throw new Refusal("conflict", `They hold a post here already: ${postWords[mine.post]}. End it first.`, {
      field: "personId",
    });
  if (post === "chair" && members.some((member) => member.post === "chair"))
    throw new Refusal("conflict", "The committee has a chair. End that post first.", { field: "post" });
  await changeCommitteeRow(tx, actor, committee.id, input.version, {});
  const id = randomUUID();
  await tx.insert(committeeMembers).values({
    organisationId: actor.organisationId,
    id,
    committeeId: committee.id,
    personId,
    post,
    fromOn,
    serviceIds: committee.serviceIds,
  });
  return { id: committee.id, memberId: id };
}

/** Minutes that wait are not signed by whoever made themselves their signer, where another could have appointed them. */
function mustBeByAnother(actor: Actor, committee: Committee, input: Appoint, all: readonly Holder[]): void {
  if (input.personId !== actor.personId || !isSigning(input.post)) return;
  const others = all.filter((holder) => holder.personId !== actor.personId);
  if (others.some((holder) => can(holder, "meetings", "keep") && covers(holder, committee.serviceIds)))
    throw new Refusal(
      "conflict",
      "Minutes of this committee wait for a signature. Somebody else who keeps committees appoints you to sign them.",
      { field: "personId" },
    );
}

/** Whoever sits in a committee must reach what it speaks of; whoever runs it must be able to open its meetings here. */
function mustReach(committee: Committee, post: Post, holders: readonly Holder[]): void {
  const no = (words: string) => new Refusal("conflict", words, { field: "personId" });
  const within = holders.filter((holder) => covers(holder, committee.serviceIds));
  if (within.length === 0 && committee.serviceIds.length === 0)
    throw no(
      "This committee is the whole organisation's, and nothing that this person holds spans it. Give them a role for the whole organisation first.",
    );
  if (within.length === 0)
    throw no("Nothing that this person holds reaches every service of this committee. Change their role first.");
  if (counts(post) && within.every(({ role }) => role === "internal-auditor"))
    throw no("An internal auditor looks at what a committee decides and has no vote in it. Let them attend.");
  if (runningPosts.includes(post) && !within.some((holder) => can(holder, "meetings", "minute")))
    throw no(
      `${postWords[post]} is a post that runs the meetings, and this person's role does not open them here. Choose somebody whose role does.`,
    );
}

export function releaseMember(actor: Actor, input: ReleaseMember) {
  return changeAs(actor, "committee.release", (tx) => releaseMemberIn(tx, actor, input));
}

/**
 * Ends a post now, and with it every right that came of it. In a meeting that is going on they have left: what is
 * recorded of them until then stays, and the quorum is counted without them from this moment.
 */
export async function releaseMemberIn(tx: Tx, actor: Actor, input: ReleaseMember) {
  const committee = await committeeFor(tx, actor, input.id);
  await changeCommitteeRow(tx, actor, committee.id, input.version, {});
  const [gone] = await tx
    .update(committeeMembers)
    .set({ untilOn: londonDay(tx.now), version: sql`${committeeMembers.version} + 1` })
    .where(
      own(
        committeeMembers,
        actor,
        eq(committeeMembers.id, input.memberId),
        eq(committeeMembers.committeeId, committee.id),
        isNull(committeeMembers.untilOn),
      ),
    )
    .returning({ personId: committeeMembers.personId });
  if (!gone) throw new Refusal("conflict", "That post has ended already.");
  for (const meeting of await listOpenMeetings(tx, actor, committee.id))
    await leaveNow(tx, actor, meeting, gone.personId);
  return { id: committee.id };
}

type Going = { id: string; beganAt: Date | null; serviceIds: string[] };

async function leaveNow(tx: Tx, actor: Actor, meeting: Going, personId: string): Promise<void> {
  const seat = (await listAttendance(tx, actor, meeting.id)).find((one) => one.personId === personId);
  const there = seat && wasThere(seat.presence);
  if (!seat || !there || (seat.leftAt && seat.leftAt <= tx.now)) return;
  mustHave(
    await tx
      .update(meetingAttendance)
      .set({
        presence: "part",
        leftAt: tx.now,
        notedBy: actor.personId,
        notedAt: tx.now,
        version: sql`${meetingAttendance.version} + 1`,
      })
      .where(ownId(meetingAttendance, actor, seat.id))
      .returning({ id: meetingAttendance.id }),
  );
  await noteConfirmed(tx, actor, meeting.id, meeting.serviceIds);
}
