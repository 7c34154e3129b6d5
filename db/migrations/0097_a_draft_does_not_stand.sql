-- A risk stands in a period from its opening: its score history begins there, and a draft has none. One that was a draft
-- until after the period does not leave, nor does a control of a risk that does not. A risk of the time before scores were
-- kept counts from its first day.
create function guard.opened(record uuid, created timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select coalesce(min(s.scored_at), created) from public.risk_scores s
  where s.organisation_id = guard.context_org() and s.record_id = record
$$;
revoke execute on function guard.opened from public;
grant execute on function guard.opened to holdfast_outside;

alter policy outside_select on public.risks using (
  state <> 'draft' and service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and created_at <= guard.context_to() and (state <> 'closed' or changed_at >= guard.context_from())
  and guard.opened(id, created_at) <= guard.context_to());
alter policy outside_select on public.risk_controls using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('risks')
  and created_at <= guard.context_to() and (ended_at is null or ended_at >= guard.context_from())
  and guard.stood('risk', record_id));
