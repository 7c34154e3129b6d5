import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { acceptEverybody, type OwnerDoor, openOrganisation } from "#db/owner.ts";
import {
  commissionerBodies,
  commissioningLinks,
  legalProviders,
  membershipServices,
  memberships,
  people,
  services,
  sites,
} from "#db/schema/organisation.ts";
import { type CastKey, type CastMember, type ServiceKey, type Story, tell } from "#db/seed/story.ts";
import type { Actor } from "#lib/access/actor.ts";
import { changeServiceIn } from "#lib/organisation/commands/services.ts";
import { ChangeService } from "#lib/organisation/inputs.ts";
import type { ServiceType } from "#lib/organisation/organisation.ts";
import { findService } from "#lib/organisation/queries/services.ts";
import { fennmoorCast } from "./people.ts";

type Home = {
  name: string;
  types: ServiceType[];
  people: number;
  beds?: number;
  authority: string;
  manager: CastKey;
  sites: [string, string][];
};

const homes: Record<ServiceKey, Home> = {
  saltmarsh: {
    name: "Saltmarsh House",
    types: ["care-home"],
    people: 42,
    beds: 44,
    authority: "Eastmere",
    manager: "registeredManager",
    sites: [
      ["Ground floor", "floor"],
      ["First floor", "floor"],
      ["Medicines room", "medicines-room"],
      ["Office", "office"],
    ],
  },
  millrace: {
    name: "Millrace House",
    types: ["care-home-nursing"],
    people: 36,
    beds: 40,
    authority: "Westmere",
    manager: "millraceManager",
    sites: [
      ["Ground floor", "floor"],
      ["First floor", "floor"],
      ["Medicines room", "medicines-room"],
    ],
  },
  weirLane: {
    name: "Weir Lane",
    types: ["supported-living"],
    people: 14,
    authority: "Eastmere",
    manager: "supportedManager",
    sites: [
      ["House one", "house"],
      ["House two", "house"],
    ],
  },
  tollgate: {
    name: "Tollgate Close",
    types: ["supported-living"],
    people: 9,
    authority: "Westmere",
    manager: "supportedManager",
    sites: [["Tollgate flats", "house"]],
  },
  homecareNorth: {
    name: "Homecare North",
    types: ["homecare"],
    people: 118,
    authority: "Eastmere",
    manager: "northManager",
    sites: [["North branch office", "branch-room"]],
  },
  homecareSouth: {
    name: "Homecare South",
    types: ["homecare"],
    people: 96,
    authority: "Eastmere",
    manager: "branchManager",
    sites: [["South branch office", "branch-room"]],
  },
};

/** Fennmoor Care Trust: six services, its people and its two commissioners. Everything is invented. */
export async function seedFennmoor(door: OwnerDoor, firstStart: Date, passwordHash: string): Promise<Story> {
  const started = new Date(firstStart.getTime() - 430 * 86_400_000);
  const opened = await openOrganisation(door, {
    name: "Fennmoor Care Trust",
    sample: true,
    first: { name: fennmoorCast.administrator.name, email: fennmoorCast.administrator.email },
    at: started,
  });
  const { organisationId } = opened;
  const ids = Object.fromEntries(Object.keys(homes).map((key) => [key, randomUUID()])) as Record<ServiceKey, string>;
  await door.changeAs(
    opened,
    "organisation.set-up",
    async (tx) => {
      const providerId = randomUUID();
      await tx
        .insert(legalProviders)
        .values({ organisationId, id: providerId, name: "Fennmoor Care Trust", cqcProviderId: "1-9000000001" });
      for (const [index, key] of (Object.keys(homes) as ServiceKey[]).entries()) {
        const home = homes[key];
        await tx.insert(services).values({
          organisationId,
          id: ids[key],
          name: home.name,
          types: home.types,
          peopleSupported: home.people,
          legalProviderId: providerId,
          cqcLocationId: `1-900000010${index + 1}`,
        });
        await tx
          .insert(sites)
          .values(
            home.sites.map(([name, kind]) => ({ organisationId, id: randomUUID(), serviceId: ids[key], name, kind })),
          );
      }
      const commissions: [string, ServiceKey[]][] = [
        ["Eastmere County Council", ["saltmarsh", "weirLane", "homecareNorth", "homecareSouth"]],
        ["Westmere City Council", ["millrace", "tollgate"]],
      ];
      for (const [name, keys] of commissions) {
        const bodyId = randomUUID();
        await tx.insert(commissionerBodies).values({ organisationId, id: bodyId, name, kind: "council" });
        await tx.insert(commissioningLinks).values(
          keys.map((key) => ({
            organisationId,
            id: randomUUID(),
            bodyId,
            serviceId: ids[key],
            contractReference: "Clause 14.2",
            noticeHours: 24,
          })),
        );
      }
    },
    started,
  );
  const cast = {} as Record<CastKey, Actor>;
  for (const key of Object.keys(fennmoorCast) as CastKey[]) {
    const known = key === "administrator" ? opened : undefined;
    cast[key] = await hire(
      door,
      { organisationId, opened, started, passwordHash, serviceIds: ids },
      fennmoorCast[key],
      known,
    );
  }
  await acceptEverybody(door, organisationId);
  const story = tell(door, firstStart, cast, ids);
  for (const key of Object.keys(homes) as ServiceKey[]) await appoint(story, key, started);
  return story;
}

/** The service as it stood when its manager was named. */
async function appoint(story: Story, key: ServiceKey, started: Date): Promise<void> {
  const { beds, authority, manager } = homes[key];
  await story.as("administrator", "service.change", started, async (tx, actor) => {
    const service = await findService(tx, actor, story.services[key]);
    if (!service) throw new Error(`${key} was not made.`);
    const known = Object.fromEntries(Object.entries(service).map(([name, value]) => [name, value ?? undefined]));
    await changeServiceIn(
      tx,
      actor,
      ChangeService.parse({
        ...known,
        version: service.version,
        peopleSupported: String(service.peopleSupported ?? ""),
        beds: beds === undefined ? "" : String(beds),
        localAuthority: authority,
        managerId: story.people[manager].personId,
      }),
    );
  });
}

type Hiring = {
  organisationId: string;
  opened: Parameters<OwnerDoor["changeAs"]>[0];
  started: Date;
  passwordHash: string;
  serviceIds: Record<ServiceKey, string>;
};

async function hire(
  door: OwnerDoor,
  hiring: Hiring,
  member: CastMember,
  known?: { personId: string; accountId: string },
): Promise<Actor> {
  const { organisationId, opened, started } = hiring;
  const accountId = known?.accountId ?? (await account(door, member, hiring.passwordHash));
  const personId = known?.personId ?? randomUUID();
  const membershipId = randomUUID();
  if (known)
    await door.plainly((tx) =>
      tx.execute(sql`update auth.accounts set password_hash = ${hiring.passwordHash} where id = ${accountId}`),
    );
  const scope = member.services === "all" ? [] : member.services.map((key) => hiring.serviceIds[key]).sort();
  await door.changeAs(
    opened,
    "membership.start",
    async (tx) => {
      if (!known)
        await tx.insert(people).values({
          organisationId,
          id: personId,
          accountId,
          name: member.name,
          email: member.email,
          createdAt: started,
        });
      await tx.insert(memberships).values({
        organisationId,
        id: membershipId,
        personId,
        role: member.role,
        title: member.title ?? null,
        allServices: member.services === "all",
        startsAt: started,
      });
      if (scope.length > 0)
        await tx
          .insert(membershipServices)
          .values(scope.map((serviceId) => ({ organisationId, id: randomUUID(), membershipId, serviceId })));
    },
    started,
  );
  return {
    kind: "inside",
    organisationId,
    organisation: "Fennmoor Care Trust",
    sample: true,
    personId,
    accountId,
    membershipId,
    name: member.name,
    title: member.title,
    role: member.role,
    services: member.services === "all" ? "all" : scope,
  };
}

/** Makes (or finds) an account with the demo's password. */
async function account(
  door: OwnerDoor,
  person: { email: string; name: string },
  passwordHash: string,
): Promise<string> {
  return door.plainly(async (tx) => {
    await tx.execute(
      sql`insert into auth.accounts (id, email, name, password_hash) values (${randomUUID()}, ${person.email}, ${person.name}, ${passwordHash}) on conflict (email) do nothing`,
    );
    const [row] = await tx.execute<{ id: string }>(sql`select id from auth.accounts where email = ${person.email}`);
    if (!row) throw new Error("The account could not be made.");
    return row.id;
  });
}
