-- Whoever comes in to several organisations by one password, and forgot it, gets a link to a new one from each: it sets a
-- password that opens that organisation alone, as every link does where another organisation relies on the one in force.
create or replace function auth.link_sets(link auth.password_links) returns boolean
language sql stable security definer set search_path = '' as $$
  select link.purpose = 'password' or not auth.link_came_in(link)
    and (auth.link_sets_own(link) or not exists (select 1 from auth.password_links l where l.account_id = link.account_id
      and l.purpose = 'invitation' and (l.created_at, l.token_hash) < (link.created_at, link.token_hash)
      and l.used_at is null and l.expires_at > clock_timestamp() and auth.link_stands(l)))
$$;

drop function guard.make_link(uuid, bytea, integer);
create function guard.make_link(standing uuid, link_hash bytea, hours integer) returns void
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
  update auth.password_links l set expires_at = clock_timestamp()
    where l.organisation_id = organisation and l.standing_id = standing and l.used_at is null and l.expires_at > clock_timestamp();
  insert into auth.password_links (token_hash, account_id, expires_at, organisation_id, purpose, standing_id)
    values (link_hash, account, clock_timestamp() + make_interval(hours => least(hours, 72)), organisation, kind, standing);
end $$;

-- As before; `own`: what the link sets opens its own organisation alone.
drop function auth.link_says(bytea);
create function auth.link_says(hash bytea) returns table (
  email text, name text, organisation text, purpose text, sets boolean, own boolean, rests boolean, known jsonb, posts jsonb)
language sql stable security definer set search_path = '' as $$
  select a.email, a.name, o.name, l.purpose, auth.link_sets(l), auth.link_sets_own(l),
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

-- As before: nobody is told any more whether a password opens another organisation too.
drop function guard.account_standing();
create function guard.account_standing() returns table (account_id uuid, ready boolean, sessions integer, seen_at timestamptz)
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
  select a.id, k.came_in and auth.password_of(a.id, guard.context_org()) is not null,
    (select count(*)::integer from auth.sessions s where k.came_in and s.account_id = a.id and s.ended_at is null
      and (s.organisation_id is null or s.organisation_id = guard.context_org()) and auth.opens(s, guard.context_org())
      and s.seen_at > clock_timestamp() - interval '30 minutes' and s.created_at > clock_timestamp() - interval '12 hours'),
    (select max(s.seen_at) from auth.sessions s where k.came_in and s.account_id = a.id
      and (s.organisation_id is null or s.organisation_id = guard.context_org()) and auth.opens(s, guard.context_org()))
  from auth.accounts a join known k on k.id = a.id
$$;
drop function auth.opens_more(uuid, uuid);

revoke execute on function guard.make_link, auth.link_says, guard.account_standing from public;
grant execute on function guard.make_link, guard.account_standing to holdfast_app;
grant execute on function auth.link_says to holdfast_auth;
