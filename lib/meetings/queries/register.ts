import "server-only";
import { and, count, eq, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committeeMembers, committees, meetings } from "#db/schema/meetings.ts";
import { records } from "#db/schema/records.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import type { MeetingQuery, MeetingView } from "../inputs/meetings.ts";
import { meetingStates, toCome } from "../meeting.ts";

const columns = {
  id: meetings.id,
  reference: records.reference,
  title: meetings.title,
  committeeId: meetings.committeeId,
  committee: committees.name,
  originalOn: meetings.originalOn,
  startsAt: meetings.startsAt,
  beganAt: meetings.beganAt,
  lengthMinutes: meetings.lengthMinutes,
  place: meetings.place,
  state: meetings.state,
  publishedAt: meetings.publishedAt,
  cutOff: meetings.cutOff,
  changedAt: meetings.changedAt,
  serviceIds: meetings.serviceIds,
};

/** Meetings that come are read soonest first, all others newest first. */
export function meetingOrder(query: Pick<MeetingQuery, "sort" | "view">): Order {
  switch (query.sort) {
    case "date":
      return query.view === "coming"
        ? { expression: meetings.startsAt, direction: "asc", type: "timestamptz", words: "soonest first" }
        : { expression: meetings.startsAt, direction: "desc", type: "timestamptz", words: "newest first" };
    case "title":
      return { expression: meetings.title, direction: "asc", type: "text", words: "by name" };
    case "changed":
      return { expression: meetings.changedAt, direction: "desc", type: "timestamptz", words: "last changed first" };
  }
}

/** Committees in which the reader holds a post today; asked first, so that the register needs no join. */
async function myCommittees(tx: Tx, actor: Context): Promise<string[]> {
  const rows = await tx
    .select({ id: committeeMembers.committeeId })
    .from(committeeMembers)
    .where(
      own(committeeMembers, actor, eq(committeeMembers.personId, actor.personId), isNull(committeeMembers.untilOn)),
    );
  return rows.map((row) => row.id);
}

function views(view: MeetingView, mine: readonly string[]): SQL | undefined {
  switch (view) {
    case "coming":
      return inArray(meetings.state, toCome);
    case "waiting":
      return inArray(meetings.state, ["minutes", "with-chair"]);
    case "signed":
      return eq(meetings.state, "signed");
    case "mine":
      return mine.length > 0 ? inArray(meetings.committeeId, [...mine]) : sql`false`;
    case "all":
      return undefined;
  }
}

function matching(actor: Context, query: MeetingQuery, mine: readonly string[]): SQL | undefined {
  const { words, service } = query;
  return own(
    meetings,
    actor,
    views(query.view, mine),
    query.committee ? eq(meetings.committeeId, query.committee) : undefined,
    service
      ? or(
          sql`${meetings.serviceIds} @> ${`{${service}}`}::uuid[]`,
          query.wide === "no" ? undefined : sql`${meetings.serviceIds} = '{}'`,
        )
      : undefined,
    words ? or(ilike(meetings.title, likeWords(words)), ilike(meetings.place, likeWords(words))) : undefined,
  );
}

export type MeetingRow = Awaited<ReturnType<typeof listMeetings>>["rows"][number];

/** One page of the register and the number of rows that match. */
export async function listMeetings(tx: Tx, actor: Context, query: MeetingQuery, size?: number) {
  const mine = query.view === "mine" ? await myCommittees(tx, actor) : [];
  const where = matching(actor, query, mine);
  const asked = { sort: query.sort, order: meetingOrder(query), id: meetings.id, cursor: query.page };
  const page = await keysetPage({ ...asked, ...(size ? { size } : {}) }, (ask) =>
    tx
      .select({ ...columns, key: ask.key })
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
      .where(ask.after ? sql`${where} and ${ask.after}` : where)
      .orderBy(...ask.orderBy)
      .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(meetings).where(where);
  const rows = page.rows.map((row) => ({ ...row, state: wordOf(meetingStates, row.state) }));
  return { ...page, rows, total: total?.rows ?? 0 };
}

export async function countMeetingViews(tx: Tx, actor: Context): Promise<Record<MeetingView, number>> {
  const mine = await myCommittees(tx, actor);
  const when = (view: MeetingView) =>
    sql<number>`count(*) filter (where ${views(view, mine) ?? sql`true`})`.mapWith(Number);
  const [row] = await tx
    .select({
      coming: when("coming"),
      waiting: when("waiting"),
      signed: when("signed"),
      mine: when("mine"),
      all: when("all"),
    })
    .from(meetings)
    .where(own(meetings, actor));
  return row ?? { coming: 0, waiting: 0, signed: 0, mine: 0, all: 0 };
}

type Named = { committee?: string | undefined; service?: string | undefined };

/** The register's rows in one sentence: page subtitle and the export's first line. */
export function meetingsSentence(query: MeetingQuery, total: number, named: Named = {}): string {
  const what = {
    coming: "Meetings still to come",
    waiting: "Meetings whose minutes wait to be written or signed",
    signed: "Meetings with signed minutes",
    mine: "Meetings of my committees",
    all: "Meetings",
  }[query.view];
  const parts = [
    what,
    named.committee,
    named.service && (query.wide === "no" ? `${named.service} alone` : `for ${named.service}`),
    query.words && `holding “${query.words}”`,
  ].filter(Boolean);
  return `${parts.join(", ")}, ${meetingOrder(query).words} (${total.toLocaleString("en-GB")}).`;
}
