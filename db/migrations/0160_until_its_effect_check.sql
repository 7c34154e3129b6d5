-- An action that was found done still has its effect check to come: each completion sets a day for it. So it stands without
-- end until that check is made, and an overdue one is a known gap of every period after the second look.
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
            when x.state = 'effective' then greatest(x.verified_at, (select max(c.at) from public.action_effect_checks c
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

-- Serves nothing since versions are found by their row's key.
drop index public.risk_controls_versions_in_force;
