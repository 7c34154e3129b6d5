-- Looking back: every captured table stands once more in the schema as_at, as its versions say it was at one moment. The
-- views run with the reader's own rights, so that the policies of the versions tables decide which rows exist.
create schema as_at;
grant usage on schema as_at to holdfast_app;

create function guard.as_at() returns timestamptz language sql stable set search_path = '' as $$
  select nullif(current_setting('holdfast.as_at', true), '')::timestamptz
$$;

-- Not with a search path of its own: what it sets must outlive it, until the transaction ends.
create function guard.look_back(moment timestamptz) returns timestamptz language plpgsql as $$
begin
  if moment > pg_catalog.clock_timestamp() then
    raise exception 'that moment has not come' using errcode = 'HF007';
  end if;
  execute pg_catalog.format('set local holdfast.as_at = %L', pg_catalog.to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  set local search_path = as_at, public;
  return moment;
end $$;

-- The order of versions is their number, never their time: a sample story tells its chapters out of turn.
-- Run again by every migration that adds or changes a captured table. A person's own views of a register are of now.
create function guard.keep_as_at() returns void language plpgsql set search_path = '' as $$
declare name text; columns text;
begin
  for name in
    select c.relname from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'saved_views'
      and pg_catalog.to_regclass('public.' || pg_catalog.quote_ident(c.relname || '_versions')) is not null
    order by 1
  loop
    select pg_catalog.string_agg(pg_catalog.format('v.%I', a.attname), ', ' order by a.attnum) into columns
      from pg_catalog.pg_attribute a
      where a.attrelid = pg_catalog.to_regclass('public.' || pg_catalog.quote_ident(name)) and a.attnum > 0 and not a.attisdropped;
    execute pg_catalog.format('drop view if exists as_at.%I', name);
    execute pg_catalog.format('create view as_at.%I with (security_invoker = true) as select %s from public.%I v
      where v.valid_from <= guard.as_at() and (v.valid_to is null or v.valid_to > guard.as_at()) and not exists (
        select 1 from public.%I later where later.organisation_id = v.organisation_id and later.id = v.id
          and later.trail_number > v.trail_number and later.valid_from <= guard.as_at())', name, columns, name || '_versions', name || '_versions');
    execute pg_catalog.format('grant select on as_at.%I to holdfast_app', name);
  end loop;
  drop view if exists as_at.trail_entries;
  create view as_at.trail_entries with (security_invoker = true) as
    select e.* from public.trail_entries e where e.at <= guard.as_at();
  grant select on as_at.trail_entries to holdfast_app;
end $$;
revoke execute on function guard.as_at, guard.look_back, guard.keep_as_at from public;
grant execute on function guard.as_at, guard.look_back to holdfast_app;
select guard.keep_as_at();
