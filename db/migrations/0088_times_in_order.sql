-- Systems cannot be back before work went on to paper or was declared to be on paper, nor before it was noticed unless it is
-- known to have started earlier. Asked of times as they are written: what was kept before this stays readable and can be mended.
create function guard.times_in_order() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.restored_at < new.on_paper_at or new.restored_at < new.declared_at
      or (new.started_at is null and new.restored_at < new.noticed_at) then
    raise exception 'the times of a disruption are out of order' using errcode = 'check_violation';
  end if;
  return null;
end $$;
revoke execute on function guard.times_in_order from public;
create trigger times_in_order after insert on public.disruptions for each row execute function guard.times_in_order();
create trigger times_in_order_again after update on public.disruptions for each row
  when ((old.started_at, old.noticed_at, old.declared_at, old.on_paper_at, old.restored_at)
    is distinct from (new.started_at, new.noticed_at, new.declared_at, new.on_paper_at, new.restored_at))
  execute function guard.times_in_order();
