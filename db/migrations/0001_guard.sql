-- The signed context, the trail with its chain, and the one shape in which every tenant table is protected.

create schema guard;
create schema auth;
revoke all on schema public from public;
grant usage on schema public to holdfast_app, holdfast_outside, holdfast_worker;
grant usage on schema guard to holdfast_app, holdfast_outside, holdfast_worker, holdfast_auth;
grant usage on schema auth to holdfast_auth;
alter default privileges revoke execute on functions from public;

-- HMAC-SHA-256 from the built-in sha256: the padded keys are stored, so no extension is needed.
create table guard.keys (
  id text primary key,
  inner_pad bytea not null,
  outer_pad bytea not null,
  retires_at timestamptz
);

create table guard.followers (
  table_name text primary key,
  record_column text not null
);

create function guard.mac(key_id text, message text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare pads guard.keys;
begin
  select * into pads from guard.keys k where k.id = key_id and (k.retires_at is null or k.retires_at > statement_timestamp());
  if not found then return null; end if;
  return encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(message, 'UTF8'))), 'hex');
end $$;

-- hf1~key~organisation~actor~kind~role~scope~services~expires~grant~from~to~body~sections~mac
create function guard.verified() returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  token text := nullif(current_setting('holdfast.context', true), '');
  parts text[];
begin
  if token is null then return null; end if;
  parts := string_to_array(token, '~');
  if array_length(parts, 1) is distinct from 15 or parts[1] <> 'hf1'
     or guard.mac(parts[2], left(token, -65)) is distinct from parts[15] then
    raise exception 'context refused' using errcode = 'HF001';
  end if;
  if statement_timestamp() >= to_timestamp(parts[9]::double precision) then
    raise exception 'context expired' using errcode = 'HF002';
  end if;
  if (session_user = 'holdfast_app' and parts[5] <> 'inside')
     or (session_user = 'holdfast_outside' and parts[5] <> 'outside')
     or (session_user = 'holdfast_worker' and parts[5] <> 'worker') then
    raise exception 'context refused' using errcode = 'HF001';
  end if;
  return parts;
end $$;

create function guard.context_org() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin return (guard.verified())[3]::uuid; end $$;

-- These read the setting that context_org has verified in the same statement: each policy set carries both.
create function guard.context_actor() returns uuid language sql stable as
$$ select nullif(split_part(current_setting('holdfast.context', true), '~', 4), '')::uuid $$;
create function guard.context_role() returns text language sql stable as
$$ select split_part(current_setting('holdfast.context', true), '~', 6) $$;
create function guard.context_wide() returns boolean language sql stable as
$$ select split_part(current_setting('holdfast.context', true), '~', 7) = 'all' $$;
create function guard.context_services() returns uuid[] language sql stable as
$$ select string_to_array(nullif(split_part(current_setting('holdfast.context', true), '~', 8), ''), ',')::uuid[] $$;
create function guard.context_grant() returns uuid language sql stable as
$$ select nullif(split_part(current_setting('holdfast.context', true), '~', 10), '')::uuid $$;
create function guard.context_from() returns timestamptz language sql stable as
$$ select nullif(split_part(current_setting('holdfast.context', true), '~', 11), '')::timestamptz $$;
create function guard.context_to() returns timestamptz language sql stable as
$$ select nullif(split_part(current_setting('holdfast.context', true), '~', 12), '')::timestamptz $$;
create function guard.context_body() returns uuid language sql stable as
$$ select nullif(split_part(current_setting('holdfast.context', true), '~', 13), '')::uuid $$;
create function guard.context_section(section text) returns boolean language sql stable as
$$ select section = any (string_to_array(split_part(current_setting('holdfast.context', true), '~', 14), ',')) $$;

create table public.trail_heads (
  organisation_id uuid primary key,
  sample boolean not null default false,
  number bigint not null default 0,
  hash bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000'
);

create table public.trail_entries (
  organisation_id uuid not null,
  number bigint not null,
  at timestamptz not null,
  actor_id uuid not null,
  verb text not null,
  table_name text not null,
  row_id uuid not null,
  record_id uuid,
  service_ids uuid[] not null default '{}',
  sample boolean not null default false,
  commitment bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (organisation_id, number)
);
create index trail_entries_record on public.trail_entries (organisation_id, record_id, number);

create table public.trail_texts (
  organisation_id uuid not null,
  number bigint not null,
  salt bytea,
  before text,
  after text,
  erased_at timestamptz,
  erased_reason text,
  primary key (organisation_id, number),
  foreign key (organisation_id, number) references public.trail_entries (organisation_id, number),
  check ((erased_at is null) = (erased_reason is null))
);

-- The clock; only the owner of the tables may set a seed time, and only for a sample organisation.
create function guard.seed_time(organisation uuid) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare chosen text := nullif(current_setting('holdfast.at', true), '');
begin
  if chosen is null or session_user <> current_user then return null; end if;
  if not exists (select 1 from public.trail_heads h where h.organisation_id = organisation and h.sample) then
    raise exception 'only a sample organisation may have a seed time' using errcode = 'HF004';
  end if;
  return chosen::timestamptz;
end $$;

create function guard.assume(token text, actor uuid, verb text) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare parts text[];
begin
  execute format('set local holdfast.context = %L', token);
  execute format('set local holdfast.verb = %L', coalesce(verb, ''));
  set local timezone = 'UTC';
  set local statement_timeout = '15s';
  set local lock_timeout = '5s';
  set local idle_in_transaction_session_timeout = '20s';
  parts := guard.verified();
  if parts is null or parts[4]::uuid is distinct from actor then
    raise exception 'context refused' using errcode = 'HF001';
  end if;
  if verb is not null then
    perform 1 from public.trail_heads h where h.organisation_id = parts[3]::uuid for update;
    if not found then raise exception 'context refused' using errcode = 'HF001'; end if;
  end if;
  return coalesce(guard.seed_time(parts[3]::uuid), clock_timestamp());
end $$;

create function guard.entry_hash(previous bytea, e public.trail_entries) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(previous || convert_to(concat_ws('|', e.organisation_id, e.number,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.actor_id, e.verb, e.table_name, e.row_id, encode(e.commitment, 'hex')), 'UTF8'))
$$;

create function guard.commitment(salt bytea, before text, after text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(salt || convert_to(coalesce(before, '') || E'\n' || coalesce(after, ''), 'UTF8'))
$$;

-- Arguments: the table's name, the column that names the record ('' if none), columns kept out of the text.
create function guard.capture() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  parts text[] := guard.verified();
  verb text := nullif(current_setting('holdfast.verb', true), '');
  source jsonb; before text; after text; kept_out text[] := tg_argv[2]::text[];
  head public.trail_heads; entry public.trail_entries; salt bytea; seeded timestamptz;
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
    execute format('insert into public.%I select ($1).*, $2, null::timestamptz, $3', tg_argv[0] || '_versions')
      using new, entry.at, entry.number;
  end if;
  return null;
end $$;

-- A row that belongs to a record names the same services as the record.
create function guard.same_services() returns trigger
language plpgsql security definer set search_path = '' as $$
declare mine jsonb := to_jsonb(new);
begin
  if not exists (
    select 1 from public.records r
    where r.organisation_id = (mine ->> 'organisation_id')::uuid and r.id = (mine ->> tg_argv[0])::uuid
      and r.service_ids = coalesce((select array_agg(s::uuid order by s::uuid) from jsonb_array_elements_text(mine -> 'service_ids') s), '{}')
  ) then
    raise exception 'services differ from the record' using errcode = 'HF005';
  end if;
  return null;
end $$;

-- The link table is the truth: when it changes, the record and all that follows it are brought into line.
create function guard.keep_services() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  organisation uuid := coalesce(new.organisation_id, old.organisation_id);
  record uuid := coalesce(new.record_id, old.record_id);
  truth uuid[]; follower guard.followers;
begin
  select coalesce(array_agg(s.service_id order by s.service_id), '{}') into truth
    from public.record_services s where s.organisation_id = organisation and s.record_id = record;
  update public.records r set service_ids = truth
    where r.organisation_id = organisation and r.id = record and r.service_ids is distinct from truth;
  if found then
    for follower in select * from guard.followers loop
      execute format('update public.%I t set service_ids = $1 where t.organisation_id = $2 and t.%I = $3 and t.service_ids is distinct from $1',
        follower.table_name, follower.record_column) using truth, organisation, record;
    end loop;
  end if;
  return null;
end $$;

-- The one shape in which a tenant table is protected.
-- scope: organisation | services (a record) | child (belongs to a record) | service (has service_id) | person (has person_id)
-- outside: null, or the condition under which outsiders read a row (their columns are granted from the field list).
create function guard.protect(
  name text, scope text, record_column text default '', kept_out text[] default '{}',
  writes text[] default '{insert,update}', captured boolean default true,
  worker boolean default false, outside text default null
) returns void language plpgsql set search_path = '' as $$
declare
  target text := format('public.%I', name);
  reads text; changes text; part text;
begin
  case scope
    when 'organisation' then reads := 'true'; changes := 'true';
    when 'services' then
      reads := 'guard.context_wide() or service_ids = ''{}'' or service_ids && guard.context_services()';
      changes := 'guard.context_wide() or (service_ids <> ''{}'' and service_ids <@ guard.context_services()) or owner_id = guard.context_actor()';
    when 'child' then
      reads := 'guard.context_wide() or service_ids = ''{}'' or service_ids && guard.context_services()';
      changes := reads;
    when 'service' then
      reads := 'guard.context_wide() or service_id = any (guard.context_services())'; changes := reads;
    when 'person' then reads := 'person_id = guard.context_actor()'; changes := reads;
    else raise exception 'unknown scope %', scope;
  end case;
  foreach part in array array[target, case when captured then format('public.%I', name || '_versions') end] loop
    continue when part is null;
    if part <> target then
      execute format('create table %s (like %s)', part, target);
      execute format('alter table %s add column valid_from timestamptz not null, add column valid_to timestamptz, add column trail_number bigint not null, add primary key (organisation_id, id, trail_number)', part);
    end if;
    execute format('alter table %s enable row level security', part);
    execute format('alter table %s force row level security', part);
    execute format('create policy owner_all on %s to current_user using (true) with check (true)', part);
    execute format('create policy tenant on %s as restrictive to holdfast_app, holdfast_outside, holdfast_worker using (organisation_id = guard.context_org()) with check (organisation_id = guard.context_org())', part);
    execute format('create policy inside_select on %s for select to holdfast_app using (%s)', part, reads);
    execute format('grant select on %s to holdfast_app', part);
  end loop;
  if 'insert' = any (writes) then
    execute format('create policy inside_insert on %s for insert to holdfast_app with check (%s)', target, changes);
    execute format('grant insert on %s to holdfast_app', target);
  end if;
  if 'update' = any (writes) then
    execute format('create policy inside_update on %s for update to holdfast_app using (%s) with check (%s)', target, changes, changes);
    execute format('grant update on %s to holdfast_app', target);
  end if;
  if 'delete' = any (writes) then
    execute format('create policy inside_delete on %s for delete to holdfast_app using (%s)', target, changes);
    execute format('grant delete on %s to holdfast_app', target);
  end if;
  if worker then
    execute format('create policy worker_select on %s for select to holdfast_worker using (true)', target);
    execute format('create policy worker_insert on %s for insert to holdfast_worker with check (true)', target);
    execute format('create policy worker_update on %s for update to holdfast_worker using (true) with check (true)', target);
    execute format('grant select, insert, update on %s to holdfast_worker', target);
  end if;
  if outside is not null then
    execute format('create policy outside_select on %s for select to holdfast_outside using (%s)', target, outside);
  end if;
  if captured then
    execute format('create trigger capture after insert or update or delete on %s for each row execute function guard.capture(%L, %L, %L)',
      target, name, record_column, kept_out::text);
  end if;
  if scope in ('services', 'child') and record_column <> '' then
    insert into guard.followers values (name, record_column);
    execute format('create trigger same_services after insert on %s for each row execute function guard.same_services(%L)', target, record_column);
  end if;
end $$;
revoke execute on function guard.protect from public;

-- The trail itself: read by the portal, written by the trigger alone.
alter table public.trail_heads enable row level security;
alter table public.trail_heads force row level security;
create policy owner_all on public.trail_heads to current_user using (true) with check (true);
create policy tenant on public.trail_heads as restrictive to holdfast_app, holdfast_outside, holdfast_worker
  using (organisation_id = guard.context_org());
create policy inside_select on public.trail_heads for select to holdfast_app, holdfast_outside, holdfast_worker using (true);
grant select on public.trail_heads to holdfast_app, holdfast_outside, holdfast_worker;

alter table public.trail_entries enable row level security;
alter table public.trail_entries force row level security;
create policy owner_all on public.trail_entries to current_user using (true) with check (true);
create policy tenant on public.trail_entries as restrictive to holdfast_app, holdfast_outside, holdfast_worker
  using (organisation_id = guard.context_org());
create policy inside_select on public.trail_entries for select to holdfast_app
  using (guard.context_wide() or service_ids = '{}' or service_ids && guard.context_services());
create policy outside_select on public.trail_entries for select to holdfast_outside
  using (record_id is not null and service_ids <> '{}' and service_ids <@ guard.context_services());
grant select on public.trail_entries to holdfast_app;

alter table public.trail_texts enable row level security;
alter table public.trail_texts force row level security;
create policy owner_all on public.trail_texts to current_user using (true) with check (true);
create policy tenant on public.trail_texts as restrictive to holdfast_app using (organisation_id = guard.context_org());
create policy inside_select on public.trail_texts for select to holdfast_app using (guard.context_wide());
grant select on public.trail_texts to holdfast_app;

grant execute on function guard.verified, guard.context_org, guard.context_actor, guard.context_role, guard.context_wide,
  guard.context_services, guard.context_grant, guard.context_from, guard.context_to, guard.context_body,
  guard.context_section, guard.assume, guard.seed_time
  to holdfast_app, holdfast_outside, holdfast_worker;
