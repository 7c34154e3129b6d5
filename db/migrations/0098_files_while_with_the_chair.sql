-- Minutes that are with the chair are read to be signed: a file that joins them then says so, as after any other end.
alter table public.attachments drop constraint attachments_added_after_is_of_the_list,
  add constraint attachments_added_after_is_of_the_list check (added_after in
    ('closed', 'verified', 'cancelled', 'retired', 'approved', 'superseded', 'withdrawn', 'sent to the chair', 'signed', 'answered', 'declined'));
