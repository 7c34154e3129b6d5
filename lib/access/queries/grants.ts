import "server-only";
import {
  and,
  arrayContains,
  asc,
  count,
  desc,
  eq,
  gt,
  ilike,
  isNotNull,
  isNull,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import { accessEvents, outsideGrants } from "#db/schema/access.ts";
import { commissionerBodies, commissioningLinks } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import { londonDay } from "#lib/dates.ts";
import { roomOfKind } from "#lib/records/policy.ts";
import { recordKinds, recordRooms } from "#lib/records/record.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import type { Actor } from "../actor.ts";
import { grantKinds, grantKindWords } from "../grant.ts";
import type { EventsQuery, GrantsQuery } from "../inputs.ts";
import { can } from "../roles.ts";

const columns = {
  organisationId: outsideGrants.organisationId,
  id: outsideGrants.id,
  kind: outsideGrants.kind,
  accountId: outsideGrants.accountId,
  name: outsideGrants.name,
  email: outsideGrants.email,
  bodyId: outsideGrants.bodyId,
  sections: outsideGrants.sections,
  purpose: outsideGrants.purpose,
  periodFrom: outsideGrants.periodFrom,
  periodTo: outsideGrants.periodTo,
  startsAt: outsideGrants.startsAt,
  endsAt: outsideGrants.endsAt,
  endedAt: outsideGrants.endedAt,
  endedReason: outsideGrants.endedReason,
  serviceIds: outsideGrants.serviceIds,
  ownerId: outsideGrants.ownerId,
  createdAt: outsideGrants.createdAt,
  version: outsideGrants.version,
};
const worded = <T extends { kind: string }>(row: T) => ({ ...row, kind: wordOf(grantKinds, row.kind) });

export const grantsOrder: Order = {
  expression: outsideGrants.endsAt,
  direction: "desc",
  type: "timestamptz",
  words: "last to end first",
};

function isOver(tx: Tx): SQL | undefined {
  return or(isNotNull(outsideGrants.endedAt), lte(outsideGrants.endsAt, tx.now));
}
function isOpen(tx: Tx): SQL | undefined {
  return and(isNull(outsideGrants.endedAt), gt(outsideGrants.endsAt, tx.now));
}

function inView(tx: Tx, view: GrantsQuery["view"]): SQL | undefined {
  switch (view) {
    case "open":
      return isOpen(tx);
    case "over":
      return isOver(tx);
    case "inspector":
    case "commissioner":
      return eq(outsideGrants.kind, view);
  }
}

function matching(tx: Tx, actor: Actor, query: GrantsQuery): SQL | undefined {
  return own(
    outsideGrants,
    actor,
    inView(tx, query.view),
    query.service ? arrayContains(outsideGrants.serviceIds, [query.service]) : undefined,
    query.words
      ? or(ilike(outsideGrants.name, likeWords(query.words)), ilike(outsideGrants.purpose, likeWords(query.words)))
      : undefined,
  );
}

export type GrantRow = Awaited<ReturnType<typeof listGrants>>["rows"][number];

export async function listGrants(tx: Tx, actor: Actor, query: GrantsQuery, size?: number) {
  const where = matching(tx, actor, query);
  const page = await keysetPage(
    { sort: "ends", order: grantsOrder, id: outsideGrants.id, cursor: query.page, ...(size ? { size } : {}) },
    (ask) =>
      tx
        .select({ ...columns, key: ask.key })
        .from(outsideGrants)
        .where(ask.after ? and(where, ask.after) : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(outsideGrants).where(where);
  return { ...page, rows: page.rows.map(worded), total: total?.rows ?? 0 };
}

export async function countGrants(tx: Tx, actor: Actor): Promise<Record<GrantsQuery["view"], number>> {
  const counted = async (view: GrantsQuery["view"]) => {
    const [row] = await tx
      .select({ rows: count() })
      .from(outsideGrants)
      .where(own(outsideGrants, actor, inView(tx, view)));
    return row?.rows ?? 0;
  };
  return {
    open: await counted("open"),
    over: await counted("over"),
    inspector: await counted("inspector"),
    commissioner: await counted("commissioner"),
  };
}

export type GrantCard = Awaited<ReturnType<typeof listOpenGrants>>[number];

/** Grants that are open now or will be. */
export async function listOpenGrants(tx: Tx, actor: Actor) {
  const rows = await tx
    .select(columns)
    .from(outsideGrants)
    .where(own(outsideGrants, actor, isOpen(tx)))
    .orderBy(asc(outsideGrants.name), asc(outsideGrants.id));
  return rows.map(worded);
}

export type GrantRecord = NonNullable<Awaited<ReturnType<typeof findGrant>>>;

export async function findGrant(tx: Tx, actor: Actor, id: string) {
  const [row] = await tx
    .select(columns)
    .from(outsideGrants)
    .where(ownId(outsideGrants, actor, id));
  return row && worded(row);
}

/** Names of those who were ever granted access, by the grant that the trail names. */
export async function grantNames(tx: Tx, actor: Actor): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: outsideGrants.id, name: outsideGrants.name, kind: outsideGrants.kind })
    .from(outsideGrants)
    .where(own(outsideGrants, actor));
  return new Map(rows.map((row) => [row.id, `${row.name} (${grantKindWords[worded(row).kind].toLowerCase()})`]));
}

export async function bodyNames(tx: Tx, actor: Actor): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: commissionerBodies.id, name: commissionerBodies.name })
    .from(commissionerBodies)
    .where(own(commissionerBodies, actor));
  return new Map(rows.map((row) => [row.id, row.name]));
}

export type BodyChoice = { id: string; name: string; serviceIds: string[] };

/** Councils and boards that commission services within the actor's scope, with those services. */
export async function listBodies(tx: Tx, actor: Actor): Promise<BodyChoice[]> {
  const rows = await tx
    .select({ id: commissionerBodies.id, name: commissionerBodies.name, serviceId: commissioningLinks.serviceId })
    .from(commissionerBodies)
    .innerJoin(
      commissioningLinks,
      and(
        eq(commissioningLinks.organisationId, commissionerBodies.organisationId),
        eq(commissioningLinks.bodyId, commissionerBodies.id),
        own(commissioningLinks, actor),
      ),
    )
    .where(
      own(
        commissionerBodies,
        actor,
        or(isNull(commissioningLinks.endsOn), sql`${commissioningLinks.endsOn} >= ${londonDay(tx.now)}`),
      ),
    )
    .orderBy(asc(commissionerBodies.name));
  const bodies = new Map<string, BodyChoice>();
  for (const row of rows) {
    const body = bodies.get(row.id) ?? { id: row.id, name: row.name, serviceIds: [] };
    body.serviceIds.push(row.serviceId);
    bodies.set(row.id, body);
  }
  return [...bodies.values()];
}

const newest: Order = { expression: accessEvents.at, direction: "desc", type: "timestamptz", words: "newest first" };
export type EventRow = Awaited<ReturnType<typeof listEvents>>["rows"][number];

/** Everything opened or downloaded under a grant, newest first. */
export async function listEvents(tx: Tx, actor: Actor, grantId: string, query: EventsQuery, size?: number) {
  const where = own(accessEvents, actor, eq(accessEvents.grantId, grantId));
  const page = await keysetPage(
    { sort: "at", order: newest, id: accessEvents.id, cursor: query.page, ...(size ? { size } : {}) },
    (ask) =>
      tx
        .select({
          id: accessEvents.id,
          at: accessEvents.at,
          kind: accessEvents.kind,
          what: accessEvents.what,
          recordId: accessEvents.recordId,
          reference: records.reference,
          title: records.title,
          recordKind: records.kind,
          key: ask.key,
        })
        .from(accessEvents)
        .leftJoin(
          records,
          and(
            eq(records.organisationId, accessEvents.organisationId),
            eq(records.id, accessEvents.recordId),
            own(records, actor),
          ),
        )
        .where(ask.after ? and(where, ask.after) : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(accessEvents).where(where);
  // A role that reads no record of this kind learns which one it was by its reference alone.
  const rows = page.rows.map(({ recordKind, title, ...row }) => {
    const kind = recordKinds.find((one) => one === recordKind);
    const opens = kind !== undefined && can(actor, roomOfKind[kind], "read");
    return { ...row, title: opens ? title : null, href: opens ? `${recordRooms[kind]}/${row.recordId}` : undefined };
  });
  return { ...page, rows, total: total?.rows ?? 0 };
}

export async function lastEvent(tx: Tx, actor: Actor, grantId: string): Promise<Date | undefined> {
  const [row] = await tx
    .select({ at: accessEvents.at })
    .from(accessEvents)
    .where(own(accessEvents, actor, eq(accessEvents.grantId, grantId)))
    .orderBy(desc(accessEvents.at))
    .limit(1);
  return row?.at;
}

export function grantsSentence(query: GrantsQuery, total: number, service?: string): string {
  const what = {
    open: "Access from outside that is open or will be",
    over: "Access from outside that is over",
    inspector: "Access of inspectors",
    commissioner: "Access of commissioner officers",
  }[query.view];
  const parts = [what, service, query.words && `holding “${query.words}”`].filter(Boolean);
  return `${parts.join(", ")}, ${grantsOrder.words} (${total.toLocaleString("en-GB")}).`;
}
