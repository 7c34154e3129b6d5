import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOrganisation, ownerDoor } from "#db/owner.ts";
import { bringUpToDate } from "#lib/run/database.ts";
import { mustBeDurable, mustBeSafeRole, mustBeSafeServer, mustHoldNoSample } from "#lib/run/safety.ts";
import { sentence } from "#tests/run/entry.ts";
import { inDatabase } from "#tests/support/server.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
const ON = { fsync: "on", full_page_writes: "on", synchronous_commit: "on", data_checksums: "on" };

test.each(Object.keys(ON))("a server with %s off is refused", (setting) => {
  expect(() => mustBeDurable({ ...ON, [setting]: "off" })).toThrow(sentence("unsafe-server"));
  expect(() => mustBeDurable(ON)).not.toThrow();
});

test("the server is asked for its settings as the role that will use it", async () => {
  const url = new URL(here().appUrl);
  url.searchParams.set("synchronous_commit", "off");
  await expect(mustBeSafeServer(url.href)).rejects.toThrow(sentence("unsafe-server"));
});

describe("database roles", () => {
  const owning = `holdfast_owning_${randomBytes(4).toString("hex")}`;
  beforeAll(async () => {
    await here().owner.unsafe(`create role ${owning} login password 'owning-for-a-test'`);
    const database = new URL(here().ownerUrl).pathname.slice(1);
    await here().owner.unsafe(`grant connect on database "${database}" to ${owning}`);
    await here().owner.unsafe(`create schema owning; grant create, usage on schema owning to ${owning}`);
  });
  afterAll(async () => {
    const database = new URL(here().ownerUrl).pathname.slice(1);
    await here().owner.unsafe(`revoke connect on database "${database}" from ${owning}`);
    await here().owner.unsafe(`drop schema owning cascade; drop role ${owning}`);
  });

  test("the roles that migrations make are accepted", async () => {
    for (const url of [here().appUrl, here().outsideUrl, here().authUrl, here().workerUrl]) await mustBeSafeRole(url);
  });

  test("the owner is refused, for it passes row security", async () => {
    await expect(mustBeSafeRole(here().ownerUrl)).rejects.toThrow(sentence("unsafe-role"));
  });

  test("a role that owns a table is refused", async () => {
    const url = new URL(here().ownerUrl);
    url.username = owning;
    url.password = "owning-for-a-test";
    await mustBeSafeRole(url.href);
    const sql = postgres(url.href, { max: 1 });
    await sql`create table owning.mine (id integer)`;
    await expect(mustBeSafeRole(url.href)).rejects.toThrow(sentence("unsafe-role"));
    await sql`drop table owning.mine`;
    await sql.end();
  });
});

test("sample organisations are refused, an empty database is not", async () => {
  await mustHoldNoSample(here().appUrl);
  const door = ownerDoor(here().ownerUrl);
  const first = { name: "First Person", email: "first@sample.invalid" };
  await openOrganisation(door, { name: "A real one", sample: false, first });
  await mustHoldNoSample(here().appUrl);
  await openOrganisation(door, { name: "A sample", sample: true, first });
  await door.end();
  await expect(mustHoldNoSample(here().appUrl)).rejects.toThrow(sentence("sample-present"));
});

test("a database that was never migrated is refused", async () => {
  await expect(mustHoldNoSample(inDatabase(here().ownerUrl, "postgres"))).rejects.toThrow(sentence("not-migrated"));
});

test("an edited old migration is refused", async () => {
  await here()
    .owner`update migrations.applied set sha256 = 'edited' where name = (select min(name) from migrations.applied)`;
  await expect(bringUpToDate(here().ownerUrl)).rejects.toThrow(sentence("migration-failed"));
});
