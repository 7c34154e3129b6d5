import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { changeAs, own, readAs } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { openOrganisation, ownerDoor } from "#db/owner.ts";
import { legalProviders, services } from "#db/schema/organisation.ts";
import type { World } from "#tests/support/clone.ts";
import type { Bench } from "./bench.ts";
import { compare, type Figure } from "./measure.ts";

/** What the floor costs: the trail's writing, many writers at once, and row security on a long table. */
export async function floorFigures(bench: Bench): Promise<Figure[]> {
  const world = await bench.world();
  const door = ownerDoor(world.ownerUrl);
  const context = await openOrganisation(door, {
    name: "Bench",
    sample: false,
    first: { name: "Bench", email: "bench@bench.example" },
  });
  await door.end();
  const app = postgres(world.appUrl, { max: 8, onnotice: () => undefined });
  try {
    return [await trailed(context, world), await crossing(context), await secured(context, world)];
  } finally {
    await app.end();
  }
}

const writes = 200;

function provider(context: Context) {
  return { organisationId: context.organisationId, id: randomUUID(), name: "A provider of some kind" };
}

async function trailed(context: Context, world: World): Promise<Figure> {
  await world.owner`create table if not exists bench_plain (organisation_id uuid, id uuid primary key, name text)`;
  return compare(
    { what: `${writes} changes under a verb, with chain and versions`, of: "plain inserts", runs: 7 },
    async () => {
      for (let n = 0; n < writes; n += 1)
        await changeAs(context, "bench.write", (tx) => tx.insert(legalProviders).values(provider(context)));
    },
    async () => {
      for (let n = 0; n < writes; n += 1)
        await world.owner.begin(
          (tx) =>
            tx`insert into bench_plain values (${context.organisationId}, ${randomUUID()}, 'A provider of some kind')`,
        );
    },
  );
}

async function crossing(context: Context): Promise<Figure> {
  const write = () => changeAs(context, "bench.write", (tx) => tx.insert(legalProviders).values(provider(context)));
  return compare(
    { what: `${writes} changes by 8 writers at once`, of: "the same by one writer", runs: 7 },
    async () => {
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let n = 0; n < writes / 8; n += 1) await write();
        }),
      );
    },
    async () => {
      for (let n = 0; n < writes; n += 1) await write();
    },
  );
}

async function secured(context: Context, world: World): Promise<Figure> {
  await changeAs(context, "bench.fill", (tx) =>
    tx.execute(
      sql`insert into services (organisation_id, id, name) select ${context.organisationId}::uuid, gen_random_uuid(), 'Service ' || n from generate_series(1, 5000) n`,
    ),
  );
  const asOwner = () =>
    world.owner`select id, name from services where organisation_id = ${context.organisationId} order by name, id limit 50`;
  return compare(
    {
      what: "50 rows of 5,000 as the portal, signed context included",
      of: "the same rows without row security",
      runs: 15,
    },
    async () => {
      for (let n = 0; n < 50; n += 1) {
        await readAs(context, (tx) =>
          tx
            .select({ id: services.id, name: services.name })
            .from(services)
            .where(own(services, context))
            .orderBy(services.name, services.id)
            .limit(50),
        );
      }
    },
    async () => {
      for (let n = 0; n < 50; n += 1) await asOwner();
    },
  );
}
