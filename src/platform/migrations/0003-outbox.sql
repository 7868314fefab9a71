-- why: what one room writes and another must hear of is written in the same transaction, so it is neither lost nor told of
-- something that was rolled back. A message is deleted when it was delivered: this is a queue, the record lies with the room.
create table platform.outbox (
  authority_id uuid        not null,
  message_id   uuid        not null default uuidv7(),
  topic        text        not null constraint outbox_topic check (topic ~ '^[a-z]+([.-][a-z]+)*$'),
  payload      jsonb       not null, -- ids and facts; no personal data
  trace_id     text,
  appended_at  timestamptz not null default clock_timestamp(),
  due_at       timestamptz not null default clock_timestamp(),
  attempts     smallint    not null default 0,
  parked_at    timestamptz, -- given up on; a person must look
  constraint outbox_key primary key (authority_id, message_id)
);
create index outbox_due on platform.outbox (authority_id, due_at) where parked_at is null;

alter table platform.outbox enable row level security, force row level security;
-- Whoever acts may append; only the house itself reads, marks and deletes.
create policy outbox_append on platform.outbox for insert to grein_app, grein_door
  with check (authority_id = platform.current_authority() and attempts = 0 and parked_at is null);
create policy outbox_read on platform.outbox for select to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy outbox_mark on platform.outbox for update to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy outbox_delivered on platform.outbox for delete to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
grant select, insert, delete on platform.outbox to grein_app;
grant update (due_at, attempts, parked_at) on platform.outbox to grein_app;
grant insert on platform.outbox to grein_door;

-- The dispatcher works authority by authority; this tells it which have something waiting, and nothing else.
create policy outbox_waiting on platform.outbox for select to grein_door using (true);
grant select (authority_id, due_at, parked_at) on platform.outbox to grein_door;
create function platform.outbox_authorities() returns setof uuid
  language sql stable security definer set search_path = ''
begin atomic
  select distinct waiting.authority_id
  from platform.outbox as waiting
  where waiting.parked_at is null and waiting.due_at <= pg_catalog.clock_timestamp();
end;
revoke all on function platform.outbox_authorities() from public;
grant execute on function platform.outbox_authorities() to grein_app;

-- For the operator's health page: how many wait, since when, and how many were given up on; no content.
create function platform.outbox_state(out waiting bigint, out parked bigint, out oldest_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select count(*) filter (where message.parked_at is null),
         count(*) filter (where message.parked_at is not null),
         min(message.due_at) filter (where message.parked_at is null)
  from platform.outbox as message;
end;
revoke all on function platform.outbox_state() from public;
grant execute on function platform.outbox_state() to grein_app;

grant create on schema platform to grein_door;
alter function platform.outbox_authorities() owner to grein_door;
alter function platform.outbox_state() owner to grein_door;
revoke create on schema platform from grein_door;
