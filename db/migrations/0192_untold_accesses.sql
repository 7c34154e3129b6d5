-- An access is named only to whoever proved it, or signs in by a password that its own organisation's link set: the password
-- in force may be somebody else's, and an inspection that nobody announced is nobody else's to read of.
create function auth.told(account uuid, access uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.outside_grants g join auth.accounts a on a.id = account
    left join auth.own_passwords o on o.account_id = a.id and o.organisation_id = g.organisation_id
    where g.id = access and (o.password_hash is not null or auth.proved(a.id, g.id)
      or exists (select 1 from auth.password_links l where l.account_id = a.id and l.organisation_id = g.organisation_id
        and l.used_at >= coalesce(a.password_set_at, '-infinity'))
      or not auth.relied_on(a.id, a.password_hash, g.organisation_id) and not auth.awaited(a.id, g.organisation_id)))
$$;

-- As before; of an access that is not told there is only that it is, its kind and its times.
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
        'id', g.id, 'organisationId', g.organisation_id, 'sample', o.sample, 'kind', g.kind, 'told', t.told,
        'startsAt', g.starts_at, 'endsAt', g.ends_at, 'endedAt', g.ended_at,
        'proved', g.kind = 'commissioner' and auth.proved(a.id, g.id)) || case when t.told then jsonb_build_object(
        'organisation', o.name, 'name', g.name, 'purpose', g.purpose, 'sections', g.sections, 'bodyId', g.body_id,
        'from', g.period_from, 'to', g.period_to,
        'services', coalesce((select jsonb_agg(gs.service_id order by gs.service_id) from public.grant_services gs
          where gs.organisation_id = g.organisation_id and gs.grant_id = g.id), '[]'))
        else jsonb_build_object('organisation', '', 'name', '', 'purpose', '', 'sections', '[]'::jsonb, 'bodyId', null,
          'from', null, 'to', null, 'services', '[]'::jsonb) end
        order by g.ends_at desc, g.id)
      from public.outside_grants g join public.organisations o on o.organisation_id = g.organisation_id
      cross join lateral (select auth.told(a.id, g.id) as told) t
      where g.account_id = a.id and auth.opens(s, g.organisation_id)), '[]'))
  from auth.sessions s join auth.accounts a on a.id = s.account_id
  where s.token_hash = hash and s.ended_at is null and a.disabled_at is null
    and s.seen_at > clock_timestamp() - interval '30 minutes'
    and s.created_at > clock_timestamp() - interval '12 hours'
$$;
revoke execute on function auth.told from public;
