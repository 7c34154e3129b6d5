-- A signer of one of several services returns the review like any other signer: what they found wrong is wrong for all. The
-- record names more services than they cover, so the database moves it for them, once the review itself is returned in
-- their name, and to nothing else than that.
create function guard.review_was_returned(disruption uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare returned timestamptz;
begin
  select r.returned_at into returned
    from public.disruption_reviews r
    join public.disruptions d on d.organisation_id = r.organisation_id and d.id = r.record_id
    where r.organisation_id = guard.context_org() and r.record_id = disruption and r.submitted_at is null
      and r.returned_by = guard.context_actor() and r.returned_at = r.changed_at
      and d.state = 'awaiting-approval' and d.restored_at is not null
      and guard.context_role() in ('registered-manager', 'quality-compliance-lead', 'digital-lead', 'nominated-individual')
      and (guard.context_wide() or d.service_ids = '{}' or d.service_ids && guard.context_services() or d.owner_id = guard.context_actor());
  if returned is null then
    raise exception 'a review is returned by a signer, in their own name' using errcode = '23514';
  end if;
  update public.disruptions d set state = 'under-review', changed_at = returned, version = d.version + 1
    where d.organisation_id = guard.context_org() and d.id = disruption;
  update public.records r set state = 'under-review', changed_at = returned, version = r.version + 1
    where r.organisation_id = guard.context_org() and r.id = disruption;
end $$;
revoke execute on function guard.review_was_returned from public;
grant execute on function guard.review_was_returned to holdfast_app;
