-- A code proves whoever typed it under the password in force then. A password that a link sets voids every code used before
-- it: each access asks for a new one of its own organisation, also one that is extended or was over meanwhile.
alter table auth.accounts add column password_set_at timestamptz;

-- Nobody knows any more which of the older links set a password and which accepted by one: after all of them a code is asked.
update auth.accounts a set password_set_at = l.at
  from (select account_id, max(used_at) as at from auth.password_links where used_at is not null group by account_id) l
  where l.account_id = a.id;

-- Whether a code of this access was typed under the password that is in force.
create function auth.proved(account uuid, access uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.grant_codes k join auth.accounts a on a.id = account
    where k.grant_id = access and k.used_at > coalesce(a.password_set_at, '-infinity'))
$$;
revoke execute on function auth.proved from public;

-- As before, with the codes of this password only.
create or replace function auth.rests_on(account uuid, but_of uuid default null) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account)
      or exists (select 1 from public.outside_grants g
        where g.account_id = account and auth.proved(g.account_id, g.id) and g.organisation_id is distinct from but_of
          and g.ended_at is null and g.ends_at > clock_timestamp())
$$;

create or replace function auth.opens_more(account uuid, organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account and c.organisation_id <> organisation)
      or exists (select 1 from public.outside_grants g
        where g.account_id = account and auth.proved(g.account_id, g.id) and g.organisation_id <> organisation
          and g.ended_at is null and g.ends_at > clock_timestamp())
$$;

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
    update auth.accounts a set password_hash = new_password, password_set_at = clock_timestamp() where a.id = account.id;
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

create or replace function guard.account_standing() returns table (account_id uuid, ready boolean, elsewhere boolean, sessions integer, seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with held as (
    select p.account_id as id, c.account_id is not null as came_in from public.people p
      left join auth.acceptances c on c.organisation_id = p.organisation_id and c.account_id = p.account_id
      where p.organisation_id = guard.context_org()
    union
    select g.account_id, (exists (select 1 from auth.password_links l where l.organisation_id = g.organisation_id
        and l.standing_id = g.id and l.used_at is not null) and auth.rests_on(g.account_id))
      or auth.proved(g.account_id, g.id)
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
        'proved', g.kind = 'commissioner' and auth.proved(a.id, g.id),
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
