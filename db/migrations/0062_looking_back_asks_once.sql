-- The moment that is looked back at is asked for once in a statement, not once for every version of every row. Only a
-- sample story is told out of turn: elsewhere the times of versions follow their numbers, so that the end of a version
-- says enough, and no later one of the same row has to be looked for.
create function guard.told_in_turn() returns boolean language sql stable set search_path = '' as $$
  select not h.sample from public.trail_heads h where h.organisation_id = guard.context_org()
$$;
revoke execute on function guard.told_in_turn from public;
grant execute on function guard.told_in_turn to holdfast_app;

create or replace function guard.keep_as_at() returns void language plpgsql set search_path = '' as $$
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
      where v.valid_from <= (select guard.as_at()) and case when v.valid_to is null then ''infinity'' else v.valid_to end > (select guard.as_at()) and ((select guard.told_in_turn()) or not exists (
        select 1 from public.%I later where later.organisation_id = v.organisation_id and later.id = v.id
          and later.trail_number > v.trail_number and later.valid_from <= (select guard.as_at())))', name, columns, name || '_versions', name || '_versions');
    execute pg_catalog.format('grant select on as_at.%I to holdfast_app', name);
  end loop;
  drop view if exists as_at.trail_entries;
  create view as_at.trail_entries with (security_invoker = true) as
    select e.* from public.trail_entries e where e.at <= (select guard.as_at());
  grant select on as_at.trail_entries to holdfast_app;
end $$;
select guard.keep_as_at();

-- The registers' own tables are read whole at a moment: of their versions only those that stood then are visited. Written
-- with case, which the planner knows to leak nothing, so that row security lets the index be used.
do $$
declare name text;
begin
  foreach name in array array['records', 'risks', 'risk_scores', 'disruptions', 'resilience_tests', 'action_items', 'systems', 'materials'] loop
    execute format('create index %I on public.%I (organisation_id, (case when valid_to is null then ''infinity''::timestamptz else valid_to end), valid_from)',
      name || '_versions_stood', name || '_versions');
  end loop;
end $$;
