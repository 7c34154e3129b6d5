-- Governance meetings: committees, their agendas, frozen papers, minutes, decisions and signatures.

-- The hash of a text that is kept whole: the database makes it, so it cannot be another's.
create function guard.text_sha256(words text) returns text language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(words, 'UTF8')), 'hex')
$$;
revoke execute on function guard.text_sha256 from public;
grant execute on function guard.text_sha256 to holdfast_app;

-- A meeting without services is the whole organisation's: only memberships that span it see it. Care staff see none, an
-- administrator neither.
create function guard.protect_meeting(name text, scope text, record_column text, writes text[] default '{insert,update}', kept_out text[] default '{}')
returns void language plpgsql set search_path = '' as $$
declare
  part text;
  reads text := 'guard.context_role() not in (''care-worker'', ''shift-lead'', ''care-coordinator'', ''org-admin'')
    and (guard.context_wide() or (service_ids <> ''{}'' and service_ids && guard.context_services()))';
  changes text := 'guard.context_wide() or (service_ids <> ''{}'' and service_ids <@ guard.context_services())';
begin
  perform guard.protect(name, scope, record_column => record_column, writes => writes, kept_out => kept_out);
  foreach part in array array[name, name || '_versions'] loop
    execute format('alter policy inside_select on public.%I using (%s)', part, reads);
  end loop;
  if 'insert' = any (writes) then execute format('alter policy inside_insert on public.%I with check (%s)', name, changes); end if;
  if 'update' = any (writes) then execute format('alter policy inside_update on public.%I using (%s) with check (%s)', name, changes, changes); end if;
  if 'delete' = any (writes) then execute format('alter policy inside_delete on public.%I using (%s)', name, changes); end if;
end $$;

create table public.committees (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 2 and 120),
  kind text not null check (kind in ('local-governance', 'quality-committee', 'digital-ig-group', 'health-safety', 'risk-committee', 'board')),
  terms text not null check (length(terms) between 1 and 8000),
  quorum integer not null check (quorum between 1 and 50),
  cadence text not null check (cadence in ('monthly', 'two-monthly', 'quarterly', 'half-yearly', 'yearly')),
  first_on date not null,
  start_minute integer not null check (start_minute between 0 and 1439),
  length_minutes integer not null check (length_minutes between 10 and 600),
  place text not null check (length(place) between 2 and 120),
  marking text not null check (marking in ('Board confidential', 'Commercial in confidence')),
  reports_to_id uuid check (reports_to_id <> id),
  state text not null default 'active' check (state in ('active', 'closed')),
  closed_reason text check (length(closed_reason) between 1 and 400),
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, name),
  constraint committees_closed_has_reason check ((state = 'closed') = (closed_reason is not null)),
  constraint committees_local_names_services check ((kind = 'local-governance') = (service_ids <> '{}')),
  foreign key (organisation_id, reports_to_id) references public.committees (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  foreign key (organisation_id, organisation_id) references public.organisations (organisation_id, id)
);
select guard.protect_meeting('committees', 'services', '');

create table public.committee_members (
  organisation_id uuid not null,
  id uuid not null,
  committee_id uuid not null,
  person_id uuid not null,
  post text not null check (post in ('chair', 'deputy-chair', 'secretary', 'member', 'attends')),
  from_on date not null,
  until_on date check (until_on >= from_on),
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, committee_id) references public.committees (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id)
);
create unique index committee_members_once on public.committee_members (organisation_id, committee_id, person_id) where until_on is null;
create unique index committee_members_one_chair on public.committee_members (organisation_id, committee_id) where until_on is null and post = 'chair';
select guard.protect_meeting('committee_members', 'child', '');

-- The agenda template: editing it changes only meetings that nobody has touched yet.
create table public.committee_items (
  organisation_id uuid not null,
  id uuid not null,
  committee_id uuid not null,
  position integer not null check (position between 1 and 60),
  title text not null check (length(title) between 2 and 120),
  section text check (section in ('apologies-quoracy', 'conflicts', 'minutes-actions', 'disruptions', 'notifications', 'risks', 'exercises', 'materials', 'external', 'decisions', 'next')),
  minutes integer not null check (minutes between 1 and 240),
  presenter text check (length(presenter) between 2 and 80),
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, committee_id) references public.committees (organisation_id, id)
);
create index committee_items_of on public.committee_items (organisation_id, committee_id, position, id);
select guard.protect_meeting('committee_items', 'child', '', writes => '{insert,update,delete}');

alter table public.records drop constraint records_kind_check,
  add constraint records_kind_check check (kind in ('risk', 'action-item', 'system', 'disruption', 'resilience-test', 'material', 'bundle', 'request', 'meeting'));
do $$
declare part text;
begin
  foreach part in array array['records', 'records_versions'] loop
    execute format('create policy meetings_of_the_whole on public.%I as restrictive for select to holdfast_app
      using (kind <> ''meeting'' or service_ids <> ''{}'' or guard.context_wide())', part);
  end loop;
end $$;
alter table public.record_links drop constraint record_links_kind_check,
  add constraint record_links_kind_check check (kind in ('raised', 'realised', 'answers', 'controls', 'tests', 'uses', 'about',
    'evidence', 'retests', 'duplicates', 'discussed'));

-- One occurrence of a committee's cadence: the day it was first planned for stays beside the day it is.
create table public.meetings (
  organisation_id uuid not null,
  id uuid not null,
  committee_id uuid not null,
  title text not null check (length(title) between 2 and 200),
  original_on date not null,
  starts_at timestamptz not null,
  length_minutes integer not null check (length_minutes between 10 and 600),
  place text not null check (length(place) between 2 and 120),
  marking text not null check (marking in ('Board confidential', 'Commercial in confidence')),
  quorum integer not null check (quorum between 1 and 50),
  state text not null default 'planned' check (state in ('planned', 'published', 'open', 'minutes', 'with-chair', 'signed', 'cancelled')),
  touched boolean not null default false,
  cut_off timestamptz,
  published_at timestamptz,
  published_by uuid,
  papers_sha256 text check (papers_sha256 ~ '^[0-9a-f]{64}$'),
  began_at timestamptz,
  ended_at timestamptz check (ended_at > began_at),
  begin_recorded_at timestamptz,
  end_recorded_at timestamptz,
  current_item_id uuid,
  assurance text check (assurance in ('substantial', 'reasonable', 'limited', 'none')),
  assurance_reason text check (length(assurance_reason) between 1 and 1000),
  sent_at timestamptz,
  sent_by uuid,
  returned_at timestamptz,
  returned_by uuid,
  returned_reason text check (length(returned_reason) between 1 and 600),
  cancelled_reason text check (length(cancelled_reason) between 1 and 400),
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  constraint meetings_papers_are_whole check ((published_at is null) = (cut_off is null) and (published_at is null) = (published_by is null)
    and (published_at is null) = (papers_sha256 is null) and cut_off <= published_at),
  constraint meetings_held_were_begun check (state in ('planned', 'published', 'cancelled') or began_at is not null),
  constraint meetings_written_were_ended check (state not in ('minutes', 'with-chair', 'signed') or ended_at is not null),
  constraint meetings_cancelled_has_reason check ((state = 'cancelled') = (cancelled_reason is not null)),
  constraint meetings_returned_have_a_reason check ((returned_at is null) = (returned_reason is null) and (returned_at is null) = (returned_by is null)),
  constraint meetings_assurance_has_reason check ((assurance is null) = (assurance_reason is null)),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, committee_id) references public.committees (organisation_id, id),
  foreign key (organisation_id, published_by) references public.people (organisation_id, id),
  foreign key (organisation_id, sent_by) references public.people (organisation_id, id),
  foreign key (organisation_id, returned_by) references public.people (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id)
);
create index meetings_by_start on public.meetings (organisation_id, starts_at, id);
create index meetings_of on public.meetings (organisation_id, committee_id, starts_at, id);
create index meetings_by_title on public.meetings (organisation_id, title, id);
create index meetings_by_change on public.meetings (organisation_id, changed_at, id);
select guard.protect_meeting('meetings', 'services', 'id');

create table public.meeting_items (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  position integer not null check (position between 1 and 60),
  title text not null check (length(title) between 2 and 120),
  section text check (section in ('apologies-quoracy', 'conflicts', 'minutes-actions', 'disruptions', 'notifications', 'risks', 'exercises', 'materials', 'external', 'decisions', 'next')),
  minutes integer not null check (minutes between 1 and 240),
  presenter text check (length(presenter) between 2 and 80),
  opened_at timestamptz,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id)
);
create index meeting_items_of on public.meeting_items (organisation_id, record_id, position, id);
select guard.protect_meeting('meeting_items', 'child', 'record_id', writes => '{insert,update,delete}');
alter table public.meetings add constraint meetings_current_item foreign key (organisation_id, current_item_id) references public.meeting_items (organisation_id, id);

-- What was known at one moment, as it was shown: rows, figures, the sentence and the time. Written once.
create table public.meeting_snapshots (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  item_id uuid,
  occasion text not null check (occasion in ('papers', 'opened', 'board-screen')),
  section text not null,
  as_at timestamptz not null,
  content text not null,
  sha256 text not null generated always as (guard.text_sha256(content)) stored,
  taken_by uuid not null,
  taken_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  constraint meeting_snapshots_of_the_past check (as_at <= taken_at),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, item_id) references public.meeting_items (organisation_id, id),
  foreign key (organisation_id, taken_by) references public.people (organisation_id, id)
);
create index meeting_snapshots_of on public.meeting_snapshots (organisation_id, record_id, taken_at, id);
select guard.protect_meeting('meeting_snapshots', 'child', 'record_id', writes => '{insert}', kept_out => '{content}');

create table public.meeting_attendance (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  person_id uuid not null,
  post text not null check (post in ('chair', 'deputy-chair', 'secretary', 'member', 'attends')),
  presence text not null check (presence in ('present', 'remote', 'part', 'apologies', 'absent')),
  came_at timestamptz,
  left_at timestamptz check (left_at > came_at),
  noted_by uuid not null,
  noted_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, person_id),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  foreign key (organisation_id, noted_by) references public.people (organisation_id, id)
);
select guard.protect_meeting('meeting_attendance', 'child', 'record_id');

create table public.meeting_interests (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  item_id uuid,
  person_id uuid not null,
  words text not null check (length(words) between 1 and 600),
  taking_part text not null check (taking_part in ('stays', 'no-vote', 'leaves')),
  noted_by uuid not null,
  noted_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, item_id) references public.meeting_items (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  foreign key (organisation_id, noted_by) references public.people (organisation_id, id)
);
create index meeting_interests_of on public.meeting_interests (organisation_id, record_id, noted_at, id);
select guard.protect_meeting('meeting_interests', 'child', 'record_id', writes => '{insert}');

-- A question put to the meeting, and its answer once there is one; none is chosen beforehand.
create table public.meeting_decisions (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  item_id uuid not null,
  position integer not null check (position between 1 and 60),
  question text not null check (length(question) between 3 and 400),
  recommendation text check (length(recommendation) between 1 and 600),
  asks text not null check (asks in ('approve', 'accept-risk', 'retest', 'sign-off')),
  about_id uuid,
  answers_id uuid check (answers_id <> id),
  outcome text check (outcome in ('approve', 'reject', 'defer', 'accept-risk', 'retest', 'escalate', 'sign-off')),
  because text check (length(because) between 1 and 1000),
  defer_until date,
  expires_on date,
  escalated_to_id uuid,
  decided_by uuid,
  decided_role text,
  decided_at timestamptz,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  constraint meeting_decisions_are_whole check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)
    and (outcome is null) = (because is null) and (outcome is null) = (decided_role is null)),
  constraint meeting_decisions_deferred_have_a_day check ((outcome is not distinct from 'defer') = (defer_until is not null)),
  constraint meeting_decisions_accepted_expire check ((outcome is not distinct from 'accept-risk') = (expires_on is not null)),
  constraint meeting_decisions_escalated_go_somewhere check ((outcome is not distinct from 'escalate') = (escalated_to_id is not null)),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, item_id) references public.meeting_items (organisation_id, id),
  foreign key (organisation_id, about_id) references public.records (organisation_id, id),
  foreign key (organisation_id, answers_id) references public.meeting_decisions (organisation_id, id),
  foreign key (organisation_id, escalated_to_id) references public.committees (organisation_id, id),
  foreign key (organisation_id, decided_by) references public.people (organisation_id, id)
);
create index meeting_decisions_of on public.meeting_decisions (organisation_id, record_id, item_id, position, id);
create index meeting_decisions_about on public.meeting_decisions (organisation_id, about_id);
select guard.protect_meeting('meeting_decisions', 'child', 'record_id');

-- What a decision did in another room: by whom, when, and the record that came of it.
create table public.decision_effects (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  decision_id uuid not null,
  verb text not null check (verb in ('risk.accept', 'test.plan', 'disruption.sign', 'action.raise')),
  result_id uuid not null,
  done_by uuid not null,
  done_role text not null,
  done_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, decision_id, verb),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, decision_id) references public.meeting_decisions (organisation_id, id),
  foreign key (organisation_id, result_id) references public.records (organisation_id, id),
  foreign key (organisation_id, done_by) references public.people (organisation_id, id)
);
select guard.protect_meeting('decision_effects', 'child', 'record_id', writes => '{insert}');

create table public.meeting_votes (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  decision_id uuid not null,
  person_id uuid not null,
  vote text not null check (vote in ('for', 'against', 'abstained')),
  noted_by uuid not null,
  noted_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, decision_id, person_id),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, decision_id) references public.meeting_decisions (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  foreign key (organisation_id, noted_by) references public.people (organisation_id, id)
);
select guard.protect_meeting('meeting_votes', 'child', 'record_id');

-- The minutes, a row a block. Where two people saved the same block, both texts stay: the second says which it differs from.
create table public.minute_blocks (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  item_id uuid not null,
  position integer not null check (position between 1 and 900),
  kind text not null check (kind in ('note', 'challenge', 'decision', 'action')),
  words text not null check (length(words) between 1 and 150000),
  decision_id uuid,
  action_id uuid,
  differs_from_id uuid check (differs_from_id <> id),
  own_words boolean not null default false,
  written_by uuid not null,
  written_role text not null,
  written_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  constraint minute_blocks_name_what_they_are check ((kind = 'decision') = (decision_id is not null) and (kind = 'action') = (action_id is not null)),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, item_id) references public.meeting_items (organisation_id, id),
  foreign key (organisation_id, decision_id) references public.meeting_decisions (organisation_id, id),
  foreign key (organisation_id, action_id) references public.action_items (organisation_id, id),
  foreign key (organisation_id, differs_from_id) references public.minute_blocks (organisation_id, id),
  foreign key (organisation_id, written_by) references public.people (organisation_id, id)
);
create index minute_blocks_of on public.minute_blocks (organisation_id, record_id, item_id, position, id);
select guard.protect_meeting('minute_blocks', 'child', 'record_id');

-- Which records a block speaks of.
create table public.minute_mentions (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  block_id uuid not null,
  mentioned_id uuid not null,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, block_id, mentioned_id),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, block_id) references public.minute_blocks (organisation_id, id),
  foreign key (organisation_id, mentioned_id) references public.records (organisation_id, id)
);
create index minute_mentions_of on public.minute_mentions (organisation_id, mentioned_id);
select guard.protect_meeting('minute_mentions', 'child', 'record_id', writes => '{insert,delete}');

-- What somebody is still writing, kept for them alone.
create table public.minute_drafts (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  record_id uuid not null,
  item_id uuid not null,
  field text not null check (field in ('note', 'challenge')),
  words text not null check (length(words) between 1 and 150000),
  saved_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, person_id, item_id, field),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, item_id) references public.meeting_items (organisation_id, id)
);
select guard.protect('minute_drafts', 'person', writes => '{insert,update,delete}', captured => false);

create table public.meeting_signatures (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  post text not null check (post in ('chair', 'deputy-chair')),
  role text not null,
  quorate boolean not null,
  reason text check (length(reason) between 1 and 600),
  content text not null,
  sha256 text not null generated always as (guard.text_sha256(content)) stored,
  alone boolean not null default false,
  signed_by uuid not null,
  signed_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id),
  constraint meeting_signatures_without_quorum_say_why check (quorate or reason is not null),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, signed_by) references public.people (organisation_id, id)
);
select guard.protect_meeting('meeting_signatures', 'child', 'record_id', writes => '{insert}', kept_out => '{content}');

create table public.meeting_addenda (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  item_id uuid,
  words text not null check (length(words) between 1 and 4000),
  written_by uuid not null,
  written_role text not null,
  written_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, item_id) references public.meeting_items (organisation_id, id),
  foreign key (organisation_id, written_by) references public.people (organisation_id, id)
);
create index meeting_addenda_of on public.meeting_addenda (organisation_id, record_id, written_at, id);
select guard.protect_meeting('meeting_addenda', 'child', 'record_id', writes => '{insert}');

-- What went up, and what came back: the row stays where it began, so that those who sent it read the answer there.
create table public.meeting_escalations (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  item_id uuid not null,
  decision_id uuid not null,
  to_committee_id uuid not null,
  to_name text not null,
  words text not null check (length(words) between 1 and 1000),
  about_id uuid,
  escalated_by uuid not null,
  escalated_role text not null,
  escalated_at timestamptz not null,
  taken_record_id uuid,
  taken_at timestamptz,
  answer_outcome text check (answer_outcome in ('approve', 'reject', 'defer', 'accept-risk', 'retest', 'escalate', 'sign-off')),
  answer_words text check (length(answer_words) between 1 and 1000),
  answered_at timestamptz,
  service_ids uuid[] not null default '{}',
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, decision_id),
  constraint meeting_escalations_answers_are_whole check ((answered_at is null) = (answer_outcome is null) and (answered_at is null) = (answer_words is null)),
  foreign key (organisation_id, record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, item_id) references public.meeting_items (organisation_id, id),
  foreign key (organisation_id, decision_id) references public.meeting_decisions (organisation_id, id),
  foreign key (organisation_id, to_committee_id) references public.committees (organisation_id, id),
  foreign key (organisation_id, taken_record_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, about_id) references public.records (organisation_id, id),
  foreign key (organisation_id, escalated_by) references public.people (organisation_id, id)
);
create index meeting_escalations_to on public.meeting_escalations (organisation_id, to_committee_id, escalated_at, id);
select guard.protect_meeting('meeting_escalations', 'child', 'record_id');

-- Signed minutes stay as they were signed; what is said later is an addendum.
create function guard.keep_signed() returns trigger language plpgsql set search_path = '' as $$
begin
  if exists (select 1 from public.meeting_signatures s
      where s.organisation_id = coalesce(new.organisation_id, old.organisation_id) and s.record_id = coalesce(new.record_id, old.record_id)) then
    raise exception 'signed minutes never change' using errcode = '23514';
  end if;
  return null;
end $$;
do $$
declare name text;
begin
  foreach name in array array['meeting_items', 'meeting_snapshots', 'meeting_attendance', 'meeting_interests', 'meeting_decisions', 'meeting_votes', 'minute_blocks', 'minute_mentions'] loop
    execute format('create trigger keep_signed after insert or update or delete on public.%I for each row execute function guard.keep_signed()', name);
  end loop;
end $$;
create function guard.keep_signed_meeting() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state = 'signed' and (new.state, new.starts_at, new.title, new.quorum, new.began_at, new.ended_at, new.cut_off, new.papers_sha256, new.assurance, new.assurance_reason)
    is distinct from (old.state, old.starts_at, old.title, old.quorum, old.began_at, old.ended_at, old.cut_off, old.papers_sha256, old.assurance, old.assurance_reason) then
    raise exception 'signed minutes never change' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger keep_signed after update on public.meetings for each row execute function guard.keep_signed_meeting();

-- A role that is kept beside an act is one of the roles that memberships can have.
do $$
declare
  allowed text := '''care-worker'', ''shift-lead'', ''care-coordinator'', ''deputy-manager'', ''registered-manager'', ''regional-manager'', ''nominated-individual'', ''quality-compliance-lead'', ''digital-lead'', ''board-member'', ''internal-auditor'', ''org-admin''';
  part text;
begin
  foreach part in array array['decision_effects.done_role', 'meeting_addenda.written_role', 'meeting_decisions.decided_role',
      'meeting_escalations.escalated_role', 'meeting_signatures.role', 'minute_blocks.written_role'] loop
    execute format('alter table public.%1$I add constraint %1$s_%2$s_check check (%2$I in (%3$s))',
      split_part(part, '.', 1), split_part(part, '.', 2), allowed);
  end loop;
end $$;

select guard.keep_as_at();
