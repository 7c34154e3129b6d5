-- A bundle made for an inspection opens to an inspector only where their grant holds all of it: its services, its sections
-- and its period. An officer's access has no sections of its own: what was issued to their body is theirs to read.
create function guard.context_covers(sections text[]) returns boolean language sql stable set search_path = '' as $$
  select coalesce(bool_and(coalesce(guard.context_section(one), false)), false) from unnest(sections) one
$$;
revoke execute on function guard.context_covers from public;
grant execute on function guard.context_covers to holdfast_outside;

alter policy outside_select on public.bundles using (
  state in ('issued', 'superseded', 'withdrawn') and service_ids <> '{}' and service_ids <@ guard.context_services()
  and (body_id = guard.context_body()
    or (purpose = 'cqc-inspection' and guard.context_role() = 'inspector'
      and guard.context_covers(sections)
      and period_from >= (guard.context_from() at time zone 'Europe/London')::date
      and period_to <= (guard.context_to() at time zone 'Europe/London')::date)));
