import "server-only";
import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { bundleAcknowledgements, bundles } from "#db/schema/evidence.ts";
import { commissionerBodies, services } from "#db/schema/organisation.ts";
import { attachments, records } from "#db/schema/records.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { controlNames } from "#lib/evidence/collect/control-names.ts";
import { entryNames } from "#lib/evidence/collect/entry-names.ts";
import { inOrder } from "#lib/evidence/collect/order.ts";
import { collectRegister, type Names, within } from "#lib/evidence/collect/register.ts";
import { saidInstead } from "#lib/evidence/collect/said-instead.ts";
import { statementNames } from "#lib/evidence/collect/statement-names.ts";
import { wordsOf } from "#lib/evidence/collect/words.ts";
import { isSection, type SectionId, sectionIds, sections } from "#lib/evidence/sections.ts";
import { shown } from "#lib/evidence/shown/columns.ts";
import { labelOf } from "#lib/evidence/shown/labels.ts";
import { addedAfterWords } from "#lib/files/file.ts";
import { recordKinds } from "#lib/records/record.ts";
import { wordOf } from "#lib/words.ts";

/** The sections of a grant whose rooms exist, in the room's order. */
export function grantedSections(outsider: Outsider): SectionId[] {
  return sectionIds.filter((id) => outsider.sections.includes(id));
}

export function grantedSection(outsider: Outsider, id: string): SectionId | undefined {
  return isSection(id) && outsider.sections.includes(id) ? id : undefined;
}

export async function outsideNames(tx: Tx, outsider: Outsider): Promise<Names> {
  const ids = outsider.services === "all" ? [] : [...outsider.services];
  const named = await tx
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(own(services, outsider, inArray(services.id, ids)))
    .orderBy(asc(services.name));
  const refs = await tx
    .select({ id: records.id, reference: records.reference })
    .from(records)
    .where(own(records, outsider));
  return {
    services: new Map(named.map((row) => [row.id, row.name])),
    references: new Map(refs.map((row) => [row.id, row.reference])),
    statements: await statementNames(tx),
    controls: await controlNames(tx, outsider),
    entries: await entryNames(tx, outsider),
  };
}

/** How many records each granted section holds: the rows of its first register, under the outside role's policies. */
export async function countGranted(tx: Tx, outsider: Outsider): Promise<{ id: SectionId; rows: number }[]> {
  const counts: { id: SectionId; rows: number }[] = [];
  for (const id of grantedSections(outsider)) {
    const [row] = await tx.execute<{ rows: string }>(
      sql`select count(*) as rows from ${sql.identifier(sections[id].registers[0].table)} where organisation_id = ${outsider.organisationId} and ${await within(tx, sections[id].registers[0].table)}`,
    );
    counts.push({ id, rows: Number(row?.rows ?? 0) });
  }
  return counts;
}

/** Which of some records lie in a granted section, for these services and this period: their room's own row is visible. */
export async function listGranted(tx: Tx, scope: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (const id of sectionIds.filter((one) => scope.sections?.includes(one))) {
    const rows = await tx.execute<{ id: string }>(
      sql`select id from ${sql.identifier(sections[id].registers[0].table)} where organisation_id = ${scope.organisationId} and id = any(${`{${ids.join(",")}}`}::uuid[])`,
    );
    for (const row of rows) seen.add(row.id);
  }
  return seen;
}

export async function isGranted(tx: Tx, outsider: Outsider, recordId: string): Promise<boolean> {
  return (await listGranted(tx, outsider, [recordId])).has(recordId);
}

export type Field = { key: string; label: string; value: string };
/** A row with the columns of its register in their order, and all else that may be told of it. */
export type Told = { id: string; recordId: string; fields: Field[]; more: Field[] };

/** A section's registers: of each row the columns chosen for reading, then the rest of the written field list. */
export async function readSection(tx: Tx, outsider: Outsider, id: SectionId, names: Names, recordId?: string) {
  const found: { name: string; what: string; rows: Told[] }[] = [];
  for (const spec of sections[id].registers) {
    const { rows, fields } = await collectRegister(tx, outsider, spec);
    const chosen = shown[spec.table] ?? { columns: fields.map(([column]) => column) };
    const rest = fields.map(([column]) => column).filter((column) => !chosen.columns.includes(column));
    const told = inOrder(spec.table, rows, names).map((row) => {
      const size = row.record_id || !recordId ? "short" : "long";
      const field = (column: string) => {
        const blank = chosen.mayNotApply?.includes(column) ? "" : "Not known";
        const value = blank === "" && row[column] === false ? null : row[column];
        return {
          key: column,
          label: labelOf(spec.table, column),
          value: saidInstead(spec.table, row, column) ?? wordsOf(spec.table, column, value, names, size) ?? blank,
        };
      };
      const tells = (column: string) => !hidden.has(column) && !(row.record_id && shared.has(column));
      return {
        id: row.id,
        recordId: String(row.record_id ?? row.id),
        fields: chosen.columns.filter(tells).map(field),
        more: rest.filter(tells).map(field),
      };
    });
    found.push({
      name: spec.name,
      what: spec.what,
      rows: recordId ? told.filter((row) => row.recordId === recordId) : told,
    });
  }
  return found;
}

/** Ids that place a row beside another and say nothing to a reader. */
const hidden = new Set([
  "organisation_id",
  "id",
  "record_id",
  "grant_id",
  "bundle_id",
  "attachment_id",
  "period_at",
  "list_version",
]);
/** What a row of a record's history shares with the record itself. */
const shared = new Set(["service_ids"]);

export async function findGrantedRecord(tx: Tx, outsider: Outsider, id: string) {
  const [row] = await tx
    .select({
      id: records.id,
      kind: records.kind,
      reference: records.reference,
      title: records.title,
      state: records.state,
      serviceIds: records.serviceIds,
      changedAt: records.changedAt,
    })
    .from(records)
    .where(ownId(records, outsider, id));
  return row && { ...row, kind: wordOf(recordKinds, row.kind) };
}

export async function listGrantedFiles(tx: Tx, outsider: Outsider, recordId: string) {
  const rows = await tx
    .select({
      id: attachments.id,
      name: attachments.name,
      bytes: attachments.bytes,
      sha256: attachments.sha256,
      mediaType: attachments.mediaType,
      addedAt: attachments.addedAt,
      addedAfter: attachments.addedAfter,
    })
    .from(attachments)
    .where(own(attachments, outsider, eq(attachments.recordId, recordId)))
    .orderBy(asc(attachments.addedAt));
  return rows.map((row) => ({ ...row, addedAfter: row.addedAfter && addedAfterWords(row.addedAfter) }));
}

const bundleColumns = {
  id: bundles.id,
  reference: bundles.reference,
  title: bundles.title,
  recipient: bundles.recipient,
  state: bundles.state,
  issue: bundles.issue,
  periodFrom: bundles.periodFrom,
  periodTo: bundles.periodTo,
  snapshotAt: bundles.snapshotAt,
  issuedAt: bundles.issuedAt,
  endedAt: bundles.endedAt,
  endedReason: bundles.endedReason,
  sha256: bundles.sha256,
  bytes: bundles.bytes,
  recordsFingerprint: bundles.recordsFingerprint,
  keyFingerprint: bundles.keyFingerprint,
  supersedesId: bundles.supersedesId,
  serviceIds: bundles.serviceIds,
};

/** Bundles issued to the outsider's body, and for an inspector those made for an inspection of the granted services. */
export function listIssuedBundles(tx: Tx, outsider: Outsider) {
  return tx
    .select(bundleColumns)
    .from(bundles)
    .where(own(bundles, outsider))
    .orderBy(desc(bundles.issuedAt), desc(bundles.id))
    .limit(200);
}

export async function findIssuedBundle(tx: Tx, outsider: Outsider, id: string) {
  const [row] = await tx
    .select(bundleColumns)
    .from(bundles)
    .where(ownId(bundles, outsider, id));
  return row;
}

export function listMyAcknowledgements(tx: Tx, outsider: Outsider) {
  return tx
    .select({ bundleId: bundleAcknowledgements.bundleId, at: bundleAcknowledgements.at })
    .from(bundleAcknowledgements)
    .where(own(bundleAcknowledgements, outsider, eq(bundleAcknowledgements.grantId, outsider.grantId)));
}

export async function bodyName(tx: Tx, outsider: Outsider): Promise<string | undefined> {
  const [row] = await tx
    .select({ name: commissionerBodies.name })
    .from(commissionerBodies)
    .where(own(commissionerBodies, outsider));
  return row?.name;
}
