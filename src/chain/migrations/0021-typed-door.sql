-- why: the door read one JSON text a dozen times over and asked of every row whether its event was fresh: a thousand microseconds of the
-- server for one event, and in batches most of the time went into reading text. Columns come as arrays of their own type now; places in
-- those arrays stand for events and accounts. One event has a door of its own (0023). Nothing that guards was taken away: the names of
-- refusals, the order of locks and what is checked are those of 0003, 0007, 0014 and 0015, here and in the next two files.
grant create on schema chain to grein_door;
set local role grein_door;
drop function chain.import_events(uuid, jsonb);
drop function chain.post_events(uuid, jsonb);
drop function chain.post(uuid, jsonb, boolean);
drop function chain.open_accounts(uuid, jsonb, uuid[]);
drop function chain.require_own(uuid, jsonb);
drop function chain.check_ceilings(uuid, jsonb, timestamptz);
drop function chain.judge_ceilings(uuid, jsonb, timestamptz);

-- The functions of this file run inside the doors alone, under the doors' settings (an empty search path, plans that are kept): settings of
-- their own would be made and undone at each call.

-- What another's account lacks is not told in figures.
create function chain.refuse_anothers(p_authority uuid, p_account uuid) returns void
  language plpgsql
  as $$
begin
  if platform.current_wall() <> 'staff' and not exists (
    select from chain.account as a
    where a.authority_id = p_authority and a.account_id = p_account and platform.current_party() in (a.holder_id, a.counter_id))
  then
    raise exception 'another no longer has it' using errcode = '23514', constraint = 'balance_gone_on';
  end if;
end
$$;

create function chain.refuse_short(p_authority uuid, p_account uuid, p_short bigint) returns void
  language plpgsql
  as $$
begin
  perform chain.refuse_anothers(p_authority, p_account);
  raise exception 'more leaves an account than it holds' using errcode = '23514', constraint = 'balance_not_negative',
    detail = format('%s %s', p_account, p_short);
end
$$;

-- As 0003 has it; and of another's account no figure.
create or replace function chain.check_history(p_authority uuid, p_account uuid, p_amount bigint, p_since timestamptz) returns void
  language plpgsql stable
  as $$
declare
  v_bad record;
begin
  select history.at, history.level into v_bad
    from (
      select day.at, p_amount - coalesce(
          sum(day.change) over (order by day.at desc rows between unbounded preceding and 1 preceding), 0) as level
      from (
        select m.at, sum(m.change) as change
        from (
          select o.occurred_at as at, -o.amount as change from chain.movement as o
            where o.authority_id = p_authority and o.from_account_id = p_account and o.occurred_at >= p_since
          union all
          select i.occurred_at, i.amount from chain.movement as i
            where i.authority_id = p_authority and i.to_account_id = p_account and i.occurred_at >= p_since
        ) as m
        group by m.at
      ) as day
    ) as history
    where history.level < 0
    order by history.at
    limit 1;
  if found then
    perform chain.refuse_anothers(p_authority, p_account);
    raise exception 'the account would have been short then' using errcode = '23514', constraint = 'balance_then_negative',
      detail = format('%s %s %s', p_account, -v_bad.level, to_char(v_bad.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  end if;
end
$$;

-- The clock of a client chooses no partition, and writes nothing about tomorrow. Of several faults what lies ahead is told first.
create function chain.refuse_times(p_events uuid[], p_ats timestamptz[], p_is_import boolean, p_now timestamptz) returns void
  language plpgsql
  as $$
declare
  v_bad record;
begin
  select e.id, e.at > p_now + interval '5 minutes' as is_ahead into v_bad
    from unnest(p_events, p_ats) as e(id, at)
    where e.at > p_now + interval '5 minutes'
      or uuid_extract_version(e.id) is distinct from 7
      or uuid_extract_timestamp(e.id) > p_now + interval '5 minutes'
      or (not p_is_import and uuid_extract_timestamp(e.id) < p_now - interval '90 days')
    order by 2 desc limit 1;
  if found and v_bad.is_ahead then
    raise exception 'an event lies in the future' using errcode = '22023', constraint = 'event_time_ahead', detail = v_bad.id::text;
  elsif found then
    raise exception 'an event id lies outside its window' using errcode = '22023', constraint = 'event_id_window', detail = v_bad.id::text;
  end if;
end
$$;

-- Under one id one content; an erased record says nothing any more.
create function chain.refuse_changed(p_authority uuid, p_event uuid, p_holder uuid, p_record text) returns void
  language plpgsql
  as $$
declare
  v_old record;
begin
  select e.holder_id, e.record into v_old from chain.event as e where e.authority_id = p_authority and e.event_id = p_event;
  if v_old.record is null or v_old.holder_id <> p_holder or (v_old.record::jsonb -> 'act') <> (p_record::jsonb -> 'act') then
    raise exception 'this event was recorded with other content' using errcode = '23505', detail = p_event::text,
      constraint = case when v_old.record is null then 'event_gone' else 'event_changed' end;
  end if;
end
$$;

-- Whether the exemption was in force on that day. Its row is locked before, by a statement of its own.
create function chain.need_exemption(p_authority uuid, p_exemption uuid, p_at timestamptz, p_event uuid) returns boolean
  language plpgsql
  as $$
declare
  v_on constant date := (p_at at time zone 'Europe/Amsterdam')::date;
begin
  perform from licensing.exemption as x
    join licensing.exemption_version as v on v.authority_id = x.authority_id and v.exemption_id = x.exemption_id
    where x.authority_id = p_authority and x.exemption_id = p_exemption and v.period @> v_on
      and (x.withdrawn_on is null or x.withdrawn_on > v_on);
  if not found then
    raise exception 'the exemption is not in force' using errcode = '42501', constraint = 'exemption_in_force', detail = p_event::text;
  end if;
  return true;
end
$$;

-- A holder posts for itself, out of its own accounts, out of what was sent to it, or takes back what it gave. That an account is whose it
-- is said to be, is checked where accounts are.
create function chain.require_own(p_authority uuid, p_events uuid[], p_holders uuid[], p_accounts uuid[], p_account_holders uuid[],
  p_account_counters uuid[], p_movement_events integer[], p_from integer[], p_beside jsonb) returns boolean
  language plpgsql
  as $$
declare
  v_party constant uuid := platform.current_party();
  v_own   boolean[];
  v_place integer;
begin
  if platform.current_wall() is distinct from 'holder' or v_party is null then
    raise exception 'nobody posts from behind this wall' using errcode = '42501', constraint = 'posting_own';
  end if;
  for v_place in 1 .. cardinality(p_events) loop
    if p_holders[v_place] is distinct from v_party then
      raise exception 'a holder posts for itself' using errcode = '42501', constraint = 'posting_own', detail = p_events[v_place]::text;
    end if;
  end loop;
  for v_place in 1 .. cardinality(p_accounts) loop
    v_own[v_place] := coalesce(p_account_holders[v_place] = v_party, false) or coalesce(p_account_counters[v_place] = v_party, false);
  end loop;
  for v_place in 1 .. cardinality(p_from) loop
    continue when v_own[p_from[v_place]]; -- apart: to begin a query costs, even one that then need not run
    if not exists (
      select from jsonb_to_recordset(p_beside -> 'corrections') as c(event uuid, corrects uuid)
      join chain.event as mine on mine.authority_id = p_authority and mine.event_id = c.corrects and mine.holder_id = v_party
      join chain.movement as gave on gave.authority_id = p_authority and gave.event_id = c.corrects
        and gave.to_account_id = p_accounts[p_from[v_place]]
      where c.event = p_events[p_movement_events[v_place]])
    then
      raise exception 'a holder posts for itself' using errcode = '42501', constraint = 'posting_own',
        detail = p_events[p_movement_events[v_place]]::text;
    end if;
  end loop;
  return true;
end
$$;

-- Most accounts exist; what is not there yet is opened, with its balance and the parties of its batch. Each must be where it is said to be.
-- An account of which nothing is said (its kind is null) must exist: the movement's own key tells.
create function chain.need_accounts(p_authority uuid, p_ids uuid[], p_ats timestamptz[], p_ledgers text[], p_kinds text[], p_holders uuid[],
  p_counters uuid[], p_premises uuid[], p_batches uuid[], p_shipments uuid[], p_states text[]) returns boolean
  language plpgsql
  as $$
declare
  v_other uuid;
begin
  for v_turn in 1 .. 2 loop
    select a.id into v_other
      from unnest(p_ids, p_ledgers, p_kinds, p_holders, p_counters, p_premises, p_batches, p_shipments, p_states)
        as a(id, ledger, kind, holder, counter, premises, batch, shipment, state)
      where a.kind is not null and not coalesce((
        select a.ledger = old.ledger and a.kind = old.kind and a.holder = old.holder_id and a.state = old.state
          and old.counter_id is not distinct from a.counter and old.premises_id is not distinct from a.premises
          and old.batch_id is not distinct from a.batch and old.shipment_id is not distinct from a.shipment
        from chain.account as old
        where old.authority_id = p_authority and old.account_id = a.id
        offset 0), false) -- by key, row by row, however empty the statistics are
      limit 1;
    if not found then
      return true;
    end if;
    exit when v_turn = 2;
    insert into chain.account (authority_id, account_id, ledger, kind, holder_id, counter_id, premises_id, batch_id, shipment_id, state, opened_at)
      select distinct on (a.id) p_authority, a.id, a.ledger, a.kind, a.holder, a.counter, a.premises, a.batch, a.shipment, a.state, a.at
      from unnest(p_ids, p_ats, p_ledgers, p_kinds, p_holders, p_counters, p_premises, p_batches, p_shipments, p_states)
        as a(id, at, ledger, kind, holder, counter, premises, batch, shipment, state)
      where a.kind is not null
      order by a.id, a.at
      on conflict do nothing;
    insert into chain.balance (authority_id, account_id, holder_id, counter_id, amount, is_signed, last_at)
      select distinct on (a.id) p_authority, a.id, a.holder, a.counter, 0, a.kind = 'difference', '-infinity'::timestamptz
      from unnest(p_ids, p_kinds, p_holders, p_counters) as a(id, kind, holder, counter)
      where a.kind <> 'world'
      order by a.id
      on conflict on constraint balance_key do nothing;
    insert into chain.batch_party (authority_id, holder_id, batch_id)
      select distinct p_authority, seen.holder, a.batch
      from unnest(p_kinds, p_holders, p_counters, p_batches) as a(kind, holder, counter, batch)
      cross join lateral (values (a.holder), (a.counter)) as seen (holder)
      where a.kind is not null and a.batch is not null and seen.holder is not null
      order by 2, 3
      on conflict do nothing;
  end loop;
  raise exception 'an account is not where it was said to be' using errcode = '23514', constraint = 'account_known', detail = v_other::text;
end
$$;

-- After everything of a posting stands: what came in under an exemption with a ceiling fitted under it, one receipt after another. The
-- arrays hold the fresh events that bring something in under an exemption.
create function chain.check_ceilings(p_authority uuid, p_holders uuid[], p_premises uuid[], p_exemptions uuid[], p_ats timestamptz[]) returns void
  language plpgsql
  as $$
declare
  v_one record;
  v_bad record;
begin
  for v_one in
    select e.holder, e.premises, e.exemption, min(e.at) as since
    from unnest(p_holders, p_premises, p_exemptions, p_ats) as e(holder, premises, exemption, at)
    where chain.ceiling_of(p_authority, e.exemption, e.premises, (e.at at time zone 'Europe/Amsterdam')::date) is not null
    group by e.holder, e.premises, e.exemption
    order by e.holder, e.premises, e.exemption
  loop
    insert into chain.ceiling (authority_id, holder_id, premises_id) values (p_authority, v_one.holder, v_one.premises) on conflict do nothing;
    perform from chain.ceiling as c
      where c.authority_id = p_authority and c.holder_id = v_one.holder and c.premises_id = v_one.premises for update;
    -- A statement of its own: it sees what whoever held the lock before has committed.
    select allowed.most, stock.level into v_bad
      from chain.stock_since(p_authority, v_one.holder, v_one.premises, v_one.since) as stock
      cross join lateral (
        select chain.ceiling_of(p_authority, v_one.exemption, v_one.premises, (stock.at at time zone 'Europe/Amsterdam')::date) as most) as allowed
      where stock.level > allowed.most
      order by stock.level - allowed.most desc
      limit 1;
    if found then
      raise exception 'more would lie there than the exemption allows' using errcode = '23514', constraint = 'stock_ceiling',
        detail = format('%s %s', v_bad.most, v_bad.level);
    end if;
  end loop;
end
$$;

-- Batches and their edges, before anything is said of them.
create function chain.open_batches(p_authority uuid, p_beside jsonb, p_fresh uuid[]) returns void
  language plpgsql
  as $$
begin
  insert into chain.batch (authority_id, batch_id, name, kind, product_code, holder_id, premises_id, event_id, opened_at, opened_amount,
    unit, cultivar, room, gtin, packs, pack_mass_mg, expires_on)
    select p_authority, b.id, b.name, b.kind, b.product, b.holder, b.premises, b.event, b.at, b.amount, b.unit, b.cultivar, b.room, b.gtin,
      b.packs, b."packMassMg", b.expires
    from jsonb_to_recordset(p_beside -> 'batches') as b(id uuid, name text, kind text, product text, holder uuid, premises uuid,
      event uuid, at timestamptz, amount bigint, unit text, cultivar text, room text, gtin text, packs integer, "packMassMg" bigint,
      expires date)
    where b.event = any (p_fresh) order by b.id;
  if p_beside ? 'edges' then
    insert into chain.batch_edge (authority_id, parent_id, child_id, event_id, amount)
      select p_authority, d.parent, d.child, d.event, d.amount
      from jsonb_to_recordset(p_beside -> 'edges') as d(parent uuid, child uuid, event uuid, amount bigint)
      where d.event = any (p_fresh) order by d.parent, d.child;
  end if;
end
$$;
revoke all on function chain.refuse_anothers, chain.refuse_short, chain.refuse_times, chain.refuse_changed, chain.need_exemption,
  chain.require_own, chain.need_accounts, chain.check_ceilings, chain.open_batches from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
