-- What 0110 asks of each score, review, acceptance and act of an action is on their own row too, as 0100 has it for the
-- record: asked through a function it cost five times the comparison, and there are many more of them than records.
do $$
declare name text; part text; captured text;
begin
  foreach name in array array['risk_scores', 'risk_reviews', 'risk_acceptances',
      'action_completions', 'action_due_changes', 'action_effect_checks', 'action_verifications'] loop
    select string_agg(format('%I', a.attname), ', ' order by a.attnum) into captured from pg_catalog.pg_attribute a
      where a.attrelid = format('public.%I', name)::regclass and a.attnum > 0 and not a.attisdropped;
    foreach part in array array[name, name || '_versions'] loop
      execute format('alter table public.%I add column stands_from timestamptz, add column stands_until timestamptz', part);
    end loop;
    execute format('drop trigger capture on public.%I', name);
    execute format('create trigger capture after insert or delete or update of %s on public.%I for each row execute function guard.capture(%L, ''record_id'', ''{stands_from,stands_until}'')',
      captured, name, name);
    execute format('create trigger only_derived after insert or update of stands_from, stands_until on public.%I for each row execute function guard.only_derived()', name);
    if name <> 'risk_scores' then
      execute format('create trigger stands after insert on public.%I for each row execute function guard.stands(%L, ''record_id'')',
        name, case when name like 'risk%' then 'risk' else 'action-item' end);
    end if;
  end loop;
end $$;

-- Only when it moved: the row, and the version that is in force, found by the row's key. A row written with others in one
-- statement moves before its version is there, so the version is asked for itself.
create or replace function guard.set_stands(name text, key text, organisation uuid, record uuid, since timestamptz, until timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  execute format('update public.%I set stands_from = $3, stands_until = $4 where organisation_id = $1 and %I = $2
    and (stands_from is distinct from $3 or stands_until is distinct from $4)', name, key) using organisation, record, since, until;
  execute format('update public.%I v set stands_from = $3, stands_until = $4 from public.%I b
    where b.organisation_id = $1 and b.%I = $2 and v.organisation_id = $1 and v.id = b.id and v.valid_to is null
    and (v.stands_from is distinct from $3 or v.stands_until is distinct from $4)', name || '_versions', name, key)
    using organisation, record, since, until;
end $$;

create or replace function guard.keep_stands(organisation uuid, of_kind text, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare since timestamptz; until timestamptz; part text;
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
    foreach part in array array['risk_controls', 'risk_scores', 'risk_reviews', 'risk_acceptances'] loop
      perform guard.set_stands(part, 'record_id', organisation, record, since, until);
    end loop;
  elsif of_kind = 'action-item' then
    foreach part in array array['action_completions', 'action_due_changes', 'action_effect_checks', 'action_verifications'] loop
      perform guard.set_stands(part, 'record_id', organisation, record, since, until);
    end loop;
  end if;
end $$;

do $$ begin perform guard.keep_stands(r.organisation_id, r.kind, r.id) from public.records r where r.kind in ('risk', 'action-item'); end $$;

alter policy outside_select on public.risk_scores using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and scored_at <= guard.context_to() and (scored_at >= guard.context_from() or id = guard.score_before(record_id, kind))
  and stands_from <= guard.context_to() and (stands_until is null or stands_until >= guard.context_from()));
alter policy outside_select on public.risk_reviews using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and reviewed_at <= guard.context_to() and (reviewed_at >= guard.context_from() or id = guard.review_before(record_id))
  and stands_from <= guard.context_to() and (stands_until is null or stands_until >= guard.context_from()));
alter policy outside_select on public.risk_acceptances using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and accepted_at <= guard.context_to() and expires_on >= guard.first_day()
  and stands_from <= guard.context_to() and (stands_until is null or stands_until >= guard.context_from()));
do $$
declare child text;
begin
  foreach child in array array['action_completions', 'action_due_changes', 'action_effect_checks', 'action_verifications'] loop
    execute format($p$alter policy outside_select on public.%I using (
      service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('action-items') and at <= guard.context_to()
      and stands_from <= guard.context_to() and (stands_until is null or stands_until >= guard.context_from()))$p$, child);
  end loop;
end $$;

-- A proof leaves with its control: one look by its key.
create or replace function guard.held(control uuid) returns boolean language plpgsql stable set search_path = '' as $$
begin
  perform 1 from public.risk_controls x where x.organisation_id = guard.context_org() and x.id = control;
  return found;
end $$;
select guard.keep_as_at();
