import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Context } from "#db/context.ts";
import { acceptEverybody, openOrganisation, ownerDoor } from "#db/owner.ts";
import { memberships, people, services } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";
import type { Place } from "./risk-rows.ts";

export type Opened = Place & { email: string; actor: (role: Role) => Actor };

const posts = ["quality-compliance-lead", "nominated-individual", "digital-lead"] as const;

/** An organisation with ten services and three people, made as any other is; the first person reads everything. */
export async function openPlace(ownerUrl: string, name: string): Promise<Opened> {
  const door = ownerDoor(ownerUrl);
  const domain = `${name.toLowerCase().replaceAll(" ", "-")}.example`;
  try {
    const first = { name: "Opener", email: `opener@${domain}` };
    const opened: Context = await openOrganisation(door, { name, sample: false, first });
    const { organisationId } = opened;
    const homes = Array.from({ length: 10 }, (_, n) => ({
      organisationId,
      id: randomUUID(),
      name: `${name} house ${n + 1}`,
    }));
    const hired = posts.map((role) => ({ role, id: randomUUID(), account: randomUUID(), member: randomUUID() }));
    await door.plainly(async (tx) => {
      for (const { role, account } of hired)
        await tx.execute(
          sql`insert into auth.accounts (id, email, name) values (${account}, ${`${role}@${domain}`}, ${role})`,
        );
    });
    await door.changeAs(opened, "organisation.set-up", async (tx) => {
      await tx.insert(services).values(homes.map((home) => ({ ...home, types: ["care-home"], peopleSupported: 30 })));
      await tx.insert(people).values(
        hired.map(({ role, id, account }) => ({
          ...{ organisationId, id, accountId: account, name: role, email: `${role}@${domain}`, createdAt: tx.now },
        })),
      );
      await tx.insert(memberships).values(
        hired.map(({ role, id, member }) => ({
          ...{ organisationId, id: member, personId: id, role, allServices: true, startsAt: tx.now },
        })),
      );
    });
    await acceptEverybody(door, organisationId);
    return {
      organisationId,
      services: homes.map((home) => home.id),
      people: hired.map((person) => person.id),
      email: `${posts[0]}@${domain}`,
      actor: (role) => actorOf(name, organisationId, role, hired),
    };
  } finally {
    await door.end();
  }
}

type Hired = { role: Role; id: string; account: string; member: string };

function actorOf(organisation: string, organisationId: string, role: Role, hired: readonly Hired[]): Actor {
  const one = hired.find((person) => person.role === role);
  if (!one) throw new Error(`Nobody is ${role}.`);
  const { id, account, member } = one;
  return {
    ...{ kind: "inside", organisationId, organisation, personId: id, accountId: account, membershipId: member },
    ...{ name: role, title: undefined, role, services: "all", sample: false },
  };
}
