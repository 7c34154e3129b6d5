-- Which record is evidence for which statement. The frameworks themselves are a reference list: a link keeps the
-- version of the list it was made under, so that a correction never changes what somebody linked.
create table public.evidence_links (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  framework_id text not null check (framework_id ~ '^[a-z0-9-]{1,60}$'),
  list_version integer not null check (list_version > 0),
  statement_id text not null check (statement_id ~ '^[a-z0-9-]{1,80}$'),
  category text not null check (category in ('people-experience', 'staff-leaders-feedback', 'partners-feedback',
    'observation', 'processes', 'outcomes')),
  -- The day the evidence speaks for; without one, the day the record last changed.
  dated_on date,
  note text check (length(note) between 1 and 400),
  linked_by uuid not null,
  linked_at timestamptz not null,
  ended_at timestamptz check (ended_at >= linked_at),
  ended_by uuid,
  ended_reason text check (length(ended_reason) between 1 and 400),
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.records (organisation_id, id),
  foreign key (organisation_id, linked_by) references public.people (organisation_id, id),
  foreign key (organisation_id, ended_by) references public.people (organisation_id, id),
  constraint evidence_links_not_ahead check (dated_on <= (linked_at at time zone 'Europe/London')::date),
  constraint evidence_links_end_is_whole check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null))
);
create unique index evidence_links_once on public.evidence_links (organisation_id, record_id, framework_id, statement_id, category)
  where ended_at is null;
create index evidence_links_statement on public.evidence_links (organisation_id, framework_id, statement_id, id);
select guard.protect('evidence_links', 'child', record_column => 'record_id',
  outside => 'ended_at is null and service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''frameworks'')');
