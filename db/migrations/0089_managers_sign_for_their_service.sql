-- A review of several services is signed by the registered manager of each, for the services in their charge. A signature
-- without services is of the time before this, or of one service: it stands for all.
do $$
declare part text;
begin
  foreach part in array array['sign_offs', 'sign_offs_versions'] loop
    execute format('alter table public.%I add column for_services uuid[] not null default ''{}''', part);
  end loop;
end $$;
alter table public.sign_offs
  drop constraint sign_offs_organisation_id_record_id_round_slot_key,
  add constraint sign_offs_for_services_by_managers check (slot = 'registered-manager' or for_services = '{}');
create unique index sign_offs_one_place on public.sign_offs (organisation_id, record_id, round, slot) where slot <> 'registered-manager';

-- One signature for each service: a second one meets the first, as it met the place before.
create function guard.one_signature_a_service() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not new.for_services <@ new.service_ids then
    raise exception 'a signature for a service that is not named' using errcode = 'check_violation';
  end if;
  if exists (select 1 from public.sign_offs s where s.organisation_id = new.organisation_id and s.record_id = new.record_id
      and s.round = new.round and s.slot = new.slot and s.id <> new.id
      and (s.for_services = '{}' or new.for_services = '{}' or s.for_services && new.for_services)) then
    raise exception 'signed for this service already' using errcode = 'unique_violation';
  end if;
  return null;
end $$;
revoke execute on function guard.one_signature_a_service from public;
create trigger one_signature_a_service after insert on public.sign_offs for each row
  when (new.slot = 'registered-manager') execute function guard.one_signature_a_service();
select guard.keep_as_at();
