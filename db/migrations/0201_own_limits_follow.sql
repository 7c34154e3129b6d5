-- A kind of risk has a limit of its own above the one for every kind only by the board's word: a decision that asked for it,
-- or a limit that was above it already when it was set. Every other own limit goes along when the one for every kind is
-- lowered. Asked when everything of the change is written; what stands from before is asked at the next such change.
create function guard.own_limits_follow() returns trigger
language plpgsql security definer set search_path = '' as $$
declare wide integer;
begin
  if session_user <> 'holdfast_app' then return null; end if;
  select a.maximum into wide from public.risk_appetites a where a.organisation_id = new.organisation_id and a.category = 'all'
    order by a.decided_on desc, a.set_at desc limit 1;
  if exists (select 1 from (select distinct on (a.category) a.* from public.risk_appetites a
        where a.organisation_id = new.organisation_id and a.category <> 'all'
        order by a.category, a.decided_on desc, a.set_at desc) own
      where own.maximum > wide and own.decision_id is null
        and own.maximum <= coalesce((select w.maximum from public.risk_appetites w where w.organisation_id = own.organisation_id
          and w.category = 'all' and w.set_at <= own.set_at order by w.decided_on desc, w.set_at desc limit 1), 12)) then
    raise exception 'a lower limit for every kind takes along what rests on no decision' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.own_limits_follow from public;
create constraint trigger own_limits_follow after insert on public.risk_appetites deferrable initially deferred
  for each row when (new.category = 'all') execute function guard.own_limits_follow();
