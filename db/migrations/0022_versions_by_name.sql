-- A version is written column by column under the same names, so a column that is added later lands where it belongs, and
-- one that the versions table lacks stops the change instead of shifting every value after it.
-- Arguments: the table's name, the column that names the record ('' if none), columns kept out of the text.
create or replace function guard.capture() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  parts text[] := guard.verified();
  verb text := nullif(current_setting('holdfast.verb', true), '');
  source jsonb; before text; after text; kept_out text[] := tg_argv[2]::text[];
  names text; cells text; head public.trail_heads; entry public.trail_entries; salt bytea; seeded timestamptz;
begin
  if parts is null or verb is null then
    raise exception 'a change needs an actor and a verb' using errcode = 'HF003';
  end if;
  if tg_op = 'UPDATE' and old is not distinct from new then return null; end if;
  if tg_op <> 'INSERT' then source := to_jsonb(old); before := (source - kept_out)::text; end if;
  if tg_op <> 'DELETE' then source := to_jsonb(new); after := (source - kept_out)::text; end if;
  if (source ->> 'organisation_id')::uuid is distinct from parts[3]::uuid then
    raise exception 'context refused' using errcode = 'HF001';
  end if;
  select * into head from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
  seeded := guard.seed_time(head.organisation_id);
  salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  entry.organisation_id := head.organisation_id;
  entry.number := head.number + 1;
  entry.at := coalesce(seeded, clock_timestamp());
  entry.actor_id := parts[4]::uuid;
  entry.verb := verb;
  entry.table_name := tg_argv[0];
  entry.row_id := (source ->> 'id')::uuid;
  entry.record_id := case when tg_argv[1] <> '' then (source ->> tg_argv[1])::uuid end;
  entry.service_ids := coalesce((select array_agg(s::uuid) from jsonb_array_elements_text(
    case when jsonb_typeof(source -> 'service_ids') = 'array' then source -> 'service_ids' else '[]' end) s), '{}');
  entry.sample := seeded is not null;
  entry.commitment := guard.commitment(salt, before, after);
  entry.previous_hash := head.hash;
  entry.hash := guard.entry_hash(head.hash, entry);
  insert into public.trail_entries values (entry.*);
  insert into public.trail_texts (organisation_id, number, salt, before, after)
    values (entry.organisation_id, entry.number, salt, before, after);
  update public.trail_heads h set number = entry.number, hash = entry.hash where h.organisation_id = entry.organisation_id;
  if tg_op <> 'INSERT' then
    execute format('update public.%I v set valid_to = $1 where v.organisation_id = $2 and v.id = $3 and v.valid_to is null',
      tg_argv[0] || '_versions') using entry.at, entry.organisation_id, entry.row_id;
  end if;
  if tg_op <> 'DELETE' then
    select string_agg(format('%I', a.attname), ', ' order by a.attnum), string_agg(format('($1).%I', a.attname), ', ' order by a.attnum)
      into names, cells from pg_catalog.pg_attribute a where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped;
    execute format('insert into public.%I (%s, valid_from, valid_to, trail_number) values (%s, $2, null, $3)', tg_argv[0] || '_versions', names, cells)
      using new, entry.at, entry.number;
  end if;
  return null;
end $$;
