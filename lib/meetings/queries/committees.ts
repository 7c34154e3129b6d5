import "server-only";
import { and, asc, count, desc, eq, inArray, isNull, max, ne, notInArray, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committeeItems, committeeMembers, committees, meetings } from "#db/schema/meetings.ts";
import { meetingDecisions, meetingEscalations } from "#db/schema/minutes.ts";
import { people } from "#db/schema/organisation.ts";
import { recordLinks, records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { openActionStates } from "#lib/records/action-states.ts";
import { wordOf } from "#lib/words.ts";
import { cadences, committeeKinds, committeeStates, posts } from "../committee.ts";
import { held, markings, meetingStates, toCome } from "../meeting.ts";
import { outcomes } from "../minute.ts";
import { may } from "../policy.ts";
import { sections } from "../section.ts";
import { heldAtOf } from "./held.ts";
import { postsOf } from "./meeting.ts";

const columns = {
  id: committees.id,
  name: committees.name,
  kind: committees.kind,
  terms: committees.terms,
  quorum: committees.quorum,
  cadence: committees.cadence,
  firstOn: committees.firstOn,
  startMinute: committees.startMinute,
  lengthMinutes: committees.lengthMinutes,
  place: committees.place,
  marking: committees.marking,
  reportsToId: committees.reportsToId,
  state: committees.state,
  closedReason: committees.closedReason,
  serviceIds: committees.serviceIds,
  changedAt: committees.changedAt,
  version: committees.version,
};

type Raw = { kind: string; cadence: string; marking: string; state: string };
const worded = <T extends Raw>(row: T) => ({
  ...row,
  kind: wordOf(committeeKinds, row.kind),
  cadence: wordOf(cadences, row.cadence),
  marking: wordOf(markings, row.marking),
  state: wordOf(committeeStates, row.state),
});

export type Committee = NonNullable<Awaited<ReturnType<typeof findCommittee>>>;

/** The committee and the posts that the reader holds in it today. */
export async function findCommittee(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select(columns)
    .from(committees)
    .where(ownId(committees, actor, id));
  return row && { ...worded(row), posts: await postsOf(tx, actor, id) };
}

/** Committees within reach by name, those that are closed too: for filters and for choosing whom one reports to. */
export function listCommitteeNames(tx: Tx, actor: Context) {
  return tx
    .select({
      id: committees.id,
      name: committees.name,
      state: committees.state,
      reportsToId: committees.reportsToId,
      serviceIds: committees.serviceIds,
    })
    .from(committees)
    .where(own(committees, actor))
    .orderBy(asc(committees.name), asc(committees.id));
}

export type CommitteeRow = Awaited<ReturnType<typeof listCommittees>>[number];

/** Every committee within reach: its next meeting, its last one, and the actions of its meetings that are still open. */
export async function listCommittees(tx: Tx, actor: Context) {
  const rows = await tx
    .select(columns)
    .from(committees)
    .where(own(committees, actor, eq(committees.state, "active")))
    .orderBy(asc(committees.kind), asc(committees.name));
  const next = await tx
    .selectDistinctOn([meetings.committeeId], {
      committeeId: meetings.committeeId,
      at: heldAtOf,
      state: meetings.state,
    })
    .from(meetings)
    .where(own(meetings, actor, inArray(meetings.state, toCome)))
    .orderBy(meetings.committeeId, asc(heldAtOf));
  const last = await tx
    .select({ committeeId: meetings.committeeId, at: max(heldAtOf).mapWith(meetings.startsAt) })
    .from(meetings)
    .where(own(meetings, actor, inArray(meetings.state, held)))
    .groupBy(meetings.committeeId);
  const open = await tx
    .select({ committeeId: meetings.committeeId, actions: sql<number>`count(distinct ${records.id})`.mapWith(Number) })
    .from(meetings)
    .innerJoin(
      recordLinks,
      and(
        eq(recordLinks.organisationId, meetings.organisationId),
        eq(recordLinks.fromId, meetings.id),
        own(recordLinks, actor, eq(recordLinks.kind, "raised")),
      ),
    )
    .innerJoin(
      records,
      and(
        eq(records.organisationId, recordLinks.organisationId),
        eq(records.id, recordLinks.toId),
        own(records, actor, eq(records.kind, "action-item"), inArray(records.state, openActionStates)),
      ),
    )
    .where(own(meetings, actor))
    .groupBy(meetings.committeeId);
  const names = new Map(rows.map((row) => [row.id, row.name]));
  const of = <T extends { committeeId: string }>(list: readonly T[], id: string) =>
    list.find((one) => one.committeeId === id);
  return rows.map((row) => ({
    ...worded(row),
    next: comingOf(of(next, row.id), tx.now),
    lastAt: of(last, row.id)?.at ?? null,
    openActions: of(open, row.id)?.actions ?? 0,
    reportsTo: row.reportsToId ? names.get(row.reportsToId) : undefined,
  }));
}

type Coming = { at: Date; state: string };
/** The next meeting, and whether it goes on now or its time has passed without anybody recording that it began. */
function comingOf(row: Coming | undefined, now: Date) {
  if (!row) return undefined;
  const late = row.at < now;
  return { at: row.at, stands: row.state === "open" ? "open" : late ? "late" : "ahead" } as const;
}

export type Member = Awaited<ReturnType<typeof listMembers>>[number];

/** Everyone who holds or held a post in a committee: those who hold one first, in the order of the posts. */
export async function listMembers(tx: Tx, actor: Context, committeeId: string) {
  const rows = await tx
    .select({
      id: committeeMembers.id,
      personId: committeeMembers.personId,
      name: people.name,
      post: committeeMembers.post,
      fromOn: committeeMembers.fromOn,
      untilOn: committeeMembers.untilOn,
    })
    .from(committeeMembers)
    .innerJoin(people, sql`${own(people, actor)} and ${people.id} = ${committeeMembers.personId}`)
    .where(own(committeeMembers, actor, eq(committeeMembers.committeeId, committeeId)))
    .orderBy(desc(sql`coalesce(${committeeMembers.untilOn}, 'infinity')`), asc(people.name), asc(committeeMembers.id));
  return rows
    .map((row) => ({ ...row, post: wordOf(posts, row.post) }))
    .sort(
      (a, b) =>
        Number(a.untilOn !== null) - Number(b.untilOn !== null) ||
        (a.untilOn === null ? posts.indexOf(a.post) - posts.indexOf(b.post) : 0),
    );
}

/** The agenda template in its order. */
export async function listTemplate(tx: Tx, actor: Context, committeeId: string) {
  const rows = await tx
    .select({
      id: committeeItems.id,
      position: committeeItems.position,
      title: committeeItems.title,
      section: committeeItems.section,
      minutes: committeeItems.minutes,
      presenter: committeeItems.presenter,
    })
    .from(committeeItems)
    .where(own(committeeItems, actor, eq(committeeItems.committeeId, committeeId)))
    .orderBy(asc(committeeItems.position), asc(committeeItems.id));
  return rows.map((row) => ({ ...row, section: wordOf(sections, row.section) }));
}

/** The committee's meetings: those still to come, soonest first, or the others, newest first. */
export async function listMeetingsOf(tx: Tx, actor: Context, committeeId: string, when: "coming" | "past") {
  const rows = await tx
    .select({
      id: meetings.id,
      title: meetings.title,
      originalOn: meetings.originalOn,
      startsAt: meetings.startsAt,
      beganAt: meetings.beganAt,
      state: meetings.state,
    })
    .from(meetings)
    .where(
      own(
        meetings,
        actor,
        eq(meetings.committeeId, committeeId),
        when === "coming" ? inArray(meetings.state, toCome) : notInArray(meetings.state, [...toCome]),
      ),
    )
    .orderBy(when === "coming" ? asc(heldAtOf) : desc(heldAtOf), desc(meetings.id))
    .limit(24);
  return rows.map((row) => ({ ...row, state: wordOf(meetingStates, row.state) }));
}

/** The days that are taken: those for which a meeting was planned, and those on which it now is, unless it is cancelled. */
export async function listCalledDays(tx: Tx, actor: Context, committeeId: string): Promise<string[]> {
  const rows = await tx
    .select({ day: meetings.originalOn, startsAt: meetings.startsAt })
    .from(meetings)
    .where(own(meetings, actor, eq(meetings.committeeId, committeeId), ne(meetings.state, "cancelled")));
  return [...new Set(rows.flatMap((row) => [row.day, londonDay(row.startsAt)]))];
}

export type EscalationRow = Awaited<ReturnType<typeof listEscalations>>[number];

/** What went up from the committee's meetings, or what was sent to it; newest first, with what came back. */
export async function listEscalations(tx: Tx, actor: Context, committeeId: string, way: "from" | "to") {
  const rows = await tx
    .select({
      id: meetingEscalations.id,
      meetingId: meetings.id,
      meeting: meetings.title,
      to: meetingEscalations.toName,
      decisionId: meetingDecisions.id,
      question: meetingDecisions.question,
      words: meetingEscalations.words,
      at: meetingEscalations.escalatedAt,
      takenAt: meetingEscalations.takenAt,
      outcome: meetingEscalations.answerOutcome,
      answer: meetingEscalations.answerWords,
      answeredAt: meetingEscalations.answeredAt,
    })
    .from(meetingEscalations)
    .innerJoin(
      meetings,
      and(
        eq(meetings.organisationId, meetingEscalations.organisationId),
        eq(meetings.id, meetingEscalations.recordId),
        own(meetings, actor),
      ),
    )
    .innerJoin(
      meetingDecisions,
      and(
        eq(meetingDecisions.organisationId, meetingEscalations.organisationId),
        eq(meetingDecisions.id, meetingEscalations.decisionId),
        own(meetingDecisions, actor),
      ),
    )
    .where(
      own(
        meetingEscalations,
        actor,
        way === "from" ? eq(meetings.committeeId, committeeId) : eq(meetingEscalations.toCommitteeId, committeeId),
      ),
    )
    .orderBy(desc(meetingEscalations.escalatedAt), desc(meetingEscalations.id))
    .limit(20);
  return rows.map((row) => ({ ...row, outcome: wordOf(outcomes, row.outcome) }));
}

/** How many meetings of the committee are called and not yet held; a committee with any is not closed. */
export async function countComing(tx: Tx, actor: Context, committeeId: string): Promise<number> {
  const [row] = await tx
    .select({ rows: count() })
    .from(meetings)
    .where(own(meetings, actor, eq(meetings.committeeId, committeeId), inArray(meetings.state, toCome)));
  return row?.rows ?? 0;
}

/** Committees in use whose meetings the reader may call: those in which they hold a post that runs it. */
export async function listCallable(tx: Tx, actor: Actor) {
  const rows = await tx
    .select({
      id: committees.id,
      name: committees.name,
      serviceIds: committees.serviceIds,
      post: committeeMembers.post,
    })
    .from(committeeMembers)
    .innerJoin(
      committees,
      and(
        eq(committees.organisationId, committeeMembers.organisationId),
        eq(committees.id, committeeMembers.committeeId),
        own(committees, actor, eq(committees.state, "active")),
      ),
    )
    .where(
      own(committeeMembers, actor, eq(committeeMembers.personId, actor.personId), isNull(committeeMembers.untilOn)),
    )
    .orderBy(asc(committees.name));
  return rows.filter(({ serviceIds, post }) =>
    may(actor, "call", { state: "planned", serviceIds, posts: [wordOf(posts, post)] }),
  );
}
