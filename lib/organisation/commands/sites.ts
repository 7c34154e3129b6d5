import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { sites } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDate } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { AddSite, ChangeSite, CloseSite, Reopen } from "../inputs.ts";
import { may, type OrganisationVerb } from "../policy.ts";
import { findService, findSite } from "../queries/services.ts";

export function addSite(actor: Actor, input: AddSite) {
  return changeAs(actor, "site.add", (tx) => addSiteIn(tx, actor, input));
}

export async function addSiteIn(tx: Tx, actor: Actor, input: AddSite) {
  const service = await findService(tx, actor, input.serviceId);
  if (!service) throw new Refusal("not-found", "That service does not exist.");
  if (!may(actor, "add", { serviceIds: [service.id], closedOn: null })) {
    throw new Refusal("forbidden", "You may not add a site to this service.");
  }
  await mustBeFree(tx, actor, service.id, input.name);
  const id = randomUUID();
  const { organisationId } = actor;
  await tx.insert(sites).values({ organisationId, id, serviceId: service.id, name: input.name, kind: input.kind });
  return { id, serviceId: service.id };
}

export function changeSite(actor: Actor, input: ChangeSite) {
  return changeAs(actor, "site.change", (tx) => changeSiteIn(tx, actor, input));
}

export async function changeSiteIn(tx: Tx, actor: Actor, input: ChangeSite) {
  const site = await mayOn(tx, actor, "change", input.id);
  await mustBeFree(tx, actor, site.serviceId, input.name, site.id);
  return keep(tx, actor, site, input.version, { name: input.name, kind: input.kind });
}

export function closeSite(actor: Actor, input: CloseSite) {
  return changeAs(actor, "site.close", (tx) => closeSiteIn(tx, actor, input));
}

export async function closeSiteIn(tx: Tx, actor: Actor, input: CloseSite) {
  const site = await mayOn(tx, actor, "close", input.id);
  return keep(tx, actor, site, input.version, { closedOn: input.closedOn });
}

export function reopenSite(actor: Actor, input: Reopen) {
  return changeAs(actor, "site.reopen", (tx) => reopenSiteIn(tx, actor, input));
}

export async function reopenSiteIn(tx: Tx, actor: Actor, input: Reopen) {
  const site = await mayOn(tx, actor, "reopen", input.id);
  return keep(tx, actor, site, input.version, { closedOn: null });
}

type Found = NonNullable<Awaited<ReturnType<typeof findSite>>>;

async function keep(
  tx: Tx,
  actor: Actor,
  site: Found,
  version: number,
  change: { name?: string; kind?: string; closedOn?: string | null },
) {
  const [row] = await tx
    .update(sites)
    .set({ ...change, version: sql`${sites.version} + 1` })
    .where(own(sites, actor, eq(sites.id, site.id), eq(sites.version, version)))
    .returning({ id: sites.id, serviceId: sites.serviceId });
  if (row) return row;
  throw new Refusal("stale", "Someone changed this site while you were reading it.", {
    current: {
      name: site.name,
      kind: site.kind,
      closedOn: site.closedOn ? formatDate(site.closedOn) : "",
      version: String(site.version),
    },
  });
}

async function mayOn(tx: Tx, actor: Actor, verb: OrganisationVerb, id: string) {
  const site = await findSite(tx, actor, id);
  if (!site) throw new Refusal("not-found", "That site does not exist.");
  if (!may(actor, verb, { serviceIds: [site.serviceId], closedOn: site.closedOn })) {
    throw new Refusal("forbidden", "You may not change this site.");
  }
  return site;
}

async function mustBeFree(tx: Tx, actor: Actor, serviceId: string, name: string, except?: string) {
  const [other] = await tx
    .select({ id: sites.id })
    .from(sites)
    .where(
      own(
        sites,
        actor,
        and(eq(sites.serviceId, serviceId), eq(sites.name, name), except ? ne(sites.id, except) : undefined),
      ),
    );
  if (other) throw new Refusal("conflict", "This service has a site of that name already.", { field: "name" });
}
