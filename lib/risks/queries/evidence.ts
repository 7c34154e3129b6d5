import "server-only";
import { and, asc, desc, eq, inArray, ne, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { records } from "#db/schema/records.ts";
import { controlProofs, riskAcceptances, riskControls, riskReviews, riskScores, risks } from "#db/schema/risks.ts";
import { worded } from "./register.ts";

/**
 * Risks as they may leave the organisation: columns of the outside field list alone, so that the outside role can ask
 * the same question. Drafts never; which of the rest exist is the context's policy. Highest first.
 */
export async function listRisksFor(tx: Tx, context: Context) {
  const rows = await tx
    .select({
      id: risks.id,
      reference: records.reference,
      title: risks.title,
      cause: risks.cause,
      event: risks.event,
      effect: risks.effect,
      category: risks.category,
      state: risks.state,
      initialScore: risks.initialScore,
      likelihood: risks.likelihood,
      consequence: risks.consequence,
      score: risks.score,
      targetScore: risks.targetScore,
      treatment: risks.treatment,
      nextReviewOn: risks.nextReviewOn,
      provedOn: risks.provedOn,
      serviceIds: risks.serviceIds,
      changedAt: risks.changedAt,
    })
    .from(risks)
    .innerJoin(
      records,
      and(eq(records.organisationId, risks.organisationId), eq(records.id, risks.id), own(records, context)),
    )
    .where(own(risks, context, ne(risks.state, "draft")))
    .orderBy(desc(risks.score), asc(records.reference));
  const past = await pastOf(
    tx,
    context,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...worded(row), ...past(row.id) }));
}

type UnderRisk = { organisationId: PgColumn; recordId: PgColumn };

async function pastOf(tx: Tx, context: Context, ids: string[]) {
  const of = (table: UnderRisk): SQL | undefined => own(table, context, inArray(table.recordId, ids));
  const scores = await tx
    .select({
      recordId: riskScores.recordId,
      kind: riskScores.kind,
      score: riskScores.score,
      reason: riskScores.reason,
      at: riskScores.scoredAt,
    })
    .from(riskScores)
    .where(of(riskScores))
    .orderBy(asc(riskScores.scoredAt));
  const controls = await tx
    .select({
      recordId: riskControls.recordId,
      id: riskControls.id,
      type: riskControls.type,
      line: riskControls.line,
      description: riskControls.description,
      endedAt: riskControls.endedAt,
    })
    .from(riskControls)
    .where(of(riskControls))
    .orderBy(asc(riskControls.createdAt), asc(riskControls.id));
  const proofs = await tx
    .select({
      recordId: controlProofs.recordId,
      controlId: controlProofs.controlId,
      found: controlProofs.found,
      line: controlProofs.line,
      how: controlProofs.how,
      provedOn: controlProofs.provedOn,
      provedRole: controlProofs.provedRole,
      evidenceId: controlProofs.evidenceId,
    })
    .from(controlProofs)
    .where(of(controlProofs))
    .orderBy(desc(controlProofs.provedOn), asc(controlProofs.id));
  const acceptances = await tx
    .select({
      recordId: riskAcceptances.recordId,
      score: riskAcceptances.score,
      appetite: riskAcceptances.appetite,
      reason: riskAcceptances.reason,
      decisionReference: riskAcceptances.decisionReference,
      acceptedRole: riskAcceptances.acceptedRole,
      noSecondPerson: riskAcceptances.noSecondPerson,
      acceptedOn: riskAcceptances.acceptedOn,
      expiresOn: riskAcceptances.expiresOn,
    })
    .from(riskAcceptances)
    .where(of(riskAcceptances))
    .orderBy(desc(riskAcceptances.acceptedAt));
  const reviews = await tx
    .select({
      recordId: riskReviews.recordId,
      outcome: riskReviews.outcome,
      reviewedRole: riskReviews.reviewedRole,
      reviewedOn: riskReviews.reviewedOn,
      nextReviewOn: riskReviews.nextReviewOn,
    })
    .from(riskReviews)
    .where(of(riskReviews))
    .orderBy(desc(riskReviews.reviewedOn), asc(riskReviews.id));
  const mine = <T extends { recordId: string }>(rows: T[], id: string) => rows.filter((row) => row.recordId === id);
  return (id: string) => ({
    scores: mine(scores, id),
    controls: mine(controls, id),
    proofs: mine(proofs, id),
    acceptances: mine(acceptances, id),
    reviews: mine(reviews, id),
  });
}
