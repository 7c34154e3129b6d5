import "server-only";
import { and, asc, count, eq, ilike, inArray, ne, notInArray, or } from "drizzle-orm";
import { among, own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { people, services } from "#db/schema/organisation.ts";
import { recordLinks, records } from "#db/schema/records.ts";
import { wordOf } from "#lib/words.ts";
import { type LinkKind, linkKinds, type RecordKind, recordKinds } from "./record.ts";

export type RecordCard = {
  id: string;
  kind: RecordKind;
  reference: string;
  title: string;
  state: string;
  serviceIds: readonly string[];
  ownerId: string | null;
  changedAt: Date;
};

const card = {
  id: records.id,
  kind: records.kind,
  reference: records.reference,
  title: records.title,
  state: records.state,
  serviceIds: records.serviceIds,
  ownerId: records.ownerId,
  changedAt: records.changedAt,
};
const asCard = <T extends { kind: string }>(row: T) => ({ ...row, kind: wordOf(recordKinds, row.kind) });

export async function findRecord(tx: Tx, actor: Context, id: string): Promise<RecordCard | undefined> {
  const [row] = await tx
    .select(card)
    .from(records)
    .where(ownId(records, actor, id));
  return row && asCard(row);
}

/** Of some records, those that the reader sees, by their id. */
export async function cardsOf(tx: Tx, actor: Context, ids: readonly string[]): Promise<Map<string, RecordCard>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select(card)
    .from(records)
    .where(own(records, actor, among(records.id, ids)));
  return new Map(rows.map((row) => [row.id, asCard(row)]));
}

export type LinkedRecord = RecordCard & {
  link: LinkKind;
  direction: "from" | "to";
  linkId: string;
  note: string | null;
};

/** Records linked to one, both ways: "to" points away from it, "from" points at it. */
export async function listLinked(tx: Tx, actor: Context, id: string): Promise<LinkedRecord[]> {
  const rows = await tx
    .select({
      ...card,
      link: recordLinks.kind,
      fromId: recordLinks.fromId,
      linkId: recordLinks.id,
      note: recordLinks.note,
    })
    .from(recordLinks)
    .innerJoin(
      records,
      and(
        eq(records.organisationId, recordLinks.organisationId),
        or(
          and(eq(recordLinks.fromId, id), eq(records.id, recordLinks.toId)),
          and(eq(recordLinks.toId, id), eq(records.id, recordLinks.fromId)),
        ),
      ),
    )
    .where(
      own(
        recordLinks,
        actor,
        or(eq(recordLinks.fromId, id), eq(recordLinks.toId, id)),
        eq(records.organisationId, actor.organisationId),
      ),
    )
    .orderBy(asc(records.reference));
  return rows.map(({ fromId, ...row }) => ({
    ...asCard(row),
    link: wordOf(linkKinds, row.link),
    direction: fromId === id ? "to" : "from",
  }));
}

/** Records of some kinds whose reference or title holds the words; for choosing what to link. A withdrawn extract is not. */
export async function listRecordsToLink(
  tx: Tx,
  actor: Context,
  kinds: readonly RecordKind[],
  words = "",
): Promise<RecordCard[]> {
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await tx
    .select(card)
    .from(records)
    .where(
      own(
        records,
        actor,
        inArray(records.kind, [...kinds]),
        or(ne(records.kind, "extract"), eq(records.state, "marked")),
        words ? or(ilike(records.title, like), ilike(records.reference, like)) : undefined,
      ),
    )
    .orderBy(asc(records.kind), asc(records.reference))
    .limit(500);
  return rows.map(asCard);
}

export type ServiceName = { id: string; name: string; types: readonly string[]; peopleSupported: number | null };

/** The services within the actor's scope, by name. */
export async function listServicesInScope(tx: Tx, actor: Context): Promise<ServiceName[]> {
  return tx
    .select({ id: services.id, name: services.name, types: services.types, peopleSupported: services.peopleSupported })
    .from(services)
    .where(own(services, actor, actor.services === "all" ? undefined : inArray(services.id, [...actor.services])))
    .orderBy(asc(services.name));
}

/** Names by id of every service of the organisation: a record may name one beyond the reader's scope. */
export async function serviceNames(tx: Tx, actor: Context): Promise<Map<string, string>> {
  const rows = await tx.select({ id: services.id, name: services.name }).from(services).where(own(services, actor));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Names by id of the organisation's people; for pages inside only. */
export async function personNames(tx: Tx, actor: Context): Promise<Map<string, string>> {
  const rows = await tx.select({ id: people.id, name: people.name }).from(people).where(own(people, actor));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** How many records of a kind are in the open: begun, and in none of the kinds' ended states; for the navigation. */
export async function countOpenRecords(tx: Tx, actor: Context, kind: RecordKind): Promise<number> {
  const [row] = await tx
    .select({ rows: count() })
    .from(records)
    .where(own(records, actor, eq(records.kind, kind), notInArray(records.state, [...uncountedStates])));
  return row?.rows ?? 0;
}

const uncountedStates = [
  "draft",
  "closed",
  "retired",
  "withdrawn",
  "superseded",
  "verified",
  "effective",
  "cancelled",
  "merged",
  "set-aside",
  "rejected",
  "answered",
  "declined",
  "discarded",
] as const;
