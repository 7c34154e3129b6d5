import { describe, expect, test } from "vitest";
import { breaches, kept, type Law, laws, tenantTables } from "#tests/support/catalogue.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
const all = Object.keys(laws) as Law[];

describe("of every table of an organisation", () => {
  test.each(all)("%s", async (law) => {
    expect(await breaches(here().owner, law)).toEqual([]);
  });

  test("there are many, and none is left out of the list by a missing column", async () => {
    const tables = await tenantTables(here().owner);
    expect(tables.length).toBeGreaterThan(40);
    const others = await here().owner`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and n.nspname <> 'graphile_worker' and not (n.nspname = 'public' and c.relname = any (${tables})) order by 1`;
    expect(others.map((row) => row.name)).toEqual([
      "auth.acceptances",
      "auth.accounts",
      "auth.attempts",
      "auth.grant_codes",
      "auth.own_passwords",
      "auth.password_links",
      "auth.sessions",
      "guard.followers",
      "guard.keys",
      "migrations.applied",
      "public.reference_lists",
    ]);
  });

  test("every change is captured, but for the trail itself and what is kept only for now", async () => {
    const rows = await here().owner`select c.relname from pg_class c
      where c.relname = any (${await tenantTables(here().owner)}) and c.relnamespace = 'public'::regnamespace
        and c.relname not like '%\\_versions'
        and not exists (select 1 from pg_trigger g where g.tgrelid = c.oid and g.tgname = 'capture') order by 1`;
    expect(rows.map((row) => row.relname)).toEqual(
      [...kept, "bundle_progress", "bundle_texts", "minute_drafts", "reference_counters"].sort(),
    );
  });

  test("each of these laws finds a table that breaks it", async () => {
    const found: Partial<Record<Law, boolean>> = {};
    await here()
      .owner.begin(async (sql) => {
        await sql.unsafe(badTable);
        for (const law of all) found[law] = (await breaches(sql as never, law)).some((name) => name.startsWith("bad"));
        throw new Error("rolled back");
      })
      .catch((error: Error) => expect(error.message).toBe("rolled back"));
    expect(Object.entries(found).filter(([, seen]) => !seen)).toEqual([]);
    expect(Object.keys(found)).toHaveLength(all.length);
  });
});

const badTable = `
  create table public.bad_parent (id uuid primary key);
  create table public.bad (organisation_id uuid not null, id serial, parent uuid references public.bad_parent on delete cascade, unique (id));
  create table public.bad_versions (organisation_id uuid not null, id text);
  grant all on public.bad to holdfast_app, public;
  grant insert on public.bad_versions to holdfast_app;
  create policy one on public.bad to holdfast_app using (exists (select 1 from public.bad_parent));
  create trigger capture after insert or update of id on public.bad for each row execute function guard.capture('other', '', '{}');
  create view public.bad_view as select * from public.systems`;
