-- Exercises of the fallback: what was tried, by whom, what was met and what was measured.
create table public.resilience_tests (
  organisation_id uuid not null,
  id uuid not null,
  title text not null check (length(title) between 2 and 200),
  aim text not null check (length(aim) between 1 and 600),
  scenario text not null check (scenario in ('office-unavailable', 'phone-broadband-failure', 'power-cut', 'broken-computer', 'hacked',
    'supplier-system-down', 'evening-internet-outage', 'rota-server-outage', 'tablet-battery-failure', 'emar-36h', 'nurse-call-24h',
    'ransomware-supplier', 'faulty-update', 'supplier-insolvency', 'storm-multi-day', 'analogue-cutover', 'bad-sync', 'sign-in-failure')),
  kind text not null check (kind in ('orientation-seminar', 'workshop', 'plan-walkthrough', 'tabletop', 'game-simulation', 'call-tree',
    'drill', 'restore-test', 'failover-test', 'functional', 'full-scale')),
  notice text not null check (notice in ('announced', 'short-notice', 'no-notice')),
  shift text not null check (shift in ('day', 'evening', 'night', 'weekend', 'handover')),
  scope text not null check (scope in ('shift', 'location', 'branch', 'multi-location', 'organisation', 'multi-agency')),
  state text not null default 'planned' check (state in ('planned', 'completed', 'reported', 'approved', 'cancelled')),
  planned_for timestamptz not null,
  held_from timestamptz,
  held_to timestamptz,
  board_present boolean,
  system_id uuid,
  -- The system's recovery time objective on the day the test was planned.
  target_minutes integer check (target_minutes between 1 and 525600),
  measured_minutes integer check (measured_minutes between 0 and 525600),
  material_kinds text[] not null default '{}' check (material_kinds <@ array['downtime-procedure', 'care-summary', 'mar-chart',
    'time-critical-list', 'priority-list', 'rota-backup', 'contact-list', 'next-of-kin-list', 'manual-forms', 'handover-template',
    'visit-log', 'enhanced-checks-sheet', 'evacuation-peep', 'key-safe-access', 'controlled-drugs-register', 'supplier-support-card',
    'login-break-glass', 'network-power-guide', 'hospital-pack', 'communication-template', 'spare-equipment', 'continuity-plan',
    'reconciliation-guide']),
  facilitator_id uuid not null,
  evaluator_id uuid not null,
  -- Nobody else was there to evaluate.
  evaluated_alone boolean not null default false,
  objectives integer not null default 0 check (objectives >= 0),
  met integer not null default 0 check (met >= 0),
  partly_met integer not null default 0 check (partly_met >= 0),
  not_met integer not null default 0 check (not_met >= 0),
  not_tested integer not null default 0 check (not_tested >= 0),
  result_rank integer not null generated always as (case
    when objectives = 0 or met + partly_met + not_met + not_tested < objectives then 2
    when not_met > 0 then 0
    when partly_met > 0 then 1
    when met > 0 then 3
    else 2 end) stored,
  answer text check (length(answer) between 1 and 400),
  answer_detail text check (length(answer_detail) <= 1200),
  reported_by uuid,
  reported_role text,
  reported_at timestamptz,
  approved_by uuid,
  approved_role text,
  approved_at timestamptz,
  -- Nobody else could approve.
  approved_alone boolean not null default false,
  cancelled_reason text check (length(cancelled_reason) between 1 and 400),
  planned_by uuid not null,
  planned_at timestamptz not null,
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, system_id) references public.systems (organisation_id, id),
  foreign key (organisation_id, facilitator_id) references public.people (organisation_id, id),
  foreign key (organisation_id, evaluator_id) references public.people (organisation_id, id),
  foreign key (organisation_id, reported_by) references public.people (organisation_id, id),
  foreign key (organisation_id, approved_by) references public.people (organisation_id, id),
  foreign key (organisation_id, planned_by) references public.people (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  constraint tests_evaluator_is_not_facilitator check (evaluator_id <> facilitator_id or evaluated_alone),
  constraint tests_approver_is_not_author check (approved_by <> reported_by or approved_alone),
  constraint tests_held_is_whole check ((held_from is null) = (held_to is null) and held_from < held_to),
  constraint tests_held_once_completed check ((state in ('completed', 'reported', 'approved')) = (held_from is not null)),
  constraint tests_measured_when_held check (measured_minutes is null or held_from is not null),
  constraint tests_report_is_whole check ((state in ('reported', 'approved')) = (answer is not null)
    and (answer is null) = (reported_by is null) and (answer is null) = (reported_role is null) and (answer is null) = (reported_at is null)),
  constraint tests_approval_is_whole check ((state = 'approved') = (approved_by is not null)
    and (approved_by is null) = (approved_role is null) and (approved_by is null) = (approved_at is null)),
  constraint tests_approved_when_scored check (state <> 'approved' or (objectives > 0 and met + partly_met + not_met + not_tested = objectives)),
  constraint tests_cancelled_needs_reason check ((state = 'cancelled') = (cancelled_reason is not null)),
  check (met + partly_met + not_met + not_tested <= objectives)
);
create index resilience_tests_by_date on public.resilience_tests (organisation_id, (coalesce(held_from, planned_for)) desc, id desc);
create index resilience_tests_by_result on public.resilience_tests (organisation_id, result_rank, id);
create index resilience_tests_by_state on public.resilience_tests (organisation_id, state, id);
select guard.protect('resilience_tests', 'services', record_column => 'id',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''resilience-tests'')
    and held_from >= guard.context_from() and held_from <= guard.context_to()');

-- What belongs to a test carries the moment it was held, so that a period hides it without looking into another table.
create function guard.same_held() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select 1 from public.resilience_tests t where t.organisation_id = new.organisation_id
      and t.id = new.record_id and t.held_from is not distinct from new.held_at) then
    raise exception 'the moment differs from the test' using errcode = 'HF005';
  end if;
  return null;
end $$;

create function guard.keep_held() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.test_objectives c set held_at = new.held_from where c.organisation_id = new.organisation_id and c.record_id = new.id;
  update public.test_participants c set held_at = new.held_from where c.organisation_id = new.organisation_id and c.record_id = new.id;
  update public.test_events c set held_at = new.held_from where c.organisation_id = new.organisation_id and c.record_id = new.id;
  update public.test_findings c set held_at = new.held_from where c.organisation_id = new.organisation_id and c.record_id = new.id;
  return null;
end $$;
create trigger keep_held after update of held_from on public.resilience_tests for each row
  when (old.held_from is distinct from new.held_from) execute function guard.keep_held();

create function guard.protect_of_test(name text, writes text[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform guard.protect(name, 'child', record_column => 'record_id', writes => writes,
    outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''resilience-tests'')
      and held_at >= guard.context_from() and held_at <= guard.context_to()');
  execute format('create trigger same_held after insert on public.%I for each row execute function guard.same_held()', name);
end $$;
revoke execute on function guard.same_held, guard.keep_held, guard.protect_of_test from public;

-- What we said staff would be able to do, set before the exercise and scored after it.
create table public.test_objectives (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  held_at timestamptz,
  number integer not null check (number between 1 and 50),
  says text not null check (length(says) between 2 and 200),
  -- One list of times that are worth comparing from test to test.
  measure text check (measure in ('folder-in-hand', 'sheets-found', 'on-call-reached', 'first-paper-record', 'next-shift-takes-over',
    'visits-sorted', 'phone-tree', 'paper-entered', 'restored')),
  target_minutes integer check (target_minutes between 1 and 525600),
  target_words text check (length(target_words) <= 40),
  result text check (result in ('met', 'partly-met', 'not-met', 'not-tested')),
  actual_minutes integer check (actual_minutes between 0 and 525600),
  actual_words text check (length(actual_words) <= 40),
  note text check (length(note) <= 300),
  owner_id uuid,
  set_at timestamptz not null,
  scored_by uuid,
  scored_role text,
  scored_at timestamptz,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, number),
  foreign key (organisation_id, record_id) references public.resilience_tests (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  foreign key (organisation_id, scored_by) references public.people (organisation_id, id),
  check ((result is null) = (scored_by is null) and (result is null) = (scored_role is null) and (result is null) = (scored_at is null)),
  check (result is null or held_at is not null),
  constraint objectives_not_met_needs_owner check (result <> 'not-met' or owner_id is not null)
);
create index test_objectives_by_measure on public.test_objectives (organisation_id, measure, held_at desc);
select guard.protect_of_test('test_objectives', '{insert,update}');

-- Who took part, as counts.
create table public.test_participants (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  held_at timestamptz,
  who text not null check (length(who) between 2 and 80),
  shift text not null check (shift in ('day', 'evening', 'night', 'weekend', 'handover')),
  took_part integer not null check (took_part between 0 and 5000),
  expected integer check (expected between 0 and 5000),
  noted_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, who, shift),
  check (took_part <= expected),
  foreign key (organisation_id, record_id) references public.resilience_tests (organisation_id, id)
);
select guard.protect_of_test('test_participants', '{insert,update}');

-- What happened, minute by minute: cards handed out, responses, problems. Only ever added to.
create table public.test_events (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  held_at timestamptz,
  at timestamptz not null,
  kind text not null check (kind in ('card', 'response', 'problem')),
  says text not null check (length(says) between 1 and 400),
  written_by uuid not null,
  role text not null,
  written_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.resilience_tests (organisation_id, id),
  foreign key (organisation_id, written_by) references public.people (organisation_id, id)
);
create index test_events_in_order on public.test_events (organisation_id, record_id, at, id);
select guard.protect_of_test('test_events', '{insert}');

-- What was learned; each finding ends in an action.
create table public.test_findings (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  held_at timestamptz,
  number integer not null check (number between 1 and 99),
  says text not null check (length(says) between 2 and 300),
  objective_id uuid,
  action_id uuid,
  found_by uuid not null,
  role text not null,
  found_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, number),
  foreign key (organisation_id, record_id) references public.resilience_tests (organisation_id, id),
  foreign key (organisation_id, objective_id) references public.test_objectives (organisation_id, id),
  foreign key (organisation_id, action_id) references public.records (organisation_id, id),
  foreign key (organisation_id, found_by) references public.people (organisation_id, id)
);
select guard.protect_of_test('test_findings', '{insert,update}');
