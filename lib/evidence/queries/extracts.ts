import "server-only";
import { and, asc, eq, gt, inArray, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { own, type Tx } from "#db/client.ts";
import { bundles, bundleTexts } from "#db/schema/evidence.ts";
import { minuteExtracts } from "#db/schema/minutes.ts";
import { commissionerBodies } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { wordOf } from "#lib/words.ts";
import { bundleStates } from "../bundle.ts";
import { readable } from "./register.ts";

type Table = { organisationId: PgColumn; id: PgColumn };

/** The row of a table that a column of another names, within the reader's organisation. */
const byId = (table: Table, actor: Actor, from: Pick<Table, "organisationId">, id: PgColumn) =>
  and(eq(table.organisationId, from.organisationId), eq(table.id, id), own(table, actor));

export type Carrying = Awaited<ReturnType<typeof listCarrying>>[number];

/** The bundles in which these records' words left, with whom they went to; nothing for a role that reads no bundles. */
export async function listCarrying(tx: Tx, actor: Actor, recordIds: readonly string[]) {
  if (recordIds.length === 0 || !can(actor, "evidence", "read")) return [];
  const rows = await tx
    .selectDistinct({
      recordId: bundleTexts.recordId,
      id: bundles.id,
      reference: records.reference,
      state: bundles.state,
      recipient: bundles.recipient,
      body: commissionerBodies.name,
      issuedAt: bundles.issuedAt,
      /** Whether something was added to the extract after its words left in this bundle. */
      addedSince: sql<boolean>`coalesce(${minuteExtracts.state} = 'marked' and ${minuteExtracts.changedAt} > ${bundles.snapshotAt}, false)`,
    })
    .from(bundleTexts)
    .innerJoin(bundles, byId(bundles, actor, bundleTexts, bundleTexts.bundleId))
    .innerJoin(records, byId(records, actor, bundles, bundles.id))
    .leftJoin(minuteExtracts, byId(minuteExtracts, actor, bundleTexts, bundleTexts.recordId))
    .leftJoin(commissionerBodies, byId(commissionerBodies, actor, bundles, bundles.bodyId))
    .where(
      own(
        bundleTexts,
        actor,
        inArray(bundleTexts.recordId, [...recordIds]),
        inArray(bundles.state, ["issued", "superseded", "withdrawn"]),
        readable(actor),
      ),
    )
    .orderBy(asc(bundles.issuedAt), asc(records.reference));
  return rows.map((row) => ({ ...row, state: wordOf(bundleStates, row.state) }));
}

type Assembled = { id: string; snapshotAt: Date | null };

/** Why a bundle is assembled again before it is issued: an extract in it was withdrawn, or something was added to it since. */
export async function findOutdatedExtract(tx: Tx, actor: Actor, bundle: Assembled): Promise<string | undefined> {
  if (!bundle.snapshotAt) return undefined;
  const [row] = await tx
    .select({ reference: records.reference, state: minuteExtracts.state })
    .from(minuteExtracts)
    .innerJoin(records, byId(records, actor, minuteExtracts, minuteExtracts.id))
    .innerJoin(
      bundleTexts,
      and(
        eq(bundleTexts.organisationId, minuteExtracts.organisationId),
        eq(bundleTexts.recordId, minuteExtracts.id),
        own(bundleTexts, actor, eq(bundleTexts.bundleId, bundle.id)),
      ),
    )
    .where(
      own(
        minuteExtracts,
        actor,
        or(eq(minuteExtracts.state, "withdrawn"), gt(minuteExtracts.changedAt, bundle.snapshotAt)),
      ),
    )
    .orderBy(asc(records.reference))
    .limit(1);
  if (!row) return undefined;
  const what = row.state === "withdrawn" ? "was withdrawn" : "was added to";
  return `${row.reference}, an extract of minutes, ${what} since. Assemble the bundle again.`;
}
