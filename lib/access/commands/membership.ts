import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { membershipServices, memberships, people, services } from "#db/schema/organisation.ts";
import { formatDate } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Actor } from "../actor.ts";
import type { ChangeMembership, EndMembership, StartMembership } from "../inputs.ts";
import { later, reachFor } from "../membership.ts";
import { may } from "../policy.ts";
import { endOfDay, startOfDay } from "../request.ts";
import { mustKeepAdministrator } from "./administrator.ts";

export function startMembership(actor: Actor, input: StartMembership) {
  return changeAs(actor, "membership.start", (tx) => startMembershipIn(tx, actor, input));
}

export async function startMembershipIn(tx: Tx, actor: Actor, input: StartMembership) {
  mustBeAllowed(actor);
  const [person] = await tx
    .select({ id: people.id })
    .from(people)
    .where(ownId(people, actor, input.personId));
  if (!person) throw new Refusal("not-found", "That person is not here.");
  return addMembership(tx, actor, input);
}

export function changeMembership(actor: Actor, input: ChangeMembership) {
  return changeAs(actor, "membership.change", (tx) => changeMembershipIn(tx, actor, input));
}

export async function changeMembershipIn(tx: Tx, actor: Actor, input: ChangeMembership) {
  mustBeAllowed(actor);
  const before = await findOpen(tx, actor, input.id);
  const endsAt = lastMoment(input.endsOn, before.startsAt);
  const reach = reachFor(input.role, input);
  await mustBeServices(tx, actor, reach.serviceIds);
  const leavesPost = before.role === "org-admin" && (input.role !== "org-admin" || endsAt !== null);
  if (leavesPost) await mustKeepAdministrator(tx, actor, { membershipId: input.id });
  const [row] = await tx
    .update(memberships)
    .set({
      role: input.role,
      title: input.title ?? null,
      allServices: reach.allServices,
      endsAt,
      version: sql`${memberships.version} + 1`,
    })
    .where(own(memberships, actor, eq(memberships.id, input.id), eq(memberships.version, input.version)))
    .returning({ id: memberships.id, personId: memberships.personId });
  if (!row) throw await stale(tx, actor, input.id);
  await keepServices(tx, actor, input.id, reach.serviceIds);
  await endSessionsOf(tx, actor, row.personId, "role changed");
  return row;
}

export function endMembership(actor: Actor, input: EndMembership) {
  return changeAs(actor, "membership.end", (tx) => endMembershipIn(tx, actor, input));
}

export async function endMembershipIn(tx: Tx, actor: Actor, input: EndMembership) {
  mustBeAllowed(actor);
  const before = await findOpen(tx, actor, input.id);
  if (before.role === "org-admin") await mustKeepAdministrator(tx, actor, { membershipId: input.id });
  const endsAt = later(before.startsAt, tx.now);
  const [row] = await tx
    .update(memberships)
    .set({ endsAt, version: sql`${memberships.version} + 1` })
    .where(own(memberships, actor, eq(memberships.id, input.id), eq(memberships.version, input.version)))
    .returning({ id: memberships.id, personId: memberships.personId });
  if (!row) throw await stale(tx, actor, input.id);
  await endSessionsOf(tx, actor, row.personId, "membership ended");
  return row;
}

/** The rows of a new membership; whether the actor may is the caller's question. */
export async function addMembership(tx: Tx, actor: Actor, input: StartMembership) {
  const reach = reachFor(input.role, input);
  await mustBeServices(tx, actor, reach.serviceIds);
  const startsAt = input.startsOn && startOfDay(input.startsOn) > tx.now ? startOfDay(input.startsOn) : tx.now;
  const id = randomUUID();
  await tx.insert(memberships).values({
    organisationId: actor.organisationId,
    id,
    personId: input.personId,
    role: input.role,
    title: input.title ?? null,
    allServices: reach.allServices,
    startsAt,
    endsAt: lastMoment(input.endsOn, startsAt),
  });
  await keepServices(tx, actor, id, reach.serviceIds);
  return { id, personId: input.personId };
}

/** Ends the sessions of one of the organisation's people; the next request meets their new standing. */
export async function endSessionsOf(tx: Tx, actor: Actor, personId: string, reason: string): Promise<void> {
  const [person] = await tx
    .select({ accountId: people.accountId })
    .from(people)
    .where(ownId(people, actor, personId));
  if (person) await tx.execute(sql`select guard.end_sessions(${person.accountId}::uuid, ${reason})`);
}

function lastMoment(endsOn: string | undefined, startsAt: Date): Date | null {
  if (!endsOn) return null;
  const endsAt = endOfDay(endsOn);
  if (endsAt <= startsAt) throw new Refusal("conflict", "It ends before it begins.", { field: "endsOn" });
  return endsAt;
}

async function keepServices(tx: Tx, actor: Actor, membershipId: string, wanted: readonly string[]): Promise<void> {
  const present = await tx
    .select({ id: membershipServices.id, serviceId: membershipServices.serviceId })
    .from(membershipServices)
    .where(
      own(
        membershipServices,
        actor,
        and(eq(membershipServices.membershipId, membershipId), isNull(membershipServices.endedAt)),
      ),
    );
  const gone = present.filter((row) => !wanted.includes(row.serviceId)).map((row) => row.id);
  const added = wanted.filter((serviceId) => !present.some((row) => row.serviceId === serviceId));
  if (gone.length > 0)
    await tx
      .update(membershipServices)
      .set({ endedAt: tx.now, version: sql`${membershipServices.version} + 1` })
      .where(own(membershipServices, actor, inArray(membershipServices.id, gone)));
  if (added.length > 0)
    await tx
      .insert(membershipServices)
      .values(
        added.map((serviceId) => ({ organisationId: actor.organisationId, id: randomUUID(), membershipId, serviceId })),
      );
}

async function mustBeServices(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = await tx
    .select({ id: services.id })
    .from(services)
    .where(own(services, actor, inArray(services.id, [...ids])));
  if (known.length !== ids.length)
    throw new Refusal("not-found", "Choose services from the list.", { field: "serviceIds" });
}

function mustBeAllowed(actor: Actor): void {
  if (!may(actor, "membership")) throw new Refusal("forbidden", "You may not change who holds which role.");
}

async function find(tx: Tx, actor: Actor, id: string) {
  const [row] = await tx
    .select()
    .from(memberships)
    .where(ownId(memberships, actor, id));
  if (!row) throw new Refusal("not-found", "That membership does not exist.");
  return row;
}

async function findOpen(tx: Tx, actor: Actor, id: string) {
  const row = await find(tx, actor, id);
  if (row.endsAt && row.endsAt <= tx.now)
    throw new Refusal("conflict", "This membership is over and stays as it was. Start a new one.");
  return row;
}

async function stale(tx: Tx, actor: Actor, id: string): Promise<Refusal> {
  const now = await find(tx, actor, id);
  const reach = await tx
    .select({ serviceId: membershipServices.serviceId })
    .from(membershipServices)
    .where(
      own(membershipServices, actor, and(eq(membershipServices.membershipId, id), isNull(membershipServices.endedAt))),
    );
  return new Refusal("stale", "Someone changed this membership while you were reading it.", {
    current: {
      role: now.role,
      title: now.title ?? "",
      wholeOrganisation: now.allServices ? "yes" : "",
      serviceIds: reach.map((row) => row.serviceId).join(","),
      endsOn: now.endsAt ? formatDate(now.endsAt) : "",
      version: String(now.version),
    },
  });
}
