-- Digital systems that care depends on.
create table public.systems (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 2 and 120),
  category text not null,
  tier integer not null check (tier between 1 and 4),
  hosting text not null check (hosting in ('cloud-saas', 'on-premises', 'hybrid', 'device-only', 'analogue-line')),
  supplier text check (length(supplier) <= 120),
  objective_minutes integer check (objective_minutes between 1 and 525600),
  tolerable_minutes integer check (tolerable_minutes between 1 and 525600),
  care_reason text check (length(care_reason) <= 600),
  analogue boolean not null default false,
  analogue_ends_on date,
  state text not null default 'in-use' check (state in ('in-use', 'retired')),
  retired_reason text check (length(retired_reason) <= 400),
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  constraint systems_objective_within_tolerable check (objective_minutes <= tolerable_minutes),
  constraint systems_tolerable_needs_reason check (tolerable_minutes is null or care_reason is not null),
  constraint systems_retired_needs_reason check ((state = 'retired') = (retired_reason is not null)),
  check (analogue or analogue_ends_on is null)
);
create index systems_by_tier on public.systems (organisation_id, tier, id);
create index systems_by_name on public.systems (organisation_id, name, id);
create index systems_by_change on public.systems (organisation_id, changed_at desc, id desc);
select guard.protect('systems', 'services', record_column => 'id',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''systems'')');
