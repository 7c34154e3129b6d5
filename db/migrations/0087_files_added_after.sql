-- A file that joins a record after its end says so for good: the word is the record's own on that day, and stays when the
-- record is opened again.
do $$
declare part text;
begin
  foreach part in array array['attachments', 'attachments_versions'] loop
    execute format('alter table public.%I add column added_after text', part);
  end loop;
end $$;
alter table public.attachments add constraint attachments_added_after_is_of_the_list check (added_after in
  ('closed', 'verified', 'cancelled', 'retired', 'approved', 'superseded', 'withdrawn', 'signed', 'answered', 'declined'));
select guard.keep_as_at();
