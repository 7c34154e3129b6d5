import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "#db/migrate.ts";
import { dropDatabase, inDatabase, onServer, testServer } from "#tests/support/server.ts";

const name = `holdfast_m_${randomBytes(5).toString("hex")}`;
const url = () => inDatabase(testServer().owner, name);
const files = readdirSync(resolve(import.meta.dirname, "../../db/migrations"))
  .filter((file) => file.endsWith(".sql"))
  .sort();
let sql: postgres.Sql;

beforeAll(async () => {
  await onServer(testServer().owner, `create database "${name}"`);
  sql = postgres(url(), { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await dropDatabase(testServer().owner, name);
});

test("six starters at once apply each migration once", { timeout: 60_000 }, async () => {
  const lines: string[] = [];
  await Promise.all(Array.from({ length: 6 }, () => migrate(url(), { log: (line) => lines.push(line) })));
  expect(lines.sort()).toEqual(files.map((file) => `Applied ${file}`));
  const applied = await sql`select name from migrations.applied order by name`;
  expect(applied.map((row) => row.name)).toEqual(files);
});

test("a later start applies nothing and changes no data", async () => {
  const count = () =>
    sql`select (select count(*) from guard.followers) || ':' || (select count(*) from reference_lists) as rows`;
  const before = await count();
  const lines: string[] = [];
  await migrate(url(), { log: (line) => lines.push(line) });
  expect(lines).toEqual([]);
  expect([...(await count())]).toEqual([...before]);
});

/** A migration that cannot be applied twice. */
const makesTables = "0018_requests.sql";

test("an old migration that was edited is refused by name, and nothing after it runs", async () => {
  const [edited = "", last = ""] = [files[1], makesTables];
  const [known] = await sql`select sha256 from migrations.applied where name = ${edited}`;
  await sql`update migrations.applied set sha256 = ${"0".repeat(64)} where name = ${edited}`;
  await sql`delete from migrations.applied where name = ${last}`;
  await expect(migrate(url())).rejects.toThrow(`Migration ${edited} was changed after it had been applied.`);
  expect(await sql`select 1 from migrations.applied where name = ${last}`).toHaveLength(0);
  await sql`update migrations.applied set sha256 = ${known?.sha256} where name = ${edited}`;
});

test("a migration that fails leaves nothing behind", async () => {
  // It is no longer on the list, so it is tried again: its tables exist and it fails.
  const last = makesTables;
  const tables = () => sql`select count(*)::int as tables from pg_class where relkind = 'r'`;
  const [before] = await tables();
  await expect(migrate(url())).rejects.toThrow("already exists");
  expect(await sql`select 1 from migrations.applied where name = ${last}`).toHaveLength(0);
  expect((await tables())[0]?.tables).toBe(before?.tables);
});
