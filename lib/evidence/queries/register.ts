import "server-only";
import { and, arrayContains, asc, count, desc, eq, ilike, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { outsideGrants } from "#db/schema/access.ts";
import { bundleAcknowledgements, bundleProgress, bundles, bundleTexts, bundleTicks } from "#db/schema/evidence.ts";
import { records } from "#db/schema/records.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import { bundleStates, markings, purposes } from "../bundle.ts";
import type { BundleQuery } from "../inputs.ts";

const columns = {
  id: bundles.id,
  reference: records.reference,
  title: bundles.title,
  purpose: bundles.purpose,
  recipient: bundles.recipient,
  bodyId: bundles.bodyId,
  marking: bundles.marking,
  periodFrom: bundles.periodFrom,
  periodTo: bundles.periodTo,
  framework: bundles.framework,
  sections: bundles.sections,
  state: bundles.state,
  issue: bundles.issue,
  snapshotAt: bundles.snapshotAt,
  preparedBy: bundles.preparedBy,
  preparedAt: bundles.preparedAt,
  preparedRole: bundles.preparedRole,
  issuedBy: bundles.issuedBy,
  issuedAt: bundles.issuedAt,
  issuedRole: bundles.issuedRole,
  alone: bundles.alone,
  endedAt: bundles.endedAt,
  endedBy: bundles.endedBy,
  endedReason: bundles.endedReason,
  supersedesId: bundles.supersedesId,
  sha256: bundles.sha256,
  bytes: bundles.bytes,
  recordsFingerprint: bundles.recordsFingerprint,
  keyFingerprint: bundles.keyFingerprint,
  serviceIds: bundles.serviceIds,
  changedAt: bundles.changedAt,
  version: bundles.version,
};

type Raw = { purpose: string; marking: string; state: string };
const worded = <T extends Raw>(row: T) => ({
  ...row,
  purpose: wordOf(purposes, row.purpose),
  marking: wordOf(markings, row.marking),
  state: wordOf(bundleStates, row.state),
});

export const bundleOrders: Record<BundleQuery["sort"], Order> = {
  changed: { expression: bundles.changedAt, direction: "desc", type: "timestamptz", words: "last changed first" },
  title: { expression: bundles.title, direction: "asc", type: "text", words: "by title" },
};

function viewed(view: BundleQuery["view"]): SQL | undefined {
  switch (view) {
    case "all":
      return undefined;
    case "preparing":
      return inArray(bundles.state, ["draft", "assembling", "ready", "issuing"]);
    case "issued":
      return eq(bundles.state, "issued");
    case "ended":
      return inArray(bundles.state, ["superseded", "withdrawn", "discarded"]);
  }
}

const withRecord = (actor: Context) =>
  and(eq(records.organisationId, bundles.organisationId), eq(records.id, bundles.id), own(records, actor));

/** Board members see the bundles made for the board, and no others (decision 8). */
export function readable(actor: Context): SQL | undefined {
  return actor.role === "board-member"
    ? and(eq(bundles.purpose, "board"), inArray(bundles.state, ["issued", "superseded"]))
    : undefined;
}

export async function listBundles(tx: Tx, actor: Context, query: BundleQuery, size?: number) {
  const where = own(
    bundles,
    actor,
    viewed(query.view),
    readable(actor),
    query.service ? arrayContains(bundles.serviceIds, [query.service]) : undefined,
    query.words
      ? or(ilike(bundles.title, likeWords(query.words)), ilike(bundles.recipient, likeWords(query.words)))
      : undefined,
  );
  const page = await keysetPage(
    {
      sort: query.sort,
      order: bundleOrders[query.sort],
      id: bundles.id,
      cursor: query.page,
      ...(size ? { size } : {}),
    },
    (ask) =>
      tx
        .select({ ...columns, key: ask.key })
        .from(bundles)
        .innerJoin(records, withRecord(actor))
        .where(ask.after ? and(where, ask.after) : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(bundles).where(where);
  return { ...page, rows: page.rows.map(worded), total: total?.rows ?? 0 };
}

/** How many bundles each view holds. */
export async function countBundles(tx: Tx, actor: Context): Promise<Record<BundleQuery["view"], number>> {
  const counted = async (view: BundleQuery["view"]) => {
    const [row] = await tx
      .select({ rows: count() })
      .from(bundles)
      .where(own(bundles, actor, viewed(view), readable(actor)));
    return row?.rows ?? 0;
  };
  return {
    all: await counted("all"),
    preparing: await counted("preparing"),
    issued: await counted("issued"),
    ended: await counted("ended"),
  };
}

export type BundleRow = Awaited<ReturnType<typeof listBundles>>["rows"][number];

export async function findBundle(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({ ...columns, contentSha256: bundles.contentSha256, textsSha256: bundles.textsSha256 })
    .from(bundles)
    .innerJoin(records, withRecord(actor))
    .where(and(ownId(bundles, actor, id), readable(actor)));
  return row && worded(row);
}

export type NextIssue = NonNullable<Awaited<ReturnType<typeof findNextIssue>>>;

/** The bundle that follows another as its next issue, in preparation or issued. */
export async function findNextIssue(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({ id: bundles.id, reference: records.reference, state: bundles.state })
    .from(bundles)
    .innerJoin(records, withRecord(actor))
    .where(own(bundles, actor, eq(bundles.supersedesId, id), ne(bundles.state, "discarded"), readable(actor)))
    .orderBy(desc(bundles.preparedAt))
    .limit(1);
  return row && { ...row, state: wordOf(bundleStates, row.state) };
}

export async function findProgress(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({
      step: bundleProgress.step,
      steps: bundleProgress.steps,
      words: bundleProgress.words,
      fault: bundleProgress.fault,
    })
    .from(bundleProgress)
    .where(ownId(bundleProgress, actor, id));
  return row;
}

/** Every free text that will leave, in the order in which it leaves, with the title of its record. */
export function listTexts(tx: Tx, actor: Context, bundleId: string) {
  return tx
    .select({
      id: bundleTexts.id,
      recordId: bundleTexts.recordId,
      source: bundleTexts.source,
      field: bundleTexts.field,
      words: bundleTexts.words,
      kinds: bundleTexts.kinds,
      title: records.title,
      clearedBy: sql<string | null>`coalesce(${bundleTicks.tickedBy}, ${bundleTexts.clearedBy})`,
      clearedAt: sql<Date | null>`coalesce(${bundleTicks.tickedAt}, ${bundleTexts.clearedAt})`.mapWith(
        bundleTicks.tickedAt,
      ),
    })
    .from(bundleTexts)
    .leftJoin(
      bundleTicks,
      and(
        eq(bundleTicks.organisationId, bundleTexts.organisationId),
        eq(bundleTicks.textId, bundleTexts.id),
        own(bundleTicks, actor),
      ),
    )
    .leftJoin(
      records,
      and(
        eq(records.organisationId, bundleTexts.organisationId),
        eq(records.id, bundleTexts.recordId),
        own(records, actor),
      ),
    )
    .where(own(bundleTexts, actor, eq(bundleTexts.bundleId, bundleId)))
    .orderBy(asc(bundleTexts.place), asc(bundleTexts.source), asc(bundleTexts.field), asc(bundleTexts.id));
}

/** Who said that the bundle arrived, by the name on their access, first to last. */
export function listAcknowledgements(tx: Tx, actor: Context, bundleId: string) {
  return tx
    .select({ at: bundleAcknowledgements.at, name: outsideGrants.name })
    .from(bundleAcknowledgements)
    .innerJoin(
      outsideGrants,
      and(
        eq(outsideGrants.organisationId, bundleAcknowledgements.organisationId),
        eq(outsideGrants.id, bundleAcknowledgements.grantId),
        own(outsideGrants, actor),
      ),
    )
    .where(own(bundleAcknowledgements, actor, eq(bundleAcknowledgements.bundleId, bundleId)))
    .orderBy(asc(bundleAcknowledgements.at), asc(bundleAcknowledgements.id));
}

/** The register's rows in one sentence: page subtitle and export's first line. */
export function bundlesSentence(query: BundleQuery, total: number, service?: string, forBoard = false): string {
  const what = {
    all: forBoard ? "Bundles issued to the board" : "All evidence bundles",
    preparing: "Bundles in preparation",
    issued: "Issued bundles",
    ended: "Bundles superseded, withdrawn or discarded",
  }[query.view];
  const parts = [what, service, query.words && `holding “${query.words}”`].filter(Boolean);
  return `${parts.join(", ")}, ${bundleOrders[query.sort].words} (${total.toLocaleString("en-GB")}).`;
}
