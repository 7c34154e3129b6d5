import "server-only";
import { and, asc, desc, eq, exists, gte, max, type SQL, sql } from "drizzle-orm";
import { own } from "#db/client.ts";
import { records } from "#db/schema/records.ts";
import { riskAcceptances, riskReviews, riskScores, risks } from "#db/schema/risks.ts";
import { mostRows } from "#lib/meetings/paper.ts";
import { appetiteOf } from "#lib/risks/queries/appetite.ts";
import { live } from "#lib/risks/queries/register.ts";
import { bandWords, proofDays, riskCategories, riskStates } from "#lib/risks/risk.ts";
import { wordOf } from "#lib/words.ts";
import { type Desk, named } from "../desk.ts";

const recordOf = (desk: Desk) =>
  and(eq(records.organisationId, risks.organisationId), eq(records.id, risks.id), own(records, desk.actor));

const columns = {
  id: risks.id,
  reference: records.reference,
  title: risks.title,
  category: risks.category,
  state: risks.state,
  score: risks.score,
  ownerId: risks.ownerId,
  nextReviewOn: risks.nextReviewOn,
  serviceIds: risks.serviceIds,
};
const worded = <T extends { category: string; state: string }>(row: T) => ({
  ...row,
  category: wordOf(riskCategories, row.category),
  state: wordOf(riskStates, row.state),
});

const mine = (desk: Desk, ...more: (SQL | undefined)[]) =>
  own(risks, desk.actor, named(desk, risks.serviceIds), ...more);

export async function countRiskFigures(desk: Desk) {
  const when = (condition: SQL | undefined) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const [row] = await desk.tx
    .select({
      open: when(sql`true`),
      above: when(sql`${risks.score} > ${appetiteOf(desk.appetites)}`),
      extreme: when(gte(risks.score, bandWords.extreme.from)),
      reviewOverdue: when(sql`${risks.nextReviewOn} < ${desk.today}::date`),
      unproved: when(sql`coalesce(${risks.provedOn} < ${desk.today}::date - ${proofDays}::int, true)`),
    })
    .from(risks)
    .where(mine(desk, live));
  return row ?? { open: 0, above: 0, extreme: 0, reviewOverdue: 0, unproved: 0 };
}

/** Risks above appetite, or the highest of all, highest first. */
export async function listHighest(desk: Desk, above: boolean) {
  const rows = await desk.tx
    .select(columns)
    .from(risks)
    .innerJoin(records, recordOf(desk))
    .where(mine(desk, live, above ? sql`${risks.score} > ${appetiteOf(desk.appetites)}` : undefined))
    .orderBy(desc(risks.score), asc(risks.nextReviewOn), asc(risks.id))
    .limit(above ? mostRows : 5);
  return rows.map(worded);
}

/** Live risks scored since the meeting before, with the score that each had until then; null was not recorded yet. */
export async function listScored(desk: Desk) {
  const since = sql`${desk.since.at.toISOString()}::timestamptz`;
  const newest = sql`array_agg(${riskScores.score} order by ${riskScores.scoredAt} desc, ${riskScores.id} desc)`;
  const scored = desk.tx
    .select({
      recordId: riskScores.recordId,
      before: sql<number | null>`(${newest} filter (where ${riskScores.scoredAt} < ${since}))[1]`.as("before"),
    })
    .from(riskScores)
    .where(own(riskScores, desk.actor, eq(riskScores.kind, "current")))
    .groupBy(riskScores.recordId)
    .having(gte(max(riskScores.scoredAt), since))
    .as("scored");
  const rows = await desk.tx
    .select({ ...columns, before: scored.before })
    .from(risks)
    .innerJoin(scored, eq(scored.recordId, risks.id))
    .innerJoin(records, recordOf(desk))
    .where(mine(desk, live))
    .orderBy(desc(risks.score), asc(risks.id));
  return rows.map(worded).filter((row) => row.before !== row.score);
}

/** Risks closed since the meeting before and not opened again. */
export async function listClosed(desk: Desk) {
  const closing = desk.tx
    .select({ one: sql`1` })
    .from(riskReviews)
    .where(
      own(
        riskReviews,
        desk.actor,
        eq(riskReviews.recordId, risks.id),
        eq(riskReviews.outcome, "closed"),
        gte(riskReviews.reviewedAt, desk.since.at),
      ),
    );
  const rows = await desk.tx
    .select(columns)
    .from(risks)
    .innerJoin(records, recordOf(desk))
    .where(mine(desk, eq(risks.state, "closed"), exists(closing)))
    .orderBy(desc(risks.score), asc(risks.id));
  return rows.map(worded);
}

/** Tolerated risks with the newest acceptance of each. */
export async function listTolerated(desk: Desk) {
  const rows = await desk.tx
    .selectDistinctOn([riskAcceptances.recordId], {
      ...columns,
      accepted: riskAcceptances.score,
      expiresOn: riskAcceptances.expiresOn,
    })
    .from(riskAcceptances)
    .innerJoin(
      risks,
      and(eq(risks.organisationId, riskAcceptances.organisationId), eq(risks.id, riskAcceptances.recordId), mine(desk)),
    )
    .innerJoin(records, recordOf(desk))
    .where(own(riskAcceptances, desk.actor, eq(risks.state, "tolerated")))
    .orderBy(riskAcceptances.recordId, desc(riskAcceptances.acceptedAt));
  return rows.map(worded);
}
