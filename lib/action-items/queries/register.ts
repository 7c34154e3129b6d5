import "server-only";
import { and, asc, count, eq, exists, gt, ilike, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems } from "#db/schema/action-items.ts";
import { recordLinks, records } from "#db/schema/records.ts";
import { startOfDay } from "#lib/access/request.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import {
  type AgeBand,
  actionPriorities,
  actionSources,
  actionStates,
  doneStates,
  levelIds,
  openStates,
  proofs,
  sourceWords,
  strengths,
  strengthWords,
  undoneStates,
} from "../action-item.ts";
import { type ActionQuery, type ActionView, actionViews } from "../inputs.ts";
import { readsOwnOnly } from "../policy.ts";
import { files } from "./files.ts";
import { namesService, verifiedAlone, verifiedSince } from "./narrowing.ts";

const columns = {
  organisationId: actionItems.organisationId,
  id: actionItems.id,
  reference: records.reference,
  title: actionItems.title,
  sourceKind: actionItems.sourceKind,
  sourceId: actionItems.sourceId,
  ownerId: actionItems.ownerId,
  dueOn: actionItems.dueOn,
  originalDueOn: actionItems.originalDueOn,
  dueChanges: actionItems.dueChanges,
  priority: actionItems.priority,
  strength: actionItems.strength,
  level: actionItems.level,
  state: actionItems.state,
  proof: actionItems.proof,
  completedAt: actionItems.completedAt,
  completedBy: actionItems.completedBy,
  verifiedAt: actionItems.verifiedAt,
  effectDueOn: actionItems.effectDueOn,
  serviceIds: actionItems.serviceIds,
  changedAt: actionItems.changedAt,
};

type Raw = {
  sourceKind: string;
  priority: string;
  strength: string;
  level: string;
  state: string;
  proof: string | null;
};
const worded = <T extends Raw>(row: T) => ({
  ...row,
  sourceKind: wordOf(actionSources, row.sourceKind),
  priority: wordOf(actionPriorities, row.priority),
  strength: wordOf(strengths, row.strength),
  level: wordOf(levelIds, row.level),
  state: wordOf(actionStates, row.state),
  proof: wordOf(proofs, row.proof),
});

/** Row security says which exist; roles on shift are shown those they own. */
export const seen = (actor: Context) => (readsOwnOnly(actor) ? eq(actionItems.ownerId, actor.personId) : undefined);

const withRecord = (actor: Context) =>
  sql`${records.organisationId} = ${actionItems.organisationId} and ${records.id} = ${actionItems.id} and ${own(records, actor)}`;

export const actionOrders: Record<ActionQuery["sort"], Order> = {
  due: { expression: actionItems.dueOn, direction: "asc", type: "date", words: "first due first" },
  title: { expression: actionItems.title, direction: "asc", type: "text", words: "by title" },
  changed: { expression: actionItems.changedAt, direction: "desc", type: "timestamptz", words: "last changed first" },
};

const undone = inArray(actionItems.state, [...undoneStates]);

export const isOverdue = (today: string) => and(undone, lt(actionItems.dueOn, today));

export function inView(view: ActionView, actor: Context, today: string): SQL | undefined {
  const open = inArray(actionItems.state, [...openStates]);
  switch (view) {
    case "open":
      return open;
    case "overdue":
      return isOverdue(today);
    case "waiting":
      return eq(actionItems.state, "completed");
    case "effect-due":
      return and(eq(actionItems.state, "verified"), lte(actionItems.effectDueOn, today));
    case "re-dated":
      return and(open, gt(actionItems.dueChanges, 0));
    case "mine":
      return and(open, eq(actionItems.ownerId, actor.personId));
    case "done":
      return inArray(actionItems.state, [...doneStates]);
    case "cancelled":
      return eq(actionItems.state, "cancelled");
  }
}

const bandDays: Record<AgeBand, [least: number, most: number]> = {
  "to-7": [1, 7],
  "to-30": [8, 30],
  "to-90": [31, 90],
  "over-90": [91, 36_500],
};

export function inBand(band: AgeBand, today: string): SQL | undefined {
  const [least, most] = bandDays[band];
  return and(
    isOverdue(today),
    sql`${actionItems.dueOn} between ${addDays(today, -most)}::date and ${addDays(today, -least)}::date`,
  );
}

function matching(tx: Tx, actor: Context, query: ActionQuery, today: string): SQL | undefined {
  return own(
    actionItems,
    actor,
    seen(actor),
    inView(query.view, actor, today),
    query.service ? namesService(query.service, query.wide) : undefined,
    query.source ? eq(actionItems.sourceKind, query.source) : undefined,
    query.owner ? eq(actionItems.ownerId, query.owner) : undefined,
    query.strength ? eq(actionItems.strength, query.strength) : undefined,
    query.age ? inBand(query.age, today) : undefined,
    query.since ? verifiedSince(tx, actor, startOfDay(query.since)) : undefined,
    query.words
      ? or(ilike(actionItems.title, likeWords(query.words)), ilike(actionItems.finding, likeWords(query.words)))
      : undefined,
  );
}

export type ActionRow = Awaited<ReturnType<typeof listActions>>["rows"][number];

/** One page of the register and the number of rows that match. */
export async function listActions(tx: Tx, actor: Context, query: ActionQuery, size?: number) {
  const where = matching(tx, actor, query, londonDay(tx.now));
  const page = await keysetPage(
    {
      sort: query.sort,
      order: actionOrders[query.sort],
      id: actionItems.id,
      cursor: query.page,
      ...(size ? { size } : {}),
    },
    (ask) =>
      tx
        .select({ ...columns, files: files(tx, actor), verifiedAlone: verifiedAlone(tx, actor), key: ask.key })
        .from(actionItems)
        .innerJoin(records, withRecord(actor))
        .where(ask.after ? sql`${where} and ${ask.after}` : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(actionItems).where(where);
  return { ...page, rows: page.rows.map(worded), total: total?.rows ?? 0 };
}

export async function countActionViews(tx: Tx, actor: Context): Promise<Record<ActionView, number>> {
  const today = londonDay(tx.now);
  const counts: Record<string, SQL<number>> = {};
  for (const view of actionViews) {
    counts[view] = sql<number>`count(*) filter (where ${inView(view, actor, today)})`.mapWith(Number);
  }
  const [row] = await tx
    .select(counts)
    .from(actionItems)
    .where(own(actionItems, actor, seen(actor)));
  const of = (view: ActionView) => row?.[view] ?? 0;
  return {
    open: of("open"),
    overdue: of("overdue"),
    waiting: of("waiting"),
    "effect-due": of("effect-due"),
    "re-dated": of("re-dated"),
    mine: of("mine"),
    done: of("done"),
    cancelled: of("cancelled"),
  };
}

/** How many actions are open, of those that this reader is shown; for the navigation. */
export async function countOpenActions(tx: Tx, actor: Context): Promise<number> {
  const [row] = await tx
    .select({ rows: count() })
    .from(actionItems)
    .where(own(actionItems, actor, seen(actor), inArray(actionItems.state, [...openStates])));
  return row?.rows ?? 0;
}

export type FoundAction = NonNullable<Awaited<ReturnType<typeof findAction>>>;

export async function findAction(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({
      ...columns,
      detail: actionItems.detail,
      finding: actionItems.finding,
      measure: actionItems.measure,
      blockedReason: actionItems.blockedReason,
      raisedBy: actionItems.raisedBy,
      raisedAt: actionItems.raisedAt,
      version: actionItems.version,
      files: files(tx, actor),
    })
    .from(actionItems)
    .innerJoin(records, withRecord(actor))
    .where(sql`${ownId(actionItems, actor, id)} and ${seen(actor) ?? sql`true`}`);
  return row && worded(row);
}

/** Actions that a record raised, first due first; for the pages of reviews, tests and risks. */
export async function listActionsOf(tx: Tx, actor: Context, recordId: string) {
  const rows = await tx
    .select({ ...columns, finding: actionItems.finding, files: files(tx, actor) })
    .from(actionItems)
    .innerJoin(records, withRecord(actor))
    .where(own(actionItems, actor, seen(actor), raisedBy(tx, actor, recordId)))
    .orderBy(asc(records.reference));
  return rows.map(worded);
}

export function raisedBy(tx: Tx, actor: Context, recordId: string): SQL | undefined {
  const link = tx
    .select({ id: recordLinks.id })
    .from(recordLinks)
    .where(
      own(
        recordLinks,
        actor,
        eq(recordLinks.fromId, recordId),
        eq(recordLinks.toId, actionItems.id),
        eq(recordLinks.kind, "raised"),
      ),
    );
  return or(eq(actionItems.sourceId, recordId), exists(link));
}

/** The register's rows in one sentence: page subtitle, export's first line and bundle caption. */
export function actionsSentence(
  query: ActionQuery,
  total: number,
  names: { service?: string | undefined; owner?: string | undefined } = {},
): string {
  const what: Record<ActionView, string> = {
    open: "Open actions",
    overdue: "Overdue actions",
    waiting: "Actions waiting for verification",
    "effect-due": "Actions whose effect check is due",
    "re-dated": "Open actions with a changed due date",
    mine: "Open actions that are yours",
    done: "Verified actions",
    cancelled: "Cancelled actions",
  };
  const parts = [
    what[query.view],
    query.source && `from ${sourceWords[query.source].toLowerCase()}`,
    query.strength && `${strengthWords[query.strength].toLowerCase()} only`,
    names.service,
    names.owner,
    query.words && `holding “${query.words}”`,
  ].filter(Boolean);
  return `${parts.join(", ")}, ${actionOrders[query.sort].words} (${total.toLocaleString("en-GB")}).`;
}
