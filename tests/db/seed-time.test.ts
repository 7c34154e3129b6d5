import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs } from "#db/client.ts";
import { openOrganisation } from "#db/owner.ts";
import { legalProviders } from "#db/schema/organisation.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { chainBreak } from "#tests/support/chain.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const lead = () => cast.actors["digital-lead"];

beforeAll(async () => {
  cast = await castOf(here());
});

describe("a seed time", () => {
  const at = new Date("2026-01-02T03:04:05Z");
  const open = (sample: boolean) =>
    openOrganisation(cast.door, {
      name: "Another",
      sample,
      first: { name: "Opener", email: `${randomUUID()}@seed.example` },
      at,
    });

  test("is the owner's to set in a sample organisation, and such entries say so", async () => {
    const { organisationId } = await open(true);
    const entries = await here().owner`select at, sample from trail_entries where organisation_id = ${organisationId}`;
    expect(entries.map((entry) => [entry.at.toISOString(), entry.sample])).toEqual(
      Array(2).fill([at.toISOString(), true]),
    );
    expect(await chainBreak(here().owner, organisationId)).toBeUndefined();
  });

  test("is refused in any other organisation", async () => {
    await expect(open(false)).rejects.toMatchObject({ cause: { code: "HF004" } });
  });

  test("is not the portal's to set, even in a sample organisation", async () => {
    const { organisationId, personId } = await open(true);
    const admin = { ...lead(), organisationId, personId };
    const id = randomUUID();
    const before = Date.now();
    await changeAs(admin, "provider.add", async (tx) => {
      await tx.execute(sql`set local holdfast.at = '2020-01-01T00:00:00Z'`);
      await tx.insert(legalProviders).values({ organisationId, id, name: "Now" });
    });
    const [entry] = await here().owner`select at, sample from trail_entries where row_id = ${id}`;
    expect(entry?.sample).toBe(false);
    expect(entry?.at.getTime()).toBeGreaterThan(before - 5_000);
  });
});
