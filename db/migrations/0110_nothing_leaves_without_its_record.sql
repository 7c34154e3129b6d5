-- What hangs on a risk or an action leaves only where that risk or action stood in the period: a score, an acceptance or a
-- completion of one that was over before it named a record that is not told. A proof leaves with its control.
create function guard.held(control uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select 1 from public.risk_controls x where x.organisation_id = guard.context_org() and x.id = control)
$$;
revoke execute on function guard.held from public;
grant execute on function guard.held to holdfast_outside;

alter policy outside_select on public.risk_scores using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and scored_at <= guard.context_to() and (scored_at >= guard.context_from() or id = guard.score_before(record_id, kind))
  and guard.leaves(record_id));
alter policy outside_select on public.control_proofs using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and proved_on <= guard.last_day() and recorded_at <= guard.context_to()
  and (proved_on >= guard.first_day() or id = guard.proof_before(record_id, control_id))
  and guard.held(control_id));
alter policy outside_select on public.risk_reviews using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and reviewed_at <= guard.context_to() and (reviewed_at >= guard.context_from() or id = guard.review_before(record_id))
  and guard.leaves(record_id));
alter policy outside_select on public.risk_acceptances using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and accepted_at <= guard.context_to() and expires_on >= guard.first_day() and guard.leaves(record_id));

do $$
declare child text;
begin
  foreach child in array array['action_completions', 'action_due_changes', 'action_effect_checks', 'action_verifications'] loop
    execute format($p$alter policy outside_select on public.%I using (
      service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('action-items')
      and at <= guard.context_to() and guard.leaves(record_id))$p$, child);
  end loop;
end $$;
