import "server-only";
import { and, asc, eq, gte, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionCancellations, actionEffectChecks, actionItems, actionVerifications } from "#db/schema/action-items.ts";
import { disruptionClosures, dutyDecisions, paperRecords, signOffs } from "#db/schema/disruptions.ts";
import { bundles } from "#db/schema/evidence.ts";
import { records } from "#db/schema/records.ts";
import { resilienceTests } from "#db/schema/resilience-tests.ts";
import { riskAcceptances } from "#db/schema/risks.ts";
import { startOfDay } from "#lib/access/request.ts";
import { actionStates, proofs, standingOf, undoneStates } from "#lib/action-items/action-item.ts";
import { countVerifiedSince } from "#lib/action-items/queries/measures.ts";
import { seen } from "#lib/action-items/queries/register.ts";
import { londonDay } from "#lib/dates.ts";
import { inDateMeasure, type Standing } from "#lib/materials/material.ts";
import { standingSql } from "#lib/materials/queries/register.ts";
import { isReported, resultSaid, testStates } from "#lib/resilience-tests/resilience-test.ts";
import { wordOf } from "#lib/words.ts";

const priority = sql`array_position(array['urgent', 'high', 'medium', 'low'], ${actionItems.priority})`;

/** The three actions that could hurt someone soonest: overdue ones first, then by priority, then by due date. */
export async function worstActions(tx: Tx, actor: Context) {
  const today = londonDay(tx.now);
  const rows = await tx
    .select({
      id: actionItems.id,
      reference: records.reference,
      title: actionItems.title,
      ownerId: actionItems.ownerId,
      state: actionItems.state,
      dueOn: actionItems.dueOn,
      proof: actionItems.proof,
      effectDueOn: actionItems.effectDueOn,
      serviceIds: actionItems.serviceIds,
    })
    .from(actionItems)
    .innerJoin(
      records,
      and(eq(records.organisationId, actionItems.organisationId), eq(records.id, actionItems.id), own(records, actor)),
    )
    .where(own(actionItems, actor, seen(actor), inArray(actionItems.state, [...undoneStates])))
    .orderBy(
      sql`(${actionItems.dueOn} < ${today}::date) desc`,
      asc(priority),
      asc(actionItems.dueOn),
      asc(actionItems.id),
    )
    .limit(3);
  return rows.map((row) => ({
    ...row,
    standing: standingOf({ ...row, state: wordOf(actionStates, row.state), proof: wordOf(proofs, row.proof) }, today),
  }));
}

/** How many disruptions were reviewed and closed since a moment, and what the reviews answered. */
async function closedSince(tx: Tx, actor: Context, since: Date) {
  const rows = await tx
    .select({ answer: disruptionClosures.answer, rows: sql<number>`count(*)::int` })
    .from(disruptionClosures)
    .where(
      own(
        disruptionClosures,
        actor,
        gte(disruptionClosures.closedAt, since),
        isNull(disruptionClosures.reopenedAt),
        isNull(disruptionClosures.setAside),
      ),
    )
    .groupBy(disruptionClosures.answer);
  const of = (answer: string | null) => rows.find((row) => row.answer === answer)?.rows ?? 0;
  return { yes: of("yes"), partly: of("partly"), no: of("no"), unanswered: of(null) };
}

/** Tests held since a moment, by the result that was reported. */
async function testsSince(tx: Tx, actor: Context, since: Date) {
  const t = resilienceTests;
  const rows = await tx
    .select({
      state: t.state,
      objectives: t.objectives,
      met: t.met,
      partlyMet: t.partlyMet,
      notMet: t.notMet,
      notTested: t.notTested,
    })
    .from(t)
    .where(own(t, actor, gte(t.heldFrom, since)));
  const held = rows.map((row) => ({ ...row, state: wordOf(testStates, row.state) }));
  const of = (shape: string) => held.filter((row) => resultSaid(row).shape === shape).length;
  const notReported = held.filter((row) => !isReported(row.state)).length;
  return { held: held.length, met: of("ok"), partly: of("warn"), notMet: of("bad"), notReported };
}

export type Since = Awaited<ReturnType<typeof findSince>>;

/** From the beginning of a London day, so that a register can show the same rows. */
export async function findSince(tx: Tx, actor: Context, day: string) {
  const since = startOfDay(day);
  return {
    day,
    closed: await closedSince(tx, actor, since),
    tests: await testsSince(tx, actor, since),
    verified: await countVerifiedSince(tx, actor, since),
  };
}

const weeks = 12;
export type TrendPoint = { at: Date; inDate: number; all: number; percent: number | undefined };

/** The share of copies in date at the end of each of the last twelve weeks, as the versions of the register say, in the order of their numbers. */
export async function materialsTrend(tx: Tx, actor: Context): Promise<TrendPoint[]> {
  const moments = Array.from(
    { length: weeks },
    (_, index) => new Date(tx.now.getTime() - (weeks - 1 - index) * 7 * 86_400_000),
  );
  const asAt = (at: Date, index: number): SQL => sql`
    select ${index}::int as week, ${standingSql(at)} as standing, count(*)::int as copies
    from public.materials_versions as materials
    where materials.organisation_id = ${actor.organisationId} and materials.valid_from <= ${at.toISOString()}::timestamptz
      and (materials.valid_to is null or materials.valid_to > ${at.toISOString()}::timestamptz)
      and not exists (select 1 from public.materials_versions as later
        where later.organisation_id = ${actor.organisationId} and later.id = materials.id
          and later.trail_number > materials.trail_number and later.valid_from <= ${at.toISOString()}::timestamptz)
    group by 2`;
  const rows = await tx.execute<{ week: number; standing: Standing; copies: number }>(
    sql.join(moments.map(asAt), sql` union all `),
  );
  return moments.map((at, index) => {
    const mine = rows.filter((row) => row.week === index);
    return { at, ...inDateMeasure(Object.fromEntries(mine.map((row) => [row.standing, row.copies]))) };
  });
}

export type Alone = { what: string; times: number };

/** Decisions since a moment that one person made alone, because nobody else could (decision by one person is marked). */
export async function countAlone(tx: Tx, actor: Context, since: Date): Promise<Alone[]> {
  const marks: [string, PgTable & { organisationId: PgColumn }, PgColumn, PgColumn][] = [
    ["Risks accepted", riskAcceptances, riskAcceptances.noSecondPerson, riskAcceptances.acceptedAt],
    ["Actions verified", actionVerifications, actionVerifications.alone, actionVerifications.at],
    ["Effects checked", actionEffectChecks, actionEffectChecks.alone, actionEffectChecks.at],
    ["Actions cancelled", actionCancellations, actionCancellations.alone, actionCancellations.at],
    ["Reviews signed", signOffs, signOffs.alone, signOffs.at],
    ["Paper records checked", paperRecords, paperRecords.checkedAlone, paperRecords.checkedAt],
    ["Duties agreed", dutyDecisions, dutyDecisions.agreedAlone, dutyDecisions.agreedAt],
    ["Tests evaluated", resilienceTests, resilienceTests.evaluatedAlone, resilienceTests.heldFrom],
    ["Tests approved", resilienceTests, resilienceTests.approvedAlone, resilienceTests.approvedAt],
    ["Bundles issued", bundles, bundles.alone, bundles.issuedAt],
  ];
  const found: Alone[] = [];
  for (const [what, table, mark, at] of marks) {
    const [row] = await tx
      .select({ times: sql<number>`count(*)::int` })
      .from(table)
      .where(own(table, actor, eq(mark, true), gte(at, since)));
    if (row && row.times > 0) found.push({ what, times: row.times });
  }
  return found;
}
