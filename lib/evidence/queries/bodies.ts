import "server-only";
import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { commissionerBodies, commissioningLinks } from "#db/schema/organisation.ts";
import { londonDay } from "#lib/dates.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { notCommissioned } from "../bundle.ts";

export type Body = { id: string; name: string; serviceIds: string[] };

/** Every commissioner, each with the services that it commissions today. */
export async function listBodies(tx: Tx, actor: Context): Promise<Body[]> {
  const today = londonDay(tx.now);
  const rows = await tx
    .select({ id: commissionerBodies.id, name: commissionerBodies.name, serviceId: commissioningLinks.serviceId })
    .from(commissionerBodies)
    .leftJoin(
      commissioningLinks,
      and(
        eq(commissioningLinks.organisationId, commissionerBodies.organisationId),
        eq(commissioningLinks.bodyId, commissionerBodies.id),
        own(commissioningLinks, actor),
        or(isNull(commissioningLinks.startsOn), lte(commissioningLinks.startsOn, today)),
        or(isNull(commissioningLinks.endsOn), sql`${commissioningLinks.endsOn} >= ${today}`),
      ),
    )
    .where(own(commissionerBodies, actor))
    .orderBy(asc(commissionerBodies.name));
  const bodies = new Map<string, Body>();
  for (const { id, name, serviceId } of rows) {
    const body = bodies.get(id) ?? { id, name, serviceIds: [] };
    if (serviceId) body.serviceIds.push(serviceId);
    bodies.set(id, body);
  }
  return [...bodies.values()];
}

type Addressed = { bodyId?: string | null | undefined; serviceIds: readonly string[] };

/** Why a bundle cannot go to its commissioner: a sentence naming the services that it does not commission today. */
export async function findUncommissioned(tx: Tx, actor: Context, bundle: Addressed): Promise<string | undefined> {
  if (!bundle.bodyId) return undefined;
  const body = (await listBodies(tx, actor)).find((one) => one.id === bundle.bodyId);
  if (!body) return "Choose the commissioner from the list.";
  const names = await serviceNames(tx, actor);
  return notCommissioned(
    body.name,
    bundle.serviceIds.filter((id) => !body.serviceIds.includes(id)).map((id) => names.get(id) ?? "a service"),
  );
}
