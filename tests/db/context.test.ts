import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, own, readAs } from "#db/client.ts";
import { type Context, signContext } from "#db/context.ts";
import { faultKind, Unavailable } from "#db/faults.ts";
import { setContextKey } from "#db/provision.ts";
import { organisations, services } from "#db/schema/organisation.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { RecordSystem, SystemQuery } from "#lib/systems/inputs.ts";
import { findSystem, listSystems } from "#lib/systems/queries.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { tenantTables } from "#tests/support/catalogue.ts";
import { plansOf } from "#tests/support/plans.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let systemId: string;

beforeAll(async () => {
  cast = await castOf(here());
  const input = RecordSystem.parse({
    name: "Digital care records",
    category: "dscr",
    tier: "1",
    hosting: "cloud-saas",
    serviceIds: [],
  });
  systemId = (await recordSystem(cast.actors["digital-lead"], input)).id;
  await recordSystem(cast.foreign.actors["digital-lead"], input);
});

const wide = () => cast.actors["quality-compliance-lead"];
const outsider = (more: Partial<Context> = {}): Context => ({
  organisationId: cast.organisation.id,
  personId: wide().personId,
  kind: "outside",
  role: "inspector",
  services: Object.values(cast.services),
  grantId: "00000000-0000-4000-8000-000000000000",
  ...more,
});

/** The SQLSTATE with which a read under a token fails, or how many organisations it showed. */
async function readUnder(door: "app" | "outside" | "worker", token: string): Promise<string | number> {
  return here()
    [door].begin(async (tx) => {
      await tx.unsafe(`set local holdfast.context = '${token.replaceAll("'", "''")}'`);
      return (await tx`select id from organisations`).length;
    })
    .catch((error: postgres.PostgresError) => error.code);
}

describe("without a token", () => {
  test.each(["app", "outside", "worker"] as const)("%s sees no row of any table, and no error", async (door) => {
    const tables = await tenantTables(here().owner);
    let read = 0;
    for (const table of tables) {
      const rows = await here()
        [door].unsafe(`select 1 from ${table}`)
        .catch((error: postgres.PostgresError) => {
          expect([table, error.code]).toEqual([table, "42501"]);
        });
      if (rows) {
        expect([table, rows.length]).toEqual([table, 0]);
        read += 1;
      }
    }
    expect(read).toBeGreaterThan(door === "app" ? 40 : 5);
  });

  test("after one has ended, the connection sees nothing again", async () => {
    const one = postgres(here().appUrl, { max: 1 });
    await one.begin(async (tx) => {
      await tx`select guard.assume(${signContext(wide())}, ${wide().personId}::uuid, null)`;
      expect(await tx`select 1 from organisations`).toHaveLength(1);
    });
    expect(await one`select 1 from organisations`).toHaveLength(0);
    await one.end();
  });
});

describe("a token that is not right", () => {
  test("raises whichever part of it was changed, and never reads as an empty register", async () => {
    const good = signContext(wide());
    expect(await readUnder("app", good)).toBe(1);
    const parts = good.split("~");
    for (const [index, part] of parts.entries()) {
      const changed =
        index === 2 ? cast.foreign.organisation.id : `${part.slice(0, -1)}${part.endsWith("0") ? "1" : "0"}`;
      const forged = parts.with(index, changed).join("~");
      expect([index, await readUnder("app", forged)]).toEqual([index, "HF001"]);
    }
  });

  test.each([
    ["cut short", (token: string) => token.slice(0, -1)],
    ["without its seal", (token: string) => token.split("~").slice(0, -1).join("~")],
    ["with a part more", (token: string) => `hf1~${token}`],
    ["made of nothing but words", () => "let me in"],
    ["sealed with another key", () => signContext(wide(), randomBytes(32).toString("hex"))],
  ])("raises when it is %s", async (_, spoil) => {
    expect(await readUnder("app", spoil(signContext(wide())))).toBe("HF001");
  });

  test("raises when it has run out", async () => {
    const old = signContext(wide(), undefined, Date.now() - 11 * 60_000);
    expect(await readUnder("app", old)).toBe("HF002");
    expect(await readUnder("app", signContext({ ...wide(), validUntil: new Date(Date.now() - 1) }))).toBe("HF002");
  });

  test("raises at the door of another role", async () => {
    const inside = signContext(wide());
    const outside = signContext(outsider());
    const worker = signContext({ ...wide(), kind: "worker" });
    const answers = await Promise.all([
      readUnder("outside", inside),
      readUnder("worker", inside),
      readUnder("app", outside),
      readUnder("worker", outside),
      readUnder("app", worker),
      readUnder("outside", worker),
    ]);
    expect(answers).toEqual(Array(6).fill("HF001"));
    expect([await readUnder("outside", outside), await readUnder("worker", worker)]).toEqual([1, 1]);
  });

  test("raises when the person named beside it is another", async () => {
    const claim = here().app.begin(
      (tx) => tx`select guard.assume(${signContext(wide())}, ${cast.otherServiceManager.personId}::uuid, null)`,
    );
    await expect(claim).rejects.toMatchObject({ code: "HF001" });
  });

  test("is worth nothing once its key was retired, while two keys hold during the change", async () => {
    const before = signContext(wide());
    const old = process.env.HOLDFAST_CONTEXT_KEY ?? "";
    const next = randomBytes(32).toString("hex");
    await setContextKey(here().ownerUrl, next);
    expect(await readUnder("app", before)).toBe(1);
    expect(await readUnder("app", signContext(wide(), next))).toBe(1);
    await here().owner`update guard.keys set retires_at = clock_timestamp() where retires_at is not null`;
    expect(await readUnder("app", before)).toBe("HF001");
    await setContextKey(here().ownerUrl, old);
    expect(await readUnder("app", before)).toBe(1);
  });
});

test("2,000 interleaved reads of two organisations on four connections never meet", async () => {
  const contexts = [cast, cast.foreign].map(({ actors }) => ({ ...actors["org-admin"], kind: "worker" as const }));
  let wrong = 0;
  let next = 0;
  const reader = async () => {
    for (let turn = next++; turn < 2_000; turn = next++) {
      const context = contexts[turn % 2] ?? contexts[0];
      if (!context) throw new Error("No context.");
      const rows = await readAs(context, (tx) => tx.select({ id: organisations.id }).from(organisations));
      if (rows.length !== 1 || rows[0]?.id !== context.organisationId) wrong += 1;
    }
  };
  await Promise.all(Array.from({ length: 24 }, reader));
  expect(wrong).toBe(0);
  const [held] = await here().owner`select count(*)::int as held from pg_stat_activity
    where usename = 'holdfast_worker' and datname = current_database()`;
  expect(held?.held).toBeLessThanOrEqual(4 + 4);
}, 60_000);

describe("with row security taken away", () => {
  test("queries still name their organisation", async () => {
    const appUrl = process.env.DATABASE_APP_URL;
    process.env.DATABASE_APP_URL = here().ownerUrl;
    try {
      const everything = await readAs(wide(), (tx) => tx.select({ id: organisations.id }).from(organisations));
      expect(everything.length).toBeGreaterThan(1);
      const { rows, total } = await readAs(wide(), (tx) => listSystems(tx, wide(), SystemQuery.parse({})));
      expect([rows.map(({ id }) => id), total]).toEqual([[systemId], 1]);
      const stranger = cast.foreign.actors["digital-lead"];
      expect(await readAs(stranger, (tx) => findSystem(tx, stranger, systemId))).toBeUndefined();
      const named = await readAs(wide(), (tx) =>
        tx.select({ id: services.id }).from(services).where(own(services, wide())),
      );
      expect(named).toHaveLength(3);
    } finally {
      process.env.DATABASE_APP_URL = appUrl;
    }
  });
});

describe("the policy is asked once for a statement, not once for a row", () => {
  test.each([
    ["the register", () => plansOf(here().appUrl, wide(), (tx) => listSystems(tx, wide(), SystemQuery.parse({})))],
    [
      "the register as a manager",
      () => {
        const manager = cast.actors["registered-manager"];
        return plansOf(here().appUrl, manager, (tx) => listSystems(tx, manager, SystemQuery.parse({ sort: "name" })));
      },
    ],
    ["the record", () => plansOf(here().appUrl, wide(), (tx) => findSystem(tx, wide(), systemId))],
  ])("in %s of systems", async (_, plans) => {
    const found = await plans();
    expect(found.length).toBeGreaterThan(0);
    for (const plan of found) {
      expect(plan).toMatch(/One-Time Filter: .*guard\.context_org\(\)/);
      expect(plan).not.toMatch(/\borganisation_id = guard\.context_org\(\)/);
    }
  });
});

test("a statement that forgets its organisation would be asked for every row, and the plan shows it", async () => {
  const [plan] = await plansOf(here().appUrl, wide(), (tx) => tx.select({ id: services.id }).from(services));
  expect(plan).toMatch(/\borganisation_id = guard\.context_org\(\)/);
});

test("a pool that is held answers unavailable within three seconds, and serves again when it is free", async () => {
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const holders = Array.from({ length: 10 }, () => readAs({ ...wide(), personId: randomUUID() }, () => held));
  await wait(300);
  const began = Date.now();
  const refused = await readAs(wide(), async () => "read").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Unavailable);
  expect(faultKind(refused)).toBe("unavailable");
  expect(Date.now() - began).toBeLessThan(3_000);
  release();
  await Promise.all(holders);
  const freed = Date.now();
  expect(await readAs(wide(), async () => "read")).toBe("read");
  expect(Date.now() - freed).toBeLessThan(5_000);
});

describe("when a grant runs out", () => {
  test("the same open connection, even the same transaction, reads nothing more and says so", async () => {
    const until = outsider({ validUntil: new Date(Date.now() + 1_500) });
    const one = postgres(here().outsideUrl, { max: 1 });
    const token = signContext(until);
    const later = one.begin(async (tx) => {
      await tx`select guard.assume(${token}, ${until.personId}::uuid, null)`;
      expect(await tx`select id from organisations`).toHaveLength(1);
      await wait(1_600);
      await tx`select id from organisations`;
    });
    await expect(later).rejects.toMatchObject({ code: "HF002" });
    const again = one.begin((tx) => tx`select guard.assume(${token}, ${until.personId}::uuid, null)`);
    await expect(again).rejects.toMatchObject({ code: "HF002" });
    await one.end();
    const error = await readAs(until, async () => "read").catch((failed: unknown) => failed);
    expect(faultKind(error)).toBe("context-expired");
  });

  test("and before it, an outsider writes nothing", async () => {
    for (const table of await tenantTables(here().owner))
      for (const change of [`update ${table} set organisation_id = organisation_id`, `delete from ${table}`]) {
        const code = await changeAs(outsider(), "outside.try", (tx) => tx.execute(sql.raw(change))).catch(
          (error: { cause?: { code?: string } }) => error.cause?.code,
        );
        expect([change, code]).toEqual([change, "42501"]);
      }
  });
});
