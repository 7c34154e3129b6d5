-- A first link is not stopped, and what it set is not replaced, by what another organisation made for the same address.

-- Whether the account's password came by the link of an access of another organisation that still stands, and no code of
-- it was typed yet: it proves nobody, and yet somebody relies on it who is about to come in.
create function auth.awaited(account uuid, but_of uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.accounts a
    join public.outside_grants g on g.account_id = a.id and g.organisation_id <> but_of
    join auth.password_links l on l.organisation_id = g.organisation_id and l.standing_id = g.id and l.account_id = a.id
    where a.id = account and g.ended_at is null and g.ends_at > clock_timestamp()
      and l.used_at >= coalesce(a.password_set_at, '-infinity') and auth.password_of(a.id, g.organisation_id) = a.password_hash)
$$;

-- An invitation that waits is not overtaken: a first link of another organisation that was made after it sets no password
-- of the account, but one of its own organisation's.
create or replace function auth.link_sets_own(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.own_passwords o where o.account_id = link.account_id
      and o.organisation_id = link.organisation_id and o.password_hash is not null)
    or auth.relied_on(link.account_id, (select a.password_hash from auth.accounts a where a.id = link.account_id), link.organisation_id)
    or auth.awaited(link.account_id, link.organisation_id)
    or link.purpose <> 'password' and exists (select 1 from auth.password_links l where l.account_id = link.account_id
      and l.purpose = 'invitation' and l.organisation_id <> link.organisation_id
      and (l.created_at, l.token_hash) < (link.created_at, link.token_hash)
      and l.used_at is null and l.expires_at > clock_timestamp() and auth.link_stands(l))
$$;

create or replace function auth.link_sets(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select link.purpose = 'password' or not auth.link_came_in(link)
$$;

-- Somebody let in from outside has come in once a code was typed under the password in force: until then their link is made
-- again.
create or replace function guard.account_standing() returns table (account_id uuid, ready boolean, sessions integer, seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with held as (
    select p.account_id as id, c.account_id is not null as came_in from public.people p
      left join auth.acceptances c on c.organisation_id = p.organisation_id and c.account_id = p.account_id
      where p.organisation_id = guard.context_org()
    union
    select g.account_id, auth.proved(g.account_id, g.id)
      from public.outside_grants g where g.organisation_id = guard.context_org() and not exists (select 1 from public.people p
        where p.organisation_id = g.organisation_id and p.account_id = g.account_id)),
  known as (select h.id, bool_or(h.came_in) as came_in from held h group by h.id)
  select a.id, k.came_in and auth.password_of(a.id, guard.context_org()) is not null,
    (select count(*)::integer from auth.sessions s where k.came_in and s.account_id = a.id and s.ended_at is null
      and (s.organisation_id is null or s.organisation_id = guard.context_org()) and auth.opens(s, guard.context_org())
      and s.seen_at > clock_timestamp() - interval '30 minutes' and s.created_at > clock_timestamp() - interval '12 hours'),
    (select max(s.seen_at) from auth.sessions s where k.came_in and s.account_id = a.id
      and (s.organisation_id is null or s.organisation_id = guard.context_org()) and auth.opens(s, guard.context_org()))
  from auth.accounts a join known k on k.id = a.id
$$;
revoke execute on function auth.awaited from public;
