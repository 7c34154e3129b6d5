import "server-only";
import { and, asc, countDistinct, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { evidenceLinks, referenceLists } from "#db/schema/frameworks.ts";
import { records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { recordKinds } from "#lib/records/record.ts";
import { wordOf } from "#lib/words.ts";
import { evidenceDay } from "./evidence-day.ts";
import { categories, type FrameworkList, type Held, type LinkMove, statementOf } from "./framework.ts";
import { ReferenceContent } from "./inputs.ts";
import { may } from "./policy.ts";

const listName = "cqc-quality-statements";

// A version of the list never changes and is the same for everyone, so each is read and parsed once per process.
const parsed = new Map<string, FrameworkList>();

/** The newest version of the list of frameworks; those without statements are left out. */
export async function currentFrameworks(tx: Tx): Promise<FrameworkList> {
  const [newest] = await tx
    .select({ version: referenceLists.version, asOf: referenceLists.asOf, sha256: referenceLists.sha256 })
    .from(referenceLists)
    .where(eq(referenceLists.name, listName))
    .orderBy(desc(referenceLists.version))
    .limit(1);
  if (!newest) throw new Error(`The reference list ${listName} has not been loaded.`);
  const key = `${newest.version} ${newest.sha256}`;
  const known = parsed.get(key);
  if (known) return known;
  const [row] = await tx
    .select({ content: referenceLists.content })
    .from(referenceLists)
    .where(and(eq(referenceLists.name, listName), eq(referenceLists.version, newest.version)));
  const list = shaped(newest, ReferenceContent.parse(row?.content));
  parsed.set(key, list);
  return list;
}

function shaped(newest: { version: number; asOf: string }, content: ReturnType<typeof ReferenceContent.parse>) {
  const frameworks = content.frameworks
    .filter((framework) => framework.statements.length > 0)
    .map(({ itemTerm, statements, ...framework }) => ({
      ...framework,
      term: itemTerm,
      statements: statements.map(({ digitalResilience, ...statement }) => ({
        ...statement,
        closest: digitalResilience?.relevance === "primary",
      })),
    }));
  return { version: newest.version, asOf: newest.asOf, frameworks };
}

const day = sql<string>`(${evidenceDay(sql`${evidenceLinks}`, sql`${records}`)})::text`;
const newest = sql<string>`max(${day})`;
const recordCount = countDistinct(evidenceLinks.recordId);

const live = (actor: Context, ...more: (SQL | undefined)[]) =>
  own(evidenceLinks, actor, isNull(evidenceLinks.endedAt), ...more);
const itsRecord = (actor: Context) =>
  and(
    eq(records.organisationId, evidenceLinks.organisationId),
    eq(records.id, evidenceLinks.recordId),
    own(records, actor),
  );

/** Records and newest evidence per statement of one framework, and per statement and service ("" for no service). */
export async function countEvidence(tx: Tx, actor: Context, frameworkId: string) {
  const within = live(actor, eq(evidenceLinks.frameworkId, frameworkId));
  const statements = await tx
    .select({ statementId: evidenceLinks.statementId, records: recordCount, newest })
    .from(evidenceLinks)
    .innerJoin(records, itsRecord(actor))
    .where(within)
    .groupBy(evidenceLinks.statementId);
  const service = sql<string>`unnest(case when ${evidenceLinks.serviceIds} = '{}' then array[''] else ${evidenceLinks.serviceIds}::text[] end)`;
  const each = tx
    .select({
      statementId: evidenceLinks.statementId,
      recordId: evidenceLinks.recordId,
      service: service.as("service"),
      day: day.as("day"),
    })
    .from(evidenceLinks)
    .innerJoin(records, itsRecord(actor))
    .where(within)
    .as("each");
  const services = await tx
    .select({
      statementId: each.statementId,
      service: each.service,
      records: countDistinct(each.recordId),
      newest: sql<string>`max(${each.day})`,
    })
    .from(each)
    .groupBy(each.statementId, each.service);
  const byService = new Map<string, Map<string, Held>>();
  for (const row of services) {
    const found = byService.get(row.statementId) ?? new Map<string, Held>();
    byService.set(row.statementId, found.set(row.service, { records: row.records, newest: row.newest }));
  }
  return {
    statements: new Map(statements.map((row) => [row.statementId, { records: row.records, newest: row.newest }])),
    services: byService,
  };
}

/** The links of a framework that were made or ended after the moment that this transaction looks back at. */
export async function listLinksSince(tx: Tx, actor: Context, frameworkId: string): Promise<LinkMove[]> {
  const after = sql`${tx.now.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ statement_id: string; linked: string | null; ended: string | null }>(sql`
    select l.statement_id, case when l.linked_at > ${after} then l.linked_at end as linked, l.ended_at as ended
    from public.evidence_links l
    where l.organisation_id = ${actor.organisationId} and l.framework_id = ${frameworkId}
      and (l.linked_at > ${after} or l.ended_at > ${after})`);
  const moment = (at: string | null) => (at ? new Date(at) : null);
  return [...rows].map((row) => ({
    statementId: row.statement_id,
    linkedAt: moment(row.linked),
    endedAt: moment(row.ended),
  }));
}

const link = {
  id: evidenceLinks.id,
  recordId: evidenceLinks.recordId,
  serviceIds: evidenceLinks.serviceIds,
  frameworkId: evidenceLinks.frameworkId,
  listVersion: evidenceLinks.listVersion,
  statementId: evidenceLinks.statementId,
  category: evidenceLinks.category,
  note: evidenceLinks.note,
  linkedBy: evidenceLinks.linkedBy,
  linkedAt: evidenceLinks.linkedAt,
  endedAt: evidenceLinks.endedAt,
  version: evidenceLinks.version,
  kind: records.kind,
  reference: records.reference,
  title: records.title,
  day,
};
const worded = <T extends { category: string; kind: string }>(row: T) => ({
  ...row,
  category: wordOf(categories, row.category),
  kind: wordOf(recordKinds, row.kind),
});

export type EvidenceLink = Awaited<ReturnType<typeof listEvidence>>[number];

/** The records linked to one statement, newest evidence first. */
export async function listEvidence(tx: Tx, actor: Context, statementId: string) {
  const rows = await tx
    .select(link)
    .from(evidenceLinks)
    .innerJoin(records, itsRecord(actor))
    .where(live(actor, eq(evidenceLinks.statementId, statementId)))
    .orderBy(desc(day), asc(records.reference), asc(evidenceLinks.category));
  return rows.map(worded);
}

export async function findEvidenceLink(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select(link)
    .from(evidenceLinks)
    .innerJoin(records, itsRecord(actor))
    .where(ownId(evidenceLinks, actor, id));
  return row && worded(row);
}

export type EvidenceOfRecord = Awaited<ReturnType<typeof listEvidenceOf>>[number];

/** What a record's page shows of its evidence; undefined for a role that does not read frameworks. */
export async function findEvidenceFor(tx: Tx, actor: Actor, record: { id: string; serviceIds: readonly string[] }) {
  if (!can(actor, "frameworks", "read")) return undefined;
  const mayLink = may(actor, "link", { serviceIds: record.serviceIds, ended: false });
  return { recordId: record.id, mayLink, evidence: await listEvidenceOf(tx, actor, record.id) };
}

/** The statements that one record is evidence for. */
export async function listEvidenceOf(tx: Tx, actor: Context, recordId: string) {
  const rows = await tx
    .select({
      id: evidenceLinks.id,
      statementId: evidenceLinks.statementId,
      category: evidenceLinks.category,
      note: evidenceLinks.note,
      day,
      kind: records.kind,
    })
    .from(evidenceLinks)
    .innerJoin(records, itsRecord(actor))
    .where(live(actor, eq(evidenceLinks.recordId, recordId)))
    .orderBy(asc(evidenceLinks.frameworkId), asc(evidenceLinks.statementId), asc(evidenceLinks.category));
  if (rows.length === 0) return [];
  const list = await currentFrameworks(tx);
  return rows.map((row) => {
    const known = statementOf(list, row.statementId);
    return {
      ...worded(row),
      code: known?.statement.code ?? "",
      name: known?.statement.name ?? row.statementId,
      draft: known?.framework.status === "draft",
    };
  });
}
