-- One report sent twice is one disruption: the form carries a token, and the same token leads to what it opened.
-- A report that was made twice or in error is set aside: closed with a reason and without a severity, kept, and never open.
alter table public.disruptions add column report_token uuid,
  add column set_aside text constraint disruptions_set_aside_known check (set_aside in ('duplicate', 'error'));
alter table public.disruptions_versions add column report_token uuid, add column set_aside text;
create unique index disruptions_by_report_token on public.disruptions (organisation_id, report_token) where report_token is not null;
alter table public.disruptions drop constraint disruptions_triage_first,
  add constraint disruptions_triage_first check (case state
    when 'reported' then severity_triage is null
    when 'closed' then severity_triage is not null or set_aside is not null
    else severity_triage is not null end),
  add constraint disruptions_set_aside_is_closed check (set_aside is null or state = 'closed');

alter table public.disruption_closures add column set_aside text
    constraint closures_set_aside_known check (set_aside in ('duplicate', 'error')),
  add column reason text constraint closures_reason_length check (length(reason) between 1 and 600);
alter table public.disruption_closures_versions add column set_aside text, add column reason text,
  alter column severity drop not null;
alter table public.disruption_closures alter column severity drop not null,
  add constraint closures_set_aside_has_a_reason check ((set_aside is null) = (reason is null)),
  add constraint closures_have_a_severity check (severity is not null or set_aside is not null);

alter table public.record_links drop constraint record_links_kind_check,
  add constraint record_links_kind_check check (kind in ('raised', 'realised', 'answers', 'controls', 'tests', 'uses', 'about',
    'evidence', 'retests', 'duplicates'));
