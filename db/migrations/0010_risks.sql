-- Risks on the NHS 5x5 matrix: what they are, how they scored, what holds them, who accepted them and until when.
create table public.risks (
  organisation_id uuid not null,
  id uuid not null,
  title text not null check (length(title) between 1 and 120),
  cause text not null check (length(cause) between 1 and 600),
  event text not null check (length(event) between 1 and 600),
  effect text not null check (length(effect) between 1 and 600),
  category text not null check (category in ('power-utilities', 'connectivity', 'care-records', 'medicines-records',
    'scheduling', 'telephony', 'call-alarm', 'device-hardware', 'lifecycle', 'supplier-failure', 'cyber-attack',
    'data-quality', 'access-identity', 'change', 'people-competence', 'contingency-material', 'analogue-switch-off',
    'premises', 'information-governance')),
  recurs boolean not null default false,
  state text not null check (state in ('draft', 'open', 'tolerated', 'closed')),
  initial_likelihood integer not null check (initial_likelihood between 1 and 5),
  initial_consequence integer not null check (initial_consequence between 1 and 5),
  initial_score integer not null generated always as (initial_likelihood * initial_consequence) stored,
  likelihood integer not null check (likelihood between 1 and 5),
  consequence integer not null check (consequence between 1 and 5),
  score integer not null generated always as (likelihood * consequence) stored,
  target_likelihood integer not null check (target_likelihood between 1 and 5),
  target_consequence integer not null check (target_consequence between 1 and 5),
  target_score integer not null generated always as (target_likelihood * target_consequence) stored,
  order_reason text check (length(order_reason) <= 400),
  treatment text not null check (treatment in ('treat', 'tolerate', 'transfer', 'terminate')),
  treatment_plan text check (length(treatment_plan) <= 600),
  review_months integer not null check (review_months in (1, 3, 6, 12)),
  next_review_on date not null,
  proved_on date,
  closed_reason text check (length(closed_reason) <= 600),
  service_ids uuid[] not null default '{}',
  owner_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references public.records (organisation_id, id),
  foreign key (organisation_id, owner_id) references public.people (organisation_id, id),
  constraint risks_scores_in_order check (
    (target_likelihood * target_consequence <= likelihood * consequence
      and likelihood * consequence <= initial_likelihood * initial_consequence) or order_reason is not null),
  constraint risks_closed_needs_reason check ((state = 'closed') = (closed_reason is not null))
);
create index risks_by_score on public.risks (organisation_id, score desc, id desc);
create index risks_by_title on public.risks (organisation_id, title, id);
create index risks_by_review on public.risks (organisation_id, next_review_on, id);
create index risks_by_change on public.risks (organisation_id, changed_at desc, id desc);
select guard.protect('risks', 'services', record_column => 'id',
  outside => 'state <> ''draft'' and service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''risks'')');

-- Every score a risk was ever given. A draft has none yet.
create table public.risk_scores (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  kind text not null check (kind in ('initial', 'current', 'target')),
  likelihood integer not null check (likelihood between 1 and 5),
  consequence integer not null check (consequence between 1 and 5),
  score integer not null generated always as (likelihood * consequence) stored,
  reason text not null check (length(reason) between 1 and 600),
  scored_by uuid not null,
  scored_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.risks (organisation_id, id),
  foreign key (organisation_id, scored_by) references public.people (organisation_id, id)
);
create index risk_scores_history on public.risk_scores (organisation_id, record_id, kind, scored_at);
select guard.protect('risk_scores', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''risks'')');

create table public.risk_controls (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  type text not null check (type in ('preventive', 'detective', 'corrective', 'directive')),
  line text not null check (line in ('first', 'second', 'third', 'external')),
  description text not null check (length(description) between 1 and 400),
  created_at timestamptz not null,
  ended_at timestamptz check (ended_at >= created_at),
  ended_reason text check (length(ended_reason) <= 400),
  version integer not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, record_id, id),
  foreign key (organisation_id, record_id) references public.risks (organisation_id, id),
  constraint risk_controls_ended_needs_reason check ((ended_at is null) = (ended_reason is null))
);
select guard.protect('risk_controls', 'child', record_column => 'record_id',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''risks'')');

-- A control is as effective as its newest proof found it; without a proof it is untested.
create table public.control_proofs (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  control_id uuid not null,
  found text not null check (found in ('effective', 'partially-effective', 'ineffective')),
  line text not null check (line in ('first', 'second', 'third', 'external')),
  how text not null check (length(how) between 1 and 600),
  evidence_id uuid,
  proved_on date not null,
  proved_by uuid not null,
  proved_role text not null,
  recorded_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id, control_id) references public.risk_controls (organisation_id, record_id, id),
  foreign key (organisation_id, evidence_id) references public.records (organisation_id, id),
  foreign key (organisation_id, proved_by) references public.people (organisation_id, id),
  constraint control_proofs_not_ahead check (proved_on <= (recorded_at at time zone 'Europe/London')::date)
);
create index control_proofs_newest on public.control_proofs (organisation_id, record_id, control_id, proved_on desc);
select guard.protect('control_proofs', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''risks'')');

-- The newest proof of a control in place stands on the risk: whoever may add a proof need not be able to change the risk.
create function guard.keep_proved() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.risks r set proved_on = newest.day
  from (select max(p.proved_on) as day from public.control_proofs p
    join public.risk_controls c on c.organisation_id = p.organisation_id and c.id = p.control_id and c.ended_at is null
    where p.organisation_id = new.organisation_id and p.record_id = new.record_id) newest
  where r.organisation_id = new.organisation_id and r.id = new.record_id and r.proved_on is distinct from newest.day;
  return null;
end $$;
create trigger keep_proved after insert on public.control_proofs for each row execute function guard.keep_proved();
create trigger keep_proved after update of ended_at on public.risk_controls for each row execute function guard.keep_proved();

-- Whether an acceptance still holds is worked out from the score it accepted and the day it ends.
create table public.risk_acceptances (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  score integer not null check (score between 1 and 25),
  appetite integer not null check (appetite between 1 and 25),
  reason text not null check (length(reason) between 1 and 600),
  decision_reference text check (length(decision_reference) between 1 and 120),
  accepted_by uuid not null,
  accepted_role text not null,
  no_second_person boolean not null default false,
  accepted_on date not null,
  accepted_at timestamptz not null,
  expires_on date not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.risks (organisation_id, id),
  foreign key (organisation_id, accepted_by) references public.people (organisation_id, id),
  constraint risk_acceptances_at_most_twelve_months
    check (expires_on > accepted_on and expires_on <= accepted_on + interval '12 months'),
  constraint risk_acceptances_extreme_at_most_three
    check (score < 15 or expires_on <= accepted_on + interval '3 months'),
  constraint risk_acceptances_board_decides
    check ((score < 15 and score <= appetite) or (decision_reference is not null and accepted_role = 'nominated-individual')),
  constraint risk_acceptances_high_enough
    check (score <= 6 or accepted_role in ('quality-compliance-lead', 'nominated-individual'))
);
create index risk_acceptances_newest on public.risk_acceptances (organisation_id, record_id, accepted_at desc);
select guard.protect('risk_acceptances', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''risks'')');

create table public.risk_reviews (
  organisation_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  service_ids uuid[] not null default '{}',
  outcome text not null check (outcome in ('unchanged', 'better', 'worse', 'escalated', 'closed', 'reopened')),
  note text not null check (length(note) between 1 and 600),
  reviewed_by uuid not null,
  reviewed_role text not null,
  reviewed_on date not null,
  reviewed_at timestamptz not null,
  next_review_on date check (next_review_on > reviewed_on),
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, record_id) references public.risks (organisation_id, id),
  foreign key (organisation_id, reviewed_by) references public.people (organisation_id, id),
  constraint risk_reviews_lead_to_the_next check ((outcome = 'closed') = (next_review_on is null))
);
create index risk_reviews_newest on public.risk_reviews (organisation_id, record_id, reviewed_at desc);
select guard.protect('risk_reviews', 'child', record_column => 'record_id', writes => '{insert}',
  outside => 'service_ids <> ''{}'' and service_ids <@ guard.context_services() and guard.context_section(''risks'')');

-- The highest current score the board is willing to carry. A category's own row wins over 'all'; the newest wins of each.
create table public.risk_appetites (
  organisation_id uuid not null,
  id uuid not null,
  category text not null check (category in ('all', 'power-utilities', 'connectivity', 'care-records', 'medicines-records',
    'scheduling', 'telephony', 'call-alarm', 'device-hardware', 'lifecycle', 'supplier-failure', 'cyber-attack',
    'data-quality', 'access-identity', 'change', 'people-competence', 'contingency-material', 'analogue-switch-off',
    'premises', 'information-governance')),
  maximum integer not null check (maximum in (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25)),
  decided_on date not null,
  decision_reference text not null check (length(decision_reference) between 1 and 120),
  set_by uuid not null,
  set_at timestamptz not null,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, set_by) references public.people (organisation_id, id),
  foreign key (organisation_id, organisation_id) references public.organisations (organisation_id, id),
  constraint risk_appetites_not_ahead check (decided_on <= (set_at at time zone 'Europe/London')::date)
);
create index risk_appetites_newest on public.risk_appetites (organisation_id, category, set_at desc);
select guard.protect('risk_appetites', 'organisation', writes => '{insert}', outside => 'guard.context_section(''risks'')');
