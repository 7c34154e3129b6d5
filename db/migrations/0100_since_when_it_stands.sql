-- From when to when a record stands, on the row that is asked. The policies of 0083 and 0097 asked the record's room row by
-- row, which cost thirty times the comparison and grew with the organisation. The two columns are made by the database from
-- the room's row and from nothing else; they are derived, so neither the trail's texts nor a version of their own keep them.
create function guard.add_stands(name text, record_column text) returns void language plpgsql set search_path = '' as $$
declare part text; captured text;
begin
  select string_agg(format('%I', a.attname), ', ' order by a.attnum) into captured from pg_catalog.pg_attribute a
    where a.attrelid = format('public.%I', name)::regclass and a.attnum > 0 and not a.attisdropped;
  foreach part in array array[name, name || '_versions'] loop
    execute format('alter table public.%I add column stands_from timestamptz, add column stands_until timestamptz', part);
  end loop;
  execute format('drop trigger capture on public.%I', name);
  execute format('create trigger capture after insert or delete or update of %s on public.%I for each row execute function guard.capture(%L, %L, ''{stands_from,stands_until}'')',
    captured, name, name, record_column);
end $$;
select guard.add_stands('records', 'id'), guard.add_stands('risks', 'id'), guard.add_stands('risk_controls', 'record_id');
drop function guard.add_stands(text, text);

create index risk_controls_versions_in_force on public.risk_controls_versions (organisation_id, record_id) where valid_to is null;

-- After the row, since with a trigger before it the capture would be called whichever column was named. They stand outside
-- the capture, so no role of the portal writes them: what a reader outside sees follows from captured rows.
create function guard.only_derived() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user in ('holdfast_app', 'holdfast_outside', 'holdfast_auth', 'holdfast_worker')
    and (tg_op = 'INSERT' and (new.stands_from is not null or new.stands_until is not null)
      or tg_op = 'UPDATE' and (new.stands_from is distinct from old.stands_from or new.stands_until is distinct from old.stands_until)) then
    raise exception 'stands_from and stands_until are derived' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
revoke execute on function guard.only_derived from public;
create trigger only_derived after insert or update of stands_from, stands_until on public.records for each row execute function guard.only_derived();
create trigger only_derived after insert or update of stands_from, stands_until on public.risks for each row execute function guard.only_derived();
create trigger only_derived after insert or update of stands_from, stands_until on public.risk_controls for each row execute function guard.only_derived();

-- Only when it moved: the row and its version that is in force.
create function guard.set_stands(name text, key text, organisation uuid, record uuid, since timestamptz, until timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  execute format('update public.%I set stands_from = $3, stands_until = $4 where organisation_id = $1 and %I = $2
    and (stands_from is distinct from $3 or stands_until is distinct from $4)', name, key) using organisation, record, since, until;
  execute format('update public.%I set stands_from = $3, stands_until = $4 where organisation_id = $1 and %I = $2 and valid_to is null
    and (stands_from is distinct from $3 or stands_until is distinct from $4)', name || '_versions', key) using organisation, record, since, until;
end $$;

-- A risk from its opening, which its first score tells, to its closing; an action from its raising to its check; what
-- happened on its day; a system and a material whenever they are asked for. A draft never, nor what has no room to ask.
create function guard.keep_stands(organisation uuid, of_kind text, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare since timestamptz; until timestamptz;
begin
  case of_kind
    when 'risk' then
      select greatest(x.created_at, coalesce((select min(s.scored_at) from public.risk_scores s
            where s.organisation_id = organisation and s.record_id = x.id), x.created_at)),
          case when x.state = 'closed' then x.changed_at end
        into since, until from public.risks x where x.organisation_id = organisation and x.id = record and x.state <> 'draft';
    when 'action-item' then
      select x.raised_at, x.verified_at into since, until from public.action_items x
        where x.organisation_id = organisation and x.id = record and x.state <> 'draft';
    when 'disruption' then
      select x.period_at, x.period_at into since, until from public.disruptions x where x.organisation_id = organisation and x.id = record;
    when 'resilience-test' then
      select x.held_from, x.held_from into since, until from public.resilience_tests x where x.organisation_id = organisation and x.id = record;
    when 'extract' then
      select x.held_at, x.held_at into since, until from public.minute_extracts x
        where x.organisation_id = organisation and x.id = record and x.state = 'marked';
    when 'system' then
      select '-infinity' into since from public.systems x where x.organisation_id = organisation and x.id = record;
    when 'material' then
      select '-infinity' into since from public.materials x where x.organisation_id = organisation and x.id = record;
    else return;
  end case;
  perform guard.set_stands('records', 'id', organisation, record, since, until);
  if of_kind = 'risk' then
    perform guard.set_stands('risks', 'id', organisation, record, since, until);
    perform guard.set_stands('risk_controls', 'record_id', organisation, record, since, until);
  end if;
end $$;

create function guard.stands() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform guard.keep_stands(new.organisation_id, tg_argv[0], (to_jsonb(new) ->> tg_argv[1])::uuid);
  return null;
end $$;
revoke execute on function guard.set_stands, guard.keep_stands, guard.stands from public;

create trigger stands after insert or update of created_at, changed_at, state on public.risks for each row execute function guard.stands('risk', 'id');
create trigger stands after insert or update of scored_at on public.risk_scores for each row execute function guard.stands('risk', 'record_id');
create trigger stands after insert on public.risk_controls for each row execute function guard.stands('risk', 'record_id');
create trigger stands after insert or update of raised_at, verified_at, state on public.action_items for each row execute function guard.stands('action-item', 'id');
create trigger stands after insert or update of period_at on public.disruptions for each row execute function guard.stands('disruption', 'id');
create trigger stands after insert or update of held_from on public.resilience_tests for each row execute function guard.stands('resilience-test', 'id');
create trigger stands after insert or update of held_at, state on public.minute_extracts for each row execute function guard.stands('extract', 'id');
create trigger stands after insert on public.systems for each row execute function guard.stands('system', 'id');
create trigger stands after insert on public.materials for each row execute function guard.stands('material', 'id');

do $$ begin perform guard.keep_stands(r.organisation_id, r.kind, r.id) from public.records r; end $$;

alter policy outside_select on public.records using (
  state <> 'draft' and (kind <> 'extract' or state = 'marked') and service_ids <> '{}' and service_ids <@ guard.context_services()
  and guard.context_section(case kind
    when 'risk' then 'risks' when 'action-item' then 'action-items' when 'system' then 'systems' when 'disruption' then 'disruptions'
    when 'resilience-test' then 'resilience-tests' when 'material' then 'materials' when 'extract' then 'minutes' end)
  and (stands_from = '-infinity' or stands_from <= guard.context_to()) and (stands_until is null or stands_until >= guard.context_from()));
alter policy outside_select on public.risks using (
  state <> 'draft' and service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and stands_from <= guard.context_to() and (stands_until is null or stands_until >= guard.context_from()));
alter policy outside_select on public.risk_controls using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and created_at <= guard.context_to() and (ended_at is null or ended_at >= guard.context_from())
  and stands_from <= guard.context_to() and (stands_until is null or stands_until >= guard.context_from()));
drop function guard.stood(text, uuid);
drop function guard.opened(uuid, timestamptz);

-- What hangs on a record still asks for it: the kind, and so the section, is on no row of theirs. One look by its key.
create or replace function guard.leaves(record uuid) returns boolean language plpgsql stable set search_path = '' as $$
begin
  perform 1 from public.records x where x.organisation_id = guard.context_org() and x.id = record;
  return found;
end $$;
select guard.keep_as_at();
