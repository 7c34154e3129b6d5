-- What has been issued may be superseded or withdrawn, once, and never becomes a draft again.
create or replace function guard.keep_issued() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state not in ('issued', 'superseded', 'withdrawn') then return null; end if;
  if not (new.state = old.state or (old.state = 'issued' and new.state in ('superseded', 'withdrawn')))
     or (new.purpose, new.title, new.body_id, new.recipient, new.marking, new.framework, new.period_from, new.period_to, new.sections,
         new.snapshot_at, new.content_sha256, new.issue, new.supersedes_id, new.sha256, new.bytes, new.records_fingerprint,
         new.key_fingerprint, new.prepared_by, new.prepared_at, new.issued_by, new.issued_at, new.alone) is distinct from
        (old.purpose, old.title, old.body_id, old.recipient, old.marking, old.framework, old.period_from, old.period_to, old.sections,
         old.snapshot_at, old.content_sha256, old.issue, old.supersedes_id, old.sha256, old.bytes, old.records_fingerprint,
         old.key_fingerprint, old.prepared_by, old.prepared_at, old.issued_by, old.issued_at, old.alone)
     or (old.state <> 'issued' and (new.ended_at, new.ended_by, new.ended_reason) is distinct from (old.ended_at, old.ended_by, old.ended_reason))
  then
    raise exception 'an issued bundle never changes' using errcode = '23514';
  end if;
  return null;
end $$;
