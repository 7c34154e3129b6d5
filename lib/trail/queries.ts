import "server-only";
import { and, asc, count, desc, eq, gt, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { people } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import { trailEntries, trailHeads, trailTexts } from "#db/schema/trail.ts";
import type { Actor } from "#lib/access/actor.ts";
import { grantNames } from "#lib/access/queries/grants.ts";
import { listMemberships } from "#lib/access/queries/people.ts";
import { endOfDay, startOfDay } from "#lib/access/request.ts";
import { type Role, roleLabels } from "#lib/access/roles.ts";
import { formatDate } from "#lib/dates.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { type RecordKind, recordKinds } from "#lib/records/record.ts";
import { wordOf } from "#lib/words.ts";
import { type Change, difference, idsIn } from "./difference.ts";
import type { TrailQuery } from "./inputs.ts";
import { tableWords, verbWords } from "./words.ts";

export type TrailEntry = {
  number: number;
  at: Date;
  sample: boolean;
  verb: string;
  table: string;
  who: string;
  role: string | undefined;
  record: { id: string; kind: RecordKind; reference: string } | undefined;
  changes: Change[];
  /** The texts are for roles of organisation scope; others learn who did what, when. */
  told: boolean;
  erased: { at: Date; reason: string } | undefined;
  hash: string;
};

const columns = {
  number: trailEntries.number,
  at: trailEntries.at,
  sample: trailEntries.sample,
  verb: trailEntries.verb,
  tableName: trailEntries.tableName,
  actorId: trailEntries.actorId,
  recordId: trailEntries.recordId,
  hash: sql<string>`encode(${trailEntries.hash}, 'hex')`,
  known: sql<boolean>`${trailTexts.number} is not null`,
  before: trailTexts.before,
  after: trailTexts.after,
  erasedAt: trailTexts.erasedAt,
  erasedReason: trailTexts.erasedReason,
};
type Raw = {
  number: number;
  at: Date;
  sample: boolean;
  verb: string;
  tableName: string;
  actorId: string;
  recordId: string | null;
  hash: string;
  known: boolean;
  before: string | null;
  after: string | null;
  erasedAt: Date | null;
  erasedReason: string | null;
};

function select(tx: Tx, actor: Actor, where: SQL | undefined, newestFirst: boolean, limit: number): Promise<Raw[]> {
  return tx
    .select(columns)
    .from(trailEntries)
    .leftJoin(
      trailTexts,
      and(
        eq(trailTexts.organisationId, trailEntries.organisationId),
        eq(trailTexts.number, trailEntries.number),
        own(trailTexts, actor),
      ),
    )
    .where(where)
    .orderBy(newestFirst ? desc(trailEntries.number) : asc(trailEntries.number))
    .limit(limit);
}

async function matching(tx: Tx, actor: Actor, query: TrailQuery): Promise<SQL | undefined> {
  const [record] = query.record
    ? await tx
        .select({ id: records.id })
        .from(records)
        .where(own(records, actor, eq(records.reference, query.record)))
    : [];
  return own(
    trailEntries,
    actor,
    query.record ? (record ? eq(trailEntries.recordId, record.id) : sql`false`) : undefined,
    query.person ? eq(trailEntries.actorId, query.person) : undefined,
    query.verb ? eq(trailEntries.verb, query.verb) : undefined,
    query.table ? eq(trailEntries.tableName, query.table) : undefined,
    query.from ? gte(trailEntries.at, startOfDay(query.from)) : undefined,
    query.to ? lt(trailEntries.at, new Date(endOfDay(query.to).getTime() + 1)) : undefined,
  );
}

/** One page of the trail in number order, newest first, with the numbers between which its neighbours lie. */
export async function listTrail(tx: Tx, actor: Actor, query: TrailQuery, size = 50) {
  const where = await matching(tx, actor, query);
  const back = query.after !== undefined;
  const edge = back
    ? gt(trailEntries.number, query.after ?? 0)
    : query.before === undefined
      ? undefined
      : lt(trailEntries.number, query.before);
  const found = await select(tx, actor, and(where, edge), !back, size + 1);
  const more = found.length > size;
  const raw = found.slice(0, size);
  if (back) raw.reverse();
  const rows = await told(tx, actor, raw);
  const previous = (back ? more : query.before !== undefined) ? rows[0]?.number : undefined;
  const next = back || more ? rows.at(-1)?.number : undefined;
  return {
    rows,
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
  };
}

export async function countTrail(tx: Tx, actor: Actor, query: TrailQuery): Promise<number> {
  const { record, person, verb, table, from, to } = query;
  if (actor.services === "all" && !(record || person || verb || table || from || to)) {
    const [head] = await tx.select({ number: trailHeads.number }).from(trailHeads).where(own(trailHeads, actor));
    return head?.number ?? 0;
  }
  const [row] = await tx
    .select({ rows: count() })
    .from(trailEntries)
    .where(await matching(tx, actor, query));
  return row?.rows ?? 0;
}

/** Everything that happened to one record, newest first; for any room's record page. */
export async function listTrailOf(tx: Tx, actor: Actor, recordId: string, limit = 100): Promise<TrailEntry[]> {
  return told(
    tx,
    actor,
    await select(tx, actor, own(trailEntries, actor, eq(trailEntries.recordId, recordId)), true, limit),
  );
}

/** The acts and tables of the latest entries, and the people; for choosing a filter. */
export async function trailChoices(tx: Tx, actor: Actor) {
  const latest = tx
    .select({ verb: trailEntries.verb, table: trailEntries.tableName })
    .from(trailEntries)
    .where(own(trailEntries, actor))
    .orderBy(desc(trailEntries.number))
    .limit(20_000)
    .as("latest");
  const rows = await tx.selectDistinct({ verb: latest.verb, table: latest.table }).from(latest);
  const named = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(own(people, actor))
    .orderBy(asc(people.name));
  const choice = (ids: Iterable<string>, words: (id: string) => string) =>
    [...new Set(ids)].map((id) => ({ id, words: words(id) })).sort((a, b) => a.words.localeCompare(b.words, "en-GB"));
  return {
    verbs: choice(
      rows.map((row) => row.verb),
      verbWords,
    ),
    tables: choice(
      rows.map((row) => row.table),
      tableWords,
    ),
    people: named.map((row) => ({ id: row.id, words: row.name })),
  };
}

async function told(tx: Tx, actor: Actor, raw: readonly Raw[]): Promise<TrailEntry[]> {
  if (raw.length === 0) return [];
  const inside = await personNames(tx, actor);
  const outside = await grantNames(tx, actor);
  const named = await serviceNames(tx, actor);
  const mentioned = idsIn(raw.flatMap((row) => [row.before, row.after, row.recordId]));
  const known = mentioned.length
    ? await tx
        .select({ id: records.id, kind: records.kind, reference: records.reference })
        .from(records)
        .where(own(records, actor, inArray(records.id, mentioned)))
    : [];
  const byId = new Map(known.map((row) => [row.id, row]));
  const actors = [...new Set(raw.map((row) => row.actorId))].filter((id) => inside.has(id));
  const held = await listMemberships(tx, actor, actors);
  const nameOf = (id: string) => inside.get(id) ?? named.get(id) ?? byId.get(id)?.reference ?? outside.get(id);
  return raw.map((row) => {
    const record = row.recordId ? byId.get(row.recordId) : undefined;
    // The chain holds the person, not the role: whoever held several then is named with all of them.
    const posts = held.filter(
      (one) => one.personId === row.actorId && one.startsAt <= row.at && (one.endsAt === null || one.endsAt > row.at),
    );
    return {
      number: row.number,
      at: row.at,
      sample: row.sample,
      verb: row.verb,
      table: row.tableName,
      who: inside.get(row.actorId) ?? outside.get(row.actorId) ?? "Not known",
      role: posts.length > 0 ? [...new Set(posts.map(postWords))].join(", ") : undefined,
      record: record && { id: record.id, kind: wordOf(recordKinds, record.kind), reference: record.reference },
      changes: difference(row.before, row.after, nameOf),
      told: row.known,
      erased: row.erasedAt ? { at: row.erasedAt, reason: row.erasedReason ?? "" } : undefined,
      hash: row.hash,
    };
  });
}

const postWords = (post: { title: string | null; role: Role }) => post.title ?? roleLabels[post.role];

export function trailSentence(query: TrailQuery, total: number, person?: string): string {
  const parts = [
    "Everything that was changed",
    query.record && `in ${query.record}`,
    person && `by ${person}`,
    query.verb && verbWords(query.verb),
    query.table && tableWords(query.table),
    query.from && `from ${formatDate(query.from)}`,
    query.to && `to ${formatDate(query.to)}`,
  ].filter(Boolean);
  return `${parts.join(", ")}, newest first (${total.toLocaleString("en-GB")}).`;
}
