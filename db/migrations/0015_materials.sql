-- Printed and other paper materials that care falls back on: one row per copy at one place.
create table public.materials (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('downtime-procedure', 'care-summary', 'mar-chart', 'time-critical-list', 'priority-list',
    'rota-backup', 'contact-list', 'next-of-kin-list', 'manual-forms', 'handover-template', 'visit-log', 'enhanced-checks-sheet',
    'evacuation-peep', 'key-safe-access', 'controlled-drugs-register', 'supplier-support-card', 'login-break-glass',
    'network-power-guide', 'hospital-pack', 'communication-template', 'spare-equipment', 'continuity-plan', 'reconciliation-guide')),
  service_id uuid not null,
  site_id uuid,
  place text not null check (length(place) between 2 and 120),
  shelf text not null,
  copy_number integer not null default 1 check (copy_number between 1 and 99),
  copies integer not null default 1 check (copies between 1 and 99),
  shows_priorities boolean,
  content_as_of timestamptz,
  printed_at timestamptz,
  use_until timestamptz,
  state text not null default 'draft' check (state in ('draft', 'current', 'superseded', 'withdrawn')),
  ended_reason text check (length(ended_reason) between 1 and 400),
  last_result text check (last_result in ('present-current', 'present-out-of-date', 'missing', 'illegible-damaged', 'unsealed', 'no-date-stamp')),
  last_checked_at timestamptz,
  last_role text,
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, service_id) references public.services (organisation_id, id),
  foreign key (organisation_id, site_id) references public.sites (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  constraint materials_one_service check (service_ids = array[service_id]),
  constraint materials_copy_of_copies check (copy_number <= copies),
  constraint materials_current_needs_dates check (state <> 'current'
    or (content_as_of is not null and printed_at is not null and use_until is not null)),
  constraint materials_dates_in_order check (content_as_of <= printed_at and printed_at < use_until),
  constraint materials_ended_needs_reason check ((state in ('superseded', 'withdrawn')) = (ended_reason is not null)),
  constraint materials_check_is_whole check ((last_result is null) = (last_checked_at is null) and (last_result is null) = (last_role is null)),
  constraint materials_priorities_of_rotas check (kind in ('rota-backup', 'priority-list') or shows_priorities is null)
);
create index materials_by_shelf on public.materials (organisation_id, shelf, id);
create index materials_by_service on public.materials (organisation_id, service_id, state);
create index materials_by_end on public.materials (organisation_id, coalesce(use_until, '-infinity'), id);
create index materials_by_check on public.materials (organisation_id, coalesce(last_checked_at, '-infinity'), id);
select guard.protect('materials', 'services', record_column => 'id',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''materials'')');

-- Each reprint is a fact: the dates that the copy carried from then on.
create table public.material_stamps (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  content_as_of timestamptz not null,
  printed_at timestamptz not null,
  use_until timestamptz not null,
  stamped_by uuid not null,
  role text not null,
  stamped_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  check (content_as_of <= printed_at and printed_at < use_until),
  foreign key (organisation_id, record_id) references public.materials (organisation_id, id),
  foreign key (organisation_id, stamped_by) references public.people (organisation_id, id)
);
create index material_stamps_of on public.material_stamps (organisation_id, record_id, stamped_at desc, id);
select guard.protect('material_stamps', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''materials'')
    and stamped_at >= guard.context_from() and stamped_at <= guard.context_to()');

-- Each look at the copy where it is kept is a fact.
create table public.material_checks (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  result text not null check (result in ('present-current', 'present-out-of-date', 'missing', 'illegible-damaged', 'unsealed', 'no-date-stamp')),
  note text check (length(note) <= 400),
  checked_by uuid not null,
  role text not null,
  checked_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.materials (organisation_id, id),
  foreign key (organisation_id, checked_by) references public.people (organisation_id, id)
);
create index material_checks_of on public.material_checks (organisation_id, record_id, checked_at desc, id);
select guard.protect('material_checks', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''materials'')
    and checked_at >= guard.context_from() and checked_at <= guard.context_to()');

-- Who knows the material: how many of how many, by which method, on which day.
create table public.material_knowledge (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  knowing integer not null check (knowing >= 0),
  asked integer not null check (asked between 1 and 5000),
  method text not null check (method in ('observed', 'scenario-question', 'quiz', 'e-learning', 'drill-participation', 'self-declaration')),
  shown_on date not null,
  noted_by uuid not null,
  role text not null,
  noted_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  check (knowing <= asked),
  foreign key (organisation_id, record_id) references public.materials (organisation_id, id),
  foreign key (organisation_id, noted_by) references public.people (organisation_id, id)
);
create index material_knowledge_of on public.material_knowledge (organisation_id, record_id, shown_on desc, id);
select guard.protect('material_knowledge', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''materials'')
    and noted_at >= guard.context_from() and noted_at <= guard.context_to()');
