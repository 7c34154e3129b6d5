import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { commissionerBodies, commissioningLinks } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDate } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { AddBody, ChangeBody, ChangeCommission, Commission } from "../inputs.ts";
import { may, wholeOrganisation } from "../policy.ts";
import { findBody, findCommissioning } from "../queries/commissioners.ts";
import { findService } from "../queries/services.ts";

export function addBody(actor: Actor, input: AddBody) {
  return changeAs(actor, "body.add", (tx) => addBodyIn(tx, actor, input));
}

export async function addBodyIn(tx: Tx, actor: Actor, input: AddBody) {
  if (!may(actor, "add", wholeOrganisation)) throw new Refusal("forbidden", "You may not add a commissioner.");
  await mustBeFree(tx, actor, input.name);
  const id = randomUUID();
  const { organisationId } = actor;
  await tx.insert(commissionerBodies).values({ organisationId, id, name: input.name, kind: input.kind });
  return { id };
}

export function changeBody(actor: Actor, input: ChangeBody) {
  return changeAs(actor, "body.change", (tx) => changeBodyIn(tx, actor, input));
}

export async function changeBodyIn(tx: Tx, actor: Actor, input: ChangeBody) {
  const body = await findBody(tx, actor, input.id);
  if (!body) throw new Refusal("not-found", "That commissioner does not exist.");
  if (!may(actor, "change", wholeOrganisation)) throw new Refusal("forbidden", "You may not change a commissioner.");
  await mustBeFree(tx, actor, input.name, input.id);
  const [row] = await tx
    .update(commissionerBodies)
    .set({ name: input.name, kind: input.kind, version: sql`${commissionerBodies.version} + 1` })
    .where(
      own(
        commissionerBodies,
        actor,
        eq(commissionerBodies.id, input.id),
        eq(commissionerBodies.version, input.version),
      ),
    )
    .returning({ id: commissionerBodies.id });
  if (row) return row;
  throw new Refusal("stale", "Someone changed this commissioner while you were reading it.", {
    current: { name: body.name, kind: body.kind, version: String(body.version) },
  });
}

/** Records that a body commissions a service; a contract that ran before is changed, never added twice. */
export function commission(actor: Actor, input: Commission) {
  return changeAs(actor, "commissioning.start", (tx) => commissionIn(tx, actor, input));
}

export async function commissionIn(tx: Tx, actor: Actor, input: Commission) {
  const body = await findBody(tx, actor, input.bodyId);
  const service = await findService(tx, actor, input.serviceId);
  if (!body || !service) throw new Refusal("not-found", "Choose a service from the list.", { field: "serviceId" });
  if (!may(actor, "add", { serviceIds: [service.id], closedOn: null })) {
    throw new Refusal("forbidden", "You may not change who commissions this service.");
  }
  const [known] = await tx
    .select({ id: commissioningLinks.id })
    .from(commissioningLinks)
    .where(
      own(
        commissioningLinks,
        actor,
        and(eq(commissioningLinks.bodyId, body.id), eq(commissioningLinks.serviceId, service.id)),
      ),
    );
  if (known) {
    throw new Refusal("conflict", `${body.name} has a contract for ${service.name} here already. Change that one.`, {
      field: "serviceId",
    });
  }
  const id = randomUUID();
  const { organisationId } = actor;
  await tx
    .insert(commissioningLinks)
    .values({ organisationId, id, bodyId: body.id, serviceId: service.id, ...termsOf(input) });
  return { id, bodyId: body.id };
}

export function changeCommission(actor: Actor, input: ChangeCommission) {
  return changeAs(actor, "commissioning.change", (tx) => changeCommissionIn(tx, actor, input));
}

export async function changeCommissionIn(tx: Tx, actor: Actor, input: ChangeCommission) {
  const link = await findCommissioning(tx, actor, input.id);
  if (!link) throw new Refusal("not-found", "That contract does not exist.");
  if (!may(actor, "change", { serviceIds: [link.serviceId], closedOn: null })) {
    throw new Refusal("forbidden", "You may not change who commissions this service.");
  }
  const [row] = await tx
    .update(commissioningLinks)
    .set({ ...termsOf(input), version: sql`${commissioningLinks.version} + 1` })
    .where(
      own(
        commissioningLinks,
        actor,
        eq(commissioningLinks.id, input.id),
        eq(commissioningLinks.version, input.version),
      ),
    )
    .returning({ id: commissioningLinks.id, bodyId: commissioningLinks.bodyId });
  if (row) return row;
  throw new Refusal("stale", "Someone changed this contract while you were reading it.", {
    current: {
      contractReference: link.contractReference ?? "",
      noticeHours: link.noticeHours?.toString() ?? "",
      startsOn: link.startsOn ? formatDate(link.startsOn) : "",
      endsOn: link.endsOn ? formatDate(link.endsOn) : "",
      version: String(link.version),
    },
  });
}

async function mustBeFree(tx: Tx, actor: Actor, name: string, except?: string) {
  const [other] = await tx
    .select({ id: commissionerBodies.id })
    .from(commissionerBodies)
    .where(
      own(
        commissionerBodies,
        actor,
        eq(commissionerBodies.name, name),
        except ? ne(commissionerBodies.id, except) : undefined,
      ),
    );
  if (other) throw new Refusal("conflict", "A commissioner of that name is here already.", { field: "name" });
}

function termsOf(input: Pick<Commission, "contractReference" | "noticeHours" | "startsOn" | "endsOn">) {
  return {
    contractReference: input.contractReference ?? null,
    noticeHours: input.noticeHours ?? null,
    startsOn: input.startsOn ?? null,
    endsOn: input.endsOn ?? null,
  };
}
