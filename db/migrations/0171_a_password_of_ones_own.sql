-- One organisation's link never replaces a password on which another one relies: it sets a password that opens its own
-- organisation alone, and whatever opened before stays as it was. So nobody takes over, or shuts out, what others gave.
create table auth.own_passwords (
  account_id uuid not null references auth.accounts (id),
  organisation_id uuid not null,
  -- None: the account's password opens the organisation. Two organisations with one hash open by one password.
  password_hash text,
  set_at timestamptz not null default clock_timestamp(),
  primary key (account_id, organisation_id)
);
grant select, update (password_hash) on auth.own_passwords to holdfast_auth;

-- By which password a session was opened: the account's, or those of these organisations.
alter table auth.sessions add column by_account boolean not null default true, add column by_own uuid[] not null default '{}';

create function auth.password_of(account uuid, organisation uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(o.password_hash, a.password_hash) from auth.accounts a
    left join auth.own_passwords o on o.account_id = a.id and o.organisation_id = organisation
    where a.id = account
$$;

create function auth.opens(session auth.sessions, organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select case when o.password_hash is null then session.by_account
    else exists (select 1 from auth.own_passwords r where r.account_id = session.account_id
      and r.organisation_id = any (session.by_own) and r.password_hash = o.password_hash) end
  from (select 1) one left join auth.own_passwords o on o.account_id = session.account_id and o.organisation_id = organisation
$$;

-- Whether a code of this access was typed under the password that opens its organisation now.
create or replace function auth.proved(account uuid, access uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.outside_grants g
    join auth.accounts a on a.id = account
    join auth.grant_codes k on k.grant_id = g.id
    left join auth.own_passwords o on o.account_id = a.id and o.organisation_id = g.organisation_id
    where g.id = access and k.used_at > coalesce(
      case when o.password_hash is null then greatest(o.set_at, a.password_set_at) else o.set_at end, '-infinity'))
$$;

-- Whether somebody ever came in by an access. What a new password voids is the proof, not that an organisation relies on it.
create function auth.came_in_by(access uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.grant_codes k where k.grant_id = access and k.used_at is not null)
$$;

-- Whether an organisation, but for this one, relies on a password: an invitation was accepted by it, or a code was typed
-- for an access of it, whether or not that access still stands.
create function auth.relied_on(account uuid, hash text, but_of uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account and c.organisation_id is distinct from but_of
        and auth.password_of(account, c.organisation_id) = hash)
      or exists (select 1 from public.outside_grants g where g.account_id = account and g.organisation_id is distinct from but_of
        and auth.came_in_by(g.id) and auth.password_of(account, g.organisation_id) = hash)
$$;

-- Whether the password that opens an organisation opens others too, now.
create or replace function auth.opens_more(account uuid, organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account and c.organisation_id <> organisation
        and auth.password_of(account, c.organisation_id) = auth.password_of(account, organisation))
      or exists (select 1 from public.outside_grants g where g.account_id = account and g.organisation_id <> organisation
        and g.ended_at is null and g.ends_at > clock_timestamp() and auth.came_in_by(g.id)
        and auth.password_of(account, g.organisation_id) = auth.password_of(account, organisation))
$$;

-- Whether what a link sets opens its own organisation alone: another one relies on the account's password.
create function auth.link_sets_own(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.own_passwords o where o.account_id = link.account_id
      and o.organisation_id = link.organisation_id and o.password_hash is not null)
    or auth.relied_on(link.account_id, (select a.password_hash from auth.accounts a where a.id = link.account_id), link.organisation_id)
$$;

-- An access of the same organisation that stands and was proved: its holder signs in.
create function auth.link_came_in(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select link.purpose = 'access' and exists (select 1 from public.outside_grants g where g.account_id = link.account_id
    and g.organisation_id = link.organisation_id and g.ended_at is null and g.ends_at > clock_timestamp()
    and auth.proved(g.account_id, g.id))
$$;

-- An invitation that waits is not overtaken: the links made after it set no password of the account before it was used.
create or replace function auth.link_sets(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select case when link.purpose = 'password' then not auth.opens_more(link.account_id, link.organisation_id)
    else not auth.link_came_in(link)
      and (auth.link_sets_own(link) or not exists (select 1 from auth.password_links l where l.account_id = link.account_id
        and l.purpose = 'invitation' and (l.created_at, l.token_hash) < (link.created_at, link.token_hash)
        and l.used_at is null and l.expires_at > clock_timestamp() and auth.link_stands(l))) end
$$;

-- The passwords by which an invitation may be accepted: others rely on them.
create function auth.link_known(link auth.password_links) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(h.hash order by h.hash), '{}') from (
      select a.password_hash as hash from auth.accounts a where a.id = link.account_id
      union select o.password_hash from auth.own_passwords o where o.account_id = link.account_id) h
    where h.hash is not null and auth.relied_on(link.account_id, h.hash, link.organisation_id)
$$;

-- `rests`: there is a password to sign in with, or to accept by. `known`: those that it may be accepted by.
drop function auth.link_says(bytea);
create function auth.link_says(hash bytea) returns table (
  email text, name text, organisation text, purpose text, sets boolean, rests boolean, known jsonb, posts jsonb)
language sql stable security definer set search_path = '' as $$
  select a.email, a.name, o.name, l.purpose, auth.link_sets(l),
    case when l.purpose = 'access' then auth.link_came_in(l)
        or auth.relied_on(l.account_id, auth.password_of(l.account_id, l.organisation_id), l.organisation_id)
      else auth.link_known(l) <> '{}' end,
    to_jsonb(case when l.purpose = 'invitation' then auth.link_known(l) else '{}' end),
    coalesce((select jsonb_agg(jsonb_build_object('role', m.role, 'title', m.title) order by m.starts_at, m.id)
      from public.memberships m where m.organisation_id = l.organisation_id and m.person_id = l.standing_id
        and (m.ends_at is null or m.ends_at > clock_timestamp())), '[]')
  from auth.password_links l join auth.accounts a on a.id = l.account_id
  join public.organisations o on o.organisation_id = l.organisation_id
  where l.token_hash = hash and l.used_at is null and l.expires_at > clock_timestamp() and a.disabled_at is null
    and auth.link_stands(l)
$$;

-- Uses a link, once: with a password to set, or with one in force that others rely on, which the caller has compared. Ends
-- the sessions that the password opened, or that were in this organisation.
create or replace function auth.use_link(hash bytea, new_password text, known_password text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare link auth.password_links; account auth.accounts; own boolean;
begin
  select a.* into account from auth.accounts a join auth.password_links l on l.account_id = a.id
    where l.token_hash = hash and a.disabled_at is null for update of a;
  if not found then return false; end if;
  select l.* into link from auth.password_links l
    where l.token_hash = hash and l.used_at is null and l.expires_at > clock_timestamp() for update;
  if not found or not auth.link_stands(link) then return false; end if;
  if new_password is not null then
    if not auth.link_sets(link) then return false; end if;
    own := auth.link_sets_own(link);
  else
    if link.purpose <> 'invitation' or known_password is null or not known_password = any (auth.link_known(link)) then
      return false;
    end if;
    own := known_password is distinct from account.password_hash;
  end if;
  update auth.sessions s set ended_at = clock_timestamp(), ended_reason = 'new password'
    where s.account_id = account.id and s.ended_at is null and (s.by_account and not own
      or s.organisation_id = link.organisation_id or link.organisation_id = any (s.by_own)
      or exists (select 1 from auth.own_passwords o where o.account_id = s.account_id
        and o.organisation_id = any (s.by_own) and o.password_hash = known_password)
      or exists (select 1 from public.outside_grants g where g.organisation_id = link.organisation_id and g.id = s.grant_id));
  if own or new_password is null then
    insert into auth.own_passwords (account_id, organisation_id, password_hash)
      values (account.id, link.organisation_id, case when own then coalesce(new_password, known_password) end)
      on conflict (account_id, organisation_id) do update set password_hash = excluded.password_hash, set_at = clock_timestamp();
  else
    update auth.accounts a set password_hash = new_password, password_set_at = clock_timestamp() where a.id = account.id;
  end if;
  if new_password is not null then
    update auth.password_links l set expires_at = clock_timestamp()
      where l.account_id = account.id and l.purpose = 'password' and l.token_hash <> hash
        and (l.organisation_id = link.organisation_id or not own and not exists (select 1 from auth.own_passwords o
          where o.account_id = l.account_id and o.organisation_id = l.organisation_id and o.password_hash is not null))
        and l.used_at is null and l.expires_at > clock_timestamp();
  end if;
  update auth.password_links l set used_at = clock_timestamp() where l.token_hash = hash;
  if link.purpose = 'invitation' then
    insert into auth.acceptances (organisation_id, account_id) values (link.organisation_id, account.id) on conflict do nothing;
  end if;
  return true;
end $$;
drop function auth.link_rests(auth.password_links);

-- As before, for the sessions that open this organisation.
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
      and (s.organisation_id is null or s.organisation_id = organisation) and auth.opens(s, organisation);
  get diagnostics ended = row_count;
  return ended;
end $$;

create or replace function guard.account_standing() returns table (account_id uuid, ready boolean, elsewhere boolean, sessions integer, seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with held as (
    select p.account_id as id, c.account_id is not null as came_in from public.people p
      left join auth.acceptances c on c.organisation_id = p.organisation_id and c.account_id = p.account_id
      where p.organisation_id = guard.context_org()
    union
    select g.account_id, (exists (select 1 from auth.password_links l where l.organisation_id = g.organisation_id
        and l.standing_id = g.id and l.used_at is not null) and auth.relied_on(g.account_id, auth.password_of(g.account_id, g.organisation_id), null))
      or auth.proved(g.account_id, g.id)
      from public.outside_grants g where g.organisation_id = guard.context_org() and not exists (select 1 from public.people p
        where p.organisation_id = g.organisation_id and p.account_id = g.account_id)),
  known as (select h.id, bool_or(h.came_in) as came_in from held h group by h.id)
  select a.id, k.came_in and auth.password_of(a.id, guard.context_org()) is not null, k.came_in and auth.opens_more(a.id, guard.context_org()),
    (select count(*)::integer from auth.sessions s where k.came_in and s.account_id = a.id and s.ended_at is null
      and (s.organisation_id is null or s.organisation_id = guard.context_org()) and auth.opens(s, guard.context_org())
      and s.seen_at > clock_timestamp() - interval '30 minutes' and s.created_at > clock_timestamp() - interval '12 hours'),
    (select max(s.seen_at) from auth.sessions s where k.came_in and s.account_id = a.id
      and (s.organisation_id is null or s.organisation_id = guard.context_org()) and auth.opens(s, guard.context_org()))
  from auth.accounts a join known k on k.id = a.id
$$;
drop function auth.rests_on(uuid, uuid);

-- A session opens what opens by its password.
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
      where c.account_id = a.id and auth.opens(s, c.organisation_id) and p.disabled_at is null
        and m.starts_at <= clock_timestamp() and (m.ends_at is null or m.ends_at > clock_timestamp())), '[]'),
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', g.id, 'organisationId', g.organisation_id, 'organisation', o.name, 'sample', o.sample, 'kind', g.kind,
        'name', g.name, 'purpose', g.purpose, 'sections', g.sections, 'bodyId', g.body_id,
        'from', g.period_from, 'to', g.period_to, 'startsAt', g.starts_at, 'endsAt', g.ends_at, 'endedAt', g.ended_at,
        'proved', g.kind = 'commissioner' and auth.proved(a.id, g.id),
        'services', coalesce((select jsonb_agg(gs.service_id order by gs.service_id) from public.grant_services gs
          where gs.organisation_id = g.organisation_id and gs.grant_id = g.id), '[]'))
        order by g.ends_at desc, g.id)
      from public.outside_grants g join public.organisations o on o.organisation_id = g.organisation_id
      where g.account_id = a.id and auth.opens(s, g.organisation_id)), '[]'))
  from auth.sessions s join auth.accounts a on a.id = s.account_id
  where s.token_hash = hash and s.ended_at is null and a.disabled_at is null
    and s.seen_at > clock_timestamp() - interval '30 minutes'
    and s.created_at > clock_timestamp() - interval '12 hours'
$$;

revoke execute on function auth.password_of, auth.opens, auth.came_in_by, auth.relied_on, auth.link_sets_own, auth.link_came_in, auth.link_known,
  auth.link_says from public;
grant execute on function auth.link_says to holdfast_auth;
