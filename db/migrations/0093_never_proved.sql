-- A password that only ever came from a link for an access, before its first code, proves nobody: whoever made the access
-- may have set it. An invitation, or the link of another access, sets it anew.

-- What an account rests on, from where a link is made: an acceptance, or a code that was used. The codes of an
-- organisation's own accesses hold nothing against its own invitation, which is made once those accesses are over.
create function auth.rests_on(account uuid, but_of uuid default null) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account)
      or exists (select 1 from public.outside_grants g join auth.grant_codes k on k.grant_id = g.id and k.used_at is not null
        where g.account_id = account and g.organisation_id is distinct from but_of)
$$;

create or replace function auth.opens_more(account uuid, organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account and c.organisation_id <> organisation)
      or exists (select 1 from public.outside_grants g join auth.grant_codes k on k.grant_id = g.id and k.used_at is not null
        where g.account_id = account and g.organisation_id <> organisation)
$$;

create function auth.link_rests(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select auth.rests_on(link.account_id, case when link.purpose = 'invitation' then link.organisation_id end)
$$;

-- An invitation that waits is not overtaken: the links made after it set nothing before it was used.
create or replace function auth.link_sets(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select case when link.purpose = 'password' then not auth.opens_more(link.account_id, link.organisation_id)
    else not auth.link_rests(link)
      and not exists (select 1 from auth.password_links l where l.account_id = link.account_id and l.purpose = 'invitation'
        and (l.created_at, l.token_hash) < (link.created_at, link.token_hash)
        and l.used_at is null and l.expires_at > clock_timestamp() and auth.link_stands(l)) end
$$;

drop function auth.link_says(bytea);
create function auth.link_says(hash bytea) returns table (
  email text, name text, password_hash text, organisation text, purpose text, sets boolean, rests boolean, posts jsonb)
language sql stable security definer set search_path = '' as $$
  select a.email, a.name, a.password_hash, o.name, l.purpose, auth.link_sets(l), auth.link_rests(l),
    coalesce((select jsonb_agg(jsonb_build_object('role', m.role, 'title', m.title) order by m.starts_at, m.id)
      from public.memberships m where m.organisation_id = l.organisation_id and m.person_id = l.standing_id
        and (m.ends_at is null or m.ends_at > clock_timestamp())), '[]')
  from auth.password_links l join auth.accounts a on a.id = l.account_id
  join public.organisations o on o.organisation_id = l.organisation_id
  where l.token_hash = hash and l.used_at is null and l.expires_at > clock_timestamp() and a.disabled_at is null
    and auth.link_stands(l)
$$;

-- As before, and an invitation is accepted only with a password on which something rests.
create or replace function auth.use_link(hash bytea, new_password text, known_password text) returns boolean
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
  elsif link.purpose <> 'invitation' or not auth.link_rests(link)
     or account.password_hash is null or account.password_hash is distinct from known_password then
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
revoke execute on function auth.rests_on, auth.link_rests, auth.link_says from public;
grant execute on function auth.link_says to holdfast_auth;

-- Somebody let in from outside has come in once a code was used, or the account is a person's: until then their link is
-- made again, because another one may have set the password since.
create or replace function guard.account_standing() returns table (account_id uuid, ready boolean, elsewhere boolean, sessions integer, seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with held as (
    select p.account_id as id, c.account_id is not null as came_in from public.people p
      left join auth.acceptances c on c.organisation_id = p.organisation_id and c.account_id = p.account_id
      where p.organisation_id = guard.context_org()
    union
    select g.account_id, (exists (select 1 from auth.password_links l where l.organisation_id = g.organisation_id
        and l.standing_id = g.id and l.used_at is not null) and auth.rests_on(g.account_id))
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

-- 0071 took every password for an acceptance. Where the password may be a stranger's, that is taken back: the account is
-- somebody's in another organisation too, nobody was seen in this one, by a change or by choosing it in the menu, and no
-- session was opened before the other organisation knew the address. A session on which nothing was chosen says nothing
-- of whose it was, so this meets readers who came in every day as well: they lose their place here until their
-- administrator makes their invitation again. How many is said, by organisation. An account that was used while it was
-- only here, or has only accesses of this organisation beside, had its password from here and keeps its place.
do $$
declare told record;
begin
  for told in
    with taken as (
      delete from auth.acceptances a
      using migrations.applied m, public.organisations o, public.people p
      where m.name = '0071_invitations_are_accepted.sql' and a.accepted_at <= m.at
        and o.organisation_id = a.organisation_id and not o.sample
        and p.organisation_id = a.organisation_id and p.account_id = a.account_id
        and not exists (select 1 from auth.sessions s where s.account_id = a.account_id and s.organisation_id = a.organisation_id)
        and not exists (select 1 from public.trail_entries t where t.organisation_id = a.organisation_id and t.actor_id = p.id)
        and (select min(known.since) from (
            select e.created_at from public.people e
              where e.account_id = a.account_id and e.organisation_id <> a.organisation_id
            union all
            select g.created_at from public.outside_grants g
              where g.account_id = a.account_id and g.organisation_id <> a.organisation_id) as known (since))
          <= coalesce((select min(s.created_at) from auth.sessions s where s.account_id = a.account_id), 'infinity')
      returning o.name)
    select t.name, count(*) as people from taken t group by t.name order by t.name
  loop
    raise notice '%: people who may not come in until their administrator makes their invitation again: %', told.name, told.people
      using errcode = 'HF008';
  end loop;
end $$;
