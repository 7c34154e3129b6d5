import "server-only";
import { asc, eq, isNull } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import {
  disruptionReviews,
  dutyDecisions,
  paperRecords,
  reviewFactors,
  reviewFindings,
  signOffs,
} from "#db/schema/disruptions.ts";
import { organisations } from "#db/schema/organisation.ts";
import { recordLinks } from "#db/schema/records.ts";
import { covers, reaches } from "#lib/access/actor.ts";
import { type Holder, listHolders } from "#lib/access/holders.ts";
import { roleIds } from "#lib/access/roles.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { wordOf } from "#lib/words.ts";
import { dutyDecisions as decisions, duties, dutyIds } from "../duty.ts";
import type { ReviewFacts } from "../open-points.ts";
import { type Signers, signerRoles, slots } from "../review.ts";
import { answers, causes, elements, harms, methods, paperKinds, paperWords } from "../words.ts";
import type { Disruption } from "./disruption.ts";

export type Review = NonNullable<Awaited<ReturnType<typeof findReview>>>;

export async function findReview(tx: Tx, actor: Context, disruptionId: string) {
  const r = disruptionReviews;
  const [row] = await tx
    .select({
      id: r.id,
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
    .where(own(r, actor, eq(r.disruptionId, disruptionId)));
  return (
    row && {
      ...row,
      method: wordOf(methods, row.method),
      harm: wordOf(harms, row.harm),
      answer: wordOf(answers, row.answer),
      answeredRole: wordOf(roleIds, row.answeredRole),
      submittedRole: wordOf(roleIds, row.submittedRole),
      returnedRole: wordOf(roleIds, row.returnedRole),
    }
  );
}

export type Paper = Awaited<ReturnType<typeof listPapers>>[number];

export async function listPapers(tx: Tx, actor: Context, disruptionId: string) {
  const p = paperRecords;
  const rows = await tx
    .select({
      id: p.id,
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
    .where(own(p, actor, eq(p.disruptionId, disruptionId)));
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

export async function listDuties(tx: Tx, actor: Context, disruptionId: string) {
  const d = dutyDecisions;
  const rows = await tx
    .select({
      id: d.id,
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
    .where(own(d, actor, eq(d.disruptionId, disruptionId)))
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

export async function listFindings(tx: Tx, actor: Context, disruptionId: string) {
  const f = reviewFindings;
  const rows = await tx
    .select({
      id: f.id,
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
    .where(own(f, actor, eq(f.disruptionId, disruptionId)))
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

export async function listSignOffs(tx: Tx, actor: Context, disruptionId: string) {
  const s = signOffs;
  const rows = await tx
    .select({
      id: s.id,
      round: s.round,
      slot: s.slot,
      personId: s.personId,
      role: s.role,
      at: s.at,
      alone: s.alone,
      forServices: s.forServices,
    })
    .from(s)
    .where(own(s, actor, eq(s.disruptionId, disruptionId)))
    .orderBy(asc(s.round), asc(s.at));
  return rows.map((row) => ({ ...row, slot: wordOf(slots, row.slot), role: wordOf(roleIds, row.role) }));
}

type Signed = Pick<Disruption, "serviceIds" | "ownerId">;

/** Which roles somebody holds now for its services, for one or for all, and whether only one person could sign (decision 8). */
export async function findSigners(tx: Tx, actor: Context, { serviceIds, ownerId }: Signed): Promise<Signers> {
  const [organisation] = await tx
    .select({ single: organisations.singlePerson })
    .from(organisations)
    .where(ownId(organisations, actor, actor.organisationId));
  const holders = (await listHolders(tx, actor)).filter(
    (holder) => serviceIds.length === 0 || reaches(holder, serviceIds),
  );
  const rolesOf = (some: readonly Holder[]) => [...new Set(some.map((holder) => holder.role))];
  const managers = holders.filter((holder) => holder.role === "registered-manager");
  const names = serviceIds.length > 1 ? await serviceNames(tx, actor) : new Map<string, string>();
  const services = [...names].flatMap(([id, name]) =>
    serviceIds.includes(id) ? [{ id, name, managed: managers.some((holder) => reaches(holder, [id])) }] : [],
  );
  const able = holders.filter((holder) => signerRoles.some((role) => role === holder.role));
  return {
    held: rolesOf(holders),
    services: services.sort((a, b) => a.name.localeCompare(b.name, "en-GB")),
    whole: rolesOf(holders.filter((holder) => covers(holder, serviceIds) || holder.personId === ownerId)),
    alone: Boolean(organisation?.single) || new Set(able.map((holder) => holder.personId)).size <= 1,
  };
}

async function namesSystem(tx: Tx, actor: Context, disruptionId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: recordLinks.id })
    .from(recordLinks)
    .where(own(recordLinks, actor, eq(recordLinks.fromId, disruptionId), eq(recordLinks.kind, "about")))
    .limit(1);
  return row !== undefined;
}

/** Everything the closing rules ask about one disruption. */
export async function reviewFacts(tx: Tx, actor: Context, disruption: Disruption): Promise<ReviewFacts> {
  const review = await findReview(tx, actor, disruption.id);
  const papers = await listPapers(tx, actor, disruption.id);
  const rows = await listDuties(tx, actor, disruption.id);
  const signed = await listSignOffs(tx, actor, disruption.id);
  return {
    severity: disruption.severity ?? 5,
    triaged: disruption.severity !== undefined,
    restored: disruption.restoredAt !== null,
    onPaper: disruption.onPaperAt !== null,
    namesSystem: await namesSystem(tx, actor, disruption.id),
    paper: disruption.paper,
    papers: papers.map((paper) => ({ ...paper, label: paperWords[paper.kind] })),
    duties: rows.map((row) => ({ ...row, label: duties[row.duty].name })),
    findings: await listFindings(tx, actor, disruption.id),
    review: review && { answer: review.answer, submitted: review.submittedAt !== null },
    authors: review?.authorIds ?? [],
    signed: signed.filter((one) => one.round === review?.round),
    signers: await findSigners(tx, actor, disruption),
  };
}
