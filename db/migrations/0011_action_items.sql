-- Actions: one tracker for everything that was learned, whatever taught it.
create table public.action_items (
  organisation_id uuid not null,
  id uuid not null,
  title text not null check (length(title) between 3 and 200),
  detail text check (length(detail) <= 2000),
  finding text check (length(finding) <= 400),
  source_kind text not null check (source_kind in ('disruption-review', 'resilience-test', 'risk', 'audit', 'meeting', 'device',
    'material-check', 'competency', 'supplier-review', 'commissioner', 'inspection', 'feedback')),
  source_id uuid,
  owner_id uuid not null,
  due_on date not null,
  original_due_on date not null,
  due_changes integer not null default 0 check (due_changes >= 0),
  priority text not null check (priority in ('urgent', 'high', 'medium', 'low')),
  strength text not null,
  level text not null,
  measure text not null check (length(measure) between 3 and 600),
  state text not null check (state in ('draft', 'open', 'in-progress', 'blocked', 'completed', 'verified', 'effective', 'not-effective', 'cancelled')),
  blocked_reason text check (length(blocked_reason) <= 600),
  raised_by uuid not null,
  raised_at timestamptz not null,
  completed_at timestamptz,
  completed_by uuid,
  proof text check (proof in ('file', 'record', 'note')),
  verified_at timestamptz,
  effect_due_on date,
  service_ids uuid[] not null default '{}',
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, source_id) references public.records (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  foreign key (organisation_id, raised_by) references public.people (organisation_id, id),
  foreign key (organisation_id, completed_by) references public.people (organisation_id, id),
  constraint action_items_strength_of_level check (
    (strength = 'strong' and level in ('forcing-function', 'physical-change', 'simplify', 'standardise', 'automation', 'leadership'))
    or (strength = 'intermediate' and level in ('redundancy', 'staffing', 'software-change', 'fewer-distractions', 'checklist', 'read-back', 'communication'))
    or (strength = 'weak' and level in ('double-check', 'warning', 'procedure', 'training', 'analysis'))),
  constraint action_items_original_date_kept check (due_changes > 0 or due_on = original_due_on),
  constraint action_items_blocked_needs_reason check ((state = 'blocked') = (blocked_reason is not null)),
  constraint action_items_completed_whole check (
    case when state in ('completed', 'verified', 'effective', 'not-effective')
      then completed_at is not null and completed_by is not null and proof is not null and effect_due_on is not null
      else completed_at is null and completed_by is null and proof is null and effect_due_on is null end),
  constraint action_items_verified_whole check ((state in ('verified', 'effective', 'not-effective')) = (verified_at is not null))
);
create index action_items_by_due on public.action_items (organisation_id, due_on, id);
create index action_items_by_title on public.action_items (organisation_id, title, id);
create index action_items_by_change on public.action_items (organisation_id, changed_at desc, id desc);
create index action_items_by_source on public.action_items (organisation_id, source_id);
create index action_items_by_owner on public.action_items (organisation_id, owner_id, due_on);
select guard.protect('action_items', 'services', record_column => 'id',
  outside => 'state <> ''draft'' and service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''action-items'') and raised_at <= guard.context_to() and (verified_at is null or verified_at >= guard.context_from())');

-- What its owner and others wrote on the way, in order; nothing is ever changed here.
create table public.action_progress (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  note text not null check (length(note) between 1 and 2000),
  state text not null check (state in ('open', 'in-progress', 'blocked')),
  person_id uuid not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.action_items (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id)
);
create index action_progress_of on public.action_progress (organisation_id, record_id, at, id);
select guard.protect('action_progress', 'child', record_column => 'record_id', writes => '{insert}');

create table public.action_due_changes (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  from_on date not null,
  to_on date not null check (to_on <> from_on),
  reason text not null check (length(reason) between 1 and 600),
  person_id uuid not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.action_items (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id)
);
create index action_due_changes_of on public.action_due_changes (organisation_id, record_id, at, id);
select guard.protect('action_due_changes', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''action-items'') and at <= guard.context_to()');

-- Done, says its owner, and this shows it. An action that is handed back may be completed again.
create table public.action_completions (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  summary text not null check (length(summary) between 1 and 2000),
  proof text not null check (proof in ('file', 'record', 'note')),
  attachment_id uuid,
  evidence_id uuid,
  proof_note text check (length(proof_note) <= 600),
  person_id uuid not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.action_items (organisation_id, id),
  foreign key (organisation_id, attachment_id) references public.attachments (organisation_id, id),
  foreign key (organisation_id, evidence_id) references public.records (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  constraint action_completions_one_proof check (
    (proof = 'file') = (attachment_id is not null) and (proof = 'record') = (evidence_id is not null)
    and (proof = 'note') = (proof_note is not null))
);
create index action_completions_of on public.action_completions (organisation_id, record_id, at, id);
select guard.protect('action_completions', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''action-items'') and at <= guard.context_to()');

-- Someone who neither owns nor completed it has looked; "alone" says that no such person exists.
create table public.action_verifications (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  outcome text not null check (outcome in ('confirmed', 'returned')),
  how text not null check (length(how) between 1 and 2000),
  owner_id uuid not null,
  completed_by uuid not null,
  person_id uuid not null,
  alone boolean not null default false,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.action_items (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  foreign key (organisation_id, completed_by) references public.people (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  constraint action_verifications_second_person check (alone or (person_id <> owner_id and person_id <> completed_by))
);
create index action_verifications_of on public.action_verifications (organisation_id, record_id, at, id);
select guard.protect('action_verifications', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''action-items'') and at <= guard.context_to()');

create table public.action_effect_checks (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  result text not null check (result in ('effective', 'not-effective')),
  found text not null check (length(found) between 1 and 2000),
  owner_id uuid not null,
  person_id uuid not null,
  alone boolean not null default false,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.action_items (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  constraint action_effect_checks_second_person check (alone or person_id <> owner_id)
);
create index action_effect_checks_of on public.action_effect_checks (organisation_id, record_id, at, id);
select guard.protect('action_effect_checks', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''action-items'') and at <= guard.context_to()');

create table public.action_cancellations (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  reason text not null check (length(reason) between 1 and 600),
  from_state text not null check (from_state in ('draft', 'open', 'in-progress', 'blocked')),
  owner_id uuid not null,
  approved_by uuid not null,
  alone boolean not null default false,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id),
  foreign key (organisation_id, record_id) references public.action_items (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  foreign key (organisation_id, approved_by) references public.people (organisation_id, id),
  constraint action_cancellations_approver check (alone or from_state = 'draft' or approved_by <> owner_id)
);
select guard.protect('action_cancellations', 'child', record_column => 'record_id', writes => '{insert}');
