-- why: a request that is sent again (a lost answer, an impatient click) must not be carried out again; whoever sent the first
-- gets the first answer, and the same key with other content is an error of the sender.
create table platform.idempotency_key (
  authority_id   uuid        not null,
  subject        text        not null, -- the person or machine: a key of one never answers another
  key            text        not null constraint idempotency_key_length check (length(key) between 1 and 200),
  content_sha256 bytea       not null,
  answer         text        not null, -- JSON as it was given
  answered_at    timestamptz not null default clock_timestamp(),
  constraint idempotency_key_once primary key (authority_id, subject, key)
);
create index idempotency_key_age on platform.idempotency_key (authority_id, answered_at);

alter table platform.idempotency_key enable row level security, force row level security;
create policy idempotency_key_own on platform.idempotency_key to grein_app
  using (authority_id = platform.current_authority())
  with check (authority_id = platform.current_authority());
grant select, insert on platform.idempotency_key to grein_app;

-- Forgetting is a decision of the house, with its own term, and not a right of whoever answers requests.
create policy idempotency_key_age on platform.idempotency_key to grein_door using (true);
grant select, delete on platform.idempotency_key to grein_door;
create function platform.forget_idempotency_keys() returns bigint
  language sql security definer set search_path = ''
begin atomic
  with forgotten as (
    delete from platform.idempotency_key as earlier
    where earlier.answered_at < pg_catalog.clock_timestamp() - interval '90 days'
    returning 1
  )
  select count(*) from forgotten;
end;
revoke all on function platform.forget_idempotency_keys() from public;
grant execute on function platform.forget_idempotency_keys() to grein_app;
grant create on schema platform to grein_door;
alter function platform.forget_idempotency_keys() owner to grein_door;
revoke create on schema platform from grein_door;
