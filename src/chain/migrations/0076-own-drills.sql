-- why: whoever ships stock must be able to practise a recall of it without the authority. Such a drill reaches those who got the batches from
-- its holder and nobody further; its holder reads who of them answered, and of no one's stock more than what it sent there itself.
alter table chain.recall
  add column held_by uuid,                    -- whose drill; null: the authority's
  add constraint recall_held_by check (held_by is null or kind = 'drill');
create index recall_of_holder on chain.recall (authority_id, held_by, started_at) where held_by is not null;
-- In a notice of such a drill a line says what its holder sent there (had) and what of that did not come back (has).
alter table chain.recall_notice add column held_by uuid;

drop policy recall_wall on chain.recall;
create policy recall_wall on chain.recall for select to grein_app using (authority_id = (select platform.current_authority())
  and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and held_by = (select platform.current_party()))));
drop policy recall_notice_wall on chain.recall_notice;
create policy recall_notice_wall on chain.recall_notice for select to grein_app using (authority_id = (select platform.current_authority())
  and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (select platform.current_party()) in (holder_id, held_by))));
do $$
declare
  v_table text;
begin
  foreach v_table in array array['recall_notice_line', 'recall_acknowledgement', 'recall_reminder'] loop
    execute format('drop policy %I on chain.%I', v_table || '_wall', v_table);
    execute format($policy$create policy %I on chain.%I for select to grein_app using (authority_id = (select platform.current_authority())
      and ((select platform.current_wall()) = 'staff' or ((select platform.current_wall()) = 'holder'
        and (holder_id = (select platform.current_party()) or exists (
          select from chain.recall as mine
          where mine.authority_id = %I.authority_id and mine.recall_id = %I.recall_id and mine.held_by = (select platform.current_party()))))))$policy$,
      v_table || '_wall', v_table, v_table, v_table);
  end loop;
end
$$;

grant create on schema chain to grein_door;
set local role grein_door;

-- Writes a drill of the reader's own party, once. Whom it tells got each of those batches from the reader.
create function chain.put_own_drill(p_authority uuid, p_recall jsonb, p_notices jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_recall constant uuid := (p_recall ->> 'id')::uuid;
  v_mine   constant uuid := platform.current_party();
begin
  if platform.current_wall() is distinct from 'holder' or v_mine is null or p_authority is distinct from platform.current_authority() then
    raise exception 'a holder drills with its own stock' using errcode = '42501';
  end if;
  if not exists (select from chain.batch_party as b
      where b.authority_id = p_authority and b.holder_id = v_mine and b.batch_id = (p_recall ->> 'root')::uuid)
    or exists (
      select from jsonb_to_recordset(p_notices) as n(holder uuid, lines jsonb)
      cross join jsonb_to_recordset(n.lines) as l(batch uuid)
      where n.holder = v_mine
        -- What the reader sent there itself, or handed over: of anybody else's ways this tells nothing.
        or not (exists (select from chain.account as a
            where a.authority_id = p_authority and a.batch_id = l.batch and a.kind = 'transit' and a.holder_id = v_mine
              and a.counter_id = n.holder)
          or exists (select from chain.event_batch as t
            join chain.event as e on e.authority_id = p_authority and e.event_id = t.event_id
            where t.authority_id = p_authority and t.batch_id = l.batch and e.kind = 'hand-over' and e.holder_id = v_mine
              and e.counter_id = n.holder)))
    or exists (select from jsonb_to_recordset(p_notices) as n(lines jsonb) where coalesce(jsonb_array_length(n.lines), 0) = 0)
  then
    raise exception 'a drill tells who got its batches' using errcode = '42501';
  end if;
  insert into chain.recall (authority_id, recall_id, kind, root_id, hold_event_id, reason, started_at, term_seconds, listed_ms, actor_id, held_by)
    select p_authority, r.id, 'drill', r.root, null, r.reason, r.at, r.term, r."listedMs", r.actor, v_mine
    from jsonb_to_record(p_recall) as r(id uuid, root uuid, reason text, at timestamptz, term integer, "listedMs" integer, actor uuid)
    on conflict on constraint recall_key do nothing;
  if not found then
    return false;
  end if;
  insert into chain.recall_notice (authority_id, recall_id, holder_id, kind, reason, root_id, told_at, due_at, coming_mg, held_by)
    select r.authority_id, r.recall_id, n.holder, r.kind, r.reason, r.root_id, r.started_at,
      r.started_at + make_interval(secs => r.term_seconds), n."comingMg", r.held_by
    from chain.recall as r
    cross join jsonb_to_recordset(p_notices) as n(holder uuid, "comingMg" bigint)
    where r.authority_id = p_authority and r.recall_id = v_recall;
  insert into chain.recall_notice_line (authority_id, recall_id, holder_id, batch_id, has_mg, had_mg, dispensed_mg)
    select p_authority, v_recall, n.holder, l.batch, l."hasMg", l."hadMg", 0
    from jsonb_to_recordset(p_notices) as n(holder uuid, lines jsonb)
    cross join jsonb_to_recordset(n.lines) as l(batch uuid, "hasMg" bigint, "hadMg" bigint);
  return true;
end
$$;

-- As before, and never to a holder's own drill: whom that reaches is its holder's to know.
create or replace function chain.put_recall(p_authority uuid, p_recall jsonb, p_notices jsonb) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_recall constant uuid := (p_recall ->> 'id')::uuid;
  v_told   integer;
begin
  if platform.current_wall() is distinct from 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'a recall is told by staff of the authority' using errcode = '42501';
  end if;
  if exists (select from chain.recall as r where r.authority_id = p_authority and r.recall_id = v_recall and r.held_by is not null) then
    raise exception 'a drill of a holder is that holder''s' using errcode = '42501';
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

revoke all on function chain.put_own_drill from public;
grant execute on function chain.put_own_drill to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
