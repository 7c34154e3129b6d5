import type postgres from "postgres";

/** Tables that hold the trail or are kept by a trigger: nothing captures them, and no role writes them. */
export const kept = ["trail_heads", "trail_entries", "trail_texts"];

const tenants = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
const first = (relation: string, keys: string) =>
  `(select k.attname from pg_attribute k where k.attrelid = ${relation} and k.attnum = ${keys})`;
const roles = "('holdfast_app', 'holdfast_outside', 'holdfast_auth', 'holdfast_worker')";

/** What must be true of every tenant table: each question answers the names of tables, keys or policies that break it. */
export const laws = {
  "row security is enabled and forced": `
    select t.relname from (${tenants}) t where not (t.relrowsecurity and t.relforcerowsecurity)`,
  "one restrictive policy ties every command to the organisation of the context": `
    select t.relname from (${tenants}) t where not exists (
      select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = t.relname and p.permissive = 'RESTRICTIVE'
        and p.cmd = 'ALL' and p.qual = '(organisation_id = guard.context_org())'
        and coalesce(p.with_check, p.qual) = p.qual
        and p.roles @> array(select g.grantee::name from information_schema.column_privileges g
          where g.table_schema = 'public' and g.table_name = t.relname and g.grantee in ${roles}))`,
  "each role has at most one policy per command, and none for all commands but the owner": `
    select p.tablename || '.' || p.policyname from pg_policies p, unnest(p.roles) r (role)
    where p.schemaname = 'public' and p.permissive = 'PERMISSIVE' and r.role <> current_user and
      (p.cmd = 'ALL' or r.role = 'public' or exists (select 1 from pg_policies q where q.schemaname = 'public' and q.tablename = p.tablename
        and q.permissive = 'PERMISSIVE' and q.cmd = p.cmd and q.policyname <> p.policyname and r.role = any (q.roles)))`,
  "no policy asks another table": `
    select p.tablename || '.' || p.policyname from pg_policies p
    where concat(p.qual, ' ', p.with_check) ~* '\\mselect\\M'`,
  "every key begins with the organisation": `
    select t.relname || '.' || i.indexrelid::regclass from (${tenants}) t join pg_index i on i.indrelid = t.oid
    where i.indisunique and ${first("t.oid", "i.indkey[0]")} <> 'organisation_id'`,
  "every table has a primary key": `
    select t.relname from (${tenants}) t where not exists (select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  "every foreign key begins with the organisation on both sides": `
    select t.relname || '.' || f.conname from (${tenants}) t join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
    where ${first("t.oid", "f.conkey[1]")} is distinct from 'organisation_id'
      or ${first("f.confrelid", "f.confkey[1]")} is distinct from 'organisation_id' or cardinality(f.conkey) < 2`,
  "no foreign key acts on its own": `
    select t.relname || '.' || f.conname from (${tenants}) t join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
    where f.confdeltype <> 'a' or f.confupdtype <> 'a'`,
  "no column counts for itself": `
    select t.relname || '.' || a.attname from (${tenants}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    where a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~ 'nextval'`,
  "every captured table has versions of the same columns": `
    select t.relname from (${tenants}) t
    where exists (select 1 from pg_trigger g where g.tgrelid = t.oid and g.tgname = 'capture')
      and (select array_agg(word order by word) from
            (select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as word
               from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
             union all select unnest(array['valid_from timestamp with time zone', 'valid_to timestamp with time zone', 'trail_number bigint'])) own)
        is distinct from
          (select array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attname || ' ' || format_type(a.atttypid, a.atttypmod))
           from pg_attribute a where a.attrelid = to_regclass('public.' || t.relname || '_versions') and a.attnum > 0 and not a.attisdropped)`,
  "the capture trigger runs after every change of every row, under the table's own name": `
    select t.relname from (${tenants}) t join pg_trigger g on g.tgrelid = t.oid and g.tgname = 'capture'
    where g.tgtype <> 29 or g.tgenabled <> 'O' or g.tgqual is not null or (cardinality(g.tgattr::int2[]) > 0 and exists (
      select from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        and a.attname not in ('stands_from', 'stands_until') and a.attnum <> all (g.tgattr::int2[])))
      or g.tgfoid <> 'guard.capture'::regproc or split_part(encode(g.tgargs, 'escape'), '\\000', 1) <> t.relname`,
  "what the trail does not capture is no role's to write": `
    select t.relname from (${tenants}) t join pg_trigger g on g.tgrelid = t.oid and g.tgname = 'capture'
    where cardinality(g.tgattr::int2[]) > 0 and not exists (select from pg_trigger d
      where d.tgrelid = t.oid and d.tgname = 'only_derived' and d.tgenabled = 'O' and d.tgqual is null
        and d.tgfoid = 'guard.only_derived'::regproc and d.tgtype = 21)`,
  "no role but the owner may truncate, refer to or hang triggers on a table": `
    select g.table_name || ' ' || g.privilege_type || ' ' || g.grantee from information_schema.table_privileges g
    where g.table_schema = 'public' and g.grantee <> current_user and g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
  "versions are written by nothing but the trigger": `
    select g.table_name || ' ' || g.privilege_type || ' ' || g.grantee from information_schema.table_privileges g
    where g.table_schema = 'public' and g.table_name like '%\\_versions' and g.grantee in ${roles} and g.privilege_type <> 'SELECT'`,
  "nothing is granted to everyone": `
    select g.table_name || ' ' || g.privilege_type from information_schema.table_privileges g
    where g.table_schema in ('public', 'auth', 'guard', 'migrations', 'graphile_worker') and g.grantee = 'PUBLIC'`,
  "views read as the reader, and nothing is materialised": `
    select c.relname from pg_class c where c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace, 'guard'::regnamespace)
      and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false)))`,
} as const;

export type Law = keyof typeof laws;

export async function breaches(sql: postgres.Sql, law: Law): Promise<string[]> {
  const rows = await sql.unsafe(`select distinct x.* from (${laws[law]}) x (offence) order by 1`);
  return rows.map((row) => String(row.offence));
}

export async function tenantTables(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql.unsafe(`select t.relname from (${tenants}) t order by 1`);
  return rows.map((row) => String(row.relname));
}
