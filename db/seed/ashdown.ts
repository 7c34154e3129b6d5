import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type OwnerDoor, openOrganisation } from "#db/owner.ts";
import { memberships, services } from "#db/schema/organisation.ts";

/** One small home that has nothing to do with Fennmoor: its one manager holds every post. */
export async function seedAshdown(door: OwnerDoor, firstStart: Date, passwordHash: string): Promise<void> {
  const started = new Date(firstStart.getTime() - 200 * 86_400_000);
  const opened = await openOrganisation(door, {
    name: "Ashdown Care",
    sample: true,
    first: { name: "Registered manager", email: "registered.manager@ashdown.example" },
    at: started,
  });
  const { organisationId, personId, accountId } = opened;
  await door.plainly((tx) =>
    tx.execute(sql`update auth.accounts set password_hash = ${passwordHash} where id = ${accountId}`),
  );
  await door.changeAs(
    opened,
    "organisation.set-up",
    async (tx) => {
      await tx.insert(services).values({
        organisationId,
        id: randomUUID(),
        name: "Ashdown Lodge",
        types: ["care-home"],
        peopleSupported: 18,
        beds: 20,
        cqcLocationId: "1-9100000101",
      });
      await tx.insert(memberships).values({
        organisationId,
        id: randomUUID(),
        personId,
        role: "registered-manager",
        allServices: true,
        startsAt: started,
      });
    },
    started,
  );
}
