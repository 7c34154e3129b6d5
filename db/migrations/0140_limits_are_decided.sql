-- The board sets its limit by a question that asks for one: which risks, and the highest score it carries of them. A
-- limit that is raised where a board is in use rests on such a decision, and each decision raises one, once.
alter table public.meeting_decisions
  add column limit_category text check (limit_category in ('all', 'power-utilities', 'connectivity', 'care-records', 'medicines-records',
    'scheduling', 'telephony', 'call-alarm', 'device-hardware', 'lifecycle', 'supplier-failure', 'cyber-attack',
    'data-quality', 'access-identity', 'change', 'people-competence', 'contingency-material', 'analogue-switch-off',
    'premises', 'information-governance')),
  add column limit_value integer check (limit_value in (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25)),
  drop constraint meeting_decisions_asks_check,
  add constraint meeting_decisions_asks_check check (asks in ('approve', 'accept-risk', 'retest', 'sign-off', 'set-limit')),
  add constraint meeting_decisions_limits_are_whole check ((asks = 'set-limit') = (limit_category is not null)
    and (asks = 'set-limit') = (limit_value is not null));
alter table public.meeting_decisions_versions add column limit_category text, add column limit_value integer;
create index meeting_decisions_limits on public.meeting_decisions (organisation_id, limit_category, decided_at) where asks = 'set-limit';

alter table public.risk_appetites add column decision_id uuid,
  add foreign key (organisation_id, decision_id) references public.meeting_decisions (organisation_id, id);
alter table public.risk_appetites_versions add column decision_id uuid;
create unique index risk_appetites_one_a_decision on public.risk_appetites (organisation_id, decision_id);

-- A limit is no record of its own: what the decision did is found by the limit that names it.
alter table public.decision_effects alter column result_id drop not null,
  drop constraint decision_effects_verb_check,
  add constraint decision_effects_verb_check check (verb in ('risk.accept', 'test.plan', 'disruption.sign', 'action.raise', 'appetite.set')),
  add constraint decision_effects_have_a_result check ((verb = 'appetite.set') = (result_id is null));
alter table public.decision_effects_versions alter column result_id drop not null;

-- Only a board is asked for a limit, and what it answered stays what it was asked.
create function guard.limit_is_asked_of_the_board() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.outcome is not null
     and (new.asks, new.limit_category, new.limit_value) is distinct from (old.asks, old.limit_category, old.limit_value) then
    raise exception 'what was answered stays as it was asked' using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and old.outcome is not null and old.asks = 'set-limit'
     and (new.outcome, new.decided_at, new.record_id) is distinct from (old.outcome, old.decided_at, old.record_id) then
    raise exception 'the answer about a limit stands' using errcode = '23514';
  end if;
  if new.asks = 'set-limit' and not exists (select 1 from public.meetings m
      join public.committees c on c.organisation_id = m.organisation_id and c.id = m.committee_id
      where m.organisation_id = new.organisation_id and m.id = new.record_id and c.kind = 'board') then
    raise exception 'a limit is set by the board' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.limit_is_asked_of_the_board from public;
create trigger limit_is_asked_of_the_board after insert or update on public.meeting_decisions
  for each row execute function guard.limit_is_asked_of_the_board();

-- A limit above the one in force names the decision of the board in use that asked for this category, at least this
-- score, on that day; so does every limit that names one. The limit in force is read from what is kept of each row in
-- its turn, so that rows of one statement do not vouch for each other. Where no board ever kept its meetings, nothing is asked.
create function guard.limit_is_the_boards() returns trigger
language plpgsql security definer set search_path = '' as $$
declare own integer; wide integer;
begin
  if session_user <> 'holdfast_app' then return null; end if;
  if new.decision_id is null then
    if not exists (select 1 from public.committees c where c.organisation_id = new.organisation_id and c.kind = 'board') then
      return null;
    end if;
    select a.maximum into own from public.risk_appetites_versions a where a.organisation_id = new.organisation_id
      and a.category = new.category and a.id <> new.id and a.valid_to is null order by a.decided_on desc, a.set_at desc limit 1;
    select a.maximum into wide from public.risk_appetites_versions a where a.organisation_id = new.organisation_id
      and a.category = 'all' and a.id <> new.id and a.valid_to is null order by a.decided_on desc, a.set_at desc limit 1;
    if new.maximum <= coalesce(own, wide, 12) then return null; end if;
  end if;
  if not exists (select 1 from public.meeting_decisions d
      join public.meeting_items i on i.organisation_id = d.organisation_id and i.id = d.item_id
      join public.meetings m on m.organisation_id = d.organisation_id and m.id = d.record_id
      join public.committees c on c.organisation_id = m.organisation_id and c.id = m.committee_id
      join public.records r on r.organisation_id = m.organisation_id and r.id = m.id
      where d.organisation_id = new.organisation_id and d.id = new.decision_id and c.kind = 'board' and c.state = 'active'
        and d.asks = 'set-limit' and d.outcome = 'approve' and d.limit_category = new.category and d.limit_value >= new.maximum
        and (d.decided_at at time zone 'Europe/London')::date = new.decided_on
        and r.reference || ' decision ' || i.position || '.' || d.position = btrim(new.decision_reference)) then
    raise exception 'a limit is raised by the board' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.limit_is_the_boards from public;
create trigger limit_is_the_boards after insert on public.risk_appetites
  for each row execute function guard.limit_is_the_boards();

-- Whoever sets it carries the decision out in their own name, at the same moment: asked when everything of the change is
-- written. The other wall asks of what was carried out whether the board itself stands behind it.
create function guard.limit_is_carried_out() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if session_user <> 'holdfast_app' or new.decision_id is null then return null; end if;
  if new.set_by is distinct from guard.context_actor()
     or not exists (select 1 from public.decision_effects e where e.organisation_id = new.organisation_id
       and e.decision_id = new.decision_id and e.verb = 'appetite.set' and e.done_by = new.set_by and e.done_at = new.set_at) then
    raise exception 'a limit rests on the decision that it carries out' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.limit_is_carried_out from public;
create constraint trigger limit_is_carried_out after insert on public.risk_appetites
  deferrable initially deferred for each row execute function guard.limit_is_carried_out();

create or replace function guard.board_stands() returns trigger
language plpgsql security definer set search_path = '' as $$
declare decision public.meeting_decisions; needed integer; ended timestamptz; of_board boolean; given integer; in_favour integer; opposed integer;
begin
  if new.verb not in ('risk.accept', 'appetite.set') then return null; end if;
  select d.* into decision from public.meeting_decisions d where d.organisation_id = new.organisation_id and d.id = new.decision_id;
  select m.quorum, m.ended_at, c.kind = 'board' into needed, ended, of_board
    from public.meetings m join public.committees c on c.organisation_id = m.organisation_id and c.id = m.committee_id
    where m.organisation_id = new.organisation_id and m.id = decision.record_id;
  if not of_board and session_user <> 'holdfast_app' then return null; end if;
  if new.done_by is distinct from guard.context_actor() then
    raise exception 'a decision is carried out in one''s own name' using errcode = '23514';
  end if;
  if new.verb = 'appetite.set' then
    if not of_board or decision.outcome is distinct from 'approve' or decision.asks is distinct from 'set-limit' then
      raise exception 'a decision is carried out as it was taken' using errcode = '23514';
    end if;
    if exists (select 1 from public.meeting_decisions d where d.organisation_id = new.organisation_id and d.asks = 'set-limit'
        and d.outcome = 'approve' and d.limit_category = decision.limit_category
        and (d.decided_at, d.id) > (decision.decided_at, decision.id)) then
      raise exception 'the board has decided again' using errcode = '23514';
    end if;
  else
    if decision.outcome is distinct from 'accept-risk' or decision.about_id is distinct from new.result_id then
      raise exception 'a decision is carried out as it was taken' using errcode = '23514';
    end if;
    if not of_board then return null; end if;
    if exists (select 1 from public.meeting_decisions d
        join public.meetings m on m.organisation_id = d.organisation_id and m.id = d.record_id
        join public.committees c on c.organisation_id = m.organisation_id and c.id = m.committee_id
        where d.organisation_id = new.organisation_id and d.about_id = decision.about_id and d.outcome is not null
          and c.kind = 'board' and (d.decided_at, d.id) > (decision.decided_at, decision.id)) then
      raise exception 'the board has decided again' using errcode = '23514';
    end if;
  end if;
  if exists (select 1 from public.meeting_signatures s where s.organisation_id = new.organisation_id
      and s.record_id = decision.record_id and s.signed_by <> new.done_by) then
    return null;
  end if;
  select count(*), count(*) filter (where v.vote = 'for'), count(*) filter (where v.vote = 'against')
    into given, in_favour, opposed
    from public.meeting_votes v
    where v.organisation_id = new.organisation_id and v.decision_id = decision.id and v.noted_by = v.person_id
      and exists (select 1 from public.meeting_attendance a where a.organisation_id = v.organisation_id
        and a.record_id = decision.record_id and a.person_id = v.person_id
        and a.post in ('chair', 'deputy-chair', 'member') and a.presence not in ('apologies', 'absent')
        and (a.came_at is null or a.came_at <= decision.decided_at)
        and (a.left_at is null or a.left_at > least(decision.decided_at, ended)))
      and not exists (select 1 from public.meeting_interests i where i.organisation_id = v.organisation_id
        and i.record_id = decision.record_id and i.person_id = v.person_id and i.taking_part <> 'stays'
        and (i.item_id is null or i.item_id = decision.item_id)
        and not exists (select 1 from public.meeting_interests l where l.organisation_id = i.organisation_id
          and l.record_id = i.record_id and l.person_id = i.person_id and l.item_id is not distinct from i.item_id
          and (l.noted_at, l.id) > (i.noted_at, i.id)));
  if given < needed or in_favour <= opposed then
    raise exception 'the board has not voted itself, and its minutes are not signed' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.board_stands from public;

select guard.keep_as_at();
