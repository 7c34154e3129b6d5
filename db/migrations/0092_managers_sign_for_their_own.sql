-- A signature on a review is its writer's own. A registered manager signs for services in their own charge; for all of
-- several at once only whoever is alone, which is looked up and not believed.
create function guard.signs_alone(organisation uuid, services uuid[]) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.organisations o where o.organisation_id = organisation and o.id = organisation and o.single_person)
    or (select count(distinct m.person_id) <= 1
      from public.memberships m join public.people p on p.organisation_id = m.organisation_id and p.id = m.person_id
      where m.organisation_id = organisation and p.disabled_at is null
        and m.role in ('registered-manager', 'quality-compliance-lead', 'digital-lead', 'nominated-individual')
        and m.starts_at <= clock_timestamp() and (m.ends_at is null or m.ends_at > clock_timestamp())
        and (m.all_services or services = '{}' or exists (select 1 from public.membership_services s
          where s.organisation_id = m.organisation_id and s.membership_id = m.id and s.ended_at is null
            and s.service_id = any (services))))
$$;
revoke execute on function guard.signs_alone from public;

create function guard.signature_stands() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if session_user <> 'holdfast_app' then return null; end if;
  if new.person_id is distinct from guard.context_actor() or new.role is distinct from guard.context_role() then
    raise exception 'a review is signed in one''s own name' using errcode = '23514';
  end if;
  if new.alone and not guard.signs_alone(new.organisation_id, new.service_ids) then
    raise exception 'somebody else could sign too' using errcode = '23514';
  end if;
  if new.slot <> 'registered-manager' then return null; end if;
  if new.for_services = '{}' and cardinality(new.service_ids) > 1 and not new.alone then
    raise exception 'a manager signs for services of their own, by name' using errcode = '23514';
  end if;
  if not new.for_services <@ new.service_ids
     or not (coalesce(guard.context_wide(), false) or coalesce(new.for_services <@ guard.context_services(), false)) then
    raise exception 'a manager signs for services of their own' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.signature_stands from public;
create trigger signature_stands after insert on public.sign_offs for each row execute function guard.signature_stands();
