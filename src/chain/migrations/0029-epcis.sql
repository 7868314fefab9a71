-- why: what others say happened, in the words of EPCIS, is kept as it came and can be asked after, whether or not it moved mass here;
-- and what was captured, with what became of it, is known to who sent it and to nobody else.
create table chain.epcis_capture (               -- one document handed in; its fate is written by the functions below
  authority_id uuid        not null,
  capture_id   uuid        not null,
  holder_id    uuid        not null,             -- for whom it was captured
  actor_id     uuid,                             -- the person or machine, opaque
  behaviour    text        not null constraint epcis_capture_behaviour check (behaviour in ('rollback', 'proceed')),
  media_type   text        not null constraint epcis_capture_media check (media_type in ('json', 'xml')),
  document     text        not null,             -- as received
  standing     jsonb       not null,             -- in whose name the events are judged later: kind, roles, assurance
  header       jsonb,                            -- the sender's own header, master data aside
  event_count  integer     not null constraint epcis_capture_count check (event_count >= 0),
  done_count   integer     not null default 0,
  created_at   timestamptz not null default clock_timestamp(),
  finished_at  timestamptz,
  success      boolean     not null default true,
  errors       jsonb       not null default '[]',
  constraint epcis_capture_key primary key (authority_id, capture_id),
  constraint epcis_capture_done check (done_count between 0 and event_count)
);
create index epcis_capture_of_holder on chain.epcis_capture (authority_id, holder_id, created_at, capture_id);

create table chain.epcis_event (                 -- never updated
  authority_id    uuid        not null,
  row_id          uuid        not null,
  holder_id       uuid        not null,          -- who captured it, or whose act it is
  counter_id      uuid,                          -- the other side of a shipment
  capture_id      uuid,                          -- null: one event by itself, or an act of our own
  place           integer,                       -- in its document, from 0
  epcis_event_id  text        not null,          -- as sent, or its hash id
  is_id_given     boolean     not null,          -- false: the document brought none, and it was filled in
  name_sha256     bytea       not null constraint epcis_event_name check (octet_length(name_sha256) = 32),
  hash_id         text        not null,
  is_declaration  boolean     not null,          -- says that the event of this id was an error
  event_type      text        not null,
  event_time      timestamptz not null,
  record_time     timestamptz not null default clock_timestamp(),
  document        text        not null,          -- the event as received; numbers as they were written
  context         text        not null,          -- the @context it was written in
  expanded        jsonb       not null,          -- for questions; src/chain/epcis/expanded.ts says how it looks
  origin          text        not null constraint epcis_event_origin check (origin in ('captured', 'act')),
  became          text        not null constraint epcis_event_became check (became in ('act', 'kept')),
  act_kind        text,
  mass            text        not null constraint epcis_event_mass check (mass in ('balanced', 'not-decidable', 'open', 'none')),
  chain_event_id  uuid,                          -- the act it is
  constraint epcis_event_key primary key (authority_id, row_id),
  constraint epcis_event_once unique (authority_id, holder_id, name_sha256, is_declaration),
  constraint epcis_event_act check ((became = 'act') = (chain_event_id is not null))
);
create index epcis_event_by_record on chain.epcis_event (authority_id, record_time, row_id);
create index epcis_event_by_time on chain.epcis_event (authority_id, event_time, row_id);
create index epcis_event_of_holder on chain.epcis_event (authority_id, holder_id, record_time, row_id);
create index epcis_event_of_capture on chain.epcis_event (authority_id, capture_id, place);
create index epcis_event_of_act on chain.epcis_event (authority_id, chain_event_id);

create table chain.epcis_master (                -- what a sender's header says of places, things and parties
  authority_id uuid        not null,
  holder_id    uuid        not null,
  row_id       uuid        not null,
  capture_id   uuid        not null,
  vocabulary   text        not null,             -- urn:epcglobal:epcis:vtype:BusinessLocation …
  element_id   text        not null,             -- canonical
  attributes   jsonb       not null,             -- {"attribute": ["value", …]}
  children     text[]      not null,             -- canonical
  recorded_at  timestamptz not null default clock_timestamp(),
  constraint epcis_master_key primary key (authority_id, holder_id, row_id)
);
create index epcis_master_by_element on chain.epcis_master (authority_id, element_id, recorded_at);

-- How far the acts of the ledger have been written down as events, in the order of knowledge.
create table chain.epcis_reach (
  authority_id uuid   not null,
  leaf_index   bigint not null,                  -- the next leaf to look at
  constraint epcis_reach_key primary key (authority_id)
);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['epcis_capture', 'epcis_event', 'epcis_master', 'epcis_reach'] loop
    execute format('alter table chain.%I enable row level security, force row level security', v_table);
    execute format('create policy %I on chain.%I to grein_door using (authority_id = (select platform.current_authority()))', v_table || '_door', v_table);
    execute format('grant select on chain.%I to grein_app, grein_door', v_table);
    execute format('grant insert on chain.%I to grein_door', v_table);
  end loop;
  foreach v_table in array array['epcis_event', 'epcis_master'] loop
    execute format('create trigger %I before update or delete or truncate on chain.%I for each statement execute function platform.refuse_change()',
      v_table || '_written_once', v_table);
    execute format('alter table chain.%I enable always trigger %I', v_table, v_table || '_written_once');
  end loop;
end
$$;
grant update (header, event_count, done_count, finished_at, success, errors) on chain.epcis_capture to grein_door;
grant update (leaf_index) on chain.epcis_reach to grein_door;

create policy epcis_capture_wall on chain.epcis_capture for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy epcis_event_wall on chain.epcis_event for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (select platform.current_party()) in (holder_id, counter_id))));
create policy epcis_master_wall on chain.epcis_master for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy epcis_reach_wall on chain.epcis_reach for select to grein_app
  using (authority_id = (select platform.current_authority()) and (select platform.current_wall()) = 'staff');

grant create on schema chain to grein_door;
set local role grein_door;

-- A holder writes for itself, staff for the authority.
create function chain.epcis_require_own(p_authority uuid, p_holder uuid) returns void
  language plpgsql stable set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() then
    raise exception 'this transaction speaks for another authority' using errcode = '42501', constraint = 'authority_current';
  end if;
  if platform.current_wall() is distinct from 'staff'
    and (platform.current_wall() is distinct from 'holder' or platform.current_party() is distinct from p_holder) then
    raise exception 'a holder writes for itself' using errcode = '42501', constraint = 'posting_own';
  end if;
end
$$;

create function chain.epcis_open_capture(p_authority uuid, p_capture jsonb) returns timestamptz
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_at timestamptz;
begin
  perform chain.epcis_require_own(p_authority, (p_capture ->> 'holder')::uuid);
  insert into chain.epcis_capture as c (authority_id, capture_id, holder_id, actor_id, behaviour, media_type, document, standing, event_count)
    values (p_authority, (p_capture ->> 'id')::uuid, (p_capture ->> 'holder')::uuid, (p_capture ->> 'actor')::uuid,
      p_capture ->> 'behaviour', p_capture ->> 'mediaType', p_capture ->> 'document', p_capture -> 'standing',
      (p_capture ->> 'eventCount')::integer)
    returning c.created_at into v_at;
  return v_at;
end
$$;

-- How far a capture is. What is finished stays as it ended.
create function chain.epcis_note_capture(p_authority uuid, p_capture uuid, p_note jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_holder uuid;
begin
  select c.holder_id into v_holder from chain.epcis_capture as c
    where c.authority_id = p_authority and c.capture_id = p_capture and c.finished_at is null for update;
  if not found then
    return false;
  end if;
  perform chain.epcis_require_own(p_authority, v_holder);
  update chain.epcis_capture as c
    set done_count = coalesce((p_note ->> 'doneCount')::integer, c.done_count),
        success = coalesce((p_note ->> 'success')::boolean, c.success),
        errors = coalesce(p_note -> 'errors', c.errors),
        header = coalesce(p_note -> 'header', c.header),
        finished_at = case when (p_note ->> 'isFinished')::boolean then clock_timestamp() end
    where c.authority_id = p_authority and c.capture_id = p_capture;
  return true;
end
$$;

-- Keeps events, each once for its holder; answers the rows that are new.
create function chain.epcis_keep(p_authority uuid, p_rows jsonb) returns setof uuid
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_holder uuid;
begin
  for v_holder in select distinct r.holder from jsonb_to_recordset(p_rows) as r(holder uuid) loop
    perform chain.epcis_require_own(p_authority, v_holder);
  end loop;
  return query
    insert into chain.epcis_event as new (authority_id, row_id, holder_id, counter_id, capture_id, place, epcis_event_id, is_id_given,
      name_sha256, hash_id, is_declaration, event_type, event_time, document, context, expanded, origin, became, act_kind, mass, chain_event_id)
    select p_authority, r.id, r.holder, r.counter, r.capture, r.place, r.name, r."isIdGiven", sha256(convert_to(r.name, 'UTF8')), r."hashId",
      r."isDeclaration", r.type, r.at, r.document, r.context, r.expanded, r.origin, case when r.event is null then 'kept' else 'act' end,
      r."actKind", r.mass, r.event
    from jsonb_to_recordset(p_rows) as r(id uuid, holder uuid, counter uuid, capture uuid, place integer, name text, "isIdGiven" boolean,
      "hashId" text, "isDeclaration" boolean, type text, at timestamptz, document text, context text, expanded jsonb, origin text,
      "actKind" text, mass text, event uuid)
    order by r.id
    on conflict on constraint epcis_event_once do nothing
    returning new.row_id;
end
$$;

create function chain.epcis_keep_master(p_authority uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_holder uuid;
begin
  for v_holder in select distinct r.holder from jsonb_to_recordset(p_rows) as r(holder uuid) loop
    perform chain.epcis_require_own(p_authority, v_holder);
  end loop;
  insert into chain.epcis_master (authority_id, holder_id, row_id, capture_id, vocabulary, element_id, attributes, children)
    select p_authority, r.holder, r.id, r.capture, r.vocabulary, r.element, r.attributes, r.children
    from jsonb_to_recordset(p_rows) as r(id uuid, holder uuid, capture uuid, vocabulary text, element text, attributes jsonb, children text[]);
end
$$;

-- The next leaf to write down as an event; the caller holds it until its transaction ends. Staff alone: it tells how much there is.
create function chain.epcis_take_reach(p_authority uuid) returns bigint
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_index bigint;
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff' then
    raise exception 'the house alone writes acts down' using errcode = '42501', constraint = 'posting_own';
  end if;
  insert into chain.epcis_reach (authority_id, leaf_index) values (p_authority, 0) on conflict do nothing;
  select r.leaf_index into v_index from chain.epcis_reach as r where r.authority_id = p_authority for update;
  return v_index;
end
$$;
create function chain.epcis_set_reach(p_authority uuid, p_index bigint) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff' then
    raise exception 'the house alone writes acts down' using errcode = '42501', constraint = 'posting_own';
  end if;
  update chain.epcis_reach as r set leaf_index = p_index where r.authority_id = p_authority and r.leaf_index <= p_index;
end
$$;

revoke all on function chain.epcis_require_own, chain.epcis_open_capture, chain.epcis_note_capture, chain.epcis_keep,
  chain.epcis_keep_master, chain.epcis_take_reach, chain.epcis_set_reach from public;
grant execute on function chain.epcis_open_capture, chain.epcis_note_capture, chain.epcis_keep, chain.epcis_keep_master,
  chain.epcis_take_reach, chain.epcis_set_reach to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
