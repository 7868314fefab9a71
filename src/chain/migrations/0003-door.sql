-- why: one door. The application executes these functions and writes nothing else; each call is one authority, one set of locks
-- taken in one order, and either all of it or nothing.
grant create on schema chain to grein_door;
set local role grein_door;

-- The same order for everybody: events by id, accounts by id, then balances by id. `p_posting` holds, in batch order:
--   events      id kind at actor holder premises counter corrects exemption basis record salt
--   accounts    id ledger kind holder counter premises batch shipment state event   (the event that may open it)
--   movements   event at line ledger from to amount     (in batch order)
--   batches edges parties touched identities corrections shipments lines settlements results verdicts holds lifts documents
--   closes      event account
-- Answers for each event whether it was recorded now or was here already. Refuses with SQLSTATE and constraint name:
--   22023 event_time_ahead event_id_window · 23505 event_changed and the names of keys · 23514 balance_not_negative balance_then_negative
--   balance_closed_empty balance_open account_known balance_present · 42501 exemption_in_force import_closed
create function chain.post(p_authority uuid, p_posting jsonb, p_is_import boolean)
  returns table (event_id uuid, outcome text, recorded_at timestamptz, leaf bytea)
  language plpgsql set search_path = ''
  as $$
#variable_conflict use_column
declare
  v_now     constant timestamptz := clock_timestamp();
  v_fresh   uuid[];
  v_bad     record;
  v_ids     uuid[];         -- accounts in key order, then what is known of each, side by side
  v_amounts bigint[] := '{}';
  v_lasts   timestamptz[] := '{}';
  v_signed  boolean[] := '{}';
  v_balance record;
  v_change  record;
begin
  if p_authority is distinct from platform.current_authority() then
    raise exception 'this transaction speaks for another authority' using errcode = '42501', constraint = 'authority_current';
  end if;

  -- A client's clock must not choose a partition, nor write about tomorrow.
  select e.id, e.at into v_bad
    from jsonb_to_recordset(p_posting -> 'events') as e(id uuid, at timestamptz)
    where e.at > v_now + interval '5 minutes' limit 1;
  if found then
    raise exception 'an event lies in the future' using errcode = '22023', constraint = 'event_time_ahead', detail = v_bad.id::text;
  end if;
  select e.id into v_bad
    from jsonb_to_recordset(p_posting -> 'events') as e(id uuid)
    where uuid_extract_version(e.id) is distinct from 7
      or uuid_extract_timestamp(e.id) > v_now + interval '5 minutes'
      or (not p_is_import and uuid_extract_timestamp(e.id) < v_now - interval '90 days') limit 1;
  if found then
    raise exception 'an event id lies outside its window' using errcode = '22023', constraint = 'event_id_window', detail = v_bad.id::text;
  end if;

  -- 1. Events, each once.
  with added as (
    insert into chain.event as new (authority_id, event_id, kind, occurred_at, recorded_at, actor_id, holder_id, premises_id, counter_id,
      corrects_id, exemption_id, basis, is_imported, record, salt, leaf)
    select p_authority, e.id, e.kind, e.at, v_now, e.actor, e.holder, e.premises, e.counter, e.corrects, e.exemption, e.basis, p_is_import,
      e.record, decode(e.salt, 'base64'), sha256('\x00'::bytea || decode(e.salt, 'base64') || convert_to(e.record, 'UTF8'))
    from jsonb_to_recordset(p_posting -> 'events') as e(id uuid, kind text, at timestamptz, actor uuid, holder uuid, premises uuid, counter uuid,
      corrects uuid, exemption uuid, basis text[], record text, salt text)
    order by e.id
    on conflict on constraint event_key do nothing
    returning new.event_id
  )
  select coalesce(array_agg(added.event_id), '{}') into v_fresh from added;

  if cardinality(v_fresh) < jsonb_array_length(p_posting -> 'events') then
    select e.id, old.record is null as is_erased into v_bad
      from jsonb_to_recordset(p_posting -> 'events') as e(id uuid, holder uuid, record text)
      join chain.event as old on old.authority_id = p_authority and old.event_id = e.id
      where e.id <> all (v_fresh)
        and (old.record is null or old.holder_id <> e.holder or (old.record::jsonb -> 'act') <> (e.record::jsonb -> 'act'))
      limit 1;
    if found then
      raise exception 'this event was recorded with other content' using errcode = '23505', detail = v_bad.id::text,
        constraint = case when v_bad.is_erased then 'event_gone' else 'event_changed' end;
    end if;
  end if;

  if cardinality(v_fresh) > 0 then
    -- The exemption relied on is read again, locked: a withdrawal and an act cannot pass each other.
    perform from licensing.exemption as x
      where x.authority_id = p_authority and x.exemption_id in (
        select e.exemption from jsonb_to_recordset(p_posting -> 'events') as e(id uuid, exemption uuid) where e.id = any (v_fresh))
      order by x.exemption_id for share;
    select e.id into v_bad
      from jsonb_to_recordset(p_posting -> 'events') as e(id uuid, at timestamptz, exemption uuid)
      where e.exemption is not null and e.id = any (v_fresh) and not exists (
        select from licensing.exemption as x
        join licensing.exemption_version as v on v.authority_id = x.authority_id and v.exemption_id = x.exemption_id
        where x.authority_id = p_authority and x.exemption_id = e.exemption
          and v.period @> (e.at at time zone 'Europe/Amsterdam')::date
          and (x.withdrawn_on is null or x.withdrawn_on > (e.at at time zone 'Europe/Amsterdam')::date))
      limit 1;
    if found then
      raise exception 'the exemption is not in force' using errcode = '42501', constraint = 'exemption_in_force', detail = v_bad.id::text;
    end if;

    insert into chain.batch (authority_id, batch_id, name, kind, product_code, holder_id, premises_id, event_id, opened_at, opened_amount,
      unit, cultivar, room, gtin, packs, pack_mass_mg, expires_on)
      select p_authority, b.id, b.name, b.kind, b.product, b.holder, b.premises, b.event, b.at, b.amount, b.unit, b.cultivar, b.room, b.gtin,
        b.packs, b."packMassMg", b.expires
      from jsonb_to_recordset(p_posting -> 'batches') as b(id uuid, name text, kind text, product text, holder uuid, premises uuid,
        event uuid, at timestamptz, amount bigint, unit text, cultivar text, room text, gtin text, packs integer, "packMassMg" bigint,
        expires date)
      where b.event = any (v_fresh) order by b.id;
    insert into chain.batch_edge (authority_id, parent_id, child_id, event_id, amount)
      select p_authority, d.parent, d.child, d.event, d.amount
      from jsonb_to_recordset(p_posting -> 'edges') as d(parent uuid, child uuid, event uuid, amount bigint)
      where d.event = any (v_fresh) order by d.parent, d.child;

    -- 2. Accounts and the balances that are born with them, then movements.
    insert into chain.account (authority_id, account_id, ledger, kind, holder_id, counter_id, premises_id, batch_id, shipment_id, state, opened_at)
      select distinct on (a.id) p_authority, a.id, a.ledger, a.kind, a.holder, a.counter, a.premises, a.batch, a.shipment, a.state, a.at
      from jsonb_to_recordset(p_posting -> 'accounts') as a(id uuid, ledger text, kind text, holder uuid, counter uuid, premises uuid,
        batch uuid, shipment uuid, state text, at timestamptz, event uuid)
      where a.event = any (v_fresh)
      order by a.id, a.at
      on conflict do nothing;
    select a.id into v_bad
      from jsonb_to_recordset(p_posting -> 'accounts') as a(id uuid, ledger text, kind text, holder uuid, counter uuid, premises uuid,
        batch uuid, shipment uuid, state text, event uuid)
      where a.event = any (v_fresh) and not exists (
        select from chain.account as known
        where known.authority_id = p_authority and known.account_id = a.id and known.ledger = a.ledger and known.kind = a.kind
          and known.holder_id = a.holder and known.state = a.state and known.counter_id is not distinct from a.counter
          and known.premises_id is not distinct from a.premises and known.batch_id is not distinct from a.batch
          and known.shipment_id is not distinct from a.shipment
        offset 0) -- by key, row by row, however empty the statistics are
      limit 1;
    if found then
      raise exception 'an account is not where it was said to be' using errcode = '23514', constraint = 'account_known', detail = v_bad.id::text;
    end if;
    insert into chain.balance (authority_id, account_id, holder_id, counter_id, amount, is_signed, last_at)
      select distinct on (a.id) p_authority, a.id, a.holder, a.counter, 0, a.kind = 'difference', '-infinity'::timestamptz
      from jsonb_to_recordset(p_posting -> 'accounts') as a(id uuid, kind text, holder uuid, counter uuid, event uuid)
      where a.event = any (v_fresh) and a.kind <> 'world'
      order by a.id
      on conflict on constraint balance_key do nothing;
    insert into chain.batch_party (authority_id, holder_id, batch_id)
      select distinct p_authority, seen.holder, a.batch
      from jsonb_to_recordset(p_posting -> 'accounts') as a(holder uuid, counter uuid, batch uuid, event uuid)
      cross join lateral (values (a.holder), (a.counter)) as seen (holder)
      where a.event = any (v_fresh) and a.batch is not null and seen.holder is not null
      order by 2, 3
      on conflict do nothing;

    insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
      select p_authority, m.event, m.line, m.ledger, m."from", m."to", m.amount, m.at
      from jsonb_to_recordset(p_posting -> 'movements') as m(event uuid, at timestamptz, line smallint, ledger text, "from" uuid, "to" uuid,
        amount bigint)
      where m.event = any (v_fresh) order by m.event, m.line;

    -- 3. Lock in key order, each row by its key; what a lock returns is what others committed meanwhile. A bounded account without a
    -- balance must never pass for the world.
    for v_balance in
      select side.account_id
      from jsonb_to_recordset(p_posting -> 'movements') as m(event uuid, "from" uuid, "to" uuid)
      cross join lateral (values (m."from"), (m."to")) as side (account_id)
      where m.event = any (v_fresh)
      union
      select c.account from jsonb_to_recordset(p_posting -> 'closes') as c(event uuid, account uuid) where c.event = any (v_fresh)
      order by 1
    loop
      select b.amount, b.last_at, b.is_signed, b.closed_at is not null as is_closed into v_change
        from chain.balance as b
        where b.authority_id = p_authority and b.account_id = v_balance.account_id
        for update;
      if found then
        if v_change.is_closed then
          raise exception 'an account is closed' using errcode = '23514', constraint = 'balance_open', detail = v_balance.account_id::text;
        end if;
        v_ids := v_ids || v_balance.account_id;
        v_amounts := v_amounts || v_change.amount;
        v_lasts := v_lasts || v_change.last_at;
        v_signed := v_signed || v_change.is_signed;
      elsif not exists (
        select from chain.account as a
        where a.authority_id = p_authority and a.account_id = v_balance.account_id and a.kind = 'world'
      ) then
        raise exception 'an account has no balance' using errcode = '23514', constraint = 'balance_present', detail = v_balance.account_id::text;
      end if;
    end loop;

    -- The running minimum in batch order: a dip inside a batch is a refusal although the end is positive. Each event counts as a whole.
    for v_change in
      with net as (
        select side.account_id, m.event, min(m.at) as at, min(m.place) as place, sum(side.change)::bigint as change
        from rows from (jsonb_to_recordset(p_posting -> 'movements') as (event uuid, at timestamptz, "from" uuid, "to" uuid, amount bigint))
          with ordinality as m(event, at, "from", "to", amount, place)
        cross join lateral (values (m."from", -m.amount), (m."to", m.amount)) as side (account_id, change)
        where m.event = any (v_fresh)
        group by side.account_id, m.event
      ), running as (
        select net.account_id, net.change, net.at,
          sum(net.change) over (partition by net.account_id order by net.place) as level,
          max(net.at) over (partition by net.account_id order by net.place rows between unbounded preceding and 1 preceding) as newest_at
        from net
      )
      select b.account_id, b.amount, b.is_signed, sum(running.change)::bigint as change, min(running.level)::bigint as lowest,
        max(running.at) as at,
        min(running.at) filter (where running.change < 0 and running.at < greatest(b.last_at, running.newest_at)) as late_at
      from running
      join unnest(v_ids, v_amounts, v_lasts, v_signed) as b(account_id, amount, last_at, is_signed) on b.account_id = running.account_id
      group by b.account_id, b.amount, b.is_signed
      order by b.account_id
    loop
      if not v_change.is_signed and v_change.amount + v_change.lowest < 0 then
        raise exception 'more leaves an account than it holds' using errcode = '23514', constraint = 'balance_not_negative',
          detail = format('%s %s', v_change.account_id, -(v_change.amount + v_change.lowest));
      end if;
      update chain.balance as b
        set amount = b.amount + v_change.change, last_at = greatest(b.last_at, v_change.at)
        where b.authority_id = p_authority and b.account_id = v_change.account_id;
      if v_change.late_at is not null and not v_change.is_signed then
        perform chain.check_history(p_authority, v_change.account_id, v_change.amount + v_change.change, v_change.late_at);
      end if;
    end loop;

    update chain.balance as b
      set closed_at = c.at
      from jsonb_to_recordset(p_posting -> 'closes') as c(account uuid, event uuid, at timestamptz)
      where c.event = any (v_fresh) and b.authority_id = p_authority and b.account_id = c.account;

    insert into log.unsealed (authority_id, entry_id, leaf)
      select p_authority, e.event_id, e.leaf from chain.event as e
      where e.authority_id = p_authority and e.event_id = any (v_fresh);
    perform chain.post_beside(p_authority, p_posting, v_fresh);
  end if;

  return query
    select e.event_id, case when e.event_id = any (v_fresh) then 'recorded' else 'already' end, e.recorded_at, e.leaf
    from chain.event as e
    where e.authority_id = p_authority
      and e.event_id in (select r.id from jsonb_to_recordset(p_posting -> 'events') as r(id uuid));
end
$$;

-- 4. What came late must have been possible then, and every moment since: balance(s) = now − everything after s, for every s ≥ t.
-- It costs what it is late.
create function chain.check_history(p_authority uuid, p_account uuid, p_amount bigint, p_since timestamptz) returns void
  language plpgsql stable set search_path = ''
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
    raise exception 'the account would have been short then' using errcode = '23514', constraint = 'balance_then_negative',
      detail = format('%s %s %s', p_account, -v_bad.level, to_char(v_bad.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  end if;
end
$$;

-- What an event says beside its mass: who and what it is about, and the words that later acts lean on.
create function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  insert into chain.event_party (authority_id, event_id, holder_id)
    select p_authority, r.event, r.holder from jsonb_to_recordset(p_posting -> 'parties') as r(event uuid, holder uuid)
    where r.event = any (p_fresh);
  insert into chain.event_batch (authority_id, batch_id, occurred_at, event_id)
    select p_authority, r.batch, r.at, r.event from jsonb_to_recordset(p_posting -> 'touched') as r(event uuid, batch uuid, at timestamptz)
    where r.event = any (p_fresh);
  if p_posting ? 'identities' then
    insert into chain.identity (authority_id, name_sha256, event_id)
      select p_authority, decode(r.sha256, 'hex'), r.event from jsonb_to_recordset(p_posting -> 'identities') as r(event uuid, sha256 text)
      where r.event = any (p_fresh) order by r.sha256;
  end if;
  if p_posting ? 'corrections' then
    insert into chain.correction (authority_id, corrects_id, event_id)
      select p_authority, r.corrects, r.event from jsonb_to_recordset(p_posting -> 'corrections') as r(event uuid, corrects uuid)
      where r.event = any (p_fresh) order by r.corrects;
  end if;
  if p_posting ? 'shipments' then
    insert into chain.shipment (authority_id, shipment_id, reason, sender_id, from_premises_id, receiver_id, to_premises_id, event_id, shipped_at)
      select p_authority, r.id, r.reason, r.sender, r."from", r.receiver, r."to", r.event, r.at
      from jsonb_to_recordset(p_posting -> 'shipments') as r(id uuid, reason text, sender uuid, "from" uuid, receiver uuid, "to" uuid,
        event uuid, at timestamptz)
      where r.event = any (p_fresh) order by r.id;
    insert into chain.shipment_line (authority_id, shipment_id, line, batch_id, state, shipped_mg, transit_id)
      select p_authority, r.shipment, r.line, r.batch, r.state, r.amount, r.transit
      from jsonb_to_recordset(p_posting -> 'lines') as r(shipment uuid, line smallint, batch uuid, state text, amount bigint, transit uuid,
        event uuid)
      where r.event = any (p_fresh) order by r.shipment, r.line;
  end if;
  if p_posting ? 'settlements' then
    insert into chain.settlement (authority_id, shipment_id, line, round, event_id, received_mg, received_at)
      select p_authority, r.shipment, r.line, r.round, r.event, r.amount, r.at
      from jsonb_to_recordset(p_posting -> 'settlements') as r(shipment uuid, line smallint, round smallint, event uuid, amount bigint,
        at timestamptz)
      where r.event = any (p_fresh) order by r.shipment, r.line;
  end if;
  if p_posting ? 'results' then
    insert into chain.result (authority_id, sample_id, event_id, analyte, value, unit, measured_of, method, uncertainty, tested_at, holder_id)
      select p_authority, r.sample, r.event, r.analyte, r.value, r.unit, r."of", r.method, r.uncertainty, r.at, r.holder
      from jsonb_to_recordset(p_posting -> 'results') as r(sample uuid, event uuid, analyte text, value text, unit text, "of" text,
        method text, uncertainty text, at timestamptz, holder uuid)
      where r.event = any (p_fresh);
  end if;
  if p_posting ? 'verdicts' then
    insert into chain.verdict (authority_id, batch_id, event_id, verdict, certificate, expires_on, decided_at)
      select p_authority, r.batch, r.event, r.verdict, r.certificate, r.expires, r.at
      from jsonb_to_recordset(p_posting -> 'verdicts') as r(batch uuid, event uuid, verdict text, certificate text, expires date, at timestamptz)
      where r.event = any (p_fresh);
  end if;
  if p_posting ? 'holds' then
    insert into chain.hold (authority_id, batch_id, event_id, root_id, scope, reason, held_at)
      select p_authority, r.batch, r.event, r.root, r.scope, r.reason, r.at
      from jsonb_to_recordset(p_posting -> 'holds') as r(batch uuid, event uuid, root uuid, scope text, reason text, at timestamptz)
      where r.event = any (p_fresh);
  end if;
  if p_posting ? 'lifts' then
    insert into chain.lift (authority_id, batch_id, hold_event_id, event_id)
      select p_authority, r.batch, r.hold, r.event from jsonb_to_recordset(p_posting -> 'lifts') as r(batch uuid, hold uuid, event uuid)
      where r.event = any (p_fresh) order by r.batch, r.hold;
  end if;
  if p_posting ? 'documents' then
    insert into chain.event_document (authority_id, event_id, document_id)
      select p_authority, r.event, r.document from jsonb_to_recordset(p_posting -> 'documents') as r(event uuid, document uuid)
      where r.event = any (p_fresh);
  end if;
end
$$;

-- The door itself: what happened now, within the window of its id.
create function chain.post_events(p_authority uuid, p_posting jsonb)
  returns table (event_id uuid, outcome text, recorded_at timestamptz, leaf bytea)
  language sql security definer set search_path = ''
  as $$ select * from chain.post(p_authority, p_posting, false) $$;

-- The same for history brought in while an administrator holds an import open; every event is marked as imported.
create function chain.import_events(p_authority uuid, p_posting jsonb)
  returns table (event_id uuid, outcome text, recorded_at timestamptz, leaf bytea)
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform licensing.require_import(p_authority);
  return query select * from chain.post(p_authority, p_posting, true);
end
$$;

-- Forgets what an event said. Its leaf stays, so every proof still holds; its mass stays moved. True when there was something to erase.
create function chain.erase_event(p_authority uuid, p_event uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
begin
  update chain.event as e
    set record = null, salt = null
    where e.authority_id = p_authority and e.event_id = p_event and e.record is not null;
  return found;
end
$$;

revoke all on function chain.erase_event, chain.post, chain.check_history, chain.post_beside, chain.post_events, chain.import_events from public;
grant execute on function chain.post_events, chain.import_events, chain.erase_event to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
