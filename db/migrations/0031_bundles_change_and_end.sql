-- The role in which somebody prepared or issued a bundle, in words, as it was then: one person may hold several.
do $$
declare part text;
begin
  foreach part in array array['bundles', 'bundles_versions'] loop
    execute format('alter table public.%I add column prepared_role text check (length(prepared_role) <= 120), add column issued_role text check (length(issued_role) <= 120)', part);
  end loop;
  -- Where a free text stands in the bundle: texts are read in the order in which they leave.
  foreach part in array array['bundle_texts', 'bundle_texts_versions'] loop
    execute format('alter table public.%I add column place integer not null default 0', part);
  end loop;
end $$;

-- What was never issued may be discarded: its reference stays used, with who, when and why.
alter table public.bundles drop constraint bundles_state_check;
alter table public.bundles add constraint bundles_state_check
  check (state in ('draft', 'assembling', 'ready', 'issuing', 'issued', 'superseded', 'withdrawn', 'discarded'));
alter table public.bundles drop constraint bundles_end_has_reason;
alter table public.bundles add constraint bundles_end_has_reason
  check ((state in ('superseded', 'withdrawn', 'discarded')) = (ended_at is not null and ended_reason is not null));

create or replace function guard.keep_issued() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state = 'discarded' then
    if (to_jsonb(new) - 'service_ids') is distinct from (to_jsonb(old) - 'service_ids') then
      raise exception 'a discarded bundle never changes' using errcode = '23514';
    end if;
    return null;
  end if;
  if old.state not in ('issued', 'superseded', 'withdrawn') then return null; end if;
  if not (new.state = old.state or (old.state = 'issued' and new.state in ('superseded', 'withdrawn')))
     or (new.purpose, new.title, new.body_id, new.recipient, new.marking, new.framework, new.period_from, new.period_to, new.sections,
         new.snapshot_at, new.content_sha256, new.issue, new.supersedes_id, new.sha256, new.bytes, new.records_fingerprint,
         new.key_fingerprint, new.prepared_by, new.prepared_at, new.prepared_role, new.issued_by, new.issued_at, new.issued_role, new.alone)
        is distinct from
        (old.purpose, old.title, old.body_id, old.recipient, old.marking, old.framework, old.period_from, old.period_to, old.sections,
         old.snapshot_at, old.content_sha256, old.issue, old.supersedes_id, old.sha256, old.bytes, old.records_fingerprint,
         old.key_fingerprint, old.prepared_by, old.prepared_at, old.prepared_role, old.issued_by, old.issued_at, old.issued_role, old.alone)
     or (old.state <> 'issued' and (new.ended_at, new.ended_by, new.ended_reason) is distinct from (old.ended_at, old.ended_by, old.ended_reason))
  then
    raise exception 'an issued bundle never changes' using errcode = '23514';
  end if;
  return null;
end $$;
