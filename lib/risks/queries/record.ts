import "server-only";
import { and, asc, desc, eq, max, sql } from "drizzle-orm";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { records } from "#db/schema/records.ts";
import { controlProofs, riskAcceptances, riskControls, riskReviews, riskScores, risks } from "#db/schema/risks.ts";
import { roleIds } from "#lib/access/roles.ts";
import {
  controlTypes,
  type Effectiveness,
  effects,
  levels,
  lines,
  notedOutcomes,
  reviewEvery,
  scoreKinds,
  treatments,
} from "#lib/risks/risk.ts";
import { wordOf } from "#lib/words.ts";
import { worded } from "./register.ts";

const columns = {
  id: risks.id,
  reference: records.reference,
  title: risks.title,
  cause: risks.cause,
  event: risks.event,
  effect: risks.effect,
  category: risks.category,
  recurs: risks.recurs,
  state: risks.state,
  initialLikelihood: risks.initialLikelihood,
  initialConsequence: risks.initialConsequence,
  initialScore: risks.initialScore,
  likelihood: risks.likelihood,
  consequence: risks.consequence,
  score: risks.score,
  targetLikelihood: risks.targetLikelihood,
  targetConsequence: risks.targetConsequence,
  targetScore: risks.targetScore,
  orderReason: risks.orderReason,
  treatment: risks.treatment,
  treatmentPlan: risks.treatmentPlan,
  reviewMonths: risks.reviewMonths,
  nextReviewOn: risks.nextReviewOn,
  provedOn: risks.provedOn,
  closedReason: risks.closedReason,
  serviceIds: risks.serviceIds,
  ownerId: risks.ownerId,
  createdAt: risks.createdAt,
  changedAt: risks.changedAt,
  version: risks.version,
};

export type Risk = NonNullable<Awaited<ReturnType<typeof findRisk>>>;

export async function findRisk(tx: Tx, actor: Context, id: string) {
  const [risk] = await risksOf(tx, actor, [id]);
  return risk;
}

/** Of some risks, those that the reader sees. */
export async function risksOf(tx: Tx, actor: Context, ids: readonly string[]) {
  const rows = await tx
    .select(columns)
    .from(risks)
    .innerJoin(
      records,
      and(eq(records.organisationId, risks.organisationId), eq(records.id, risks.id), own(records, actor)),
    )
    .where(own(risks, actor, among(risks.id, ids)));
  return rows.map((row) => ({
    ...worded(row),
    initialLikelihood: wordOf(levels, row.initialLikelihood),
    initialConsequence: wordOf(levels, row.initialConsequence),
    targetLikelihood: wordOf(levels, row.targetLikelihood),
    targetConsequence: wordOf(levels, row.targetConsequence),
    treatment: wordOf(treatments, row.treatment),
    reviewMonths: wordOf(reviewEvery, row.reviewMonths),
  }));
}

/** Of some risks, since when their score stands. */
export async function scoredAtOf(tx: Tx, actor: Context, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await tx
    .select({ recordId: riskScores.recordId, at: max(riskScores.scoredAt) })
    .from(riskScores)
    .where(own(riskScores, actor, among(riskScores.recordId, ids), eq(riskScores.kind, "current")))
    .groupBy(riskScores.recordId);
  return new Map(rows.flatMap(({ recordId, at }) => (at ? [[recordId, at]] : [])));
}

export type ScoreRow = Awaited<ReturnType<typeof listScores>>[number];

/** Every score of a risk, oldest first. */
export async function listScores(tx: Tx, actor: Context, recordId: string) {
  const rows = await tx
    .select({
      id: riskScores.id,
      kind: riskScores.kind,
      likelihood: riskScores.likelihood,
      consequence: riskScores.consequence,
      score: riskScores.score,
      reason: riskScores.reason,
      scoredBy: riskScores.scoredBy,
      at: riskScores.scoredAt,
    })
    .from(riskScores)
    .where(own(riskScores, actor, eq(riskScores.recordId, recordId)))
    .orderBy(asc(riskScores.scoredAt), asc(riskScores.kind));
  return rows.map((row) => ({ ...row, kind: wordOf(scoreKinds, row.kind) }));
}

export type ControlRow = Awaited<ReturnType<typeof listControls>>[number];

/** A risk's controls with every proof of each, newest first: those in place before those that ended. */
export async function listControls(tx: Tx, actor: Context, recordId: string) {
  const controls = await tx
    .select({
      id: riskControls.id,
      type: riskControls.type,
      line: riskControls.line,
      description: riskControls.description,
      createdAt: riskControls.createdAt,
      endedAt: riskControls.endedAt,
      endedReason: riskControls.endedReason,
    })
    .from(riskControls)
    .where(own(riskControls, actor, eq(riskControls.recordId, recordId)))
    .orderBy(sql`${riskControls.endedAt} is not null`, asc(riskControls.createdAt), asc(riskControls.description));
  const proofs = await tx
    .select({
      id: controlProofs.id,
      controlId: controlProofs.controlId,
      found: controlProofs.found,
      line: controlProofs.line,
      how: controlProofs.how,
      evidenceId: controlProofs.evidenceId,
      provedOn: controlProofs.provedOn,
      provedBy: controlProofs.provedBy,
      provedRole: controlProofs.provedRole,
    })
    .from(controlProofs)
    .where(own(controlProofs, actor, eq(controlProofs.recordId, recordId)))
    .orderBy(desc(controlProofs.provedOn), desc(controlProofs.recordedAt));
  return controls.map((control) => {
    const own = proofs
      .filter((proof) => proof.controlId === control.id)
      .map((proof) => ({
        ...proof,
        found: wordOf(effects, proof.found),
        line: wordOf(lines, proof.line),
        provedRole: wordOf(roleIds, proof.provedRole),
      }));
    const effectiveness: Effectiveness = own[0]?.found ?? "untested";
    return {
      ...control,
      type: wordOf(controlTypes, control.type),
      line: wordOf(lines, control.line),
      effectiveness,
      proofs: own,
    };
  });
}

export type AcceptanceRow = Awaited<ReturnType<typeof listAcceptances>>[number];

/** A risk's acceptances, newest first. */
export const listAcceptances = (tx: Tx, actor: Context, recordId: string) => acceptancesOf(tx, actor, [recordId]);

/** The acceptances of some risks, newest first. */
export async function acceptancesOf(tx: Tx, actor: Context, ids: readonly string[]) {
  const rows = await tx
    .select({
      id: riskAcceptances.id,
      recordId: riskAcceptances.recordId,
      score: riskAcceptances.score,
      appetite: riskAcceptances.appetite,
      reason: riskAcceptances.reason,
      decisionReference: riskAcceptances.decisionReference,
      acceptedBy: riskAcceptances.acceptedBy,
      acceptedRole: riskAcceptances.acceptedRole,
      noSecondPerson: riskAcceptances.noSecondPerson,
      acceptedAt: riskAcceptances.acceptedAt,
      expiresOn: riskAcceptances.expiresOn,
    })
    .from(riskAcceptances)
    .where(own(riskAcceptances, actor, among(riskAcceptances.recordId, ids)))
    .orderBy(desc(riskAcceptances.acceptedAt));
  return rows.map((row) => ({ ...row, acceptedRole: wordOf(roleIds, row.acceptedRole) }));
}

export type ReviewRow = Awaited<ReturnType<typeof listReviews>>[number];

/** A risk's reviews, closures and reopenings, newest first. */
export async function listReviews(tx: Tx, actor: Context, recordId: string) {
  const rows = await tx
    .select({
      id: riskReviews.id,
      outcome: riskReviews.outcome,
      note: riskReviews.note,
      reviewedBy: riskReviews.reviewedBy,
      reviewedRole: riskReviews.reviewedRole,
      reviewedAt: riskReviews.reviewedAt,
      nextReviewOn: riskReviews.nextReviewOn,
    })
    .from(riskReviews)
    .where(own(riskReviews, actor, eq(riskReviews.recordId, recordId)))
    .orderBy(desc(riskReviews.reviewedAt));
  return rows.map((row) => ({
    ...row,
    outcome: wordOf(notedOutcomes, row.outcome),
    reviewedRole: wordOf(roleIds, row.reviewedRole),
  }));
}
