import "server-only";
import { asc, eq, isNull } from "drizzle-orm";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import {
  disruptionReviews,
  dutyDecisions,
  paperRecords,
  reviewFactors,
  reviewFindings,
  signOffs,
} from "#db/schema/disruptions.ts";
import { roleIds } from "#lib/access/roles.ts";
import { wordOf } from "#lib/words.ts";
import { dutyDecisions as decisions, dutyIds } from "../duty.ts";
import { slots } from "../review.ts";
import { answers, causes, elements, harms, methods, paperKinds } from "../words.ts";

export type Review = NonNullable<Awaited<ReturnType<typeof findReview>>>;

export async function findReview(tx: Tx, actor: Context, disruptionId: string) {
  const [review] = await reviewsOf(tx, actor, [disruptionId]);
  return review;
}

/** The reviews of some disruptions, at most one of each. */
export async function reviewsOf(tx: Tx, actor: Context, disruptionIds: readonly string[]) {
  const r = disruptionReviews;
  const rows = await tx
    .select({
      id: r.id,
      disruptionId: r.disruptionId,
      method: r.method,
      heldAt: r.heldAt,
      expected: r.expected,
      whatHappened: r.whatHappened,
      difference: r.difference,
      whatWorked: r.whatWorked,
      harm: r.harm,
      answer: r.answer,
      answerSays: r.answerSays,
      answerFacts: r.answerFacts,
      answeredRole: r.answeredRole,
      answeredAt: r.answeredAt,
      authorIds: r.authorIds,
      round: r.round,
      submittedAt: r.submittedAt,
      submittedRole: r.submittedRole,
      agreedAt: r.agreedAt,
      returnedRole: r.returnedRole,
      returnedAt: r.returnedAt,
      returnedReason: r.returnedReason,
      version: r.version,
    })
    .from(r)
    .where(own(r, actor, among(r.disruptionId, disruptionIds)));
  return rows.map((row) => ({
    ...row,
    method: wordOf(methods, row.method),
    harm: wordOf(harms, row.harm),
    answer: wordOf(answers, row.answer),
    answeredRole: wordOf(roleIds, row.answeredRole),
    submittedRole: wordOf(roleIds, row.submittedRole),
    returnedRole: wordOf(roleIds, row.returnedRole),
  }));
}

export type Paper = Awaited<ReturnType<typeof listPapers>>[number];

export const listPapers = (tx: Tx, actor: Context, disruptionId: string) => papersOf(tx, actor, [disruptionId]);

export async function papersOf(tx: Tx, actor: Context, disruptionIds: readonly string[]) {
  const p = paperRecords;
  const rows = await tx
    .select({
      id: p.id,
      disruptionId: p.disruptionId,
      kind: p.kind,
      written: p.written,
      returned: p.returned,
      entered: p.entered,
      checked: p.checked,
      discrepancies: p.discrepancies,
      enteredBy: p.enteredBy,
      enteredRole: p.enteredRole,
      enteredAt: p.enteredAt,
      checkedBy: p.checkedBy,
      checkedRole: p.checkedRole,
      checkedAt: p.checkedAt,
      checkedAlone: p.checkedAlone,
      version: p.version,
    })
    .from(p)
    .where(own(p, actor, among(p.disruptionId, disruptionIds)));
  return rows
    .map((row) => ({
      ...row,
      kind: wordOf(paperKinds, row.kind),
      enteredRole: wordOf(roleIds, row.enteredRole),
      checkedRole: wordOf(roleIds, row.checkedRole),
    }))
    .sort((a, b) => paperKinds.indexOf(a.kind) - paperKinds.indexOf(b.kind));
}

export type DutyRow = Awaited<ReturnType<typeof listDuties>>[number];

export const listDuties = (tx: Tx, actor: Context, disruptionId: string) => dutiesOf(tx, actor, [disruptionId]);

export async function dutiesOf(tx: Tx, actor: Context, disruptionIds: readonly string[]) {
  const d = dutyDecisions;
  const rows = await tx
    .select({
      id: d.id,
      disruptionId: d.disruptionId,
      duty: d.duty,
      twoRoles: d.twoRoles,
      decision: d.decision,
      reason: d.reason,
      toldReference: d.toldReference,
      decidedBy: d.decidedBy,
      decidedRole: d.decidedRole,
      decidedAt: d.decidedAt,
      agreedRole: d.agreedRole,
      agreedAt: d.agreedAt,
      agreedAlone: d.agreedAlone,
      version: d.version,
    })
    .from(d)
    .where(own(d, actor, among(d.disruptionId, disruptionIds)))
    .orderBy(asc(d.duty));
  return rows
    .map((row) => ({
      ...row,
      duty: wordOf(dutyIds, row.duty),
      decision: wordOf(decisions, row.decision),
      decidedRole: wordOf(roleIds, row.decidedRole),
      agreedRole: wordOf(roleIds, row.agreedRole),
      agreed: row.agreedAt !== null,
    }))
    .sort((a, b) => dutyIds.indexOf(a.duty) - dutyIds.indexOf(b.duty));
}

export type Finding = Awaited<ReturnType<typeof listFindings>>[number];

export const listFindings = (tx: Tx, actor: Context, disruptionId: string) => findingsOf(tx, actor, [disruptionId]);

export async function findingsOf(tx: Tx, actor: Context, disruptionIds: readonly string[]) {
  const f = reviewFindings;
  const rows = await tx
    .select({
      id: f.id,
      disruptionId: f.disruptionId,
      number: f.number,
      says: f.says,
      detail: f.detail,
      actionId: f.actionId,
      noActionReason: f.noActionReason,
      decidedRole: f.decidedRole,
      decidedAt: f.decidedAt,
      version: f.version,
    })
    .from(f)
    .where(own(f, actor, among(f.disruptionId, disruptionIds)))
    .orderBy(asc(f.number));
  return rows.map((row) => ({
    ...row,
    decidedRole: wordOf(roleIds, row.decidedRole),
    decided: row.actionId !== null || row.noActionReason !== null,
  }));
}

export type Factor = Awaited<ReturnType<typeof listFactors>>[number];

export async function listFactors(tx: Tx, actor: Context, disruptionId: string) {
  const f = reviewFactors;
  const rows = await tx
    .select({ id: f.id, element: f.element, cause: f.cause, says: f.says, role: f.role, at: f.at })
    .from(f)
    .where(own(f, actor, eq(f.disruptionId, disruptionId), isNull(f.withdrawnAt)))
    .orderBy(asc(f.at), asc(f.id));
  return rows.map((row) => ({
    ...row,
    element: wordOf(elements, row.element),
    cause: wordOf(causes, row.cause),
    role: wordOf(roleIds, row.role),
  }));
}

export const listSignOffs = (tx: Tx, actor: Context, disruptionId: string) => signOffsOf(tx, actor, [disruptionId]);

export async function signOffsOf(tx: Tx, actor: Context, disruptionIds: readonly string[]) {
  const s = signOffs;
  const rows = await tx
    .select({
      id: s.id,
      disruptionId: s.disruptionId,
      round: s.round,
      slot: s.slot,
      personId: s.personId,
      role: s.role,
      at: s.at,
      alone: s.alone,
      forServices: s.forServices,
    })
    .from(s)
    .where(own(s, actor, among(s.disruptionId, disruptionIds)))
    .orderBy(asc(s.round), asc(s.at));
  return rows.map((row) => ({ ...row, slot: wordOf(slots, row.slot), role: wordOf(roleIds, row.role) }));
}
