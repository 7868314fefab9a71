-- why: three things at the door that were taken on trust. What is imported was held under the most that may lie somewhere, and under its permit, only
-- where the posting said so; and so were call-offs, and the permit of an export: one that said nothing used nothing up. The premises of an act were
-- read when it was decided and not when it was written, so a closure and an act passed each other. And a parcel in which nothing was found was
-- refused where more lay than may lie there already, though nothing came in.
grant create on schema chain to grein_door;
set local role grein_door;

-- The premises of each act are open on its day, and those it is sent to; each is locked in the order of its id. A verdict, a signature and a notice
-- are given of what is elsewhere. Refuses with 42501 premises_open, naming the event.
create function chain.need_premises(p_authority uuid, p_events uuid[], p_kinds text[], p_premises uuid[], p_ats timestamptz[], p_beside jsonb,
    p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_event uuid;
begin
  perform from licensing.premises as s
    where s.authority_id = p_authority and s.premises_id = any (p_premises || array(
      select r."to" from jsonb_to_recordset(p_beside -> 'shipments') as r("to" uuid)))
    order by s.premises_id for share;
  -- A statement of its own: it sees what whoever held a lock before has committed.
  with own as materialized (
    select o.event, o.kind, o.premises, (o.at at time zone 'Europe/Amsterdam')::date as day
    from unnest(p_events, p_kinds, p_premises, p_ats) as o(event, kind, premises, at)
    where o.event = any (p_fresh)
  )
  select asked.event into v_event
    from (
      select own.event, own.premises, own.day from own where own.kind <> all ('{release,countersign,notify-loss}')
      union
      select own.event, r."to", own.day
      from jsonb_to_recordset(p_beside -> 'shipments') as r(event uuid, "to" uuid)
      join own on own.event = r.event and own.kind = 'ship'
    ) as asked
    where not exists (
      select from licensing.premises as s
      where s.authority_id = p_authority and s.premises_id = asked.premises and s.period @> asked.day)
    limit 1;
  if found then
    raise exception 'the premises are not open as they were read' using errcode = '42501', constraint = 'premises_open', detail = v_event::text;
  end if;
end
$$;

-- As 0117 has it, and of what is imported. That stands on one exemption for importing and perhaps on another for having, whichever has room: one of
-- them says of which substance it is, and names it among what it lets its holder have there, where any of them does.
drop function chain.need_ceilings(uuid, uuid[], uuid[], uuid[], uuid[], timestamptz[], jsonb);
create function chain.need_ceilings(p_authority uuid, p_events uuid[], p_kinds text[], p_holders uuid[], p_premises uuid[], p_exemptions uuid[],
    p_ats timestamptz[], p_beside jsonb) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_event uuid;
begin
  with own as materialized (
    select o.event, o.kind, o.holder, o.premises, o.exemption, o.at
    from unnest(p_events, p_kinds, p_holders, p_premises, p_exemptions, p_ats) as o(event, kind, holder, premises, exemption, at)
  ), came as materialized (
    select own.event, own.kind, own.holder, own.premises, own.exemption, own.at from own
    union all
    select own.event, own.kind, own.holder, own.premises, r.exemption, own.at
    from own
    join jsonb_to_recordset(p_beside -> 'leans') as r(event uuid, exemption uuid, named boolean) on r.event = own.event and r.named
  ), lets as materialized (
    select came.event, came.exemption, c.substances, c.max_stock_mg
    from came
    join licensing.exemption_scope as c
      on c.authority_id = p_authority and c.exemption_id = came.exemption and c.period @> (came.at at time zone 'Europe/Amsterdam')::date
    where (c.premises = '{}' or came.premises = any (c.premises)) and c.acts && '{have,grow}'
  ), said as materialized (
    select came.event, came.exemption, r.substance
    from came
    join jsonb_to_recordset(p_beside -> 'ceilings') as r(event uuid, at timestamptz, holder uuid, premises uuid, exemption uuid, substance text)
      on r.event = came.event and r.at = came.at and r.holder = came.holder and r.premises is not distinct from came.premises
        and r.exemption = came.exemption
  )
  select came.event into v_event
    from came
    where exists (select from lets where lets.event = came.event and lets.exemption = came.exemption and lets.max_stock_mg is not null)
      and not exists (
        select from said
        where said.event = came.event and (said.exemption = came.exemption or came.kind = 'import' and (
          exists (
            select from lets
            where lets.event = said.event and lets.exemption = said.exemption
              and lets.substances @> jsonb_build_array(jsonb_build_object('substanceId', said.substance)))
          or not exists (
            select from lets
            where lets.event = said.event and lets.substances @> jsonb_build_array(jsonb_build_object('substanceId', said.substance))))))
    limit 1;
  if found then
    raise exception 'what came in does not say of which substance it is' using errcode = '23514', constraint = 'ceiling_said',
      detail = v_event::text;
  end if;
end
$$;

-- Whoever has a permit on the day of an import or an export uses one that is for it, by what came in or went out; and who delivers what was called off
-- uses call-offs. Refuses with 23514 allowance_said, naming the event: who decides by our rules meets it only where one was granted or taken back
-- meanwhile.
create function chain.need_allowances(p_authority uuid, p_events uuid[], p_kinds text[], p_holders uuid[], p_counters uuid[], p_ats timestamptz[],
    p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_event uuid;
begin
  with own as materialized (
    select o.event, o.holder, o.counter, (o.at at time zone 'Europe/Amsterdam')::date as day,
      case o.kind when 'import' then 'import-permit' when 'export' then 'export-permit' else 'call-off' end as kind
    from unnest(p_events, p_kinds, p_holders, p_counters, p_ats) as o(event, kind, holder, counter, at)
  ), granted as materialized (
    select own.event, g.account_id, g.product_code, g.kind = 'call-off' or g.counter_id is null or g.counter_id = own.counter as is_for,
      g.allowance_id <> all (p_fresh) as is_known -- before this posting, whatever its order
    from own
    join chain.allowance as g on g.authority_id = p_authority and g.holder_id = own.holder and g.kind = own.kind and g.period @> own.day
    where not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = g.allowance_id)
  ), moved as materialized (
    select own.event, own.kind, m.ledger, m.amount, m.from_account_id, lot.product_code
    from own
    join chain.movement as m on m.authority_id = p_authority and m.event_id = own.event and m.ledger in ('material_mg', 'allowance_mg')
    join chain.account as a on a.authority_id = p_authority
      and a.account_id = case when own.kind = 'import-permit' and m.ledger = 'material_mg' then m.to_account_id else m.from_account_id end
    left join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
    where m.ledger = 'allowance_mg' or a.kind = 'stock'
  )
  select own.event into v_event
    from own
    where exists (
        select from moved as used
        where used.event = own.event and used.ledger = 'allowance_mg' and not exists (
          select from granted as fits
          where fits.event = own.event and fits.is_for and fits.account_id = used.from_account_id and (fits.product_code is null or not exists (
            select from moved where moved.event = own.event and moved.ledger = 'material_mg' and moved.product_code <> fits.product_code))))
      or exists (
        select from granted
        where granted.event = own.event and granted.is_known and (own.kind <> 'call-off' or granted.product_code is null or exists (
          select from moved where moved.event = own.event and moved.ledger = 'material_mg' and moved.product_code = granted.product_code)))
        and (
          select coalesce(sum(moved.amount) filter (where moved.ledger = 'allowance_mg'), 0)
            <> coalesce(sum(moved.amount) filter (where moved.ledger = 'material_mg'), 0)
          from moved where moved.event = own.event)
    limit 1;
  if found then
    raise exception 'what was granted is not used as it is for' using errcode = '23514', constraint = 'allowance_said', detail = v_event::text;
  end if;
end
$$;

-- As 0109 has it; where nothing came in, nothing is judged.
create or replace function chain.judge_ceilings(p_authority uuid, p_rows jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_one record;
  v_bad record;
begin
  for v_one in
    select r.holder, r.premises, r.exemption, r.substance, r.products, min(r.at) as since
    from jsonb_to_recordset(p_rows) as r(event uuid, at timestamptz, holder uuid, premises uuid, exemption uuid, substance text, products text[])
    where r.event = any (p_fresh) and exists (
        select from chain.movement as m
        join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
        join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
        where m.authority_id = p_authority and m.event_id = r.event and m.ledger = 'material_mg' and a.kind = 'stock' and a.holder_id = r.holder
          and lot.product_code = any (r.products))
      and chain.ceiling_of(p_authority, r.exemption, r.premises, r.substance, (r.at at time zone 'Europe/Amsterdam')::date) is not null
    group by r.holder, r.premises, r.exemption, r.substance, r.products
    order by r.holder, r.premises, r.exemption, r.substance
  loop
    insert into chain.ceiling (authority_id, holder_id, premises_id) values (p_authority, v_one.holder, v_one.premises) on conflict do nothing;
    perform from chain.ceiling as c
      where c.authority_id = p_authority and c.holder_id = v_one.holder and c.premises_id = v_one.premises for update;
    -- A statement of its own: it sees what whoever held the lock before has committed.
    select allowed.most, stock.level into v_bad
      from chain.stock_of_since(p_authority, v_one.holder, v_one.premises, v_one.products, v_one.since) as stock
      cross join lateral (
        select chain.ceiling_of(p_authority, v_one.exemption, v_one.premises, v_one.substance, (stock.at at time zone 'Europe/Amsterdam')::date)
          as most) as allowed
      where stock.level > allowed.most
      order by stock.level - allowed.most desc
      limit 1;
    if found then
      raise exception 'more would lie there than the exemption allows' using errcode = '23514', constraint = 'stock_ceiling',
        detail = concat_ws(' ', v_bad.most, v_bad.level, v_one.substance);
    end if;
  end loop;
end
$$;
revoke all on function chain.need_premises, chain.need_ceilings, chain.need_allowances, chain.judge_ceilings from public;

-- As 0123 has it; the premises are read again, and what an import lets lie and uses up is said.
create or replace function chain.post_event(p_authority uuid, p_event uuid, p_kind text, p_at timestamptz, p_actor uuid, p_holder uuid, p_premises uuid,
    p_counter uuid, p_corrects uuid, p_exemption uuid, p_exemption_from date, p_basis text[], p_record text, p_salt bytea,
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
  v_reopens uuid[];
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

  -- The exemption relied on is read again, locked, with the version the act was decided on: a withdrawal, or an amendment, and an act cannot pass each
  -- other. One statement does both, for whoever waited for a lock sees the row as it is now.
  if v_more and p_beside ? 'leans' then
    perform chain.need_exemptions(p_authority, p_beside -> 'leans', array[p_event], array[p_exemption], array[p_exemption_from::text],
      array[p_at], array[p_event]);
  elsif p_exemption is not null then
    perform from licensing.exemption as x
      join licensing.exemption_version as v on v.authority_id = x.authority_id and v.exemption_id = x.exemption_id
      where x.authority_id = p_authority and x.exemption_id = p_exemption and v.period @> v_on and lower(v.period) = p_exemption_from
        and (x.withdrawn_on is null or x.withdrawn_on > v_on)
      for share of x, v;
    if not found then -- the same, with its refusal: locked first, then looked at anew
      perform from licensing.exemption as x where x.authority_id = p_authority and x.exemption_id = p_exemption for share;
      v_ok := chain.need_exemption(p_authority, p_exemption, p_exemption_from, p_at, p_event);
    end if;
  end if;
  -- So are the premises: a closure and an act cannot pass each other.
  if v_more and p_beside ? 'shipments' then
    perform chain.need_premises(p_authority, array[p_event], array[p_kind], array[p_premises], array[p_at], p_beside, array[p_event]);
  elsif p_kind <> all ('{release,countersign,notify-loss}') then
    perform from licensing.premises as s
      where s.authority_id = p_authority and s.premises_id = p_premises and s.period @> v_on
      for share;
    if not found then
      raise exception 'the premises are not open as they were read' using errcode = '42501', constraint = 'premises_open', detail = p_event::text;
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
  if v_more and p_beside ? 'reopens' then
    v_reopens := chain.reopened_by(p_authority, p_beside, array[p_event], array[p_corrects]);
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
    continue when v_change is null and (v_closes is null or p_accounts[v_place] <> all (v_closes))
      and (v_reopens is null or p_accounts[v_place] <> all (v_reopens));
    update chain.balance as b
      set amount = b.amount + coalesce(v_change, 0), last_at = case when v_change is null then b.last_at else greatest(b.last_at, p_at) end,
        closed_at = null -- it is open, or opened again
      where b.authority_id = p_authority and b.account_id = p_accounts[v_place]
        and (b.closed_at is null or p_accounts[v_place] = any (v_reopens))
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
  if v_more and p_beside - '{batches,edges,closes,reopens,leans,unused}'::text[] <> '{}' then
    perform chain.post_beside(p_authority, p_beside, array[p_event]);
  end if;
  if p_exemption is not null and p_kind in ('receive', 'harvest', 'import') then
    perform chain.need_ceilings(p_authority, array[p_event], array[p_kind], array[p_holder], array[p_premises], array[p_exemption],
      array[p_at], p_beside);
  end if;
  if p_kind in ('import', 'export', 'hand-over') then
    perform chain.need_allowances(p_authority, array[p_event], array[p_kind], array[p_holder], array[p_counter], array[p_at],
      array[p_event]);
  end if;
  if p_exemption is not null and p_kind in ('receive', 'harvest', 'import', 'dry', 'extract') then
    perform chain.need_limits(p_authority, array[p_event], array[p_kind], array[p_holder], array[p_exemption], array[p_at], p_beside);
  end if;
  is_new := true;
  recorded_at := v_now;
  leaf := v_leaf;
  return next;
end
$$;

-- As 0123 has it; the premises are read again, and what an import lets lie and uses up is said.
create or replace function chain.post_events(p_authority uuid, p_is_import boolean,
    p_events uuid[], p_kinds text[], p_ats timestamptz[], p_actors uuid[], p_holders uuid[], p_premises uuid[], p_counters uuid[],
    p_corrects uuid[], p_exemptions uuid[], p_exemption_froms text[], p_bases text[], p_records text[], p_salts bytea[],
    p_accounts uuid[], p_account_ats timestamptz[], p_account_ledgers text[], p_account_kinds text[], p_account_holders uuid[],
    p_account_counters uuid[], p_account_premises uuid[], p_account_batches uuid[], p_account_shipments uuid[], p_account_states text[],
    p_movement_events integer[], p_lines integer[], p_ledgers text[], p_from integer[], p_to integer[], p_amounts bigint[],
    p_party_events integer[], p_parties uuid[], p_batch_events integer[], p_batches uuid[], p_beside jsonb)
  returns table (recorded_at timestamptz, leaves bytea, earlier integer[], earlier_at timestamptz[])
  language plpgsql security definer set search_path = ''
  -- Every statement goes by key; a plan made anew for each call costs more than running it.
  set plan_cache_mode = force_generic_plan
  as $$
#variable_conflict use_column
declare
  v_now      constant timestamptz := clock_timestamp();
  v_ok       boolean;
  v_fresh    uuid[];    -- what is recorded now, in order, side by side with its leaf
  v_leaves   bytea[];
  v_is_fresh boolean[]; -- by the place of the event
  v_is_all   boolean;
  v_is_world boolean[]; -- by the place of the account
  v_locks    uuid[];
  v_amounts  bigint[];  -- by the place of the account, as locked
  v_lasts    timestamptz[];
  v_unbound  boolean[]; -- may go below zero
  v_closed   text;
  v_missing  text;
  v_moved    uuid[];    -- accounts that change, in order, side by side with by how much, how low in between, when, and since when late
  v_changes  bigint[];
  v_lowest   bigint[];
  v_newest   timestamptz[];
  v_late     timestamptz[];
  v_relied   record;
  v_late_one record;
  v_oldest   timestamptz;
  v_came     record;
  v_place    integer;
  v_reopens  uuid[] := '{}';
begin
  if p_authority is distinct from platform.current_authority() then
    raise exception 'this transaction speaks for another authority' using errcode = '42501', constraint = 'authority_current';
  end if;
  if p_is_import then
    perform licensing.require_import(p_authority);
  end if;
  if platform.current_wall() <> 'staff' then
    v_ok := chain.require_own(p_authority, p_events, p_holders, p_accounts, p_account_holders, p_account_counters, p_movement_events, p_from,
      p_beside);
  end if;
  perform chain.refuse_times(p_events, p_ats, p_is_import, v_now);

  -- 1. Events, each once, and their leaves into the queue of the sealer.
  with added as (
    insert into chain.event as new (authority_id, event_id, kind, occurred_at, recorded_at, actor_id, holder_id, premises_id, counter_id,
      corrects_id, exemption_id, basis, is_imported, record, salt, leaf)
    select p_authority, e.id, e.kind, e.at, v_now, e.actor, e.holder, e.premises, e.counter, e.corrects, e.exemption,
      string_to_array(e.basis, E'\n'), p_is_import, e.record, e.salt, sha256('\x00'::bytea || e.salt || convert_to(e.record, 'UTF8'))
    from unnest(p_events, p_kinds, p_ats, p_actors, p_holders, p_premises, p_counters, p_corrects, p_exemptions, p_bases, p_records, p_salts)
      as e(id, kind, at, actor, holder, premises, counter, corrects, exemption, basis, record, salt)
    order by e.id
    on conflict on constraint event_key do nothing
    returning new.event_id, new.leaf
  )
  select coalesce(array_agg(added.event_id order by added.event_id), '{}'), array_agg(added.leaf order by added.event_id)
    into v_fresh, v_leaves
    from added;
  v_is_all := cardinality(v_fresh) = cardinality(p_events);
  if not v_is_all then
    select array_agg(f.id is not null order by e.place) into v_is_fresh
      from unnest(p_events) with ordinality as e(id, place) left join unnest(v_fresh) as f(id) on f.id = e.id;
    for v_place in 1 .. cardinality(p_events) loop
      if not v_is_fresh[v_place] then
        perform chain.refuse_changed(p_authority, p_events[v_place], p_holders[v_place], p_records[v_place]);
      end if;
    end loop;
  end if;

  if cardinality(v_fresh) > 0 then
    insert into log.unsealed_set (authority_id, first_id, last_id, leaf_count, entry_ids, leaves)
      values (p_authority, v_fresh[1], v_fresh[cardinality(v_fresh)], cardinality(v_fresh), v_fresh, v_leaves);
    -- The exemption relied on is read again, locked: a withdrawal and an act cannot pass each other.
    if p_beside ? 'leans' then
      perform chain.need_exemptions(p_authority, p_beside -> 'leans', p_events, p_exemptions, p_exemption_froms, p_ats, v_fresh);
    elsif array_remove(p_exemptions, null) <> '{}' then
      perform from licensing.exemption as x
        where x.authority_id = p_authority and x.exemption_id = any (p_exemptions)
        order by x.exemption_id for share;
      for v_relied in
        select distinct on (e.exemption, e.since, (e.at at time zone 'Europe/Amsterdam')::date) e.id, e.exemption, e.since, e.at
        from unnest(p_events, p_exemptions, p_exemption_froms, p_ats) with ordinality as e(id, exemption, since, at, place)
        where e.exemption is not null and (v_is_all or v_is_fresh[e.place])
      loop
        v_ok := chain.need_exemption(p_authority, v_relied.exemption, v_relied.since::date, v_relied.at, v_relied.id);
      end loop;
    end if;
    -- So are the premises: a closure and an act cannot pass each other.
    perform chain.need_premises(p_authority, p_events, p_kinds, p_premises, p_ats, p_beside, v_fresh);
    if p_beside ?| '{batches,edges}' then
      perform chain.open_batches(p_authority, p_beside, v_fresh);
    end if;

    -- 2. Accounts and what is born with them, then movements.
    v_ok := chain.need_accounts(p_authority, p_accounts, p_account_ats, p_account_ledgers, p_account_kinds, p_account_holders,
      p_account_counters, p_account_premises, p_account_batches, p_account_shipments, p_account_states);
    insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
      select p_authority, p_events[m.event], m.line, m.ledger, p_accounts[m.source], p_accounts[m.target], m.amount, p_ats[m.event]
      from unnest(p_movement_events, p_lines, p_ledgers, p_from, p_to, p_amounts) as m(event, line, ledger, source, target, amount)
      where v_is_all or v_is_fresh[m.event];

    -- 3. Lock in key order, in one statement; what a lock returns is what others committed meanwhile. What is not moved now is not locked.
    select array_agg(coalesce(a.kind = 'world', false) order by a.place) into v_is_world
      from unnest(p_account_kinds) with ordinality as a(kind, place);
    select coalesce(array_agg(p_accounts[side.account]), '{}') into v_locks
      from (
        select distinct s.account
        from unnest(p_movement_events, p_from, p_to) as m(event, source, target)
        cross join lateral (values (m.source), (m.target)) as s (account)
        where (v_is_all or v_is_fresh[m.event]) and not v_is_world[s.account]
      ) as side;
    if p_beside ? 'closes' then
      v_locks := v_locks || array(
        select c.account from jsonb_to_recordset(p_beside -> 'closes') as c(event uuid, account uuid) where c.event = any (v_fresh));
    end if;
    if p_beside ? 'reopens' then
      v_reopens := chain.reopened_by(p_authority, p_beside, p_events, p_corrects, v_fresh);
      v_locks := v_locks || v_reopens;
    end if;
    with locked as materialized (
      select b.account_id, b.amount, b.last_at, b.is_signed, b.closed_at is not null and b.account_id <> all (v_reopens) as is_closed
      from chain.balance as b
      where b.authority_id = p_authority and b.account_id = any (v_locks)
      order by b.account_id
      for update
    )
    select array_agg(coalesce(locked.amount, 0) order by a.place), array_agg(coalesce(locked.last_at, '-infinity') order by a.place),
        array_agg(coalesce(locked.is_signed, true) order by a.place), min(a.id::text) filter (where locked.is_closed),
        -- A bounded account without a balance must never pass for the world.
        min(a.id::text) filter (where locked.account_id is null and not v_is_world[a.place] and a.id = any (v_locks) and not exists (
          select from chain.account as world
          where world.authority_id = p_authority and world.account_id = a.id and world.kind = 'world'))
      into v_amounts, v_lasts, v_unbound, v_closed, v_missing
      from unnest(p_accounts) with ordinality as a(id, place) left join locked on locked.account_id = a.id;
    if v_closed is not null then
      raise exception 'an account is closed' using errcode = '23514', constraint = 'balance_open', detail = v_closed;
    elsif v_missing is not null then
      raise exception 'an account has no balance' using errcode = '23514', constraint = 'balance_present', detail = v_missing;
    end if;

    -- The running minimum in batch order: a dip inside a batch is a refusal although the end is positive. Each event counts as a whole.
    with net as (
      select s.account, m.event, min(m.place) as place, sum(s.change)::bigint as change
      from unnest(p_movement_events, p_from, p_to, p_amounts) with ordinality as m(event, source, target, amount, place)
      cross join lateral (values (m.source, -m.amount), (m.target, m.amount)) as s(account, change)
      where (v_is_all or v_is_fresh[m.event]) and not v_is_world[s.account]
      group by s.account, m.event
    ), running as (
      select net.account, net.change, p_ats[net.event] as at, sum(net.change) over batch as level,
        max(p_ats[net.event]) over (batch rows between unbounded preceding and 1 preceding) as newest_at
      from net
      window batch as (partition by net.account order by net.place)
    ), account as (
      select r.account, sum(r.change)::bigint as change, min(r.level)::bigint as lowest, max(r.at) as newest,
        min(r.at) filter (where r.change < 0 and r.at < greatest(v_lasts[r.account], r.newest_at)) as late
      from running as r
      group by r.account
    )
    select array_agg(one.id), array_agg(one.change), array_agg(one.lowest), array_agg(one.newest), array_agg(one.late)
      into v_moved, v_changes, v_lowest, v_newest, v_late
      from (
        select p_accounts[a.account] as id, a.change, a.newest,
          case when v_unbound[a.account] then 0 else v_amounts[a.account] + a.lowest end as lowest,
          case when v_unbound[a.account] then null else a.late end as late
        from account as a
        order by 1
      ) as one;
    for v_place in 1 .. coalesce(cardinality(v_moved), 0) loop
      if v_lowest[v_place] < 0 then
        perform chain.refuse_short(p_authority, v_moved[v_place], -v_lowest[v_place]);
      end if;
    end loop;
    update chain.balance as b
      set amount = b.amount + c.change, last_at = greatest(b.last_at, c.newest)
      from unnest(v_moved, v_changes, v_newest) as c(id, change, newest)
      where b.authority_id = p_authority and b.account_id = c.id;
    -- 4. What came late must have been possible then, and every moment since.
    for v_late_one in
      select b.account_id, b.amount, c.late
      from unnest(v_moved, v_late) as c(id, late)
      join chain.balance as b on b.authority_id = p_authority and b.account_id = c.id
      where c.late is not null
      order by b.account_id
    loop
      perform chain.check_history(p_authority, v_late_one.account_id, v_late_one.amount, v_late_one.late);
    end loop;
    -- Marks of past balances that lie after what came late (0025) move with it.
    v_oldest := (select min(e.at) from unnest(p_ats) with ordinality as e(at, place) where v_is_all or v_is_fresh[e.place]);
    if v_oldest < date_trunc('day', v_now, 'UTC') and exists (
      select from chain.balance_mark as r
      where r.authority_id = p_authority and r.account_id = any (v_moved) and r.until > v_oldest)
    then
      perform chain.adjust_marks(p_authority, v_fresh);
    end if;
    if v_reopens <> '{}' then
      update chain.balance as b
        set closed_at = null
        where b.authority_id = p_authority and b.account_id = any (v_reopens);
    end if;
    if p_beside ? 'closes' then
      update chain.balance as b
        set closed_at = c.at
        from jsonb_to_recordset(p_beside -> 'closes') as c(account uuid, event uuid, at timestamptz)
        where c.event = any (v_fresh) and b.authority_id = p_authority and b.account_id = c.account;
    end if;

    -- 5. Whom and what it is about, and what few events say.
    insert into chain.event_party (authority_id, event_id, holder_id)
      select p_authority, p_events[r.event], r.holder from unnest(p_party_events, p_parties) as r(event, holder)
      where v_is_all or v_is_fresh[r.event];
    insert into chain.event_batch (authority_id, batch_id, occurred_at, event_id)
      select p_authority, r.batch, p_ats[r.event], p_events[r.event] from unnest(p_batch_events, p_batches) as r(event, batch)
      where v_is_all or v_is_fresh[r.event];
    if p_beside - '{batches,edges,closes,reopens,leans,unused}'::text[] <> '{}' then
      perform chain.post_beside(p_authority, p_beside, v_fresh);
    end if;
    select array_agg(e.id) as events, array_agg(e.kind) as kinds, array_agg(e.holder) as holders, array_agg(e.premises) as premises,
        array_agg(e.exemption) as exemptions, array_agg(e.at) as ats
      into v_came
      from unnest(p_events, p_kinds, p_holders, p_premises, p_exemptions, p_ats) with ordinality
        as e(id, kind, holder, premises, exemption, at, place)
      where e.kind in ('receive', 'harvest', 'import') and e.exemption is not null and (v_is_all or v_is_fresh[e.place]);
    if v_came.events is not null then
      perform chain.need_ceilings(p_authority, v_came.events, v_came.kinds, v_came.holders, v_came.premises, v_came.exemptions, v_came.ats,
        p_beside);
    end if;
    select array_agg(e.id) as events, array_agg(e.kind) as kinds, array_agg(e.holder) as holders, array_agg(e.counter) as counters,
        array_agg(e.at) as ats
      into v_came
      from unnest(p_events, p_kinds, p_holders, p_counters, p_ats) with ordinality as e(id, kind, holder, counter, at, place)
      where e.kind in ('import', 'export', 'hand-over') and (v_is_all or v_is_fresh[e.place]);
    if v_came.events is not null then
      perform chain.need_allowances(p_authority, v_came.events, v_came.kinds, v_came.holders, v_came.counters, v_came.ats, v_fresh);
    end if;
    select array_agg(e.id) as events, array_agg(e.kind) as kinds, array_agg(e.holder) as holders, array_agg(e.exemption) as exemptions,
        array_agg(e.at) as ats
      into v_came
      from unnest(p_events, p_kinds, p_holders, p_exemptions, p_ats) with ordinality as e(id, kind, holder, exemption, at, place)
      where e.kind in ('receive', 'harvest', 'import', 'dry', 'extract') and e.exemption is not null and (v_is_all or v_is_fresh[e.place]);
    if v_came.events is not null then
      perform chain.need_limits(p_authority, v_came.events, v_came.kinds, v_came.holders, v_came.exemptions, v_came.ats, p_beside);
    end if;
  end if;

  if v_is_all then
    return query select v_now, string_agg(e.leaf, ''::bytea order by e.place), '{}'::integer[], '{}'::timestamptz[]
      from unnest(v_leaves) with ordinality as e(leaf, place);
  else
    return query select v_now, string_agg(old.leaf, ''::bytea order by e.place),
        coalesce(array_agg(e.place::integer order by e.place) filter (where not v_is_fresh[e.place]), '{}'),
        coalesce(array_agg(old.recorded_at order by e.place) filter (where not v_is_fresh[e.place]), '{}')
      from unnest(p_events) with ordinality as e(id, place)
      cross join lateral (
        select was.recorded_at, was.leaf from chain.event as was
        where was.authority_id = p_authority and was.event_id = e.id
        offset 0) as old;
  end if;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
