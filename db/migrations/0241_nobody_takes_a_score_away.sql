-- A score is taken away by the evaluator alone, as it is written; and nobody reports what another scored. Asked of what is
-- scored and reported from here on.
create or replace function guard.evaluator_scores() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if session_user <> 'holdfast_app' or new.scored_at is null and (tg_op = 'INSERT' or old.scored_at is null) then return null; end if;
  if tg_op = 'UPDATE' and (new.result, new.actual_minutes, new.actual_words, new.note, new.owner_id, new.scored_by, new.scored_at)
       is not distinct from (old.result, old.actual_minutes, old.actual_words, old.note, old.owner_id, old.scored_by, old.scored_at) then
    return null;
  end if;
  if new.scored_at is not null and new.scored_by is distinct from guard.context_actor()
     or not exists (select 1 from public.resilience_tests t where t.organisation_id = new.organisation_id
       and t.id = new.record_id and t.evaluator_id = guard.context_actor()) then
    raise exception 'the evaluator scores a test' using errcode = '23514';
  end if;
  return null;
end $$;

create or replace function guard.evaluator_judges() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if session_user <> 'holdfast_app' then return null; end if;
  if tg_op = 'UPDATE' then
    if old.held_from is not null and new.facilitator_id <> old.facilitator_id
       or old.reported_by is not null and (new.evaluator_id <> old.evaluator_id or new.reported_by is distinct from old.reported_by) then
      raise exception 'who ran and who evaluated a test stays' using errcode = '23514';
    end if;
    if new.reported_by is not distinct from old.reported_by then return null; end if;
  end if;
  if new.reported_by is not null
     and (new.reported_by <> new.evaluator_id or new.reported_by is distinct from guard.context_actor()) then
    raise exception 'the evaluator reports a test' using errcode = '23514';
  end if;
  if new.reported_by is not null and exists (select 1 from public.test_objectives o
      where o.organisation_id = new.organisation_id and o.record_id = new.id and o.scored_by <> new.evaluator_id) then
    raise exception 'the evaluator reports what they scored' using errcode = '23514';
  end if;
  return null;
end $$;
