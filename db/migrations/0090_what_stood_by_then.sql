-- A material and a system that were not there yet when the granted period ended stay, as a risk does.
alter policy outside_select on public.materials using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('materials')
  and created_at <= guard.context_to());
alter policy outside_select on public.systems using (
  service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('systems')
  and created_at <= guard.context_to());
