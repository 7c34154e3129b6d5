import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { changeAs, ownId } from "#db/client.ts";
import { erase } from "#db/erase.ts";
import { services } from "#db/schema/organisation.ts";
import { type ChainReport, says, verifyTrail } from "#db/verify-trail.ts";
import { ROOT } from "#lib/run/child.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { openWorld } from "#tests/support/clone.ts";
import { useWorld, type World } from "#tests/support/world.ts";

const entry = "the number of the entry that was touched";

/** A chain of a few dozen entries, on a database of its own: each test breaks it in one way. */
async function fresh(): Promise<{ here: World; cast: Cast; problem: () => Promise<string | undefined> }> {
  const here = await openWorld();
  const cast = await castOf(here);
  const problem = async () => (await report(here, cast)).problem;
  return { here, cast, problem };
}
async function report(here: World, cast: Cast): Promise<ChainReport> {
  const found = (await verifyTrail(here.ownerUrl)).find((one) => one.organisationId === cast.organisation.id);
  if (!found) throw new Error("The organisation has no chain.");
  return found;
}

let stage: Awaited<ReturnType<typeof fresh>>;
describe("a chain that was touched is found, and the first bad entry is named", () => {
  beforeEach(async () => {
    await stage?.here.end();
    stage = await fresh();
    expect(await stage.problem()).toBeUndefined();
  });

  afterAll(() => stage.here.end());

  const touches: [name: string, statement: string, expected: RegExp][] = [
    [
      "a changed verb",
      "update trail_entries set verb = 'other.verb' where number = 7",
      /^entry 7 is not what was written$/,
    ],
    ["a changed actor", "update trail_entries set actor_id = gen_random_uuid() where number = 9", /^entry 9 is not/],
    ["a changed row", "update trail_entries set row_id = gen_random_uuid() where number = 4", /^entry 4 is not/],
    [
      "a microsecond",
      "update trail_entries set at = at + interval '1 microsecond' where number = 5",
      /^entry 5 is not/,
    ],
    [
      "a flipped commitment bit",
      "update trail_entries set commitment = set_bit(commitment, 77, 1 - get_bit(commitment, 77)) where number = 6",
      /^entry 6 is not/,
    ],
    [
      "a flipped hash bit",
      "update trail_entries set hash = set_bit(hash, 3, 1 - get_bit(hash, 3)) where number = 8",
      /^entry 8 is not/,
    ],
    [
      "a flipped link",
      "update trail_entries set previous_hash = set_bit(previous_hash, 3, 1 - get_bit(previous_hash, 3)) where number = 8",
      /^entry 8 does not follow/,
    ],
    [
      "a changed text",
      "update trail_texts set after = replace(after, '30', '31') where number = 3",
      /^the text of entry 3 is not/,
    ],
    ["a changed salt", "update trail_texts set salt = '\\x00' where number = 3", /^the text of entry 3 is not/],
    [
      "a text that vanished",
      "update trail_texts set salt = null, before = null, after = null where number = 3",
      /^the text of entry 3 is gone/,
    ],
    ["a text that is no JSON", "update trail_texts set after = '{' where number = 3", /^the text of entry 3 is not/],
    [
      "an entry turned to another record",
      "update trail_entries set record_id = gen_random_uuid() where table_name = 'services' and organisation_id = ORG",
      /^entry \d+ says that it is about another record or other services than it is$/,
    ],
    [
      "an entry hidden from other services",
      "update trail_entries set service_ids = array[gen_random_uuid()] where number = 4",
      /^entry 4 says that it is about another record or other services than it is$/,
    ],
    ["a false mark of sample history", "update trail_entries set sample = true where number = 4", /^entry 4 is marked/],
    ["a text row that was dropped", "delete from trail_texts where number = 3", /^the text of entry 3 is missing/],
    [
      "a false mark of erasure",
      "update trail_texts set erased_at = now(), erased_reason = 'x' where number = 3",
      /^entry 3 is marked as erased/,
    ],
    [
      "a dropped entry",
      "delete from trail_texts where number = 10; delete from trail_entries where number = 10",
      /^entry 10 is missing$/,
    ],
    [
      "two swapped entries",
      "update trail_entries set number = -1 where number = 5; update trail_entries set number = 5 where number = 6; update trail_entries set number = 6 where number = -1",
      /^entry 5 does not follow/,
    ],
    ["a moved head", "update trail_heads set number = number - 1", /^entry \d+ is beyond the head$/],
    [
      "a changed head",
      "update trail_heads set hash = set_bit(hash, 0, 1 - get_bit(hash, 0))",
      /^the head differs from entry \d+$/,
    ],
    [
      "a changed version",
      "update services_versions set name = 'Another' where trail_number = (select min(trail_number) from services_versions where organisation_id = ORG)",
      /^the version of services at entry \d+ is not what was written$/,
    ],
    ["a dropped version", "delete from services_versions", /^the version of services at entry \d+ is missing$/],
    [
      "an invented version",
      "insert into services_versions select organisation_id, gen_random_uuid(), name, types, cqc_location_id, ods_code, legal_provider_id, manager_id, address, postcode, local_authority, beds, people_supported, closed_on, version, valid_from, valid_to, trail_number from services_versions limit 1",
      /^the version of services at entry \d+ is not/,
    ],
  ];
  test.each(touches)("%s", async (_name, statement, expected) => {
    const { here, cast, problem } = stage;
    const scoped = statement.replaceAll("ORG", `'${cast.organisation.id}'`);
    await withoutKeys(here, (run) => run(scoped));
    expect(await problem(), entry).toMatch(expected);
  });

  test("a cut tail with the head left standing", async () => {
    const { here, cast, problem } = stage;
    const [head] = await here.owner`select number from trail_heads where organisation_id = ${cast.organisation.id}`;
    await withoutKeys(here, async (run) => {
      await run(`delete from trail_texts where number > ${Number(head?.number) - 3}`);
      await run(`delete from trail_entries where number > ${Number(head?.number) - 3}`);
    });
    expect(await problem()).toBe(`entry ${Number(head?.number) - 2} is missing: the head counts ${head?.number}`);
  });

  test("a row changed behind the portal's back", async () => {
    const { here, problem } = stage;
    await here.owner`alter table services disable trigger capture`;
    await here.owner`update services set name = 'Renamed by hand'`;
    expect(await problem()).toMatch(/^services no longer says what entry \d+ wrote$/);
  });

  test("a chain without its head", async () => {
    const { here, cast } = stage;
    await withoutKeys(here, (run) => run(`delete from trail_heads where organisation_id = '${cast.organisation.id}'`));
    const reports = await verifyTrail(here.ownerUrl);
    expect(reports.map((one) => one.problem)).toContain("entry 1 belongs to no chain: its head is missing");
  });

  test("the command names the entry and exits 1, and exits 0 for whole chains", async () => {
    const { here } = stage;
    const run = () =>
      spawnSync(process.execPath, ["--conditions=react-server", "db/verify-trail.ts"], {
        cwd: ROOT,
        encoding: "utf8",
        env: { ...process.env, DATABASE_URL: here.ownerUrl },
      });
    const whole = run();
    expect(whole.stdout).toMatch(/2 chains, \d+ entries checked, 0 not whole\.\n$/);
    expect(whole.status).toBe(0);
    await here.owner`update trail_entries set verb = 'x.y' where number = 2`;
    const broken = run();
    expect(broken.stdout).toContain("First Care: not whole. The first thing wrong: entry 2 is not what was written.");
    expect(broken.status).toBe(1);
  });
});

/** Foreign keys stand in the way of the simplest tampering; whoever tampers takes them away first. */
async function withoutKeys(here: World, run: (statement: (sql: string) => Promise<unknown>) => Promise<unknown>) {
  const keys = await here.owner`select conname, conrelid::regclass::text as target, pg_get_constraintdef(oid) as text
    from pg_constraint where contype = 'f' and conrelid = 'trail_texts'::regclass`;
  for (const key of keys) await here.owner.unsafe(`alter table ${key.target} drop constraint ${key.conname}`);
  await run((sql) => here.owner.unsafe(sql));
}

describe("erasure", () => {
  const here = useWorld();
  let made: Promise<Cast> | undefined;
  const theCast = () => {
    made ??= castOf(here());
    return made;
  };

  test("empties text, salt and version; the chain still verifies and says how many and why", async () => {
    const cast = await theCast();
    const actor = cast.actors["digital-lead"];
    const canary = `canary-${randomUUID()}`;
    const { id } = await recordSystem(actor, {
      name: canary,
      category: "emar",
      tier: 1,
      hosting: "cloud-saas",
      supplier: canary,
      objectiveMinutes: undefined,
      tolerableMinutes: undefined,
      careReason: undefined,
      analogue: false,
      analogueEndsOn: undefined,
      ownerId: undefined,
      serviceIds: [cast.services.a],
    });
    const holding = async () =>
      (
        await here()
          .owner`select number from trail_texts where after like ${`%${canary}%`} or before like ${`%${canary}%`} order by number`
      ).map((row) => Number(row.number));
    const numbers = await holding();
    expect(numbers).toHaveLength(2);
    const reason = "asked for by the person";
    const done = await erase(here().ownerUrl, { organisation: cast.organisation.name, numbers, reason });
    expect(done.map((one) => one.table).sort()).toEqual(["records", "systems"]);
    expect(done.every((one) => one.current)).toBe(true);
    expect(await holding()).toEqual([]);
    const [left] = await here()
      .owner`select count(*)::int as rows from systems_versions where systems_versions::text like ${`%${canary}%`}`;
    expect(left?.rows).toBe(0);
    const after = await report(here(), cast);
    expect(after.problem).toBeUndefined();
    expect([...after.erased]).toEqual([[reason, 2]]);
    expect(says(after)).toContain("2 texts erased: asked for by the person");
    await expect(erase(here().ownerUrl, { organisation: cast.organisation.id, numbers, reason })).rejects.toThrow(
      "erased already",
    );
    await changeAs(actor, "service.rename", (tx) =>
      tx
        .update(services)
        .set({ name: "Service A, renamed" })
        .where(ownId(services, actor, cast.services.a)),
    );
    expect((await report(here(), cast)).problem, id).toBeUndefined();
  });

  test("tells every place that still says the same words: other tables' entries, rows now, versions and texts of bundles", async () => {
    const cast = await theCast();
    const actor = cast.actors["digital-lead"];
    const words = `What Zebedee ${randomUUID()} said`;
    const { id } = await recordSystem(actor, {
      ...{ name: words, category: "emar", tier: 1, hosting: "cloud-saas", supplier: undefined, analogue: false },
      ...{ objectiveMinutes: undefined, tolerableMinutes: undefined, careReason: undefined, ownerId: undefined },
      ...{ analogueEndsOn: undefined, serviceIds: [cast.services.a] },
    });
    const organisation = cast.organisation.id;
    const entries = await here().owner`select number, table_name as name from trail_entries
      where organisation_id = ${organisation} and record_id = ${id} order by number`;
    const numberOf = (name: string) => Number(entries.find((entry) => entry.name === name)?.number);
    const [done] = await erase(here().ownerUrl, { organisation, numbers: [numberOf("systems")], reason: "Asked for" });
    expect(done?.others).toContain(numberOf("records"));
    const tables = done?.places.map((place) => ("table" in place ? `${place.table} ${place.rows}` : place.bundle));
    expect(tables).toEqual(expect.arrayContaining(["records 1", "records_versions 1", "systems 1", "trail_texts 1"]));
    expect(tables).not.toContain("systems_versions 1");
  });

  test("the application's roles neither write, change, delete nor empty the trail", async () => {
    const tables = ["trail_heads", "trail_entries", "trail_texts"];
    for (const role of ["app", "outside", "worker", "auth"] as const) {
      for (const table of tables) {
        const column = table === "trail_texts" ? "after" : table === "trail_heads" ? "sample" : "verb";
        const value = table === "trail_heads" ? "true" : "'x'";
        for (const statement of [
          `insert into public.${table} (organisation_id, number) values (gen_random_uuid(), 1)`,
          `update public.${table} set ${column} = ${value}`,
          `delete from public.${table}`,
          `truncate public.${table}`,
        ]) {
          await expect(here()[role].unsafe(statement), `${role}: ${statement}`).rejects.toMatchObject({
            code: "42501",
          });
        }
      }
    }
  });
});
