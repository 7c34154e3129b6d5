-- A session holds the grants whose code was typed into it, apart from the one that is open now: whoever holds several chooses.
alter table auth.sessions add column proved_grants uuid[] not null default '{}';
update auth.sessions set proved_grants = array[grant_id] where grant_id is not null and code_passed_at is not null;

-- An officer types a code the first time, for each grant: a used code of the grant is the proof. An inspector does each time.
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
alter table auth.sessions drop column code_needed, drop column code_passed_at;
drop function auth.needs_code(uuid);

-- The codes that somebody outside may still use, held until the answer is written.
create or replace function auth.live_codes(account uuid) returns table (id uuid, grant_id uuid, code_hash bytea)
language plpgsql security definer set search_path = '' as $$
begin
  return query select c.id, c.grant_id, c.code_hash
    from auth.grant_codes c join public.outside_grants g on g.id = c.grant_id
    where g.account_id = account and g.ended_at is null and g.ends_at > clock_timestamp()
      and c.used_at is null and c.expires_at > clock_timestamp() and c.attempts < 5
    order by c.created_at desc
    for update of c;
end $$;

-- Every request asks for what an account holds, in whichever organisation.
create index people_of_account on public.people (account_id);
create index outside_grants_of_account on public.outside_grants (account_id);
