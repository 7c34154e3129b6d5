import "server-only";
import { and, asc, count, eq } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { commissionerBodies, commissioningLinks, services } from "#db/schema/organisation.ts";
import { wordOf } from "#lib/words.ts";
import { bodyKinds } from "../organisation.ts";

const worded = <T extends { kind: string }>(row: T) => ({ ...row, kind: wordOf(bodyKinds, row.kind) });

export type BodyRow = Awaited<ReturnType<typeof listBodies>>[number];

/** Commissioner bodies by name, with how many services each commissions (ended terms too) within the reader's scope. */
export async function listBodies(tx: Tx, actor: Context) {
  const rows = await tx
    .select({
      id: commissionerBodies.id,
      name: commissionerBodies.name,
      kind: commissionerBodies.kind,
      services: count(commissioningLinks.id),
    })
    .from(commissionerBodies)
    .leftJoin(
      commissioningLinks,
      and(
        eq(commissioningLinks.organisationId, actor.organisationId),
        eq(commissioningLinks.bodyId, commissionerBodies.id),
      ),
    )
    .where(own(commissionerBodies, actor))
    .groupBy(commissionerBodies.id, commissionerBodies.name, commissionerBodies.kind)
    .orderBy(asc(commissionerBodies.name));
  return rows.map(worded);
}

export async function findBody(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({
      id: commissionerBodies.id,
      name: commissionerBodies.name,
      kind: commissionerBodies.kind,
      version: commissionerBodies.version,
    })
    .from(commissionerBodies)
    .where(ownId(commissionerBodies, actor, id));
  return row && worded(row);
}

const linkColumns = {
  id: commissioningLinks.id,
  bodyId: commissioningLinks.bodyId,
  body: commissionerBodies.name,
  serviceId: commissioningLinks.serviceId,
  service: services.name,
  contractReference: commissioningLinks.contractReference,
  noticeHours: commissioningLinks.noticeHours,
  startsOn: commissioningLinks.startsOn,
  endsOn: commissioningLinks.endsOn,
  version: commissioningLinks.version,
};

export type CommissioningRow = Awaited<ReturnType<typeof listCommissioning>>[number];

/** What a body commissions, or who commissions a service: the contract's reference, its notice and its dates. */
export async function listCommissioning(tx: Tx, actor: Context, of: { bodyId: string } | { serviceId: string }) {
  return links(
    tx,
    actor,
    "bodyId" in of ? eq(commissioningLinks.bodyId, of.bodyId) : eq(commissioningLinks.serviceId, of.serviceId),
  );
}

export async function findCommissioning(tx: Tx, actor: Context, id: string) {
  const [row] = await links(tx, actor, eq(commissioningLinks.id, id));
  return row;
}

function links(tx: Tx, actor: Context, which: ReturnType<typeof eq>) {
  return tx
    .select(linkColumns)
    .from(commissioningLinks)
    .innerJoin(
      commissionerBodies,
      and(
        eq(commissionerBodies.organisationId, actor.organisationId),
        eq(commissionerBodies.id, commissioningLinks.bodyId),
      ),
    )
    .innerJoin(
      services,
      and(eq(services.organisationId, actor.organisationId), eq(services.id, commissioningLinks.serviceId)),
    )
    .where(own(commissioningLinks, actor, which))
    .orderBy(asc(commissionerBodies.name), asc(services.name));
}
