-- A meeting that is moved says why, beside the day that it was first planned for.
alter table public.meetings add column moved_reason text check (length(moved_reason) between 1 and 400);
alter table public.meetings_versions add column moved_reason text;

-- Each is read by meeting whenever its minutes are opened, and what an action came of whenever a committee is listed.
create index meeting_votes_of on public.meeting_votes (organisation_id, record_id, noted_at, id);
create index decision_effects_of on public.decision_effects (organisation_id, record_id);
create index meeting_escalations_of on public.meeting_escalations (organisation_id, record_id, escalated_at, id);
create index meeting_decisions_answering on public.meeting_decisions (organisation_id, answers_id);

-- The signed text holds these too, so that they stay as they were signed.
create or replace function guard.keep_signed_meeting() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state = 'signed' and (new.state, new.starts_at, new.title, new.quorum, new.began_at, new.ended_at, new.cut_off, new.papers_sha256, new.assurance, new.assurance_reason,
      new.place, new.marking, new.original_on, new.length_minutes, new.committee_id, new.begin_recorded_at, new.end_recorded_at, new.moved_reason)
    is distinct from (old.state, old.starts_at, old.title, old.quorum, old.began_at, old.ended_at, old.cut_off, old.papers_sha256, old.assurance, old.assurance_reason,
      old.place, old.marking, old.original_on, old.length_minutes, old.committee_id, old.begin_recorded_at, old.end_recorded_at, old.moved_reason) then
    raise exception 'signed minutes never change' using errcode = '23514';
  end if;
  return null;
end $$;

select guard.keep_as_at();
