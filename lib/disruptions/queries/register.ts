import "server-only";
import {
  and,
  arrayContains,
  count,
  desc,
  eq,
  exists,
  gte,
  ilike,
  isNotNull,
  isNull,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { disruptionClosures, disruptions } from "#db/schema/disruptions.ts";
import { records } from "#db/schema/records.ts";
import { startOfDay } from "#lib/access/request.ts";
import { formatDate } from "#lib/dates.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { stopped, wordOf } from "#lib/words.ts";
import {
  disruptionTypes,
  knowing,
  paperStates,
  placeBeside,
  placeWords,
  setAsides,
  severityOf,
  states,
  typeWords,
} from "../disruption.ts";
import type { DisruptionQuery } from "../inputs.ts";

export const columns = {
  id: disruptions.id,
  reference: records.reference,
  title: disruptions.title,
  type: disruptions.type,
  state: disruptions.state,
  severityTriage: disruptions.severityTriage,
  severityConfirmed: disruptions.severityConfirmed,
  careAffected: disruptions.careAffected,
  paper: disruptions.paper,
  startedAt: disruptions.startedAt,
  noticedAt: disruptions.noticedAt,
  onPaperAt: disruptions.onPaperAt,
  restoredAt: disruptions.restoredAt,
  periodAt: disruptions.periodAt,
  serviceIds: disruptions.serviceIds,
  ownerId: disruptions.ownerId,
  changedAt: disruptions.changedAt,
  setAside: disruptions.setAside,
};

type Raw = {
  type: string | null;
  state: string;
  paper: string;
  careAffected: string;
  severityTriage: number | null;
  severityConfirmed: number | null;
  setAside: string | null;
};
export const worded = <T extends Raw>(row: T) => ({
  ...row,
  type: wordOf(disruptionTypes, row.type),
  state: wordOf(states, row.state),
  paper: wordOf(paperStates, row.paper),
  careAffected: wordOf(knowing, row.careAffected),
  setAside: wordOf(setAsides, row.setAside),
  severity: severityOf(row),
});

export const withRecord = (actor: Context) =>
  sql`${records.organisationId} = ${disruptions.organisationId} and ${records.id} = ${disruptions.id} and ${own(records, actor)}`;

/** Board members read closed reviews only (decision 8). */
export const readsClosedOnly = (actor: Context) => actor.role === "board-member";

export function visible(actor: Context): SQL | undefined {
  return readsClosedOnly(actor) ? and(eq(disruptions.state, "closed"), isNull(disruptions.setAside)) : undefined;
}

export const disruptionOrders: Record<DisruptionQuery["sort"], Order> = {
  noticed: { expression: disruptions.periodAt, direction: "desc", type: "timestamptz", words: "last noticed first" },
  severity: {
    expression: sql`coalesce(${disruptions.severityConfirmed}, ${disruptions.severityTriage}, 0)`,
    direction: "desc",
    type: "integer",
    words: "most severe first",
  },
  changed: { expression: disruptions.changedAt, direction: "desc", type: "timestamptz", words: "last changed first" },
};

function views(view: DisruptionQuery["view"]): SQL | undefined {
  switch (view) {
    case "open":
      return ne(disruptions.state, "closed");
    case "live":
      return and(ne(disruptions.state, "closed"), isNull(disruptions.restoredAt));
    case "waiting":
      return and(ne(disruptions.state, "closed"), isNotNull(disruptions.restoredAt));
    case "sign-off":
      return eq(disruptions.state, "awaiting-approval");
    case "closed":
      return eq(disruptions.state, "closed");
    case "all":
      return undefined;
  }
}

/** Reviewed and closed, or logged and closed at triage, since a moment, and not opened again. */
const closedSince = (tx: Tx, actor: Context, since: Date) =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(disruptionClosures)
      .where(
        own(
          disruptionClosures,
          actor,
          eq(disruptionClosures.disruptionId, disruptions.id),
          gte(disruptionClosures.closedAt, since),
          isNull(disruptionClosures.reopenedAt),
          isNull(disruptionClosures.setAside),
        ),
      ),
  );

function matching(tx: Tx, actor: Context, query: DisruptionQuery): SQL | undefined {
  const { severityConfirmed, severityTriage, serviceIds, title } = disruptions;
  return own(
    disruptions,
    actor,
    visible(actor),
    views(query.view),
    query.service ? or(arrayContains(serviceIds, [query.service]), sql`${serviceIds} = '{}'`) : undefined,
    query.since ? closedSince(tx, actor, startOfDay(query.since)) : undefined,
    query.noticed ? and(gte(disruptions.periodAt, startOfDay(query.noticed)), isNull(disruptions.setAside)) : undefined,
    query.type ? eq(disruptions.type, query.type) : undefined,
    query.severity
      ? sql`coalesce(${severityConfirmed}, ${severityTriage}, 0) = ${Number(query.severity)}::integer`
      : undefined,
    query.words
      ? or(ilike(title, likeWords(query.words)), ilike(records.reference, likeWords(query.words)))
      : undefined,
  );
}

export type DisruptionRow = Awaited<ReturnType<typeof listDisruptions>>["rows"][number];

/** One page of the register, the number of rows that match, and where the neighbouring pages begin. */
export async function listDisruptions(tx: Tx, actor: Context, query: DisruptionQuery, size?: number) {
  const where = matching(tx, actor, query);
  const page = await keysetPage(
    {
      sort: query.sort,
      order: disruptionOrders[query.sort],
      id: disruptions.id,
      cursor: query.page,
      ...(size ? { size } : {}),
    },
    (ask) =>
      tx
        .select({ ...columns, key: ask.key })
        .from(disruptions)
        .innerJoin(records, withRecord(actor))
        .where(ask.after ? sql`${where} and ${ask.after}` : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx
    .select({ rows: count() })
    .from(disruptions)
    .innerJoin(records, withRecord(actor))
    .where(where);
  return { ...page, rows: page.rows.map(worded), total: total?.rows ?? 0 };
}

export async function countDisruptionViews(tx: Tx, actor: Context) {
  const counted = async (view: DisruptionQuery["view"]) => {
    const [row] = await tx
      .select({ rows: count() })
      .from(disruptions)
      .where(own(disruptions, actor, visible(actor), views(view)));
    return row?.rows ?? 0;
  };
  return {
    open: await counted("open"),
    live: await counted("live"),
    waiting: await counted("waiting"),
    "sign-off": await counted("sign-off"),
    closed: await counted("closed"),
    all: await counted("all"),
  };
}

/** How many are not closed, told to a reader who is shown closed ones only; nothing else of them is told here. */
export async function countNotShown(tx: Tx, actor: Context) {
  if (!readsClosedOnly(actor)) return { open: 0, live: 0 };
  const [row] = await tx
    .select({ open: count(), live: sql<number>`(count(*) filter (where ${disruptions.restoredAt} is null))::int` })
    .from(disruptions)
    .where(own(disruptions, actor, ne(disruptions.state, "closed")));
  return { open: row?.open ?? 0, live: row?.live ?? 0 };
}

/** Reports that another could repeat: the newest first, those set aside left out. */
export async function listOriginals(tx: Tx, actor: Context, id: string) {
  return tx
    .select({ id: disruptions.id, reference: records.reference, title: disruptions.title })
    .from(disruptions)
    .innerJoin(records, withRecord(actor))
    .where(own(disruptions, actor, visible(actor), ne(disruptions.id, id), isNull(disruptions.setAside)))
    .orderBy(desc(disruptions.periodAt), desc(disruptions.id))
    .limit(50);
}

/** What is happening now, newest first, for the band under the top bar. */
export async function listLive(tx: Tx, actor: Context) {
  const rows = await tx
    .select({
      id: disruptions.id,
      title: disruptions.title,
      paper: disruptions.paper,
      since: disruptions.periodAt,
      startedAt: disruptions.startedAt,
      noticedAt: disruptions.noticedAt,
      serviceIds: disruptions.serviceIds,
    })
    .from(disruptions)
    .where(
      own(disruptions, actor, visible(actor), and(ne(disruptions.state, "closed"), isNull(disruptions.restoredAt))),
    )
    .orderBy(desc(disruptions.periodAt))
    .limit(20);
  const names = rows.length > 0 ? await serviceNames(tx, actor) : new Map<string, string>();
  const paper: Record<string, string> = { used: " Working on paper.", "not-used": " Not on paper." };
  return rows.map((row) => ({
    title: stopped(row.title),
    detail: `${placeBeside(row.title, placeWords(row.serviceIds, names))}${paper[row.paper] ?? ""}`.trim(),
    href: `/disruptions/${row.id}`,
    since: row.startedAt ?? row.since,
    // Neither its beginning nor when it was noticed is known: what is known is when it was reported.
    reported: !row.startedAt && !row.noticedAt,
  }));
}

/** The register's rows in one sentence: page subtitle, export's first line and bundle caption. */
export function disruptionsSentence(query: DisruptionQuery, total: number, service?: string): string {
  const what = {
    open: "Disruptions not closed",
    live: "Disruptions whose systems are not back",
    waiting: "Disruptions whose systems are back and whose review is open",
    "sign-off": "Reviews awaiting sign-off",
    closed: "Closed disruptions",
    all: "All disruptions",
  }[query.view];
  const parts = [
    what,
    query.type && typeWords[query.type].toLowerCase(),
    query.severity && `severity ${query.severity}`,
    query.since && `closed since ${formatDate(query.since)}`,
    query.noticed && `noticed since ${formatDate(query.noticed)}`,
    service,
    query.words && `holding “${query.words}”`,
  ].filter(Boolean);
  return `${parts.join(", ")}, ${disruptionOrders[query.sort].words} (${total.toLocaleString("en-GB")}).`;
}
