-- Accounts, sessions and attempts: no tenant's data, reached by the auth role alone.

create table auth.accounts (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text,
  disabled_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);

create table auth.sessions (
  token_hash bytea primary key,
  account_id uuid not null references auth.accounts (id),
  organisation_id uuid,
  membership_id uuid,
  grant_id uuid,
  code_needed boolean not null default false,
  code_passed_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_reason text
);
create index sessions_account on auth.sessions (account_id) where ended_at is null;

create table auth.attempts (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('password', 'code', 'link')),
  subject_hash bytea not null,
  address_hash bytea not null,
  succeeded boolean not null
);
create index attempts_subject on auth.attempts (subject_hash, at);
create index attempts_address on auth.attempts (address_hash, at);

create table auth.password_links (
  token_hash bytea primary key,
  account_id uuid not null references auth.accounts (id),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table auth.grant_codes (
  id uuid primary key default gen_random_uuid(),
  grant_id uuid not null,
  code_hash bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  attempts integer not null default 0,
  used_at timestamptz
);
create index grant_codes_grant on auth.grant_codes (grant_id, created_at desc);

grant select, insert, update on all tables in schema auth to holdfast_auth;

-- The live session: 30 minutes idle, 12 hours in all; role, scope and validity re-read on each request.
create function auth.session_standing(hash bytea) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'accountId', a.id, 'email', a.email, 'name', a.name, 'createdAt', s.created_at, 'seenAt', s.seen_at,
    'organisationId', s.organisation_id, 'membershipId', s.membership_id, 'grantId', s.grant_id,
    'codeNeeded', s.code_needed and s.code_passed_at is null,
    'memberships', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', m.id, 'organisationId', m.organisation_id, 'organisation', o.name, 'sample', o.sample, 'personId', p.id,
        'name', p.name, 'role', m.role, 'title', m.title, 'allServices', m.all_services, 'endsAt', m.ends_at,
        'services', coalesce((select jsonb_agg(ms.service_id order by ms.service_id) from public.membership_services ms
          where ms.organisation_id = m.organisation_id and ms.membership_id = m.id and ms.ended_at is null), '[]'))
        order by o.name, m.starts_at, m.id)
      from public.people p
      join public.memberships m on m.organisation_id = p.organisation_id and m.person_id = p.id
      join public.organisations o on o.organisation_id = p.organisation_id
      where p.account_id = a.id and p.disabled_at is null
        and m.starts_at <= clock_timestamp() and (m.ends_at is null or m.ends_at > clock_timestamp())), '[]'),
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', g.id, 'organisationId', g.organisation_id, 'organisation', o.name, 'sample', o.sample, 'kind', g.kind,
        'name', g.name, 'purpose', g.purpose, 'sections', g.sections, 'bodyId', g.body_id,
        'from', g.period_from, 'to', g.period_to, 'startsAt', g.starts_at, 'endsAt', g.ends_at, 'endedAt', g.ended_at,
        'services', coalesce((select jsonb_agg(gs.service_id order by gs.service_id) from public.grant_services gs
          where gs.organisation_id = g.organisation_id and gs.grant_id = g.id), '[]'))
        order by g.ends_at desc, g.id)
      from public.outside_grants g join public.organisations o on o.organisation_id = g.organisation_id
      where g.account_id = a.id), '[]'))
  from auth.sessions s join auth.accounts a on a.id = s.account_id
  where s.token_hash = hash and s.ended_at is null and a.disabled_at is null
    and s.seen_at > clock_timestamp() - interval '30 minutes'
    and s.created_at > clock_timestamp() - interval '12 hours'
$$;
grant execute on function auth.session_standing to holdfast_auth;

-- The portal may end the sessions of people of its own organisation, and of those it granted access.
create function guard.end_sessions(account uuid, reason text) returns integer
language plpgsql security definer set search_path = '' as $$
declare organisation uuid := guard.context_org(); ended integer;
begin
  if not exists (select 1 from public.people p where p.organisation_id = organisation and p.account_id = account)
     and not exists (select 1 from public.outside_grants g where g.organisation_id = organisation and g.account_id = account) then
    return 0;
  end if;
  update auth.sessions s set ended_at = clock_timestamp(), ended_reason = reason
    where s.account_id = account and s.ended_at is null
      and (s.organisation_id is null or s.organisation_id = organisation);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- An invitation finds or makes the account and its link; the link's token never reaches the database.
create function guard.invite_account(account_email text, account_name text, link_hash bytea, hours integer) returns uuid
language plpgsql security definer set search_path = '' as $$
declare account uuid;
begin
  if guard.context_org() is null or nullif(current_setting('holdfast.verb', true), '') is null then
    raise exception 'a change needs an actor and a verb' using errcode = 'HF003';
  end if;
  insert into auth.accounts (id, email, name) values (gen_random_uuid(), lower(account_email), account_name)
    on conflict (email) do nothing;
  select a.id into account from auth.accounts a where a.email = lower(account_email);
  if link_hash is not null and exists (select 1 from auth.accounts a where a.id = account and a.password_hash is null) then
    insert into auth.password_links (token_hash, account_id, expires_at)
      values (link_hash, account, clock_timestamp() + make_interval(hours => least(hours, 72)));
  end if;
  return account;
end $$;

create function guard.set_grant_code(grant_row uuid, hash bytea) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select 1 from public.outside_grants g where g.organisation_id = guard.context_org() and g.id = grant_row
      and (guard.context_wide() or g.service_ids <@ guard.context_services())) then
    raise exception 'context refused' using errcode = 'HF001';
  end if;
  update auth.grant_codes c set expires_at = clock_timestamp() where c.grant_id = grant_row and c.used_at is null;
  insert into auth.grant_codes (grant_id, code_hash, expires_at) values (grant_row, hash, clock_timestamp() + interval '10 minutes');
end $$;
grant execute on function guard.end_sessions, guard.invite_account, guard.set_grant_code to holdfast_app;

-- What the outside role may do besides reading: have its reading recorded.
create function guard.record_view(event_kind text, what text, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare parts text[] := guard.verified();
begin
  if parts is null or parts[10] = '' then raise exception 'context refused' using errcode = 'HF001'; end if;
  execute format('set local holdfast.verb = %L', 'outside.' || event_kind);
  perform 1 from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
  insert into public.access_events (organisation_id, id, grant_id, service_ids, at, kind, what, record_id)
    select g.organisation_id, gen_random_uuid(), g.id, g.service_ids, clock_timestamp(), event_kind, left(record_view.what, 400), record
    from public.outside_grants g where g.organisation_id = parts[3]::uuid and g.id = parts[10]::uuid
      and g.ended_at is null and g.starts_at <= clock_timestamp() and g.ends_at > clock_timestamp();
  if not found then raise exception 'context expired' using errcode = 'HF002'; end if;
end $$;
grant execute on function guard.record_view to holdfast_outside;

-- Reference lists: the same for everyone, versioned, never edited.
create table public.reference_lists (
  name text not null,
  version integer not null,
  as_of date not null,
  sha256 text not null,
  content jsonb not null,
  loaded_at timestamptz not null default clock_timestamp(),
  primary key (name, version)
);
grant select on public.reference_lists to holdfast_app, holdfast_outside, holdfast_worker;

-- Jobs are named from a closed list and carry an id, nothing else.
create function guard.enqueue(task text, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if task not in ('assemble-bundle') then raise exception 'unknown task' using errcode = 'HF006'; end if;
  perform graphile_worker.add_job(task,
    json_build_object('organisationId', guard.context_org(), 'recordId', record),
    queue_name => guard.context_org()::text, max_attempts => 25, job_key => task || ':' || record);
end $$;
grant execute on function guard.enqueue to holdfast_app;

-- Someone whose only standing is an inspector's grant signs in with a code as well.
create function auth.needs_code(account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.outside_grants g where g.account_id = account and g.kind = 'inspector')
$$;
grant execute on function auth.needs_code to holdfast_auth;
