-- Figures are frozen for the papers and as an item is opened; nothing was ever frozen for the board screen alone.
alter table public.meeting_snapshots drop constraint meeting_snapshots_occasion_check,
  add constraint meeting_snapshots_occasion_check check (occasion in ('papers', 'opened'));
