-- Of a review of several services, also for which of them its registered manager has still to sign.
drop function guard.review_rounds();
create function guard.review_rounds() returns table (record_id uuid, round integer, names_system boolean, held text[], unsigned uuid[])
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
            and s.service_id = any (r.service_ids)))), '{}'),
    case when cardinality(r.service_ids) < 2 or exists (select 1 from public.sign_offs f
        where f.organisation_id = r.organisation_id and f.record_id = r.record_id and f.round = r.round
          and f.slot = 'registered-manager' and f.for_services = '{}') then '{}'
      else array(select x.id from unnest(r.service_ids) x (id)
        where not exists (select 1 from public.sign_offs f
            where f.organisation_id = r.organisation_id and f.record_id = r.record_id and f.round = r.round
              and f.slot = 'registered-manager' and x.id = any (f.for_services))
          and exists (select 1 from public.memberships m join public.people p on p.organisation_id = m.organisation_id and p.id = m.person_id
            where m.organisation_id = r.organisation_id and m.role = 'registered-manager' and p.disabled_at is null
              and m.starts_at <= clock_timestamp() and (m.ends_at is null or m.ends_at > clock_timestamp())
              and (m.all_services or exists (select 1 from public.membership_services s
                where s.organisation_id = m.organisation_id and s.membership_id = m.id and s.ended_at is null and s.service_id = x.id)))
        order by x.id) end
  from public.disruption_reviews r
  where r.organisation_id = guard.context_org() and r.service_ids <> '{}' and r.service_ids <@ guard.context_services()
    and guard.context_section('disruptions') and r.period_at >= guard.context_from() and r.period_at <= guard.context_to()
  order by r.record_id
$$;
grant execute on function guard.review_rounds to holdfast_outside;
