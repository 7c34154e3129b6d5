-- Whose link opens what. A link belongs to one standing: a person's place in an organisation, or one access from outside.
-- What a person holds in an organisation opens only after they accepted its invitation, by that invitation's own link.
create table auth.acceptances (
  organisation_id uuid not null,
  account_id uuid not null references auth.accounts (id),
  accepted_at timestamptz not null default clock_timestamp(),
  primary key (organisation_id, account_id)
);
create index acceptances_of_account on auth.acceptances (account_id);

-- Whoever has a password already came in before there was anything to accept.
insert into auth.acceptances (organisation_id, account_id)
  select p.organisation_id, p.account_id from public.people p join auth.accounts a on a.id = p.account_id
  where a.password_hash is not null;

-- Nobody knows any more for what the older links were made: a new one is made on the person's or the access's page.
delete from auth.password_links;
alter table auth.password_links
  add column organisation_id uuid not null,
  add column purpose text not null check (purpose in ('invitation', 'password', 'access')),
  add column standing_id uuid not null;
create index password_links_of_account on auth.password_links (account_id);

drop function guard.invite_account(text, text, bytea, integer);
drop function guard.renew_link(uuid, bytea, integer);
drop function guard.link_is_live(bytea);

-- The account of an address, made when there is none: the answer is the same either way.
create function guard.account_for(account_email text, account_name text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare account uuid;
begin
  if guard.context_org() is null or nullif(current_setting('holdfast.verb', true), '') is null then
    raise exception 'a change needs an actor and a verb' using errcode = 'HF003';
  end if;
  insert into auth.accounts (id, email, name) values (gen_random_uuid(), lower(account_email), account_name)
    on conflict (email) do nothing;
  select a.id into account from auth.accounts a where a.email = lower(account_email);
  return account;
end $$;

-- Whether an account's password alone opens more than its place in this organisation.
create function auth.opens_more(account uuid, organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account and c.organisation_id <> organisation)
      or exists (select 1 from public.outside_grants g join auth.grant_codes k on k.grant_id = g.id and k.used_at is not null
        where g.account_id = account)
$$;

-- A link for one standing, made by whoever could give that standing; its older links die. For somebody who accepted it is
-- a new password: false when the account opens more than this organisation, which no link of this organisation may then open.
create function guard.make_link(standing uuid, link_hash bytea, hours integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare organisation uuid := guard.context_org(); account uuid; kind text;
begin
  if organisation is null or nullif(current_setting('holdfast.verb', true), '') is null then
    raise exception 'a change needs an actor and a verb' using errcode = 'HF003';
  end if;
  if guard.context_role() = 'org-admin' then
    select p.account_id, case when c.account_id is null then 'invitation' else 'password' end into account, kind
      from public.people p
      left join auth.acceptances c on c.organisation_id = p.organisation_id and c.account_id = p.account_id
      where p.organisation_id = organisation and p.id = standing and p.disabled_at is null;
  elsif guard.context_role() in ('registered-manager', 'nominated-individual', 'quality-compliance-lead') then
    select g.account_id, 'access' into account, kind from public.outside_grants g
      where g.organisation_id = organisation and g.id = standing and g.ended_at is null
        and (guard.context_wide() or g.service_ids <@ guard.context_services())
        and not exists (select 1 from public.people p where p.organisation_id = organisation and p.account_id = g.account_id);
  end if;
  if account is null then raise exception 'context refused' using errcode = 'HF001'; end if;
  if kind = 'password' and auth.opens_more(account, organisation) then return false; end if;
  update auth.password_links l set expires_at = clock_timestamp()
    where l.organisation_id = organisation and l.standing_id = standing and l.used_at is null and l.expires_at > clock_timestamp();
  insert into auth.password_links (token_hash, account_id, expires_at, organisation_id, purpose, standing_id)
    values (link_hash, account, clock_timestamp() + make_interval(hours => least(hours, 72)), organisation, kind, standing);
  return true;
end $$;
grant execute on function guard.account_for, guard.make_link to holdfast_app;

-- Nobody is a person of an organisation and somebody it lets in from outside.
create function guard.one_way_in() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (tg_argv[0] = 'people' and exists (select 1 from public.outside_grants g where g.organisation_id = new.organisation_id
        and g.account_id = new.account_id and g.ended_at is null and g.ends_at > clock_timestamp()))
     or (tg_argv[0] = 'outside_grants' and exists (select 1 from public.people p where p.organisation_id = new.organisation_id
        and p.account_id = new.account_id)) then
    raise exception 'a person of the organisation, or somebody outside' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger one_way_in after insert on public.people for each row execute function guard.one_way_in('people');
create trigger one_way_in after insert or update of ends_at on public.outside_grants
  for each row execute function guard.one_way_in('outside_grants');

-- A link stands while what it was made for does.
create function auth.link_stands(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select case when link.purpose = 'access' then exists (select 1 from public.outside_grants g
      where g.organisation_id = link.organisation_id and g.id = link.standing_id and g.ended_at is null and g.ends_at > clock_timestamp())
    else exists (select 1 from public.people p
      where p.organisation_id = link.organisation_id and p.id = link.standing_id and p.disabled_at is null) end
$$;

-- A first password is set by the oldest link that stands; a new one only where it opens nothing but this organisation.
create function auth.link_sets(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select case when link.purpose = 'password' then not auth.opens_more(link.account_id, link.organisation_id)
    else exists (select 1 from auth.accounts a where a.id = link.account_id and a.password_hash is null)
      and not exists (select 1 from auth.password_links l where l.account_id = link.account_id
        and (l.created_at, l.token_hash) < (link.created_at, link.token_hash)
        and l.used_at is null and l.expires_at > clock_timestamp() and auth.link_stands(l)) end
$$;

-- What somebody who holds a link is told before they use it.
create function auth.link_says(hash bytea) returns table (
  email text, name text, password_hash text, organisation text, purpose text, sets boolean, posts jsonb)
language sql stable security definer set search_path = '' as $$
  select a.email, a.name, a.password_hash, o.name, l.purpose, auth.link_sets(l),
    coalesce((select jsonb_agg(jsonb_build_object('role', m.role, 'title', m.title) order by m.starts_at, m.id)
      from public.memberships m where m.organisation_id = l.organisation_id and m.person_id = l.standing_id
        and (m.ends_at is null or m.ends_at > clock_timestamp())), '[]')
  from auth.password_links l join auth.accounts a on a.id = l.account_id
  join public.organisations o on o.organisation_id = l.organisation_id
  where l.token_hash = hash and l.used_at is null and l.expires_at > clock_timestamp() and a.disabled_at is null
    and auth.link_stands(l)
$$;

-- Uses a link, once: with a password to set, or with the one in force, which the caller has compared. Ends every session.
create function auth.use_link(hash bytea, new_password text, known_password text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare link auth.password_links; account auth.accounts;
begin
  select a.* into account from auth.accounts a join auth.password_links l on l.account_id = a.id
    where l.token_hash = hash and a.disabled_at is null for update of a;
  if not found then return false; end if;
  select l.* into link from auth.password_links l
    where l.token_hash = hash and l.used_at is null and l.expires_at > clock_timestamp() for update;
  if not found or not auth.link_stands(link) then return false; end if;
  if new_password is not null then
    if not auth.link_sets(link) then return false; end if;
    update auth.accounts a set password_hash = new_password where a.id = account.id;
    update auth.password_links l set expires_at = clock_timestamp()
      where l.account_id = account.id and l.purpose = 'password' and l.token_hash <> hash
        and l.used_at is null and l.expires_at > clock_timestamp();
  elsif link.purpose <> 'invitation' or account.password_hash is null or account.password_hash is distinct from known_password then
    return false;
  end if;
  update auth.password_links l set used_at = clock_timestamp() where l.token_hash = hash;
  update auth.sessions s set ended_at = clock_timestamp(), ended_reason = 'new password'
    where s.account_id = account.id and s.ended_at is null;
  if link.purpose = 'invitation' then
    insert into auth.acceptances (organisation_id, account_id) values (link.organisation_id, account.id) on conflict do nothing;
  end if;
  return true;
end $$;
grant execute on function auth.link_says, auth.use_link to holdfast_auth;

-- The portal may end the sessions of people who accepted its own organisation, and of those it let in. Whoever is
-- disabled loses the links that were made for them too.
create or replace function guard.end_sessions(account uuid, reason text) returns integer
language plpgsql security definer set search_path = '' as $$
declare organisation uuid := guard.context_org(); ended integer;
begin
  update auth.password_links l set expires_at = clock_timestamp()
    where l.account_id = account and l.organisation_id = organisation and l.used_at is null and l.expires_at > clock_timestamp()
      and exists (select 1 from public.people p where p.organisation_id = organisation and p.id = l.standing_id and p.disabled_at is not null);
  if not exists (select 1 from public.people p join auth.acceptances c on c.organisation_id = p.organisation_id and c.account_id = p.account_id
       where p.organisation_id = organisation and p.account_id = account)
     and not exists (select 1 from public.outside_grants g join auth.grant_codes k on k.grant_id = g.id and k.used_at is not null
       where g.organisation_id = organisation and g.account_id = account) then
    return 0;
  end if;
  update auth.sessions s set ended_at = clock_timestamp(), ended_reason = reason
    where s.account_id = account and s.ended_at is null
      and (s.organisation_id is null or s.organisation_id = organisation);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- How the accounts of this organisation's people and grants stand, once they have come in here; before that nothing is
-- told, so that an invitation does not ask what other organisations hold.
create or replace function guard.account_standing() returns table (account_id uuid, ready boolean, elsewhere boolean, sessions integer, seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with held as (
    select p.account_id as id, c.account_id is not null as came_in from public.people p
      left join auth.acceptances c on c.organisation_id = p.organisation_id and c.account_id = p.account_id
      where p.organisation_id = guard.context_org()
    union
    select g.account_id, exists (select 1 from auth.password_links l where l.organisation_id = g.organisation_id
        and l.standing_id = g.id and l.used_at is not null)
      or exists (select 1 from auth.grant_codes k where k.grant_id = g.id and k.used_at is not null)
      from public.outside_grants g where g.organisation_id = guard.context_org() and not exists (select 1 from public.people p
        where p.organisation_id = g.organisation_id and p.account_id = g.account_id)),
  known as (select h.id, bool_or(h.came_in) as came_in from held h group by h.id)
  select a.id, k.came_in and a.password_hash is not null, k.came_in and auth.opens_more(a.id, guard.context_org()),
    (select count(*)::integer from auth.sessions s where k.came_in and s.account_id = a.id and s.ended_at is null
      and (s.organisation_id is null or s.organisation_id = guard.context_org())
      and s.seen_at > clock_timestamp() - interval '30 minutes' and s.created_at > clock_timestamp() - interval '12 hours'),
    (select max(s.seen_at) from auth.sessions s where k.came_in and s.account_id = a.id
      and (s.organisation_id is null or s.organisation_id = guard.context_org()))
  from auth.accounts a join known k on k.id = a.id
$$;
drop function guard.known_elsewhere(uuid);

-- A session opens the memberships of the organisations whose invitation was accepted, and no other.
create or replace function auth.session_standing(hash bytea) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'accountId', a.id, 'email', a.email, 'name', a.name, 'createdAt', s.created_at, 'seenAt', s.seen_at,
    'organisationId', s.organisation_id, 'membershipId', s.membership_id, 'grantId', s.grant_id,
    'provedGrants', to_jsonb(s.proved_grants),
    'memberships', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', m.id, 'organisationId', m.organisation_id, 'organisation', o.name, 'sample', o.sample, 'personId', p.id,
        'name', p.name, 'role', m.role, 'title', m.title, 'allServices', m.all_services, 'endsAt', m.ends_at,
        'services', coalesce((select jsonb_agg(ms.service_id order by ms.service_id) from public.membership_services ms
          where ms.organisation_id = m.organisation_id and ms.membership_id = m.id and ms.ended_at is null), '[]'))
        order by o.name, m.starts_at, m.id)
      from auth.acceptances c
      join public.people p on p.organisation_id = c.organisation_id and p.account_id = c.account_id
      join public.memberships m on m.organisation_id = p.organisation_id and m.person_id = p.id
      join public.organisations o on o.organisation_id = p.organisation_id
      where c.account_id = a.id and p.disabled_at is null
        and m.starts_at <= clock_timestamp() and (m.ends_at is null or m.ends_at > clock_timestamp())), '[]'),
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', g.id, 'organisationId', g.organisation_id, 'organisation', o.name, 'sample', o.sample, 'kind', g.kind,
        'name', g.name, 'purpose', g.purpose, 'sections', g.sections, 'bodyId', g.body_id,
        'from', g.period_from, 'to', g.period_to, 'startsAt', g.starts_at, 'endsAt', g.ends_at, 'endedAt', g.ended_at,
        'proved', g.kind = 'commissioner' and exists (select 1 from auth.grant_codes c where c.grant_id = g.id and c.used_at is not null),
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
