-- why: a question that is asked often has a name, and may be answered by itself whenever something new fits; where the answers go is a
-- stranger's word, so what was tried and what failed is known. A page that was given back is not to be read on.
create table chain.epcis_query (
  authority_id uuid        not null,
  holder_id    uuid        not null,             -- whose question it is; staff's is the authority's
  query_name   text        not null constraint epcis_query_name check (query_name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'),
  definition   jsonb       not null,             -- as sent, @context and all
  created_at   timestamptz not null default clock_timestamp(),
  constraint epcis_query_key primary key (authority_id, holder_id, query_name)
);

create table chain.epcis_subscription (
  authority_id      uuid        not null,
  holder_id         uuid        not null,
  query_name        text        not null,
  subscription_id   uuid        not null,
  subject           text        not null,        -- the person or program that made it, opaque
  wall              text        not null constraint epcis_subscription_wall check (wall in ('staff', 'holder')),
  dest              text        not null constraint epcis_subscription_dest check (length(dest) <= 2048),
  signature_token   text        constraint epcis_subscription_token check (length(signature_token) between 16 and 512),
  schedule          jsonb,                       -- null: whenever something new fits
  report_if_empty   boolean     not null,
  epc_format        text        not null,
  initial_from      timestamptz not null,        -- the record time from which events count
  seen_at           timestamptz not null,        -- the record time up to which they were delivered
  created_at        timestamptz not null default clock_timestamp(),
  last_notified_at  timestamptz,
  next_at           timestamptz not null,        -- when to look again
  failures          integer     not null default 0,
  ended_at          timestamptz,                 -- given up on; its owner may see why
  last_error        text,
  constraint epcis_subscription_key primary key (authority_id, holder_id, query_name, subscription_id),
  constraint epcis_subscription_query foreign key (authority_id, holder_id, query_name)
    references chain.epcis_query (authority_id, holder_id, query_name) on delete cascade
);
create index epcis_subscription_due on chain.epcis_subscription (authority_id, next_at) where ended_at is null;

create table chain.epcis_ended_token (           -- of next pages, until they would have ended by themselves
  authority_id uuid        not null,
  holder_id    uuid        not null,
  token_sha256 bytea       not null constraint epcis_ended_token_hash check (octet_length(token_sha256) = 32),
  ends_at      timestamptz not null,
  constraint epcis_ended_token_key primary key (authority_id, holder_id, token_sha256)
);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['epcis_query', 'epcis_subscription', 'epcis_ended_token'] loop
    execute format('alter table chain.%I enable row level security, force row level security', v_table);
    execute format('create policy %I on chain.%I to grein_door using (authority_id = (select platform.current_authority()))', v_table || '_door', v_table);
    execute format('create policy %I on chain.%I for select to grein_app using (authority_id = (select platform.current_authority()) and ('
      '(select platform.current_wall()) = ''staff'' or ((select platform.current_wall()) = ''holder'' and holder_id = (select platform.current_party()))))',
      v_table || '_wall', v_table);
    execute format('grant select, insert, delete on chain.%I to grein_door', v_table);
  end loop;
end
$$;
grant update (seen_at, last_notified_at, next_at, failures, ended_at, last_error) on chain.epcis_subscription to grein_door;
grant select on chain.epcis_query, chain.epcis_ended_token to grein_app;
-- What an answer is signed with is read by the house alone, through a function.
grant select (authority_id, holder_id, query_name, subscription_id, subject, wall, dest, schedule, report_if_empty, epc_format, initial_from,
  seen_at, created_at, last_notified_at, next_at, failures, ended_at, last_error) on chain.epcis_subscription to grein_app;

grant create on schema chain to grein_door;
set local role grein_door;

-- Answers whether it is new: the same question under the same name is kept once.
create function chain.epcis_keep_query(p_authority uuid, p_holder uuid, p_name text, p_definition jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  insert into chain.epcis_query (authority_id, holder_id, query_name, definition)
    values (p_authority, p_holder, p_name, p_definition) on conflict do nothing;
  return found;
end
$$;
create function chain.epcis_drop_query(p_authority uuid, p_holder uuid, p_name text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  delete from chain.epcis_query as q where q.authority_id = p_authority and q.holder_id = p_holder and q.query_name = p_name;
  return found;
end
$$;
create function chain.epcis_subscribe(p_authority uuid, p_holder uuid, p_subscription jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  insert into chain.epcis_subscription (authority_id, holder_id, query_name, subscription_id, subject, wall, dest, signature_token, schedule,
    report_if_empty, epc_format, initial_from, seen_at, next_at)
    select p_authority, p_holder, s.name, s.id, platform.current_subject(), platform.current_wall(), s.dest, s.token, s.schedule, s."reportIfEmpty",
      s.format, s.initial, s.initial, s.next
    from jsonb_to_record(p_subscription) as s(name text, id uuid, dest text, token text, schedule jsonb, "reportIfEmpty" boolean, format text,
      initial timestamptz, next timestamptz);
end
$$;
create function chain.epcis_unsubscribe(p_authority uuid, p_holder uuid, p_name text, p_subscription uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  delete from chain.epcis_subscription as s
    where s.authority_id = p_authority and s.holder_id = p_holder and s.query_name = p_name and s.subscription_id = p_subscription;
  return found;
end
$$;
-- What became of one delivery. The house alone delivers.
create function chain.epcis_note_delivery(p_authority uuid, p_subscription uuid, p_note jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff' then
    raise exception 'the house alone delivers' using errcode = '42501', constraint = 'posting_own';
  end if;
  update chain.epcis_subscription as s
    set seen_at = greatest(s.seen_at, coalesce((p_note ->> 'seenAt')::timestamptz, s.seen_at)),
        last_notified_at = coalesce((p_note ->> 'notifiedAt')::timestamptz, s.last_notified_at),
        next_at = (p_note ->> 'nextAt')::timestamptz,
        failures = (p_note ->> 'failures')::integer,
        ended_at = (p_note ->> 'endedAt')::timestamptz,
        last_error = p_note ->> 'error'
    where s.authority_id = p_authority and s.subscription_id = p_subscription;
end
$$;
-- What its answers are signed with. Not for staff that are persons: the house, which has no person's id.
create function chain.epcis_signature_token(p_authority uuid, p_subscription uuid) returns text
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff'
    or platform.current_subject() is distinct from 'system' then
    raise exception 'the house alone signs' using errcode = '42501', constraint = 'posting_own';
  end if;
  return (select s.signature_token from chain.epcis_subscription as s
    where s.authority_id = p_authority and s.subscription_id = p_subscription);
end
$$;
create function chain.epcis_end_token(p_authority uuid, p_holder uuid, p_token bytea, p_ends timestamptz) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  delete from chain.epcis_ended_token as t where t.authority_id = p_authority and t.ends_at < clock_timestamp();
  insert into chain.epcis_ended_token (authority_id, holder_id, token_sha256, ends_at)
    values (p_authority, p_holder, p_token, p_ends) on conflict do nothing;
end
$$;

revoke all on function chain.epcis_keep_query, chain.epcis_drop_query, chain.epcis_subscribe, chain.epcis_unsubscribe,
  chain.epcis_note_delivery, chain.epcis_signature_token, chain.epcis_end_token from public;
grant execute on function chain.epcis_keep_query, chain.epcis_drop_query, chain.epcis_subscribe, chain.epcis_unsubscribe,
  chain.epcis_note_delivery, chain.epcis_signature_token, chain.epcis_end_token to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
