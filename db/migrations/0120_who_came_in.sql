-- People of this organisation who accepted its invitation: only they are asked to do something.
create function guard.people_who_came_in() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select p.id from public.people p
    join auth.acceptances c on c.organisation_id = p.organisation_id and c.account_id = p.account_id
    where p.organisation_id = guard.context_org()
$$;
revoke execute on function guard.people_who_came_in from public;
grant execute on function guard.people_who_came_in to holdfast_app;
