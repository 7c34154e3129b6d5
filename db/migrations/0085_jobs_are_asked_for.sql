-- A job is asked for by a person, about a bundle of their organisation and within their reach, and only once the bundle
-- stands where the worker takes it up.
create or replace function guard.enqueue(task text, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if task not in ('assemble-bundle') then raise exception 'unknown task' using errcode = 'HF006'; end if;
  if not exists (select 1 from public.bundles b where b.organisation_id = guard.context_org() and b.id = record
      and b.state in ('assembling', 'issuing') and (guard.context_wide() or b.service_ids <@ guard.context_services())) then
    raise exception 'context refused' using errcode = 'HF001';
  end if;
  perform graphile_worker.add_job(task,
    json_build_object('organisationId', guard.context_org(), 'recordId', record),
    queue_name => guard.context_org()::text, max_attempts => 25, job_key => task || ':' || record);
end $$;
