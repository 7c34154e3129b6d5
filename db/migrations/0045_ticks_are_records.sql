-- What is listed for reading before the issue is drawn from the bundle's content, whose hash the trail keeps with the hash of
-- this list: the list itself stays out of the trail. A tick does not: it says who read which words, and when.
drop trigger capture on public.bundle_texts;
drop policy inside_insert on public.bundle_texts;
drop policy inside_update on public.bundle_texts;
revoke insert, update on public.bundle_texts from holdfast_app;

do $$
declare part text;
begin
  foreach part in array array['bundles', 'bundles_versions'] loop
    execute format('alter table public.%I add column texts_sha256 text', part);
  end loop;
end $$;

-- Ticks of bundles that were read before this stand in bundle_texts, where they were made.
create table public.bundle_ticks (
  organisation_id uuid not null,
  id uuid not null,
  bundle_id uuid not null,
  service_ids uuid[] not null default '{}',
  text_id uuid not null,
  source text not null,
  field text not null,
  words text not null,
  ticked_by uuid not null,
  ticked_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, text_id),
  foreign key (organisation_id, bundle_id) references public.bundles (organisation_id, id),
  foreign key (organisation_id, text_id) references public.bundle_texts (organisation_id, id),
  foreign key (organisation_id, ticked_by) references public.people (organisation_id, id)
);
select guard.protect('bundle_ticks', 'child', record_column => 'bundle_id', kept_out => '{words}', writes => '{insert}', worker => true);
create policy worker_delete on public.bundle_ticks for delete to holdfast_worker using (true);
grant delete on public.bundle_ticks to holdfast_worker;
