-- why: a recall is over when everyone who has or had some of it knows, and when every milligram is accounted for. Who was told, what each
-- then had, and when each said so is written once; where the mass is follows from the ledger and is kept nowhere. A drill is the same
-- without the hold.
create table chain.recall (
  authority_id  uuid        not null,
  recall_id     uuid        not null,
  kind          text        not null constraint recall_kind check (kind in ('recall', 'drill')),
  root_id       uuid        not null,
  hold_event_id uuid,
  reason        text        not null,
  started_at    timestamptz not null,         -- when the stock was stopped, or the drill begun
  term_seconds  integer     not null constraint recall_term check (term_seconds > 0),
  listed_ms     integer     not null constraint recall_listed check (listed_ms >= 0),
  actor_id      uuid,
  constraint recall_key primary key (authority_id, recall_id),
  constraint recall_hold unique (authority_id, hold_event_id),
  constraint recall_stops check ((kind = 'recall') = (hold_event_id is not null)),
  constraint recall_root foreign key (authority_id, root_id) references chain.batch
);
create index recall_newest on chain.recall (authority_id, started_at, recall_id);

-- What one holder is told. The words stand here too, so that a holder reads its notice and not the recall.
create table chain.recall_notice (
  authority_id uuid        not null,
  recall_id    uuid        not null,
  holder_id    uuid        not null,
  kind         text        not null,
  reason       text        not null,
  hold_event_id uuid,
  root_id      uuid        not null,
  told_at      timestamptz not null,
  due_at       timestamptz not null,
  coming_mg    bigint      not null constraint recall_notice_coming check (coming_mg >= 0),
  constraint recall_notice_key primary key (authority_id, recall_id, holder_id),
  constraint recall_notice_recall foreign key (authority_id, recall_id) references chain.recall
);
create index recall_notice_of_holder on chain.recall_notice (authority_id, holder_id, told_at);

create table chain.recall_notice_line (
  authority_id uuid   not null,
  recall_id    uuid   not null,
  holder_id    uuid   not null,
  batch_id     uuid   not null,
  has_mg       bigint not null constraint recall_notice_line_has check (has_mg >= 0),
  had_mg       bigint not null constraint recall_notice_line_had check (had_mg >= 0),
  dispensed_mg bigint not null constraint recall_notice_line_dispensed check (dispensed_mg >= 0),
  constraint recall_notice_line_key primary key (authority_id, recall_id, holder_id, batch_id),
  constraint recall_notice_line_notice foreign key (authority_id, recall_id, holder_id) references chain.recall_notice
);

-- That a holder received the notice; its leaf is in the log under acknowledgement_id.
create table chain.recall_acknowledgement (
  authority_id       uuid        not null,
  recall_id          uuid        not null,
  holder_id          uuid        not null,
  acknowledgement_id uuid        not null,
  acknowledged_at    timestamptz not null,
  constraint recall_acknowledgement_key primary key (authority_id, recall_id, holder_id),
  constraint recall_acknowledgement_notice foreign key (authority_id, recall_id, holder_id) references chain.recall_notice
);

create table chain.recall_reminder (
  authority_id uuid        not null,
  recall_id    uuid        not null,
  holder_id    uuid        not null,
  reminded_at  timestamptz not null,
  constraint recall_reminder_key primary key (authority_id, recall_id, holder_id, reminded_at),
  constraint recall_reminder_notice foreign key (authority_id, recall_id, holder_id) references chain.recall_notice
);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['recall', 'recall_notice', 'recall_notice_line', 'recall_acknowledgement', 'recall_reminder'] loop
    execute format('create trigger %I before update or delete or truncate on chain.%I for each statement execute function platform.refuse_change()',
      v_table || '_written_once', v_table);
    execute format('alter table chain.%I enable always trigger %I', v_table, v_table || '_written_once');
    execute format('alter table chain.%I enable row level security, force row level security', v_table);
    execute format('create policy %I on chain.%I to grein_door using (authority_id = (select platform.current_authority()))', v_table || '_door', v_table);
    execute format('grant select on chain.%I to grein_app, grein_door', v_table);
    execute format('grant insert on chain.%I to grein_door', v_table);
    -- A holder reads what it was told itself; whom else the recall reaches is for staff.
    execute format($policy$create policy %I on chain.%I for select to grein_app using (authority_id = (select platform.current_authority())
      and ((select platform.current_wall()) = 'staff'%s))$policy$, v_table || '_wall', v_table,
      case when v_table = 'recall' then ''
        else ' or ((select platform.current_wall()) = ''holder'' and holder_id = (select platform.current_party()))' end);
  end loop;
end
$$;

grant create on schema chain to grein_door;
set local role grein_door;

-- Writes a recall once, and notices of holders that have none yet; how many were new.
create function chain.put_recall(p_authority uuid, p_recall jsonb, p_notices jsonb) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_recall constant uuid := (p_recall ->> 'id')::uuid;
  v_told   integer;
begin
  if platform.current_wall() is distinct from 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'a recall is told by staff of the authority' using errcode = '42501';
  end if;
  insert into chain.recall (authority_id, recall_id, kind, root_id, hold_event_id, reason, started_at, term_seconds, listed_ms, actor_id)
    select p_authority, r.id, r.kind, r.root, r.hold, r.reason, r.at, r.term, r."listedMs", r.actor
    from jsonb_to_record(p_recall) as r(id uuid, kind text, root uuid, hold uuid, reason text, at timestamptz, term integer,
      "listedMs" integer, actor uuid)
    on conflict on constraint recall_key do nothing;
  with fresh as (
    insert into chain.recall_notice (authority_id, recall_id, holder_id, kind, reason, hold_event_id, root_id, told_at, due_at, coming_mg)
      select r.authority_id, r.recall_id, n.holder, r.kind, r.reason, r.hold_event_id, r.root_id, n."toldAt",
        n."toldAt" + make_interval(secs => r.term_seconds), n."comingMg"
      from chain.recall as r
      cross join jsonb_to_recordset(p_notices) as n(holder uuid, "toldAt" timestamptz, "comingMg" bigint)
      where r.authority_id = p_authority and r.recall_id = v_recall
      on conflict on constraint recall_notice_key do nothing
      returning holder_id
  )
  select count(*) into v_told from fresh;
  insert into chain.recall_notice_line (authority_id, recall_id, holder_id, batch_id, has_mg, had_mg, dispensed_mg)
    select p_authority, v_recall, n.holder, l.batch, l."hasMg", l."hadMg", l."dispensedMg"
    from jsonb_to_recordset(p_notices) as n(holder uuid, lines jsonb)
    cross join jsonb_to_recordset(n.lines) as l(batch uuid, "hasMg" bigint, "hadMg" bigint, "dispensedMg" bigint)
    on conflict on constraint recall_notice_line_key do nothing;
  return v_told;
end
$$;

-- The reader's own party received its notice. The first time counts; the answer is that time and the leaf's id.
create function chain.acknowledge_recall(p_authority uuid, p_recall uuid, p_id uuid, p_at timestamptz)
  returns table (acknowledgement_id uuid, acknowledged_at timestamptz)
  language plpgsql security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() not in ('staff', 'holder') then
    raise exception 'a notice is acknowledged by whoever it is for' using errcode = '42501';
  end if;
  insert into chain.recall_acknowledgement (authority_id, recall_id, holder_id, acknowledgement_id, acknowledged_at)
    select n.authority_id, n.recall_id, n.holder_id, p_id, p_at
    from chain.recall_notice as n
    where n.authority_id = p_authority and n.recall_id = p_recall and n.holder_id = platform.current_party()
    on conflict on constraint recall_acknowledgement_key do nothing;
  return query
    select a.acknowledgement_id, a.acknowledged_at from chain.recall_acknowledgement as a
    where a.authority_id = p_authority and a.recall_id = p_recall and a.holder_id = platform.current_party();
end
$$;

-- Reminds those who have not said they received it and whose term, or the one after the last reminder, is over. How many.
create function chain.remind_recalls(p_authority uuid, p_recall uuid, p_at timestamptz) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_count integer;
begin
  if platform.current_wall() is distinct from 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'staff of the authority remind' using errcode = '42501';
  end if;
  with fresh as (
    insert into chain.recall_reminder (authority_id, recall_id, holder_id, reminded_at)
      select n.authority_id, n.recall_id, n.holder_id, p_at
      from chain.recall_notice as n
      join chain.recall as r on r.authority_id = n.authority_id and r.recall_id = n.recall_id
      where n.authority_id = p_authority and (p_recall is null or n.recall_id = p_recall) and n.due_at <= p_at
        and not exists (select from chain.recall_acknowledgement as a
          where a.authority_id = n.authority_id and a.recall_id = n.recall_id and a.holder_id = n.holder_id)
        and not exists (select from chain.recall_reminder as m
          where m.authority_id = n.authority_id and m.recall_id = n.recall_id and m.holder_id = n.holder_id
            and m.reminded_at > p_at - make_interval(secs => r.term_seconds))
        -- What was lifted meanwhile asks nobody anything.
        and not exists (select from chain.lift as l
          where l.authority_id = n.authority_id and l.hold_event_id = n.hold_event_id and l.batch_id = n.root_id)
        and not exists (select from chain.correction as c where c.authority_id = n.authority_id and c.corrects_id = n.hold_event_id)
      returning holder_id
  )
  select count(*) into v_count from fresh;
  return v_count;
end
$$;

revoke all on function chain.put_recall, chain.acknowledge_recall, chain.remind_recalls from public;
grant execute on function chain.put_recall, chain.acknowledge_recall, chain.remind_recalls to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
