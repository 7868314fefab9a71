-- why: a notice of a recall must also reach a program that looks into no screen. Where its holder wants it is kept, each call is written down once
-- and for ever, and what is still to be called follows from that: a restart forgets nothing. That a machine took it is no person's answer.
create table chain.recall_destination (
  authority_id    uuid        not null,
  holder_id       uuid        not null,
  destination_id  uuid        not null,          -- made by the sender: registering twice is once
  dest            text        not null constraint recall_destination_dest check (length(dest) <= 2048),
  signature_token text        not null constraint recall_destination_token check (length(signature_token) between 16 and 512),
  subject         text        not null,          -- the person or program that registered it, opaque
  created_at      timestamptz not null,
  ended_at        timestamptz,
  constraint recall_destination_key primary key (authority_id, holder_id, destination_id)
);

-- One call and what came of it. Without a recall it was a test.
create table chain.recall_posting (
  authority_id   uuid        not null,
  posting_id     uuid        not null,           -- in the call itself, and of its leaf in the log where it was taken
  holder_id      uuid        not null,
  destination_id uuid        not null,
  recall_id      uuid,
  outcome        text        not null constraint recall_posting_outcome check (outcome in ('delivered', 'failed')),
  detail         text        not null constraint recall_posting_detail check (length(detail) <= 200),
  posted_at      timestamptz not null,
  constraint recall_posting_key primary key (authority_id, posting_id),
  constraint recall_posting_destination foreign key (authority_id, holder_id, destination_id) references chain.recall_destination,
  constraint recall_posting_notice foreign key (authority_id, recall_id, holder_id) references chain.recall_notice
);
create index recall_posting_of_destination on chain.recall_posting (authority_id, holder_id, destination_id, recall_id, posted_at);
create index recall_posting_of_recall on chain.recall_posting (authority_id, recall_id, holder_id) where recall_id is not null;
create trigger recall_posting_written_once before update or delete or truncate on chain.recall_posting
  for each statement execute function platform.refuse_change();
alter table chain.recall_posting enable always trigger recall_posting_written_once;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['recall_destination', 'recall_posting'] loop
    execute format('alter table chain.%I enable row level security, force row level security', v_table);
    execute format('create policy %I on chain.%I to grein_door using (authority_id = (select platform.current_authority()))', v_table || '_door', v_table);
    execute format($policy$create policy %I on chain.%I for select to grein_app using (authority_id = (select platform.current_authority())
      and ((select platform.current_wall()) = 'staff'
        or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))))$policy$, v_table || '_wall', v_table);
    execute format('grant select, insert on chain.%I to grein_door', v_table);
  end loop;
end
$$;
grant update (ended_at) on chain.recall_destination to grein_door;
grant select on chain.recall_posting to grein_app;
-- What a call is signed with is read by the house alone, through a function.
grant select (authority_id, holder_id, destination_id, dest, subject, created_at, ended_at) on chain.recall_destination to grein_app;

grant create on schema chain to grein_door;
set local role grein_door;

-- Of the reader's own party. False where there is one of this number already: the caller looks whether it is the same.
create function chain.put_recall_destination(p_authority uuid, p_row jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() not in ('staff', 'holder')
    or platform.current_party() is null then
    raise exception 'a holder says where its notices go' using errcode = '42501';
  end if;
  insert into chain.recall_destination (authority_id, holder_id, destination_id, dest, signature_token, subject, created_at)
    select p_authority, platform.current_party(), r.id, r.dest, r.token, platform.current_subject(), r.at
    from jsonb_to_record(p_row) as r(id uuid, dest text, token text, at timestamptz)
    on conflict on constraint recall_destination_key do nothing;
  return found;
end
$$;
-- Whether the token of one's own destination is this one, for who sends the same again; the token itself is never shown.
create function chain.is_recall_token(p_authority uuid, p_destination uuid, p_token text) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  return exists (select from chain.recall_destination as d
    where d.authority_id = p_authority and p_authority = platform.current_authority() and platform.current_wall() in ('staff', 'holder')
      and d.holder_id = platform.current_party() and d.destination_id = p_destination and d.signature_token = p_token);
end
$$;
-- By whoever registered for the party, or by the house when the receiver wants no more.
create function chain.end_recall_destination(p_authority uuid, p_holder uuid, p_destination uuid, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority()
    or not (coalesce(p_holder = platform.current_party() and platform.current_wall() in ('staff', 'holder'), false)
      or coalesce(platform.current_subject() = 'system' and platform.current_wall() = 'staff', false)) then
    raise exception 'a holder ends its own' using errcode = '42501';
  end if;
  update chain.recall_destination as d set ended_at = p_at
    where d.authority_id = p_authority and d.holder_id = p_holder and d.destination_id = p_destination and d.ended_at is null;
  return found;
end
$$;
create function chain.recall_destination_token(p_authority uuid, p_holder uuid, p_destination uuid) returns text
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff'
    or platform.current_subject() is distinct from 'system' then
    raise exception 'the house alone signs' using errcode = '42501', constraint = 'posting_own';
  end if;
  return (select d.signature_token from chain.recall_destination as d
    where d.authority_id = p_authority and d.holder_id = p_holder and d.destination_id = p_destination);
end
$$;
create function chain.put_recall_posting(p_authority uuid, p_row jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff'
    or platform.current_subject() is distinct from 'system' then
    raise exception 'the house alone delivers' using errcode = '42501', constraint = 'posting_own';
  end if;
  insert into chain.recall_posting (authority_id, posting_id, holder_id, destination_id, recall_id, outcome, detail, posted_at)
    select p_authority, r.id, r.holder, r.destination, r.recall, r.outcome, r.detail, r.at
    from jsonb_to_record(p_row) as r(id uuid, holder uuid, destination uuid, recall uuid, outcome text, detail text, at timestamptz);
end
$$;

revoke all on function chain.put_recall_destination, chain.is_recall_token, chain.end_recall_destination, chain.recall_destination_token,
  chain.put_recall_posting from public;
grant execute on function chain.put_recall_destination, chain.is_recall_token, chain.end_recall_destination, chain.recall_destination_token,
  chain.put_recall_posting to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
