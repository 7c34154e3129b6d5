-- Care workers report disruptions and add to them. The review, its duties, signatures and closure, and the counts of paper
-- records, which others check, are not theirs to read: each table refuses them, whichever page asks.
do $$
declare name text; part text;
begin
  foreach name in array array['disruption_reviews', 'review_factors', 'review_findings', 'paper_records', 'duty_decisions', 'sign_offs',
      'disruption_closures'] loop
    foreach part in array array[name, name || '_versions'] loop
      execute format('create policy reviewers_only on public.%I as restrictive for select to holdfast_app using (guard.context_role() <> ''care-worker'')', part);
    end loop;
  end loop;
  foreach part in array array['disruption_severities', 'disruption_severities_versions'] loop
    execute format('create policy reviewers_only on public.%I as restrictive for select to holdfast_app using (kind = ''triage'' or guard.context_role() <> ''care-worker'')', part);
  end loop;
end $$;
