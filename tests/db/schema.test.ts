import { getTableColumns, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { sourcesIn } from "#tests/support/sources.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

const standing = ["stands_from", "stands_until"];
/** Columns that no code reads on purpose: the salt that a commitment hides, and what row policies alone compare. */
const unread: Record<string, readonly string[]> = {
  trail_texts: ["salt"],
  trail_heads: ["sample"],
  reference_lists: ["loaded_at"],
  records: standing,
  risks: standing,
  risk_controls: standing,
  risk_scores: standing,
  risk_reviews: standing,
  risk_acceptances: standing,
  action_items: standing,
  action_completions: standing,
  action_due_changes: standing,
  action_effect_checks: standing,
  action_verifications: standing,
};

async function tablesInCode(): Promise<PgTable[]> {
  const modules = await Promise.all(
    sourcesIn(["db/schema"]).map(({ path }) => import(/* @vite-ignore */ `../../${path}`)),
  );
  const exported: unknown[] = modules.flatMap((module) => Object.values(module));
  return exported.filter((value): value is PgTable => is(value, PgTable));
}

const written = (type: string) => type.replace("timestamp with time zone", "timestamptz");

test("the tables that the code knows are the tables of the database, column by column", async () => {
  const tables = await tablesInCode();
  expect(tables.length).toBeGreaterThan(18);
  const rows = await here().owner`select c.relname as table, a.attname as column, a.attnotnull as filled,
      format_type(a.atttypid, a.atttypmod) as type, a.atthasdef as given
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`;
  for (const table of tables) {
    const { name } = getTableConfig(table);
    const known = rows.filter((row) => row.table === name && !unread[name]?.includes(String(row.column)));
    const inDatabase = known.map((row) => `${row.column} ${written(String(row.type))}${row.filled ? " not null" : ""}`);
    const inCode = Object.values(getTableColumns(table)).map(
      (column) => `${column.name} ${written(column.getSQLType())}${column.notNull ? " not null" : ""}`,
    );
    expect([name, ...inCode.sort()]).toEqual([name, ...inDatabase.sort()]);
    // A value that the code may leave out is one that the database gives.
    const optional = Object.values(getTableColumns(table)).filter((column) => column.notNull && column.hasDefault);
    const missing = optional.filter(
      (column) => !rows.find((row) => row.table === name && row.column === column.name)?.given,
    );
    expect(missing.map((column) => `${name}.${column.name}`)).toEqual([]);
  }
});

test("no table is described twice", async () => {
  const names = (await tablesInCode()).map((table) => getTableConfig(table).name);
  expect(names).toEqual([...new Set(names)]);
});
