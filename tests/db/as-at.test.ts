import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listSince } from "#lib/records/since.ts";
import { changeSystemIn, recordSystemIn } from "#lib/systems/commands.ts";
import { SystemQuery } from "#lib/systems/inputs.ts";
import { countViews, findSystem, listSystems } from "#lib/systems/queries.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { tenantTables } from "#tests/support/catalogue.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
const september = new Date("2026-09-01T09:00:00Z");
const october = new Date("2026-10-01T09:00:00Z");
const between = new Date("2026-09-20T09:00:00Z");
const query = SystemQuery.parse({});
const fields = {
  name: "Care records",
  category: "telephony",
  tier: 2,
  hosting: "cloud-saas",
  supplier: undefined,
  objectiveMinutes: undefined,
  tolerableMinutes: undefined,
  careReason: undefined,
  analogue: false,
  analogueEndsOn: undefined,
  ownerId: undefined,
} as const;

let cast: Cast;
let lead: Actor;
let id = "";

beforeAll(async () => {
  cast = await castOf(here(), { sample: true });
  lead = cast.actors["digital-lead"];
  const serviceIds = [cast.services.a];
  const made = await cast.door.changeAs(
    lead,
    "system.record",
    (tx) => recordSystemIn(tx, lead, { ...fields, serviceIds }),
    september,
  );
  id = made.id;
  await cast.door.changeAs(
    lead,
    "system.change",
    (tx) => changeSystemIn(tx, lead, { ...fields, name: "Care records, new supplier", serviceIds, id, version: 1 }),
    october,
  );
});

const names = (actor: Actor, asAt?: Date) =>
  readAs(actor, async (tx) => (await listSystems(tx, actor, query)).rows.map((row) => row.name), asAt);

test("a register is read as it was at a past moment, and as it is when no moment is asked for", async () => {
  expect(await names(lead)).toEqual(["Care records, new supplier"]);
  expect(await names(lead, between)).toEqual(["Care records"]);
  expect(await names(lead, new Date(september.getTime() - 1))).toEqual([]);
  expect(await names(lead, september)).toEqual(["Care records"]);
  expect(await names(lead, october)).toEqual(["Care records, new supplier"]);
});

test("counts, records and the clock are of the same moment as the rows", async () => {
  const then = await readAs(
    lead,
    async (tx) => ({ now: tx.now, system: await findSystem(tx, lead, id), counts: await countViews(tx, lead) }),
    between,
  );
  expect(then).toMatchObject({ now: between, system: { name: "Care records", version: 1 }, counts: { "in-use": 1 } });
  const before = await readAs(lead, (tx) => countViews(tx, lead), new Date(september.getTime() - 1));
  expect(before).toMatchObject({ "in-use": 0 });
});

test("rights are those of today: another service and another organisation see nothing of the past either", async () => {
  expect(await names(cast.otherServiceManager, between)).toEqual([]);
  expect(await names(cast.foreign.actors["digital-lead"], between)).toEqual([]);
  expect(await names(cast.actors["registered-manager"], between)).toEqual(["Care records"]);
});

test("what changed since is told to those who may see it, and what was done only to readers of the trail", async () => {
  const since = (actor: Actor, at: Date) => readAs(actor, (tx) => listSince(tx, actor, "system"), at);
  const auditor = cast.actors["internal-auditor"];
  expect(await since(auditor, between)).toMatchObject({
    total: 1,
    rows: [{ title: "Care records, new supplier", added: false, at: october, acts: ["Changed the system"] }],
  });
  expect(await since(auditor, new Date(september.getTime() - 1))).toMatchObject({
    rows: [{ added: true, acts: ["Changed the system", "Recorded a system"] }],
  });
  expect(await since(auditor, october)).toMatchObject({ total: 0, rows: [] });
  expect((await since(cast.actors["registered-manager"], between)).rows[0]?.acts).toEqual([]);
  expect(await since(cast.otherServiceManager, between)).toMatchObject({ total: 0 });
  expect(await since(cast.actors["care-worker"], between)).toMatchObject({ total: 0 });
});

test("nothing is written while looking back, and a moment that has not come is refused", async () => {
  const write = readAs(
    lead,
    (tx) => tx.execute(sql`update systems set name = 'x' where organisation_id = ${lead.organisationId}`),
    between,
  );
  await expect(write).rejects.toThrow();
  const tomorrow = readAs(lead, async () => undefined, new Date(Date.now() + 86_400_000));
  await expect(tomorrow).rejects.toMatchObject({ cause: { code: "HF007" } });
});

test("looking back ends with its transaction", async () => {
  await names(lead, between);
  for (let n = 0; n < 12; n += 1) expect(await names(lead)).toEqual(["Care records, new supplier"]);
});

test("every captured table can be seen as it was, column by column", async () => {
  const tables = await tenantTables(here().owner);
  const captured = tables.filter((name) => tables.includes(`${name}_versions`) && name !== "saved_views");
  expect(captured.length).toBeGreaterThan(50);
  const columns = async (schema: string, table: string) =>
    (
      await here().owner`select attname from pg_attribute
        where attrelid = ${`${schema}.${table}`}::regclass and attnum > 0 and not attisdropped order by attnum`
    ).map((row) => row.attname);
  for (const table of captured)
    expect([table, ...(await columns("as_at", table))]).toEqual([table, ...(await columns("public", table))]);
  const [invoker] = await here().owner`select count(*)::int as views from pg_class
    where relnamespace = 'as_at'::regnamespace and relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)`;
  expect(invoker?.views).toBe(0);
});

test("a version written later stands for its own time, also when a sample story tells an earlier chapter last", async () => {
  const serviceIds = [cast.services.a];
  const at = (moment: string, name: string, version: number, of: string) =>
    cast.door.changeAs(
      lead,
      "system.change",
      (tx) => changeSystemIn(tx, lead, { ...fields, name, serviceIds, id: of, version }),
      new Date(moment),
    );
  const { id: other } = await cast.door.changeAs(
    lead,
    "system.record",
    (tx) => recordSystemIn(tx, lead, { ...fields, name: "Told first", serviceIds }),
    september,
  );
  await at("2026-11-01T09:00:00Z", "Told in November", 1, other);
  await at("2026-10-01T09:00:00Z", "Told last, of October", 2, other);
  const seen = async (moment: string) =>
    (await names(lead, new Date(moment))).filter((name) => name.startsWith("Told"));
  expect(await seen("2026-09-20T09:00:00Z")).toEqual(["Told first"]);
  expect(await seen("2026-10-15T09:00:00Z")).toEqual(["Told last, of October"]);
  expect(await seen("2026-11-15T09:00:00Z")).toEqual(["Told last, of October"]);
});
