import "server-only";
import { eq } from "drizzle-orm";
import { among, own, readAs, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { bundles } from "#db/schema/evidence.ts";
import { records } from "#db/schema/records.ts";
import type { GrantRecord } from "#lib/access/queries/grants.ts";
import { listGranted } from "#lib/evidence/inspection/queries.ts";

/** Which of some records the holder of a grant can open: asked of the outside role itself, in the grant's own scope. */
export async function listOpened(grant: GrantRecord, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const scope = scopeOf(grant);
  return readAs(scope, async (tx) => {
    const known = await tx
      .select({ id: records.id })
      .from(records)
      .where(own(records, scope, among(records.id, ids)));
    const opened = new Set([...(await listGranted(tx, scope, ids)), ...(await issued(tx, scope, ids))]);
    return new Set(known.map((row) => row.id).filter((id) => opened.has(id)));
  });
}

/** Of some records, those that the holder of a grant can open. */
export async function onlyOpened<R extends { id: string }>(grant: GrantRecord, records: readonly R[]): Promise<R[]> {
  const opened = await listOpened(
    grant,
    records.map(({ id }) => id),
  );
  return records.filter(({ id }) => opened.has(id));
}

function scopeOf(grant: GrantRecord): Context {
  return {
    kind: "outside",
    organisationId: grant.organisationId,
    personId: grant.id,
    role: grant.kind,
    services: grant.serviceIds,
    grantId: grant.id,
    sections: grant.kind === "inspector" ? grant.sections : [],
    ...(grant.periodFrom ? { from: grant.periodFrom } : {}),
    ...(grant.periodTo ? { to: grant.periodTo } : {}),
    ...(grant.bodyId ? { bodyId: grant.bodyId } : {}),
  };
}

async function issued(tx: Tx, scope: Context, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: bundles.id })
    .from(bundles)
    .where(own(bundles, scope, eq(bundles.state, "issued"), among(bundles.id, ids)));
  return rows.map((row) => row.id);
}
