import "server-only";
import { and, asc, desc, eq, gte, inArray, or } from "drizzle-orm";
import { own } from "#db/client.ts";
import { outsideGrants, requests } from "#db/schema/access.ts";
import { bundles } from "#db/schema/evidence.ts";
import { records } from "#db/schema/records.ts";
import { grantKinds } from "#lib/access/grant.ts";
import { requestStates } from "#lib/access/request.ts";
import { bundleStates, purposes } from "#lib/evidence/bundle.ts";
import { wordOf } from "#lib/words.ts";
import { type Desk, named } from "../desk.ts";

/** Requests that are open, and those asked or closed since the meeting before; longest waiting first. */
export async function listRequestsOf(desk: Desk) {
  const rows = await desk.tx
    .select({
      id: requests.id,
      reference: requests.reference,
      kind: outsideGrants.kind,
      state: requests.state,
      askedAt: requests.askedAt,
      closedAt: requests.closedAt,
      serviceIds: requests.serviceIds,
    })
    .from(requests)
    .innerJoin(
      outsideGrants,
      and(
        eq(outsideGrants.organisationId, requests.organisationId),
        eq(outsideGrants.id, requests.grantId),
        own(outsideGrants, desk.actor),
      ),
    )
    .where(
      own(
        requests,
        desk.actor,
        named(desk, requests.serviceIds),
        or(eq(requests.state, "open"), gte(requests.askedAt, desk.since.at), gte(requests.closedAt, desk.since.at)),
      ),
    )
    .orderBy(asc(requests.askedAt), asc(requests.id));
  return rows.map((row) => ({
    ...row,
    kind: wordOf(grantKinds, row.kind),
    state: wordOf(requestStates, row.state),
  }));
}

/** Bundles issued or ended since the meeting before, and those in preparation. */
export async function listBundlesOf(desk: Desk) {
  const rows = await desk.tx
    .select({
      id: bundles.id,
      reference: bundles.reference,
      title: bundles.title,
      purpose: bundles.purpose,
      recipient: bundles.recipient,
      state: bundles.state,
      issuedAt: bundles.issuedAt,
      endedAt: bundles.endedAt,
      serviceIds: bundles.serviceIds,
    })
    .from(bundles)
    .innerJoin(
      records,
      and(eq(records.organisationId, bundles.organisationId), eq(records.id, bundles.id), own(records, desk.actor)),
    )
    .where(
      own(
        bundles,
        desk.actor,
        named(desk, bundles.serviceIds),
        or(
          inArray(bundles.state, ["draft", "assembling", "ready", "issuing"]),
          gte(bundles.issuedAt, desk.since.at),
          gte(bundles.endedAt, desk.since.at),
        ),
      ),
    )
    .orderBy(desc(bundles.issuedAt), asc(bundles.id));
  return rows.map((row) => ({
    ...row,
    purpose: wordOf(purposes, row.purpose),
    state: wordOf(bundleStates, row.state),
  }));
}
