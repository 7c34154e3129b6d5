-- What somebody outside confirmed of their own words is no opening of a page: it is an act of its own kind, under its own verb.
alter table public.access_events drop constraint access_events_kind_check;
alter table public.access_events add constraint access_events_kind_check
  check (kind in ('sign-in', 'view', 'download', 'refused', 'confirmed'));

create or replace function guard.record_view(event_kind text, what text, record uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare parts text[] := guard.verified(); event uuid := gen_random_uuid();
begin
  if parts is null or parts[10] = '' then raise exception 'context refused' using errcode = 'HF001'; end if;
  if event_kind not in ('view', 'download', 'confirmed') then raise exception 'not an act of theirs' using errcode = '23514'; end if;
  execute format('set local holdfast.verb = %L', 'outside.' || case event_kind when 'confirmed' then 'confirm' else event_kind end);
  perform 1 from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
  insert into public.access_events (organisation_id, id, grant_id, service_ids, at, kind, what, record_id)
    select g.organisation_id, event, g.id, g.service_ids, clock_timestamp(), event_kind, left(record_view.what, 400), record
    from public.outside_grants g where g.organisation_id = parts[3]::uuid and g.id = parts[10]::uuid
      and g.ended_at is null and g.starts_at <= clock_timestamp() and g.ends_at > clock_timestamp();
  if not found then raise exception 'context expired' using errcode = 'HF002'; end if;
  return event;
end $$;
