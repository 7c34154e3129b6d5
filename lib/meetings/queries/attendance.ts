import "server-only";
import { and, asc, eq, gte, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committeeMembers, meetingAttendance, meetingInterests, meetingItems, meetings } from "#db/schema/meetings.ts";
import { people } from "#db/schema/organisation.ts";
import { londonDay } from "#lib/dates.ts";
import { wordOf } from "#lib/words.ts";
import { type Post, posts, signingPosts } from "../committee.ts";
import { held, presences, takingParts } from "../meeting.ts";
import type { SigningPost } from "../signer.ts";

export type AttendanceRow = Awaited<ReturnType<typeof listAttendance>>[number];

/** Who was there, as it is recorded: the post is the one they held then, whatever became of it. */
export async function listAttendance(tx: Tx, actor: Context, meetingId: string) {
  const rows = await tx
    .select({
      id: meetingAttendance.id,
      personId: meetingAttendance.personId,
      name: people.name,
      post: meetingAttendance.post,
      presence: meetingAttendance.presence,
      cameAt: meetingAttendance.cameAt,
      leftAt: meetingAttendance.leftAt,
      notedAt: meetingAttendance.notedAt,
    })
    .from(meetingAttendance)
    .innerJoin(people, sql`${own(people, actor)} and ${people.id} = ${meetingAttendance.personId}`)
    .where(own(meetingAttendance, actor, eq(meetingAttendance.recordId, meetingId)))
    .orderBy(asc(people.name), asc(meetingAttendance.id));
  return rows
    .map((row) => ({ ...row, post: wordOf(posts, row.post), presence: wordOf(presences, row.presence) }))
    .sort((a, b) => posts.indexOf(a.post) - posts.indexOf(b.post));
}

export type Seat = { personId: string; name: string; post: Post; ended: boolean };

/** Everyone who holds a post on the meeting's day, and everyone whose attendance is recorded; in the order of the posts. */
export async function listSeats(
  tx: Tx,
  actor: Context,
  meeting: { id: string; committeeId: string; startsAt: Date; beganAt: Date | null },
): Promise<Seat[]> {
  const day = londonDay(meeting.beganAt ?? meeting.startsAt);
  const held = await tx
    .select({
      personId: committeeMembers.personId,
      name: people.name,
      post: committeeMembers.post,
      untilOn: committeeMembers.untilOn,
    })
    .from(committeeMembers)
    .innerJoin(people, sql`${own(people, actor)} and ${people.id} = ${committeeMembers.personId}`)
    .where(
      own(
        committeeMembers,
        actor,
        eq(committeeMembers.committeeId, meeting.committeeId),
        lte(committeeMembers.fromOn, day),
        or(isNull(committeeMembers.untilOn), gte(committeeMembers.untilOn, day)),
      ),
    )
    .orderBy(asc(people.name), asc(committeeMembers.fromOn));
  const noted = await listAttendance(tx, actor, meeting.id);
  const seats = new Map<string, Seat>();
  for (const row of held) {
    const seat = { ...row, post: wordOf(posts, row.post), ended: row.untilOn !== null };
    const known = seats.get(row.personId);
    if (!known || known.ended) seats.set(row.personId, seat);
  }
  for (const row of noted) {
    const ended = seats.get(row.personId)?.ended ?? row.post !== "attends";
    seats.set(row.personId, { personId: row.personId, name: row.name, post: row.post, ended });
  }
  return [...seats.values()].sort((a, b) => posts.indexOf(a.post) - posts.indexOf(b.post));
}

export type InterestRow = Awaited<ReturnType<typeof listInterests>>[number];

/** Declared interests in the order of their declaration. */
export async function listInterests(tx: Tx, actor: Context, meetingId: string) {
  const rows = await tx
    .select({
      id: meetingInterests.id,
      personId: meetingInterests.personId,
      name: people.name,
      itemId: meetingInterests.itemId,
      item: meetingItems.title,
      words: meetingInterests.words,
      takingPart: meetingInterests.takingPart,
      notedBy: meetingInterests.notedBy,
      notedAt: meetingInterests.notedAt,
    })
    .from(meetingInterests)
    .innerJoin(people, sql`${own(people, actor)} and ${people.id} = ${meetingInterests.personId}`)
    .leftJoin(
      meetingItems,
      and(
        eq(meetingItems.organisationId, meetingInterests.organisationId),
        eq(meetingItems.id, meetingInterests.itemId),
        own(meetingItems, actor),
      ),
    )
    .where(own(meetingInterests, actor, eq(meetingInterests.recordId, meetingId)))
    .orderBy(asc(meetingInterests.notedAt), asc(meetingInterests.id));
  return rows.map((row) => ({ ...row, takingPart: wordOf(takingParts, row.takingPart) }));
}

/** Meetings of a committee that are going on now. */
export function listOpenMeetings(tx: Tx, actor: Context, committeeId: string) {
  return tx
    .select({ id: meetings.id, beganAt: meetings.beganAt, serviceIds: meetings.serviceIds })
    .from(meetings)
    .where(own(meetings, actor, eq(meetings.committeeId, committeeId), eq(meetings.state, "open")));
}

/** Whether the committee has held a meeting, and whether minutes of one wait for their signature. */
export async function findHeld(tx: Tx, actor: Context, committeeId: string) {
  const rows = await tx
    .selectDistinct({ state: meetings.state })
    .from(meetings)
    .where(own(meetings, actor, eq(meetings.committeeId, committeeId), inArray(meetings.state, held)));
  return { held: rows.length > 0, waits: rows.some(({ state }) => state !== "signed") };
}

/** Everyone's time as chair or deputy chair of a committee. */
export function listSigningPosts(tx: Tx, actor: Context, committeeId: string): Promise<SigningPost[]> {
  return tx
    .select({
      personId: committeeMembers.personId,
      name: people.name,
      fromOn: committeeMembers.fromOn,
      untilOn: committeeMembers.untilOn,
    })
    .from(committeeMembers)
    .innerJoin(people, sql`${own(people, actor)} and ${people.id} = ${committeeMembers.personId}`)
    .where(
      own(
        committeeMembers,
        actor,
        eq(committeeMembers.committeeId, committeeId),
        inArray(committeeMembers.post, signingPosts),
      ),
    )
    .orderBy(asc(people.name), asc(committeeMembers.fromOn));
}
