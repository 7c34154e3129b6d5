-- Services brought in from a file: the draft, what was chosen, and what became of it.
create index services_by_authority on public.services (organisation_id, (coalesce(local_authority, '')), id);
create index services_by_people on public.services (organisation_id, (coalesce(people_supported, -1)), id);

create table public.service_imports (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  bytes bigint not null check (bytes between 1 and 67108864),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  header text[] not null check (cardinality(header) between 2 and 400),
  row_count integer not null check (row_count >= 1),
  mapping jsonb,
  providers text[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'imported', 'discarded')),
  uploaded_at timestamptz not null,
  ended_at timestamptz,
  created integer check (created >= 0),
  updated integer check (updated >= 0),
  unchanged integer check (unchanged >= 0),
  left_out integer check (left_out >= 0),
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references public.people (organisation_id, id),
  check ((state = 'open') = (ended_at is null)),
  check ((state = 'imported') = (created is not null and updated is not null and unchanged is not null and left_out is not null))
);
create index service_imports_recent on public.service_imports (organisation_id, uploaded_at desc, id);
create unique index service_imports_one_open on public.service_imports (organisation_id, person_id) where state = 'open';
select guard.protect('service_imports', 'organisation');
