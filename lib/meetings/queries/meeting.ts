import "server-only";
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committeeMembers, committees, meetingItems, meetings } from "#db/schema/meetings.ts";
import { records } from "#db/schema/records.ts";
import { wordOf } from "#lib/words.ts";
import { committeeKinds, type Post, posts } from "../committee.ts";
import { assurances, type Dated, held, markings, meetingStates } from "../meeting.ts";
import { sections } from "../section.ts";
import { heldAtOf, heldBefore } from "./held.ts";

export type FoundMeeting = NonNullable<Awaited<ReturnType<typeof findMeeting>>>;
export type AgendaItem = Awaited<ReturnType<typeof listAgenda>>[number];

/** The meeting with its committee, and the posts that the reader holds there today: what the policy asks about. */
export async function findMeeting(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({
      id: meetings.id,
      reference: records.reference,
      title: meetings.title,
      committeeId: meetings.committeeId,
      committee: committees.name,
      kind: committees.kind,
      reportsToId: committees.reportsToId,
      originalOn: meetings.originalOn,
      startsAt: meetings.startsAt,
      lengthMinutes: meetings.lengthMinutes,
      place: meetings.place,
      marking: meetings.marking,
      quorum: meetings.quorum,
      state: meetings.state,
      cutOff: meetings.cutOff,
      publishedAt: meetings.publishedAt,
      publishedBy: meetings.publishedBy,
      papersSha256: meetings.papersSha256,
      beganAt: meetings.beganAt,
      endedAt: meetings.endedAt,
      beginRecordedAt: meetings.beginRecordedAt,
      endRecordedAt: meetings.endRecordedAt,
      currentItemId: meetings.currentItemId,
      assurance: meetings.assurance,
      assuranceReason: meetings.assuranceReason,
      sentAt: meetings.sentAt,
      sentBy: meetings.sentBy,
      returnedAt: meetings.returnedAt,
      returnedBy: meetings.returnedBy,
      returnedReason: meetings.returnedReason,
      cancelledReason: meetings.cancelledReason,
      movedReason: meetings.movedReason,
      serviceIds: meetings.serviceIds,
      ownerId: meetings.ownerId,
      version: meetings.version,
    })
    .from(meetings)
    .innerJoin(
      records,
      and(eq(records.organisationId, meetings.organisationId), eq(records.id, meetings.id), own(records, actor)),
    )
    .innerJoin(
      committees,
      and(
        eq(committees.organisationId, meetings.organisationId),
        eq(committees.id, meetings.committeeId),
        own(committees, actor),
      ),
    )
    .where(ownId(meetings, actor, id));
  if (!row) return undefined;
  return {
    ...row,
    kind: wordOf(committeeKinds, row.kind),
    marking: wordOf(markings, row.marking),
    state: wordOf(meetingStates, row.state),
    assurance: wordOf(assurances, row.assurance),
    posts: await postsOf(tx, actor, row.committeeId),
  };
}

/** The posts that the reader holds in a committee now; somebody who was removed holds none from that moment. */
export async function postsOf(tx: Tx, actor: Context, committeeId: string): Promise<Post[]> {
  const rows = await tx
    .select({ post: committeeMembers.post })
    .from(committeeMembers)
    .where(
      own(
        committeeMembers,
        actor,
        and(
          eq(committeeMembers.committeeId, committeeId),
          eq(committeeMembers.personId, actor.personId),
          isNull(committeeMembers.untilOn),
        ),
      ),
    );
  return rows.map((row) => wordOf(posts, row.post));
}

/** The agenda in its order. */
export async function listAgenda(tx: Tx, actor: Context, meetingId: string) {
  const rows = await tx
    .select({
      id: meetingItems.id,
      position: meetingItems.position,
      title: meetingItems.title,
      section: meetingItems.section,
      minutes: meetingItems.minutes,
      presenter: meetingItems.presenter,
      openedAt: meetingItems.openedAt,
      version: meetingItems.version,
    })
    .from(meetingItems)
    .where(own(meetingItems, actor, eq(meetingItems.recordId, meetingId)))
    .orderBy(asc(meetingItems.position), asc(meetingItems.id));
  return rows.map((row) => ({ ...row, section: wordOf(sections, row.section) }));
}

/** The committee's meeting before this one that was held; "since last meeting" counts from its beginning. */
export async function findPrevious(tx: Tx, actor: Context, meeting: { committeeId: string } & Dated) {
  const [row] = await tx
    .select({ id: meetings.id, title: meetings.title, startsAt: meetings.startsAt, beganAt: meetings.beganAt })
    .from(meetings)
    .where(
      own(
        meetings,
        actor,
        and(eq(meetings.committeeId, meeting.committeeId), heldBefore(meeting), inArray(meetings.state, held)),
      ),
    )
    .orderBy(desc(heldAtOf), desc(meetings.id))
    .limit(1);
  return row;
}
