-- What somebody outside asked for and was not shown stands in the list as refused: it is written down before it is read, as
-- every page of theirs, and set right by the same request where there was nothing to show.
alter table public.access_events drop constraint access_events_kind_check;
alter table public.access_events add constraint access_events_kind_check
  check (kind in ('sign-in', 'view', 'download', 'refused'));

drop function guard.record_view(text, text, uuid);
create function guard.record_view(event_kind text, what text, record uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare parts text[] := guard.verified(); event uuid := gen_random_uuid();
begin
  if parts is null or parts[10] = '' then raise exception 'context refused' using errcode = 'HF001'; end if;
  if event_kind not in ('view', 'download') then raise exception 'not an act of theirs' using errcode = '23514'; end if;
  execute format('set local holdfast.verb = %L', 'outside.' || event_kind);
  perform 1 from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
  insert into public.access_events (organisation_id, id, grant_id, service_ids, at, kind, what, record_id)
    select g.organisation_id, event, g.id, g.service_ids, clock_timestamp(), event_kind, left(record_view.what, 400), record
    from public.outside_grants g where g.organisation_id = parts[3]::uuid and g.id = parts[10]::uuid
      and g.ended_at is null and g.starts_at <= clock_timestamp() and g.ends_at > clock_timestamp();
  if not found then raise exception 'context expired' using errcode = 'HF002'; end if;
  return event;
end $$;

create function guard.view_refused(event uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare parts text[] := guard.verified();
begin
  if parts is null or parts[10] = '' then raise exception 'context refused' using errcode = 'HF001'; end if;
  execute format('set local holdfast.verb = %L', 'outside.refused');
  perform 1 from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
  update public.access_events e set kind = 'refused', version = e.version + 1
    where e.organisation_id = parts[3]::uuid and e.id = event and e.grant_id = parts[10]::uuid
      and e.kind in ('view', 'download') and e.at > clock_timestamp() - interval '1 minute';
end $$;
grant execute on function guard.record_view, guard.view_refused to holdfast_outside;
