-- Who there is: organisations, their services and people, what outsiders are granted; and one table of records.

create table public.organisations (
  organisation_id uuid not null,
  id uuid not null check (id = organisation_id),
  name text not null check (length(name) between 2 and 120),
  sample boolean not null default false,
  single_person boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id)
);
select guard.protect('organisations', 'organisation', writes => '{update}', worker => true, outside => 'true');

create table public.people (
  organisation_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  name text not null check (length(name) between 2 and 120),
  email text not null,
  disabled_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, account_id),
  foreign key (organisation_id, organisation_id) references public.organisations (organisation_id, id)
);
select guard.protect('people', 'organisation', kept_out => '{name,email}', outside => null);

create table public.legal_providers (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 2 and 200),
  cqc_provider_id text,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, cqc_provider_id),
  foreign key (organisation_id, organisation_id) references public.organisations (organisation_id, id)
);
select guard.protect('legal_providers', 'organisation', outside => 'true');

create table public.services (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 2 and 200),
  types text[] not null default '{}',
  cqc_location_id text,
  ods_code text,
  legal_provider_id uuid,
  manager_id uuid,
  address text,
  postcode text,
  local_authority text,
  beds integer check (beds between 0 and 5000),
  people_supported integer check (people_supported between 0 and 100000),
  closed_on date,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, cqc_location_id),
  foreign key (organisation_id, legal_provider_id) references public.legal_providers (organisation_id, id),
  foreign key (organisation_id, manager_id) references public.people (organisation_id, id),
  foreign key (organisation_id, organisation_id) references public.organisations (organisation_id, id)
);
create index services_name on public.services (organisation_id, name, id);
select guard.protect('services', 'organisation', outside => 'id = any (guard.context_services())');

create table public.sites (
  organisation_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('house', 'floor', 'unit', 'medicines-room', 'office', 'branch-room', 'other')),
  closed_on date,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, service_id, name),
  foreign key (organisation_id, service_id) references public.services (organisation_id, id)
);
select guard.protect('sites', 'service');

create table public.memberships (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('care-worker', 'shift-lead', 'care-coordinator', 'deputy-manager', 'registered-manager',
    'regional-manager', 'nominated-individual', 'quality-compliance-lead', 'digital-lead', 'board-member', 'internal-auditor', 'org-admin')),
  title text check (length(title) <= 80),
  all_services boolean not null default false,
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at >= starts_at),
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id)
);
create index memberships_person on public.memberships (organisation_id, person_id);
select guard.protect('memberships', 'organisation');

create table public.membership_services (
  organisation_id uuid not null,
  id uuid not null,
  membership_id uuid not null,
  service_id uuid not null,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, membership_id) references public.memberships (organisation_id, id),
  foreign key (organisation_id, service_id) references public.services (organisation_id, id)
);
create unique index membership_services_once on public.membership_services (organisation_id, membership_id, service_id) where ended_at is null;
select guard.protect('membership_services', 'organisation');

create table public.commissioner_bodies (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 2 and 200),
  kind text not null check (kind in ('council', 'icb', 'other')),
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, name),
  foreign key (organisation_id, organisation_id) references public.organisations (organisation_id, id)
);
select guard.protect('commissioner_bodies', 'organisation', outside => 'id = guard.context_body()');

create table public.commissioning_links (
  organisation_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  service_id uuid not null,
  contract_reference text check (length(contract_reference) <= 120),
  notice_hours integer check (notice_hours between 1 and 720),
  starts_on date,
  ends_on date check (ends_on >= starts_on),
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, body_id, service_id),
  foreign key (organisation_id, body_id) references public.commissioner_bodies (organisation_id, id),
  foreign key (organisation_id, service_id) references public.services (organisation_id, id)
);
select guard.protect('commissioning_links', 'service');

create table public.records (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('risk', 'action-item', 'system', 'disruption', 'resilience-test', 'material', 'bundle', 'request')),
  reference text not null,
  title text not null check (length(title) between 1 and 200),
  state text not null,
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, reference),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  foreign key (organisation_id, organisation_id) references public.organisations (organisation_id, id)
);
create index records_kind on public.records (organisation_id, kind, changed_at desc, id);
select guard.protect('records', 'services', record_column => '', worker => true,
  outside => 'state <> ''draft'' and service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(case kind
    when ''risk'' then ''risks'' when ''action-item'' then ''action-items'' when ''system'' then ''systems''
    when ''disruption'' then ''disruptions'' when ''resilience-test'' then ''resilience-tests'' when ''material'' then ''materials'' end)');
-- The trail names the record itself.
drop trigger capture on public.records;
create trigger capture after insert or update or delete on public.records for each row execute function guard.capture('records', 'id', '{}');

create table public.record_services (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_id uuid not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, service_id),
  foreign key (organisation_id, record_id) references public.records (organisation_id, id),
  foreign key (organisation_id, service_id) references public.services (organisation_id, id)
);
create trigger keep_services after insert or update or delete on public.record_services
  for each row execute function guard.keep_services();
select guard.protect('record_services', 'organisation', writes => '{insert,delete}');

create table public.record_links (
  organisation_id uuid not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null check (to_id <> from_id),
  kind text not null check (kind in ('raised', 'realised', 'answers', 'controls', 'tests', 'uses', 'about', 'evidence', 'retests')),
  service_ids uuid[] not null default '{}',
  note text check (length(note) <= 400),
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, from_id, to_id, kind),
  foreign key (organisation_id, from_id) references public.records (organisation_id, id),
  foreign key (organisation_id, to_id) references public.records (organisation_id, id)
);
create index record_links_to on public.record_links (organisation_id, to_id);
select guard.protect('record_links', 'child', record_column => 'from_id', writes => '{insert,delete}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services()');

create table public.attachments (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  name text not null check (length(name) between 1 and 200),
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg', 'text/csv', 'text/plain')),
  bytes bigint not null check (bytes between 1 and 52428800),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  location_tags boolean not null default false,
  author_tags boolean not null default false,
  note text check (length(note) <= 400),
  added_by uuid not null,
  added_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, sha256),
  foreign key (organisation_id, record_id) references public.records (organisation_id, id),
  foreign key (organisation_id, added_by) references public.people (organisation_id, id)
);
select guard.protect('attachments', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services()');

-- What an author was told about possible personal data in a text, and what they chose.
create table public.personal_data_choices (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  field text not null,
  kinds text[] not null,
  choice text not null check (choice in ('confirmed')),
  reason text check (length(reason) <= 400),
  person_id uuid not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.records (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id)
);
select guard.protect('personal_data_choices', 'child', record_column => 'record_id', writes => '{insert}');

create table public.saved_views (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  room text not null,
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 2000),
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, person_id, room, name),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id)
);
select guard.protect('saved_views', 'person', writes => '{insert,update,delete}');

create table public.reference_counters (
  organisation_id uuid not null,
  id uuid not null,
  prefix text not null,
  year integer not null default 0,
  last integer not null default 0,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, prefix, year)
);
select guard.protect('reference_counters', 'organisation', captured => false);

-- What a person outside may see: named, for services, a period and a window of time.
create table public.outside_grants (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('inspector', 'commissioner')),
  account_id uuid not null,
  name text not null check (length(name) between 2 and 120),
  email text not null,
  body_id uuid,
  sections text[] not null default '{}',
  purpose text not null check (length(purpose) between 1 and 200),
  period_from timestamptz,
  period_to timestamptz check (period_to >= period_from),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  ended_at timestamptz,
  ended_reason text check (length(ended_reason) <= 400),
  service_ids uuid[] not null default '{}',
  owner_id uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  check ((kind = 'commissioner') = (body_id is not null)),
  check ((ended_at is null) = (ended_reason is null)),
  foreign key (organisation_id, body_id) references public.commissioner_bodies (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id)
);
select guard.protect('outside_grants', 'services', kept_out => '{name,email}', outside => 'id = guard.context_grant()');

create table public.grant_services (
  organisation_id uuid not null,
  id uuid not null,
  grant_id uuid not null,
  service_id uuid not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, grant_id, service_id),
  foreign key (organisation_id, grant_id) references public.outside_grants (organisation_id, id),
  foreign key (organisation_id, service_id) references public.services (organisation_id, id)
);
select guard.protect('grant_services', 'organisation', writes => '{insert,delete}');

-- Everything an outsider opens or downloads, written before it is read.
create table public.access_events (
  organisation_id uuid not null,
  id uuid not null,
  grant_id uuid not null,
  service_ids uuid[] not null default '{}',
  at timestamptz not null,
  kind text not null check (kind in ('sign-in', 'view', 'download')),
  what text not null check (length(what) <= 400),
  record_id uuid,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, grant_id) references public.outside_grants (organisation_id, id)
);
create index access_events_grant on public.access_events (organisation_id, grant_id, at desc, id);
select guard.protect('access_events', 'child', writes => '{}');
