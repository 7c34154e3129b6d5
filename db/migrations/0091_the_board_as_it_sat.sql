-- Decision 11, asked as the portal asks it: whoever carries out an acceptance does it in their own name, and as it was
-- decided; of the board it must be the latest word about that risk. A vote counts if its member was there when it was
-- decided, by the attendance as it stands now, and if the member's last declaration about the item did not keep them out.
create or replace function guard.board_stands() returns trigger
language plpgsql security definer set search_path = '' as $$
declare decision public.meeting_decisions; needed integer; ended timestamptz; of_board boolean; given integer; in_favour integer; opposed integer;
begin
  if new.verb <> 'risk.accept' then return null; end if;
  select d.* into decision from public.meeting_decisions d where d.organisation_id = new.organisation_id and d.id = new.decision_id;
  select m.quorum, m.ended_at, c.kind = 'board' into needed, ended, of_board
    from public.meetings m join public.committees c on c.organisation_id = m.organisation_id and c.id = m.committee_id
    where m.organisation_id = new.organisation_id and m.id = decision.record_id;
  if not of_board and session_user <> 'holdfast_app' then return null; end if;
  if new.done_by is distinct from guard.context_actor() then
    raise exception 'a decision is carried out in one''s own name' using errcode = '23514';
  end if;
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

-- An acceptance that the portal writes is signed in one's own name, says the score and the limit as they stand, and
-- names a decision only where the same hand carries that decision out, once, at the same moment and no longer than it
-- says. Asked when everything of the change is written, because the acceptance and what it carries out name each other.
create function guard.acceptance_stands() returns trigger
language plpgsql security definer set search_path = '' as $$
declare kind text; stands integer; wide integer; own integer;
begin
  if session_user <> 'holdfast_app' then return null; end if;
  select r.category, r.score into kind, stands from public.risks r
    where r.organisation_id = new.organisation_id and r.id = new.record_id;
  select a.maximum into own from public.risk_appetites a where a.organisation_id = new.organisation_id and a.category = kind
    order by a.decided_on desc, a.set_at desc limit 1;
  select a.maximum into wide from public.risk_appetites a where a.organisation_id = new.organisation_id and a.category = 'all'
    order by a.decided_on desc, a.set_at desc limit 1;
  if new.accepted_by is distinct from guard.context_actor() or new.accepted_role is distinct from guard.context_role()
     or new.score is distinct from stands or new.appetite is distinct from coalesce(own, wide, 12) then
    raise exception 'an acceptance says what stands, in one''s own name' using errcode = '23514';
  end if;
  if new.decision_reference is null then return null; end if;
  if not exists (select 1 from public.decision_effects e
      join public.meeting_decisions d on d.organisation_id = e.organisation_id and d.id = e.decision_id
      join public.meeting_items i on i.organisation_id = d.organisation_id and i.id = d.item_id
      join public.meetings m on m.organisation_id = d.organisation_id and m.id = d.record_id
      join public.committees c on c.organisation_id = m.organisation_id and c.id = m.committee_id
      join public.records r on r.organisation_id = m.organisation_id and r.id = m.id
      where e.organisation_id = new.organisation_id and e.verb = 'risk.accept' and e.result_id = new.record_id
        and e.done_by = new.accepted_by and e.done_at = new.accepted_at
        and (c.kind = 'board' or (new.score < 15 and new.score <= new.appetite))
        and (d.expires_on is null or new.expires_on <= d.expires_on)
        and not exists (select 1 from public.risk_scores s where s.organisation_id = d.organisation_id
          and s.record_id = new.record_id and s.kind = 'current' and s.scored_at > d.decided_at)
        and r.reference || ' decision ' || i.position || '.' || d.position = new.decision_reference)
     or exists (select 1 from public.risk_acceptances a where a.organisation_id = new.organisation_id
      and a.record_id = new.record_id and a.decision_reference = new.decision_reference and a.id <> new.id) then
    raise exception 'an acceptance rests on the decision that it carries out' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.acceptance_stands from public;
create constraint trigger acceptance_stands after insert on public.risk_acceptances
  deferrable initially deferred for each row execute function guard.acceptance_stands();
