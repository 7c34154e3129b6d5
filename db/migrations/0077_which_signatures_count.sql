-- Which round of signatures a review is in, whether it names a system, and which roles somebody holds for its services: what
-- the reader of a granted disruption must know to tell the signatures that are missing from those that are there.
create function guard.review_rounds() returns table (record_id uuid, round integer, names_system boolean, held text[])
language sql stable security definer set search_path = '' as $$
  select r.record_id, r.round,
    exists (select 1 from public.record_links l
      where l.organisation_id = r.organisation_id and l.from_id = r.record_id and l.kind = 'about'),
    coalesce((select array_agg(distinct m.role order by m.role)
      from public.memberships m join public.people p on p.organisation_id = m.organisation_id and p.id = m.person_id
      where m.organisation_id = r.organisation_id and p.disabled_at is null
        and m.starts_at <= clock_timestamp() and (m.ends_at is null or m.ends_at > clock_timestamp())
        and (m.all_services or exists (select 1 from public.membership_services s
          where s.organisation_id = m.organisation_id and s.membership_id = m.id and s.ended_at is null
            and s.service_id = any (r.service_ids)))), '{}')
  from public.disruption_reviews r
  where r.organisation_id = guard.context_org() and r.service_ids <> '{}' and r.service_ids <@ guard.context_services()
    and guard.context_section('disruptions') and r.period_at >= guard.context_from() and r.period_at <= guard.context_to()
  order by r.record_id
$$;
grant execute on function guard.review_rounds to holdfast_outside;
