-- What people outside ask for, and the links and codes with which people come in.

create index people_by_name on public.people (organisation_id, name, id);
create index outside_grants_by_end on public.outside_grants (organisation_id, ends_at desc, id desc);

-- An account that another organisation relies on is never opened by a link that this one holds.
create function guard.known_elsewhere(account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.people p where p.account_id = account and p.organisation_id <> guard.context_org())
      or exists (select 1 from public.outside_grants g where g.account_id = account and g.organisation_id <> guard.context_org())
$$;

create or replace function guard.invite_account(account_email text, account_name text, link_hash bytea, hours integer) returns uuid
language plpgsql security definer set search_path = '' as $$
declare account uuid;
begin
  if guard.context_org() is null or nullif(current_setting('holdfast.verb', true), '') is null then
    raise exception 'a change needs an actor and a verb' using errcode = 'HF003';
  end if;
  insert into auth.accounts (id, email, name) values (gen_random_uuid(), lower(account_email), account_name)
    on conflict (email) do nothing;
  select a.id into account from auth.accounts a where a.email = lower(account_email);
  if link_hash is not null and not guard.known_elsewhere(account)
     and exists (select 1 from auth.accounts a where a.id = account and a.password_hash is null) then
    insert into auth.password_links (token_hash, account_id, expires_at)
      values (link_hash, account, clock_timestamp() + make_interval(hours => least(hours, 72)));
  end if;
  return account;
end $$;

-- Whether a link that was just offered has been stored.
create function guard.link_is_live(link_hash bytea) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from auth.password_links l where l.token_hash = link_hash and l.used_at is null and l.expires_at > clock_timestamp())
$$;

-- A new link for someone of this organisation: the older ones die. False when another organisation relies on the account.
create function guard.renew_link(account uuid, link_hash bytea, hours integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare organisation uuid := guard.context_org();
begin
  if organisation is null or nullif(current_setting('holdfast.verb', true), '') is null then
    raise exception 'a change needs an actor and a verb' using errcode = 'HF003';
  end if;
  if guard.known_elsewhere(account) then return false; end if;
  if not exists (select 1 from public.people p where p.organisation_id = organisation and p.account_id = account)
     and not exists (select 1 from public.outside_grants g where g.organisation_id = organisation and g.account_id = account) then
    return false;
  end if;
  update auth.password_links l set expires_at = clock_timestamp()
    where l.account_id = account and l.used_at is null and l.expires_at > clock_timestamp();
  insert into auth.password_links (token_hash, account_id, expires_at)
    values (link_hash, account, clock_timestamp() + make_interval(hours => least(hours, 72)));
  return true;
end $$;

-- How the accounts of this organisation's people and grants stand; never a hash, an address or another organisation.
create function guard.account_standing() returns table (account_id uuid, ready boolean, elsewhere boolean, sessions integer, seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select a.id, a.password_hash is not null, guard.known_elsewhere(a.id),
    (select count(*)::integer from auth.sessions s where s.account_id = a.id and s.ended_at is null
      and (s.organisation_id is null or s.organisation_id = guard.context_org())
      and s.seen_at > clock_timestamp() - interval '30 minutes' and s.created_at > clock_timestamp() - interval '12 hours'),
    (select max(s.seen_at) from auth.sessions s where s.account_id = a.id
      and (s.organisation_id is null or s.organisation_id = guard.context_org()))
  from auth.accounts a
  where a.id in (select p.account_id from public.people p where p.organisation_id = guard.context_org()
    union select g.account_id from public.outside_grants g where g.organisation_id = guard.context_org())
$$;
grant execute on function guard.renew_link, guard.link_is_live, guard.account_standing to holdfast_app;

-- The codes that an inspector may still use, held until the answer is written.
create function auth.live_codes(account uuid) returns table (id uuid, grant_id uuid, code_hash bytea)
language plpgsql security definer set search_path = '' as $$
begin
  return query select c.id, c.grant_id, c.code_hash
    from auth.grant_codes c join public.outside_grants g on g.id = c.grant_id
    where g.account_id = account and g.kind = 'inspector' and g.ended_at is null and g.ends_at > clock_timestamp()
      and c.used_at is null and c.expires_at > clock_timestamp() and c.attempts < 5
    order by c.created_at desc
    for update of c;
end $$;
grant execute on function auth.live_codes to holdfast_auth;

create table public.requests (
  organisation_id uuid not null,
  id uuid not null,
  reference text not null,
  grant_id uuid not null,
  what text not null check (length(what) between 3 and 2000),
  state text not null default 'open' check (state in ('open', 'answered', 'declined')),
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  asked_at timestamptz not null,
  closed_at timestamptz check (closed_at >= asked_at),
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, reference),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, grant_id) references public.outside_grants (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  check ((state = 'open') = (closed_at is null))
);
create index requests_by_asked on public.requests (organisation_id, asked_at desc, id desc);
create index requests_by_grant on public.requests (organisation_id, grant_id);
select guard.protect('requests', 'services', record_column => 'id', writes => '{update}', outside => 'grant_id = guard.context_grant()');

-- What was said to the one who asked: a note, the answer, or why there is none.
create table public.request_replies (
  organisation_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  grant_id uuid not null,
  service_ids uuid[] not null default '{}',
  kind text not null check (kind in ('note', 'answered', 'declined')),
  words text check (length(words) between 1 and 2000),
  record_id uuid,
  replied_by uuid not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, request_id) references public.requests (organisation_id, id),
  foreign key (organisation_id, grant_id) references public.outside_grants (organisation_id, id),
  foreign key (organisation_id, record_id) references public.records (organisation_id, id),
  foreign key (organisation_id, replied_by) references public.people (organisation_id, id),
  constraint request_replies_answer_has_record check ((kind = 'answered') = (record_id is not null)),
  constraint request_replies_refusal_has_reason check (kind = 'answered' or words is not null)
);
create index request_replies_request on public.request_replies (organisation_id, request_id, at);
select guard.protect('request_replies', 'child', record_column => 'request_id', writes => '{insert}',
  outside => 'grant_id = guard.context_grant()');

create function guard.ask_for_record(what text, service uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  parts text[] := guard.verified();
  organisation uuid := parts[3]::uuid;
  granted public.outside_grants; wanted uuid[];
  request uuid := gen_random_uuid(); moment timestamptz; this_year integer; turn integer; ref text;
begin
  if parts is null or parts[5] <> 'outside' or parts[10] = '' then
    raise exception 'context refused' using errcode = 'HF001';
  end if;
  set local holdfast.verb = 'outside.ask';
  perform 1 from public.trail_heads h where h.organisation_id = organisation for update;
  moment := coalesce(guard.seed_time(organisation), clock_timestamp());
  select * into granted from public.outside_grants g where g.organisation_id = organisation and g.id = parts[10]::uuid
    and g.ended_at is null and g.starts_at <= moment and g.ends_at > moment;
  if not found then raise exception 'context expired' using errcode = 'HF002'; end if;
  select array_agg(gs.service_id order by gs.service_id) into wanted from public.grant_services gs
    where gs.organisation_id = organisation and gs.grant_id = granted.id and (service is null or gs.service_id = service);
  if wanted is null or (select count(*) from public.requests r
      where r.organisation_id = organisation and r.grant_id = granted.id and r.state = 'open') >= 50 then
    raise exception 'not possible' using errcode = 'check_violation';
  end if;
  this_year := extract(year from moment at time zone 'Europe/London');
  insert into public.reference_counters as c (organisation_id, id, prefix, year, last)
    values (organisation, gen_random_uuid(), 'REQ', this_year, 1)
    on conflict on constraint reference_counters_organisation_id_prefix_year_key do update set last = c.last + 1
    returning c.last into turn;
  ref := 'REQ-' || this_year || '-' || lpad(turn::text, greatest(3, length(turn::text)), '0');
  insert into public.records (organisation_id, id, kind, reference, title, state, service_ids, owner_id, changed_at)
    values (organisation, request, 'request', ref,
      case granted.kind when 'inspector' then 'Request from an inspector' else 'Request from a commissioner' end,
      'open', wanted, granted.owner_id, moment);
  insert into public.record_services (organisation_id, id, record_id, service_id)
    select organisation, gen_random_uuid(), request, s from unnest(wanted) s;
  insert into public.requests (organisation_id, id, reference, grant_id, what, service_ids, owner_id, asked_at)
    values (organisation, request, ref, granted.id, ask_for_record.what, wanted, granted.owner_id, moment);
  return request;
end $$;
grant execute on function guard.ask_for_record to holdfast_outside;
