-- As before, and it answers whether the bundle is the officer's to acknowledge, so that nobody is told that a word was sent
-- which nobody received.
drop function guard.acknowledge_bundle(uuid);
create function guard.acknowledge_bundle(bundle uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare parts text[] := guard.verified(); granted public.outside_grants; found_one public.bundles;
begin
  if parts is null or parts[10] = '' then raise exception 'context refused' using errcode = 'HF001'; end if;
  execute format('set local holdfast.verb = %L', 'outside.acknowledge');
  perform 1 from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
  select * into granted from public.outside_grants g where g.organisation_id = parts[3]::uuid and g.id = parts[10]::uuid
    and g.ended_at is null and g.starts_at <= clock_timestamp() and g.ends_at > clock_timestamp();
  if not found then raise exception 'context expired' using errcode = 'HF002'; end if;
  select * into found_one from public.bundles b
    where b.organisation_id = granted.organisation_id and b.id = bundle and b.state = 'issued'
      and b.body_id = granted.body_id and b.service_ids <> '{}'
      and b.service_ids <@ (select coalesce(array_agg(s.service_id), '{}') from public.grant_services s
        where s.organisation_id = granted.organisation_id and s.grant_id = granted.id);
  if not found then return false; end if;
  insert into public.bundle_acknowledgements (organisation_id, id, bundle_id, service_ids, grant_id, at)
    values (found_one.organisation_id, gen_random_uuid(), found_one.id, found_one.service_ids, granted.id, clock_timestamp())
    on conflict do nothing;
  return true;
end $$;
revoke execute on function guard.acknowledge_bundle from public;
grant execute on function guard.acknowledge_bundle to holdfast_outside;
