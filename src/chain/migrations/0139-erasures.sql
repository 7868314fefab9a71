-- why: what may no longer be kept could be erased by one function that nobody called, of any event, by whoever wrote for the house, and nothing said under
-- which article. Now a list is drawn up by one person and decided by another; only what stands on it and happened before its day is erased, and what was
-- erased, when and under which articles stands beside the event for ever. With the record go the copies of its words: who acted, a hold's and a recall's
-- reason, the reference of a notice, the events of EPCIS that tell the act. What moved, when, between whom and of which batch is the ledger, and stays.

-- A list that somebody drew up: everything of one term before one day.
create table chain.erasure (
  authority_id  uuid        not null,
  erasure_id    uuid        not null,
  term_id       text        not null,             -- of the corpus
  months        integer     not null,             -- how long that term was when the list was drawn up
  before_on     date        not null,             -- the legal day that all on it happened before
  basis         text[]      not null constraint erasure_basis check (cardinality(basis) > 0),
  reason        text        not null constraint erasure_reason check (length(reason) between 1 and 400),
  proposed_by   uuid        not null,
  proposed_at   timestamptz not null,
  constraint erasure_key primary key (authority_id, erasure_id)
);
create table chain.erasure_event (
  authority_id uuid not null,
  erasure_id   uuid not null,
  event_id     uuid not null,
  constraint erasure_event_key primary key (authority_id, erasure_id, event_id),
  constraint erasure_event_erasure foreign key (authority_id, erasure_id) references chain.erasure,
  constraint erasure_event_event foreign key (authority_id, event_id) references chain.event (authority_id, event_id)
);
create table chain.erasure_decision (
  authority_id uuid        not null,
  erasure_id   uuid        not null,
  outcome      text        not null constraint erasure_decision_outcome check (outcome in ('erased', 'declined')),
  reason       text        not null constraint erasure_decision_reason check (length(reason) <= 400),
  decided_by   uuid        not null,
  decided_at   timestamptz not null,
  constraint erasure_decision_key primary key (authority_id, erasure_id),
  constraint erasure_decision_erasure foreign key (authority_id, erasure_id) references chain.erasure
);
-- Whoever sees the event sees this: when it was erased and under which articles, not by whom.
create table chain.erased_event (
  authority_id uuid        not null,
  event_id     uuid        not null,
  erasure_id   uuid        not null,
  basis        text[]      not null,
  erased_at    timestamptz not null,
  constraint erased_event_key primary key (authority_id, event_id),
  constraint erased_event_event foreign key (authority_id, event_id) references chain.event (authority_id, event_id),
  constraint erased_event_erasure foreign key (authority_id, erasure_id) references chain.erasure
);
create index erased_event_of on chain.erased_event (authority_id, erasure_id, event_id);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['erasure', 'erasure_event', 'erasure_decision', 'erased_event'] loop
    execute format('alter table chain.%I enable row level security, force row level security', v_table);
    execute format('create policy %I on chain.%I to grein_door using (authority_id = platform.current_authority())', v_table || '_door', v_table);
    execute format('create trigger %I before update or delete or truncate on chain.%I for each statement execute function platform.refuse_change()',
      v_table || '_written_once', v_table);
    execute format('alter table chain.%I enable always trigger %I', v_table, v_table || '_written_once');
    execute format('grant select on chain.%I to grein_app', v_table);
    execute format('grant select, insert on chain.%I to grein_door', v_table);
    if v_table <> 'erased_event' then
      execute format('create policy %I on chain.%I for select to grein_app using (authority_id = (select platform.current_authority())
        and (select platform.current_wall()) = ''staff'')', v_table || '_wall', v_table);
    end if;
  end loop;
end
$$;
create policy erased_event_wall on chain.erased_event for select to grein_app using (authority_id = (select platform.current_authority())
  and ((select platform.current_wall()) = 'staff' or ((select platform.current_wall()) = 'holder' and exists (
    select from chain.event_party as mine
    where mine.authority_id = erased_event.authority_id and mine.event_id = erased_event.event_id
      and mine.holder_id = (select platform.current_party())))));

-- The words beside an event may be emptied and nothing else; who may do it is the grant below, which the functions of the door have alone.
drop trigger hold_written_once on chain.hold;
drop trigger recall_written_once on chain.recall;
drop trigger recall_notice_written_once on chain.recall_notice;
drop trigger loss_notice_written_once on chain.loss_notice;
drop trigger epcis_event_written_once on chain.epcis_event;
drop trigger epcis_name_written_once on chain.epcis_name;

grant update (actor_id) on chain.event to grein_door;
grant update (reason) on chain.hold, chain.recall, chain.recall_notice to grein_door;
grant update (reference) on chain.loss_notice to grein_door;
grant delete on chain.epcis_event, chain.epcis_name to grein_door;
create or replace function chain.refuse_all_but_erasure() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  if new.record is null and new.salt is null and new.actor_id is null
    and (new.authority_id, new.event_id, new.kind, new.occurred_at, new.recorded_at, new.holder_id, new.premises_id,
      new.counter_id, new.corrects_id, new.exemption_id, new.basis, new.is_imported, new.leaf)
    is not distinct from (old.authority_id, old.event_id, old.kind, old.occurred_at, old.recorded_at, old.holder_id,
      old.premises_id, old.counter_id, old.corrects_id, old.exemption_id, old.basis, old.is_imported, old.leaf)
  then
    return new;
  end if;
  raise exception 'an event is written once and can only be erased' using errcode = '42501';
end
$$;

-- `tg_argv[0]`: the column whose words may be emptied.
create function chain.refuse_all_but_emptying() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  if to_jsonb(new) ->> tg_argv[0] = '' and to_jsonb(new) - tg_argv[0] = to_jsonb(old) - tg_argv[0] then
    return new;
  end if;
  raise exception 'this is written once and its words can only be erased' using errcode = '42501';
end
$$;

-- An event of EPCIS goes with the act it tells.
create function chain.refuse_all_but_erased() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  if exists (select from chain.erased_event as g where g.authority_id = old.authority_id and g.event_id = old.chain_event_id) then
    return old;
  end if;
  raise exception 'an event of EPCIS is written once and goes with its act alone' using errcode = '42501';
end
$$;
create function chain.refuse_names_of_kept() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  if not exists (select from chain.epcis_event as e where e.authority_id = old.authority_id and e.row_id = old.row_id) then
    return old;
  end if;
  raise exception 'a name is written once and goes with its event alone' using errcode = '42501';
end
$$;

grant create on schema chain to grein_door;
set local role grein_door;

-- For the two below: what is on the list and was named goes, with the copies of its words. Answers how many.
create function chain.erase_events(p_authority uuid, p_erasure uuid, p_events uuid[], p_at timestamptz) returns integer
  language plpgsql set search_path = ''
  as $$
declare
  v_events uuid[];
  v_rows   uuid[];
begin
  v_events := array(
    select l.event_id from chain.erasure_event as l
    join chain.erasure as r on r.authority_id = l.authority_id and r.erasure_id = l.erasure_id
    join chain.event as e on e.authority_id = l.authority_id and e.event_id = l.event_id
    where l.authority_id = p_authority and l.erasure_id = p_erasure and l.event_id = any (p_events)
      and e.occurred_at < r.before_on::timestamp at time zone 'Europe/Amsterdam'
      and not exists (select from chain.erased_event as g where g.authority_id = l.authority_id and g.event_id = l.event_id)
    order by l.event_id);
  insert into chain.erased_event (authority_id, event_id, erasure_id, basis, erased_at)
    select p_authority, gone.id, p_erasure, r.basis, p_at
    from unnest(v_events) as gone(id)
    join chain.erasure as r on r.authority_id = p_authority and r.erasure_id = p_erasure;
  update chain.event as e set record = null, salt = null, actor_id = null
    where e.authority_id = p_authority and e.event_id = any (v_events);
  update chain.hold as h set reason = '' where h.authority_id = p_authority and h.event_id = any (v_events);
  update chain.recall_notice as n set reason = '' where n.authority_id = p_authority and n.hold_event_id = any (v_events);
  update chain.recall as r set reason = '' where r.authority_id = p_authority and r.hold_event_id = any (v_events);
  update chain.loss_notice as n set reference = '' where n.authority_id = p_authority and n.event_id = any (v_events);
  v_rows := array(select t.row_id from chain.epcis_event as t where t.authority_id = p_authority and t.chain_event_id = any (v_events));
  delete from chain.epcis_event as t where t.authority_id = p_authority and t.row_id = any (v_rows);
  delete from chain.epcis_name as n where n.authority_id = p_authority and n.row_id = any (v_rows);
  return cardinality(v_events);
end
$$;
revoke all on function chain.erase_events from public;

-- Draws up a list, in the name of a person.
create function chain.propose_erasure(p_authority uuid, p_erasure uuid, p_term text, p_months integer, p_before date, p_basis text[], p_reason text,
    p_events uuid[], p_at timestamptz) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority()
    or platform.current_subject() !~ '^[0-9a-f]{8}-' then
    raise exception 'only a person of this authority draws up a list' using errcode = '42501', constraint = 'erasure_staff';
  end if;
  insert into chain.erasure (authority_id, erasure_id, term_id, months, before_on, basis, reason, proposed_by, proposed_at)
    values (p_authority, p_erasure, p_term, p_months, p_before, p_basis, p_reason, platform.current_subject()::uuid, p_at);
  insert into chain.erasure_event (authority_id, erasure_id, event_id)
    select p_authority, p_erasure, e.event_id from chain.event as e
    where e.authority_id = p_authority and e.event_id = any (p_events)
      and e.occurred_at < p_before::timestamp at time zone 'Europe/Amsterdam';
end
$$;

-- Decides about a list, in the name of somebody else than who drew it up; of the events on it those that are still due. Answers how many went.
create function chain.decide_erasure(p_authority uuid, p_erasure uuid, p_outcome text, p_reason text, p_events uuid[], p_at timestamptz, p_trace text)
  returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_by   uuid;
  v_gone integer := 0;
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority()
    or platform.current_subject() !~ '^[0-9a-f]{8}-' then
    raise exception 'only a person of this authority decides' using errcode = '42501', constraint = 'erasure_staff';
  end if;
  select r.proposed_by into v_by from chain.erasure as r where r.authority_id = p_authority and r.erasure_id = p_erasure;
  if v_by = platform.current_subject()::uuid then
    raise exception 'somebody else than who drew up the list decides about it' using errcode = '42501', constraint = 'erasure_other';
  end if;
  insert into chain.erasure_decision (authority_id, erasure_id, outcome, reason, decided_by, decided_at)
    values (p_authority, p_erasure, p_outcome, p_reason, platform.current_subject()::uuid, p_at);
  if p_outcome = 'erased' then
    v_gone := chain.erase_events(p_authority, p_erasure, p_events, p_at);
    perform platform.audit_erasure(p_authority, 'erasure', p_erasure, p_trace);
  end if;
  return v_gone;
end
$$;

-- After a restore: what was decided stands again, by whom and when it was, and what came back with the backup goes again. For the house itself alone,
-- from the file an operator kept. Answers how many went.
create function chain.replay_erasure(p_authority uuid, p_list jsonb, p_trace text) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_id   constant uuid := (p_list ->> 'erasureId')::uuid;
  v_all  constant uuid[] := array(select jsonb_array_elements_text(p_list -> 'events')::uuid);
  v_gone integer;
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() or platform.current_subject() <> 'system' then
    raise exception 'only the house itself erases again' using errcode = '42501', constraint = 'erasure_house';
  end if;
  insert into chain.erasure (authority_id, erasure_id, term_id, months, before_on, basis, reason, proposed_by, proposed_at)
    select p_authority, v_id, r."termId", r.months, r.before, r.basis, r.reason, r."proposedBy", r."proposedAt"
    from jsonb_to_record(p_list) as r("termId" text, months integer, before date, basis text[], reason text, "proposedBy" uuid, "proposedAt" timestamptz)
    on conflict on constraint erasure_key do nothing;
  insert into chain.erasure_event (authority_id, erasure_id, event_id)
    select p_authority, v_id, e.event_id from chain.event as e
    where e.authority_id = p_authority and e.event_id = any (v_all)
    on conflict on constraint erasure_event_key do nothing;
  insert into chain.erasure_decision (authority_id, erasure_id, outcome, reason, decided_by, decided_at)
    select p_authority, v_id, 'erased', r."decisionReason", r."decidedBy", r."decidedAt"
    from jsonb_to_record(p_list) as r("decisionReason" text, "decidedBy" uuid, "decidedAt" timestamptz)
    on conflict on constraint erasure_decision_key do nothing;
  v_gone := chain.erase_events(p_authority, v_id, v_all, (p_list ->> 'decidedAt')::timestamptz);
  if v_gone > 0 then
    perform platform.audit_erasure(p_authority, 'erasure', v_id, p_trace);
  end if;
  return v_gone;
end
$$;

drop function chain.erase_event(uuid, uuid, text);
revoke all on function chain.propose_erasure, chain.decide_erasure, chain.replay_erasure from public;
grant execute on function chain.propose_erasure, chain.decide_erasure, chain.replay_erasure to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;

do $$
declare
  v_one record;
begin
  for v_one in select * from (values ('hold', 'reason'), ('recall', 'reason'), ('recall_notice', 'reason'), ('loss_notice', 'reference')) as t(name, words) loop
    execute format('create trigger %I before delete or truncate on chain.%I for each statement execute function platform.refuse_change()',
      v_one.name || '_written_once', v_one.name);
    execute format('create trigger %I before update on chain.%I for each row execute function chain.refuse_all_but_emptying(%L)',
      v_one.name || '_only_erased', v_one.name, v_one.words);
    execute format('alter table chain.%I enable always trigger %I', v_one.name, v_one.name || '_written_once');
    execute format('alter table chain.%I enable always trigger %I', v_one.name, v_one.name || '_only_erased');
  end loop;
end
$$;
create trigger epcis_event_written_once before update or truncate on chain.epcis_event
  for each statement execute function platform.refuse_change();
create trigger epcis_event_only_erased before delete on chain.epcis_event for each row execute function chain.refuse_all_but_erased();
create trigger epcis_name_written_once before update or truncate on chain.epcis_name
  for each statement execute function platform.refuse_change();
create trigger epcis_name_only_erased before delete on chain.epcis_name for each row execute function chain.refuse_names_of_kept();
alter table chain.epcis_event enable always trigger epcis_event_written_once;
alter table chain.epcis_event enable always trigger epcis_event_only_erased;
alter table chain.epcis_name enable always trigger epcis_name_written_once;
alter table chain.epcis_name enable always trigger epcis_name_only_erased;
