-- Who works on shift reports disruptions and adds to them. The review, its duties, signatures and closure are not theirs to
-- read: each table refuses them, whichever page asks. The counts of paper records are kept by shift leads and coordinators.
do $$
declare name text; part text;
  reviewer text := 'guard.context_role() <> all (array[''care-worker'', ''shift-lead'', ''care-coordinator''])';
begin
  foreach name in array array['disruption_reviews', 'review_factors', 'review_findings', 'duty_decisions', 'sign_offs',
      'disruption_closures'] loop
    foreach part in array array[name, name || '_versions'] loop
      execute format('create policy reviewers_only on public.%I as restrictive for select to holdfast_app using (%s)', part, reviewer);
    end loop;
  end loop;
  foreach part in array array['paper_records', 'paper_records_versions'] loop
    execute format('create policy reviewers_only on public.%I as restrictive for select to holdfast_app using (guard.context_role() <> ''care-worker'')', part);
  end loop;
  foreach part in array array['disruption_severities', 'disruption_severities_versions'] loop
    execute format('create policy reviewers_only on public.%I as restrictive for select to holdfast_app using (kind = ''triage'' or %s)', part, reviewer);
  end loop;
end $$;
