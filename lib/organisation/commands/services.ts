import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { legalProviders, people, services } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDate } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { AddService, ChangeService, CloseService, Reopen } from "../inputs.ts";
import { may, type OrganisationVerb, wholeOrganisation } from "../policy.ts";
import { findByLocation, findService } from "../queries/services.ts";

export function addService(actor: Actor, input: AddService) {
  return changeAs(actor, "service.add", (tx) => addServiceIn(tx, actor, input));
}

export async function addServiceIn(tx: Tx, actor: Actor, input: AddService) {
  if (!may(actor, "add", wholeOrganisation)) {
    throw new Refusal("forbidden", "Services are added by an administrator of the whole organisation.");
  }
  await mustFit(tx, actor, input);
  const id = randomUUID();
  await tx.insert(services).values({ organisationId: actor.organisationId, id, ...columnsOf(input) });
  return { id };
}

export function changeService(actor: Actor, input: ChangeService) {
  return changeAs(actor, "service.change", (tx) => changeServiceIn(tx, actor, input));
}

export async function changeServiceIn(tx: Tx, actor: Actor, input: ChangeService) {
  const service = await mayOn(tx, actor, "change", input.id);
  await mustFit(tx, actor, input, input.id);
  return keep(tx, actor, service, input.version, columnsOf(input));
}

export function closeService(actor: Actor, input: CloseService) {
  return changeAs(actor, "service.close", (tx) => closeServiceIn(tx, actor, input));
}

export async function closeServiceIn(tx: Tx, actor: Actor, input: CloseService) {
  const service = await mayOn(tx, actor, "close", input.id);
  return keep(tx, actor, service, input.version, { closedOn: input.closedOn });
}

export function reopenService(actor: Actor, input: Reopen) {
  return changeAs(actor, "service.reopen", (tx) => reopenServiceIn(tx, actor, input));
}

export async function reopenServiceIn(tx: Tx, actor: Actor, input: Reopen) {
  const service = await mayOn(tx, actor, "reopen", input.id);
  return keep(tx, actor, service, input.version, { closedOn: null });
}

type Found = NonNullable<Awaited<ReturnType<typeof findService>>>;
type Change = Partial<typeof services.$inferInsert>;

async function keep(tx: Tx, actor: Actor, service: Found, version: number, change: Change) {
  const [row] = await tx
    .update(services)
    .set({ ...change, version: sql`${services.version} + 1` })
    .where(own(services, actor, eq(services.id, service.id), eq(services.version, version)))
    .returning({ id: services.id });
  if (!row) throw staleService(service);
  return row;
}

async function mayOn(tx: Tx, actor: Actor, verb: OrganisationVerb, id: string) {
  const service = await findService(tx, actor, id);
  if (!service) throw new Refusal("not-found", "That service does not exist.");
  if (!may(actor, verb, { serviceIds: [service.id], closedOn: service.closedOn })) {
    throw new Refusal("forbidden", "You may not change this service.");
  }
  return service;
}

/** What the form points to is this organisation's, and no other service has the same CQC location id. */
async function mustFit(tx: Tx, actor: Actor, input: AddService, id?: string) {
  if (input.cqcLocationId) {
    const other = await findByLocation(tx, actor, input.cqcLocationId, id);
    if (other)
      throw new Refusal("conflict", `${other.name} has this CQC location id already.`, { field: "cqcLocationId" });
  }
  if (input.legalProviderId) {
    const [row] = await tx
      .select({ id: legalProviders.id })
      .from(legalProviders)
      .where(ownId(legalProviders, actor, input.legalProviderId));
    if (!row) throw new Refusal("not-found", "Choose a provider from the list.", { field: "legalProviderId" });
  }
  if (input.managerId) {
    const [row] = await tx
      .select({ id: people.id })
      .from(people)
      .where(ownId(people, actor, input.managerId));
    if (!row) throw new Refusal("not-found", "Choose a person from the list.", { field: "managerId" });
  }
}

/** Both versions are shown: what was typed stays in the form, beside what the service says now. */
function staleService(service: Found): Refusal {
  return new Refusal("stale", "Someone changed this service while you were reading it.", {
    current: {
      name: service.name,
      types: service.types.join(","),
      legalProviderId: service.legalProviderId ?? "",
      managerId: service.managerId ?? "",
      cqcLocationId: service.cqcLocationId ?? "",
      odsCode: service.odsCode ?? "",
      address: service.address ?? "",
      postcode: service.postcode ?? "",
      localAuthority: service.localAuthority ?? "",
      beds: service.beds?.toString() ?? "",
      peopleSupported: service.peopleSupported?.toString() ?? "",
      closedOn: service.closedOn ? formatDate(service.closedOn) : "",
      version: String(service.version),
    },
  });
}

function columnsOf(input: AddService) {
  return {
    name: input.name,
    types: input.types,
    legalProviderId: input.legalProviderId ?? null,
    managerId: input.managerId ?? null,
    cqcLocationId: input.cqcLocationId ?? null,
    odsCode: input.odsCode ?? null,
    address: input.address ?? null,
    postcode: input.postcode ?? null,
    localAuthority: input.localAuthority ?? null,
    beds: input.beds ?? null,
    peopleSupported: input.peopleSupported ?? null,
  };
}
