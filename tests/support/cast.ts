import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { acceptEverybody, type OwnerDoor, openOrganisation, ownerDoor } from "#db/owner.ts";
import { membershipServices, memberships, people, services } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { type Role, roleIds, roleLabels, wideRoles } from "#lib/access/roles.ts";
import type { World } from "#tests/support/world.ts";

export type CastServices = { a: string; b: string; c: string };

/** One organisation with three services and one person per role. */
export type Troupe = {
  organisation: { id: string; name: string; sample: boolean };
  services: CastServices;
  /** Wide roles for the whole organisation, the regional manager for A and B, everyone else for A. */
  actors: Record<Role, Actor>;
  /** A registered manager of service B, for whom service A is another service. */
  otherServiceManager: Actor;
};

export type Cast = Troupe & { foreign: Troupe; door: OwnerDoor };

/** Two unrelated organisations and their people, opened by the owner. Ask for it in beforeAll. */
export async function castOf(world: World, options: { sample?: boolean } = {}): Promise<Cast> {
  const door = ownerDoor(world.ownerUrl);
  world.atEnd(() => door.end());
  const sample = options.sample ?? false;
  const own = await troupe(door, { name: "First Care", domain: "first.example", sample });
  const foreign = await troupe(door, { name: "Foreign Care", domain: "foreign.example", sample });
  return { ...own, foreign, door };
}

async function troupe(door: OwnerDoor, given: { name: string; domain: string; sample: boolean }): Promise<Troupe> {
  const first = { name: "Opener", email: `opener@${given.domain}` };
  const opened = await openOrganisation(door, { name: given.name, sample: given.sample, first });
  const { organisationId } = opened;
  const ids: CastServices = { a: randomUUID(), b: randomUUID(), c: randomUUID() };
  const hires = roleIds.map((role) => hire(given, organisationId, role, role, scopeOf(role, ids)));
  const other = hire(given, organisationId, "registered-manager", "other-manager", [ids.b]);
  const everyone = [...hires, other];
  await door.plainly(async (tx) => {
    for (const { actor, email } of everyone)
      await tx.execute(
        sql`insert into auth.accounts (id, email, name) values (${actor.accountId}, ${email}, ${actor.name})`,
      );
  });
  await door.changeAs(opened, "organisation.set-up", async (tx) => {
    const named = Object.entries(ids).map(([key, id]) => ({
      organisationId,
      id,
      name: `Service ${key.toUpperCase()}`,
    }));
    await tx.insert(services).values(named.map((row) => ({ ...row, types: ["care-home"], peopleSupported: 30 })));
    await tx.insert(people).values(
      everyone.map(({ actor, email }) => ({
        organisationId,
        id: actor.personId,
        accountId: actor.accountId,
        name: actor.name,
        email,
        createdAt: tx.now,
      })),
    );
    await tx.insert(memberships).values(
      everyone.map(({ actor }) => ({
        organisationId,
        id: actor.membershipId,
        personId: actor.personId,
        role: actor.role,
        allServices: actor.services === "all",
        startsAt: tx.now,
      })),
    );
    await tx.insert(membershipServices).values(
      everyone.flatMap(({ actor }) =>
        (actor.services === "all" ? [] : actor.services).map((serviceId) => ({
          organisationId,
          id: randomUUID(),
          membershipId: actor.membershipId,
          serviceId,
        })),
      ),
    );
  });
  await acceptEverybody(door, organisationId);
  return {
    organisation: { id: organisationId, name: given.name, sample: given.sample },
    services: ids,
    actors: Object.fromEntries(hires.map(({ actor }) => [actor.role, actor])) as Record<Role, Actor>,
    otherServiceManager: other.actor,
  };
}

function scopeOf(role: Role, ids: CastServices): "all" | string[] {
  if (wideRoles.includes(role)) return "all";
  return role === "regional-manager" ? [ids.a, ids.b].sort() : [ids.a];
}

function hire(
  given: { name: string; domain: string; sample: boolean },
  organisationId: string,
  role: Role,
  key: string,
  scope: "all" | string[],
): { actor: Actor; email: string } {
  const actor: Actor = {
    kind: "inside",
    organisationId,
    organisation: given.name,
    sample: given.sample,
    personId: randomUUID(),
    accountId: randomUUID(),
    membershipId: randomUUID(),
    name: key === role ? roleLabels[role] : `${roleLabels[role]}, Service B`,
    title: undefined,
    role,
    services: scope,
  };
  return { actor, email: `${key}@${given.domain}` };
}
