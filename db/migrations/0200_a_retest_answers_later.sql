-- A retest is of every service of the test it answers (of none where that names none), and is held after it: whoever links
-- them, moves one of them or says when it was held. Asked when everything of the change is written, and only of what it
-- changes, so that what was linked before this rule can still be held, and be put right.
create function guard.retest_follows() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  linked boolean := tg_op = 'INSERT';
  moved boolean := false; timed boolean := false;
begin
  if not linked then
    moved := old.service_ids is distinct from new.service_ids;
    timed := old.held_from is distinct from new.held_from;
  end if;
  if exists (select 1 from public.record_links l
      left join public.resilience_tests again on again.organisation_id = l.organisation_id and again.id = l.from_id
      left join public.resilience_tests failed on failed.organisation_id = l.organisation_id and failed.id = l.to_id
      where l.organisation_id = new.organisation_id and l.kind = 'retests'
        and case when linked then l.id = new.id else new.id in (l.from_id, l.to_id) end
        and (again.id is null or failed.id is null
          or (linked or moved) and not (failed.service_ids <@ again.service_ids and (failed.service_ids <> '{}' or again.service_ids = '{}'))
          or (linked or timed) and (failed.held_from is null or again.held_from <= failed.held_from))) then
    raise exception 'a retest answers a failure of the same service, later' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.retest_follows from public;
create constraint trigger retest_follows after insert on public.record_links deferrable initially deferred
  for each row when (new.kind = 'retests') execute function guard.retest_follows();
create constraint trigger retest_follows after update on public.resilience_tests deferrable initially deferred
  for each row when (old.service_ids is distinct from new.service_ids or old.held_from is distinct from new.held_from)
  execute function guard.retest_follows();
