-- An action stands from its raising until it was last looked at: verified, or checked for its effect. One that did not work,
-- or that goes on, stands without end; a cancelled one until it was cancelled. So the check leaves in the period it was made.
do $$
declare part text; captured text;
begin
  select string_agg(format('%I', a.attname), ', ' order by a.attnum) into captured from pg_catalog.pg_attribute a
    where a.attrelid = 'public.action_items'::regclass and a.attnum > 0 and not a.attisdropped;
  foreach part in array array['action_items', 'action_items_versions'] loop
    execute format('alter table public.%I add column stands_from timestamptz, add column stands_until timestamptz', part);
  end loop;
  drop trigger capture on public.action_items;
  execute format('create trigger capture after insert or delete or update of %s on public.action_items for each row execute function guard.capture(''action_items'', ''id'', ''{stands_from,stands_until}'')', captured);
end $$;
create trigger only_derived after insert or update of stands_from, stands_until on public.action_items for each row execute function guard.only_derived();

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
      select x.raised_at, case
            when x.state in ('verified', 'effective') then greatest(x.verified_at, (select max(c.at) from public.action_effect_checks c
              where c.organisation_id = organisation and c.record_id = x.id))
            when x.state = 'cancelled' then x.changed_at end
        into since, until from public.action_items x where x.organisation_id = organisation and x.id = record and x.state <> 'draft';
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
    perform guard.set_stands('action_items', 'id', organisation, record, since, until);
    foreach part in array array['action_completions', 'action_due_changes', 'action_effect_checks', 'action_verifications'] loop
      perform guard.set_stands(part, 'record_id', organisation, record, since, until);
    end loop;
  end if;
end $$;
do $$ begin perform guard.keep_stands(r.organisation_id, r.kind, r.id) from public.records r where r.kind = 'action-item'; end $$;

alter policy outside_select on public.action_items using (
  state <> 'draft' and service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('action-items')
  and stands_from <= guard.context_to() and (stands_until is null or stands_until >= guard.context_from()));
-- The trail of a record that leaves ends with the period too.
alter policy outside_select on public.trail_entries using (
  record_id is not null and at <= guard.context_to() and service_ids <> '{}' and service_ids <@ guard.context_services()
  and guard.leaves(record_id));
select guard.keep_as_at();
