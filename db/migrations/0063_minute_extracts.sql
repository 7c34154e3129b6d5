-- Extracts of signed minutes: one minute in the words that were signed, chosen by a person to leave as evidence. An extract
-- is a record of its own, so that it names its own services whatever the meeting's are.
alter table public.records drop constraint records_kind_check,
  add constraint records_kind_check check (kind in ('risk', 'action-item', 'system', 'disruption', 'resilience-test', 'material', 'bundle', 'request',
    'meeting', 'extract'));
alter policy outside_select on public.records
  using (state <> 'draft' and (kind <> 'extract' or state = 'marked') and service_ids <> '{}' and service_ids <@ guard.context_services()
    and guard.context_section(case kind
      when 'risk' then 'risks' when 'action-item' then 'action-items' when 'system' then 'systems' when 'disruption' then 'disruptions'
      when 'resilience-test' then 'resilience-tests' when 'material' then 'materials' when 'extract' then 'minutes' end));

create table public.minute_extracts (
  organisation_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  block_id uuid not null,
  meeting_reference text not null,
  committee text not null,
  held_at timestamptz not null,
  item_position integer not null,
  item text not null,
  kind text not null check (kind in ('note', 'challenge', 'decision')),
  number text not null,
  words text not null,
  outcome text,
  facts text,
  because text,
  addenda text,
  signed_post text not null check (signed_post in ('chair', 'deputy-chair')),
  signed_at timestamptz not null,
  signed_alone boolean not null,
  quorate boolean not null,
  signed_sha256 text not null check (signed_sha256 ~ '^[0-9a-f]{64}$'),
  state text not null default 'marked' check (state in ('marked', 'withdrawn')),
  marked_by uuid not null,
  marked_role text not null check (marked_role in ('care-worker', 'shift-lead', 'care-coordinator', 'deputy-manager', 'registered-manager', 'regional-manager', 'nominated-individual', 'quality-compliance-lead', 'digital-lead', 'board-member', 'internal-auditor', 'org-admin')),
  marked_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_role text check (withdrawn_role in ('care-worker', 'shift-lead', 'care-coordinator', 'deputy-manager', 'registered-manager', 'regional-manager', 'nominated-individual', 'quality-compliance-lead', 'digital-lead', 'board-member', 'internal-auditor', 'org-admin')),
  withdrawn_at timestamptz,
  withdrawn_reason text check (length(withdrawn_reason) between 1 and 400),
  changed_at timestamptz not null,
  service_ids uuid[] not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  constraint minute_extracts_name_services check (service_ids <> '{}'),
  constraint minute_extracts_withdrawn_are_whole check ((state = 'withdrawn') = (withdrawn_at is not null) and (state = 'withdrawn') = (withdrawn_by is not null)
    and (state = 'withdrawn') = (withdrawn_role is not null) and (state = 'withdrawn') = (withdrawn_reason is not null)),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, meeting_id) references public.meetings (organisation_id, id),
  foreign key (organisation_id, block_id) references public.minute_blocks (organisation_id, id),
  foreign key (organisation_id, marked_by) references public.people (organisation_id, id),
  foreign key (organisation_id, withdrawn_by) references public.people (organisation_id, id)
);
create unique index minute_extracts_once on public.minute_extracts (organisation_id, block_id, service_ids) where state = 'marked';
create index minute_extracts_of on public.minute_extracts (organisation_id, meeting_id, item_position, marked_at, id);
select guard.protect_meeting('minute_extracts', 'child', 'id');
create policy outside_select on public.minute_extracts for select to holdfast_outside
  using (state = 'marked' and service_ids <> '{}' and service_ids <@ guard.context_services() and guard.context_section('minutes')
    and held_at >= guard.context_from() and held_at <= guard.context_to());

-- An extract holds what a signature holds, and nothing else: no draft, no other words, no other signature.
create function guard.same_as_signed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select 1 from public.meeting_signatures s
      cross join lateral (select s.content::jsonb as minutes) whole
      cross join lateral jsonb_array_elements(whole.minutes -> 'items') item
      cross join lateral jsonb_array_elements(item -> 'blocks') block
    where s.organisation_id = new.organisation_id and s.record_id = new.meeting_id
      and (s.sha256, s.post, s.signed_at, s.alone, s.quorate)
        = (new.signed_sha256, new.signed_post, new.signed_at, new.signed_alone, new.quorate)
      and (whole.minutes ->> 'reference', whole.minutes ->> 'committee') = (new.meeting_reference, new.committee)
      and (item ->> 'position', item ->> 'title') = (new.item_position::text, new.item)
      and (block ->> 'kind', block ->> 'number') = (new.kind, new.number)
      and new.words = coalesce(block ->> 'question', (select string_agg(p.said, E'\n\n' order by p.place)
        from jsonb_array_elements_text(block -> 'paragraphs') with ordinality p (said, place)))
      and (block ->> 'outcome') is not distinct from new.outcome
      and (block ->> 'because') is not distinct from new.because
      and (select string_agg(f.said, '. ' order by f.place)
        from jsonb_array_elements_text(block -> 'facts') with ordinality f (said, place)) is not distinct from new.facts
  ) or not exists (
    select 1 from public.meetings m where m.organisation_id = new.organisation_id and m.id = new.meeting_id and m.began_at = new.held_at
  ) then
    raise exception 'an extract says what was signed' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.same_as_signed from public;
create trigger same_as_signed after insert on public.minute_extracts for each row execute function guard.same_as_signed();

-- It is withdrawn once and never rewritten; what was added to the minutes later only ever joins what it carries already.
create function guard.keep_extract() returns trigger language plpgsql set search_path = '' as $$
declare
  moving text[] := '{service_ids,version,changed_at,addenda,state,withdrawn_by,withdrawn_role,withdrawn_at,withdrawn_reason}';
begin
  if (to_jsonb(new) - moving) is distinct from (to_jsonb(old) - moving)
     or (old.state = 'withdrawn' and (to_jsonb(new) - '{service_ids}'::text[]) is distinct from (to_jsonb(old) - '{service_ids}'::text[]))
     or not coalesce(starts_with(new.addenda, old.addenda), old.addenda is null) then
    raise exception 'an extract of signed minutes never changes' using errcode = '23514';
  end if;
  return null;
end $$;
revoke execute on function guard.keep_extract from public;
create trigger keep_extract after update on public.minute_extracts for each row execute function guard.keep_extract();

-- What was withdrawn is not counted among what a bundle leaves out.
create or replace function guard.left_out() returns table (kind text, wide bigint, shared bigint)
language sql stable security definer set search_path = '' as $$
  select r.kind, count(*) filter (where r.service_ids = '{}'), count(*) filter (where r.service_ids <> '{}')
  from public.records r
  where r.organisation_id = guard.context_org() and r.kind not in ('bundle', 'request') and (r.kind <> 'extract' or r.state = 'marked')
    and (r.service_ids = '{}' or (r.service_ids && guard.context_services() and not r.service_ids <@ guard.context_services()))
  group by r.kind order by r.kind
$$;

select guard.keep_as_at();
