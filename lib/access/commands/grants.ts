import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { grantServices, outsideGrants } from "#db/schema/access.ts";
import { people } from "#db/schema/organisation.ts";
import { formatDate } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import { type Actor, covers } from "../actor.ts";
import { isTooLong } from "../grant.ts";
import type { ChangeSections, EndGrant, ExtendGrant, GrantCommissioner, GrantInspector } from "../inputs.ts";
import { makeLink } from "../links.ts";
import { later } from "../membership.ts";
import { may } from "../policy.ts";
import { findGrant, type GrantRecord, listBodies } from "../queries/grants.ts";
import { accountStandings } from "../queries/people.ts";
import { accountFor } from "./invite.ts";

export function grantInspector(actor: Actor, input: GrantInspector) {
  return changeAs(actor, "grant.inspector", (tx) => grantInspectorIn(tx, actor, input));
}

/** Lets a named inspector read what the grant says. The link sets their password, if they have none. */
export async function grantInspectorIn(tx: Tx, actor: Actor, input: GrantInspector) {
  return open(tx, actor, { ...input, kind: "inspector" });
}

export function grantCommissioner(actor: Actor, input: GrantCommissioner) {
  return changeAs(actor, "grant.commissioner", (tx) => grantCommissionerIn(tx, actor, input));
}

/** Lets a named officer see the bundles issued to their body, for services which that body commissions. */
export async function grantCommissionerIn(tx: Tx, actor: Actor, input: GrantCommissioner) {
  const body = (await listBodies(tx, actor)).find((one) => one.id === input.bodyId);
  if (!body) throw new Refusal("not-found", "Choose a council or board from the list.", { field: "bodyId" });
  if (!input.serviceIds.every((id) => body.serviceIds.includes(id)))
    throw new Refusal("conflict", `${body.name} does not commission all of these services.`, { field: "serviceIds" });
  return open(tx, actor, { ...input, kind: "commissioner", sections: [] });
}

type NewGrant = Omit<GrantInspector, "sections"> & {
  kind: "inspector" | "commissioner";
  sections: readonly string[];
  bodyId?: string;
};

async function open(tx: Tx, actor: Actor, input: NewGrant) {
  const serviceIds = [...new Set(input.serviceIds)].sort();
  if (!may(actor, "grant", { serviceIds }))
    throw new Refusal("forbidden", "You may grant access to your own services only.", { field: "serviceIds" });
  const startsAt = input.startsOn && input.startsOn > tx.now ? input.startsOn : tx.now;
  mustBeWindow(startsAt, input.endsOn);
  const accountId = await accountFor(tx, input);
  await mustBeOutside(tx, actor, accountId);
  const id = randomUUID();
  await tx.insert(outsideGrants).values({
    organisationId: actor.organisationId,
    id,
    kind: input.kind,
    accountId,
    name: input.name,
    email: input.email,
    bodyId: input.bodyId ?? null,
    sections: [...input.sections],
    purpose: input.purpose,
    periodFrom: input.periodFrom,
    periodTo: input.periodTo,
    startsAt,
    endsAt: input.endsOn,
    serviceIds,
    ownerId: actor.personId,
    createdAt: tx.now,
  });
  await tx.insert(grantServices).values(
    serviceIds.map((serviceId) => ({
      organisationId: actor.organisationId,
      id: randomUUID(),
      grantId: id,
      serviceId,
    })),
  );
  return { id, link: await makeLink(tx, id) };
}

export function extendGrant(actor: Actor, input: ExtendGrant) {
  return changeAs(actor, "grant.extend", (tx) => extendGrantIn(tx, actor, input));
}

export async function extendGrantIn(tx: Tx, actor: Actor, input: ExtendGrant) {
  const grant = await mayOn(tx, actor, input.id);
  mustBeWindow(later(grant.startsAt, tx.now), input.endsOn);
  await mustBeOutside(tx, actor, grant.accountId);
  return change(tx, actor, grant, input.version, { endsAt: input.endsOn });
}

export function changeSections(actor: Actor, input: ChangeSections) {
  return changeAs(actor, "grant.change", (tx) => changeSectionsIn(tx, actor, input));
}

export async function changeSectionsIn(tx: Tx, actor: Actor, input: ChangeSections) {
  const grant = await mayOn(tx, actor, input.id);
  if (grant.kind !== "inspector") throw new Refusal("conflict", "Officers see bundles only, not parts of the record.");
  return change(tx, actor, grant, input.version, { sections: input.sections });
}

export function endGrant(actor: Actor, input: EndGrant) {
  return changeAs(actor, "grant.end", (tx) => endGrantIn(tx, actor, input));
}

/** Ends the access at once: the next request of an open session finds it over. */
export async function endGrantIn(tx: Tx, actor: Actor, input: EndGrant) {
  const grant = await mayOn(tx, actor, input.id);
  if (grant.endsAt <= tx.now) throw new Refusal("conflict", "This access is over already.");
  return change(tx, actor, grant, input.version, { endedAt: tx.now, endedReason: input.reason });
}

/** The link again, for someone granted access who typed no code under the password they have; the one before dies. */
export function renewGrantLink(actor: Actor, id: string) {
  return changeAs(actor, "grant.link", async (tx) => {
    const grant = await mayOn(tx, actor, id);
    const standing = (await accountStandings(tx)).get(grant.accountId);
    if (standing?.ready)
      throw new Refusal(
        "conflict",
        "They have come in by a code already, and sign in with their password. If they forgot it, end their access and grant it again: its link sets a new one.",
      );
    await mustBeOutside(tx, actor, grant.accountId);
    await change(tx, actor, grant, grant.version, {});
    return { id, link: await makeLink(tx, id) };
  });
}

/** The grant, if the actor may still act on it. */
export async function mayOn(tx: Tx, actor: Actor, id: string): Promise<GrantRecord> {
  const grant = await findGrant(tx, actor, id);
  if (!grant) throw new Refusal("not-found", "That access does not exist.");
  if (!covers(actor, grant.serviceIds) || !may(actor, "grant", grant))
    throw new Refusal("forbidden", "You may not change this access.");
  if (grant.endedAt) throw new Refusal("conflict", "This access was ended and stays as it was. Grant it again.");
  return grant;
}

export async function change(
  tx: Tx,
  actor: Actor,
  grant: GrantRecord,
  version: number,
  set: { endsAt?: Date; sections?: string[]; endedAt?: Date; endedReason?: string },
) {
  const [row] = await tx
    .update(outsideGrants)
    .set({ ...set, version: sql`${outsideGrants.version} + 1` })
    .where(own(outsideGrants, actor, eq(outsideGrants.id, grant.id), eq(outsideGrants.version, version)))
    .returning({ id: outsideGrants.id });
  if (row) return row;
  throw new Refusal("stale", "Someone changed this access while you were reading it.", {
    current: {
      endsOn: formatDate(grant.endsAt),
      sections: grant.sections.join(","),
      version: String(grant.version),
    },
  });
}

/** Nobody is a person of the organisation and somebody it lets in from outside. */
async function mustBeOutside(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  const [person] = await tx
    .select({ id: people.id })
    .from(people)
    .where(own(people, actor, eq(people.accountId, accountId)));
  if (person)
    throw new Refusal(
      "conflict",
      "This is the address of a person of your own organisation. Access from outside is for people outside it.",
      { field: "email" },
    );
}

function mustBeWindow(startsAt: Date, endsAt: Date): void {
  if (endsAt <= startsAt) throw new Refusal("conflict", "Access ends before it begins.", { field: "endsOn" });
  if (isTooLong(startsAt, endsAt))
    throw new Refusal("conflict", "Access lasts a year at most. Extend it when the time comes.", { field: "endsOn" });
}
