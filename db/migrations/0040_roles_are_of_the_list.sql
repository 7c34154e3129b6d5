-- A role that is kept beside an act is one of the roles that memberships can have; pages read it as such.
do $$
declare
  allowed text := '''care-worker'', ''shift-lead'', ''care-coordinator'', ''deputy-manager'', ''registered-manager'', ''regional-manager'', ''nominated-individual'', ''quality-compliance-lead'', ''digital-lead'', ''board-member'', ''internal-auditor'', ''org-admin''';
  part text;
begin
  foreach part in array array[
    'control_proofs.proved_role', 'risk_acceptances.accepted_role', 'risk_reviews.reviewed_role',
    'disruptions.paper_role', 'disruptions.reported_role', 'disruption_time_changes.role', 'disruption_impacts.role',
    'fallback_uses.role', 'disruption_severities.role', 'disruption_reviews.answered_role',
    'disruption_reviews.submitted_role', 'disruption_reviews.returned_role', 'review_factors.role',
    'review_findings.decided_role', 'review_findings.role', 'paper_records.entered_role', 'paper_records.checked_role',
    'duty_decisions.decided_role', 'duty_decisions.agreed_role', 'sign_offs.role', 'disruption_closures.closed_role',
    'disruption_closures.reopened_role', 'resilience_tests.reported_role', 'resilience_tests.approved_role',
    'test_objectives.scored_role', 'test_events.role', 'test_findings.role',
    'materials.last_role', 'material_checks.role', 'material_stamps.role', 'material_knowledge.role'
  ] loop
    execute format('alter table public.%1$I add constraint %1$s_%2$s_check check (%2$I in (%3$s))',
      split_part(part, '.', 1), split_part(part, '.', 2), allowed);
  end loop;
end $$;
