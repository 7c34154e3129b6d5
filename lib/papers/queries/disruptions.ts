import "server-only";
import { asc, count, desc, gte, isNull, ne, or, sql } from "drizzle-orm";
import { among, own } from "#db/client.ts";
import {
  disruptionClosures,
  disruptionImpacts,
  disruptions,
  paperRecords,
  reviewFindings,
} from "#db/schema/disruptions.ts";
import { records } from "#db/schema/records.ts";
import { columns, withRecord, worded } from "#lib/disruptions/queries/register.ts";
import { answers } from "#lib/disruptions/words.ts";
import { wordOf } from "#lib/words.ts";
import { concerned, type Desk } from "../desk.ts";

/** Disruptions noticed since the meeting before, and those of any time that are not closed; most severe first. */
export async function listDisruptionsOf(desk: Desk) {
  const rows = await desk.tx
    .select(columns)
    .from(disruptions)
    .innerJoin(records, withRecord(desk.actor))
    .where(
      own(
        disruptions,
        desk.actor,
        concerned(desk, disruptions.serviceIds),
        isNull(disruptions.setAside),
        or(gte(disruptions.periodAt, desk.since.at), ne(disruptions.state, "closed")),
      ),
    )
    .orderBy(
      desc(sql`coalesce(${disruptions.severityConfirmed}, ${disruptions.severityTriage}, 6)`),
      desc(disruptions.periodAt),
      asc(disruptions.id),
    );
  return rows.map(worded);
}

/** What reviews closed since the meeting before answered to "Did care stay safe?". */
export async function listClosures(desk: Desk) {
  const rows = await desk.tx
    .select({ id: disruptionClosures.disruptionId, answer: disruptionClosures.answer })
    .from(disruptionClosures)
    .where(
      own(
        disruptionClosures,
        desk.actor,
        concerned(desk, disruptionClosures.serviceIds),
        gte(disruptionClosures.closedAt, desk.since.at),
        isNull(disruptionClosures.reopenedAt),
        isNull(disruptionClosures.setAside),
      ),
    );
  return rows.map((row) => ({ ...row, answer: wordOf(answers, row.answer) }));
}

/** How many paper records of some disruptions were written and how many a second person checked. */
export async function paperOf(desk: Desk, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { written: number; checked: number }>();
  const rows = await desk.tx
    .select({
      id: paperRecords.disruptionId,
      written: sql<number>`sum(${paperRecords.written})::int`,
      checked: sql<number>`sum(${paperRecords.checked})::int`,
      kinds: count(),
    })
    .from(paperRecords)
    .where(own(paperRecords, desk.actor, among(paperRecords.disruptionId, ids)))
    .groupBy(paperRecords.disruptionId);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** Who was affected and which tasks were due, as far as anybody counted; summed over the services. */
export async function impactsOf(desk: Desk, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Impact>();
  const i = disruptionImpacts;
  const rows = await desk.tx
    .select({
      id: i.disruptionId,
      people: sql<number | null>`sum(${i.peopleAffected})::int`,
      due: sql<number | null>`sum(${i.tasksDue})::int`,
      done: sql<number | null>`sum(${i.tasksDone})::int`,
      late: sql<number | null>`sum(${i.tasksLate})::int`,
    })
    .from(i)
    .where(own(i, desk.actor, among(i.disruptionId, ids)))
    .groupBy(i.disruptionId);
  return new Map(rows.map(({ id, ...row }): [string, Impact] => [id, row]));
}

type Impact = { people: number | null; due: number | null; done: number | null; late: number | null };

/** How many findings the reviews have, and how many of them became an action. */
export async function findingsOf(desk: Desk, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { findings: number; actions: number }>();
  const f = reviewFindings;
  const rows = await desk.tx
    .select({ id: f.disruptionId, findings: count(), actions: count(f.actionId) })
    .from(f)
    .where(own(f, desk.actor, among(f.disruptionId, ids)))
    .groupBy(f.disruptionId);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
