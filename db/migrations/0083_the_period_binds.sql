-- The granted period binds everything dated that leaves. A record leaves if it stood in the period; an event if its day lies
-- in it. What holds until something newer takes its place (a score, a proof, a review) leaves if it was in force on any day
-- of the period: given within it, or the newest before it. What was dated, attached or linked after it does not leave.
create function guard.first_day() returns date language sql stable set search_path = '' as $$
  select (guard.context_from() at time zone 'Europe/London')::date
$$;
create function guard.last_day() returns date language sql stable set search_path = '' as $$
  select (guard.context_to() at time zone 'Europe/London')::date
$$;

-- With the owner's rights, since a policy cannot ask its own table: they answer which row stood when the period began.
create function guard.score_before(record uuid, of_kind text) returns uuid
language sql stable security definer set search_path = '' as $$
  select s.id from public.risk_scores s
  where s.organisation_id = guard.context_org() and s.record_id = record and s.kind = of_kind and s.scored_at < guard.context_from()
  order by s.scored_at desc, s.id desc limit 1
$$;
create function guard.proof_before(record uuid, control uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select p.id from public.control_proofs p
  where p.organisation_id = guard.context_org() and p.record_id = record and p.control_id = control and p.proved_on < guard.first_day()
  order by p.proved_on desc, p.recorded_at desc, p.id desc limit 1
$$;
create function guard.review_before(record uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select w.id from public.risk_reviews w
  where w.organisation_id = guard.context_org() and w.record_id = record and w.reviewed_at < guard.context_from()
  order by w.reviewed_at desc, w.id desc limit 1
$$;
revoke execute on function guard.first_day, guard.last_day, guard.score_before, guard.proof_before, guard.review_before from public;
grant execute on function guard.first_day, guard.last_day, guard.score_before, guard.proof_before, guard.review_before to holdfast_outside;

alter policy outside_select on public.risks using (
  state <> 'draft' and service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and created_at <= guard.context_to() and (state <> 'closed' or changed_at >= guard.context_from()));
alter policy outside_select on public.risk_scores using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and scored_at <= guard.context_to() and (scored_at >= guard.context_from() or id = guard.score_before(record_id, kind)));
alter policy outside_select on public.control_proofs using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and proved_on <= guard.last_day() and recorded_at <= guard.context_to()
  and (proved_on >= guard.first_day() or id = guard.proof_before(record_id, control_id)));
alter policy outside_select on public.risk_reviews using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and reviewed_at <= guard.context_to() and (reviewed_at >= guard.context_from() or id = guard.review_before(record_id)));
alter policy outside_select on public.risk_controls using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and created_at <= guard.context_to() and (ended_at is null or ended_at >= guard.context_from()));
alter policy outside_select on public.risk_acceptances using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and accepted_at <= guard.context_to() and expires_on >= guard.first_day());
alter policy outside_select on public.risk_appetites using (
  guard.context_section('risks') and set_at <= guard.context_to());

-- The record behind them all leaves where the row of its own room does: no other row names a record that stays. A policy
-- asks no table itself; these ask with the reader's own rights, so that the policies of the rooms decide.
create function guard.stood(kind text, record uuid) returns boolean language sql stable set search_path = '' as $$
  select case kind
    when 'risk' then exists (select 1 from public.risks x where x.organisation_id = guard.context_org() and x.id = record)
    when 'action-item' then exists (select 1 from public.action_items x where x.organisation_id = guard.context_org() and x.id = record)
    when 'system' then exists (select 1 from public.systems x where x.organisation_id = guard.context_org() and x.id = record)
    when 'disruption' then exists (select 1 from public.disruptions x where x.organisation_id = guard.context_org() and x.id = record)
    when 'resilience-test' then exists (select 1 from public.resilience_tests x where x.organisation_id = guard.context_org() and x.id = record)
    when 'material' then exists (select 1 from public.materials x where x.organisation_id = guard.context_org() and x.id = record)
    when 'extract' then exists (select 1 from public.minute_extracts x where x.organisation_id = guard.context_org() and x.id = record)
    else false end
$$;
create function guard.leaves(record uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select 1 from public.records x where x.organisation_id = guard.context_org() and x.id = record)
$$;
revoke execute on function guard.stood, guard.leaves from public;
grant execute on function guard.stood, guard.leaves to holdfast_outside;

alter policy outside_select on public.records using (
  state <> 'draft' and (kind <> 'extract' or state = 'marked') and service_ids <> '{}' and service_ids <@ guard.context_services()
  and guard.context_section(case kind
    when 'risk' then 'risks' when 'action-item' then 'action-items' when 'system' then 'systems' when 'disruption' then 'disruptions'
    when 'resilience-test' then 'resilience-tests' when 'material' then 'materials' when 'extract' then 'minutes' end)
  and guard.stood(kind, id));
alter policy outside_select on public.record_links using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and created_at <= guard.context_to()
  and guard.leaves(from_id) and guard.leaves(to_id));
alter policy outside_select on public.attachments using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and added_at <= guard.context_to() and guard.leaves(record_id));
alter policy outside_select on public.trail_entries using (
  record_id is not null and service_ids <> '{}' and service_ids <@ guard.context_services() and guard.leaves(record_id));
-- A link leaves with its record: by the day of its evidence where it has one of its own, else if it was made by the last day.
alter policy outside_select on public.evidence_links using (
  ended_at is null and service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('frameworks')
  and case when dated_on is null then linked_at <= guard.context_to() else dated_on between guard.first_day() and guard.last_day() end
  and guard.leaves(record_id));
