-- What happened when systems failed, and its review.
create table public.disruptions (
  organisation_id uuid not null,
  id uuid not null,
  title text not null check (length(title) between 2 and 160),
  type text check (type in ('system-outage', 'internet-outage', 'power-outage', 'telephony-outage', 'device-failure',
    'call-alarm-failure', 'cyber-incident', 'data-loss-corruption', 'access-failure', 'supplier-failure',
    'planned-downtime-overrun', 'degraded-performance', 'contingency-failure', 'near-miss')),
  state text not null check (state in ('reported', 'triaged', 'downtime-active', 'service-restored', 'reconciling',
    'under-review', 'awaiting-approval', 'closed')),
  severity_triage integer check (severity_triage between 1 and 5),
  severity_confirmed integer check (severity_confirmed between 1 and 5),
  detection text check (detection in ('staff', 'monitoring', 'supplier', 'person-family', 'partner', 'audit-test')),
  breaches text[] check (breaches <@ '{confidentiality,integrity,availability}'),
  care_affected text not null check (care_affected in ('yes', 'no', 'not-known')),
  paper text not null check (paper in ('used', 'not-used', 'not-known')),
  paper_role text,
  paper_said_at timestamptz,
  started_at timestamptz,
  noticed_at timestamptz,
  declared_at timestamptz,
  on_paper_at timestamptz,
  restored_at timestamptz,
  verified_at timestamptz,
  reported_at timestamptz not null,
  reported_by uuid not null,
  reported_role text not null,
  -- The moment that registers sort by and that an outside reader's period is compared with.
  period_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, reported_by) references public.people (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  constraint disruptions_period_is_noticed check (period_at = coalesce(noticed_at, reported_at)),
  constraint disruptions_noticed_after_start check (noticed_at >= started_at),
  constraint disruptions_declared_after_noticed check (declared_at >= noticed_at),
  constraint disruptions_paper_after_noticed check (on_paper_at >= noticed_at),
  constraint disruptions_restored_after_start check (restored_at >= started_at),
  constraint disruptions_verified_after_restored check (verified_at >= restored_at),
  constraint disruptions_paper_time_needs_paper check (on_paper_at is null or paper = 'used'),
  constraint disruptions_paper_said check ((paper = 'not-known') = (paper_said_at is null)),
  constraint disruptions_confirmed_after_triage check (severity_confirmed is null or severity_triage is not null),
  constraint disruptions_triage_first check ((state = 'reported') = (severity_triage is null))
);
create index disruptions_by_noticed on public.disruptions (organisation_id, period_at desc, id desc);
create index disruptions_by_severity on public.disruptions (organisation_id, (coalesce(severity_confirmed, severity_triage, 0)) desc, id desc);
create index disruptions_by_change on public.disruptions (organisation_id, changed_at desc, id desc);
create index disruptions_by_state on public.disruptions (organisation_id, state, id);
select guard.protect('disruptions', 'services', record_column => 'id',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''disruptions'')
    and period_at >= guard.context_from() and period_at <= guard.context_to()');

-- What belongs to a disruption carries its moment, so that a period hides it without looking into another table.
create function guard.same_period() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select 1 from public.disruptions d where d.organisation_id = new.organisation_id
      and d.id = new.record_id and d.period_at = new.period_at) then
    raise exception 'period differs from the disruption' using errcode = 'HF005';
  end if;
  return null;
end $$;

create function guard.keep_period() returns trigger
language plpgsql security definer set search_path = '' as $$
declare child text;
begin
  foreach child in array array['disruption_severities', 'disruption_impacts', 'timeline_entries', 'fallback_uses', 'disruption_reviews',
      'review_factors', 'review_findings', 'paper_records', 'duty_decisions', 'sign_offs', 'disruption_closures'] loop
    execute format('update public.%I c set period_at = $1 where c.organisation_id = $2 and c.record_id = $3', child)
      using new.period_at, new.organisation_id, new.id;
  end loop;
  return null;
end $$;
create trigger keep_period after update of period_at on public.disruptions for each row
  when (old.period_at is distinct from new.period_at) execute function guard.keep_period();

-- The shape of every child: its policies are the disruption's own.
create function guard.protect_of_disruption(name text, writes text[], more text default 'true') returns void
language plpgsql set search_path = '' as $$
begin
  perform guard.protect(name, 'child', record_column => 'record_id', writes => writes,
    outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''disruptions'')
      and period_at >= guard.context_from() and period_at <= guard.context_to() and ' || more);
  execute format('create trigger same_period after insert on public.%I for each row execute function guard.same_period()', name);
end $$;
revoke execute on function guard.same_period, guard.keep_period, guard.protect_of_disruption from public;

-- How bad it was, first at triage and again at review; the newest of each stands in the disruption.
create table public.disruption_severities (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  kind text not null check (kind in ('triage', 'confirmed')),
  severity integer not null check (severity between 1 and 5),
  reason text not null check (length(reason) between 1 and 600),
  care_at_risk text check (care_at_risk in ('yes', 'no', 'not-known')),
  data_at_risk text check (data_at_risk in ('yes', 'no', 'not-known')),
  harm_possible text check (harm_possible in ('yes', 'no', 'not-known')),
  person_id uuid not null,
  role text not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  check ((kind = 'triage') = (care_at_risk is not null)),
  check ((kind = 'triage') = (data_at_risk is not null)),
  check ((kind = 'triage') = (harm_possible is not null))
);
create index disruption_severities_of on public.disruption_severities (organisation_id, record_id, at);
select guard.protect_of_disruption('disruption_severities', '{insert}');

-- Each change of a time, with its reason.
create table public.disruption_time_changes (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  moment text not null check (moment in ('started', 'noticed', 'declared', 'on-paper', 'restored', 'verified')),
  before timestamptz,
  after timestamptz,
  reason text check (length(reason) between 1 and 400),
  person_id uuid not null,
  role text not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  constraint time_changes_need_a_reason check (before is null or reason is not null)
);
create index disruption_time_changes_of on public.disruption_time_changes (organisation_id, record_id, at);
select guard.protect('disruption_time_changes', 'child', record_column => 'record_id', writes => '{insert}');

-- What it meant for one service. People are counts.
create table public.disruption_impacts (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  service_id uuid not null,
  period_at timestamptz not null,
  people_band text not null check (people_band in ('none', '1-4', '5-19', '20-49', '50-or-more', 'not-known')),
  people_affected integer check (people_affected between 0 and 100000),
  staff_on_shift integer check (staff_on_shift between 0 and 10000),
  task_kind text check (task_kind in ('medicines', 'visits', 'checks')),
  tasks_due integer check (tasks_due between 0 and 100000),
  tasks_done integer check (tasks_done >= 0),
  tasks_late integer check (tasks_late >= 0),
  longest_late_minutes integer check (longest_late_minutes between 0 and 100000),
  on_paper_at timestamptz,
  restored_at timestamptz,
  note text check (length(note) <= 600),
  person_id uuid not null,
  role text not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, service_id),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, service_id) references public.services (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  constraint impacts_done_within_due check (tasks_done <= tasks_due),
  constraint impacts_late_within_done check (tasks_late <= tasks_done),
  constraint impacts_tasks_have_a_kind check ((task_kind is null) = (tasks_due is null)),
  check (tasks_done is null or tasks_due is not null),
  check (tasks_late is null or tasks_done is not null),
  check (restored_at >= on_paper_at)
);
select guard.protect('disruption_impacts', 'service',
  record_column => 'record_id',
  outside => 'service_id = any (guard.context_services()) and service_ids <> ''{}'' and service_ids <@ guard.context_services()
    and guard.context_section(''disruptions'') and period_at >= guard.context_from() and period_at <= guard.context_to()');
insert into guard.followers values ('disruption_impacts', 'record_id');
create trigger same_services after insert on public.disruption_impacts for each row execute function guard.same_services('record_id');
create trigger same_period after insert on public.disruption_impacts for each row execute function guard.same_period();

-- Never edited: a correction is a new entry that names what it corrects.
create table public.timeline_entries (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  happened_at timestamptz not null,
  written_at timestamptz not null,
  says text not null check (length(says) between 1 and 600),
  source text not null check (source in ('phone', 'paper', 'system', 'told')),
  role text not null check (length(role) between 1 and 80),
  person_id uuid not null,
  corrects_id uuid check (corrects_id <> id),
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, corrects_id),
  unique (organisation_id, record_id, id),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, record_id, corrects_id) references public.timeline_entries (organisation_id, record_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  constraint timeline_happened_before_written check (happened_at <= written_at)
);
create index timeline_entries_of on public.timeline_entries (organisation_id, record_id, happened_at, id);
select guard.protect_of_disruption('timeline_entries', '{insert}');

create table public.fallback_uses (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  material_kind text not null check (material_kind in ('downtime-procedure', 'care-summary', 'mar-chart', 'time-critical-list', 'priority-list', 'rota-backup', 'contact-list', 'next-of-kin-list', 'manual-forms', 'handover-template', 'visit-log', 'enhanced-checks-sheet', 'evacuation-peep', 'key-safe-access', 'controlled-drugs-register', 'supplier-support-card', 'login-break-glass', 'network-power-guide', 'hospital-pack', 'communication-template', 'spare-equipment', 'continuity-plan', 'reconciliation-guide')),
  used boolean not null,
  worked text check (worked in ('yes', 'partly', 'no', 'not-known')),
  note text check (length(note) <= 400),
  person_id uuid not null,
  role text not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, material_kind),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  constraint fallback_worked_needs_use check (used = (worked is not null))
);
select guard.protect_of_disruption('fallback_uses', '{insert,update}');

-- One review of a disruption. Its texts are drafts until it closes: outsiders see none before `agreed_at`.
create table public.disruption_reviews (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  method text check (method in ('hot-debrief', 'swarm-huddle', 'after-action-review', 'mdt-review', 'thematic-review',
    'patient-safety-incident-investigation', 'case-note-review', 'cold-debrief')),
  held_at timestamptz,
  expected text check (length(expected) <= 2000),
  what_happened text check (length(what_happened) <= 4000),
  difference text check (length(difference) <= 2000),
  what_worked text check (length(what_worked) <= 2000),
  harm text not null default 'unknown' check (harm in ('none', 'low', 'moderate', 'severe', 'fatal', 'unknown')),
  answer text check (answer in ('yes', 'partly', 'no')),
  answer_says text check (length(answer_says) between 1 and 600),
  answer_facts text check (length(answer_facts) <= 800),
  answered_by uuid,
  answered_role text,
  answered_at timestamptz,
  author_ids uuid[] not null default '{}',
  round integer not null default 1 check (round >= 1),
  submitted_at timestamptz,
  submitted_by uuid,
  submitted_role text,
  agreed_at timestamptz,
  returned_by uuid,
  returned_role text,
  returned_at timestamptz,
  returned_reason text check (length(returned_reason) between 1 and 600),
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, answered_by) references public.people (organisation_id, id),
  foreign key (organisation_id, submitted_by) references public.people (organisation_id, id),
  foreign key (organisation_id, returned_by) references public.people (organisation_id, id),
  constraint reviews_answer_is_whole check (num_nonnulls(answer, answer_says, answered_by, answered_role, answered_at) in (0, 5)),
  constraint reviews_return_is_whole check (num_nonnulls(returned_by, returned_role, returned_at, returned_reason) in (0, 4)),
  constraint reviews_submission_is_whole check (num_nonnulls(submitted_at, submitted_by, submitted_role) in (0, 3)),
  constraint reviews_submitted_with_words check (submitted_at is null or (answer is not null and what_happened is not null and method is not null)),
  check (agreed_at is null or submitted_at is not null)
);
select guard.protect_of_disruption('disruption_reviews', '{insert,update}', 'agreed_at is not null');

create table public.review_factors (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  element text not null check (element in ('people', 'tasks', 'tools-technology', 'organisation', 'internal-environment', 'external-environment')),
  cause text not null check (cause in ('supplier-fault', 'supplier-change', 'own-change', 'power', 'connectivity', 'hardware-age',
    'configuration', 'capacity', 'malicious', 'human-error', 'training-gap', 'procedure-gap', 'material-out-of-date', 'contract-gap', 'weather', 'unknown')),
  says text not null check (length(says) between 1 and 400),
  person_id uuid not null,
  role text not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  agreed_at timestamptz,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id)
);
create index review_factors_of on public.review_factors (organisation_id, record_id, at);
select guard.protect_of_disruption('review_factors', '{insert,update}', 'agreed_at is not null and withdrawn_at is null');

-- Each ends in an action, or in a reason why none is needed.
create table public.review_findings (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  number integer not null check (number >= 1),
  says text not null check (length(says) between 1 and 300),
  detail text check (length(detail) <= 600),
  action_id uuid,
  no_action_reason text check (length(no_action_reason) between 1 and 400),
  decided_by uuid,
  decided_role text,
  decided_at timestamptz,
  person_id uuid not null,
  role text not null,
  at timestamptz not null,
  agreed_at timestamptz,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, number),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, action_id) references public.records (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  foreign key (organisation_id, decided_by) references public.people (organisation_id, id),
  constraint findings_one_decision check (num_nonnulls(action_id, no_action_reason) <= 1),
  constraint findings_decision_is_whole check (num_nonnulls(decided_by, decided_role, decided_at) = 3 * num_nonnulls(action_id, no_action_reason))
);
select guard.protect_of_disruption('review_findings', '{insert,update}', 'agreed_at is not null');

-- What was written by hand, as counts. Whoever checks holds another role than whoever entered.
create table public.paper_records (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  kind text not null check (kind in ('daily-notes', 'mar', 'controlled-drugs', 'fluid-food', 'observations', 'falls-incidents',
    'visits', 'handover', 'safeguarding', 'communications', 'staff-hours')),
  written integer not null check (written between 1 and 100000),
  returned integer not null check (returned >= 0),
  entered integer not null check (entered >= 0),
  checked integer not null default 0 check (checked >= 0),
  discrepancies integer not null default 0 check (discrepancies >= 0),
  entered_by uuid not null,
  entered_role text not null,
  entered_at timestamptz not null,
  checked_by uuid,
  checked_role text,
  checked_at timestamptz,
  checked_alone boolean not null default false,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, kind),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, entered_by) references public.people (organisation_id, id),
  foreign key (organisation_id, checked_by) references public.people (organisation_id, id),
  constraint paper_returned_within_written check (returned <= written),
  constraint paper_entered_within_returned check (entered <= returned),
  constraint paper_checked_within_entered check (checked <= entered),
  constraint paper_discrepancies_within_checked check (discrepancies <= checked),
  constraint paper_check_is_whole check (num_nonnulls(checked_by, checked_role, checked_at) in (0, 3)),
  constraint paper_checked_by_someone check (checked = 0 or checked_by is not null),
  constraint paper_checked_by_another check (checked_by is null or checked_alone or (checked_by <> entered_by and checked_role <> entered_role))
);
select guard.protect_of_disruption('paper_records', '{insert,update}');

-- Who we had to tell. The portal asks and records; a named role decides.
create table public.duty_decisions (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  duty text not null check (duty in ('cqc-reg18-events', 'cqc-reg18-serious-injury', 'cqc-reg18-abuse', 'cqc-reg18-police', 'cqc-reg16-death', 'duty-of-candour', 'ukgdpr-art33-ico', 'ukgdpr-art33-2-processor', 'ukgdpr-art34-people', 'dspt-incident', 'nis-regulations', 'safeguarding-s42', 'riddor', 'mhra-yellow-card', 'clinical-safety-dcb0160', 'lfpse', 'commissioner-contract', 'civil-police-cyber', 'insurer', 'charity-serious-incident')),
  two_roles boolean not null,
  decision text not null default 'undecided' check (decision in ('undecided', 'under-advice', 'not-required', 'required', 'submitted', 'acknowledged')),
  reason text check (length(reason) between 1 and 800),
  told_reference text check (length(told_reference) <= 120),
  decided_by uuid,
  decided_role text,
  decided_at timestamptz,
  agreed_by uuid,
  agreed_role text,
  agreed_at timestamptz,
  agreed_alone boolean not null default false,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, duty),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, decided_by) references public.people (organisation_id, id),
  foreign key (organisation_id, agreed_by) references public.people (organisation_id, id),
  constraint duties_decision_is_whole check (num_nonnulls(decided_by, decided_role, decided_at, reason) = case when decision = 'undecided' then 0 else 4 end),
  constraint duties_agreement_is_whole check (num_nonnulls(agreed_by, agreed_role, agreed_at) in (0, 3)),
  constraint duties_agreement_on_not_required check (agreed_by is null or decision = 'not-required'),
  constraint duties_agreed_by_another check (agreed_by is null or agreed_alone or (agreed_by <> decided_by and agreed_role <> decided_role))
);
select guard.protect_of_disruption('duty_decisions', '{insert,update}');

create table public.sign_offs (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  round integer not null check (round >= 1),
  slot text not null check (slot in ('registered-manager', 'quality-compliance-lead', 'digital-lead', 'nominated-individual', 'second-person')),
  person_id uuid not null,
  role text not null,
  alone boolean not null default false,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, round, slot),
  unique (organisation_id, record_id, round, person_id),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  constraint sign_offs_by_the_role check (slot = role or slot = 'second-person' or alone)
);
select guard.protect_of_disruption('sign_offs', '{insert}');

-- A closure stays as it was when the disruption is opened again.
create table public.disruption_closures (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  period_at timestamptz not null,
  number integer not null check (number >= 1),
  severity integer not null check (severity between 1 and 5),
  answer text check (answer in ('yes', 'partly', 'no')),
  answer_says text,
  closed_by uuid not null,
  closed_role text not null,
  closed_at timestamptz not null,
  reopened_by uuid,
  reopened_role text,
  reopened_at timestamptz check (reopened_at >= closed_at),
  reopened_reason text check (length(reopened_reason) between 1 and 600),
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, number),
  foreign key (organisation_id, record_id) references public.disruptions (organisation_id, id),
  foreign key (organisation_id, closed_by) references public.people (organisation_id, id),
  foreign key (organisation_id, reopened_by) references public.people (organisation_id, id),
  constraint closures_reopening_is_whole check (num_nonnulls(reopened_by, reopened_role, reopened_at, reopened_reason) in (0, 4))
);
create unique index disruption_closures_one_open on public.disruption_closures (organisation_id, record_id) where reopened_at is null;
select guard.protect_of_disruption('disruption_closures', '{insert,update}');
