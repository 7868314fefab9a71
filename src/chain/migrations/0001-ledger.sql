-- why: every milligram is in exactly one account; the database refuses to lose, invent or overspend mass.
create schema chain;
grant usage on schema chain to grein_app, grein_door;

create table chain.account (                  -- never updated
  authority_id uuid        not null,
  account_id   uuid        not null,
  ledger       text        not null constraint account_unit check (ledger ~ '_(mg|ug|pieces)$'),
  kind         text        not null constraint account_kind check (kind in ('stock', 'transit', 'difference', 'allowance', 'world')),
  holder_id    uuid        not null,          -- whose; of a world account: whose mass came from or went to it
  counter_id   uuid,                          -- the other party of a shipment, who may look too
  premises_id  uuid,
  batch_id     uuid,
  shipment_id  uuid,
  state        text        not null,          -- growing, wet, quarantine, released, held …; world: grown, dispensed …
  opened_at    timestamptz not null,
  constraint account_key primary key (authority_id, account_id),
  constraint account_place unique nulls not distinct
    (authority_id, holder_id, premises_id, batch_id, ledger, kind, state, shipment_id),
  constraint account_ledger unique (authority_id, account_id, ledger)
);
create index account_of_batch on chain.account (authority_id, batch_id);

create table chain.balance (                  -- one narrow row for each account that is not world, born with it
  authority_id uuid        not null,
  account_id   uuid        not null,
  holder_id    uuid        not null,
  counter_id   uuid,
  amount       bigint      not null,
  is_signed    boolean     not null,          -- kind difference alone
  last_at      timestamptz not null,          -- newest occurred_at; an event before it is late
  closed_at    timestamptz,
  constraint balance_key primary key (authority_id, account_id),
  constraint balance_account foreign key (authority_id, account_id) references chain.account,
  constraint balance_not_negative check (amount >= 0 or is_signed),
  constraint balance_closed_empty check (closed_at is null or amount = 0)
) with (fillfactor = 70);                     -- heap-only updates; never index amount
create index balance_of_holder on chain.balance (authority_id, holder_id);

create table chain.event (
  authority_id uuid        not null,
  event_id     uuid        not null,          -- client UUIDv7: idempotency key and partition key in one
  kind         text        not null,
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null default clock_timestamp(),
  actor_id     uuid,                          -- the acting person or machine, opaque; null: the house itself
  holder_id    uuid        not null,
  premises_id  uuid,
  counter_id   uuid,
  corrects_id  uuid,
  exemption_id uuid,
  basis        text[]      not null,
  is_imported  boolean     not null,
  record       text,                          -- canonical bytes (RFC 8785): stored as hashed, so not jsonb
  salt         bytea,                         -- record and salt may be erased together; the leaf stays
  leaf         bytea       not null,
  constraint event_leaf check (leaf = sha256('\x00'::bytea || salt || convert_to(record, 'UTF8'))),
  constraint event_erased check ((record is null) = (salt is null)),
  constraint event_key primary key (authority_id, event_id)
) partition by range (event_id);
create index event_by_time on chain.event (authority_id, occurred_at, event_id);

create table chain.movement (
  authority_id    uuid        not null,
  event_id        uuid        not null,
  line            smallint    not null,
  ledger          text        not null,
  from_account_id uuid        not null,
  to_account_id   uuid        not null,
  amount          bigint      not null constraint movement_positive check (amount > 0),
  occurred_at     timestamptz not null,
  constraint movement_key primary key (authority_id, event_id, line),
  constraint movement_apart check (from_account_id <> to_account_id),
  constraint movement_event foreign key (authority_id, event_id) references chain.event,
  constraint movement_from foreign key (authority_id, from_account_id, ledger)
    references chain.account (authority_id, account_id, ledger),
  constraint movement_to foreign key (authority_id, to_account_id, ledger)
    references chain.account (authority_id, account_id, ledger)
) partition by range (event_id);
create index movement_out on chain.movement (authority_id, from_account_id, occurred_at) include (amount);
create index movement_in on chain.movement (authority_id, to_account_id, occurred_at) include (amount);

create table chain.batch (
  authority_id  uuid        not null,
  batch_id      uuid        not null,
  name          text        not null,
  kind          text        not null constraint batch_kind check (kind in ('plant-lot', 'harvest', 'bulk', 'sample', 'pack-lot')),
  product_code  text        not null,
  holder_id     uuid        not null,         -- who opened it
  premises_id   uuid        not null,
  event_id      uuid        not null,
  opened_at     timestamptz not null,
  opened_amount bigint      not null constraint batch_opened check (opened_amount > 0),
  unit          text        not null constraint batch_unit check (unit in ('mg', 'pieces')),
  cultivar      text,
  room          text,
  gtin          text,
  packs         integer,
  pack_mass_mg  bigint,
  expires_on    date,
  constraint batch_key primary key (authority_id, batch_id),
  constraint batch_name unique (authority_id, holder_id, name),
  constraint batch_event foreign key (authority_id, event_id) references chain.event
);
create index batch_by_time on chain.batch (authority_id, opened_at, batch_id);
create index batch_by_name on chain.batch (authority_id, lower(name) text_pattern_ops, batch_id);
create index batch_by_event on chain.batch (authority_id, event_id);

-- A batch's parents are fixed by the event that opens it: acyclic by construction.
create table chain.batch_edge (
  authority_id uuid   not null,
  parent_id    uuid   not null,
  child_id     uuid   not null,
  event_id     uuid   not null,
  amount       bigint not null constraint batch_edge_amount check (amount > 0), -- in the parent's unit
  constraint batch_edge_key primary key (authority_id, parent_id, child_id),
  constraint batch_edge_apart check (parent_id <> child_id),
  constraint batch_edge_parent foreign key (authority_id, parent_id) references chain.batch,
  constraint batch_edge_child foreign key (authority_id, child_id) references chain.batch
);
create index batch_edge_of_child on chain.batch_edge (authority_id, child_id) include (parent_id, amount);

-- Who may see a batch: whoever has or had an account of it.
create table chain.batch_party (
  authority_id uuid not null,
  holder_id    uuid not null,
  batch_id     uuid not null,
  constraint batch_party_key primary key (authority_id, holder_id, batch_id)
);
create index batch_party_of_batch on chain.batch_party (authority_id, batch_id) include (holder_id);

create table chain.event_party (
  authority_id uuid not null,
  event_id     uuid not null,
  holder_id    uuid not null,
  constraint event_party_key primary key (authority_id, event_id, holder_id)
);
create index event_party_of_holder on chain.event_party (authority_id, holder_id, event_id);

create table chain.event_batch (
  authority_id uuid        not null,
  batch_id     uuid        not null,
  occurred_at  timestamptz not null,
  event_id     uuid        not null,
  constraint event_batch_key primary key (authority_id, batch_id, occurred_at, event_id)
);
create index event_batch_of_event on chain.event_batch (authority_id, event_id) include (batch_id);

-- Outside names of an event (EPCIS eventID, hash id), as sha256; not partitioned, so unique for all time.
create table chain.identity (
  authority_id uuid  not null,
  name_sha256  bytea not null constraint identity_sha256 check (octet_length(name_sha256) = 32),
  event_id     uuid  not null,
  constraint identity_key primary key (authority_id, name_sha256)
);

-- An event is taken back once.
create table chain.correction (
  authority_id uuid not null,
  corrects_id  uuid not null,
  event_id     uuid not null,
  constraint correction_key primary key (authority_id, corrects_id)
);
create index correction_by_event on chain.correction (authority_id, event_id);

create table chain.shipment (
  authority_id     uuid        not null,
  shipment_id      uuid        not null,
  reason           text        not null,
  sender_id        uuid        not null,
  from_premises_id uuid        not null,
  receiver_id      uuid        not null,
  to_premises_id   uuid        not null,
  event_id         uuid        not null,
  shipped_at       timestamptz not null,
  constraint shipment_key primary key (authority_id, shipment_id),
  constraint shipment_event foreign key (authority_id, event_id) references chain.event
);
create index shipment_by_time on chain.shipment (authority_id, shipped_at, shipment_id);
create index shipment_by_sender on chain.shipment (authority_id, sender_id, shipped_at);
create index shipment_by_receiver on chain.shipment (authority_id, receiver_id, shipped_at);

create table chain.shipment_line (
  authority_id uuid     not null,
  shipment_id  uuid     not null,
  line         smallint not null,
  batch_id     uuid     not null,
  state        text     not null,
  shipped_mg   bigint   not null constraint shipment_line_mass check (shipped_mg > 0),
  transit_id   uuid     not null,
  constraint shipment_line_key primary key (authority_id, shipment_id, line),
  constraint shipment_line_once unique (authority_id, shipment_id, batch_id, state),
  constraint shipment_line_shipment foreign key (authority_id, shipment_id) references chain.shipment,
  constraint shipment_line_transit foreign key (authority_id, transit_id) references chain.account
);

-- A line resolves once; `round` counts the receipts that were taken back by a correction.
create table chain.settlement (
  authority_id uuid        not null,
  shipment_id  uuid        not null,
  line         smallint    not null,
  round        smallint    not null,
  event_id     uuid        not null,
  received_mg  bigint      not null constraint settlement_mass check (received_mg >= 0),
  received_at  timestamptz not null,
  constraint settlement_key primary key (authority_id, shipment_id, line, round),
  constraint settlement_line foreign key (authority_id, shipment_id, line) references chain.shipment_line
);
create index settlement_by_event on chain.settlement (authority_id, event_id);

-- A laboratory's figures, digits kept as reported.
create table chain.result (
  authority_id uuid        not null,
  sample_id    uuid        not null,
  event_id     uuid        not null,
  analyte      text        not null,
  value        text        not null,
  unit         text        not null,
  measured_of  text        not null,
  method       text        not null,
  uncertainty  text,
  tested_at    timestamptz not null,
  holder_id    uuid        not null,
  constraint result_key primary key (authority_id, sample_id, event_id, analyte)
);

create table chain.verdict (
  authority_id uuid        not null,
  batch_id     uuid        not null,
  event_id     uuid        not null,
  verdict      text        not null constraint verdict_kind check (verdict in ('released', 'rejected')),
  certificate  text        not null,
  expires_on   date,
  decided_at   timestamptz not null,
  constraint verdict_key primary key (authority_id, batch_id, event_id)
);

create table chain.hold (
  authority_id uuid        not null,
  batch_id     uuid        not null,
  event_id     uuid        not null,
  root_id      uuid        not null,          -- the batch that was asked for; the others descend from it
  scope        text        not null constraint hold_scope check (scope in ('batch', 'recall')),
  reason       text        not null,
  held_at      timestamptz not null,
  constraint hold_key primary key (authority_id, batch_id, event_id)
);
create index hold_by_event on chain.hold (authority_id, event_id);

create table chain.lift (
  authority_id  uuid not null,
  batch_id      uuid not null,
  hold_event_id uuid not null,
  event_id      uuid not null,
  constraint lift_key primary key (authority_id, batch_id, hold_event_id),
  constraint lift_hold foreign key (authority_id, batch_id, hold_event_id) references chain.hold
);

create table chain.event_document (
  authority_id uuid not null,
  event_id     uuid not null,
  document_id  uuid not null,
  constraint event_document_key primary key (authority_id, event_id, document_id)
);

-- ── Partitions: one a year; the default one is an alarm ─────────────────────────────────────────────────────────────────
create table chain.event_default partition of chain.event default;
create table chain.movement_default partition of chain.movement default;

-- Makes the partitions of one year. 2027 begins at 01a2ce8b-d400-7000-8000-000000000000.
create function chain.make_year(p_year integer) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_from text := chain.first_id_of(make_timestamptz(p_year, 1, 1, 0, 0, 0, 'UTC'));
  v_until text := chain.first_id_of(make_timestamptz(p_year + 1, 1, 1, 0, 0, 0, 'UTC'));
begin
  if to_regclass(format('chain.event_%s', p_year)) is not null then
    return;
  end if;
  execute format('create table chain.event_%s partition of chain.event for values from (%L) to (%L)', p_year, v_from, v_until);
  execute format('create table chain.movement_%s partition of chain.movement for values from (%L) to (%L)', p_year, v_from, v_until);
  -- Row triggers come with the parent; the one against truncate does not.
  execute format('create trigger kept before truncate on chain.event_%s for each statement execute function platform.refuse_change()', p_year);
  execute format('create trigger kept before truncate on chain.movement_%s for each statement execute function platform.refuse_change()', p_year);
  execute format('alter table chain.event_%s enable always trigger kept', p_year);
  execute format('alter table chain.movement_%s enable always trigger kept', p_year);
end
$$;
create function chain.first_id_of(p_at timestamptz) returns text
  language sql immutable set search_path = ''
  return (select substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-7000-8000-000000000000'
    from (select lpad(to_hex((extract(epoch from p_at) * 1000)::bigint), 12, '0') as hex));
revoke all on function chain.make_year, chain.first_id_of from public;
select chain.make_year(y) from generate_series(2015, extract(year from now())::integer + 3) as y;
