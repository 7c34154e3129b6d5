import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { acceptEverybody, type OwnerDoor, openOrganisation } from "#db/owner.ts";
import { memberships, services } from "#db/schema/organisation.ts";
import { type CastKey, type ServiceKey, tell } from "#db/seed/story.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";
import { seedAshdownRecords } from "./ashdown-records.ts";

/** Every post of the home; the first is the one in which its manager comes in. */
const posts: readonly Role[] = [
  "registered-manager",
  "nominated-individual",
  "quality-compliance-lead",
  "digital-lead",
  "org-admin",
];

/** One small home that has nothing to do with Fennmoor: its one manager holds every post. */
export async function seedAshdown(door: OwnerDoor, firstStart: Date, passwordHash: string): Promise<void> {
  const day = 86_400_000;
  const started = new Date(firstStart.getTime() - 200 * day);
  const opened = await openOrganisation(door, {
    name: "Ashdown Care",
    sample: true,
    first: { name: "Registered manager", email: "registered.manager@ashdown.example" },
    at: started,
  });
  const { organisationId, personId, accountId } = opened;
  const serviceId = randomUUID();
  const held = posts.map((role, index) => ({ role, id: randomUUID(), startsAt: new Date(started.getTime() + index) }));
  await door.plainly((tx) =>
    tx.execute(sql`update auth.accounts set password_hash = ${passwordHash} where id = ${accountId}`),
  );
  await door.changeAs(
    opened,
    "organisation.set-up",
    async (tx) => {
      await tx.insert(services).values({
        organisationId,
        id: serviceId,
        name: "Ashdown Lodge",
        types: ["care-home"],
        peopleSupported: 18,
        beds: 20,
        cqcLocationId: "1-9100000101",
      });
      await tx
        .insert(memberships)
        .values(held.map((post) => ({ organisationId, personId, allServices: true, ...post })));
    },
    started,
  );
  await acceptEverybody(door, organisationId);
  const acting = (role: Role): Actor => ({
    kind: "inside",
    organisationId,
    organisation: "Ashdown Care",
    sample: true,
    personId,
    accountId,
    membershipId: held.find((post) => post.role === role)?.id ?? "",
    name: "Registered manager",
    title: undefined,
    role,
    services: "all",
  });
  await seedAshdownRecords(lonePlayer(door, firstStart, acting, serviceId));
}

const parts: Partial<Record<CastKey, Role>> = {
  qualityLead: "quality-compliance-lead",
  digitalLead: "digital-lead",
  nominatedIndividual: "nominated-individual",
  administrator: "org-admin",
};

/** The sample's own way of telling, with one person in every part and one home for every place. */
function lonePlayer(door: OwnerDoor, firstStart: Date, acting: (role: Role) => Actor, serviceId: string) {
  const people = new Proxy({} as Record<CastKey, Actor>, {
    get: (_, key: CastKey) => acting(parts[key] ?? "registered-manager"),
  });
  const places = new Proxy({} as Record<ServiceKey, string>, { get: () => serviceId });
  return tell(door, firstStart, people, places);
}
