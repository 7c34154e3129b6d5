import "server-only";
import { asc, desc, eq, isNull } from "drizzle-orm";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import {
  disruptionClosures,
  disruptionImpacts,
  disruptionSeverities,
  disruptions,
  disruptionTimeChanges,
  fallbackUses,
  timelineEntries,
} from "#db/schema/disruptions.ts";
import { records } from "#db/schema/records.ts";
import { roleIds } from "#lib/access/roles.ts";
import { materialKinds } from "#lib/records/material-kinds.ts";
import { wordOf } from "#lib/words.ts";
import { knowing, moments, peopleBands, setAsides, severities, severityKinds, type Times } from "../disruption.ts";
import { answers, sources, taskKinds, workedChoices } from "../words.ts";
import { columns, visible, withRecord, worded } from "./register.ts";

export type Disruption = NonNullable<Awaited<ReturnType<typeof findDisruption>>>;

export async function findDisruption(tx: Tx, actor: Context, id: string) {
  const [disruption] = await disruptionsOf(tx, actor, [id]);
  return disruption;
}

/** Of some disruptions, those that the reader sees. */
export async function disruptionsOf(tx: Tx, actor: Context, ids: readonly string[]) {
  const rows = await tx
    .select({
      ...columns,
      detection: disruptions.detection,
      breaches: disruptions.breaches,
      declaredAt: disruptions.declaredAt,
      verifiedAt: disruptions.verifiedAt,
      paperRole: disruptions.paperRole,
      paperSaidAt: disruptions.paperSaidAt,
      reportedAt: disruptions.reportedAt,
      reportedBy: disruptions.reportedBy,
      reportedRole: disruptions.reportedRole,
      version: disruptions.version,
    })
    .from(disruptions)
    .innerJoin(records, withRecord(actor))
    .where(own(disruptions, actor, among(disruptions.id, ids), visible(actor)));
  return rows.map((row) => ({ ...worded(row), reportedRole: wordOf(roleIds, row.reportedRole) }));
}

/** The six times of a disruption; null is "not known yet". */
export function timesOf(row: {
  startedAt: Date | null;
  noticedAt: Date | null;
  declaredAt: Date | null;
  onPaperAt: Date | null;
  restoredAt: Date | null;
  verifiedAt: Date | null;
}): Times {
  return {
    started: row.startedAt,
    noticed: row.noticedAt,
    declared: row.declaredAt,
    "on-paper": row.onPaperAt,
    restored: row.restoredAt,
    verified: row.verifiedAt,
  };
}

export type TimelineEntry = Awaited<ReturnType<typeof listTimeline>>[number];

/** Every entry by when it happened; a corrected one stays, beside the entry that corrects it. */
export async function listTimeline(tx: Tx, actor: Context, disruptionId: string) {
  const rows = await tx
    .select({
      id: timelineEntries.id,
      happenedAt: timelineEntries.happenedAt,
      writtenAt: timelineEntries.writtenAt,
      says: timelineEntries.says,
      source: timelineEntries.source,
      role: timelineEntries.role,
      correctsId: timelineEntries.correctsId,
    })
    .from(timelineEntries)
    .where(own(timelineEntries, actor, eq(timelineEntries.disruptionId, disruptionId)))
    .orderBy(asc(timelineEntries.happenedAt), asc(timelineEntries.writtenAt), asc(timelineEntries.id));
  const correctedBy = new Map(rows.flatMap((row) => (row.correctsId ? [[row.correctsId, row.id] as const] : [])));
  return rows.map((row) => ({ ...row, source: wordOf(sources, row.source), correctedBy: correctedBy.get(row.id) }));
}

export type Impact = Awaited<ReturnType<typeof listImpacts>>[number];

/** What it meant, service by service: only the services within the reader's scope. */
export async function listImpacts(tx: Tx, actor: Context, disruptionId: string) {
  const rows = await tx
    .select({
      id: disruptionImpacts.id,
      serviceId: disruptionImpacts.serviceId,
      peopleBand: disruptionImpacts.peopleBand,
      peopleAffected: disruptionImpacts.peopleAffected,
      staffOnShift: disruptionImpacts.staffOnShift,
      taskKind: disruptionImpacts.taskKind,
      tasksDue: disruptionImpacts.tasksDue,
      tasksDone: disruptionImpacts.tasksDone,
      tasksLate: disruptionImpacts.tasksLate,
      longestLateMinutes: disruptionImpacts.longestLateMinutes,
      onPaperAt: disruptionImpacts.onPaperAt,
      restoredAt: disruptionImpacts.restoredAt,
      note: disruptionImpacts.note,
    })
    .from(disruptionImpacts)
    .where(own(disruptionImpacts, actor, eq(disruptionImpacts.disruptionId, disruptionId)))
    .orderBy(asc(disruptionImpacts.serviceId));
  return rows.map((row) => ({
    ...row,
    peopleBand: wordOf(peopleBands, row.peopleBand),
    taskKind: wordOf(taskKinds, row.taskKind),
  }));
}

export type Fallback = Awaited<ReturnType<typeof listFallbacks>>[number];

export async function listFallbacks(tx: Tx, actor: Context, disruptionId: string) {
  const rows = await tx
    .select({
      id: fallbackUses.id,
      materialKind: fallbackUses.materialKind,
      used: fallbackUses.used,
      worked: fallbackUses.worked,
      note: fallbackUses.note,
      role: fallbackUses.role,
      at: fallbackUses.at,
    })
    .from(fallbackUses)
    .where(own(fallbackUses, actor, eq(fallbackUses.disruptionId, disruptionId)))
    .orderBy(asc(fallbackUses.at), asc(fallbackUses.id));
  return rows
    .map((row) => ({
      ...row,
      materialKind: wordOf(materialKinds, row.materialKind),
      worked: wordOf(workedChoices, row.worked),
      role: wordOf(roleIds, row.role),
    }))
    .sort((a, b) => materialKinds.indexOf(a.materialKind) - materialKinds.indexOf(b.materialKind));
}

/** The severity as it was given, oldest first: at triage and as confirmed, each with its reason. */
export async function listSeverities(tx: Tx, actor: Context, disruptionId: string) {
  const rows = await tx
    .select({
      id: disruptionSeverities.id,
      kind: disruptionSeverities.kind,
      severity: disruptionSeverities.severity,
      reason: disruptionSeverities.reason,
      careAtRisk: disruptionSeverities.careAtRisk,
      dataAtRisk: disruptionSeverities.dataAtRisk,
      harmPossible: disruptionSeverities.harmPossible,
      role: disruptionSeverities.role,
      at: disruptionSeverities.at,
    })
    .from(disruptionSeverities)
    .where(own(disruptionSeverities, actor, eq(disruptionSeverities.disruptionId, disruptionId)))
    .orderBy(asc(disruptionSeverities.at), asc(disruptionSeverities.id));
  return rows.map((row) => ({
    ...row,
    kind: wordOf(severityKinds, row.kind),
    severity: wordOf(severities, row.severity),
    careAtRisk: wordOf(knowing, row.careAtRisk),
    dataAtRisk: wordOf(knowing, row.dataAtRisk),
    harmPossible: wordOf(knowing, row.harmPossible),
    role: wordOf(roleIds, row.role),
  }));
}

export async function listTimeChanges(tx: Tx, actor: Context, disruptionId: string) {
  const rows = await tx
    .select({
      id: disruptionTimeChanges.id,
      moment: disruptionTimeChanges.moment,
      before: disruptionTimeChanges.before,
      after: disruptionTimeChanges.after,
      reason: disruptionTimeChanges.reason,
      role: disruptionTimeChanges.role,
      at: disruptionTimeChanges.at,
    })
    .from(disruptionTimeChanges)
    .where(own(disruptionTimeChanges, actor, eq(disruptionTimeChanges.disruptionId, disruptionId)))
    .orderBy(desc(disruptionTimeChanges.at), asc(disruptionTimeChanges.id));
  const order: readonly string[] = moments;
  return rows
    .map((row) => ({ ...row, moment: wordOf(moments, row.moment), role: wordOf(roleIds, row.role) }))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || order.indexOf(a.moment) - order.indexOf(b.moment));
}

/** Every closure, first one first; an earlier one stays as it was when the disruption was opened again. */
export async function listClosures(tx: Tx, actor: Context, disruptionId: string) {
  const rows = await tx
    .select({
      id: disruptionClosures.id,
      number: disruptionClosures.number,
      severity: disruptionClosures.severity,
      answer: disruptionClosures.answer,
      answerSays: disruptionClosures.answerSays,
      setAside: disruptionClosures.setAside,
      reason: disruptionClosures.reason,
      closedRole: disruptionClosures.closedRole,
      closedAt: disruptionClosures.closedAt,
      reopenedRole: disruptionClosures.reopenedRole,
      reopenedAt: disruptionClosures.reopenedAt,
      reopenedReason: disruptionClosures.reopenedReason,
    })
    .from(disruptionClosures)
    .where(own(disruptionClosures, actor, eq(disruptionClosures.disruptionId, disruptionId)))
    .orderBy(asc(disruptionClosures.number));
  return rows.map((row) => ({
    ...row,
    answer: wordOf(answers, row.answer),
    setAside: wordOf(setAsides, row.setAside),
    closedRole: wordOf(roleIds, row.closedRole),
    reopenedRole: wordOf(roleIds, row.reopenedRole),
  }));
}

export async function findOpenClosure(tx: Tx, actor: Context, disruptionId: string) {
  const [row] = await tx
    .select({ id: disruptionClosures.id })
    .from(disruptionClosures)
    .where(
      own(
        disruptionClosures,
        actor,
        eq(disruptionClosures.disruptionId, disruptionId),
        isNull(disruptionClosures.reopenedAt),
      ),
    );
  return row;
}
