import "server-only";
import { and, arrayContains, asc, count, eq, gte, ilike, lt, ne, or, type SQL } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import { outsideGrants, requestReplies, requests } from "#db/schema/access.ts";
import { records } from "#db/schema/records.ts";
import { listRecordsToLink, type RecordCard } from "#lib/records/queries.ts";
import { recordKinds } from "#lib/records/record.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import type { Actor } from "../actor.ts";
import { grantKinds } from "../grant.ts";
import type { RequestsQuery } from "../inputs.ts";
import { overdueBefore, replyKinds, requestStates } from "../request.ts";
import { sectionOfKind } from "../sections.ts";
import type { GrantRecord } from "./grants.ts";

const columns = {
  id: requests.id,
  reference: requests.reference,
  grantId: requests.grantId,
  what: requests.what,
  state: requests.state,
  serviceIds: requests.serviceIds,
  askedAt: requests.askedAt,
  closedAt: requests.closedAt,
  version: requests.version,
  askedBy: outsideGrants.name,
  kind: outsideGrants.kind,
};
const worded = <T extends { state: string; kind: string }>(row: T) => ({
  ...row,
  state: wordOf(requestStates, row.state),
  kind: wordOf(grantKinds, row.kind),
});

export const requestsOrder: Order = {
  expression: requests.askedAt,
  direction: "desc",
  type: "timestamptz",
  words: "newest first",
};

function inView(tx: Tx, view: RequestsQuery["view"]): SQL | undefined {
  const open = eq(requests.state, "open");
  switch (view) {
    case "open":
      return open;
    case "overdue":
      return and(open, lt(requests.askedAt, overdueBefore(tx.now)));
    case "in-time":
      return and(open, gte(requests.askedAt, overdueBefore(tx.now)));
    case "closed":
      return ne(requests.state, "open");
  }
}

function asker(actor: Actor): SQL | undefined {
  return and(
    eq(outsideGrants.organisationId, requests.organisationId),
    eq(outsideGrants.id, requests.grantId),
    own(outsideGrants, actor),
  );
}

function matching(tx: Tx, actor: Actor, query: RequestsQuery): SQL | undefined {
  const like = likeWords(query.words);
  return own(
    requests,
    actor,
    inView(tx, query.view),
    query.service ? arrayContains(requests.serviceIds, [query.service]) : undefined,
    query.words ? or(ilike(requests.what, like), ilike(requests.reference, like)) : undefined,
  );
}

export type RequestRow = Awaited<ReturnType<typeof listRequests>>["rows"][number];

export async function listRequests(tx: Tx, actor: Actor, query: RequestsQuery, size?: number) {
  const where = matching(tx, actor, query);
  const page = await keysetPage(
    { sort: "asked", order: requestsOrder, id: requests.id, cursor: query.page, ...(size ? { size } : {}) },
    (ask) =>
      tx
        .select({ ...columns, key: ask.key })
        .from(requests)
        .innerJoin(outsideGrants, asker(actor))
        .where(ask.after ? and(where, ask.after) : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(requests).where(where);
  return { ...page, rows: page.rows.map(worded), total: total?.rows ?? 0 };
}

export async function countRequests(tx: Tx, actor: Actor): Promise<Record<RequestsQuery["view"], number>> {
  const counted = async (view: RequestsQuery["view"]) => {
    const [row] = await tx
      .select({ rows: count() })
      .from(requests)
      .where(own(requests, actor, inView(tx, view)));
    return row?.rows ?? 0;
  };
  return {
    open: await counted("open"),
    overdue: await counted("overdue"),
    "in-time": await counted("in-time"),
    closed: await counted("closed"),
  };
}

/** Requests that wait for an answer. */
export async function countWaiting(tx: Tx, actor: Actor): Promise<number> {
  const [row] = await tx
    .select({ rows: count() })
    .from(requests)
    .where(own(requests, actor, inView(tx, "open")));
  return row?.rows ?? 0;
}

export type RequestRecord = NonNullable<Awaited<ReturnType<typeof findRequest>>>;

/** A request with everything that was said to the one who asked, oldest first. */
export async function findRequest(tx: Tx, actor: Actor, id: string) {
  const [row] = await tx
    .select(columns)
    .from(requests)
    .innerJoin(outsideGrants, asker(actor))
    .where(ownId(requests, actor, id));
  if (!row) return undefined;
  const replies = await tx
    .select({
      id: requestReplies.id,
      kind: requestReplies.kind,
      words: requestReplies.words,
      recordId: requestReplies.recordId,
      repliedBy: requestReplies.repliedBy,
      at: requestReplies.at,
      recordReference: records.reference,
      recordTitle: records.title,
      recordKind: records.kind,
    })
    .from(requestReplies)
    .leftJoin(
      records,
      and(
        eq(records.organisationId, requestReplies.organisationId),
        eq(records.id, requestReplies.recordId),
        own(records, actor),
      ),
    )
    .where(own(requestReplies, actor, eq(requestReplies.requestId, id)))
    .orderBy(asc(requestReplies.at), asc(requestReplies.id));
  return {
    ...worded(row),
    replies: replies.map((reply) => ({
      ...reply,
      kind: wordOf(replyKinds, reply.kind),
      recordKind: wordOf(recordKinds, reply.recordKind),
    })),
  };
}

/** Records that may answer a request by their kind and services; which of them the grant opens is the outside role's word. */
export async function listAnswers(tx: Tx, actor: Actor, grant: GrantRecord): Promise<RecordCard[]> {
  if (grant.endedAt || grant.endsAt <= tx.now) return [];
  const within = (card: RecordCard) =>
    card.serviceIds.length > 0 && card.serviceIds.every((id) => grant.serviceIds.includes(id));
  const kinds = recordKinds.filter((kind) => {
    const section = sectionOfKind(kind);
    return section !== undefined && grant.kind === "inspector" && grant.sections.includes(section);
  });
  const records = await listRecordsToLink(tx, actor, ["bundle", ...kinds]);
  const [given, others] = [records.filter(isBundle), records.filter((card) => !isBundle(card))];
  return [...given, ...others].filter(within);
}
const isBundle = (card: RecordCard) => card.kind === "bundle";

const viewWords: Record<RequestsQuery["view"], string> = {
  open: "Requests that wait for an answer",
  overdue: "Requests past their target",
  "in-time": "Requests within their target",
  closed: "Requests that were answered",
};

export function requestsSentence(query: RequestsQuery, total: number, service?: string): string {
  const parts = [viewWords[query.view], service, query.words && `holding “${query.words}”`].filter(Boolean);
  return `${parts.join(", ")}, ${requestsOrder.words} (${total.toLocaleString("en-GB")}).`;
}
