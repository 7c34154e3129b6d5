-- While a review is being signed, when its disruption began changes no more, known or not: its signatures stand under that
-- day, and who may read it follows it. A review that is returned first lets it change. A second is no change: times are
-- typed to the minute.
create function guard.began_when_signed() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'a review is signed with when its disruption began' using errcode = '23514';
end $$;
revoke execute on function guard.began_when_signed from public;
create trigger began_when_signed after update of started_at, noticed_at, period_at on public.disruptions for each row
  when (old.state = 'awaiting-approval'
    and (date_trunc('minute', old.started_at at time zone 'UTC'), date_trunc('minute', old.noticed_at at time zone 'UTC'),
        date_trunc('minute', old.period_at at time zone 'UTC'))
      is distinct from (date_trunc('minute', new.started_at at time zone 'UTC'), date_trunc('minute', new.noticed_at at time zone 'UTC'),
        date_trunc('minute', new.period_at at time zone 'UTC')))
  execute function guard.began_when_signed();
