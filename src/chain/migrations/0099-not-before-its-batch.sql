-- why: of what happened before its batch began, or after its account closed, the rules refuse what they are asked about; the database let it through,
-- also to a batch that never was. Now no account is opened for a batch that is not there at that moment, and none moves before it was opened without
-- the batch being asked. A difference is closed when it moved last, or later.
alter table chain.balance add constraint balance_closed_last check (closed_at is null or closed_at >= last_at) not valid; -- what stands, stands

grant create on schema chain to grein_door;
set local role grein_door;

-- As 0021 has it. What is new, or earlier than its account, asks its batch.
create or replace function chain.need_accounts(p_authority uuid, p_ids uuid[], p_ats timestamptz[], p_ledgers text[], p_kinds text[], p_holders uuid[],
    p_counters uuid[], p_premises uuid[], p_batches uuid[], p_shipments uuid[], p_states text[])
  returns boolean
  language plpgsql
  as $$
declare
  v_other uuid;
  v_early record;
begin
  for v_turn in 1 .. 2 loop
    select a.id into v_other
      from unnest(p_ids, p_ats, p_ledgers, p_kinds, p_holders, p_counters, p_premises, p_batches, p_shipments, p_states)
        as a(id, at, ledger, kind, holder, counter, premises, batch, shipment, state)
      where a.kind is not null and not coalesce((
        select a.ledger = old.ledger and a.kind = old.kind and a.holder = old.holder_id and a.state = old.state
          and old.counter_id is not distinct from a.counter and old.premises_id is not distinct from a.premises
          and old.batch_id is not distinct from a.batch and old.shipment_id is not distinct from a.shipment
          and (v_turn = 2 or old.opened_at <= a.at)
        from chain.account as old
        where old.authority_id = p_authority and old.account_id = a.id
        offset 0), false) -- by key, row by row, however empty the statistics are
      limit 1;
    if not found then
      return true;
    end if;
    exit when v_turn = 2;
    select a.id, b.opened_at into v_early
      from unnest(p_ids, p_ats, p_kinds, p_batches) as a(id, at, kind, batch)
      left join lateral (
        select own.opened_at from chain.batch as own where own.authority_id = p_authority and own.batch_id = a.batch
        offset 0) as b on true
      where a.kind is not null and a.batch is not null and (b.opened_at is null or b.opened_at > a.at)
      limit 1;
    if found then
      raise exception 'the batch of an account was not there then' using errcode = '23514', constraint = 'account_of_batch',
        detail = format('%s %s', v_early.id, coalesce(((v_early.opened_at at time zone 'Europe/Amsterdam')::date)::text, '-'));
    end if;
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

-- As 0089 has it, and an account that was not opened yet is looked at again.
create or replace function chain.post_event(p_authority uuid, p_event uuid, p_kind text, p_at timestamptz, p_actor uuid, p_holder uuid, p_premises uuid,
    p_counter uuid, p_corrects uuid, p_exemption uuid, p_basis text[], p_record text, p_salt bytea,
    p_accounts uuid[], p_account_ledgers text[], p_account_kinds text[], p_account_holders uuid[], p_account_counters uuid[],
    p_account_premises uuid[], p_account_batches uuid[], p_account_shipments uuid[], p_account_states text[],
    p_lines integer[], p_ledgers text[], p_from integer[], p_to integer[], p_amounts bigint[], p_parties uuid[], p_batches uuid[], p_beside jsonb)
  returns table (is_new boolean, recorded_at timestamptz, leaf bytea)
  language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
  as $$
#variable_conflict use_column
declare
  v_now     constant timestamptz := clock_timestamp();
  v_ok      boolean;
  v_leaf    bytea;
  v_on      constant date := (p_at at time zone 'Europe/Amsterdam')::date;
  v_party   constant uuid := platform.current_party();
  v_wall    constant text := platform.current_wall();
  v_more    constant boolean := p_beside <> '{}'; -- Most acts say nothing beside.
  v_from    integer;
  v_change  bigint;
  v_closes  uuid[];
  v_one     record;
begin
  if p_authority is distinct from platform.current_authority() then
    raise exception 'this transaction speaks for another authority' using errcode = '42501', constraint = 'authority_current';
  end if;
  v_ok := v_wall = 'holder' and p_holder = v_party;
  foreach v_from in array p_from loop
    v_ok := v_ok and (p_account_holders[v_from] = v_party or p_account_counters[v_from] = v_party);
  end loop;
  if v_ok is not true and v_wall <> 'staff' then -- the whole of the rule, and its refusals
    v_ok := chain.require_own(p_authority, array[p_event], array[p_holder], p_accounts, p_account_holders, p_account_counters,
      array_fill(1, array[cardinality(p_from)]), p_from, p_beside);
  end if;
  if p_at > v_now + interval '5 minutes' or uuid_extract_version(p_event) is distinct from 7
    or uuid_extract_timestamp(p_event) not between v_now - interval '90 days' and v_now + interval '5 minutes'
  then
    perform chain.refuse_times(array[p_event], array[p_at], false, v_now);
  end if;

  -- 1. The event, once, and its leaf into the queue of the sealer.
  insert into chain.event as new (authority_id, event_id, kind, occurred_at, recorded_at, actor_id, holder_id, premises_id, counter_id,
      corrects_id, exemption_id, basis, is_imported, record, salt, leaf)
    values (p_authority, p_event, p_kind, p_at, v_now, p_actor, p_holder, p_premises, p_counter, p_corrects, p_exemption, p_basis, false,
      p_record, p_salt, sha256('\x00'::bytea || p_salt || convert_to(p_record, 'UTF8')))
    on conflict do nothing -- Its key is the only one it has; to name it costs a search for the key of the year.
    returning new.leaf into v_leaf;
  if not found then
    perform chain.refuse_changed(p_authority, p_event, p_holder, p_record);
    return query select false, was.recorded_at, was.leaf from chain.event as was where was.authority_id = p_authority and was.event_id = p_event;
    return;
  end if;
  insert into log.unsealed (authority_id, entry_id, leaf) values (p_authority, p_event, v_leaf);

  -- The exemption relied on is read again, locked: a withdrawal and an act cannot pass each other. One statement does both, for whoever waited for
  -- the lock sees the row as it is now, and versions are never changed.
  if p_exemption is not null then
    perform from licensing.exemption as x
      join licensing.exemption_version as v on v.authority_id = x.authority_id and v.exemption_id = x.exemption_id
      where x.authority_id = p_authority and x.exemption_id = p_exemption and v.period @> v_on
        and (x.withdrawn_on is null or x.withdrawn_on > v_on)
      for share of x;
    if not found then -- the same, with its refusal: locked first, then looked at anew
      perform from licensing.exemption as x where x.authority_id = p_authority and x.exemption_id = p_exemption for share;
      v_ok := chain.need_exemption(p_authority, p_exemption, p_at, p_event);
    end if;
  end if;
  if v_more and p_beside ?| '{batches,edges}' then
    perform chain.open_batches(p_authority, p_beside, array[p_event]);
  end if;

  -- 2. Accounts and what is born with them, then movements.
  select count(*) = cardinality(p_accounts) into v_ok
    from unnest(p_accounts) with ordinality as a(id, place)
    join chain.account as old on old.authority_id = p_authority and old.account_id = a.id
    where old.ledger = p_account_ledgers[a.place] and old.kind = p_account_kinds[a.place] and old.holder_id = p_account_holders[a.place]
      and old.state = p_account_states[a.place] and old.counter_id is not distinct from p_account_counters[a.place]
      and old.premises_id is not distinct from p_account_premises[a.place] and old.batch_id is not distinct from p_account_batches[a.place]
      and old.shipment_id is not distinct from p_account_shipments[a.place] and old.opened_at <= p_at;
  if not v_ok then
    v_ok := chain.need_accounts(p_authority, p_accounts, array_fill(p_at, array[cardinality(p_accounts)]), p_account_ledgers, p_account_kinds,
      p_account_holders, p_account_counters, p_account_premises, p_account_batches, p_account_shipments, p_account_states);
  end if;
  for v_move in 1 .. cardinality(p_from) loop
    insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
      values (p_authority, p_event, p_lines[v_move], p_ledgers[v_move], p_accounts[p_from[v_move]], p_accounts[p_to[v_move]],
        p_amounts[v_move], p_at);
  end loop;

  -- 3. Balances in key order, each locked as it changes. The event counts as a whole.
  if v_more and p_beside ? 'closes' then
    v_closes := array(select c.account from jsonb_to_recordset(p_beside -> 'closes') as c(event uuid, account uuid) where c.event = p_event);
  end if;
  for v_place in 1 .. cardinality(p_accounts) loop
    if p_accounts[v_place] <= p_accounts[v_place - 1] then
      raise exception 'accounts come in the order of their ids' using errcode = '22023', constraint = 'posting_order';
    end if;
    continue when p_account_kinds[v_place] = 'world';
    v_change := null;
    for v_move in 1 .. cardinality(p_from) loop
      if p_from[v_move] = v_place then
        v_change := coalesce(v_change, 0) - p_amounts[v_move];
      elsif p_to[v_move] = v_place then
        v_change := coalesce(v_change, 0) + p_amounts[v_move];
      end if;
    end loop;
    continue when v_change is null and (v_closes is null or p_accounts[v_place] <> all (v_closes));
    update chain.balance as b
      set amount = b.amount + coalesce(v_change, 0), last_at = case when v_change is null then b.last_at else greatest(b.last_at, p_at) end
      where b.authority_id = p_authority and b.account_id = p_accounts[v_place] and b.closed_at is null
        and (b.is_signed or b.amount + coalesce(v_change, 0) >= 0)
      returning old.last_at, new.amount, new.is_signed into v_one;
    if not found then
      v_ok := chain.refuse_balance(p_authority, p_accounts[v_place], coalesce(v_change, 0));
    elsif v_change < 0 and p_at < v_one.last_at and not v_one.is_signed then
      -- 4. What came late must have been possible then, and every moment since.
      perform chain.check_history(p_authority, p_accounts[v_place], v_one.amount, p_at);
    end if;
  end loop;
  -- Marks of past balances that lie after what came late (0025) move with it.
  if p_at < date_trunc('day', v_now, 'UTC') then
    perform chain.adjust_marks(p_authority, array[p_event]);
  end if;
  if v_closes is not null then
    update chain.balance as b
      set closed_at = p_at
      where b.authority_id = p_authority and b.account_id = any (v_closes);
  end if;

  -- 5. Whom and what it is about, and what few events say.
  insert into chain.event_party (authority_id, event_id, holder_id) select p_authority, p_event, unnest(p_parties);
  insert into chain.event_batch (authority_id, batch_id, occurred_at, event_id) select p_authority, unnest(p_batches), p_at, p_event;
  if v_more and p_beside - '{batches,edges,closes}'::text[] <> '{}' then
    perform chain.post_beside(p_authority, p_beside, array[p_event]);
  end if;
  if p_exemption is not null and p_kind in ('receive', 'harvest') then
    perform chain.check_ceilings(p_authority, array[p_holder], array[p_premises], array[p_exemption], array[p_at]);
  end if;
  is_new := true;
  recorded_at := v_now;
  leaf := v_leaf;
  return next;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
