-- A code proves an address only while its access stands: the manager who made the access can show it, and so could have used
-- it. Once the access is over there is nothing that its password still opens, and an invitation's link sets it anew.
create or replace function auth.rests_on(account uuid, but_of uuid default null) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account)
      or exists (select 1 from public.outside_grants g join auth.grant_codes k on k.grant_id = g.id and k.used_at is not null
        where g.account_id = account and g.organisation_id is distinct from but_of
          and g.ended_at is null and g.ends_at > clock_timestamp())
$$;

create or replace function auth.opens_more(account uuid, organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.acceptances c where c.account_id = account and c.organisation_id <> organisation)
      or exists (select 1 from public.outside_grants g join auth.grant_codes k on k.grant_id = g.id and k.used_at is not null
        where g.account_id = account and g.organisation_id <> organisation
          and g.ended_at is null and g.ends_at > clock_timestamp())
$$;
