import "server-only";
import { and, arrayContains, asc, count, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { riskAcceptances, riskScores, risks } from "#db/schema/risks.ts";
import { londonDay } from "#lib/dates.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import type { RiskQuery, riskViews } from "#lib/risks/inputs.ts";
import { levels, type NamedAppetite, proofDays, riskCategories, riskStates, type ScoredAt } from "#lib/risks/risk.ts";
import { wordOf } from "#lib/words.ts";
import { appetiteOf, listAppetites } from "./appetite.ts";

export const riskOrders: Record<RiskQuery["sort"], Order> = {
  score: { expression: risks.score, direction: "desc", type: "integer", words: "highest first" },
  title: { expression: risks.title, direction: "asc", type: "text", words: "by name" },
  review: { expression: risks.nextReviewOn, direction: "asc", type: "date", words: "next review first" },
  changed: { expression: risks.changedAt, direction: "desc", type: "timestamptz", words: "last changed first" },
};

export const live = inArray(risks.state, ["open", "tolerated"]);
/** Asked of the rows that are shown: a join would name every risk of the view before 50 of them are taken. */
const referenceOf = (actor: Context) => sql<string>`(select named.reference from records as named
  where named.organisation_id = ${actor.organisationId} and named.id = risks.id)`;

const columns = {
  id: risks.id,
  title: risks.title,
  cause: risks.cause,
  category: risks.category,
  state: risks.state,
  likelihood: risks.likelihood,
  consequence: risks.consequence,
  score: risks.score,
  initialScore: risks.initialScore,
  targetScore: risks.targetScore,
  provedOn: risks.provedOn,
  nextReviewOn: risks.nextReviewOn,
  serviceIds: risks.serviceIds,
  ownerId: risks.ownerId,
  changedAt: risks.changedAt,
};

/** The day and the limits that views are told by: read once, and handed to every query of a page. */
export type Moment = { today: string; appetites: readonly NamedAppetite[] };

export async function momentOf(tx: Tx, actor: Context): Promise<Moment> {
  return { today: londonDay(tx.now), appetites: await listAppetites(tx, actor) };
}

function inView(view: RiskQuery["view"], actor: Context, { today, appetites }: Moment): SQL | undefined {
  switch (view) {
    case "open":
      return live;
    case "above":
      return and(live, sql`${risks.score} > ${appetiteOf(appetites)}`);
    case "overdue":
      return and(live, lt(risks.nextReviewOn, today));
    case "unproved":
      return and(live, sql`coalesce(${risks.provedOn} < ${today}::date - ${proofDays}::int, true)`);
    case "mine":
      return and(live, eq(risks.ownerId, actor.personId));
    case "closed":
      return eq(risks.state, "closed");
    case "draft":
      return eq(risks.state, "draft");
  }
}

function matching(actor: Context, query: RiskQuery, moment: Moment): SQL | undefined {
  const words = query.words && likeWords(query.words);
  const [likelihood, consequence] = (query.cell ?? "").split("-").map(Number);
  return own(
    risks,
    actor,
    inView(query.view, actor, moment),
    query.service
      ? or(
          arrayContains(risks.serviceIds, [query.service]),
          query.wide === "no" ? undefined : sql`${risks.serviceIds} = '{}'`,
        )
      : undefined,
    query.category ? eq(risks.category, query.category) : undefined,
    query.owner ? eq(risks.ownerId, query.owner) : undefined,
    query.least ? gte(risks.score, Number(query.least)) : undefined,
    likelihood && consequence ? and(eq(risks.likelihood, likelihood), eq(risks.consequence, consequence)) : undefined,
    words ? or(ilike(risks.title, words), ilike(risks.cause, words), ilike(referenceOf(actor), words)) : undefined,
  );
}

type Raw = { category: string; state: string; likelihood: number; consequence: number };
export const worded = <T extends Raw>(row: T) => ({
  ...row,
  category: wordOf(riskCategories, row.category),
  state: wordOf(riskStates, row.state),
  likelihood: wordOf(levels, row.likelihood),
  consequence: wordOf(levels, row.consequence),
});

/** One page of the register's rows, without their past. */
export async function listRiskRows(tx: Tx, actor: Context, query: RiskQuery, moment: Moment, size?: number) {
  const where = matching(actor, query, moment);
  const page = await keysetPage(
    {
      sort: query.sort,
      order: riskOrders[query.sort],
      id: risks.id,
      cursor: query.page,
      ...(size ? { size } : {}),
    },
    (ask) =>
      tx
        .select({ ...columns, reference: referenceOf(actor), key: ask.key })
        .from(risks)
        .where(and(where, ask.after))
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  return { ...page, rows: page.rows.map(worded) };
}

/** One page of the register with each risk's past, and the number that match. */
export async function listRisks(tx: Tx, actor: Context, query: RiskQuery, moment: Moment, size?: number) {
  const page = await listRiskRows(tx, actor, query, moment, size);
  const total = totalOf(await countCells(tx, actor, query, moment), query);
  const past = await pastOf(
    tx,
    actor,
    page.rows.map((row) => row.id),
  );
  return { ...page, rows: page.rows.map(past), total };
}

/** How many rows the register holds: those of the chosen cell, or of all cells. */
export function totalOf(cells: Awaited<ReturnType<typeof countCells>>, { cell }: RiskQuery): number {
  return cells
    .filter((one) => !cell || cell === `${one.likelihood}-${one.consequence}`)
    .reduce((sum, one) => sum + one.rows, 0);
}

export type RiskRow = Awaited<ReturnType<typeof listRisks>>["rows"][number];
export type NotableRisk = Omit<RiskRow, "key">;

/** Gives risks their score history and newest acceptance: two statements, however many risks. */
export async function pastOf(tx: Tx, actor: Context, ids: readonly string[]) {
  const [scores, acceptances] = await Promise.all([
    listHistories(tx, actor, ids),
    listNewestAcceptances(tx, actor, ids),
  ]);
  return <T extends { id: string }>(row: T) => ({
    ...row,
    history: scores.get(row.id) ?? [],
    acceptance: acceptances.get(row.id),
  });
}

/** Current scores of some risks, oldest first. */
async function listHistories(tx: Tx, actor: Context, ids: readonly string[]): Promise<Map<string, ScoredAt[]>> {
  const found = new Map<string, ScoredAt[]>();
  if (ids.length === 0) return found;
  const rows = await tx
    .select({ recordId: riskScores.recordId, score: riskScores.score, at: riskScores.scoredAt })
    .from(riskScores)
    .where(own(riskScores, actor, among(riskScores.recordId, ids), eq(riskScores.kind, "current")))
    .orderBy(asc(riskScores.scoredAt));
  for (const { recordId, ...step } of rows) found.set(recordId, [...(found.get(recordId) ?? []), step]);
  return found;
}

export type NewestAcceptance = { score: number; expiresOn: string; acceptedRole: string };

async function listNewestAcceptances(tx: Tx, actor: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, NewestAcceptance>();
  const rows = await tx
    .selectDistinctOn([riskAcceptances.recordId], {
      recordId: riskAcceptances.recordId,
      score: riskAcceptances.score,
      expiresOn: riskAcceptances.expiresOn,
      acceptedRole: riskAcceptances.acceptedRole,
    })
    .from(riskAcceptances)
    .where(own(riskAcceptances, actor, among(riskAcceptances.recordId, ids)))
    .orderBy(riskAcceptances.recordId, desc(riskAcceptances.acceptedAt));
  return new Map<string, NewestAcceptance>(rows.map(({ recordId, ...row }) => [recordId, row]));
}

export type ViewCounts = Record<(typeof riskViews)[number] | "aboveOverdue", number>;

/** How many risks each view holds, and how many above appetite are overdue for review: one pass over the table. */
export async function countViews(tx: Tx, actor: Context, moment: Moment): Promise<ViewCounts> {
  const among = (view: RiskQuery["view"], more?: SQL) =>
    sql<number>`(count(*) filter (where ${and(inView(view, actor, moment), more)}))::int`;
  const [row] = await tx
    .select({
      open: among("open"),
      above: among("above"),
      aboveOverdue: among("above", inView("overdue", actor, moment)),
      overdue: among("overdue"),
      unproved: among("unproved"),
      mine: among("mine"),
      closed: among("closed"),
      draft: among("draft"),
    })
    .from(risks)
    .where(own(risks, actor));
  return row ?? { open: 0, above: 0, aboveOverdue: 0, overdue: 0, unproved: 0, mine: 0, closed: 0, draft: 0 };
}

/** How many risks of the view sit in each cell; every other filter applies, the chosen cell does not. */
export async function countCells(tx: Tx, actor: Context, query: RiskQuery, moment: Moment) {
  return tx
    .select({ likelihood: risks.likelihood, consequence: risks.consequence, rows: count() })
    .from(risks)
    .where(matching(actor, { ...query, cell: undefined }, moment))
    .groupBy(risks.likelihood, risks.consequence);
}

/** The highest risks above appetite, those exactly at their limit, and how many are at each height of it. */
export async function listAboveAppetite(tx: Tx, actor: Context, { appetites }: Moment, most = 4) {
  const limit = appetiteOf(appetites);
  const isAtLimit = sql`${risks.score} = ${limit}`;
  const asked = async (where: SQL, rows: number) => {
    const found = await tx
      .select({ ...columns, reference: referenceOf(actor) })
      .from(risks)
      .where(own(risks, actor, live, where))
      .orderBy(desc(risks.score), asc(risks.nextReviewOn), asc(risks.id))
      .limit(rows);
    return found.map(worded);
  };
  const [above, atLimit, limits] = await Promise.all([
    asked(sql`${risks.score} > ${limit}`, most),
    asked(isAtLimit, 50),
    tx
      .select({ score: risks.score, total: count() })
      .from(risks)
      .where(own(risks, actor, live, isAtLimit))
      .groupBy(risks.score)
      .orderBy(desc(risks.score)),
  ]);
  return { above, atLimit, limits };
}

/** People who own a live risk, for the filter. */
export async function listOwners(tx: Tx, actor: Context): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: risks.ownerId })
    .from(risks)
    .where(own(risks, actor, live));
  return rows.flatMap((row) => row.id ?? []);
}
