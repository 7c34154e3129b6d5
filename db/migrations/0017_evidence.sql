-- Evidence bundles: prepared by one person, issued by another, never changed afterwards.
create table public.bundles (
  organisation_id uuid not null,
  id uuid not null,
  reference text not null,
  purpose text not null check (purpose in ('commissioner', 'cqc-inspection', 'board')),
  title text not null check (length(title) between 2 and 120),
  body_id uuid,
  recipient text not null check (length(recipient) between 2 and 120),
  marking text not null check (marking in ('Public', 'Commercial in confidence', 'Board confidential')),
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  framework text not null,
  sections text[] not null check (cardinality(sections) > 0),
  state text not null default 'draft' check (state in ('draft', 'assembling', 'ready', 'issuing', 'issued', 'superseded', 'withdrawn')),
  snapshot_at timestamptz,
  content_sha256 text check (content_sha256 ~ '^[0-9a-f]{64}$'),
  issue integer not null default 1,
  supersedes_id uuid,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  issued_by uuid,
  issued_at timestamptz,
  alone boolean not null default false,
  ended_at timestamptz,
  ended_by uuid,
  ended_reason text check (length(ended_reason) <= 400),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint,
  records_fingerprint text check (records_fingerprint ~ '^[0-9a-f]{64}$'),
  key_fingerprint text,
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  check (purpose <> 'commissioner' or body_id is not null),
  constraint bundles_issued_is_whole check (
    state not in ('issued', 'superseded', 'withdrawn')
    or (sha256 is not null and bytes is not null and records_fingerprint is not null and issued_by is not null and issued_at is not null and snapshot_at is not null)),
  constraint bundles_two_people check (issued_by is null or alone or issued_by <> prepared_by),
  constraint bundles_end_has_reason check ((state in ('superseded', 'withdrawn')) = (ended_at is not null and ended_reason is not null)),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, body_id) references public.commissioner_bodies (organisation_id, id),
  foreign key (organisation_id, supersedes_id) references public.bundles (organisation_id, id),
  foreign key (organisation_id, prepared_by) references public.people (organisation_id, id),
  foreign key (organisation_id, issued_by) references public.people (organisation_id, id),
  foreign key (organisation_id, ended_by) references public.people (organisation_id, id)
);
create index bundles_by_change on public.bundles (organisation_id, changed_at desc, id desc);
create index bundles_by_title on public.bundles (organisation_id, title, id);
select guard.protect('bundles', 'services', record_column => 'id', worker => true,
  outside => 'state in (''issued'', ''superseded'', ''withdrawn'') and (body_id = guard.context_body()
    or (purpose = ''cqc-inspection'' and guard.context_role() = ''inspector'' and service_ids <@ guard.context_services()))');

-- What an issued bundle says of itself is fixed; only its end may be added.
create function guard.keep_issued() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state in ('issued', 'superseded', 'withdrawn') and
     (new.title, new.body_id, new.recipient, new.period_from, new.period_to, new.sections, new.snapshot_at, new.issue, new.sha256, new.bytes,
      new.records_fingerprint, new.key_fingerprint, new.prepared_by, new.issued_by, new.issued_at) is distinct from
     (old.title, old.body_id, old.recipient, old.period_from, old.period_to, old.sections, old.snapshot_at, old.issue, old.sha256, old.bytes,
      old.records_fingerprint, old.key_fingerprint, old.prepared_by, old.issued_by, old.issued_at) then
    raise exception 'an issued bundle never changes' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger keep_issued after update on public.bundles for each row execute function guard.keep_issued();

-- How far the worker is with a bundle: shown, never kept as history.
create table public.bundle_progress (
  organisation_id uuid not null,
  id uuid not null,
  service_ids uuid[] not null default '{}',
  step integer not null default 0,
  steps integer not null default 0,
  words text not null default '',
  fault text,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references public.bundles (organisation_id, id)
);
select guard.protect('bundle_progress', 'child', record_column => 'id', captured => false, worker => true);

-- Each free text that will leave, as it stood at the snapshot.
create table public.bundle_texts (
  organisation_id uuid not null,
  id uuid not null,
  bundle_id uuid not null,
  service_ids uuid[] not null default '{}',
  record_id uuid,
  source text not null,
  field text not null,
  words text not null,
  kinds text[] not null default '{}',
  cleared_by uuid,
  cleared_at timestamptz,
  version integer not null default 1,
  primary key (organisation_id, id),
  check ((cleared_by is null) = (cleared_at is null)),
  foreign key (organisation_id, bundle_id) references public.bundles (organisation_id, id),
  foreign key (organisation_id, cleared_by) references public.people (organisation_id, id)
);
create index bundle_texts_bundle on public.bundle_texts (organisation_id, bundle_id, id);
select guard.protect('bundle_texts', 'child', record_column => 'bundle_id', kept_out => '{words}', worker => true);
create policy worker_delete on public.bundle_texts for delete to holdfast_worker using (true);
grant delete on public.bundle_texts to holdfast_worker;

-- The public half of each key that has signed a bundle; the private half never leaves the worker.
create table public.signing_keys (
  organisation_id uuid not null,
  id uuid not null,
  fingerprint text not null,
  public_key text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, fingerprint),
  foreign key (organisation_id, organisation_id) references public.organisations (organisation_id, id)
);
select guard.protect('signing_keys', 'organisation', writes => '{}', worker => true);

-- Anyone may compare a bundle's key with the one its provider published.
create function auth.published_keys() returns table (organisation text, fingerprint text, created_at timestamptz, retired_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select o.name, k.fingerprint, k.created_at, k.retired_at
  from public.signing_keys k join public.organisations o on o.organisation_id = k.organisation_id
  order by o.name, k.created_at desc
$$;
grant execute on function auth.published_keys to holdfast_auth;

create table public.bundle_acknowledgements (
  organisation_id uuid not null,
  id uuid not null,
  bundle_id uuid not null,
  service_ids uuid[] not null default '{}',
  grant_id uuid not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, bundle_id, grant_id),
  foreign key (organisation_id, bundle_id) references public.bundles (organisation_id, id),
  foreign key (organisation_id, grant_id) references public.outside_grants (organisation_id, id)
);
select guard.protect('bundle_acknowledgements', 'child', record_column => 'bundle_id', writes => '{}', outside => 'grant_id = guard.context_grant()');

-- A commissioner's officer says that a bundle has arrived; nothing else of theirs writes here.
create function guard.acknowledge_bundle(bundle uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare parts text[] := guard.verified();
begin
  if parts is null or parts[10] = '' then raise exception 'context refused' using errcode = 'HF001'; end if;
  execute format('set local holdfast.verb = %L', 'outside.acknowledge');
  perform 1 from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
  insert into public.bundle_acknowledgements (organisation_id, id, bundle_id, service_ids, grant_id, at)
    select b.organisation_id, gen_random_uuid(), b.id, b.service_ids, parts[10]::uuid, clock_timestamp()
    from public.bundles b where b.organisation_id = parts[3]::uuid and b.id = bundle and b.state = 'issued' and b.body_id = nullif(parts[13], '')::uuid
    on conflict do nothing;
end $$;
grant execute on function guard.acknowledge_bundle to holdfast_outside;

-- Who a job acts for: the person who asked, while they still may.
create function guard.bundle_job(bundle uuid) returns table (organisation_id uuid, state text, prepared_by uuid, issued_by uuid)
language sql stable security definer set search_path = '' as $$
  select b.organisation_id, b.state, b.prepared_by, b.issued_by from public.bundles b where b.id = bundle
$$;
grant execute on function guard.bundle_job to holdfast_worker;

-- How many records touch the scope and are still left out: those of the whole organisation, and those shared with other services.
create function guard.left_out() returns table (kind text, wide bigint, shared bigint)
language sql stable security definer set search_path = '' as $$
  select r.kind, count(*) filter (where r.service_ids = '{}'), count(*) filter (where r.service_ids <> '{}')
  from public.records r
  where r.organisation_id = guard.context_org() and r.kind not in ('bundle', 'request')
    and (r.service_ids = '{}' or (r.service_ids && guard.context_services() and not r.service_ids <@ guard.context_services()))
  group by r.kind order by r.kind
$$;
grant execute on function guard.left_out to holdfast_outside;

-- What the worker may know of people and bodies: a title or role in words, the name of a commissioner.
create function guard.title_of(person uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(m.title, m.role) from public.memberships m
  where m.organisation_id = guard.context_org() and m.person_id = person
  order by m.ends_at desc nulls first, m.starts_at desc limit 1
$$;
create function guard.body_name(body uuid) returns text
language sql stable security definer set search_path = '' as $$
  select b.name from public.commissioner_bodies b where b.organisation_id = guard.context_org() and b.id = body
$$;
grant execute on function guard.title_of, guard.body_name to holdfast_worker;
