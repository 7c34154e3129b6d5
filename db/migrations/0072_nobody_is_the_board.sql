-- A vote is noted by whoever writes it, so that a member's own vote is known from one that was written down for them.
create function guard.noted_by_the_writer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.noted_by is distinct from guard.context_actor() then
    raise exception 'a vote is noted by whoever writes it' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger noted_by_the_writer after insert or update of vote, person_id, noted_by, decision_id on public.meeting_votes
  for each row execute function guard.noted_by_the_writer();

-- Decision 11: the board's acceptance of a risk is carried out on its members' own votes, of a quorum and more for it than
-- against, or once somebody else than who carries it out has signed the minutes. Nobody makes it up alone.
create function guard.board_stands() returns trigger
language plpgsql security definer set search_path = '' as $$
declare needed integer; given integer; in_favour integer; opposed integer;
begin
  if new.verb <> 'risk.accept' then return null; end if;
  select m.quorum into needed from public.meeting_decisions d
    join public.meetings m on m.organisation_id = d.organisation_id and m.id = d.record_id
    join public.committees c on c.organisation_id = m.organisation_id and c.id = m.committee_id
    where d.organisation_id = new.organisation_id and d.id = new.decision_id and c.kind = 'board';
  if not found then return null; end if;
  if new.done_by is distinct from guard.context_actor() then
    raise exception 'a decision is carried out in one''s own name' using errcode = '23514';
  end if;
  if exists (select 1 from public.meeting_signatures s join public.meeting_decisions d
      on d.organisation_id = s.organisation_id and d.record_id = s.record_id
      where s.organisation_id = new.organisation_id and d.id = new.decision_id and s.signed_by <> new.done_by) then
    return null;
  end if;
  select count(*), count(*) filter (where v.vote = 'for'), count(*) filter (where v.vote = 'against')
    into given, in_favour, opposed
    from public.meeting_votes v join public.meeting_decisions d on d.organisation_id = v.organisation_id and d.id = v.decision_id
    where v.organisation_id = new.organisation_id and v.decision_id = new.decision_id and v.noted_by = v.person_id
      and not exists (select 1 from public.meeting_interests i where i.organisation_id = v.organisation_id
        and i.record_id = v.record_id and i.person_id = v.person_id and i.taking_part <> 'stays'
        and (i.item_id is null or i.item_id = d.item_id));
  if given < needed or in_favour <= opposed then
    raise exception 'the board has not voted itself, and its minutes are not signed' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger board_stands after insert on public.decision_effects for each row execute function guard.board_stands();

-- An organisation has one board in use: the portal makes no second one beside it.
create function guard.one_board() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if session_user = 'holdfast_app' and new.kind = 'board' and new.state = 'active'
     and exists (select 1 from public.committees c where c.organisation_id = new.organisation_id and c.id <> new.id
       and c.kind = 'board' and c.state = 'active') then
    raise exception 'an organisation has one board' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger one_board after insert or update of kind, state on public.committees for each row execute function guard.one_board();
