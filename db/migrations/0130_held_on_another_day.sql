-- When a test was held can be put right until its report is approved, by who recorded it or evaluated it, with a reason.
alter table public.resilience_tests add column held_by uuid, add column held_reason text check (length(held_reason) between 1 and 400),
  add foreign key (organisation_id, held_by) references public.people (organisation_id, id);
alter table public.resilience_tests_versions add column held_by uuid, add column held_reason text;

-- What happened in it stays at its time of the clock, on the day that is now known.
create or replace function guard.keep_held() returns trigger
language plpgsql security definer set search_path = '' as $$
declare days integer := (new.held_from at time zone 'Europe/London')::date - (old.held_from at time zone 'Europe/London')::date;
begin
  update public.test_objectives c set held_at = new.held_from where c.organisation_id = new.organisation_id and c.record_id = new.id;
  update public.test_participants c set held_at = new.held_from where c.organisation_id = new.organisation_id and c.record_id = new.id;
  update public.test_events c set held_at = new.held_from,
      at = case when coalesce(days, 0) = 0 then c.at else ((c.at at time zone 'Europe/London') + days * interval '1 day') at time zone 'Europe/London' end
    where c.organisation_id = new.organisation_id and c.record_id = new.id;
  update public.test_findings c set held_at = new.held_from where c.organisation_id = new.organisation_id and c.record_id = new.id;
  return null;
end $$;

create function guard.held_stands_once_approved() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'an approved test was held when its report says' using errcode = '23514';
end $$;
create trigger held_stands_once_approved after update of held_from, held_to on public.resilience_tests for each row
  when (old.state = 'approved' and (old.held_from, old.held_to) is distinct from (new.held_from, new.held_to))
  execute function guard.held_stands_once_approved();
select guard.keep_as_at();
