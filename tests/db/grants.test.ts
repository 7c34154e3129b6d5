import type postgres from "postgres";
import { describe, expect, test } from "vitest";
import { outsideFields } from "#lib/evidence/fields.ts";
import { kept } from "#tests/support/catalogue.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
const roles = ["holdfast_app", "holdfast_auth", "holdfast_outside", "holdfast_worker"];
const doors = ["app", "auth", "outside", "worker"] as const;

/** Runs a statement and answers the SQLSTATE with which it is refused; undefined when it is not. */
async function refusedWith(sql: postgres.Sql, statement: string): Promise<string | undefined> {
  const error = await sql.unsafe(statement).then(
    () => undefined,
    (failed: postgres.PostgresError) => failed,
  );
  return error?.code;
}
const DENIED = "42501";
const UNKNOWN = "42P01";

describe("the portal's roles", () => {
  test("log in and can do nothing else to the server", async () => {
    const rows = await here()
      .owner`select rolname, rolcanlogin, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole
      or rolreplication or rolinherit as strong from pg_roles where rolname = any (${roles}) order by 1`;
    expect(rows.map((row) => ({ ...row }))).toEqual(
      roles.map((rolname) => ({ rolname, rolcanlogin: true, strong: false })),
    );
  });

  test("own nothing and belong to no other role", async () => {
    const owned = await here().owner`select d.classid::regclass::text, d.objid from pg_shdepend d
      join pg_roles r on r.oid = d.refobjid and d.refclassid = 'pg_authid'::regclass
      where d.deptype = 'o' and r.rolname = any (${roles})`;
    expect(owned).toHaveLength(0);
    const member = await here().owner`select 1 from pg_auth_members m join pg_roles r on r.oid = m.member
      where r.rolname = any (${roles})`;
    expect(member).toHaveLength(0);
  });

  test.each(doors)("%s cannot become another role", async (door) => {
    const [me] = await here().owner`select current_user as name`;
    for (const role of [String(me?.name), ...roles.filter((name) => name !== `holdfast_${door}`)])
      expect(await refusedWith(here()[door], `set role ${role}`)).toBe(DENIED);
    expect(await refusedWith(here()[door], `set session authorization ${me?.name}`)).toBe(DENIED);
  });

  test.each(doors)("%s makes no table, function, operator, schema or temporary table", async (door) => {
    const statements = [
      "create table public.mine (id int)",
      "create table guard.mine (id int)",
      "create temporary table mine (id int)",
      "create schema mine",
      "create function public.leak(uuid) returns boolean language sql as 'select true'",
      "create operator public.<<< (leftarg = uuid, rightarg = uuid, function = uuid_lt)",
      "create extension pgcrypto",
      "create publication everything for all tables",
    ];
    // A role without any way into a schema is told that it does not exist.
    for (const statement of statements)
      expect([DENIED, "3F000"], statement).toContain(await refusedWith(here()[door], statement));
  });

  test.each(doors)("%s reads no file, runs no program and changes no setting of the server", async (door) => {
    const statements = [
      "copy (select 1) to program 'true'",
      "select pg_read_file('/etc/hostname')",
      "select pg_ls_dir('.')",
      "alter system set fsync = off",
    ];
    for (const statement of statements)
      expect([statement, await refusedWith(here()[door], statement)]).toEqual([statement, DENIED]);
  });
});

describe("shared channels", () => {
  test("no role reads what another connection is running", async () => {
    const [owner] = await here().owner`select has_parameter_privilege('track_activities', 'set') as silences`;
    await here().owner`select 'a canary of the owner'`;
    await here().app`select 'a canary of the portal'`;
    for (const door of doors) {
      const rows = await here()[door]`select query from pg_stat_activity where pid <> pg_backend_pid()`;
      const texts = rows.map((row) => String(row.query ?? "")).filter((text) => text.includes("canary of the owner"));
      expect(texts).toEqual([]);
    }
    const silenced = await here().owner`select r.rolname from pg_roles r
      where r.rolname = any (${roles}) and 'track_activities=off' = any (r.rolconfig)`;
    expect(silenced.map((row) => row.rolname).sort()).toEqual(owner?.silences ? roles : []);
  });
});

describe("functions", () => {
  test("run with another's rights only in guard and auth, with a closed search path", async () => {
    const rows = await here().owner`select n.nspname || '.' || p.proname as name, p.proconfig::text as config
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`;
    expect(rows.length).toBeGreaterThan(10);
    const open = rows.filter((row) => !/search_path=(\\"\\"|""|pg_catalog)/.test(String(row.config)));
    expect(open.map((row) => row.name)).toEqual([]);
    expect(rows.filter((row) => !/^(guard|auth)\./.test(String(row.name))).map((row) => row.name)).toEqual([]);
  });

  test("are open to nobody by default", async () => {
    const rows = await here().owner`select p.oid::regprocedure::text as name from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where n.nspname in ('guard', 'auth', 'public', 'graphile_worker') and a.grantee = 0`;
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  const context = ["actor", "body", "from", "grant", "org", "role", "section", "services", "to", "wide"];
  const reading = ["assume", ...context.map((part) => `context_${part}`), "seed_time", "verified"].map(
    (name) => `guard.${name}`,
  );
  test.each([
    [
      "holdfast_outside",
      [
        ...reading,
        "guard.acknowledge_bundle",
        "guard.ask_for_record",
        "guard.left_out",
        "guard.record_view",
        "guard.review_rounds",
        "guard.view_refused",
        ...["guard.first_day", "guard.last_day", "guard.score_before", "guard.proof_before", "guard.review_before"],
        ...["guard.held", "guard.leaves", "guard.context_covers"],
      ],
    ],
    [
      "holdfast_auth",
      ["auth.link_says", "auth.live_codes", "auth.published_keys", "auth.session_standing", "auth.use_link"],
    ],
  ])("%s may execute these and no others", async (role, allowed) => {
    const names = await executable(role, ["guard", "auth", "public", "graphile_worker", "migrations"]);
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test("the portal executes what guards it, and reaches neither accounts nor jobs directly", async () => {
    const names = await executable("holdfast_app", ["guard", "auth", "public", "graphile_worker", "migrations"]);
    expect(names.filter((name) => !name.startsWith("guard."))).toEqual([]);
    const never = [
      "guard.protect",
      "guard.capture",
      "guard.mac",
      "guard.record_view",
      "guard.view_refused",
      "guard.keep_services",
    ];
    expect(names.filter((name) => never.includes(name))).toEqual([]);
  });

  async function executable(role: string, schemas: string[]): Promise<string[]> {
    const rows = await here().owner`select distinct n.nspname || '.' || p.proname as name from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = any (${schemas}) and has_function_privilege(${role}, p.oid, 'execute') order by 1`;
    return rows.map((row) => String(row.name));
  }
});

describe("tables", () => {
  test("the outside role holds the columns of the written field list, and no table", async () => {
    const columns = await here().owner`select c.relname as table, a.attname as column from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'auth', 'guard', 'migrations', 'graphile_worker') and c.relkind in ('r', 'p', 'v', 'm')
        and a.attnum > 0 and not a.attisdropped and has_column_privilege('holdfast_outside', a.attrelid, a.attnum, 'select')`;
    const held = columns
      .map((row) => `${row.table}.${row.column}`)
      .filter((name) => !name.startsWith("reference_lists."));
    const written = Object.entries(outsideFields).flatMap(([table, fields]) =>
      Object.keys(fields).map((column) => `${table}.${column}`),
    );
    expect(held.sort()).toEqual(written.sort());
    const more = await here().owner`select c.oid::regclass::text as name from pg_class c
      where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace = 'public'::regnamespace
        and (has_table_privilege('holdfast_outside', c.oid, 'insert, update, delete, truncate')
          or has_any_column_privilege('holdfast_outside', c.oid, 'insert, update')
          or (has_table_privilege('holdfast_outside', c.oid, 'select') and c.relname <> 'reference_lists'))`;
    expect(more.map((row) => row.name)).toEqual([]);
  });

  test.each(kept)("nothing but the trigger writes %s", async (table) => {
    // The sign-in's role has no way into the schema, so that for it the table does not exist.
    for (const door of doors)
      for (const change of [
        `insert into ${table} (organisation_id) values (gen_random_uuid())`,
        `update ${table} set organisation_id = organisation_id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        expect([change, await refusedWith(here()[door], change)]).toEqual([change, door === "auth" ? UNKNOWN : DENIED]);
  });

  test("registers close, they do not vanish: rows are deleted only from lists: of links, views, agendas and what is still being written", async () => {
    const rows = await here().owner`select distinct table_name from information_schema.table_privileges
      where table_schema = 'public' and grantee = 'holdfast_app' and privilege_type = 'DELETE' order by 1`;
    const links = ["grant_services", "minute_mentions", "record_links", "record_services"];
    const deletable = [...links, "committee_items", "meeting_items", "minute_drafts", "saved_views"];
    expect(rows.map((row) => String(row.table_name)).filter((name) => !deletable.includes(name))).toEqual([]);
  });

  test("accounts are out of the portal's sight, and organisations out of the sign-in's", async () => {
    for (const door of ["app", "outside", "worker"] as const)
      for (const table of [
        "accounts",
        "sessions",
        "attempts",
        "password_links",
        "grant_codes",
        "acceptances",
        "own_passwords",
      ])
        expect(await refusedWith(here()[door], `select 1 from auth.${table}`)).toBe(DENIED);
    const seen = await here().owner`select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p', 'v') and has_any_column_privilege('holdfast_auth', c.oid, 'select, insert, update')`;
    expect(seen.map((row) => row.relname)).toEqual([]);
    for (const door of doors) expect(await refusedWith(here()[door], "select 1 from guard.keys")).toBe(DENIED);
  });

  test("no sequence tells how many there are", async () => {
    const rows = await here().owner`select oid::regclass::text as name from pg_class
      where relkind = 'S' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace, 'guard'::regnamespace)`;
    expect(rows.map((row) => row.name)).toEqual([]);
  });
});
