-- A bundle opens outside only to an access that holds every service it tells, whoever it is addressed to.
alter policy outside_select on public.bundles using (
  state in ('issued', 'superseded', 'withdrawn') and service_ids <> '{}' and service_ids <@ guard.context_services()
  and (body_id = guard.context_body() or (purpose = 'cqc-inspection' and guard.context_role() = 'inspector')));

-- An officer says that a bundle has arrived which their access opens, while it is open; nothing else of theirs writes here.
create or replace function guard.acknowledge_bundle(bundle uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare parts text[] := guard.verified(); granted public.outside_grants;
begin
  if parts is null or parts[10] = '' then raise exception 'context refused' using errcode = 'HF001'; end if;
  execute format('set local holdfast.verb = %L', 'outside.acknowledge');
  perform 1 from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
  select * into granted from public.outside_grants g where g.organisation_id = parts[3]::uuid and g.id = parts[10]::uuid
    and g.ended_at is null and g.starts_at <= clock_timestamp() and g.ends_at > clock_timestamp();
  if not found then raise exception 'context expired' using errcode = 'HF002'; end if;
  insert into public.bundle_acknowledgements (organisation_id, id, bundle_id, service_ids, grant_id, at)
    select b.organisation_id, gen_random_uuid(), b.id, b.service_ids, granted.id, clock_timestamp()
    from public.bundles b where b.organisation_id = granted.organisation_id and b.id = bundle and b.state = 'issued'
      and b.body_id = granted.body_id and b.service_ids <> '{}'
      and b.service_ids <@ (select coalesce(array_agg(s.service_id), '{}') from public.grant_services s
        where s.organisation_id = granted.organisation_id and s.grant_id = granted.id)
    on conflict do nothing;
end $$;
