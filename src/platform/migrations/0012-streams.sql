-- why: four questions are asked afterwards, by four kinds of people, and kept for four terms: who did what (audit), whose data was
-- used for what (processing), why was it allowed or not (access decision), which law said so (receipt). One table for all would be
-- wrong for each; `trace_id` joins them. Opaque ids alone: what a person is called stands nowhere here.
create domain platform.trace_id as text constraint trace_id_form check (value ~ '^[0-9a-f]{32}$');
create domain platform.dotted_name as text constraint dotted_name_form check (value ~ '^[a-z][a-zA-Z0-9]*([:/.-][a-zA-Z0-9]+){0,8}$' and length(value) <= 100);

create table platform.audit (
  authority_id  uuid                 not null,
  entry_id      uuid                 not null default uuidv7(),
  at            timestamptz          not null default clock_timestamp(),
  trace_id      platform.trace_id    not null,
  actor_kind    text                 not null constraint audit_actor_kind check (actor_kind in ('person', 'machine', 'system', 'anonymous')),
  user_id       uuid,
  client_id     uuid,
  party_id      uuid,
  action        platform.dotted_name not null,
  resource_kind platform.dotted_name not null,
  resource_id   uuid,
  outcome       text                 not null constraint audit_outcome check (outcome in ('done', 'refused')),
  problem       platform.dotted_name,
  constraint audit_key primary key (authority_id, entry_id)
);
create index audit_resource on platform.audit (authority_id, resource_kind, resource_id, entry_id);

create table platform.processing (
  authority_id  uuid                   not null,
  entry_id      uuid                   not null default uuidv7(),
  at            timestamptz            not null default clock_timestamp(),
  trace_id      platform.trace_id      not null,
  actor_kind    text                   not null constraint processing_actor_kind check (actor_kind in ('person', 'machine', 'system', 'anonymous')),
  user_id       uuid,
  client_id     uuid,
  party_id      uuid,
  subject_kind  platform.dotted_name   not null, -- whose data: a user, a party, a person behind a report
  subject_id    uuid                   not null,
  purpose       platform.dotted_name   not null,
  basis         text[]                 not null constraint processing_basis check (cardinality(basis) > 0),
  categories    platform.dotted_name[] not null constraint processing_categories check (cardinality(categories) > 0),
  constraint processing_key primary key (authority_id, entry_id)
);
create index processing_subject on platform.processing (authority_id, subject_kind, subject_id, entry_id);

create table platform.access_decision (
  authority_id  uuid                 not null,
  entry_id      uuid                 not null default uuidv7(),
  at            timestamptz          not null default clock_timestamp(),
  trace_id      platform.trace_id    not null,
  actor_kind    text                 not null constraint access_decision_actor_kind check (actor_kind in ('person', 'machine', 'system', 'anonymous')),
  user_id       uuid,
  client_id     uuid,
  party_id      uuid,
  action        platform.dotted_name not null,
  resource_kind platform.dotted_name not null,
  resource_id   uuid,
  is_allowed    boolean              not null,
  reason        platform.dotted_name,
  policy_ids    text[]               not null,
  constraint access_decision_reason check (is_allowed or reason is not null),
  constraint access_decision_key primary key (authority_id, entry_id)
);
create index access_decision_denied on platform.access_decision (authority_id, entry_id) where not is_allowed;

create table platform.receipt (
  authority_id  uuid                 not null,
  entry_id      uuid                 not null default uuidv7(),
  at            timestamptz          not null default clock_timestamp(),
  trace_id      platform.trace_id    not null,
  actor_kind    text                 not null constraint receipt_actor_kind check (actor_kind in ('person', 'machine', 'system', 'anonymous')),
  user_id       uuid,
  client_id     uuid,
  party_id      uuid,
  question      platform.dotted_name not null, -- what the law was asked: chain/receive
  resource_kind platform.dotted_name not null,
  resource_id   uuid                 not null,
  legal_on      date                 not null,
  outcome       text                 not null constraint receipt_outcome check (outcome in ('permitted', 'refused', 'undecidable')),
  basis         text[]               not null constraint receipt_basis check (cardinality(basis) > 0),
  rules         text[]               not null, -- rule and version, as the law's answer named them
  constraint receipt_key primary key (authority_id, entry_id)
);
create index receipt_resource on platform.receipt (authority_id, resource_kind, resource_id, entry_id);

-- Everyone adds under their own authority; staff read. The application hands people their own part.
alter table platform.audit           enable row level security, force row level security;
alter table platform.processing      enable row level security, force row level security;
alter table platform.access_decision enable row level security, force row level security;
alter table platform.receipt         enable row level security, force row level security;

create policy writer on platform.audit           for insert with check (authority_id = platform.current_authority());
create policy writer on platform.processing      for insert with check (authority_id = platform.current_authority());
create policy writer on platform.access_decision for insert with check (authority_id = platform.current_authority());
create policy writer on platform.receipt         for insert with check (authority_id = platform.current_authority());

create policy reader on platform.audit for select
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy reader on platform.processing for select
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy reader on platform.access_decision for select
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy reader on platform.receipt for select
  using (
    authority_id = platform.current_authority()
    and (platform.current_wall() = 'staff'
         or platform.current_wall() = 'holder' and party_id = platform.current_party()) -- which law said so, they may know
  );

grant insert, select on platform.audit, platform.processing, platform.access_decision, platform.receipt to grein_app;

create trigger written_once before update or delete or truncate on platform.audit
  for each statement execute function platform.refuse_change();
create trigger written_once before update or delete or truncate on platform.processing
  for each statement execute function platform.refuse_change();
create trigger written_once before update or delete or truncate on platform.access_decision
  for each statement execute function platform.refuse_change();
create trigger written_once before update or delete or truncate on platform.receipt
  for each statement execute function platform.refuse_change();
alter table platform.audit           enable always trigger written_once;
alter table platform.processing      enable always trigger written_once;
alter table platform.access_decision enable always trigger written_once;
alter table platform.receipt         enable always trigger written_once;
