-- A password that another organisation's link set is that organisation's, also where its access ended and nobody relies on it
-- any more: it is told of no access but its own, until the code was typed. A link that set a
-- password of its organisation alone set no other.
create or replace function auth.told(account uuid, access uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.outside_grants g join auth.accounts a on a.id = account
    left join auth.own_passwords o on o.account_id = a.id and o.organisation_id = g.organisation_id
    where g.id = access and (o.password_hash is not null or auth.proved(a.id, g.id)
      or exists (select 1 from auth.password_links l where l.account_id = a.id and l.organisation_id = g.organisation_id
        and l.used_at >= coalesce(a.password_set_at, '-infinity'))
      or not auth.relied_on(a.id, a.password_hash, g.organisation_id) and not auth.awaited(a.id, g.organisation_id)
        and not exists (select 1 from auth.password_links l where l.account_id = a.id and l.organisation_id <> g.organisation_id
          and l.used_at >= coalesce(a.password_set_at, '-infinity')
          and not exists (select 1 from auth.own_passwords p where p.account_id = a.id and p.organisation_id = l.organisation_id
            and p.password_hash is not null and p.set_at <= l.used_at))))
$$;
