-- The schema of Grein, from the catalogs of a migrated database. Generated (npm run generate); do not edit.
-- Read it to review a migration. The job queue (schema pgboss) belongs to its library and is not shown.

-- chain -----------------------------------------------------------------------------------------------
create schema chain;
grant usage on schema chain to grein_app;
grant usage on schema chain to grein_door;

CREATE OR REPLACE FUNCTION chain.account_json(p_account chain.account, p_amount bigint, p_closed_at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
RETURN jsonb_build_object('accountId', (p_account).account_id, 'ledger', (p_account).ledger, 'kind', (p_account).kind, 'holderId', (p_account).holder_id, 'counterId', (p_account).counter_id, 'premisesId', (p_account).premises_id, 'batchId', (p_account).batch_id, 'shipmentId', (p_account).shipment_id, 'state', (p_account).state, 'amount', (p_amount)::text, 'closed', (p_closed_at IS NOT NULL));
alter function chain.account_json(chain.account,bigint,timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.acknowledge_recall(p_authority uuid, p_recall uuid, p_id uuid, p_at timestamp with time zone)
 RETURNS TABLE(acknowledgement_id uuid, acknowledged_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.acknowledge_recall(uuid,uuid,uuid,timestamp with time zone) owner to grein_door;
grant execute on function chain.acknowledge_recall(uuid,uuid,uuid,timestamp with time zone) to grein_app;

CREATE OR REPLACE FUNCTION chain.add_to_sums(p_authority uuid, p_leaves integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_from  bigint;
  v_until bigint;
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'only the house of this authority keeps sums' using errcode = '42501', constraint = 'sum_staff';
  end if;
  select r.leaves into v_from from chain.sum_mark as r where r.authority_id = p_authority for update skip locked;
  if not found then
    if exists (select from chain.sum_mark as r where r.authority_id = p_authority) then
      return null;
    end if;
    insert into chain.sum_mark (authority_id, leaves, moved_at) values (p_authority, 0, clock_timestamp()) on conflict do nothing;
    if not found then
      return null;
    end if;
    v_from := 0;
    delete from chain.flow_sum as f where f.authority_id = p_authority;
    delete from chain.side_sum as s where s.authority_id = p_authority;
    delete from chain.stock_sum as r where r.authority_id = p_authority;
    delete from chain.account_sum as s where s.authority_id = p_authority;
    delete from chain.month_sum as s where s.authority_id = p_authority;
  end if;
  select least(v_from + p_leaves, h.size) into v_until from log.head as h where h.authority_id = p_authority;
  if v_until is null or v_until <= v_from then
    return null;
  end if;

  -- Not by `on conflict`: that holds what is taken back against the check before it is added to what is there.
  merge into chain.flow_sum as f
    using chain.flow_changes(p_authority, v_from, v_until) as c
    on f.authority_id = p_authority and f.on_day = c.on_day and f.what = c.what and f.act_kind = c.act_kind and f.product_code = c.product_code
    when matched then update
      set mass_mg = f.mass_mg + c.mass_mg, events = f.events + c.events, events_once = f.events_once + c.events_once
    when not matched then insert (authority_id, on_day, what, act_kind, product_code, mass_mg, events, events_once)
      values (p_authority, c.on_day, c.what, c.act_kind, c.product_code, c.mass_mg, c.events, c.events_once);

  insert into chain.side_sum as s (authority_id, on_day, last_on, is_undone, act_kind, source, target, mass_mg, events)
    select p_authority, c.on_day, c.last_on, c.is_undone, c.act_kind, c.source, c.target, c.mass_mg, c.events
    from chain.side_changes(p_authority, v_from, v_until) as c
    on conflict on constraint side_sum_key do update set mass_mg = s.mass_mg + excluded.mass_mg, events = s.events + excluded.events;

  -- Movements are read once for the months of accounts and for what they hold: as stock_changes has it, of material in stock or under way.
  with changed as materialized (
    select c.month, c.account_id, c.change from chain.month_changes(p_authority, v_from, v_until) as c
  ), months as (
    insert into chain.month_sum as s (authority_id, month, account_id, change)
      select p_authority, changed.month, changed.account_id, changed.change from changed order by changed.month, changed.account_id
      on conflict on constraint month_sum_key do update set change = s.change + excluded.change
  ), moved as materialized (
    select a.account_id, a.holder_id, b.product_code, case a.kind when 'stock' then a.state else a.kind end as state, of_account.change
    from (select changed.account_id, sum(changed.change)::bigint as change from changed group by changed.account_id) as of_account
    cross join lateral (
      select own.account_id, own.holder_id, own.kind, own.state, own.batch_id from chain.account as own
      where own.authority_id = p_authority and own.account_id = of_account.account_id
        and own.ledger = 'material_mg' and own.kind in ('stock', 'transit')
      offset 0) as a
    cross join lateral (
      select own.product_code from chain.batch as own where own.authority_id = p_authority and own.batch_id = a.batch_id
      offset 0) as b
  ), kept as (
    insert into chain.account_sum as s (authority_id, account_id, amount)
      select p_authority, moved.account_id, moved.change from moved order by moved.account_id
      on conflict on constraint account_sum_key do update set amount = s.amount + excluded.amount
      returning s.account_id, s.amount
  )
  insert into chain.stock_sum as r (authority_id, holder_id, product_code, state, mass_mg, accounts)
    select p_authority, moved.holder_id, moved.product_code, moved.state, sum(moved.change),
      sum((kept.amount > 0)::integer - (kept.amount - moved.change > 0)::integer)
    from moved join kept on kept.account_id = moved.account_id
    group by moved.holder_id, moved.product_code, moved.state
    on conflict on constraint stock_sum_key do update set mass_mg = r.mass_mg + excluded.mass_mg, accounts = r.accounts + excluded.accounts;

  update chain.sum_mark as r set leaves = v_until, moved_at = clock_timestamp() where r.authority_id = p_authority;
  return v_until;
end
$function$;
alter function chain.add_to_sums(uuid,integer) owner to grein_door;
grant execute on function chain.add_to_sums(uuid,integer) to grein_app;

CREATE OR REPLACE FUNCTION chain.adjust_marks(p_authority uuid, p_events uuid[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with moved as (
    select side.account_id, m.occurred_at as at, sum(side.change)::bigint as change
    from chain.movement as m
    cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
    where m.authority_id = p_authority and m.event_id = any (p_events)
    group by side.account_id, m.occurred_at
  ), late as (
    select mark.account_id, mark.until, sum(moved.change)::bigint as change
    from moved
    cross join lateral (
      select r.account_id, r.until from chain.balance_mark as r
      where r.authority_id = p_authority and r.account_id = moved.account_id and r.until > moved.at
      offset 0) as mark -- by key, row by row
    group by mark.account_id, mark.until
  )
  update chain.balance_mark as r set amount = r.amount + late.change
  from late
  where r.authority_id = p_authority and r.account_id = late.account_id and r.until = late.until
  $function$;
alter function chain.adjust_marks(uuid,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.all_held_at(p_authority uuid, p_before timestamp with time zone)
 RETURNS TABLE(account_id uuid, amount bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100000
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashagg TO 'off'
 SET work_mem TO '16MB'
AS $function$
#variable_conflict use_column
declare
  v_month  constant date := date_trunc('month', p_before at time zone 'Europe/Amsterdam')::date;
  v_start  constant timestamptz := v_month::timestamp at time zone 'Europe/Amsterdam';
  v_leaves bigint;
  v_first  uuid;
  v_last   uuid;
begin
  if platform.current_wall() is distinct from 'staff' then
    return;
  end if;
  select r.leaves into v_leaves
    from chain.sum_mark as r join log.head as h on h.authority_id = r.authority_id
    where r.authority_id = p_authority and (h.size - r.leaves) * 4 <= h.size;
  if found then
    -- Ids follow about the time, so the month's movements lie side by side; whatever lies among them is sorted out by its own time.
    select min(e.id collate "C")::uuid, max(e.id collate "C")::uuid into v_first, v_last
      from (
        select own.event_id::text as id from chain.event as own
        where own.authority_id = p_authority and own.occurred_at >= v_start and own.occurred_at < p_before
        offset 0) as e;
    return query
      select side.account_id, sum(side.change)::bigint
      from (
        select s.account_id, s.change from chain.month_sum as s where s.authority_id = p_authority and s.month < v_month
        union all
        select both_ends.account_id, both_ends.change
        from chain.movement as m
        cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as both_ends (account_id, change)
        where m.authority_id = p_authority and m.event_id >= v_first and m.event_id <= v_last
          and m.occurred_at >= v_start and m.occurred_at < p_before
        union all
        select c.account_id, c.change from chain.month_changes(p_authority, v_leaves, null) as c where c.month < v_month
      ) as side
      group by side.account_id
      having sum(side.change) <> 0;
  else
    return query
      select side.account_id, sum(side.change)::bigint
      from (
        select m.from_account_id as account_id, -sum(m.amount) as change
        from chain.movement as m
        where m.authority_id = p_authority and m.occurred_at < p_before
        group by m.from_account_id
        union all
        select m.to_account_id, sum(m.amount)
        from chain.movement as m
        where m.authority_id = p_authority and m.occurred_at < p_before
        group by m.to_account_id
      ) as side
      group by side.account_id
      having sum(side.change) <> 0;
  end if;
end
$function$;
alter function chain.all_held_at(uuid,timestamp with time zone) owner to grein_door;
grant execute on function chain.all_held_at(uuid,timestamp with time zone) to grein_app;

CREATE OR REPLACE FUNCTION chain.all_known_at(p_authority uuid, p_before timestamp with time zone, p_known bigint)
 RETURNS TABLE(account_id uuid, amount bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100000
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_nestloop TO 'off'
 SET work_mem TO '32MB'
AS $function$
#variable_conflict use_column
declare
  v_size constant bigint := (select h.size from log.head as h where h.authority_id = p_authority);
begin
  if platform.current_wall() is distinct from 'staff' then
    return;
  end if;
  if (v_size - p_known) * 10 < v_size then
    return query
      select each.account_id, sum(each.amount)::bigint
      from (
        select held.account_id, held.amount from chain.all_held_at(p_authority, p_before) as held
        union all
        select side.account_id, -side.change
        from chain.known_between(p_authority, p_known, null) as k
        cross join lateral (
          select own.from_account_id, own.to_account_id, own.amount from chain.movement as own
          where own.authority_id = p_authority and own.event_id = k.event_id and own.occurred_at < p_before
          offset 0) as m -- by key, row by row
        cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
      ) as each
      group by each.account_id
      having sum(each.amount) <> 0;
  else
    return query
      select side.account_id, sum(side.change)::bigint
      from log.leaf as l
      join chain.event as e on e.authority_id = p_authority and e.event_id = l.entry_id and e.leaf = l.leaf
      join chain.movement as m on m.authority_id = p_authority and m.event_id = l.entry_id and m.occurred_at < p_before
      cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
      where l.authority_id = p_authority and l.leaf_index < p_known
      group by side.account_id
      having sum(side.change) <> 0;
  end if;
end
$function$;
alter function chain.all_known_at(uuid,timestamp with time zone,bigint) owner to grein_door;
grant execute on function chain.all_known_at(uuid,timestamp with time zone,bigint) to grein_app;

CREATE OR REPLACE FUNCTION chain.ancestors(p_authority uuid, p_batch uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive found as (
    select p_batch as batch_id
    union
    select d.parent_id from found join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = found.batch_id
  )
  select batch_id from found
$function$;
alter function chain.ancestors(uuid,uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.came_back(p_authority uuid, p_holder uuid, p_event uuid, p_at timestamp with time zone, p_products text[], p_but uuid[], p_told timestamp with time zone DEFAULT 'infinity'::timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with came as materialized (
    select a.batch_id, sum(m.amount)::bigint as amount
    from chain.movement as m
    join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
    join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
    where m.authority_id = p_authority and m.event_id = p_event and m.ledger = 'material_mg' and a.kind = 'stock' and a.state <> 'waste'
      and lot.product_code = any (p_products)
    group by a.batch_id
  ), parcel as (
    select s.sender_id, s.reason
    from chain.settlement as t
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = t.shipment_id
    where t.authority_id = p_authority and t.event_id = p_event
    limit 1
  )
  select coalesce(case
    when parcel.sender_id = p_holder then (select sum(came.amount) from came)
    when parcel.reason in ('return', 'recall', 'service') then (
      select sum(was.amount)
      from chain.comes_back(p_authority, p_holder, parcel.sender_id, p_at, array(select came.batch_id from came order by came.batch_id),
        array(select came.amount from came order by came.batch_id), p_but, p_told) as was)
    end, 0)::bigint
  from parcel
  $function$;
alter function chain.came_back(uuid,uuid,uuid,timestamp with time zone,text[],uuid[],timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.ceiling_of(p_authority uuid, p_exemption uuid, p_premises uuid, p_substance text, p_on date)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select case when bool_and(c.max_stock_mg is not null) then max(c.max_stock_mg) end
  from licensing.exemption_scope as c
  where c.authority_id = p_authority and c.exemption_id = p_exemption and c.period @> p_on
    and (c.premises = '{}' or p_premises = any (c.premises)) and c.acts && '{have,grow}'
    and c.substances @> jsonb_build_array(jsonb_build_object('substanceId', p_substance))
  $function$;
alter function chain.ceiling_of(uuid,uuid,uuid,text,date) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.certificate_of(p_authority uuid, p_number text, p_today date)
 RETURNS TABLE(thread_id uuid, step_id uuid, kind text, state text, at timestamp with time zone, public_until date, record text, salt bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  if p_authority is distinct from platform.current_authority() then
    return;
  end if;
  return query
    select t.thread_id, s.step_id, s.kind, s.state, s.at, s.due_on, s.record, s.salt
    from chain.quality_thread as t
    join chain.quality_step as s on s.authority_id = p_authority and s.thread_id = t.thread_id
    where t.authority_id = p_authority and t.kind = 'certificate' and t.number = p_number
      and (chain.may_see_batch(p_authority, t.batch_id) or p_today < (
        select max(newest.due_on) from chain.quality_step as newest
        where newest.authority_id = p_authority and newest.thread_id = t.thread_id))
    order by s.step desc;
end
$function$;
alter function chain.certificate_of(uuid,text,date) owner to grein_door;
grant execute on function chain.certificate_of(uuid,text,date) to grein_app;

CREATE OR REPLACE FUNCTION chain.certificates_for(p_authority uuid, p_batch uuid)
 RETURNS TABLE(number text, batch_id uuid, state text, step_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    select t.number, t.batch_id, case when s.stands then 'issued' else 'withdrawn' end, s.step_id
    from chain.ancestors(p_authority, p_batch) as up
    join chain.quality_thread as t on t.authority_id = p_authority and t.batch_id = up and t.kind = 'certificate'
    cross join lateral (
      select exists (select one.version from unnest(told.versions, told.kinds) as one (version, kind)
          group by one.version having bool_and(one.kind = 'issued')) as stands, told.step_id
      from (
        select array_agg(one.record::jsonb -> 'content' -> 'certificate' -> 'version') as versions, array_agg(one.kind) as kinds,
          (array_agg(one.step_id order by one.step desc))[1] as step_id
        from chain.quality_step as one
        where one.authority_id = p_authority and one.thread_id = t.thread_id) as told) as s
    order by t.batch_id = p_batch desc, t.opened_at desc;
end
$function$;
alter function chain.certificates_for(uuid,uuid) owner to grein_door;
grant execute on function chain.certificates_for(uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.check_dispute(p_authority uuid, p_event uuid, p_stock uuid, p_amount bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_at     constant timestamptz := (select e.occurred_at from chain.event as e where e.authority_id = p_authority and e.event_id = p_event);
  v_now    bigint;
  v_lowest bigint;
  v_later  boolean;
begin
  select b.amount into strict v_now from chain.balance as b where b.authority_id = p_authority and b.account_id = p_stock for update;
  select count(*) > 0, v_now - greatest(0, coalesce(max(since.change), 0)) into v_later, v_lowest
    from (
      select sum(sum(m.change)) over (order by m.at desc) as change
      from (
        select i.occurred_at as at, i.amount as change from chain.movement as i
          where i.authority_id = p_authority and i.to_account_id = p_stock and i.occurred_at > v_at
        union all
        select o.occurred_at, -o.amount from chain.movement as o
          where o.authority_id = p_authority and o.from_account_id = p_stock and o.occurred_at > v_at
      ) as m
      group by m.at
    ) as since;
  if not v_later then
    raise exception 'only what comes late is disputed' using errcode = '23514', constraint = 'dispute_late';
  elsif v_lowest <> 0 then
    raise exception 'the balance changed meanwhile' using errcode = '40001', constraint = 'dispute_exact';
  end if;
end
$function$;
alter function chain.check_dispute(uuid,uuid,uuid,bigint) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.check_history(p_authority uuid, p_account uuid, p_amount bigint, p_since timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
AS $function$
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
$function$;
alter function chain.check_history(uuid,uuid,bigint,timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.check_limits(p_authority uuid, p_rows jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_bad record;
begin
  select l.max_mg, l.max_mg - state.room as amount, l.number, r."from", r.until, c.basis, x.number as exemption into v_bad
    from jsonb_to_recordset(p_rows) as r(event uuid, account uuid, exemption uuid, number smallint, "on" date, "from" date, until date, products text[])
    join licensing.exemption as x on x.authority_id = p_authority and x.exemption_id = r.exemption
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = r.exemption and l.number = r.number and l.period @> r."on"
    join licensing.exemption_condition as c
      on c.authority_id = p_authority and c.exemption_id = r.exemption and c.number = r.number and c.period @> r."on"
    cross join lateral chain.limit_state(p_authority, r.exemption, r.number, r."on", r.account, r.products) as state
    where r.event = any (p_fresh) and state.room < 0
    order by r.event, l.number
    limit 1;
  if found then
    raise exception 'more than a condition of the exemption allows' using errcode = '23514', constraint = 'exemption_limit',
      detail = concat_ws(' ', v_bad.max_mg, v_bad.amount, v_bad.number, v_bad."from", coalesce(v_bad.until::text, '-'), v_bad.basis, v_bad.exemption);
  end if;
end
$function$;
alter function chain.check_limits(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.comes_back(p_authority uuid, p_holder uuid, p_sender uuid, p_at timestamp with time zone, p_batches uuid[], p_amounts bigint[], p_but uuid[], p_told timestamp with time zone DEFAULT 'infinity'::timestamp with time zone)
 RETURNS TABLE(batch_id uuid, amount bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  v_beside jsonb := '[]';
  v_one    record;
begin
  for v_one in
    select b.id, b.mg from unnest(p_batches, p_amounts) as b(id, mg) order by b.id
  loop
    batch_id := v_one.id;
    amount := least(v_one.mg, chain.out_there(p_authority, p_holder, p_sender, p_at, v_one.id, p_but, p_told, v_beside));
    v_beside := v_beside || jsonb_build_object('batch', batch_id, 'amount', amount);
    return next;
  end loop;
end
$function$;
alter function chain.comes_back(uuid,uuid,uuid,timestamp with time zone,uuid[],bigint[],uuid[],timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.decide_erasure(p_authority uuid, p_erasure uuid, p_outcome text, p_reason text, p_events uuid[], p_at timestamp with time zone, p_trace text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.decide_erasure(uuid,uuid,text,text,uuid[],timestamp with time zone,text) owner to grein_door;
grant execute on function chain.decide_erasure(uuid,uuid,text,text,uuid[],timestamp with time zone,text) to grein_app;

CREATE OR REPLACE FUNCTION chain.descendants(p_authority uuid, p_batch uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive found as (
    select p_batch as batch_id
    union
    select d.child_id from found join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = found.batch_id
  )
  select batch_id from found
$function$;
alter function chain.descendants(uuid,uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.end_recall_destination(p_authority uuid, p_holder uuid, p_destination uuid, p_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.end_recall_destination(uuid,uuid,uuid,timestamp with time zone) owner to grein_door;
grant execute on function chain.end_recall_destination(uuid,uuid,uuid,timestamp with time zone) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_bring_back(p_authority uuid, p_subscription uuid, p_times jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff' then
    raise exception 'the house alone delivers' using errcode = '42501', constraint = 'posting_own';
  end if;
  update chain.epcis_subscription as s
    set seen_at = (p_times ->> 'seenAt')::timestamptz,
        ahead_at = (p_times ->> 'aheadAt')::timestamptz,
        initial_from = (p_times ->> 'initialFrom')::timestamptz,
        next_at = (p_times ->> 'nextAt')::timestamptz
    where s.authority_id = p_authority and s.subscription_id = p_subscription;
end
$function$;
alter function chain.epcis_bring_back(uuid,uuid,jsonb) owner to grein_door;
grant execute on function chain.epcis_bring_back(uuid,uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_drop_query(p_authority uuid, p_holder uuid, p_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  delete from chain.epcis_query as q where q.authority_id = p_authority and q.holder_id = p_holder and q.query_name = p_name;
  return found;
end
$function$;
alter function chain.epcis_drop_query(uuid,uuid,text) owner to grein_door;
grant execute on function chain.epcis_drop_query(uuid,uuid,text) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_end_token(p_authority uuid, p_holder uuid, p_token bytea, p_ends timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  delete from chain.epcis_ended_token as t where t.authority_id = p_authority and t.ends_at < clock_timestamp();
  insert into chain.epcis_ended_token (authority_id, holder_id, token_sha256, ends_at)
    values (p_authority, p_holder, p_token, p_ends) on conflict do nothing;
end
$function$;
alter function chain.epcis_end_token(uuid,uuid,bytea,timestamp with time zone) owner to grein_door;
grant execute on function chain.epcis_end_token(uuid,uuid,bytea,timestamp with time zone) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_keep(p_authority uuid, p_rows jsonb)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.epcis_keep(uuid,jsonb) owner to grein_door;
grant execute on function chain.epcis_keep(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_keep_master(p_authority uuid, p_rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.epcis_keep_master(uuid,jsonb) owner to grein_door;
grant execute on function chain.epcis_keep_master(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_keep_query(p_authority uuid, p_holder uuid, p_name text, p_definition jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  insert into chain.epcis_query (authority_id, holder_id, query_name, definition)
    values (p_authority, p_holder, p_name, p_definition) on conflict do nothing;
  return found;
end
$function$;
alter function chain.epcis_keep_query(uuid,uuid,text,jsonb) owner to grein_door;
grant execute on function chain.epcis_keep_query(uuid,uuid,text,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_name_key(p_name text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
RETURN (encode(SUBSTRING(sha256(convert_to(p_name, 'UTF8'::name)) FROM 1 FOR 16), 'hex'::text))::uuid;
grant execute on function chain.epcis_name_key(text) to grein_door;

CREATE OR REPLACE FUNCTION chain.epcis_names_in(p_expanded jsonb)
 RETURNS TABLE(name text)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
BEGIN ATOMIC
 SELECT DISTINCT (found.value #>> '{}'::text[])
    FROM (unnest(ARRAY['epcList[*]'::text, 'childEPCs[*]'::text, 'parentID'::text, 'inputEPCList[*]'::text, 'outputEPCList[*]'::text, 'quantityList[*].epcClass'::text, 'childQuantityList[*].epcClass'::text, 'inputQuantityList[*].epcClass'::text, 'outputQuantityList[*].epcClass'::text, 'readPoint'::text, 'bizLocation'::text, 'transformationID'::text, 'bizTransactionList[*].id'::text, 'sourceList[*].id'::text, 'destinationList[*].id'::text]) place(path)
      CROSS JOIN LATERAL jsonb_path_query(epcis_names_in.p_expanded, (('$.'::text || place.path))::jsonpath) found(value))
   WHERE (jsonb_typeof(found.value) = 'string'::text);
END;
grant execute on function chain.epcis_names_in(jsonb) to grein_door;

CREATE OR REPLACE FUNCTION chain.epcis_note_capture(p_authority uuid, p_capture uuid, p_note jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.epcis_note_capture(uuid,uuid,jsonb) owner to grein_door;
grant execute on function chain.epcis_note_capture(uuid,uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_note_delivery(p_authority uuid, p_subscription uuid, p_note jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff' then
    raise exception 'the house alone delivers' using errcode = '42501', constraint = 'posting_own';
  end if;
  update chain.epcis_subscription as s
    set seen_at = coalesce((p_note ->> 'seenAt')::timestamptz, s.seen_at),
        ahead_at = case when p_note ? 'aheadAt' then (p_note ->> 'aheadAt')::timestamptz else s.ahead_at end,
        recent = coalesce((select array_agg(one::uuid) from jsonb_array_elements_text(p_note -> 'recent') as one), '{}'),
        last_notified_at = coalesce((p_note ->> 'notifiedAt')::timestamptz, s.last_notified_at),
        next_at = (p_note ->> 'nextAt')::timestamptz,
        failures = (p_note ->> 'failures')::integer,
        ended_at = (p_note ->> 'endedAt')::timestamptz,
        last_error = p_note ->> 'error'
    where s.authority_id = p_authority and s.subscription_id = p_subscription;
end
$function$;
alter function chain.epcis_note_delivery(uuid,uuid,jsonb) owner to grein_door;
grant execute on function chain.epcis_note_delivery(uuid,uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_open_capture(p_authority uuid, p_capture jsonb)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.epcis_open_capture(uuid,jsonb) owner to grein_door;
grant execute on function chain.epcis_open_capture(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_require_own(p_authority uuid, p_holder uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if p_authority is distinct from platform.current_authority() then
    raise exception 'this transaction speaks for another authority' using errcode = '42501', constraint = 'authority_current';
  end if;
  if platform.current_wall() is distinct from 'staff'
    and (platform.current_wall() is distinct from 'holder' or platform.current_party() is distinct from p_holder) then
    raise exception 'a holder writes for itself' using errcode = '42501', constraint = 'posting_own';
  end if;
end
$function$;
alter function chain.epcis_require_own(uuid,uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.epcis_set_reach(p_authority uuid, p_index bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff' then
    raise exception 'the house alone writes acts down' using errcode = '42501', constraint = 'posting_own';
  end if;
  update chain.epcis_reach as r set leaf_index = p_index where r.authority_id = p_authority and r.leaf_index <= p_index;
end
$function$;
alter function chain.epcis_set_reach(uuid,bigint) owner to grein_door;
grant execute on function chain.epcis_set_reach(uuid,bigint) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_signature_token(p_authority uuid, p_subscription uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff'
    or platform.current_subject() is distinct from 'system' then
    raise exception 'the house alone signs' using errcode = '42501', constraint = 'posting_own';
  end if;
  return (select s.signature_token from chain.epcis_subscription as s
    where s.authority_id = p_authority and s.subscription_id = p_subscription);
end
$function$;
alter function chain.epcis_signature_token(uuid,uuid) owner to grein_door;
grant execute on function chain.epcis_signature_token(uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_subscribe(p_authority uuid, p_holder uuid, p_subscription jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  insert into chain.epcis_subscription (authority_id, holder_id, query_name, subscription_id, subject, wall, dest, signature_token, schedule,
    report_if_empty, epc_format, initial_from, seen_at, next_at)
    select p_authority, p_holder, s.name, s.id, platform.current_subject(), platform.current_wall(), s.dest, s.token, s.schedule, s."reportIfEmpty",
      s.format, s.initial, s.initial, s.next
    from jsonb_to_record(p_subscription) as s(name text, id uuid, dest text, token text, schedule jsonb, "reportIfEmpty" boolean, format text,
      initial timestamptz, next timestamptz);
end
$function$;
alter function chain.epcis_subscribe(uuid,uuid,jsonb) owner to grein_door;
grant execute on function chain.epcis_subscribe(uuid,uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_take_reach(p_authority uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.epcis_take_reach(uuid) owner to grein_door;
grant execute on function chain.epcis_take_reach(uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_unsubscribe(p_authority uuid, p_holder uuid, p_name text, p_subscription uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform chain.epcis_require_own(p_authority, p_holder);
  delete from chain.epcis_subscription as s
    where s.authority_id = p_authority and s.holder_id = p_holder and s.query_name = p_name and s.subscription_id = p_subscription;
  return found;
end
$function$;
alter function chain.epcis_unsubscribe(uuid,uuid,text,uuid) owner to grein_door;
grant execute on function chain.epcis_unsubscribe(uuid,uuid,text,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.epcis_values_in(p_expanded jsonb)
 RETURNS TABLE(kind text, value text)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
BEGIN ATOMIC
 SELECT DISTINCT place.kind,
     (found.value #>> '{}'::text[])
    FROM (( VALUES ('eventTypes'::text,'type'::text), ('bizSteps'::text,'bizStep'::text), ('dispositions'::text,'disposition'::text), ('bizLocations'::text,'bizLocation'::text), ('readPoints'::text,'readPoint'::text), ('epcs'::text,'epcList[*]'::text), ('epcs'::text,'childEPCs[*]'::text), ('epcs'::text,'parentID'::text), ('epcs'::text,'inputEPCList[*]'::text), ('epcs'::text,'outputEPCList[*]'::text), ('epcs'::text,'quantityList[*].epcClass'::text), ('epcs'::text,'childQuantityList[*].epcClass'::text), ('epcs'::text,'inputQuantityList[*].epcClass'::text), ('epcs'::text,'outputQuantityList[*].epcClass'::text)) place(kind, path)
      CROSS JOIN LATERAL jsonb_path_query(epcis_values_in.p_expanded, (('$.'::text || place.path))::jsonpath) found(value))
   WHERE (jsonb_typeof(found.value) = 'string'::text);
END;
grant execute on function chain.epcis_values_in(jsonb) to grein_door;

CREATE OR REPLACE FUNCTION chain.epcis_write_names()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into chain.epcis_name (authority_id, name_key, row_id, holder_id, counter_id)
    select e.authority_id, chain.epcis_name_key(named.name), e.row_id, e.holder_id, e.counter_id
    from added as e
    cross join lateral (
      select n.name from chain.epcis_names_in(e.expanded) as n
      union
      select e.epcis_event_id) as named(name)
    order by 1, 2, 3;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION chain.epcis_write_values()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into chain.epcis_value (authority_id, holder_id, kind, value_key, value)
    select distinct e.authority_id, who.holder_id, said.kind, chain.epcis_name_key(said.value), said.value
    from added as e
    cross join lateral (values (e.holder_id), (e.counter_id)) as who(holder_id)
    cross join lateral chain.epcis_values_in(e.expanded) as said
    where who.holder_id is not null
    order by 1, 2, 3, 4
    on conflict do nothing;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION chain.erase_events(p_authority uuid, p_erasure uuid, p_events uuid[], p_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.erase_events(uuid,uuid,uuid[],timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.facts_for(p_authority uuid, p_ask jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_facts constant jsonb := chain.facts_of(p_authority, p_ask);
begin
  if platform.current_wall() = 'staff' or not v_facts ? 'results' then
    return v_facts;
  end if;
  return v_facts || jsonb_build_object('results', chain.for_reader(p_authority, v_facts -> 'results'));
end
$function$;
alter function chain.facts_for(uuid,jsonb) owner to grein_door;
grant execute on function chain.facts_for(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.facts_of(p_authority uuid, p_ask jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
  v_batches  uuid[] := coalesce((select array_agg(b::uuid) from jsonb_array_elements_text(p_ask -> 'batches') as b), '{}');
  v_holder   constant uuid := case when v_is_staff then (p_ask ->> 'holder')::uuid else v_party end;
  v_shipment constant uuid := (p_ask ->> 'shipment')::uuid;
  v_event    constant uuid := (p_ask ->> 'event')::uuid;
  v_account  constant uuid := (p_ask ->> 'account')::uuid;
  v_is_wide  constant boolean := v_is_staff and coalesce((p_ask ->> 'wide')::boolean, false);
  v_answer   jsonb := '{}';
begin
  if coalesce((p_ask ->> 'descend')::boolean, false) then
    select array_agg(distinct d) into v_batches from unnest(v_batches) as b(id) cross join lateral chain.descendants(p_authority, b.id) as d;
    v_batches := coalesce(v_batches, '{}');
  end if;
  if v_shipment is not null then
    v_batches := v_batches || coalesce((select array_agg(l.batch_id) from chain.shipment_line as l
      where l.authority_id = p_authority and l.shipment_id = v_shipment), '{}');
    v_answer := v_answer || jsonb_build_object('shipment', (
      select jsonb_build_object('shipmentId', s.shipment_id, 'reason', s.reason, 'senderId', s.sender_id, 'fromPremisesId', s.from_premises_id,
        'receiverId', s.receiver_id, 'toPremisesId', s.to_premises_id, 'eventId', s.event_id, 'shippedAt', s.shipped_at,
        'isCancelled', exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id),
        'lines', (
          select jsonb_agg(jsonb_build_object('line', l.line, 'batchId', l.batch_id, 'state', l.state, 'shippedMg', l.shipped_mg::text,
            'transitId', l.transit_id, 'rounds', (
              select count(*) from chain.settlement as t
              where t.authority_id = p_authority and t.shipment_id = l.shipment_id and t.line = l.line),
            'isSettled', exists (
              select from chain.settlement as t
              where t.authority_id = p_authority and t.shipment_id = l.shipment_id and t.line = l.line
                and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)))
            order by l.line)
          from chain.shipment_line as l where l.authority_id = p_authority and l.shipment_id = s.shipment_id))
      from chain.shipment as s
      where s.authority_id = p_authority and s.shipment_id = v_shipment and (v_is_staff or v_party in (s.sender_id, s.receiver_id))));
  end if;
  if v_event is not null then
    v_answer := v_answer || jsonb_build_object('event', (
      select jsonb_build_object('eventId', e.event_id, 'kind', e.kind, 'holderId', e.holder_id, 'counterId', e.counter_id,
        'premisesId', e.premises_id, 'occurredAt', e.occurred_at,
        'correctedById', (select c.event_id from chain.correction as c where c.authority_id = p_authority and c.corrects_id = e.event_id),
        'parties', (select coalesce(jsonb_agg(p.holder_id), '[]') from chain.event_party as p
          where p.authority_id = p_authority and p.event_id = e.event_id and (v_is_staff or e.holder_id = v_party or p.holder_id = v_party)),
        'batches', (select coalesce(jsonb_agg(b.batch_id), '[]') from chain.event_batch as b
          where b.authority_id = p_authority and b.event_id = e.event_id and (v_is_staff or exists (
            select from chain.batch_party as p
            where p.authority_id = p_authority and p.batch_id = b.batch_id and p.holder_id = v_party))),
        'holds', (select coalesce(jsonb_agg(jsonb_build_object('batchId', h.batch_id, 'rootId', h.root_id, 'scope', h.scope,
            'holderId', h.holder_id, 'isLifted',
            exists (select from chain.lift as l where l.authority_id = p_authority and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
            or exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = h.event_id))), '[]')
          from chain.hold as h where h.authority_id = p_authority and h.event_id = e.event_id and (v_is_staff or e.holder_id = v_party)),
        'movements', (
          -- Of the other's end: what this event brought there, if it is all there still; else nothing. Never how much there is.
          select coalesce(jsonb_agg(jsonb_build_object('amount', m.amount::text,
            'from', chain.account_json(f, case when v_is_staff or v_party in (f.holder_id, f.counter_id) then fb.amount end, fb.closed_at),
            'to', chain.account_json(t, case when v_is_staff or v_party in (t.holder_id, t.counter_id) then tb.amount else (
              select case when tb.amount >= sum(g.amount) then sum(g.amount)::bigint end
              from chain.movement as g
              where g.authority_id = p_authority and g.event_id = e.event_id and g.to_account_id = t.account_id) end,
              tb.closed_at)) order by m.line), '[]')
          from chain.movement as m
          join chain.account as f on f.authority_id = p_authority and f.account_id = m.from_account_id
          join chain.account as t on t.authority_id = p_authority and t.account_id = m.to_account_id
          left join chain.balance as fb on fb.authority_id = p_authority and fb.account_id = m.from_account_id
          left join chain.balance as tb on tb.authority_id = p_authority and tb.account_id = m.to_account_id
          where m.authority_id = p_authority and m.event_id = e.event_id
            and (v_is_staff or v_party in (f.holder_id, f.counter_id) or v_party in (t.holder_id, t.counter_id))))
      from chain.event as e
      where e.authority_id = p_authority and e.event_id = v_event and (v_is_staff or exists (
        select from chain.event_party as p
        where p.authority_id = p_authority and p.event_id = e.event_id and p.holder_id = v_party))));
    v_batches := v_batches || coalesce((select array_agg(b.batch_id) from chain.event_batch as b
      where b.authority_id = p_authority and b.event_id = v_event), '{}');
  end if;
  if v_account is not null then
    v_answer := v_answer || jsonb_build_object('account', (
      select chain.account_json(a, b.amount, b.closed_at)
      from chain.account as a
      left join chain.balance as b on b.authority_id = p_authority and b.account_id = a.account_id
      where a.authority_id = p_authority and a.account_id = v_account and (v_is_staff or v_party in (a.holder_id, a.counter_id))));
    v_batches := v_batches || coalesce((select array_agg(a.batch_id) from chain.account as a
      where a.authority_id = p_authority and a.account_id = v_account and a.batch_id is not null), '{}');
  end if;
  if coalesce((p_ask ->> 'stock')::boolean, false) then
    v_answer := v_answer || jsonb_build_object('premisesStockMg', (
      select coalesce(max(stock.level), 0)::text
      from chain.stock_since(p_authority, v_holder, (p_ask ->> 'premises')::uuid, coalesce((p_ask ->> 'since')::timestamptz, 'infinity')) as stock));
  end if;
  if not v_is_staff then
    -- What the asker never had is as if it were not there.
    v_batches := coalesce((select array_agg(p.batch_id) from chain.batch_party as p
      where p.authority_id = p_authority and p.holder_id = v_party and p.batch_id = any (v_batches)), '{}');
  end if;
  if coalesce((p_ask ->> 'results')::boolean, false) then
    v_answer := v_answer || jsonb_build_object('results', (
      with nearest as (
        select up.batch_id, min(up.depth) as depth
        from unnest(v_batches) as b(id)
        cross join lateral chain.same_material(p_authority, b.id) as up
        group by up.batch_id
      )
      select coalesce(jsonb_agg(jsonb_build_object('eventId', r.event_id, 'sampleId', r.sample_id, 'analyte', r.analyte, 'value', r.value,
        'unit', r.unit, 'of', r.measured_of, 'method', r.method, 'uncertainty', r.uncertainty, 'testedAt', r.tested_at,
        'depth', nearest.depth) order by nearest.depth, r.tested_at desc, r.event_id desc), '[]')
      from nearest
      join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = nearest.batch_id
      join chain.batch as s on s.authority_id = p_authority and s.batch_id = d.child_id and s.kind = 'sample'
      join chain.result as r on r.authority_id = p_authority and r.sample_id = s.batch_id
      where not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = r.event_id)));
  end if;
  return v_answer || jsonb_build_object(
    'batches', (
      select coalesce(jsonb_agg(jsonb_build_object('batchId', b.batch_id, 'name', b.name, 'kind', b.kind, 'productCode', b.product_code,
        'holderId', b.holder_id, 'premisesId', b.premises_id, 'openedAt', b.opened_at, 'openedAmount', b.opened_amount::text, 'unit', b.unit,
        'expiresOn', b.expires_on, 'isMine', exists (
          select from chain.batch_party as p where p.authority_id = p_authority and p.batch_id = b.batch_id and p.holder_id = v_holder),
        'holds', (
          select coalesce(jsonb_agg(jsonb_build_object('eventId', h.event_id, 'scope', h.scope, 'rootId', h.root_id,
            'holderId', h.holder_id, 'heldAt', h.held_at)), '[]')
          from chain.hold as h
          where h.authority_id = p_authority and h.batch_id = b.batch_id
            and (v_is_staff or h.holder_id is null or h.holder_id = v_party)
            and not exists (select from chain.lift as l
              where l.authority_id = p_authority and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
            and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = h.event_id)))), '[]')
      from chain.batch as b where b.authority_id = p_authority and b.batch_id = any (v_batches)),
    'accounts', (
      select coalesce(jsonb_agg(chain.account_json(a, b.amount, b.closed_at)), '[]')
      from chain.account as a
      join chain.balance as b on b.authority_id = p_authority and b.account_id = a.account_id
      where a.authority_id = p_authority and a.batch_id = any (v_batches)
        and (v_is_wide or a.holder_id = v_holder
          or (a.shipment_id = v_shipment and (v_is_staff or v_party in (a.holder_id, a.counter_id))))));
end
$function$;
alter function chain.facts_of(uuid,jsonb) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.family_of(p_authority uuid, p_batch uuid, p_back boolean, p_forward boolean, p_max integer)
 RETURNS TABLE(batch_id uuid, is_back boolean, name text, kind text, product_code text, opened_at timestamp with time zone, opened_amount bigint, premises_id uuid, status text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_nestloop TO 'off'
AS $function$
#variable_conflict use_column
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := platform.current_party();
  v_back     uuid[] := '{}';
  v_down     uuid[] := '{}';
  v_all      uuid[];
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  if p_back then
    v_back := chain.line_of(p_authority, p_batch, true, p_max);
  end if;
  if p_forward then
    v_down := chain.line_of(p_authority, p_batch, false, p_max);
  end if;
  if not v_is_staff then -- of the descendants, those the reader has or had; of the ancestors, all
    select coalesce(array_agg(down.batch_id order by down.place), '{}') into v_down
      from unnest(v_down) with ordinality as down (batch_id, place)
      where down.batch_id in (select mine.batch_id from chain.batch_party as mine
        where mine.authority_id = p_authority and mine.holder_id = v_party and mine.batch_id = any (v_down));
  end if;
  v_all := v_back || v_down;
  return query
    with found as (
      select one.batch_id, one.place, one.place <= cardinality(v_back) as is_back
      from unnest(v_all) with ordinality as one (batch_id, place)
    ), own as materialized (
      select a.account_id, a.batch_id, a.kind, a.state
      from chain.account as a
      where a.authority_id = p_authority and a.batch_id = any (v_all) and a.kind <> 'world'
        and (v_is_staff or v_party in (a.holder_id, a.counter_id))
    ), standing as ( -- as status_of has it, for the accounts the reader may see
      select a.batch_id, case
        when bool_or(n.amount > 0 and a.state = 'held') then 'held'
        when bool_or(n.amount > 0 and a.state = 'growing') then 'growing'
        when bool_or(n.amount > 0 and a.state = 'wet') then 'wet'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state in ('released', 'reserved')) then 'released'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'quarantine') then 'quarantine'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'sample') then 'sample'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'rejected') then 'rejected'
        when bool_or(n.amount > 0 and a.kind = 'transit') then 'in-transit'
        else 'used-up'
      end as status
      from own as a
      join chain.balance as n on n.authority_id = p_authority and n.account_id = a.account_id
        and n.account_id = any (array (select one.account_id from own as one))
      group by a.batch_id
    )
    select found.batch_id, found.is_back, b.name, b.kind, b.product_code, b.opened_at, b.opened_amount, b.premises_id, standing.status
    from found
    join chain.batch as b on b.authority_id = p_authority and b.batch_id = found.batch_id and b.batch_id = any (v_all)
    left join standing on standing.batch_id = found.batch_id
    order by found.place;
end
$function$;
alter function chain.family_of(uuid,uuid,boolean,boolean,integer) owner to grein_door;
grant execute on function chain.family_of(uuid,uuid,boolean,boolean,integer) to grein_app;

CREATE OR REPLACE FUNCTION chain.figure_of(p_act_kind text, p_from_kind text, p_from_state text, p_to_kind text, p_to_state text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((p_from_kind = 'world'::text) AND (p_from_state = 'grown'::text)) THEN 'grown'::text WHEN ((p_act_kind = 'hand-over'::text) AND (p_to_kind = 'stock'::text)) THEN 'handed-over'::text WHEN ((p_act_kind = 'release'::text) AND (p_to_state = 'released'::text)) THEN 'released'::text WHEN ((p_to_kind = 'world'::text) AND (p_to_state = ANY (ARRAY['dispensed'::text, 'exported'::text, 'destroyed'::text, 'consumed-in-test'::text, 'moisture'::text, 'processing-loss'::text, 'lost'::text, 'stolen'::text]))) THEN p_to_state ELSE NULL::text END;
alter function chain.figure_of(text,text,text,text,text) owner to grein_door;
grant execute on function chain.figure_of(text,text,text,text,text) to grein_app;

CREATE OR REPLACE FUNCTION chain.first_id_of(p_at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
RETURN (SELECT (((substr(unnamed_subquery.hex, 1, 8) || '-'::text) || substr(unnamed_subquery.hex, 9, 4)) || '-7000-8000-000000000000'::text) FROM (SELECT lpad(to_hex(((EXTRACT(epoch FROM first_id_of.p_at) * (1000)::numeric))::bigint), 12, '0'::text) AS hex) unnamed_subquery);

CREATE OR REPLACE FUNCTION chain.flow_by_day(p_authority uuid, p_from date, p_until date)
 RETURNS TABLE(on_day date, what text, act_kind text, product_code text, mass_mg bigint, events bigint, events_once bigint)
 LANGUAGE sql
 STABLE
AS $function$
  with mark as materialized (select r.leaves from chain.sum_mark as r where r.authority_id = p_authority)
  select s.on_day, s.what, s.act_kind, s.product_code, sum(s.mass_mg)::bigint, sum(s.events)::bigint, sum(s.events_once)::bigint
  from (
    select f.on_day, f.what, f.act_kind, f.product_code, f.mass_mg, f.events, f.events_once from chain.flow_sum as f
    where f.authority_id = p_authority and f.on_day >= p_from and f.on_day < p_until and exists (select from mark)
    union all
    select c.on_day, c.what, c.act_kind, c.product_code, c.mass_mg, c.events, c.events_once
    from chain.flow_changes(p_authority, (select coalesce(max(mark.leaves), 0) from mark), null) as c
    where c.on_day >= p_from and c.on_day < p_until
  ) as s
  group by s.on_day, s.what, s.act_kind, s.product_code
  having sum(s.events) <> 0 or sum(s.mass_mg) <> 0
  $function$;
alter function chain.flow_by_day(uuid,date,date) owner to grein_door;
grant execute on function chain.flow_by_day(uuid,date,date) to grein_app;

CREATE OR REPLACE FUNCTION chain.flow_changes(p_authority uuid, p_from bigint, p_until bigint)
 RETURNS TABLE(on_day date, what text, act_kind text, product_code text, mass_mg bigint, events bigint, events_once bigint)
 LANGUAGE sql
 STABLE
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  with known as materialized (
    select k.event_id, k.kind, k.occurred_at, c.corrects_id
    from chain.known_between(p_authority, p_from, p_until) as k
    left join lateral (
      select own.corrects_id from chain.correction as own
      where own.authority_id = p_authority and own.event_id = k.event_id
      offset 0) as c on true
  ), counting (event_id, kind, occurred_at, sign) as (
    select k.event_id, k.kind, k.occurred_at, 1
    from known as k
    left join lateral (
      select true as is_known from chain.correction as own
      where own.authority_id = p_authority and own.corrects_id = k.event_id and (p_until is null or exists (
        select from chain.event as e
        join log.leaf as l on l.authority_id = e.authority_id and l.entry_id = e.event_id and l.leaf = e.leaf
        where e.authority_id = p_authority and e.event_id = own.event_id and l.leaf_index < p_until))
      offset 0) as undone on true
    where k.corrects_id is null and undone.is_known is null
    union all
    select x.event_id, x.kind, x.occurred_at, -1
    from (select known.corrects_id from known where known.corrects_id is not null) as k
    cross join lateral (
      select own.event_id, own.kind, own.occurred_at from chain.event as own
      where own.authority_id = p_authority and own.event_id = k.corrects_id
        and exists (select from log.leaf as l
          where l.authority_id = p_authority and l.entry_id = own.event_id and l.leaf = own.leaf and l.leaf_index < p_from)
        and not exists (select from chain.correction as c where c.authority_id = p_authority and c.event_id = own.event_id)
      offset 0) as x
  ), part as (
    select c.event_id, c.kind, c.occurred_at, c.sign, x.what, b.product_code, sum(m.amount)::bigint as mass,
      row_number() over (partition by c.event_id, x.what order by b.product_code) = 1 as is_first
    from counting as c
    cross join lateral (
      select own.from_account_id, own.to_account_id, own.amount from chain.movement as own
      where own.authority_id = p_authority and own.event_id = c.event_id and own.ledger = 'material_mg'
      offset 0) as m
    left join lateral (
      select own.kind, own.state, own.batch_id from chain.account as own
      where own.authority_id = p_authority and own.account_id = m.from_account_id
      offset 0) as f on true
    left join lateral (
      select own.kind, own.state, own.batch_id from chain.account as own
      where own.authority_id = p_authority and own.account_id = m.to_account_id
      offset 0) as t on true
    cross join lateral (select chain.figure_of(c.kind, f.kind, f.state, t.kind, t.state) as what) as x
    cross join lateral (
      select own.product_code from chain.batch as own -- by `case`, for behind the wall a `coalesce` does not reach the index
      where own.authority_id = p_authority and own.batch_id = case when t.batch_id is null then f.batch_id else t.batch_id end
        and x.what is not null
      offset 0) as b
    group by c.event_id, c.kind, c.occurred_at, c.sign, x.what, b.product_code
  )
  select (p.occurred_at at time zone 'Europe/Amsterdam')::date, p.what, p.kind, p.product_code, sum(p.sign * p.mass)::bigint,
    sum(p.sign)::bigint, coalesce(sum(p.sign) filter (where p.is_first), 0)::bigint
  from part as p
  group by 1, 2, 3, 4
  $function$;
alter function chain.flow_changes(uuid,bigint,bigint) owner to grein_door;
grant execute on function chain.flow_changes(uuid,bigint,bigint) to grein_app;

CREATE OR REPLACE FUNCTION chain.follows_own(p_authority uuid, p_thread uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_mine   constant uuid := platform.current_party();
  v_thread uuid := p_thread;
  v_kind   text;
  v_holder uuid;
begin
  if platform.current_wall() is distinct from 'holder' or v_mine is null or p_authority is distinct from platform.current_authority() then
    return false;
  end if;
  -- What a thread refers to was there before it, so this ends; a hundred tests about one result are more than any laboratory does.
  for v_turn in 1..100 loop
    select t.kind, t.holder_id, t.refers_id into v_kind, v_holder, v_thread
      from chain.quality_thread as t where t.authority_id = p_authority and t.thread_id = v_thread;
    if v_kind is null or v_kind not in ('order', 'case', 'study') then
      return false;
    end if;
    if v_holder = v_mine then
      return true;
    end if;
    exit when v_thread is null;
  end loop;
  return false;
end
$function$;
alter function chain.follows_own(uuid,uuid) owner to grein_door;
grant execute on function chain.follows_own(uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.for_reader(p_authority uuid, p_results jsonb)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(jsonb_agg(case when chain.may_see_batch(p_authority, (r.result ->> 'sampleId')::uuid) then r.result
    else r.result || '{"sampleId": null}' end order by r.place), '[]')
  from jsonb_array_elements(p_results) with ordinality as r(result, place)
  $function$;
alter function chain.for_reader(uuid,jsonb) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.harvest_at_service(p_authority uuid, p_harvest uuid DEFAULT NULL::uuid)
 RETURNS TABLE(harvest_id uuid, grower_id uuid, amount bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_one     record;
  v_workers uuid[]; -- who may work on it for others; each for every grower but itself
  v_family  uuid[]; -- what came of the harvest; samples are used up by their tests
  v_lies    jsonb;  -- how much of it each of them holds now
  v_from    text;
  v_to      text;
  v_own     jsonb;  -- of each who works on it, the grower's
  v_others  jsonb;
  v_moved   bigint; -- of the grower's
  v_rest    bigint;
begin
  if p_authority is distinct from platform.current_authority() then
    return;
  end if;
  v_workers := array(
    select p.party_id from licensing.party as p
    where p.authority_id = p_authority and p.kind in ('irradiator', 'packer', 'laboratory', 'grower'));
  for harvest_id, grower_id in
    with recursive up as (
      select n.holder_id, a.batch_id
      from ( -- From the little that is there to its accounts, in this order.
        select own.account_id, own.holder_id from chain.balance as own
        where own.authority_id = p_authority and own.holder_id = any (v_workers) and own.amount > 0 and p_harvest is null
        offset 0) as n
      cross join lateral (
        select own.batch_id from chain.account as own
        where own.authority_id = p_authority and own.account_id = n.account_id
          and own.ledger = 'material_mg' and own.kind in ('stock', 'transit', 'difference')
        offset 0) as a
      union
      select up.holder_id, d.parent_id
      from up
      join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch_id
    )
    select distinct b.batch_id, b.holder_id
    from (select up.holder_id, up.batch_id from up union all select null, p_harvest where p_harvest is not null) as held
    cross join lateral (
      select own.batch_id, own.holder_id, own.kind from chain.batch as own
      where own.authority_id = p_authority and own.batch_id = held.batch_id
      offset 0) as b
    join licensing.party as p on p.authority_id = p_authority and p.party_id = b.holder_id and p.kind = 'grower'
    where b.kind = 'harvest' and held.holder_id is distinct from b.holder_id
      and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and b.holder_id = platform.current_party()))
    order by b.batch_id
  loop
    v_family := array(
      select family.batch_id
      from chain.descendants(p_authority, harvest_id) as family(batch_id)
      join chain.batch as b on b.authority_id = p_authority and b.batch_id = family.batch_id and b.kind <> 'sample');
    select jsonb_object_agg(held.holder_id, held.mg) into v_lies
      from (
        select a.holder_id, sum(n.amount)::bigint as mg
        from unnest(v_family) as family(batch_id)
        cross join lateral (
          select own.account_id, own.holder_id from chain.account as own
          where own.authority_id = p_authority and own.batch_id = family.batch_id and own.ledger = 'material_mg'
            and own.kind in ('stock', 'transit', 'difference') and own.holder_id = any (v_workers) and own.holder_id <> grower_id
          offset 0) as a
        cross join lateral (
          select own.amount from chain.balance as own where own.authority_id = p_authority and own.account_id = a.account_id
          offset 0) as n
        group by a.holder_id
        having sum(n.amount) > 0) as held;
    continue when v_lies is null or not exists (
      select from unnest(v_family) as family(batch_id)
      cross join lateral (
        select l.shipment_id from chain.shipment_line as l where l.authority_id = p_authority and l.batch_id = family.batch_id offset 0) as l
      join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id
      where s.sender_id = grower_id and s.reason = 'service');
    v_own := '{}';
    v_others := '{}';
    for v_one in
      with line as (
        select s.sender_id as sender, s.receiver_id as receiver, s.reason, s.event_id, s.shipped_at, l.shipment_id, l.line, l.shipped_mg,
          s.sender_id = any (v_workers) and s.sender_id <> grower_id as is_from_worker,
          s.receiver_id = any (v_workers) and s.receiver_id <> grower_id as is_to_worker
        from unnest(v_family) as family(batch_id)
        cross join lateral (
          select own.shipment_id, own.line, own.shipped_mg from chain.shipment_line as own
          where own.authority_id = p_authority and own.batch_id = family.batch_id
          offset 0) as l
        cross join lateral (
          select own.sender_id, own.receiver_id, own.reason, own.event_id, own.shipped_at from chain.shipment as own
          where own.authority_id = p_authority and own.shipment_id = l.shipment_id
          offset 0) as s
        where (s.sender_id = any (v_workers) and s.sender_id <> grower_id or s.receiver_id = any (v_workers) and s.receiver_id <> grower_id)
          and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id)
      )
      select line.sender, line.receiver, line.is_from_worker, line.is_to_worker, t.received_mg as mg, t.received_at as at,
        t.event_id as event
      from line
      cross join lateral (
        select own.received_mg, own.received_at, own.event_id from chain.settlement as own
        where own.authority_id = p_authority and own.shipment_id = line.shipment_id and own.line = line.line
        offset 0) as t
      where not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)
      union all
      -- What was refused lies with the worker, on its way, until it is back: a refusal settles that nothing was received, and sends it.
      select line.receiver, line.sender, false, true, line.shipped_mg, line.shipped_at, line.event_id
      from line
      where line.is_from_worker and line.receiver = grower_id and line.reason = 'return'
        and exists (select from chain.settlement as r where r.authority_id = p_authority and r.event_id = line.event_id)
      order by at, event
    loop
      v_from := v_one.sender::text;
      v_to := v_one.receiver::text;
      v_moved := 0;
      if v_one.sender = grower_id then
        v_moved := v_one.mg;
      elsif v_one.is_from_worker then
        v_moved := coalesce((v_own ->> v_from)::bigint, 0);
        v_rest := coalesce((v_others ->> v_from)::bigint, 0);
        v_moved := case when v_one.receiver = grower_id then least(v_moved, v_one.mg) else least(v_moved, greatest(0, v_one.mg - v_rest)) end;
        v_own := jsonb_set(v_own, array[v_from], to_jsonb(coalesce((v_own ->> v_from)::bigint, 0) - v_moved));
        v_others := jsonb_set(v_others, array[v_from], to_jsonb(greatest(0, v_rest - (v_one.mg - v_moved))));
      end if;
      if v_one.is_to_worker then
        v_own := jsonb_set(v_own, array[v_to], to_jsonb(coalesce((v_own ->> v_to)::bigint, 0) + v_moved));
        v_others := jsonb_set(v_others, array[v_to], to_jsonb(coalesce((v_others ->> v_to)::bigint, 0) + v_one.mg - v_moved));
      end if;
    end loop;
    select sum(least(own.value::bigint, (v_lies ->> own.key)::bigint))::bigint into amount
      from jsonb_each_text(v_own) as own
      where own.value::bigint > 0 and v_lies ? own.key;
    if amount > 0 then
      return next;
    end if;
  end loop;
end
$function$;
alter function chain.harvest_at_service(uuid,uuid) owner to grein_door;
grant execute on function chain.harvest_at_service(uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.has_capacity(p_authority uuid, p_user uuid, p_capacity text, p_on date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select platform.current_wall() = 'staff' and p_authority = platform.current_authority() and exists (
    select from chain.quality_thread as t
    join lateral (
      select last.kind, last.record::jsonb -> 'content' as content from chain.quality_step as last
      where last.authority_id = p_authority and last.thread_id = t.thread_id order by last.step desc limit 1) as s on true
    where t.authority_id = p_authority and t.kind = 'appointment' and s.kind = 'appointed'
      and s.content ->> 'userId' = p_user::text and s.content ->> 'capacity' = p_capacity
      and p_on >= (s.content ->> 'from')::date and (s.content ->> 'until' is null or p_on < (s.content ->> 'until')::date))
  $function$;
alter function chain.has_capacity(uuid,uuid,text,date) owner to grein_door;
grant execute on function chain.has_capacity(uuid,uuid,text,date) to grein_app;

CREATE OR REPLACE FUNCTION chain.held_at(p_authority uuid, p_accounts uuid[], p_before timestamp with time zone)
 RETURNS TABLE(account_id uuid, amount bigint, last_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  return query
    select a.account_id, mark.amount + given.amount - taken.amount, greatest(given.last_at, taken.last_at, nullif(mark.until, '-infinity'))
    from chain.account as a
    cross join lateral ( -- every account has a mark at the beginning of time
      select step.until, step.amount
      from (
        (select r.until, r.amount from chain.balance_mark as r
          where r.authority_id = p_authority and r.account_id = a.account_id and r.until <= p_before order by r.until desc limit 1)
        union all
        select '-infinity', 0
      ) as step
      order by step.until desc
      limit 1
    ) as mark
    cross join lateral (
      select coalesce(sum(m.amount), 0)::bigint as amount, max(m.occurred_at) as last_at
      from chain.movement as m
      where m.authority_id = p_authority and m.from_account_id = a.account_id and m.occurred_at >= mark.until and m.occurred_at < p_before
    ) as taken
    cross join lateral (
      select coalesce(sum(m.amount), 0)::bigint as amount, max(m.occurred_at) as last_at
      from chain.movement as m
      where m.authority_id = p_authority and m.to_account_id = a.account_id and m.occurred_at >= mark.until and m.occurred_at < p_before
    ) as given
    where a.authority_id = p_authority and a.account_id = any (p_accounts)
      and (v_is_staff or v_party in (a.holder_id, a.counter_id));
end
$function$;
alter function chain.held_at(uuid,uuid[],timestamp with time zone) owner to grein_door;
grant execute on function chain.held_at(uuid,uuid[],timestamp with time zone) to grein_app;

CREATE OR REPLACE FUNCTION chain.held_origins(p_authority uuid, p_hold uuid)
 RETURNS TABLE(account_id uuid, state text, amount bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with held as (
    select t.account_id, t.holder_id, t.premises_id
    from chain.hold as h
    join chain.account as t on t.authority_id = p_authority and t.batch_id = h.batch_id and t.kind = 'stock' and t.state = 'held'
    where h.authority_id = p_authority and h.event_id = p_hold
      and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and t.holder_id = platform.current_party()))
  ), passed as (
    select held.account_id, m.from_account_id as other_id, m.amount, m.event_id, held.holder_id, held.premises_id
    from held join chain.movement as m on m.authority_id = p_authority and m.to_account_id = held.account_id
    union all
    select held.account_id, m.to_account_id, -m.amount, m.event_id, held.holder_id, held.premises_id
    from held join chain.movement as m on m.authority_id = p_authority and m.from_account_id = held.account_id
  ), origin as (
    select p.account_id, p.amount, e.recorded_at, p.event_id,
      case
        when o.kind = 'stock' and o.holder_id = p.holder_id and o.premises_id = p.premises_id
          and o.state in ('growing', 'wet', 'quarantine', 'released') then o.state
        when o.kind in ('transit', 'difference') and o.state in ('quarantine', 'released') then
          case when s.reason = 'return' then 'quarantine' else o.state end
      end as state
    from passed as p
    join chain.account as o on o.authority_id = p_authority and o.account_id = p.other_id
    join chain.event as e on e.authority_id = p_authority and e.event_id = p.event_id
    left join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = o.shipment_id
  )
  select origin.account_id, origin.state, sum(origin.amount)::bigint
  from origin
  where origin.state is not null
  group by origin.account_id, origin.state
  having sum(origin.amount) > 0
  order by origin.account_id, min(origin.recorded_at), min(origin.event_id::text)
  $function$;
alter function chain.held_origins(uuid,uuid) owner to grein_door;
grant execute on function chain.held_origins(uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.is_recall_token(p_authority uuid, p_destination uuid, p_token text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return exists (select from chain.recall_destination as d
    where d.authority_id = p_authority and p_authority = platform.current_authority() and platform.current_wall() in ('staff', 'holder')
      and d.holder_id = platform.current_party() and d.destination_id = p_destination and d.signature_token = p_token);
end
$function$;
alter function chain.is_recall_token(uuid,uuid,text) owner to grein_door;
grant execute on function chain.is_recall_token(uuid,uuid,text) to grein_app;

CREATE OR REPLACE FUNCTION chain.judge_ceilings(p_authority uuid, p_rows jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.judge_ceilings(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.keep_states(p_authority uuid, p_threads uuid[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into chain.thread_state (authority_id, thread_id, kind, holder_id, laboratory_id, state)
    select t.authority_id, t.thread_id, t.kind, t.holder_id, t.laboratory_id, last.state
    from chain.quality_thread as t
    cross join lateral (
      select s.state from chain.quality_step as s
      where s.authority_id = p_authority and s.thread_id = t.thread_id order by s.step desc limit 1) as last
    where t.authority_id = p_authority and t.thread_id = any (p_threads)
    order by t.thread_id
    on conflict on constraint thread_state_key do update set state = excluded.state
  $function$;
alter function chain.keep_states(uuid,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.kin_of(p_authority uuid, p_batch uuid, p_back boolean, p_forward boolean, p_max integer)
 RETURNS TABLE(batches uuid[], backs integer, facts json, edges json, is_cut boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_nestloop TO 'off'
AS $function$
#variable_conflict use_column
declare
  v_party constant uuid := platform.current_party();
  v_back  uuid[] := '{}';
  v_down  uuid[] := '{}';
  v_all   uuid[];
  v_cut   boolean;
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  if p_back then
    v_back := chain.line_of(p_authority, p_batch, true, p_max);
  end if;
  if p_forward then
    v_down := chain.line_of(p_authority, p_batch, false, p_max);
  end if;
  v_cut := greatest(cardinality(v_back), cardinality(v_down)) >= p_max;
  if platform.current_wall() <> 'staff' then -- of the descendants, those the reader has or had; of the ancestors, all
    select coalesce(array_agg(down.batch_id order by down.place), '{}') into v_down
      from unnest(v_down) with ordinality as down (batch_id, place)
      where down.batch_id in (select mine.batch_id from chain.batch_party as mine
        where mine.authority_id = p_authority and mine.holder_id = v_party and mine.batch_id = any (v_down));
  end if;
  v_all := v_back || v_down;
  return query
    select v_all, cardinality(v_back), (
      select json_build_object('id', json_agg(b.batch_id), 'name', json_agg(b.name), 'kind', json_agg(b.kind), 'product', json_agg(b.product_code),
        'openedOn', json_agg((b.opened_at at time zone 'Europe/Amsterdam')::date), 'amount', json_agg(b.opened_amount::text),
        'premises', json_agg(b.premises_id))
      from chain.batch as b
      where b.authority_id = p_authority and b.batch_id = any (v_all)
    ), (
      select json_build_object('parent', json_agg(d.parent_id), 'child', json_agg(d.child_id), 'event', json_agg(d.event_id),
        'amount', json_agg(d.amount::text))
      from chain.batch_edge as d
      where d.authority_id = p_authority and d.child_id = any (v_all)
    ), v_cut;
end
$function$;
alter function chain.kin_of(uuid,uuid,boolean,boolean,integer) owner to grein_door;
grant execute on function chain.kin_of(uuid,uuid,boolean,boolean,integer) to grein_app;

CREATE OR REPLACE FUNCTION chain.known_at(p_authority uuid, p_accounts uuid[], p_before timestamp with time zone, p_known bigint)
 RETURNS TABLE(account_id uuid, amount bigint, last_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  return query
    with own as materialized (
      select a.account_id from chain.account as a
      where a.authority_id = p_authority and a.account_id = any (p_accounts)
        and (v_is_staff or v_party in (a.holder_id, a.counter_id))
    ), moved as materialized (
      select own.account_id, side.event_id, side.occurred_at, side.change
      from own
      cross join lateral (
        select m.event_id, m.occurred_at, -m.amount as change from chain.movement as m
        where m.authority_id = p_authority and m.from_account_id = own.account_id and m.occurred_at < p_before
        union all
        select m.event_id, m.occurred_at, m.amount from chain.movement as m
        where m.authority_id = p_authority and m.to_account_id = own.account_id and m.occurred_at < p_before
      ) as side
    ), known as materialized ( -- an id may stand in the log with somebody else's leaf
      select once.event_id
      from (select distinct moved.event_id from moved) as once
      cross join lateral (
        select own.leaf from chain.event as own where own.authority_id = p_authority and own.event_id = once.event_id
        offset 0) as e -- by key, row by row
      cross join lateral (
        select from log.leaf as l
        where l.authority_id = p_authority and l.entry_id = once.event_id and l.leaf = e.leaf and l.leaf_index < p_known
        offset 0) as l
    ), counted as (
      select moved.account_id, sum(moved.change)::bigint as amount, max(moved.occurred_at) as last_at
      from moved join known on known.event_id = moved.event_id
      group by moved.account_id
    )
    select own.account_id, coalesce(counted.amount, 0), counted.last_at
    from own left join counted on counted.account_id = own.account_id;
end
$function$;
alter function chain.known_at(uuid,uuid[],timestamp with time zone,bigint) owner to grein_door;
grant execute on function chain.known_at(uuid,uuid[],timestamp with time zone,bigint) to grein_app;

CREATE OR REPLACE FUNCTION chain.known_between(p_authority uuid, p_from bigint, p_until bigint)
 RETURNS TABLE(event_id uuid, kind text, occurred_at timestamp with time zone)
 LANGUAGE sql
 STABLE
AS $function$
  select e.event_id, e.kind, e.occurred_at
  from (
    select l.entry_id, l.leaf from log.leaf as l
    where l.authority_id = p_authority and l.leaf_index >= p_from
      and l.leaf_index < case when p_until is null then 9223372036854775807 else p_until end
    union all
    select q.entry_id, q.leaf
    from log.queued_between(p_authority, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff') as q
    where p_until is null
  ) as t
  cross join lateral (
    select own.event_id, own.kind, own.occurred_at from chain.event as own
    where own.authority_id = p_authority and own.event_id = t.entry_id and own.leaf = t.leaf
    offset 0) as e -- by key, row by row
  $function$;
alter function chain.known_between(uuid,bigint,bigint) owner to grein_door;
grant execute on function chain.known_between(uuid,bigint,bigint) to grein_app;

CREATE OR REPLACE FUNCTION chain.left_out_of(p_authority uuid, p_product text)
 RETURNS TABLE(batch_id uuid, number text, at timestamp with time zone, said jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.batch_id, t.number, last.at, last.record::jsonb -> 'content'
  from chain.thread_state as k
  join chain.quality_thread as t on t.authority_id = k.authority_id and t.thread_id = k.thread_id
  cross join lateral (
    select s.at, s.record from chain.quality_step as s
    where s.authority_id = t.authority_id and s.thread_id = t.thread_id order by s.step desc limit 1) as last
  where k.authority_id = p_authority and p_authority = platform.current_authority() and k.kind = 'exclusion' and k.state = 'left-out'
    and t.product_code = p_product and chain.may_see_batch(p_authority, t.batch_id)
  $function$;
alter function chain.left_out_of(uuid,text) owner to grein_door;
grant execute on function chain.left_out_of(uuid,text) to grein_app;

CREATE OR REPLACE FUNCTION chain.lies_under(p_authority uuid, p_holder uuid, p_premises uuid, p_at timestamp with time zone, p_rows jsonb)
 RETURNS TABLE(exemption_id uuid, substance_id text, most bigint, lies bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.exemption, r.substance, nearest.most, nearest.level
  from jsonb_to_recordset(p_rows) as r(exemption uuid, substance text, products text[])
  join licensing.exemption as x on x.authority_id = p_authority and x.exemption_id = r.exemption and x.holder_id = p_holder
  cross join lateral (
    select allowed.most, stock.level
    from chain.stock_of_since(p_authority, p_holder, p_premises, r.products, p_at) as stock
    cross join lateral (
      select chain.ceiling_of(p_authority, r.exemption, p_premises, r.substance, (stock.at at time zone 'Europe/Amsterdam')::date) as most) as allowed
    where allowed.most is not null
    order by stock.level - allowed.most desc
    limit 1) as nearest
  where p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_holder = platform.current_party()))
    and chain.ceiling_of(p_authority, r.exemption, p_premises, r.substance, (p_at at time zone 'Europe/Amsterdam')::date) is not null
  $function$;
alter function chain.lies_under(uuid,uuid,uuid,timestamp with time zone,jsonb) owner to grein_door;
grant execute on function chain.lies_under(uuid,uuid,uuid,timestamp with time zone,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.limit_id(p_named text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
RETURN (SELECT ((((("left"(hash.hash, 12) || '8'::text) || substr(hash.hash, 13, 3)) || '8'::text) || substr(hash.hash, 16, 3)) || substr(hash.hash, 19, 12)) FROM encode(sha256(convert_to(limit_id.p_named, 'UTF8'::name)), 'hex'::text) hash(hash));
alter function chain.limit_id(text) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.limit_state(p_authority uuid, p_exemption uuid, p_number smallint, p_on date, p_account uuid, p_products text[], OUT used bigint, OUT room bigint)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  select b.amount, l.max_mg - b.amount into used, room
    from licensing.exemption_limit as l
    cross join lateral (
      select coalesce((select b.amount from chain.balance as b where b.authority_id = p_authority and b.account_id = p_account), 0) as amount) as b
    where l.authority_id = p_authority and l.exemption_id = p_exemption and l.number = p_number and l.period @> p_on
      and lower(l.period) <= date_trunc('year', p_on::timestamp)::date and l.per = 'year'
      and l.registered_at + interval '5 minutes' <= date_trunc('year', p_on::timestamp) at time zone 'Europe/Amsterdam'
      and not exists (
        select from licensing.exemption_limit as other
        where other.authority_id = p_authority and other.exemption_id = p_exemption and other.number = p_number and other.period <> l.period
          and extract(year from lower(other.period)) = extract(year from p_on));
  if found then
    return;
  end if;
  with uses as materialized (
    select u.used_on, u.amount from chain.limit_uses(p_authority, p_exemption, p_number, p_on, p_account, p_products) as u
  )
  select (select coalesce(sum(uses.amount), 0)::bigint from uses),
      min(l.max_mg - (select coalesce(sum(uses.amount), 0) from uses where uses.used_on <= day.used_on))::bigint
    into used, room
    from (select p_on as used_on union select uses.used_on from uses where uses.used_on > p_on) as day
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = p_exemption and l.number = p_number and l.period @> day.used_on;
end
$function$;
alter function chain.limit_state(uuid,uuid,smallint,date,uuid,text[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.limit_uses(p_authority uuid, p_exemption uuid, p_number smallint, p_on date, p_account uuid, p_products text[])
 RETURNS TABLE(event_id uuid, used_on date, amount bigint, is_told boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with chosen as materialized (
    select l.per, l.acts
    from licensing.exemption_limit as l
    where l.authority_id = p_authority and l.exemption_id = p_exemption and l.number = p_number
    order by l.period @> p_on desc, abs(lower(l.period) - p_on)
    limit 1
  ), version as materialized (
    select l.period, l.acts, l.registered_at
    from licensing.exemption_limit as l
    join chosen on chosen.per = l.per
    where l.authority_id = p_authority and l.exemption_id = p_exemption and l.number = p_number
  ), span as materialized (
    select case chosen.per when 'year' then date_trunc('year', p_on::timestamp) at time zone 'Europe/Amsterdam' else '-infinity' end as since,
      least(
        case chosen.per when 'year' then (date_trunc('year', p_on::timestamp) + interval '1 year') at time zone 'Europe/Amsterdam' else 'infinity' end,
        (select greatest(max(v.registered_at) + interval '5 minutes', max(lower(v.period))::timestamp at time zone 'Europe/Amsterdam')
          from version as v)) as until
    from chosen
  ), before as (
    select e.event_id, e.kind, e.holder_id, e.occurred_at, e.recorded_at
    from span
    join chain.event as e on e.authority_id = p_authority and e.exemption_id = p_exemption
      and e.occurred_at >= span.since and e.occurred_at < span.until
    where e.exemption_id is not null and e.kind in ('harvest', 'dry', 'extract', 'import', 'receive')
    union
    select e.event_id, e.kind, e.holder_id, e.occurred_at, e.recorded_at
    from span
    join chain.event_exemption as beside on beside.authority_id = p_authority and beside.exemption_id = p_exemption
    join chain.event as e on e.authority_id = p_authority and e.event_id = beside.event_id
      and e.occurred_at >= span.since and e.occurred_at < span.until
  ), unsaid as (
    select before.event_id, before.kind, before.holder_id, before.occurred_at, before.recorded_at
    from before
    join chosen on before.kind = any (chosen.acts)
    where not exists (
        select from version as v
        where v.period @> (before.occurred_at at time zone 'Europe/Amsterdam')::date and before.kind = any (v.acts)
          and before.recorded_at >= v.registered_at)
      and not exists (
        select from chain.movement as said
        where said.authority_id = p_authority and said.event_id = before.event_id and said.to_account_id = p_account)
  ), used as (
    select m.event_id, m.occurred_at, m.amount, true as is_told
    from chain.movement as m
    where m.authority_id = p_authority and m.to_account_id = p_account
    union all
    select unsaid.event_id, unsaid.occurred_at, brought.amount - case unsaid.kind
        when 'receive' then chain.came_back(p_authority, unsaid.holder_id, unsaid.event_id, unsaid.occurred_at, p_products,
          array[unsaid.event_id], unsaid.recorded_at)
        else 0 end, false
    from unsaid
    cross join lateral (
      select sum(m.amount)::bigint as amount
      from chain.movement as m
      join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
      join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
      where m.authority_id = p_authority and m.event_id = unsaid.event_id and m.ledger = 'material_mg' and a.kind = 'stock' and a.state <> 'waste'
        and lot.product_code = any (p_products)) as brought
    where brought.amount is not null
  )
  select used.event_id, (used.occurred_at at time zone 'Europe/Amsterdam')::date, used.amount, used.is_told
  from used
  where used.amount > 0
    and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = used.event_id)
  $function$;
alter function chain.limit_uses(uuid,uuid,smallint,date,uuid,text[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.limits_now(p_authority uuid, p_rows jsonb)
 RETURNS TABLE(place integer, used bigint, room bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.place, state.used, state.room
  from jsonb_to_recordset(p_rows) as r(place integer, account uuid, exemption uuid, number smallint, "on" date, products text[])
  join licensing.exemption as x on x.authority_id = p_authority and x.exemption_id = r.exemption
  cross join lateral chain.limit_state(p_authority, r.exemption, r.number, r."on", r.account, r.products) as state
  where p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and x.holder_id = platform.current_party()))
  $function$;
alter function chain.limits_now(uuid,jsonb) owner to grein_door;
grant execute on function chain.limits_now(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.limits_untold(p_authority uuid, p_rows jsonb)
 RETURNS TABLE(place integer, event_id uuid, used_on date, amount bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.place, used.event_id, used.used_on, used.amount
  from jsonb_to_recordset(p_rows) as r(place integer, account uuid, exemption uuid, number smallint, "on" date, products text[])
  join licensing.exemption as x on x.authority_id = p_authority and x.exemption_id = r.exemption
  cross join lateral chain.limit_uses(p_authority, r.exemption, r.number, r."on", r.account, r.products) as used
  where not used.is_told and p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and x.holder_id = platform.current_party()))
  order by r.place, used.used_on, used.event_id
  $function$;
alter function chain.limits_untold(uuid,jsonb) owner to grein_door;
grant execute on function chain.limits_untold(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.line_of(p_authority uuid, p_batch uuid, p_is_back boolean, p_max integer)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_nestloop TO 'on'
AS $function$
declare
  v_found uuid[];
begin
  if p_is_back then
    with recursive found as (
      select p_batch as batch_id
      union
      select d.parent_id from found join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = found.batch_id
    )
    select array_agg(one.batch_id) into v_found from (select found.batch_id from found limit p_max) as one;
  else
    with recursive found as (
      select p_batch as batch_id
      union
      select d.child_id from found join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = found.batch_id
    )
    select array_agg(one.batch_id) into v_found from (select found.batch_id from found limit p_max) as one;
  end if;
  return coalesce(v_found, '{}');
end
$function$;
alter function chain.line_of(uuid,uuid,boolean,integer) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.lock_holds(p_authority uuid, p_batches uuid[], p_descend boolean, p_event uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_batches uuid[] := p_batches || coalesce((select array_agg(b.batch_id) from chain.event_batch as b
    where b.authority_id = p_authority and b.event_id = p_event), '{}');
begin
  if p_descend then
    select array_agg(distinct d) into v_batches from unnest(v_batches) as b(id) cross join lateral chain.descendants(p_authority, b.id) as d;
  end if;
  perform from chain.batch as b
    where b.authority_id = p_authority and b.event_id = p_event and chain.may_see_batch(p_authority, b.batch_id)
    order by b.batch_id for update;
  perform from chain.batch as b
    where b.authority_id = p_authority and b.batch_id = any (v_batches) and chain.may_see_batch(p_authority, b.batch_id)
    order by b.batch_id for no key update;
end
$function$;
alter function chain.lock_holds(uuid,uuid[],boolean,uuid) owner to grein_door;
grant execute on function chain.lock_holds(uuid,uuid[],boolean,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.make_marks(p_authority uuid, p_after uuid, p_every integer, p_accounts integer)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_one  record;
  v_last uuid;
  v_seen integer := 0;
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'only the house of this authority makes marks' using errcode = '42501', constraint = 'mark_staff';
  end if;
  for v_one in
    select b.account_id, busy.moves >= p_every as is_busy
    from chain.balance as b
    cross join lateral (
      select coalesce(max(r.until), '-infinity') as since from chain.balance_mark as r
      where r.authority_id = b.authority_id and r.account_id = b.account_id) as mark
    cross join lateral (
      select count(*) as moves
      from (
        (select from chain.movement as o
          where o.authority_id = p_authority and o.from_account_id = b.account_id and o.occurred_at >= mark.since limit p_every)
        union all
        (select from chain.movement as i
          where i.authority_id = p_authority and i.to_account_id = b.account_id and i.occurred_at >= mark.since limit p_every)
      ) as side) as busy
    where b.authority_id = p_authority and (p_after is null or b.account_id > p_after)
    order by b.account_id
    limit p_accounts
  loop
    v_last := v_one.account_id;
    v_seen := v_seen + 1;
    if v_one.is_busy then
      perform chain.mark_account(p_authority, v_one.account_id, p_every);
    end if;
  end loop;
  return case when v_seen = p_accounts then v_last end;
end
$function$;
alter function chain.make_marks(uuid,uuid,integer,integer) owner to grein_door;
grant execute on function chain.make_marks(uuid,uuid,integer,integer) to grein_app;

CREATE OR REPLACE FUNCTION chain.make_year(p_year integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_from text := chain.first_id_of(make_timestamptz(p_year, 1, 1, 0, 0, 0, 'UTC'));
  v_until text := chain.first_id_of(make_timestamptz(p_year + 1, 1, 1, 0, 0, 0, 'UTC'));
begin
  if to_regclass(format('chain.event_%s', p_year)) is not null then
    return;
  end if;
  execute format('create table chain.event_%s partition of chain.event for values from (%L) to (%L)', p_year, v_from, v_until);
  execute format('create table chain.movement_%s partition of chain.movement for values from (%L) to (%L)', p_year, v_from, v_until);
  execute format('alter table chain.movement_%s add constraint movement_event foreign key (authority_id, event_id) references chain.event_%s',
    p_year, p_year);
  -- Row triggers come with the parent; the one against truncate does not.
  execute format('create trigger kept before truncate on chain.event_%s for each statement execute function platform.refuse_change()', p_year);
  execute format('create trigger kept before truncate on chain.movement_%s for each statement execute function platform.refuse_change()', p_year);
  execute format('alter table chain.event_%s enable always trigger kept', p_year);
  execute format('alter table chain.movement_%s enable always trigger kept', p_year);
end
$function$;

CREATE OR REPLACE FUNCTION chain.mark_account(p_authority uuid, p_account uuid, p_every integer, p_now timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_balance record;
  v_since   timestamptz;
  v_amount  bigint;
  v_count   integer;
begin
  select b.holder_id, b.counter_id into v_balance from chain.balance as b
    where b.authority_id = p_authority and b.account_id = p_account for update;
  if not found then
    return 0; -- a world account: nobody asks how much the world holds
  end if;
  select r.until, r.amount into v_since, v_amount from chain.balance_mark as r
    where r.authority_id = p_authority and r.account_id = p_account order by r.until desc limit 1;
  insert into chain.balance_mark (authority_id, account_id, until, holder_id, counter_id, amount)
    with moment as (
      select side.at, sum(side.change)::bigint as change, count(*) as moves
      from (
        select o.occurred_at as at, -o.amount as change from chain.movement as o
          where o.authority_id = p_authority and o.from_account_id = p_account and o.occurred_at >= coalesce(v_since, '-infinity')
        union all
        select i.occurred_at, i.amount from chain.movement as i
          where i.authority_id = p_authority and i.to_account_id = p_account and i.occurred_at >= coalesce(v_since, '-infinity')
      ) as side
      group by side.at
    ), running as (
      select moment.at, coalesce(v_amount, 0) + sum(moment.change) over before as amount, div(sum(moment.moves) over before, p_every) as step
      from moment
      window before as (order by moment.at rows between unbounded preceding and 1 preceding)
    ), stepped as (
      select running.at, running.amount, running.step > lag(running.step, 1, 0) over (order by running.at) as is_mark
      from running
      where running.step is not null
    )
    select p_authority, p_account, stepped.at, v_balance.holder_id, v_balance.counter_id, stepped.amount
    from stepped
    -- The door counts on it: what happened today, by its clock when it was called, has no mark after it.
    where stepped.is_mark and stepped.at < date_trunc('day', p_now - interval '5 minutes', 'UTC');
  get diagnostics v_count = row_count;
  return v_count;
end
$function$;
alter function chain.mark_account(uuid,uuid,integer,timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.may_come_back(p_authority uuid, p_holder uuid, p_sender uuid, p_at timestamp with time zone, p_batches uuid[], p_amounts bigint[])
 RETURNS TABLE(batch_id uuid, amount bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.batch_id, r.amount
  from chain.comes_back(p_authority, p_holder, p_sender, p_at, p_batches, p_amounts, '{}') as r
  where p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_holder = platform.current_party()))
  $function$;
alter function chain.may_come_back(uuid,uuid,uuid,timestamp with time zone,uuid[],bigint[]) owner to grein_door;
grant execute on function chain.may_come_back(uuid,uuid,uuid,timestamp with time zone,uuid[],bigint[]) to grein_app;

CREATE OR REPLACE FUNCTION chain.may_see_batch(p_authority uuid, p_batch uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN ((p_authority = platform.current_authority()) AND ((platform.current_wall() = 'staff'::text) OR ((platform.current_wall() = 'holder'::text) AND (EXISTS (SELECT FROM chain.batch_party mine WHERE ((mine.authority_id = may_see_batch.p_authority) AND (mine.batch_id = may_see_batch.p_batch) AND (mine.holder_id = platform.current_party())))))));
alter function chain.may_see_batch(uuid,uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.measured_of(p_authority uuid, p_product text, p_max integer)
 RETURNS TABLE(batch_id uuid, name text, kind text, grower_id uuid, laboratory_id uuid, verdict text, decided_at timestamp with time zone, results jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  return query
    select b.batch_id, b.name, b.kind, b.holder_id,
      case when platform.current_wall() = 'staff' or platform.current_party() in (b.holder_id, m.holder_id) then m.holder_id end,
      v.verdict, v.decided_at, chain.for_reader(p_authority, m.results)
    from chain.batch as b
    join lateral (
      select v.verdict, v.decided_at from chain.verdict as v
      where v.authority_id = b.authority_id and v.batch_id = b.batch_id
        and not exists (select from chain.correction as c where c.authority_id = v.authority_id and c.corrects_id = v.event_id)
      order by v.decided_at desc, v.event_id desc
      limit 1
    ) as v on true
    join lateral (
      select (array_agg(r.event_id order by r.tested_at desc, r.event_id desc))[1] as event_id,
        (array_agg(r.holder_id order by r.tested_at desc, r.event_id desc) filter (where r.tested_at <= v.decided_at))[1] as holder_id,
        max(r.tested_at) as tested_at,
        jsonb_agg(jsonb_build_object('eventId', r.event_id, 'sampleId', r.sample_id, 'analyte', r.analyte, 'value', r.value, 'unit', r.unit,
          'of', r.measured_of, 'method', r.method, 'uncertainty', r.uncertainty, 'testedAt', r.tested_at)
          order by r.tested_at desc, r.event_id desc) as results
      from chain.batch_edge as d
      join chain.batch as s on s.authority_id = d.authority_id and s.batch_id = d.child_id and s.kind = 'sample'
      join chain.result as r on r.authority_id = s.authority_id and r.sample_id = s.batch_id
      where d.authority_id = b.authority_id and d.parent_id = b.batch_id
        and not exists (select from chain.correction as c where c.authority_id = r.authority_id and c.corrects_id = r.event_id)
        -- The tests that measured what is charted; beside them stands what each measured with it.
        and exists (
          select from chain.result as content
          where content.authority_id = r.authority_id and content.sample_id = r.sample_id and content.event_id = r.event_id
            and content.analyte in ('total-thc', 'total-cbd', 'mdma-base'))
      having count(*) > 0
    ) as m on true
    where b.authority_id = p_authority and b.product_code = p_product and chain.may_see_batch(p_authority, b.batch_id)
    order by m.tested_at desc, m.event_id desc
    limit p_max;
end
$function$;
alter function chain.measured_of(uuid,text,integer) owner to grein_door;
grant execute on function chain.measured_of(uuid,text,integer) to grein_app;

CREATE OR REPLACE FUNCTION chain.month_changes(p_authority uuid, p_from bigint, p_until bigint)
 RETURNS TABLE(month date, account_id uuid, change bigint)
 LANGUAGE sql
 STABLE
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  select date_trunc('month', m.occurred_at at time zone 'Europe/Amsterdam')::date, side.account_id, sum(side.change)::bigint
  from chain.known_between(p_authority, p_from, p_until) as k
  cross join lateral (
    select own.from_account_id, own.to_account_id, own.amount, own.occurred_at from chain.movement as own
    where own.authority_id = p_authority and own.event_id = k.event_id
    offset 0) as m
  cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
  group by 1, 2
  $function$;
alter function chain.month_changes(uuid,bigint,bigint) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.need_accounts(p_authority uuid, p_ids uuid[], p_ats timestamp with time zone[], p_ledgers text[], p_kinds text[], p_holders uuid[], p_counters uuid[], p_premises uuid[], p_batches uuid[], p_shipments uuid[], p_states text[])
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  v_other uuid;
  v_early record;
  v_new   uuid[];
  v_gone  text;
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
    v_new := array(
      select distinct a.batch
      from unnest(p_ids, p_kinds, p_batches) as a(id, kind, batch)
      where a.kind is not null and a.batch is not null and not exists (
        select from chain.account as old where old.authority_id = p_authority and old.account_id = a.id));
    -- Whoever takes one of them back is waited for, and waits (post_beside).
    perform from chain.batch as own
      where own.authority_id = p_authority and own.batch_id = any (v_new) order by own.batch_id for key share;
    select own.name into v_gone from chain.batch as own
      where own.authority_id = p_authority and own.batch_id = any (v_new) and own.taken_back_id is not null limit 1;
    if found then
      raise exception 'the batch of an account was taken back' using errcode = '23514', constraint = 'account_taken_back', detail = v_gone;
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
$function$;
alter function chain.need_accounts(uuid,uuid[],timestamp with time zone[],text[],text[],uuid[],uuid[],uuid[],uuid[],uuid[],text[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.need_allowances(p_authority uuid, p_events uuid[], p_kinds text[], p_holders uuid[], p_counters uuid[], p_ats timestamp with time zone[], p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.need_allowances(uuid,uuid[],text[],uuid[],uuid[],timestamp with time zone[],uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.need_ceilings(p_authority uuid, p_events uuid[], p_kinds text[], p_holders uuid[], p_premises uuid[], p_exemptions uuid[], p_ats timestamp with time zone[], p_beside jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.need_ceilings(uuid,uuid[],text[],uuid[],uuid[],uuid[],timestamp with time zone[],jsonb) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.need_exemption(p_authority uuid, p_exemption uuid, p_from date, p_at timestamp with time zone, p_event uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_on constant date := (p_at at time zone 'Europe/Amsterdam')::date;
begin
  perform from licensing.exemption as x
    join licensing.exemption_version as v on v.authority_id = x.authority_id and v.exemption_id = x.exemption_id
    where x.authority_id = p_authority and x.exemption_id = p_exemption and v.period @> v_on and lower(v.period) = p_from
      and (x.withdrawn_on is null or x.withdrawn_on > v_on);
  if not found then
    raise exception 'the exemption is not in force as it was read' using errcode = '42501', constraint = 'exemption_in_force', detail = p_event::text;
  end if;
  return true;
end
$function$;
alter function chain.need_exemption(uuid,uuid,date,timestamp with time zone,uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.need_exemptions(p_authority uuid, p_leans jsonb, p_events uuid[], p_exemptions uuid[], p_froms text[], p_ats timestamp with time zone[], p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_one record;
  v_ok  boolean;
begin
  perform from licensing.exemption as x
    where x.authority_id = p_authority and x.exemption_id = any (p_exemptions || array(
      select r.exemption from jsonb_to_recordset(p_leans) as r(event uuid, exemption uuid) where r.event = any (p_fresh)))
    order by x.exemption_id for share;
  for v_one in
    select distinct on (relied.exemption, relied.since, (e.at at time zone 'Europe/Amsterdam')::date) relied.exemption, relied.since, e.id, e.at
    from (
      select r.event, r.exemption, r."from" as since from jsonb_to_recordset(p_leans) as r(event uuid, exemption uuid, "from" date)
      union all
      select own.event, own.exemption, own.since::date from unnest(p_events, p_exemptions, p_froms) as own(event, exemption, since)
    ) as relied
    join unnest(p_events, p_ats) as e(id, at) on e.id = relied.event
    where relied.exemption is not null and relied.event = any (p_fresh)
    order by relied.exemption, relied.since, (e.at at time zone 'Europe/Amsterdam')::date, e.id
  loop
    v_ok := chain.need_exemption(p_authority, v_one.exemption, v_one.since, v_one.at, v_one.id);
  end loop;
  insert into chain.event_exemption (authority_id, event_id, exemption_id)
    select p_authority, r.event, r.exemption from jsonb_to_recordset(p_leans) as r(event uuid, exemption uuid, named boolean)
    where r.named and r.event = any (p_fresh);
end
$function$;
alter function chain.need_exemptions(uuid,jsonb,uuid[],uuid[],text[],timestamp with time zone[],uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.need_limits(p_authority uuid, p_events uuid[], p_kinds text[], p_holders uuid[], p_exemptions uuid[], p_ats timestamp with time zone[], p_beside jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_event uuid;
begin
  -- What comes back is counted one receipt of a holder after another: two at once would both find it out there.
  perform from licensing.party as p
    where p.authority_id = p_authority and p.party_id in (
      select o.holder
      from unnest(p_kinds, p_holders) as o(kind, holder)
      join licensing.exemption as x on x.authority_id = p_authority and x.holder_id = o.holder
      join licensing.exemption_limit as l on l.authority_id = p_authority and l.exemption_id = x.exemption_id and 'receive' = any (l.acts)
      where o.kind = 'receive')
    order by p.party_id for no key update;
  with own as materialized (
    select o.event, o.kind, o.holder, o.exemption, o.at, (o.at at time zone 'Europe/Amsterdam')::date as day
    from unnest(p_events, p_kinds, p_holders, p_exemptions, p_ats) as o(event, kind, holder, exemption, at)
  ), relied as materialized (
    select own.event, own.kind, own.holder, own.at, own.day, own.exemption from own
    union
    select own.event, own.kind, own.holder, own.at, own.day, r.exemption
    from jsonb_to_recordset(p_beside -> 'leans') as r(event uuid, exemption uuid, named boolean)
    join own on own.event = r.event
    where r.named
  ), due as materialized (
    select relied.event, relied.kind, relied.holder, relied.at, relied.exemption, relied.day, l.number, l.product_code,
      'grein-limit/1|' || relied.exemption || '|' || l.number || '|'
        || case l.per when 'year' then extract(year from relied.day)::text else 'validity' end as named
    from relied
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = relied.exemption and l.period @> relied.day and relied.kind = any (l.acts)
  ), said as (
    select r.event, r.exemption, r.number, r.account, r.products
    from jsonb_to_recordset(p_beside -> 'limits') as r(event uuid, account uuid, exemption uuid, number smallint, products text[])
    union all
    select r.event, r.exemption, r.number, null, r.products
    from jsonb_to_recordset(p_beside -> 'unused') as r(event uuid, exemption uuid, number smallint, products text[])
  ), judged as (
    select due.event, due.kind, due.holder, due.at, due.named, said.account, coalesce(said.products, '{}') as products,
      said.event is not null and (due.product_code is null or said.products = array[due.product_code]) as is_said
    from due
    left join said on said.event = due.event and said.exemption = due.exemption and said.number = due.number
  )
  select judged.event into v_event
    from judged
    cross join lateral (
      select
        coalesce(sum(m.amount) filter (where m.ledger = 'limit_mg' and m.to_account_id = judged.account), 0) as used,
        coalesce(sum(m.amount) filter (where m.ledger = 'material_mg' and a.kind = 'stock' and a.state <> 'waste'
          and b.product_code = any (judged.products)), 0) as came,
        coalesce(bool_and(a.ledger = 'limit_mg' and a.holder_id = judged.holder
          and replace(a.shipment_id::text, '-', '') = chain.limit_id(judged.named)) filter (where m.to_account_id = judged.account), true) as is_own
      from chain.movement as m
      join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
      left join chain.batch as b on b.authority_id = p_authority and b.batch_id = a.batch_id
      where m.authority_id = p_authority and m.event_id = judged.event and m.occurred_at = judged.at) as moved
    where not judged.is_said or not moved.is_own or moved.used > moved.came
      or (moved.used < moved.came and (judged.kind <> 'receive' or (
        (select count(*) from relied where relied.event = judged.event) = 1
          and moved.came - moved.used > chain.came_back(p_authority, judged.holder, judged.event, judged.at, judged.products,
            array(select later.id from unnest(p_events) as later(id) where later.id >= judged.event)))))
    limit 1;
  if found then
    raise exception 'a limit of the exemption is not said, or not as it is used' using errcode = '23514', constraint = 'limit_said',
      detail = v_event::text;
  end if;
end
$function$;
alter function chain.need_limits(uuid,uuid[],text[],uuid[],uuid[],timestamp with time zone[],jsonb) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.need_premises(p_authority uuid, p_events uuid[], p_kinds text[], p_premises uuid[], p_ats timestamp with time zone[], p_beside jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.need_premises(uuid,uuid[],text[],uuid[],timestamp with time zone[],jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.need_said(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_event uuid;
begin
  with said as materialized (
    select r.event, r.substance, r.products
    from jsonb_to_recordset(coalesce(p_posting -> 'ceilings', '[]')) as r(event uuid, substance text, products text[])
    where r.event = any (p_fresh)
  ), used as materialized (
    select r.event, l.substance_id as substance, l.product_code
    from jsonb_to_recordset(coalesce(p_posting -> 'limits', '[]')) as r(event uuid, exemption uuid, number smallint, "on" date)
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = r.exemption and l.number = r.number and l.period @> r."on"
    where r.event = any (p_fresh)
  ), there as materialized (
    select distinct e.event_id as event, b.product_code
    from (select said.event from said union select used.event from used) as one
    join chain.event_batch as e on e.authority_id = p_authority and e.event_id = one.event
    join chain.batch as b on b.authority_id = p_authority and b.batch_id = e.batch_id
  )
  select wrong.event into v_event
    from (
      select there.event from there
      where exists (select from said where said.event = there.event)
        and not exists (select from said where said.event = there.event and there.product_code = any (said.products))
      union all
      select said.event from said
      where not exists (select from there where there.event = said.event and there.product_code = any (said.products))
      union all
      select one.event from said as one
      join said as other on other.event = one.event and other.substance <> one.substance and other.products && one.products
      union all
      select used.event from used
      where used.product_code is not null
          and not exists (select from there where there.event = used.event and there.product_code = used.product_code)
        or exists (select from said where said.event = used.event)
          and not exists (select from said where said.event = used.event and said.substance = used.substance)
    ) as wrong
    limit 1;
  if found then
    raise exception 'what came in is not of the substance it is said to be' using errcode = '23514', constraint = 'ceiling_said',
      detail = v_event::text;
  end if;
end
$function$;
alter function chain.need_said(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.next_quality_number(p_authority uuid, p_prefix text, p_year integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_last integer;
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() not in ('staff', 'holder') then
    raise exception 'nobody takes a number here' using errcode = '42501', constraint = 'quality_own';
  end if;
  insert into chain.quality_number as n (authority_id, prefix, year, last) values (p_authority, p_prefix, p_year, 1)
    on conflict on constraint quality_number_key do update set last = n.last + 1
    returning n.last into v_last;
  return p_prefix || '-' || p_year || '-' || lpad(v_last::text, 4, '0');
end
$function$;
alter function chain.next_quality_number(uuid,text,integer) owner to grein_door;
grant execute on function chain.next_quality_number(uuid,text,integer) to grein_app;

CREATE OR REPLACE FUNCTION chain.open_batches(p_authority uuid, p_beside jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_gone text;
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
    select own.name into v_gone
      from jsonb_to_recordset(p_beside -> 'edges') as d(parent uuid, event uuid)
      cross join lateral (
        select parent.name from chain.batch as parent
        where parent.authority_id = p_authority and parent.batch_id = d.parent and parent.taken_back_id is not null
        offset 0) as own -- by key, row by row
      where d.event = any (p_fresh)
      limit 1;
    if found then
      raise exception 'what was taken back is nobody’s parent' using errcode = '23514', constraint = 'account_taken_back', detail = v_gone;
    end if;
  end if;
end
$function$;
alter function chain.open_batches(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.out_there(p_authority uuid, p_holder uuid, p_sender uuid, p_at timestamp with time zone, p_batch uuid, p_but uuid[], p_told timestamp with time zone, p_beside jsonb)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive up as (
    select p_batch as batch
    union
    select d.parent_id from up join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch
  ), sent as materialized (
    -- What was refused at the door was never its receiver's to send: that goes back by the event that settles it.
    select l.batch_id, s.shipment_id, s.sender_id, s.receiver_id, s.shipped_at, s.reason, l.shipped_mg
    from up
    join chain.shipment_line as l on l.authority_id = p_authority and l.batch_id = up.batch
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id
    where s.sender_id <> s.receiver_id
      and (s.sender_id = p_holder or s.receiver_id <> p_holder and s.reason not in ('return', 'recall'))
      and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id)
      and (s.reason <> 'return' or not exists (
        select from chain.settlement as t where t.authority_id = p_authority and t.event_id = s.event_id))
  ), reached as (
    select sent.receiver_id as party from sent where sent.sender_id = p_holder
    union
    select sent.receiver_id from reached join sent on sent.sender_id = reached.party
  ), kin as (
    select sent.batch_id as batch from sent where sent.sender_id = p_holder
    union
    select d.child_id from kin join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = kin.batch
  ), back as materialized (
    select s.sender_id, t.event_id, t.received_at, t.shipment_id, t.line, t.received_mg
    from kin
    join chain.shipment_line as l on l.authority_id = p_authority and l.batch_id = kin.batch
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id and s.receiver_id = p_holder
    join chain.settlement as t on t.authority_id = p_authority and t.shipment_id = l.shipment_id and t.line = l.line
    join chain.event as e on e.authority_id = p_authority and e.event_id = t.event_id and e.kind = 'receive'
    where s.sender_id <> p_holder and s.reason in ('return', 'recall', 'service') and s.sender_id in (select reached.party from reached)
      and t.event_id <> all (p_but) and (e.recorded_at < p_told or e.recorded_at = p_told and e.event_id < all (p_but))
      and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)
  ), counted as (
    -- What a receipt used of a limit did not come back.
    select back.sender_id, back.received_at, least(back.received_mg, greatest(0, said.most - coalesce(sum(back.received_mg)
      over (partition by back.event_id order by back.shipment_id, back.line rows between unbounded preceding and 1 preceding), 0))) as amount
    from back
    cross join lateral (
      select coalesce(sum(m.amount) filter (where m.ledger = 'material_mg' and a.kind = 'stock'), 0)
        - coalesce(max(m.amount) filter (where m.ledger = 'limit_mg'), 0) as most
      from chain.movement as m
      join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
      where m.authority_id = p_authority and m.event_id = back.event_id) as said
  ), change as (
    select true as is_all, sent.shipped_at as at, 1 as place, sent.shipped_mg::numeric as amount from sent where sent.sender_id = p_holder
    union all
    select false, sent.shipped_at, 1, sent.shipped_mg
      from sent
      where sent.receiver_id = p_sender and (sent.sender_id = p_holder or sent.sender_id in (select reached.party from reached))
    union all
    select which.is_all, p_at, 2, -r.amount
      from jsonb_to_recordset(p_beside) as r(batch uuid, amount bigint)
      join kin on kin.batch = r.batch
      cross join (values (true), (false)) as which(is_all)
    union all
    select which.is_all, p_at, 3, 0 from (values (true), (false)) as which(is_all) -- where it is asked
    union all
    select which.is_all, counted.received_at, 4, -counted.amount
      from counted
      join (values (true), (false)) as which(is_all) on which.is_all or counted.sender_id = p_sender
  ), running as (
    select change.is_all, change.at, change.place, sum(change.amount) over so_far as level
    from change
    window so_far as (partition by change.is_all order by change.at, change.place, change.amount rows unbounded preceding)
  ), out as (
    -- What came before anything went out did not come back, so the level it left behind is where counting begins.
    select running.at, running.place,
      running.level - least(0, min(running.level) over (partition by running.is_all order by running.at, running.place rows unbounded preceding)) as level
    from running
  )
  select min(out.level)::bigint from out where (out.at, out.place) >= (p_at, 3)
  $function$;
alter function chain.out_there(uuid,uuid,uuid,timestamp with time zone,uuid,uuid[],timestamp with time zone,jsonb) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_back  uuid[];
  v_stays text;
begin
  perform chain.post_beside_of_losses(p_authority, p_posting, p_fresh);
  if p_posting ? 'corrections' then
    perform from chain.batch as b
      where b.authority_id = p_authority and b.event_id = any (array(
        select r.corrects from jsonb_to_recordset(p_posting -> 'corrections') as r(event uuid, corrects uuid) where r.event = any (p_fresh)))
      order by b.batch_id
      for update;
    if not found then
      return; -- It opened none.
    end if;
    with back as (
      update chain.batch as b set taken_back_id = r.event
        from jsonb_to_recordset(p_posting -> 'corrections') as r(event uuid, corrects uuid)
        where b.authority_id = p_authority and b.event_id = r.corrects and r.event = any (p_fresh)
        returning b.batch_id
    )
    select array_agg(back.batch_id) into v_back from back;
    select b.name into v_stays
      from chain.account as a
      join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
      join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
      where a.authority_id = p_authority and a.batch_id = any (v_back) and a.ledger in ('material_mg', 'plant_pieces') and n.amount <> 0
      limit 1;
    if not found then
      select b.name into v_stays
        from chain.batch_edge as d
        join chain.batch as child on child.authority_id = d.authority_id and child.batch_id = d.child_id and child.taken_back_id is null
        join chain.batch as b on b.authority_id = d.authority_id and b.batch_id = d.parent_id
        where d.authority_id = p_authority and d.parent_id = any (v_back)
        limit 1;
    end if;
    if found then
      raise exception 'something of the batch stays' using errcode = '23514', constraint = 'batch_stays', detail = v_stays;
    end if;
  end if;
end
$function$;
alter function chain.post_beside(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_beside_of_allowances(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform chain.post_beside_of_places(p_authority, p_posting, p_fresh);
  if p_posting ? 'allowances' then
    insert into chain.allowance (authority_id, allowance_id, kind, number, holder_id, counter_id, product_code, mass_mg, period, account_id)
      select p_authority, r.event, r.kind, r.number, r.holder, r.counter, r.product, r.amount, daterange(r."from", r.until), r.account
      from jsonb_to_recordset(p_posting -> 'allowances') as r(event uuid, kind text, number text, holder uuid, counter uuid, product text,
        amount bigint, "from" date, until date, account uuid)
      where r.event = any (p_fresh) order by r.event;
  end if;
end
$function$;
alter function chain.post_beside_of_allowances(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_beside_of_disputes(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform chain.post_beside_of_allowances(p_authority, p_posting, p_fresh);
  if p_posting ? 'disputes' then
    perform chain.check_dispute(p_authority, r.event, r.stock, r.amount)
      from jsonb_to_recordset(p_posting -> 'disputes') as r(event uuid, stock uuid, amount bigint)
      where r.event = any (p_fresh);
    insert into chain.dispute (authority_id, account_id, event_id, stock_id, holder_id, amount, short_at, due_on)
      select p_authority, r.account, r.event, r.stock, r.holder, r.amount, r."shortAt", r.due
      from jsonb_to_recordset(p_posting -> 'disputes') as r(event uuid, account uuid, stock uuid, holder uuid, amount bigint,
        "shortAt" timestamptz, due date)
      where r.event = any (p_fresh) order by r.account;
  end if;
end
$function$;
alter function chain.post_beside_of_disputes(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_beside_of_losses(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform chain.post_beside_of_rooms(p_authority, p_posting, p_fresh);
  if p_posting ? 'lossDues' then
    insert into chain.loss_due (authority_id, loss_id, told_to, holder_id, premises_id, discovered_at, due_on)
      select p_authority, r.event, r."to", r.holder, r.premises, r.discovered, r.due
      from jsonb_to_recordset(p_posting -> 'lossDues') as r(event uuid, "to" text, holder uuid, premises uuid, discovered timestamptz, due date)
      where r.event = any (p_fresh) order by r.event, r."to";
  end if;
  if p_posting ? 'lossNotices' then
    insert into chain.loss_notice (authority_id, loss_id, told_to, event_id, holder_id, reference, told_at)
      select p_authority, r.loss, r."to", r.event, r.holder, r.reference, r.at
      from jsonb_to_recordset(p_posting -> 'lossNotices') as r(loss uuid, "to" text, event uuid, holder uuid, reference text, at timestamptz)
      where r.event = any (p_fresh) order by r.loss, r."to";
  end if;
end
$function$;
alter function chain.post_beside_of_losses(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_beside_of_mass(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
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
    insert into chain.hold (authority_id, batch_id, event_id, root_id, scope, reason, held_at, holder_id)
      select p_authority, r.batch, r.event, r.root, r.scope, r.reason, r.at, r.holder
      from jsonb_to_recordset(p_posting -> 'holds') as r(batch uuid, event uuid, root uuid, scope text, reason text, at timestamptz,
        holder uuid)
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
$function$;
alter function chain.post_beside_of_mass(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_beside_of_places(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform chain.post_beside_of_mass(p_authority, p_posting, p_fresh);
  if p_posting ?| '{ceilings,limits}' then
    perform chain.need_said(p_authority, p_posting, p_fresh);
  end if;
  if p_posting ? 'ceilings' then
    perform chain.judge_ceilings(p_authority, p_posting -> 'ceilings', p_fresh);
  end if;
  if p_posting ? 'limits' then
    perform chain.check_limits(p_authority, p_posting -> 'limits', p_fresh);
  end if;
end
$function$;
alter function chain.post_beside_of_places(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_beside_of_rooms(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform chain.post_beside_of_signatures(p_authority, p_posting, p_fresh);
  if p_posting ? 'rooms' then
    insert into chain.room (authority_id, premises_id, name, from_on, event_id, holder_id, kind, uses)
      select p_authority, r.premises, r.name, r."from", r.event, r.holder, r.kind, r.uses
      from jsonb_to_recordset(p_posting -> 'rooms') as r(event uuid, premises uuid, name text, "from" date, holder uuid, kind text, uses text[])
      where r.event = any (p_fresh) order by r.premises, r.name;
  end if;
  if p_posting ? 'stays' then
    insert into chain.room_stay (authority_id, batch_id, premises_id, since, event_id, holder_id, room)
      select p_authority, r.batch, r.premises, r.at, r.event, r.holder, r.room
      from jsonb_to_recordset(p_posting -> 'stays') as r(event uuid, batch uuid, premises uuid, at timestamptz, holder uuid, room text)
      where r.event = any (p_fresh) order by r.batch;
  end if;
end
$function$;
alter function chain.post_beside_of_rooms(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_beside_of_signatures(p_authority uuid, p_posting jsonb, p_fresh uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform chain.post_beside_of_disputes(p_authority, p_posting, p_fresh);
  if p_posting ? 'toSign' then
    insert into chain.to_sign (authority_id, event_id, holder_id, premises_id, due_on)
      select p_authority, r.event, r.holder, r.premises, r.due
      from jsonb_to_recordset(p_posting -> 'toSign') as r(event uuid, holder uuid, premises uuid, due date)
      where r.event = any (p_fresh) order by r.event;
  end if;
  if p_posting ? 'countersigns' then
    insert into chain.countersign (authority_id, signs_id, event_id, holder_id, party_id, signed_at)
      select p_authority, r.signs, r.event, r.holder, r.party, r.at
      from jsonb_to_recordset(p_posting -> 'countersigns') as r(signs uuid, event uuid, holder uuid, party uuid, at timestamptz)
      where r.event = any (p_fresh) order by r.signs;
    perform chain.require_other(p_authority, r.signs, r.event)
      from jsonb_to_recordset(p_posting -> 'countersigns') as r(signs uuid, event uuid)
      where r.event = any (p_fresh);
  end if;
  if p_posting ? 'settlements' then
    perform chain.require_other(p_authority, s.event_id, r.event)
      from jsonb_to_recordset(p_posting -> 'settlements') as r(event uuid, shipment uuid)
      join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = r.shipment
      where r.event = any (p_fresh);
  end if;
end
$function$;
alter function chain.post_beside_of_signatures(uuid,jsonb,uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.post_event(p_authority uuid, p_event uuid, p_kind text, p_at timestamp with time zone, p_actor uuid, p_holder uuid, p_premises uuid, p_counter uuid, p_corrects uuid, p_exemption uuid, p_exemption_from date, p_basis text[], p_record text, p_salt bytea, p_accounts uuid[], p_account_ledgers text[], p_account_kinds text[], p_account_holders uuid[], p_account_counters uuid[], p_account_premises uuid[], p_account_batches uuid[], p_account_shipments uuid[], p_account_states text[], p_lines integer[], p_ledgers text[], p_from integer[], p_to integer[], p_amounts bigint[], p_parties uuid[], p_batches uuid[], p_beside jsonb)
 RETURNS TABLE(is_new boolean, recorded_at timestamp with time zone, leaf bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  v_now     constant timestamptz := clock_timestamp();
  v_is_late boolean := false; -- happened before the last movement of an account it moves
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
    v_is_late := v_is_late or v_change is not null and p_at < v_one.last_at;
  end loop;
  -- Marks of past balances that lie after what came late (0025) move with it.
  if v_is_late then
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
$function$;
alter function chain.post_event(uuid,uuid,text,timestamp with time zone,uuid,uuid,uuid,uuid,uuid,uuid,date,text[],text,bytea,uuid[],text[],text[],uuid[],uuid[],uuid[],uuid[],uuid[],text[],integer[],text[],integer[],integer[],bigint[],uuid[],uuid[],jsonb) owner to grein_door;
grant execute on function chain.post_event(uuid,uuid,text,timestamp with time zone,uuid,uuid,uuid,uuid,uuid,uuid,date,text[],text,bytea,uuid[],text[],text[],uuid[],uuid[],uuid[],uuid[],uuid[],text[],integer[],text[],integer[],integer[],bigint[],uuid[],uuid[],jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.post_events(p_authority uuid, p_is_import boolean, p_events uuid[], p_kinds text[], p_ats timestamp with time zone[], p_actors uuid[], p_holders uuid[], p_premises uuid[], p_counters uuid[], p_corrects uuid[], p_exemptions uuid[], p_exemption_froms text[], p_bases text[], p_records text[], p_salts bytea[], p_accounts uuid[], p_account_ats timestamp with time zone[], p_account_ledgers text[], p_account_kinds text[], p_account_holders uuid[], p_account_counters uuid[], p_account_premises uuid[], p_account_batches uuid[], p_account_shipments uuid[], p_account_states text[], p_movement_events integer[], p_lines integer[], p_ledgers text[], p_from integer[], p_to integer[], p_amounts bigint[], p_party_events integer[], p_parties uuid[], p_batch_events integer[], p_batches uuid[], p_beside jsonb)
 RETURNS TABLE(recorded_at timestamp with time zone, leaves bytea, earlier integer[], earlier_at timestamp with time zone[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
    if v_oldest < (select max(last.at) from unnest(v_lasts) as last (at)) and exists (
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
$function$;
alter function chain.post_events(uuid,boolean,uuid[],text[],timestamp with time zone[],uuid[],uuid[],uuid[],uuid[],uuid[],uuid[],text[],text[],text[],bytea[],uuid[],timestamp with time zone[],text[],text[],uuid[],uuid[],uuid[],uuid[],uuid[],text[],integer[],integer[],text[],integer[],integer[],bigint[],integer[],uuid[],integer[],uuid[],jsonb) owner to grein_door;
grant execute on function chain.post_events(uuid,boolean,uuid[],text[],timestamp with time zone[],uuid[],uuid[],uuid[],uuid[],uuid[],uuid[],text[],text[],text[],bytea[],uuid[],timestamp with time zone[],text[],text[],uuid[],uuid[],uuid[],uuid[],uuid[],text[],integer[],integer[],text[],integer[],integer[],bigint[],integer[],uuid[],integer[],uuid[],jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.post_quality(p_authority uuid, p_threads jsonb, p_steps jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  if p_authority is distinct from platform.current_authority() or not (v_is_staff or v_party is not null) then
    raise exception 'nobody writes from behind this wall' using errcode = '42501', constraint = 'quality_own';
  end if;
  insert into chain.quality_thread (authority_id, thread_id, kind, number, batch_id, sample_id, product_code, holder_id, laboratory_id,
    refers_id, subject, opened_at)
    select p_authority, t.id, t.kind, t.number, t.batch, t.sample, t.product, t.holder, t.laboratory, t.refers, coalesce(t.subject, ''), t.at
    from jsonb_to_recordset(p_threads) as t(id uuid, kind text, number text, batch uuid, sample uuid, product text, holder uuid,
      laboratory uuid, refers uuid, subject text, at timestamptz);
  if not v_is_staff and (exists (
    select from jsonb_to_recordset(p_steps) as s(thread uuid, party uuid)
    join chain.quality_thread as t on t.authority_id = p_authority and t.thread_id = s.thread
    where s.party is distinct from v_party or v_party not in (t.holder_id, coalesce(t.laboratory_id, t.holder_id))
      or t.kind not in ('order', 'case', 'study', 'supply'))
    or exists (
      select from jsonb_to_recordset(p_threads) as t(kind text, holder uuid)
      where t.kind = 'supply' and t.holder is distinct from v_party)) then
    raise exception 'a holder writes for itself' using errcode = '42501', constraint = 'quality_own';
  end if;
  with added as (
    insert into chain.quality_step (authority_id, thread_id, step, step_id, kind, state, at, actor_id, party_id, event_id, due_on, record, salt, leaf)
      select p_authority, s.thread, s.step, s.id, s.kind, s.state, s.at, s.actor, s.party, s.event, s.due, s.record,
        decode(s.salt, 'base64'), sha256('\x00'::bytea || decode(s.salt, 'base64') || convert_to(s.record, 'UTF8'))
      from jsonb_to_recordset(p_steps) as s(thread uuid, step smallint, id uuid, kind text, state text, at timestamptz, actor uuid, party uuid,
        event uuid, due date, record text, salt text)
      returning step_id, leaf
  )
  insert into log.unsealed (authority_id, entry_id, leaf) select p_authority, added.step_id, added.leaf from added;
  perform chain.keep_states(p_authority, array(select s.thread from jsonb_to_recordset(p_steps) as s(thread uuid)));
end
$function$;
alter function chain.post_quality(uuid,jsonb,jsonb) owner to grein_door;
grant execute on function chain.post_quality(uuid,jsonb,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.post_study_signal(p_authority uuid, p_threads jsonb, p_steps jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  if p_authority is distinct from platform.current_authority() or not (v_is_staff or v_party is not null) then
    raise exception 'nobody writes from behind this wall' using errcode = '42501', constraint = 'quality_own';
  end if;
  if jsonb_array_length(p_threads) <> 1 or jsonb_array_length(p_steps) <> 1 or not exists (
    select from jsonb_to_recordset(p_threads) as t(id uuid, kind text, holder uuid, laboratory uuid, refers uuid)
    join jsonb_to_recordset(p_steps) as s(thread uuid, step smallint, kind text, party uuid) on s.thread = t.id and s.step = 1 and s.kind = 'raised'
    join chain.quality_thread as study on study.authority_id = p_authority and study.thread_id = t.refers and study.kind = 'study'
    where t.kind = 'signal' and t.holder = study.holder_id and t.laboratory is not distinct from study.laboratory_id
      and (v_is_staff or (s.party = v_party and v_party in (study.holder_id, study.laboratory_id))))
  then
    raise exception 'a signal is raised of a study that is one’s own' using errcode = '42501', constraint = 'quality_own';
  end if;
  insert into chain.quality_thread (authority_id, thread_id, kind, number, batch_id, sample_id, product_code, holder_id, laboratory_id,
    refers_id, subject, opened_at)
    select p_authority, t.id, t.kind, t.number, t.batch, t.sample, t.product, t.holder, t.laboratory, t.refers, coalesce(t.subject, ''), t.at
    from jsonb_to_recordset(p_threads) as t(id uuid, kind text, number text, batch uuid, sample uuid, product text, holder uuid,
      laboratory uuid, refers uuid, subject text, at timestamptz);
  with added as (
    insert into chain.quality_step (authority_id, thread_id, step, step_id, kind, state, at, actor_id, party_id, event_id, due_on, record, salt, leaf)
      select p_authority, s.thread, s.step, s.id, s.kind, s.state, s.at, s.actor, s.party, s.event, s.due, s.record,
        decode(s.salt, 'base64'), sha256('\x00'::bytea || decode(s.salt, 'base64') || convert_to(s.record, 'UTF8'))
      from jsonb_to_recordset(p_steps) as s(thread uuid, step smallint, id uuid, kind text, state text, at timestamptz, actor uuid, party uuid,
        event uuid, due date, record text, salt text)
      returning step_id, leaf
  )
  insert into log.unsealed (authority_id, entry_id, leaf) select p_authority, added.step_id, added.leaf from added;
  perform chain.keep_states(p_authority, array(select s.thread from jsonb_to_recordset(p_steps) as s(thread uuid)));
end
$function$;
alter function chain.post_study_signal(uuid,jsonb,jsonb) owner to grein_door;
grant execute on function chain.post_study_signal(uuid,jsonb,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.propose_erasure(p_authority uuid, p_erasure uuid, p_term text, p_months integer, p_before date, p_basis text[], p_reason text, p_events uuid[], p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.propose_erasure(uuid,uuid,text,integer,date,text[],text,uuid[],timestamp with time zone) owner to grein_door;
grant execute on function chain.propose_erasure(uuid,uuid,text,integer,date,text[],text,uuid[],timestamp with time zone) to grein_app;

CREATE OR REPLACE FUNCTION chain.put_own_drill(p_authority uuid, p_recall jsonb, p_notices jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.put_own_drill(uuid,jsonb,jsonb) owner to grein_door;
grant execute on function chain.put_own_drill(uuid,jsonb,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.put_recall(p_authority uuid, p_recall jsonb, p_notices jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
    insert into chain.recall_notice (authority_id, recall_id, holder_id, kind, reason, hold_event_id, root_id, told_at, due_at, coming_mg, counted_at)
      select r.authority_id, r.recall_id, n.holder, r.kind, r.reason, r.hold_event_id, r.root_id, n."toldAt",
        n."toldAt" + make_interval(secs => r.term_seconds), n."comingMg", n."toldAt"
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
$function$;
alter function chain.put_recall(uuid,jsonb,jsonb) owner to grein_door;
grant execute on function chain.put_recall(uuid,jsonb,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.put_recall_attempt(p_authority uuid, p_row jsonb)
 RETURNS TABLE(is_new boolean, acknowledged boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_new boolean;
  v_ack boolean;
begin
  if platform.current_wall() is distinct from 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'staff of the authority record whom they reached' using errcode = '42501';
  end if;
  insert into chain.recall_attempt (authority_id, attempt_id, recall_id, holder_id, way, outcome, remark, attempted_at, actor_id)
    select n.authority_id, r.id, n.recall_id, n.holder_id, r.way, r.outcome, r.remark, r.at, r.actor
    from jsonb_to_record(p_row) as r(id uuid, recall uuid, holder uuid, way text, outcome text, remark text, at timestamptz, actor uuid)
    join chain.recall_notice as n on n.authority_id = p_authority and n.recall_id = r.recall and n.holder_id = r.holder
    on conflict on constraint recall_attempt_key do nothing
    returning true into v_new;
  if v_new then
    insert into chain.recall_acknowledgement (authority_id, recall_id, holder_id, acknowledgement_id, acknowledged_at)
      select a.authority_id, a.recall_id, a.holder_id, a.attempt_id, a.attempted_at
      from chain.recall_attempt as a
      where a.authority_id = p_authority and a.attempt_id = (p_row ->> 'id')::uuid and a.outcome = 'received'
      on conflict on constraint recall_acknowledgement_key do nothing
      returning true into v_ack;
  end if;
  return query select coalesce(v_new, false), coalesce(v_ack, false);
end
$function$;
alter function chain.put_recall_attempt(uuid,jsonb) owner to grein_door;
grant execute on function chain.put_recall_attempt(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.put_recall_destination(p_authority uuid, p_row jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.put_recall_destination(uuid,jsonb) owner to grein_door;
grant execute on function chain.put_recall_destination(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.put_recall_posting(p_authority uuid, p_row jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff'
    or platform.current_subject() is distinct from 'system' then
    raise exception 'the house alone delivers' using errcode = '42501', constraint = 'posting_own';
  end if;
  insert into chain.recall_posting (authority_id, posting_id, holder_id, destination_id, recall_id, outcome, detail, posted_at)
    select p_authority, r.id, r.holder, r.destination, r.recall, r.outcome, r.detail, r.at
    from jsonb_to_record(p_row) as r(id uuid, holder uuid, destination uuid, recall uuid, outcome text, detail text, at timestamptz);
end
$function$;
alter function chain.put_recall_posting(uuid,jsonb) owner to grein_door;
grant execute on function chain.put_recall_posting(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.put_recall_telling(p_authority uuid, p_row jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_recall constant uuid := (p_row ->> 'recall')::uuid;
  v_party  constant uuid := (p_row ->> 'buyer')::uuid;
  v_mine   constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  if p_authority is distinct from platform.current_authority() or not exists (
      select from chain.recall as r
      where r.authority_id = p_authority and r.recall_id = v_recall
        and (platform.current_wall() = 'staff' and r.held_by is null or r.held_by = v_mine))
  then
    raise exception 'staff of the authority record whom they told abroad, and who holds a drill of its own' using errcode = '42501';
  end if;
  if v_mine is not null then
    if not exists (
        with recursive family as (
          select p.batch_id from chain.batch_party as p
          join chain.recall as r on r.authority_id = p.authority_id and r.root_id = p.batch_id and r.recall_id = v_recall
          where p.authority_id = p_authority and p.holder_id = v_mine
          union
          select d.child_id from family
          join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = family.batch_id
          join chain.batch_party as p on p.authority_id = p_authority and p.holder_id = v_mine and p.batch_id = d.child_id
        )
        select from family
        join chain.recall as r on r.authority_id = p_authority and r.recall_id = v_recall
        join chain.account as a on a.authority_id = p_authority and a.batch_id = family.batch_id and a.holder_id = v_mine
          and a.kind = 'world' and a.state = 'exported' and a.ledger = 'material_mg'
        join chain.movement as m on m.authority_id = a.authority_id and m.to_account_id = a.account_id and m.occurred_at < r.started_at
        join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
        where e.kind = 'export' and e.counter_id = v_party
          and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id))
    then
      raise exception 'nothing of this was exported there by who holds the drill' using errcode = '42501';
    end if;
  elsif not exists (
      select from chain.recall as r
      join chain.recall_notice_line as l on l.authority_id = r.authority_id and l.recall_id = r.recall_id
      join chain.account as a on a.authority_id = l.authority_id and a.batch_id = l.batch_id and a.holder_id = l.holder_id
        and a.kind = 'world' and a.state = 'exported' and a.ledger = 'material_mg'
      join chain.movement as m on m.authority_id = a.authority_id and m.to_account_id = a.account_id
      join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
      where r.authority_id = p_authority and r.recall_id = v_recall
        and e.kind = 'export' and (v_party is null or e.counter_id = v_party)
        and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id))
    and not exists (
      select from chain.recall as r
      cross join lateral chain.ancestors(p_authority, r.root_id) as source(batch_id)
      join chain.batch as b on b.authority_id = r.authority_id and b.batch_id = source.batch_id and b.taken_back_id is null
      join chain.event as e on e.authority_id = b.authority_id and e.event_id = b.event_id and e.kind = 'import'
      where r.authority_id = p_authority and r.recall_id = v_recall
        and (v_party is null or e.counter_id = v_party))
  then
    raise exception 'nothing of this was exported there or came from there' using errcode = '42501';
  end if;
  insert into chain.recall_telling (authority_id, telling_id, recall_id, country, buyer_id, recipient, way, outcome, remark, told_at, actor_id)
    select p_authority, r.id, r.recall, r.country, r.buyer, r.recipient, r.way, r.outcome, r.remark, r.at, r.actor
    from jsonb_to_record(p_row) as r(id uuid, recall uuid, country text, buyer uuid, recipient text, way text, outcome text, remark text,
      at timestamptz, actor uuid)
    on conflict on constraint recall_telling_key do nothing;
  return found;
end
$function$;
alter function chain.put_recall_telling(uuid,jsonb) owner to grein_door;
grant execute on function chain.put_recall_telling(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION chain.quality_of(p_authority uuid, p_batch uuid)
 RETURNS TABLE(thread_id uuid, kind text, number text, state text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    select t.thread_id, t.kind, t.number, (
      select s.state from chain.quality_step as s
      where s.authority_id = p_authority and s.thread_id = t.thread_id order by s.step desc limit 1)
    from chain.ancestors(p_authority, p_batch) as up
    join chain.quality_thread as t on t.authority_id = p_authority and t.batch_id = up
    where t.kind in ('order', 'case') and not exists (
      select from chain.quality_thread as study
      where study.authority_id = p_authority and study.thread_id = t.refers_id and study.kind = 'study')
    order by t.opened_at;
end
$function$;
alter function chain.quality_of(uuid,uuid) owner to grein_door;
grant execute on function chain.quality_of(uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.recall_destination_token(p_authority uuid, p_holder uuid, p_destination uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff'
    or platform.current_subject() is distinct from 'system' then
    raise exception 'the house alone signs' using errcode = '42501', constraint = 'posting_own';
  end if;
  return (select d.signature_token from chain.recall_destination as d
    where d.authority_id = p_authority and d.holder_id = p_holder and d.destination_id = p_destination);
end
$function$;
alter function chain.recall_destination_token(uuid,uuid,uuid) owner to grein_door;
grant execute on function chain.recall_destination_token(uuid,uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.recorded_by(p_authority uuid, p_events uuid[], p_actor uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select e.event_id
  from chain.event as e
  where e.authority_id = p_authority and p_authority = platform.current_authority() and e.event_id = any (p_events) and e.actor_id = p_actor
    and (platform.current_wall() = 'staff' or exists (
      select from chain.event_party as p
      where p.authority_id = p_authority and p.event_id = e.event_id and p.holder_id = platform.current_party()))
$function$;
alter function chain.recorded_by(uuid,uuid[],uuid) owner to grein_door;
grant execute on function chain.recorded_by(uuid,uuid[],uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.records_of(p_authority uuid, p_events uuid[])
 RETURNS TABLE(event_id uuid, record text, salt bytea, act jsonb, is_erased boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
  v_first    constant uuid := (select one.id from unnest(p_events) as one (id) order by one.id limit 1);
  v_last     constant uuid := (select one.id from unnest(p_events) as one (id) order by one.id desc nulls last limit 1);
begin
  return query
    select e.event_id, case when seen.is_whole then e.record end, case when seen.is_whole then e.salt end,
      case when seen.is_whole or seen.is_told then e.record::jsonb -> 'act' end, e.record is null
    from chain.event as e
    cross join lateral (
      select
        v_is_staff or not exists (
          select from chain.movement as m
          where m.authority_id = e.authority_id and m.event_id = e.event_id and m.event_id >= v_first and m.event_id <= v_last
            and not exists (
              select from chain.account as mine
              where mine.authority_id = e.authority_id and mine.account_id in (m.from_account_id, m.to_account_id)
                and v_party in (mine.holder_id, mine.counter_id))) as is_whole,
        not v_is_staff and exists (
          select from chain.event_batch as b
          join chain.batch_party as had on had.authority_id = b.authority_id and had.batch_id = b.batch_id and had.holder_id = v_party
          where b.authority_id = e.authority_id and b.event_id = e.event_id) as is_told
      offset 0) as seen
    where e.authority_id = p_authority and e.event_id = any (p_events) and e.event_id >= v_first and e.event_id <= v_last
      and (v_is_staff or exists (
        select from chain.event_party as p
        where p.authority_id = e.authority_id and p.event_id = e.event_id and p.holder_id = v_party));
end
$function$;
alter function chain.records_of(uuid,uuid[]) owner to grein_door;
grant execute on function chain.records_of(uuid,uuid[]) to grein_app;

CREATE OR REPLACE FUNCTION chain.refuse_all_but_emptying()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if to_jsonb(new) ->> tg_argv[0] = '' and to_jsonb(new) - tg_argv[0] = to_jsonb(old) - tg_argv[0] then
    return new;
  end if;
  raise exception 'this is written once and its words can only be erased' using errcode = '42501';
end
$function$;

CREATE OR REPLACE FUNCTION chain.refuse_all_but_erased()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select from chain.erased_event as g where g.authority_id = old.authority_id and g.event_id = old.chain_event_id) then
    return old;
  end if;
  raise exception 'an event of EPCIS is written once and goes with its act alone' using errcode = '42501';
end
$function$;

CREATE OR REPLACE FUNCTION chain.refuse_all_but_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION chain.refuse_all_but_taking_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.taken_back_id is null and new.taken_back_id is not null
    and to_jsonb(new) - 'taken_back_id' = to_jsonb(old) - 'taken_back_id'
  then
    return new;
  end if;
  raise exception 'a batch is written once and can only be taken back' using errcode = '42501';
end
$function$;

CREATE OR REPLACE FUNCTION chain.refuse_anothers(p_authority uuid, p_account uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if platform.current_wall() <> 'staff' and not exists (
    select from chain.account as a
    where a.authority_id = p_authority and a.account_id = p_account and platform.current_party() in (a.holder_id, a.counter_id))
  then
    raise exception 'another no longer has it' using errcode = '23514', constraint = 'balance_gone_on';
  end if;
end
$function$;
alter function chain.refuse_anothers(uuid,uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.refuse_balance(p_authority uuid, p_account uuid, p_change bigint)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  v_balance record;
begin
  select b.amount, b.closed_at, b.is_signed into v_balance
    from chain.balance as b where b.authority_id = p_authority and b.account_id = p_account for update;
  if not found then
    if exists (select from chain.account as a where a.authority_id = p_authority and a.account_id = p_account and a.kind = 'world') then
      return true;
    end if;
    raise exception 'an account has no balance' using errcode = '23514', constraint = 'balance_present', detail = p_account::text;
  elsif v_balance.closed_at is not null then
    raise exception 'an account is closed' using errcode = '23514', constraint = 'balance_open', detail = p_account::text;
  elsif not v_balance.is_signed and v_balance.amount + p_change < 0 then
    perform chain.refuse_short(p_authority, p_account, -(v_balance.amount + p_change));
  end if;
  raise exception 'the balance changed meanwhile' using errcode = '40001'; -- Between two looks: whoever calls tries again.
end
$function$;
alter function chain.refuse_balance(uuid,uuid,bigint) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.refuse_changed(p_authority uuid, p_event uuid, p_holder uuid, p_record text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_old record;
begin
  select e.holder_id, e.record into v_old from chain.event as e where e.authority_id = p_authority and e.event_id = p_event;
  if v_old.record is null or v_old.holder_id <> p_holder or (v_old.record::jsonb -> 'act') <> (p_record::jsonb -> 'act') then
    raise exception 'this event was recorded with other content' using errcode = '23505', detail = p_event::text,
      constraint = case when v_old.record is null then 'event_gone' else 'event_changed' end;
  end if;
end
$function$;
alter function chain.refuse_changed(uuid,uuid,uuid,text) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.refuse_names_of_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from chain.epcis_event as e where e.authority_id = old.authority_id and e.row_id = old.row_id) then
    return old;
  end if;
  raise exception 'a name is written once and goes with its event alone' using errcode = '42501';
end
$function$;

CREATE OR REPLACE FUNCTION chain.refuse_short(p_authority uuid, p_account uuid, p_short bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform chain.refuse_anothers(p_authority, p_account);
  raise exception 'more leaves an account than it holds' using errcode = '23514', constraint = 'balance_not_negative',
    detail = format('%s %s', p_account, p_short);
end
$function$;
alter function chain.refuse_short(uuid,uuid,bigint) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.refuse_times(p_events uuid[], p_ats timestamp with time zone[], p_is_import boolean, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$;
alter function chain.refuse_times(uuid[],timestamp with time zone[],boolean,timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.remind_recalls(p_authority uuid, p_recall uuid, p_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.remind_recalls(uuid,uuid,timestamp with time zone) owner to grein_door;
grant execute on function chain.remind_recalls(uuid,uuid,timestamp with time zone) to grein_app;

CREATE OR REPLACE FUNCTION chain.reopened_by(p_authority uuid, p_beside jsonb, p_events uuid[], p_corrects uuid[], p_fresh uuid[] DEFAULT NULL::uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_reopens uuid[];
  v_settled uuid[];
begin
  select array_agg(r.account), array_agg(a.account_id)
    into v_reopens, v_settled
    from jsonb_to_recordset(p_beside -> 'reopens') as r(event uuid, account uuid)
    join unnest(p_events, p_corrects) as e(id, corrects) on e.id = r.event
    left join lateral (
      select own.account_id
      from chain.event as was
      join chain.balance as b on b.authority_id = p_authority and b.account_id = r.account and b.closed_at = was.occurred_at
      join chain.account as own on own.authority_id = p_authority and own.account_id = r.account and own.kind = 'difference'
      where was.authority_id = p_authority and was.event_id = e.corrects and was.kind = 'settle-difference' and exists (
        select from chain.movement as m
        join chain.account as moved on moved.authority_id = p_authority and moved.account_id in (m.from_account_id, m.to_account_id)
        where m.authority_id = p_authority and m.event_id = was.event_id and moved.kind = 'difference'
          and (moved.holder_id, moved.counter_id, moved.premises_id, moved.batch_id, moved.shipment_id, moved.state)
            is not distinct from (own.holder_id, own.counter_id, own.premises_id, own.batch_id, own.shipment_id, own.state))
    ) as a on true
    where p_fresh is null or r.event = any (p_fresh);
  if array_position(v_settled, null) is not null then
    raise exception 'an account is opened again by taking back what closed it' using errcode = '23514', constraint = 'balance_reopened';
  end if;
  return coalesce(v_reopens, '{}');
end
$function$;
alter function chain.reopened_by(uuid,jsonb,uuid[],uuid[],uuid[]) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.replay_erasure(p_authority uuid, p_list jsonb, p_trace text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function chain.replay_erasure(uuid,jsonb,text) owner to grein_door;
grant execute on function chain.replay_erasure(uuid,jsonb,text) to grein_app;

CREATE OR REPLACE FUNCTION chain.require_other(p_authority uuid, p_first uuid, p_second uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (
    select from chain.event as first
    join chain.event as second on second.authority_id = p_authority and second.event_id = p_second
    where first.authority_id = p_authority and first.event_id = p_first and first.actor_id = second.actor_id
      and not second.is_imported)
  then
    raise exception 'the second signature is another person’s' using errcode = '42501', constraint = 'signature_other';
  end if;
end
$function$;
alter function chain.require_other(uuid,uuid,uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.require_own(p_authority uuid, p_events uuid[], p_holders uuid[], p_accounts uuid[], p_account_holders uuid[], p_account_counters uuid[], p_movement_events integer[], p_from integer[], p_beside jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  v_party constant uuid := platform.current_party();
begin
  if platform.current_wall() = 'holder' and v_party = all (p_holders) and not p_from && array(
    select a.place::integer from unnest(p_accounts, p_account_holders, p_account_counters) with ordinality as a(id, holder, counter, place)
    where (a.holder = v_party or a.counter = v_party) is not true)
  then
    return true;
  end if;
  return chain.require_own_each(p_authority, p_events, p_holders, p_accounts, p_account_holders, p_account_counters, p_movement_events, p_from,
    p_beside);
end
$function$;
alter function chain.require_own(uuid,uuid[],uuid[],uuid[],uuid[],uuid[],integer[],integer[],jsonb) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.require_own_each(p_authority uuid, p_events uuid[], p_holders uuid[], p_accounts uuid[], p_account_holders uuid[], p_account_counters uuid[], p_movement_events integer[], p_from integer[], p_beside jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
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
$function$;
alter function chain.require_own_each(uuid,uuid[],uuid[],uuid[],uuid[],uuid[],integer[],integer[],jsonb) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.results_for(p_authority uuid, p_batch uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return '{"results": [], "verdict": null}';
  end if;
  return jsonb_build_object(
    'results', coalesce(chain.facts_for(p_authority, jsonb_build_object('batches', jsonb_build_array(p_batch), 'results', true)) -> 'results', '[]'),
    'verdict', (
      select jsonb_build_object('number', v.certificate, 'verdict', v.verdict, 'eventId', v.event_id, 'decidedAt', v.decided_at)
      from chain.verdict as v
      where v.authority_id = p_authority and v.batch_id in (select up.batch_id from chain.same_material(p_authority, p_batch) as up)
        and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = v.event_id)
      order by v.batch_id = p_batch desc, v.decided_at desc limit 1));
end
$function$;
alter function chain.results_for(uuid,uuid) owner to grein_door;
grant execute on function chain.results_for(uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.rows_without_year()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (select count(*) from (
      select from chain.event_default as e where not e.is_imported or e.event_id >= '014aa2ca-b000-7000-8000-000000000000' limit 1000) as e)
    + (select count(*) from (
      select from chain.movement_default as m where m.event_id >= '014aa2ca-b000-7000-8000-000000000000' limit 1000) as m)
  $function$;
alter function chain.rows_without_year() owner to grein_door;
grant execute on function chain.rows_without_year() to grein_app;

CREATE OR REPLACE FUNCTION chain.same_material(p_authority uuid, p_batch uuid)
 RETURNS TABLE(batch_id uuid, depth integer)
 LANGUAGE sql
 STABLE ROWS 5
 SET search_path TO ''
AS $function$
  with recursive up as (
    select p_batch as batch_id, 0 as depth
    union all
    select parent.batch_id, up.depth + 1
    from up
    join chain.batch as child on child.authority_id = p_authority and child.batch_id = up.batch_id
    join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch_id
    join chain.batch as parent on parent.authority_id = p_authority and parent.batch_id = d.parent_id
      and parent.product_code = child.product_code
    where not exists (
      select from chain.batch_edge as other
      where other.authority_id = p_authority and other.child_id = up.batch_id and other.parent_id <> d.parent_id)
  )
  select up.batch_id, up.depth from up
  $function$;
alter function chain.same_material(uuid,uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.shelf_life_of(p_authority uuid, p_batch uuid)
 RETURNS TABLE(number text, thread_id uuid, term_kind text, months integer, concluded_at timestamp with time zone, released_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    select t.number, t.thread_id, said ->> 'kind', (said ->> 'months')::integer, s.at, (
      select case said ->> 'kind' when 'shelf-life' then min(v.decided_at) else max(v.decided_at) end
      from chain.ancestors(p_authority, p_batch) as up
      join chain.verdict as v on v.authority_id = p_authority and v.batch_id = up and v.verdict = 'released'
      where not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = v.event_id))
    from chain.batch as b
    join chain.quality_thread as t on t.authority_id = p_authority and t.kind = 'study' and t.product_code = b.product_code
    join chain.quality_step as s on s.authority_id = p_authority and s.thread_id = t.thread_id and s.kind = 'concluded'
    cross join lateral (select s.record::jsonb -> 'content' as said) as content
    where b.authority_id = p_authority and b.batch_id = p_batch
    order by s.at desc, s.step_id desc
    limit 1;
end
$function$;
alter function chain.shelf_life_of(uuid,uuid) owner to grein_door;
grant execute on function chain.shelf_life_of(uuid,uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.side_by_day(p_authority uuid)
 RETURNS TABLE(on_day date, last_on date, is_undone boolean, act_kind text, source text, target text, mass_mg bigint, events bigint)
 LANGUAGE sql
 STABLE
AS $function$
  with mark as materialized (select r.leaves from chain.sum_mark as r where r.authority_id = p_authority)
  select s.on_day, s.last_on, s.is_undone, s.act_kind, s.source, s.target, sum(s.mass_mg)::bigint, sum(s.events)::bigint
  from (
    select k.on_day, k.last_on, k.is_undone, k.act_kind, k.source, k.target, k.mass_mg, k.events from chain.side_sum as k
    where k.authority_id = p_authority and exists (select from mark)
    union all
    select c.on_day, c.last_on, c.is_undone, c.act_kind, c.source, c.target, c.mass_mg, c.events
    from chain.side_changes(p_authority, (select coalesce(max(mark.leaves), 0) from mark), null) as c
  ) as s
  group by s.on_day, s.last_on, s.is_undone, s.act_kind, s.source, s.target
  $function$;
alter function chain.side_by_day(uuid) owner to grein_door;
grant execute on function chain.side_by_day(uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.side_changes(p_authority uuid, p_from bigint, p_until bigint)
 RETURNS TABLE(on_day date, last_on date, is_undone boolean, act_kind text, source text, target text, mass_mg bigint, events bigint)
 LANGUAGE sql
 STABLE
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  with known as materialized (
    select k.event_id, k.kind, k.occurred_at, c.corrects_id
    from chain.known_between(p_authority, p_from, p_until) as k
    left join lateral (
      select own.corrects_id from chain.correction as own
      where own.authority_id = p_authority and own.event_id = k.event_id
      offset 0) as c on true
  ), pair (done_id, undone_id) as (
    select k.corrects_id, k.event_id from known as k where k.corrects_id is not null
    union all
    select k.event_id, c.undone_id
    from known as k
    cross join lateral (
      select own.event_id as undone_id from chain.correction as own
      where own.authority_id = p_authority and own.corrects_id = k.event_id
      offset 0) as c
    where k.corrects_id is null
  ), both_known (event_id, kind, first_at, last_at) as (
    select e.event_id, e.kind, least(done.occurred_at, undone.occurred_at), greatest(done.occurred_at, undone.occurred_at)
    from (select distinct pair.done_id, pair.undone_id from pair) as p
    cross join lateral (
      select own.event_id, own.kind, own.occurred_at from chain.event as own
      where own.authority_id = p_authority and own.event_id = p.done_id
        and (p_until is null or exists (select from log.leaf as l
          where l.authority_id = p_authority and l.entry_id = own.event_id and l.leaf = own.leaf and l.leaf_index < p_until))
        and not exists (select from chain.correction as c where c.authority_id = p_authority and c.event_id = own.event_id)
      offset 0) as done
    cross join lateral (
      select own.event_id, own.kind, own.occurred_at from chain.event as own
      where own.authority_id = p_authority and own.event_id = p.undone_id
        and (p_until is null or exists (select from log.leaf as l
          where l.authority_id = p_authority and l.entry_id = own.event_id and l.leaf = own.leaf and l.leaf_index < p_until))
      offset 0) as undone
    cross join lateral (values (done.event_id, done.kind), (undone.event_id, undone.kind)) as e (event_id, kind)
  ), counting (event_id, kind, on_day, last_on, is_undone) as (
    select k.event_id, k.kind, (k.occurred_at at time zone 'Europe/Amsterdam')::date, (k.occurred_at at time zone 'Europe/Amsterdam')::date, false
    from known as k
    union all
    select b.event_id, b.kind, (b.first_at at time zone 'Europe/Amsterdam')::date, (b.last_at at time zone 'Europe/Amsterdam')::date, true
    from both_known as b
  )
  select c.on_day, c.last_on, c.is_undone, c.kind, x.source, x.target, sum(m.amount)::bigint, count(distinct c.event_id)
  from counting as c
  cross join lateral (
    select own.from_account_id, own.to_account_id, own.amount from chain.movement as own
    where own.authority_id = p_authority and own.event_id = c.event_id and own.ledger = 'material_mg'
    offset 0) as m
  cross join lateral (
    select own.kind, own.state, case own.kind when 'transit' then own.counter_id else own.holder_id end as who from chain.account as own
    where own.authority_id = p_authority and own.account_id = m.from_account_id
    offset 0) as f
  cross join lateral (
    select own.kind, own.state, case own.kind when 'transit' then own.counter_id else own.holder_id end as who from chain.account as own
    where own.authority_id = p_authority and own.account_id = m.to_account_id
    offset 0) as t
  left join lateral (
    select own.kind from licensing.party as own where own.authority_id = p_authority and own.party_id = f.who
    offset 0) as fp on true
  left join lateral (
    select own.kind from licensing.party as own where own.authority_id = p_authority and own.party_id = t.who
    offset 0) as tp on true
  cross join lateral (
    select chain.side_of(f.kind, f.state, fp.kind) as source, chain.side_of(t.kind, t.state, tp.kind) as target) as x
  where x.source <> x.target
  group by 1, 2, 3, 4, 5, 6
  $function$;
alter function chain.side_changes(uuid,bigint,bigint) owner to grein_door;
grant execute on function chain.side_changes(uuid,bigint,bigint) to grein_app;

CREATE OR REPLACE FUNCTION chain.side_of(p_kind text, p_state text, p_party_kind text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE p_kind WHEN 'stock'::text THEN ('class:'::text || CASE WHEN (p_party_kind IS NULL) THEN 'institution'::text ELSE p_party_kind END) WHEN 'transit'::text THEN ('class:'::text || CASE WHEN (p_party_kind IS NULL) THEN 'institution'::text ELSE p_party_kind END) WHEN 'world'::text THEN ('world:'::text || p_state) WHEN 'difference'::text THEN 'difference'::text ELSE p_kind END;
alter function chain.side_of(text,text,text) owner to grein_door;
grant execute on function chain.side_of(text,text,text) to grein_app;

CREATE OR REPLACE FUNCTION chain.status_of(p_authority uuid, p_batch uuid)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
RETURN (SELECT CASE WHEN bool_or(((n.amount > 0) AND (a.state = 'held'::text))) THEN 'held'::text WHEN bool_or(((n.amount > 0) AND (a.state = 'growing'::text))) THEN 'growing'::text WHEN bool_or(((n.amount > 0) AND (a.state = 'wet'::text))) THEN 'wet'::text WHEN bool_or(((n.amount > 0) AND (a.kind = 'stock'::text) AND (a.state = ANY (ARRAY['released'::text, 'reserved'::text])))) THEN 'released'::text WHEN bool_or(((n.amount > 0) AND (a.kind = 'stock'::text) AND (a.state = 'quarantine'::text))) THEN 'quarantine'::text WHEN bool_or(((n.amount > 0) AND (a.kind = 'stock'::text) AND (a.state = 'sample'::text))) THEN 'sample'::text WHEN bool_or(((n.amount > 0) AND (a.kind = 'stock'::text) AND (a.state = 'rejected'::text))) THEN 'rejected'::text WHEN bool_or(((n.amount > 0) AND (a.kind = 'transit'::text))) THEN 'in-transit'::text WHEN (count(*) > 0) THEN 'used-up'::text ELSE NULL::text END AS "case" FROM (chain.account a JOIN chain.balance n ON (((n.authority_id = a.authority_id) AND (n.account_id = a.account_id)))) WHERE ((a.authority_id = status_of.p_authority) AND (a.batch_id = status_of.p_batch) AND ((platform.current_wall() = 'staff'::text) OR ((platform.current_party() = a.holder_id) OR (platform.current_party() = a.counter_id)))));
grant execute on function chain.status_of(uuid,uuid) to grein_app;
grant execute on function chain.status_of(uuid,uuid) to grein_door;
grant execute on function chain.status_of(uuid,uuid) to public;

CREATE OR REPLACE FUNCTION chain.stock_by_holder(p_authority uuid)
 RETURNS TABLE(holder_id uuid, product_code text, state text, mass_mg bigint, accounts bigint)
 LANGUAGE sql
 STABLE
AS $function$
  with mark as materialized (select r.leaves from chain.sum_mark as r where r.authority_id = p_authority)
  select s.holder_id, s.product_code, s.state, sum(s.mass_mg)::bigint, sum(s.accounts)::bigint
  from (
    select r.holder_id, r.product_code, r.state, r.mass_mg, r.accounts from chain.stock_sum as r
    where r.authority_id = p_authority and exists (select from mark)
    union all
    select c.holder_id, c.product_code, c.state, c.change, (n.amount > 0)::integer - (n.amount - c.change > 0)::integer
    from chain.stock_changes(p_authority, (select coalesce(max(mark.leaves), 0) from mark), null) as c
    cross join lateral (
      select own.amount from chain.balance as own where own.authority_id = p_authority and own.account_id = c.account_id
      offset 0) as n
  ) as s
  group by s.holder_id, s.product_code, s.state
  having sum(s.mass_mg) <> 0 or sum(s.accounts) <> 0
  $function$;
alter function chain.stock_by_holder(uuid) owner to grein_door;
grant execute on function chain.stock_by_holder(uuid) to grein_app;

CREATE OR REPLACE FUNCTION chain.stock_changes(p_authority uuid, p_from bigint, p_until bigint)
 RETURNS TABLE(account_id uuid, holder_id uuid, product_code text, state text, change bigint)
 LANGUAGE sql
 STABLE
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  select a.account_id, a.holder_id, b.product_code, case a.kind when 'stock' then a.state else a.kind end, moved.change
  from (
    select side.account_id, sum(side.change)::bigint as change
    from chain.known_between(p_authority, p_from, p_until) as k
    cross join lateral (
      select own.from_account_id, own.to_account_id, own.amount from chain.movement as own
      where own.authority_id = p_authority and own.event_id = k.event_id and own.ledger = 'material_mg'
      offset 0) as m
    cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
    group by side.account_id
  ) as moved
  cross join lateral (
    select own.account_id, own.holder_id, own.kind, own.state, own.batch_id from chain.account as own
    where own.authority_id = p_authority and own.account_id = moved.account_id and own.kind in ('stock', 'transit')
    offset 0) as a
  cross join lateral (
    select own.product_code from chain.batch as own where own.authority_id = p_authority and own.batch_id = a.batch_id
    offset 0) as b
  $function$;
alter function chain.stock_changes(uuid,bigint,bigint) owner to grein_door;
grant execute on function chain.stock_changes(uuid,bigint,bigint) to grein_app;

CREATE OR REPLACE FUNCTION chain.stock_of_since(p_authority uuid, p_holder uuid, p_premises uuid, p_products text[], p_since timestamp with time zone)
 RETURNS TABLE(at timestamp with time zone, level bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with shelf as materialized (
    select b.account_id, b.amount, b.last_at
    from chain.balance as b
    join chain.account as a on a.authority_id = p_authority and a.account_id = b.account_id
    join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
    where b.authority_id = p_authority and b.holder_id = p_holder and (b.amount > 0 or b.last_at > p_since)
      and a.kind = 'stock' and a.ledger = 'material_mg' and a.premises_id = p_premises and lot.product_code = any (p_products)
  ), change as (
    select m.at, sum(m.amount) as amount
    from (
      select o.occurred_at as at, -o.amount as amount
      from shelf join chain.movement as o on o.authority_id = p_authority and o.from_account_id = shelf.account_id and o.occurred_at > p_since
      where shelf.last_at > p_since
      union all
      select i.occurred_at, i.amount
      from shelf join chain.movement as i on i.authority_id = p_authority and i.to_account_id = shelf.account_id and i.occurred_at > p_since
      where shelf.last_at > p_since
    ) as m
    group by m.at
  ), moment as (
    select c.at, c.amount from change as c
    union all
    select p_since, 0
  )
  select moment.at, (
    (select coalesce(sum(s.amount), 0) from shelf as s)
    - coalesce(sum(moment.amount) over (order by moment.at desc rows between unbounded preceding and 1 preceding), 0))::bigint
  from moment
  $function$;
alter function chain.stock_of_since(uuid,uuid,uuid,text[],timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.stock_since(p_authority uuid, p_holder uuid, p_premises uuid, p_since timestamp with time zone)
 RETURNS TABLE(at timestamp with time zone, level bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with shelf as materialized (
    select b.account_id, b.amount, b.last_at
    from chain.balance as b
    join chain.account as a on a.authority_id = p_authority and a.account_id = b.account_id
    where b.authority_id = p_authority and b.holder_id = p_holder and (b.amount > 0 or b.last_at > p_since)
      and a.kind = 'stock' and a.ledger = 'material_mg' and a.premises_id = p_premises
  ), change as (
    select m.at, sum(m.amount) as amount
    from (
      select o.occurred_at as at, -o.amount as amount
      from shelf join chain.movement as o on o.authority_id = p_authority and o.from_account_id = shelf.account_id and o.occurred_at > p_since
      where shelf.last_at > p_since
      union all
      select i.occurred_at, i.amount
      from shelf join chain.movement as i on i.authority_id = p_authority and i.to_account_id = shelf.account_id and i.occurred_at > p_since
      where shelf.last_at > p_since
    ) as m
    group by m.at
  ), moment as (
    select c.at, c.amount from change as c
    union all
    select p_since, 0
  )
  select moment.at, (
    (select coalesce(sum(s.amount), 0) from shelf as s)
    - coalesce(sum(moment.amount) over (order by moment.at desc rows between unbounded preceding and 1 preceding), 0))::bigint
  from moment
  $function$;
alter function chain.stock_since(uuid,uuid,uuid,timestamp with time zone) owner to grein_door;

CREATE OR REPLACE FUNCTION chain.take_logistic_units(p_authority uuid, p_holder uuid, p_shipment uuid, p_count integer)
 RETURNS TABLE(unit smallint, sscc text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  v_prefix text;
  v_last   bigint;
  v_width  integer;
  v_body   text;
  v_sum    integer;
  v_has    integer;
begin
  if p_authority is distinct from platform.current_authority()
    or not (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_holder = platform.current_party())) then
    raise exception 'a sender numbers its own boxes' using errcode = '42501', constraint = 'logistic_unit_own';
  end if;
  select own.prefix into v_prefix from licensing.company_prefix as own where own.authority_id = p_authority and own.party_id = p_holder;
  if v_prefix is null then
    raise exception 'no company prefix' using errcode = '23502', constraint = 'company_prefix_none';
  end if;
  v_width := 16 - length(v_prefix);
  -- Whoever asks for the same shipment at the same time waits here.
  insert into chain.logistic_serial as s (authority_id, prefix, last) values (p_authority, v_prefix, 0)
    on conflict on constraint logistic_serial_key do update set last = s.last
    returning s.last into v_last;
  if exists (select from chain.logistic_unit as u
    where u.authority_id = p_authority and u.shipment_id = p_shipment and u.holder_id <> p_holder) then
    raise exception 'another''s shipment' using errcode = '42501', constraint = 'logistic_unit_own';
  end if;
  select count(*) into v_has from chain.logistic_unit as u where u.authority_id = p_authority and u.shipment_id = p_shipment;
  for v_unit in v_has + 1 .. p_count loop
    v_last := v_last + 1;
    if length(v_last::text) > v_width then
      raise exception 'no number is left under this prefix' using errcode = '22003', constraint = 'logistic_full';
    end if;
    v_body := '0' || v_prefix || lpad(v_last::text, v_width, '0');
    select sum(substr(v_body, at, 1)::integer * case when at % 2 = 1 then 3 else 1 end) into v_sum from generate_series(1, 17) as at;
    insert into chain.logistic_unit (authority_id, shipment_id, unit, sscc, holder_id)
      values (p_authority, p_shipment, v_unit, v_body || (10 - v_sum % 10) % 10, p_holder);
  end loop;
  update chain.logistic_serial as s set last = v_last where s.authority_id = p_authority and s.prefix = v_prefix and s.last < v_last;
  return query
    select u.unit, u.sscc from chain.logistic_unit as u
    where u.authority_id = p_authority and u.shipment_id = p_shipment and u.unit <= p_count order by u.unit;
end
$function$;
alter function chain.take_logistic_units(uuid,uuid,uuid,integer) owner to grein_door;
grant execute on function chain.take_logistic_units(uuid,uuid,uuid,integer) to grein_app;

CREATE OR REPLACE FUNCTION chain.trace_of(p_authority uuid, p_batch uuid, p_back boolean, p_forward boolean, p_max integer)
 RETURNS TABLE(batches json, backs integer, facts json, edges json, is_cut boolean, statuses json, places json)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_nestloop TO 'off'
AS $function$
#variable_conflict use_column
declare
  v_kin   record;
  v_wants uuid[];
begin
  select kin.* into v_kin from chain.kin_of(p_authority, p_batch, p_back, p_forward, p_max) as kin;
  if not found then
    return;
  end if;
  v_wants := case when p_forward then v_kin.batches[v_kin.backs + 1:] else array[p_batch] end;
  return query
    with own as materialized (
      select a.account_id, a.batch_id, a.holder_id, a.premises_id, a.kind, a.state, a.ledger
      from chain.account as a
      where a.authority_id = p_authority and a.batch_id = any (v_kin.batches) and a.kind <> 'world'
    ), held as materialized (
      select own.*, n.amount
      from own
      join chain.balance as n on n.authority_id = p_authority and n.account_id = own.account_id
        and n.account_id = any (array (select one.account_id from own as one))
    ), standing as ( -- as status_of has it
      select held.batch_id, case
        when bool_or(held.amount > 0 and held.state = 'held') then 'held'
        when bool_or(held.amount > 0 and held.state = 'growing') then 'growing'
        when bool_or(held.amount > 0 and held.state = 'wet') then 'wet'
        when bool_or(held.amount > 0 and held.kind = 'stock' and held.state in ('released', 'reserved')) then 'released'
        when bool_or(held.amount > 0 and held.kind = 'stock' and held.state = 'quarantine') then 'quarantine'
        when bool_or(held.amount > 0 and held.kind = 'stock' and held.state = 'sample') then 'sample'
        when bool_or(held.amount > 0 and held.kind = 'stock' and held.state = 'rejected') then 'rejected'
        when bool_or(held.amount > 0 and held.kind = 'transit') then 'in-transit'
        else 'used-up'
      end as status
      from held
      group by held.batch_id
    ), material as materialized (
      select held.*
      from held
      join unnest(v_wants) as wanted (batch_id) on wanted.batch_id = held.batch_id
      where held.kind = 'stock' and held.ledger = 'material_mg'
    ), moved as materialized (
      select m.event_id, m.from_account_id, m.to_account_id, m.amount
      from chain.movement as m
      where m.authority_id = p_authority and m.to_account_id = any (array (select one.account_id from material as one))
    ), undone as materialized (
      select c.corrects_id as event_id from chain.correction as c
        where c.authority_id = p_authority and c.corrects_id = any (array (select one.event_id from moved as one))
      union all
      select c.event_id from chain.correction as c
        where c.authority_id = p_authority and c.event_id = any (array (select one.event_id from moved as one))
    ), came as (
      select moved.to_account_id as account_id, sum(moved.amount) as amount
      from moved
      join material on material.account_id = moved.to_account_id
      left join chain.account as f on f.authority_id = p_authority and f.account_id = moved.from_account_id
        and f.account_id = any (array (select one.from_account_id from moved as one))
      where moved.event_id not in (select undone.event_id from undone)
        and not coalesce(
          f.kind = 'stock' and f.holder_id = material.holder_id and f.batch_id = material.batch_id and f.premises_id = material.premises_id, false)
      group by moved.to_account_id
    ), whereabouts as (
      select material.batch_id, material.holder_id, material.premises_id, sum(material.amount)::bigint as has, coalesce(sum(came.amount), 0)::bigint as had,
        coalesce(array_agg(distinct material.state) filter (where material.amount > 0), '{}') as states
      from material
      left join came on came.account_id = material.account_id
      group by material.batch_id, material.holder_id, material.premises_id
      order by sum(material.amount) desc, material.batch_id, material.holder_id
    )
    select to_json(v_kin.batches), v_kin.backs, v_kin.facts, v_kin.edges, v_kin.is_cut,
      (select json_build_object('id', json_agg(standing.batch_id), 'status', json_agg(standing.status)) from standing),
      (select json_build_object('id', json_agg(at.batch_id), 'holder', json_agg(at.holder_id), 'premises', json_agg(at.premises_id),
        'has', json_agg(at.has::text), 'had', json_agg(at.had::text), 'states', json_agg(at.states)) from whereabouts as at);
end
$function$;
grant execute on function chain.trace_of(uuid,uuid,boolean,boolean,integer) to grein_app;

create table chain.account (
  authority_id uuid not null,
  account_id uuid not null,
  ledger text not null,
  kind text not null,
  holder_id uuid not null,
  counter_id uuid,
  premises_id uuid,
  batch_id uuid,
  shipment_id uuid,
  state text not null,
  opened_at timestamp with time zone not null,
  constraint account_key PRIMARY KEY (authority_id, account_id),
  constraint account_ledger UNIQUE (authority_id, account_id, ledger),
  constraint account_place UNIQUE NULLS NOT DISTINCT (authority_id, holder_id, premises_id, batch_id, ledger, kind, state, shipment_id),
  constraint account_kind CHECK ((kind = ANY (ARRAY['stock'::text, 'transit'::text, 'difference'::text, 'allowance'::text, 'world'::text]))),
  constraint account_unit CHECK ((ledger ~ '_(mg|ug|pieces)$'::text))
);
CREATE INDEX account_of_batch ON chain.account USING btree (authority_id, batch_id);
CREATE INDEX account_of_counter ON chain.account USING btree (authority_id, counter_id) WHERE (counter_id IS NOT NULL);
CREATE INDEX account_reserved ON chain.account USING btree (authority_id, account_id) WHERE (state = 'reserved'::text);
CREATE TRIGGER account_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.account FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.account enable always trigger account_written_once;
alter table chain.account enable row level security, force row level security;
create policy account_door on chain.account for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy account_wall on chain.account for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((( SELECT platform.current_party() AS current_party) = holder_id) OR (( SELECT platform.current_party() AS current_party) = counter_id))))));
grant select on chain.account to grein_app;
grant insert, select on chain.account to grein_door;

create table chain.account_sum (
  authority_id uuid not null,
  account_id uuid not null,
  amount bigint not null,
  constraint account_sum_key PRIMARY KEY (authority_id, account_id)
) with (fillfactor=70);
alter table chain.account_sum enable row level security, force row level security;
create policy account_sum_door on chain.account_sum for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
grant delete, insert, select, update on chain.account_sum to grein_door;

create table chain.allowance (
  authority_id uuid not null,
  allowance_id uuid not null,
  kind text not null,
  number text not null,
  holder_id uuid not null,
  counter_id uuid,
  product_code text,
  mass_mg bigint not null,
  period daterange not null,
  account_id uuid not null,
  constraint allowance_key PRIMARY KEY (authority_id, allowance_id),
  constraint allowance_number UNIQUE (authority_id, kind, number),
  constraint allowance_account FOREIGN KEY (authority_id, account_id) REFERENCES chain.account(authority_id, account_id),
  constraint allowance_event FOREIGN KEY (authority_id, allowance_id) REFERENCES chain.event(authority_id, event_id),
  constraint allowance_kind CHECK ((kind = ANY (ARRAY['call-off'::text, 'import-permit'::text, 'export-permit'::text]))),
  constraint allowance_mass CHECK ((mass_mg > 0)),
  constraint allowance_period CHECK (((NOT isempty(period)) AND (lower(period) IS NOT NULL)))
);
CREATE INDEX allowance_of_holder ON chain.allowance USING btree (authority_id, holder_id, kind);
CREATE TRIGGER allowance_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.allowance FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.allowance enable always trigger allowance_written_once;
alter table chain.allowance enable row level security, force row level security;
create policy allowance_door on chain.allowance for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy allowance_wall on chain.allowance for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.allowance to grein_app;
grant insert, select on chain.allowance to grein_door;

create table chain.balance (
  authority_id uuid not null,
  account_id uuid not null,
  holder_id uuid not null,
  counter_id uuid,
  amount bigint not null,
  is_signed boolean not null,
  last_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint balance_key PRIMARY KEY (authority_id, account_id),
  constraint balance_account FOREIGN KEY (authority_id, account_id) REFERENCES chain.account(authority_id, account_id),
  constraint balance_closed_empty CHECK (((closed_at IS NULL) OR (amount = 0))),
  constraint balance_closed_last CHECK (((closed_at IS NULL) OR (closed_at >= last_at))) NOT VALID,
  constraint balance_not_negative CHECK (((amount >= 0) OR is_signed))
) with (fillfactor=70);
CREATE INDEX balance_of_holder ON chain.balance USING btree (authority_id, holder_id);
alter table chain.balance enable row level security, force row level security;
create policy balance_door on chain.balance for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy balance_wall on chain.balance for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((( SELECT platform.current_party() AS current_party) = holder_id) OR (( SELECT platform.current_party() AS current_party) = counter_id))))));
grant select on chain.balance to grein_app;
grant insert, select, update on chain.balance to grein_door;

create table chain.balance_mark (
  authority_id uuid not null,
  account_id uuid not null,
  until timestamp with time zone not null,
  holder_id uuid not null,
  counter_id uuid,
  amount bigint not null,
  constraint balance_mark_key PRIMARY KEY (authority_id, account_id, until),
  constraint balance_mark_balance FOREIGN KEY (authority_id, account_id) REFERENCES chain.balance(authority_id, account_id)
);
alter table chain.balance_mark enable row level security, force row level security;
create policy balance_mark_door on chain.balance_mark for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy balance_mark_wall on chain.balance_mark for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((( SELECT platform.current_party() AS current_party) = holder_id) OR (( SELECT platform.current_party() AS current_party) = counter_id))))));
grant select on chain.balance_mark to grein_app;
grant delete, insert, select on chain.balance_mark to grein_door;
grant update (amount) on chain.balance_mark to grein_door;

create table chain.batch (
  authority_id uuid not null,
  batch_id uuid not null,
  name text not null,
  kind text not null,
  product_code text not null,
  holder_id uuid not null,
  premises_id uuid not null,
  event_id uuid not null,
  opened_at timestamp with time zone not null,
  opened_amount bigint not null,
  unit text not null,
  cultivar text,
  room text,
  gtin text,
  packs integer,
  pack_mass_mg bigint,
  expires_on date,
  taken_back_id uuid,
  constraint batch_key PRIMARY KEY (authority_id, batch_id),
  constraint batch_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id),
  constraint batch_taken_back FOREIGN KEY (authority_id, taken_back_id) REFERENCES chain.event(authority_id, event_id),
  constraint batch_kind CHECK ((kind = ANY (ARRAY['plant-lot'::text, 'plant'::text, 'harvest'::text, 'bulk'::text, 'sample'::text, 'pack-lot'::text]))),
  constraint batch_opened CHECK ((opened_amount > 0)),
  constraint batch_unit CHECK ((unit = ANY (ARRAY['mg'::text, 'pieces'::text])))
);
CREATE INDEX batch_by_event ON chain.batch USING btree (authority_id, event_id);
CREATE INDEX batch_by_name ON chain.batch USING btree (authority_id, lower(name) text_pattern_ops, batch_id);
CREATE INDEX batch_by_time ON chain.batch USING btree (authority_id, opened_at, batch_id);
CREATE UNIQUE INDEX batch_name ON chain.batch USING btree (authority_id, holder_id, name) WHERE (taken_back_id IS NULL);
CREATE INDEX batch_of_harvest ON chain.batch USING btree (authority_id, opened_at DESC, batch_id) WHERE (kind = 'harvest'::text);
CREATE TRIGGER batch_only_taken_back BEFORE UPDATE ON chain.batch FOR EACH ROW EXECUTE FUNCTION chain.refuse_all_but_taking_back();
alter table chain.batch enable always trigger batch_only_taken_back;
CREATE TRIGGER batch_written_once BEFORE DELETE OR TRUNCATE ON chain.batch FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.batch enable always trigger batch_written_once;
alter table chain.batch enable row level security, force row level security;
create policy batch_door on chain.batch for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy batch_wall on chain.batch for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.batch_party mine
  WHERE ((mine.authority_id = batch.authority_id) AND (mine.batch_id = batch.batch_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.batch to grein_app;
grant insert, select on chain.batch to grein_door;
grant update (batch_id, taken_back_id) on chain.batch to grein_door;

create table chain.batch_edge (
  authority_id uuid not null,
  parent_id uuid not null,
  child_id uuid not null,
  event_id uuid not null,
  amount bigint not null,
  constraint batch_edge_key PRIMARY KEY (authority_id, parent_id, child_id),
  constraint batch_edge_child FOREIGN KEY (authority_id, child_id) REFERENCES chain.batch(authority_id, batch_id),
  constraint batch_edge_parent FOREIGN KEY (authority_id, parent_id) REFERENCES chain.batch(authority_id, batch_id),
  constraint batch_edge_amount CHECK ((amount > 0)),
  constraint batch_edge_apart CHECK ((parent_id <> child_id))
);
CREATE INDEX batch_edge_of_child ON chain.batch_edge USING btree (authority_id, child_id) INCLUDE (parent_id, amount);
CREATE TRIGGER batch_edge_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.batch_edge FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.batch_edge enable always trigger batch_edge_written_once;
alter table chain.batch_edge enable row level security, force row level security;
create policy batch_edge_door on chain.batch_edge for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy batch_edge_wall on chain.batch_edge for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.batch_party mine
  WHERE ((mine.authority_id = batch_edge.authority_id) AND (mine.batch_id = batch_edge.child_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.batch_edge to grein_app;
grant insert, select on chain.batch_edge to grein_door;

create table chain.batch_party (
  authority_id uuid not null,
  holder_id uuid not null,
  batch_id uuid not null,
  constraint batch_party_key PRIMARY KEY (authority_id, holder_id, batch_id)
);
CREATE INDEX batch_party_of_batch ON chain.batch_party USING btree (authority_id, batch_id) INCLUDE (holder_id);
CREATE TRIGGER batch_party_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.batch_party FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.batch_party enable always trigger batch_party_written_once;
alter table chain.batch_party enable row level security, force row level security;
create policy batch_party_door on chain.batch_party for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy batch_party_wall on chain.batch_party for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.batch_party to grein_app;
grant insert, select on chain.batch_party to grein_door;

create table chain.ceiling (
  authority_id uuid not null,
  holder_id uuid not null,
  premises_id uuid not null,
  constraint ceiling_key PRIMARY KEY (authority_id, holder_id, premises_id)
);
CREATE TRIGGER ceiling_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.ceiling FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.ceiling enable always trigger ceiling_written_once;
alter table chain.ceiling enable row level security, force row level security;
create policy ceiling_door on chain.ceiling for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
grant insert, select on chain.ceiling to grein_door;
grant update (premises_id) on chain.ceiling to grein_door;

create table chain.correction (
  authority_id uuid not null,
  corrects_id uuid not null,
  event_id uuid not null,
  constraint correction_key PRIMARY KEY (authority_id, corrects_id)
);
CREATE INDEX correction_by_event ON chain.correction USING btree (authority_id, event_id);
CREATE TRIGGER correction_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.correction FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.correction enable always trigger correction_written_once;
alter table chain.correction enable row level security, force row level security;
create policy correction_door on chain.correction for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy correction_wall on chain.correction for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.event_party mine
  WHERE ((mine.authority_id = correction.authority_id) AND (mine.event_id = correction.event_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.correction to grein_app;
grant insert, select on chain.correction to grein_door;

create table chain.countersign (
  authority_id uuid not null,
  signs_id uuid not null,
  event_id uuid not null,
  holder_id uuid not null,
  party_id uuid not null,
  signed_at timestamp with time zone not null,
  constraint countersign_key PRIMARY KEY (authority_id, signs_id),
  constraint countersign_of_event UNIQUE (authority_id, event_id),
  constraint countersign_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id),
  constraint countersign_signs FOREIGN KEY (authority_id, signs_id) REFERENCES chain.to_sign(authority_id, event_id)
);
CREATE TRIGGER countersign_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.countersign FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.countersign enable always trigger countersign_written_once;
alter table chain.countersign enable row level security, force row level security;
create policy countersign_door on chain.countersign for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy countersign_wall on chain.countersign for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.countersign to grein_app;
grant insert, select on chain.countersign to grein_door;

create table chain.dispute (
  authority_id uuid not null,
  account_id uuid not null,
  event_id uuid not null,
  stock_id uuid not null,
  holder_id uuid not null,
  amount bigint not null,
  short_at timestamp with time zone not null,
  due_on date not null,
  constraint dispute_key PRIMARY KEY (authority_id, account_id),
  constraint dispute_account FOREIGN KEY (authority_id, account_id) REFERENCES chain.account(authority_id, account_id),
  constraint dispute_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id),
  constraint dispute_stock FOREIGN KEY (authority_id, stock_id) REFERENCES chain.account(authority_id, account_id),
  constraint dispute_amount CHECK ((amount > 0))
);
CREATE INDEX dispute_of_event ON chain.dispute USING btree (authority_id, event_id);
CREATE TRIGGER dispute_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.dispute FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.dispute enable always trigger dispute_written_once;
alter table chain.dispute enable row level security, force row level security;
create policy dispute_door on chain.dispute for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy dispute_wall on chain.dispute for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.dispute to grein_app;
grant insert, select on chain.dispute to grein_door;

create table chain.epcis_capture (
  authority_id uuid not null,
  capture_id uuid not null,
  holder_id uuid not null,
  actor_id uuid,
  behaviour text not null,
  media_type text not null,
  document text not null,
  standing jsonb not null,
  header jsonb,
  event_count integer not null,
  done_count integer not null default 0,
  created_at timestamp with time zone not null default clock_timestamp(),
  finished_at timestamp with time zone,
  success boolean not null default true,
  errors jsonb not null default '[]'::jsonb,
  salt uuid not null default gen_random_uuid(),
  constraint epcis_capture_key PRIMARY KEY (authority_id, capture_id),
  constraint epcis_capture_behaviour CHECK ((behaviour = ANY (ARRAY['rollback'::text, 'proceed'::text]))),
  constraint epcis_capture_count CHECK ((event_count >= 0)),
  constraint epcis_capture_done CHECK (((done_count >= 0) AND (done_count <= event_count))),
  constraint epcis_capture_media CHECK ((media_type = ANY (ARRAY['json'::text, 'xml'::text])))
);
CREATE INDEX epcis_capture_of_holder ON chain.epcis_capture USING btree (authority_id, holder_id, created_at, capture_id);
alter table chain.epcis_capture enable row level security, force row level security;
create policy epcis_capture_door on chain.epcis_capture for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_capture_wall on chain.epcis_capture for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.epcis_capture to grein_app;
grant insert, select on chain.epcis_capture to grein_door;
grant update (header, event_count, done_count, finished_at, success, errors) on chain.epcis_capture to grein_door;

create table chain.epcis_ended_token (
  authority_id uuid not null,
  holder_id uuid not null,
  token_sha256 bytea not null,
  ends_at timestamp with time zone not null,
  constraint epcis_ended_token_key PRIMARY KEY (authority_id, holder_id, token_sha256),
  constraint epcis_ended_token_hash CHECK ((octet_length(token_sha256) = 32))
);
alter table chain.epcis_ended_token enable row level security, force row level security;
create policy epcis_ended_token_door on chain.epcis_ended_token for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_ended_token_wall on chain.epcis_ended_token for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.epcis_ended_token to grein_app;
grant delete, insert, select on chain.epcis_ended_token to grein_door;

create table chain.epcis_event (
  authority_id uuid not null,
  row_id uuid not null,
  holder_id uuid not null,
  counter_id uuid,
  capture_id uuid,
  place integer,
  epcis_event_id text not null,
  is_id_given boolean not null,
  name_sha256 bytea not null,
  hash_id text not null,
  is_declaration boolean not null,
  event_type text not null,
  event_time timestamp with time zone not null,
  record_time timestamp with time zone not null default clock_timestamp(),
  document text not null,
  context text not null,
  expanded jsonb not null,
  origin text not null,
  became text not null,
  act_kind text,
  mass text not null,
  chain_event_id uuid,
  salt uuid not null default gen_random_uuid(),
  constraint epcis_event_key PRIMARY KEY (authority_id, row_id),
  constraint epcis_event_once UNIQUE (authority_id, holder_id, name_sha256, is_declaration),
  constraint epcis_event_act CHECK (((became = 'act'::text) = (chain_event_id IS NOT NULL))),
  constraint epcis_event_became CHECK ((became = ANY (ARRAY['act'::text, 'kept'::text]))),
  constraint epcis_event_mass CHECK ((mass = ANY (ARRAY['balanced'::text, 'imbalance'::text, 'not-decidable'::text, 'open'::text, 'none'::text]))),
  constraint epcis_event_name CHECK ((octet_length(name_sha256) = 32)),
  constraint epcis_event_origin CHECK ((origin = ANY (ARRAY['captured'::text, 'act'::text])))
);
CREATE INDEX epcis_event_by_record ON chain.epcis_event USING btree (authority_id, record_time, row_id);
CREATE INDEX epcis_event_by_time ON chain.epcis_event USING btree (authority_id, event_time, row_id);
CREATE INDEX epcis_event_of_act ON chain.epcis_event USING btree (authority_id, chain_event_id);
CREATE INDEX epcis_event_of_capture ON chain.epcis_event USING btree (authority_id, capture_id, place);
CREATE INDEX epcis_event_of_holder ON chain.epcis_event USING btree (authority_id, holder_id, record_time, row_id);
CREATE INDEX epcis_event_of_transformation ON chain.epcis_event USING btree (authority_id, holder_id, ((expanded ->> 'transformationID'::text))) WHERE (expanded ? 'transformationID'::text);
CREATE INDEX epcis_event_open ON chain.epcis_event USING btree (authority_id, holder_id, event_time) WHERE (mass = 'open'::text);
CREATE TRIGGER epcis_event_names AFTER INSERT ON chain.epcis_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION chain.epcis_write_names();
alter table chain.epcis_event enable always trigger epcis_event_names;
CREATE TRIGGER epcis_event_only_erased BEFORE DELETE ON chain.epcis_event FOR EACH ROW EXECUTE FUNCTION chain.refuse_all_but_erased();
alter table chain.epcis_event enable always trigger epcis_event_only_erased;
CREATE TRIGGER epcis_event_values AFTER INSERT ON chain.epcis_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION chain.epcis_write_values();
alter table chain.epcis_event enable always trigger epcis_event_values;
CREATE TRIGGER epcis_event_written_once BEFORE UPDATE OR TRUNCATE ON chain.epcis_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.epcis_event enable always trigger epcis_event_written_once;
alter table chain.epcis_event enable row level security, force row level security;
create policy epcis_event_door on chain.epcis_event for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_event_wall on chain.epcis_event for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((( SELECT platform.current_party() AS current_party) = holder_id) OR (( SELECT platform.current_party() AS current_party) = counter_id))))));
grant select on chain.epcis_event to grein_app;
grant delete, insert, select on chain.epcis_event to grein_door;

create table chain.epcis_master (
  authority_id uuid not null,
  holder_id uuid not null,
  row_id uuid not null,
  capture_id uuid not null,
  vocabulary text not null,
  element_id text not null,
  attributes jsonb not null,
  children text[] not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint epcis_master_key PRIMARY KEY (authority_id, holder_id, row_id)
);
CREATE INDEX epcis_master_by_element ON chain.epcis_master USING btree (authority_id, element_id, recorded_at);
CREATE INDEX epcis_master_of_capture ON chain.epcis_master USING btree (authority_id, capture_id);
CREATE TRIGGER epcis_master_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.epcis_master FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.epcis_master enable always trigger epcis_master_written_once;
alter table chain.epcis_master enable row level security, force row level security;
create policy epcis_master_door on chain.epcis_master for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_master_wall on chain.epcis_master for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.epcis_master to grein_app;
grant insert, select on chain.epcis_master to grein_door;

create table chain.epcis_name (
  authority_id uuid not null,
  name_key uuid not null,
  row_id uuid not null,
  holder_id uuid not null,
  counter_id uuid,
  constraint epcis_name_key PRIMARY KEY (authority_id, name_key, row_id)
);
CREATE TRIGGER epcis_name_only_erased BEFORE DELETE ON chain.epcis_name FOR EACH ROW EXECUTE FUNCTION chain.refuse_names_of_kept();
alter table chain.epcis_name enable always trigger epcis_name_only_erased;
CREATE TRIGGER epcis_name_written_once BEFORE UPDATE OR TRUNCATE ON chain.epcis_name FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.epcis_name enable always trigger epcis_name_written_once;
alter table chain.epcis_name enable row level security, force row level security;
create policy epcis_name_door on chain.epcis_name for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_name_wall on chain.epcis_name for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((( SELECT platform.current_party() AS current_party) = holder_id) OR (( SELECT platform.current_party() AS current_party) = counter_id))))));
grant select on chain.epcis_name to grein_app;
grant delete, insert, select on chain.epcis_name to grein_door;

create table chain.epcis_query (
  authority_id uuid not null,
  holder_id uuid not null,
  query_name text not null,
  definition jsonb not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint epcis_query_key PRIMARY KEY (authority_id, holder_id, query_name),
  constraint epcis_query_name CHECK ((query_name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'::text))
);
alter table chain.epcis_query enable row level security, force row level security;
create policy epcis_query_door on chain.epcis_query for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_query_wall on chain.epcis_query for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.epcis_query to grein_app;
grant delete, insert, select on chain.epcis_query to grein_door;

create table chain.epcis_reach (
  authority_id uuid not null,
  leaf_index bigint not null,
  constraint epcis_reach_key PRIMARY KEY (authority_id)
);
alter table chain.epcis_reach enable row level security, force row level security;
create policy epcis_reach_door on chain.epcis_reach for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_reach_wall on chain.epcis_reach for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
grant select on chain.epcis_reach to grein_app;
grant insert, select on chain.epcis_reach to grein_door;
grant update (leaf_index) on chain.epcis_reach to grein_door;

create table chain.epcis_subscription (
  authority_id uuid not null,
  holder_id uuid not null,
  query_name text not null,
  subscription_id uuid not null,
  subject text not null,
  wall text not null,
  dest text not null,
  signature_token text,
  schedule jsonb,
  report_if_empty boolean not null,
  epc_format text not null,
  initial_from timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  last_notified_at timestamp with time zone,
  next_at timestamp with time zone not null,
  failures integer not null default 0,
  ended_at timestamp with time zone,
  last_error text,
  recent uuid[] not null default '{}'::uuid[],
  ahead_at timestamp with time zone,
  constraint epcis_subscription_key PRIMARY KEY (authority_id, holder_id, query_name, subscription_id),
  constraint epcis_subscription_query FOREIGN KEY (authority_id, holder_id, query_name) REFERENCES chain.epcis_query(authority_id, holder_id, query_name) ON DELETE CASCADE,
  constraint epcis_subscription_dest CHECK ((length(dest) <= 2048)),
  constraint epcis_subscription_token CHECK (((length(signature_token) >= 16) AND (length(signature_token) <= 512))),
  constraint epcis_subscription_wall CHECK ((wall = ANY (ARRAY['staff'::text, 'holder'::text])))
);
CREATE INDEX epcis_subscription_due ON chain.epcis_subscription USING btree (authority_id, next_at) WHERE (ended_at IS NULL);
alter table chain.epcis_subscription enable row level security, force row level security;
create policy epcis_subscription_door on chain.epcis_subscription for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_subscription_wall on chain.epcis_subscription for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant delete, insert, select on chain.epcis_subscription to grein_door;
grant select (authority_id, holder_id, query_name, subscription_id, subject, wall, dest, schedule, report_if_empty, epc_format, initial_from, seen_at, created_at, last_notified_at, next_at, failures, ended_at, last_error, recent, ahead_at) on chain.epcis_subscription to grein_app;
grant update (initial_from, seen_at, last_notified_at, next_at, failures, ended_at, last_error, recent, ahead_at) on chain.epcis_subscription to grein_door;

create table chain.epcis_value (
  authority_id uuid not null,
  holder_id uuid not null,
  kind text not null,
  value_key uuid not null,
  value text not null,
  constraint epcis_value_key PRIMARY KEY (authority_id, holder_id, kind, value_key),
  constraint epcis_value_kind CHECK ((kind = ANY (ARRAY['eventTypes'::text, 'epcs'::text, 'bizSteps'::text, 'bizLocations'::text, 'readPoints'::text, 'dispositions'::text])))
);
CREATE INDEX epcis_value_of_all ON chain.epcis_value USING btree (authority_id, kind, value_key);
CREATE TRIGGER epcis_value_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.epcis_value FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.epcis_value enable always trigger epcis_value_written_once;
alter table chain.epcis_value enable row level security, force row level security;
create policy epcis_value_door on chain.epcis_value for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy epcis_value_wall on chain.epcis_value for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.epcis_value to grein_app;
grant insert, select on chain.epcis_value to grein_door;

create table chain.erased_event (
  authority_id uuid not null,
  event_id uuid not null,
  erasure_id uuid not null,
  basis text[] not null,
  erased_at timestamp with time zone not null,
  constraint erased_event_key PRIMARY KEY (authority_id, event_id),
  constraint erased_event_erasure FOREIGN KEY (authority_id, erasure_id) REFERENCES chain.erasure(authority_id, erasure_id),
  constraint erased_event_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id)
);
CREATE INDEX erased_event_of ON chain.erased_event USING btree (authority_id, erasure_id, event_id);
CREATE TRIGGER erased_event_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.erased_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.erased_event enable always trigger erased_event_written_once;
alter table chain.erased_event enable row level security, force row level security;
create policy erased_event_door on chain.erased_event for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy erased_event_wall on chain.erased_event for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.event_party mine
  WHERE ((mine.authority_id = erased_event.authority_id) AND (mine.event_id = erased_event.event_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.erased_event to grein_app;
grant insert, select on chain.erased_event to grein_door;

create table chain.erasure (
  authority_id uuid not null,
  erasure_id uuid not null,
  term_id text not null,
  months integer not null,
  before_on date not null,
  basis text[] not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  constraint erasure_key PRIMARY KEY (authority_id, erasure_id),
  constraint erasure_basis CHECK ((cardinality(basis) > 0)),
  constraint erasure_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 400)))
);
CREATE TRIGGER erasure_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.erasure FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.erasure enable always trigger erasure_written_once;
alter table chain.erasure enable row level security, force row level security;
create policy erasure_door on chain.erasure for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy erasure_wall on chain.erasure for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
grant select on chain.erasure to grein_app;
grant insert, select on chain.erasure to grein_door;

create table chain.erasure_decision (
  authority_id uuid not null,
  erasure_id uuid not null,
  outcome text not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint erasure_decision_key PRIMARY KEY (authority_id, erasure_id),
  constraint erasure_decision_erasure FOREIGN KEY (authority_id, erasure_id) REFERENCES chain.erasure(authority_id, erasure_id),
  constraint erasure_decision_outcome CHECK ((outcome = ANY (ARRAY['erased'::text, 'declined'::text]))),
  constraint erasure_decision_reason CHECK ((length(reason) <= 400))
);
CREATE TRIGGER erasure_decision_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.erasure_decision FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.erasure_decision enable always trigger erasure_decision_written_once;
alter table chain.erasure_decision enable row level security, force row level security;
create policy erasure_decision_door on chain.erasure_decision for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy erasure_decision_wall on chain.erasure_decision for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
grant select on chain.erasure_decision to grein_app;
grant insert, select on chain.erasure_decision to grein_door;

create table chain.erasure_event (
  authority_id uuid not null,
  erasure_id uuid not null,
  event_id uuid not null,
  constraint erasure_event_key PRIMARY KEY (authority_id, erasure_id, event_id),
  constraint erasure_event_erasure FOREIGN KEY (authority_id, erasure_id) REFERENCES chain.erasure(authority_id, erasure_id),
  constraint erasure_event_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id)
);
CREATE TRIGGER erasure_event_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.erasure_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.erasure_event enable always trigger erasure_event_written_once;
alter table chain.erasure_event enable row level security, force row level security;
create policy erasure_event_door on chain.erasure_event for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy erasure_event_wall on chain.erasure_event for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
grant select on chain.erasure_event to grein_app;
grant insert, select on chain.erasure_event to grein_door;

create table chain.event (
  authority_id uuid not null,
  event_id uuid not null,
  kind text not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  actor_id uuid,
  holder_id uuid not null,
  premises_id uuid,
  counter_id uuid,
  corrects_id uuid,
  exemption_id uuid,
  basis text[] not null,
  is_imported boolean not null,
  record text,
  salt bytea,
  leaf bytea not null,
  constraint event_key PRIMARY KEY (authority_id, event_id),
  constraint event_erased CHECK (((record IS NULL) = (salt IS NULL))),
  constraint event_leaf CHECK ((leaf = sha256((('\x00'::bytea || salt) || convert_to(record, 'UTF8'::name)))))
) partition by range (event_id);
CREATE INDEX event_by_time ON ONLY chain.event USING btree (authority_id, occurred_at, event_id);
CREATE INDEX event_of_exemption ON ONLY chain.event USING btree (authority_id, exemption_id, occurred_at) WHERE ((exemption_id IS NOT NULL) AND (kind = ANY (ARRAY['harvest'::text, 'dry'::text, 'extract'::text, 'import'::text, 'receive'::text])));
CREATE INDEX event_seldom ON ONLY chain.event USING btree (authority_id, kind, occurred_at, event_id) WHERE (kind <> ALL (ARRAY['dispense'::text, 'administer'::text, 'receive'::text, 'ship'::text, 'pack'::text]));
CREATE TRIGGER event_kept BEFORE TRUNCATE ON chain.event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.event enable always trigger event_kept;
CREATE TRIGGER event_only_erased BEFORE UPDATE ON chain.event FOR EACH ROW EXECUTE FUNCTION chain.refuse_all_but_erasure();
alter table chain.event enable always trigger event_only_erased;
CREATE TRIGGER event_written_once BEFORE DELETE ON chain.event FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
alter table chain.event enable always trigger event_written_once;
alter table chain.event enable row level security, force row level security;
create policy event_door on chain.event for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy event_wall on chain.event for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.event_party mine
  WHERE ((mine.authority_id = event.authority_id) AND (mine.event_id = event.event_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant insert, select on chain.event to grein_door;
grant select (authority_id, event_id, kind, occurred_at, recorded_at, holder_id, premises_id, counter_id, corrects_id, exemption_id, basis, is_imported, leaf) on chain.event to grein_app;
grant update (actor_id, record, salt) on chain.event to grein_door;

create table chain.event_2015 partition of chain.event FOR VALUES FROM ('014aa2ca-b000-7000-8000-000000000000') TO ('0151fa7b-dc00-7000-8000-000000000000');

create table chain.event_2016 partition of chain.event FOR VALUES FROM ('0151fa7b-dc00-7000-8000-000000000000') TO ('01595753-6400-7000-8000-000000000000');

create table chain.event_2017 partition of chain.event FOR VALUES FROM ('01595753-6400-7000-8000-000000000000') TO ('0160af04-9000-7000-8000-000000000000');

create table chain.event_2018 partition of chain.event FOR VALUES FROM ('0160af04-9000-7000-8000-000000000000') TO ('016806b5-bc00-7000-8000-000000000000');

create table chain.event_2019 partition of chain.event FOR VALUES FROM ('016806b5-bc00-7000-8000-000000000000') TO ('016f5e66-e800-7000-8000-000000000000');

create table chain.event_2020 partition of chain.event FOR VALUES FROM ('016f5e66-e800-7000-8000-000000000000') TO ('0176bb3e-7000-7000-8000-000000000000');

create table chain.event_2021 partition of chain.event FOR VALUES FROM ('0176bb3e-7000-7000-8000-000000000000') TO ('017e12ef-9c00-7000-8000-000000000000');

create table chain.event_2022 partition of chain.event FOR VALUES FROM ('017e12ef-9c00-7000-8000-000000000000') TO ('01856aa0-c800-7000-8000-000000000000');

create table chain.event_2023 partition of chain.event FOR VALUES FROM ('01856aa0-c800-7000-8000-000000000000') TO ('018cc251-f400-7000-8000-000000000000');

create table chain.event_2024 partition of chain.event FOR VALUES FROM ('018cc251-f400-7000-8000-000000000000') TO ('01941f29-7c00-7000-8000-000000000000');

create table chain.event_2025 partition of chain.event FOR VALUES FROM ('01941f29-7c00-7000-8000-000000000000') TO ('019b76da-a800-7000-8000-000000000000');

create table chain.event_2026 partition of chain.event FOR VALUES FROM ('019b76da-a800-7000-8000-000000000000') TO ('01a2ce8b-d400-7000-8000-000000000000');

create table chain.event_2027 partition of chain.event FOR VALUES FROM ('01a2ce8b-d400-7000-8000-000000000000') TO ('01aa263d-0000-7000-8000-000000000000');

create table chain.event_2028 partition of chain.event FOR VALUES FROM ('01aa263d-0000-7000-8000-000000000000') TO ('01b18314-8800-7000-8000-000000000000');

create table chain.event_2029 partition of chain.event FOR VALUES FROM ('01b18314-8800-7000-8000-000000000000') TO ('01b8dac5-b400-7000-8000-000000000000');

create table chain.event_batch (
  authority_id uuid not null,
  batch_id uuid not null,
  occurred_at timestamp with time zone not null,
  event_id uuid not null,
  constraint event_batch_key PRIMARY KEY (authority_id, batch_id, occurred_at, event_id)
);
CREATE INDEX event_batch_of_event ON chain.event_batch USING btree (authority_id, event_id) INCLUDE (batch_id);
CREATE TRIGGER event_batch_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.event_batch FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.event_batch enable always trigger event_batch_written_once;
alter table chain.event_batch enable row level security, force row level security;
create policy event_batch_door on chain.event_batch for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy event_batch_wall on chain.event_batch for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.event_party mine
  WHERE ((mine.authority_id = event_batch.authority_id) AND (mine.event_id = event_batch.event_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party))))) AND (EXISTS ( SELECT
   FROM chain.batch_party had
  WHERE ((had.authority_id = event_batch.authority_id) AND (had.batch_id = event_batch.batch_id) AND (had.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.event_batch to grein_app;
grant insert, select on chain.event_batch to grein_door;

create table chain.event_default partition of chain.event DEFAULT;
grant select on chain.event_default to grein_door;

create table chain.event_document (
  authority_id uuid not null,
  event_id uuid not null,
  document_id uuid not null,
  constraint event_document_key PRIMARY KEY (authority_id, event_id, document_id)
);
CREATE TRIGGER event_document_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.event_document FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.event_document enable always trigger event_document_written_once;
alter table chain.event_document enable row level security, force row level security;
create policy event_document_door on chain.event_document for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy event_document_wall on chain.event_document for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.event_party mine
  WHERE ((mine.authority_id = event_document.authority_id) AND (mine.event_id = event_document.event_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.event_document to grein_app;
grant insert, select on chain.event_document to grein_door;

create table chain.event_exemption (
  authority_id uuid not null,
  event_id uuid not null,
  exemption_id uuid not null,
  constraint event_exemption_key PRIMARY KEY (authority_id, event_id, exemption_id)
);
CREATE INDEX event_exemption_of ON chain.event_exemption USING btree (authority_id, exemption_id, event_id);
CREATE TRIGGER event_exemption_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.event_exemption FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.event_exemption enable always trigger event_exemption_written_once;
alter table chain.event_exemption enable row level security, force row level security;
create policy event_exemption_door on chain.event_exemption for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy event_exemption_wall on chain.event_exemption for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.event_party mine
  WHERE ((mine.authority_id = event_exemption.authority_id) AND (mine.event_id = event_exemption.event_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.event_exemption to grein_app;
grant insert, select on chain.event_exemption to grein_door;

create table chain.event_party (
  authority_id uuid not null,
  event_id uuid not null,
  holder_id uuid not null,
  constraint event_party_key PRIMARY KEY (authority_id, event_id, holder_id)
);
CREATE INDEX event_party_of_holder ON chain.event_party USING btree (authority_id, holder_id, event_id);
CREATE TRIGGER event_party_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.event_party FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.event_party enable always trigger event_party_written_once;
alter table chain.event_party enable row level security, force row level security;
create policy event_party_door on chain.event_party for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy event_party_wall on chain.event_party for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.event_party to grein_app;
grant insert, select on chain.event_party to grein_door;

create table chain.flow_sum (
  authority_id uuid not null,
  on_day date not null,
  what text not null,
  act_kind text not null,
  product_code text not null,
  mass_mg bigint not null,
  events bigint not null,
  events_once bigint not null,
  constraint flow_sum_key PRIMARY KEY (authority_id, on_day, what, act_kind, product_code),
  constraint flow_sum_sides CHECK (((mass_mg >= 0) AND ((events_once >= 0) AND (events_once <= events))))
);
alter table chain.flow_sum enable row level security, force row level security;
create policy flow_sum_door on chain.flow_sum for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy flow_sum_wall on chain.flow_sum for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
grant select on chain.flow_sum to grein_app;
grant delete, insert, select, update on chain.flow_sum to grein_door;

create table chain.hold (
  authority_id uuid not null,
  batch_id uuid not null,
  event_id uuid not null,
  root_id uuid not null,
  scope text not null,
  reason text not null,
  held_at timestamp with time zone not null,
  holder_id uuid,
  constraint hold_key PRIMARY KEY (authority_id, batch_id, event_id),
  constraint hold_scope CHECK ((scope = ANY (ARRAY['batch'::text, 'recall'::text])))
);
CREATE INDEX hold_by_event ON chain.hold USING btree (authority_id, event_id);
CREATE TRIGGER hold_only_erased BEFORE UPDATE ON chain.hold FOR EACH ROW EXECUTE FUNCTION chain.refuse_all_but_emptying('reason');
alter table chain.hold enable always trigger hold_only_erased;
CREATE TRIGGER hold_written_once BEFORE DELETE OR TRUNCATE ON chain.hold FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.hold enable always trigger hold_written_once;
alter table chain.hold enable row level security, force row level security;
create policy hold_door on chain.hold for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy hold_wall on chain.hold for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((holder_id IS NULL) OR (holder_id = ( SELECT platform.current_party() AS current_party))) AND (EXISTS ( SELECT
   FROM chain.batch_party mine
  WHERE ((mine.authority_id = hold.authority_id) AND (mine.batch_id = hold.batch_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.hold to grein_app;
grant insert, select on chain.hold to grein_door;
grant update (reason) on chain.hold to grein_door;

create table chain.identity (
  authority_id uuid not null,
  name_sha256 bytea not null,
  event_id uuid not null,
  constraint identity_key PRIMARY KEY (authority_id, name_sha256),
  constraint identity_sha256 CHECK ((octet_length(name_sha256) = 32))
);
CREATE TRIGGER identity_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.identity FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.identity enable always trigger identity_written_once;
alter table chain.identity enable row level security, force row level security;
create policy identity_door on chain.identity for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy identity_wall on chain.identity for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.event_party mine
  WHERE ((mine.authority_id = identity.authority_id) AND (mine.event_id = identity.event_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.identity to grein_app;
grant insert, select on chain.identity to grein_door;

create table chain.lift (
  authority_id uuid not null,
  batch_id uuid not null,
  hold_event_id uuid not null,
  event_id uuid not null,
  constraint lift_key PRIMARY KEY (authority_id, batch_id, hold_event_id),
  constraint lift_hold FOREIGN KEY (authority_id, batch_id, hold_event_id) REFERENCES chain.hold(authority_id, batch_id, event_id)
);
CREATE TRIGGER lift_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.lift FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.lift enable always trigger lift_written_once;
alter table chain.lift enable row level security, force row level security;
create policy lift_door on chain.lift for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy lift_wall on chain.lift for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.hold mine
  WHERE ((mine.authority_id = lift.authority_id) AND (mine.batch_id = lift.batch_id) AND (mine.event_id = lift.hold_event_id))))))));
grant select on chain.lift to grein_app;
grant insert, select on chain.lift to grein_door;

create table chain.logistic_serial (
  authority_id uuid not null,
  prefix text not null,
  last bigint not null,
  constraint logistic_serial_key PRIMARY KEY (authority_id, prefix)
);
alter table chain.logistic_serial enable row level security, force row level security;
create policy logistic_serial_door on chain.logistic_serial for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
grant insert, select on chain.logistic_serial to grein_door;
grant update (last) on chain.logistic_serial to grein_door;

create table chain.logistic_unit (
  authority_id uuid not null,
  shipment_id uuid not null,
  unit smallint not null,
  sscc text not null,
  holder_id uuid not null,
  taken_at timestamp with time zone not null default clock_timestamp(),
  constraint logistic_unit_key PRIMARY KEY (authority_id, shipment_id, unit),
  constraint logistic_unit_sscc UNIQUE (authority_id, sscc),
  constraint logistic_unit_form CHECK ((sscc ~ '^[0-9]{18}$'::text)),
  constraint logistic_unit_number CHECK (((unit >= 1) AND (unit <= 200)))
);
CREATE TRIGGER logistic_unit_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.logistic_unit FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.logistic_unit enable always trigger logistic_unit_written_once;
alter table chain.logistic_unit enable row level security, force row level security;
create policy logistic_unit_door on chain.logistic_unit for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy logistic_unit_wall on chain.logistic_unit for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.logistic_unit to grein_app;
grant insert, select on chain.logistic_unit to grein_door;

create table chain.loss_due (
  authority_id uuid not null,
  loss_id uuid not null,
  told_to text not null,
  holder_id uuid not null,
  premises_id uuid not null,
  discovered_at timestamp with time zone not null,
  due_on date not null,
  constraint loss_due_key PRIMARY KEY (authority_id, loss_id, told_to),
  constraint loss_due_event FOREIGN KEY (authority_id, loss_id) REFERENCES chain.event(authority_id, event_id),
  constraint loss_due_told_to CHECK ((told_to = ANY (ARRAY['igj'::text, 'police'::text])))
);
CREATE INDEX loss_due_of_holder ON chain.loss_due USING btree (authority_id, holder_id, due_on);
CREATE TRIGGER loss_due_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.loss_due FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.loss_due enable always trigger loss_due_written_once;
alter table chain.loss_due enable row level security, force row level security;
create policy loss_due_door on chain.loss_due for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy loss_due_wall on chain.loss_due for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.loss_due to grein_app;
grant insert, select on chain.loss_due to grein_door;

create table chain.loss_notice (
  authority_id uuid not null,
  loss_id uuid not null,
  told_to text not null,
  event_id uuid not null,
  holder_id uuid not null,
  reference text not null,
  told_at timestamp with time zone not null,
  constraint loss_notice_key PRIMARY KEY (authority_id, loss_id, told_to),
  constraint loss_notice_of_event UNIQUE (authority_id, event_id),
  constraint loss_notice_due FOREIGN KEY (authority_id, loss_id, told_to) REFERENCES chain.loss_due(authority_id, loss_id, told_to),
  constraint loss_notice_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id)
);
CREATE TRIGGER loss_notice_only_erased BEFORE UPDATE ON chain.loss_notice FOR EACH ROW EXECUTE FUNCTION chain.refuse_all_but_emptying('reference');
alter table chain.loss_notice enable always trigger loss_notice_only_erased;
CREATE TRIGGER loss_notice_written_once BEFORE DELETE OR TRUNCATE ON chain.loss_notice FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.loss_notice enable always trigger loss_notice_written_once;
alter table chain.loss_notice enable row level security, force row level security;
create policy loss_notice_door on chain.loss_notice for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy loss_notice_wall on chain.loss_notice for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.loss_notice to grein_app;
grant insert, select on chain.loss_notice to grein_door;
grant update (reference) on chain.loss_notice to grein_door;

create table chain.month_sum (
  authority_id uuid not null,
  month date not null,
  account_id uuid not null,
  change bigint not null,
  constraint month_sum_key PRIMARY KEY (authority_id, month, account_id)
) with (fillfactor=70);
alter table chain.month_sum enable row level security, force row level security;
create policy month_sum_door on chain.month_sum for all to grein_door
  using ((authority_id = platform.current_authority()));
grant delete, insert, select, update on chain.month_sum to grein_door;

create table chain.movement (
  authority_id uuid not null,
  event_id uuid not null,
  line smallint not null,
  ledger text not null,
  from_account_id uuid not null,
  to_account_id uuid not null,
  amount bigint not null,
  occurred_at timestamp with time zone not null,
  constraint movement_key PRIMARY KEY (authority_id, event_id, line),
  constraint movement_from FOREIGN KEY (authority_id, from_account_id, ledger) REFERENCES chain.account(authority_id, account_id, ledger),
  constraint movement_to FOREIGN KEY (authority_id, to_account_id, ledger) REFERENCES chain.account(authority_id, account_id, ledger),
  constraint movement_apart CHECK ((from_account_id <> to_account_id)),
  constraint movement_positive CHECK ((amount > 0))
) partition by range (event_id);
CREATE INDEX movement_in ON ONLY chain.movement USING btree (authority_id, to_account_id, occurred_at) INCLUDE (amount);
CREATE INDEX movement_out ON ONLY chain.movement USING btree (authority_id, from_account_id, occurred_at) INCLUDE (amount);
CREATE TRIGGER movement_kept BEFORE TRUNCATE ON chain.movement FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.movement enable always trigger movement_kept;
CREATE TRIGGER movement_written_once BEFORE DELETE OR UPDATE ON chain.movement FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
alter table chain.movement enable always trigger movement_written_once;
alter table chain.movement enable row level security, force row level security;
create policy movement_door on chain.movement for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy movement_wall on chain.movement for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.account mine
  WHERE ((mine.authority_id = movement.authority_id) AND (mine.account_id = ANY (ARRAY[movement.from_account_id, movement.to_account_id])))))))));
grant select on chain.movement to grein_app;
grant insert, select on chain.movement to grein_door;

create table chain.movement_2015 partition of chain.movement FOR VALUES FROM ('014aa2ca-b000-7000-8000-000000000000') TO ('0151fa7b-dc00-7000-8000-000000000000');

create table chain.movement_2016 partition of chain.movement FOR VALUES FROM ('0151fa7b-dc00-7000-8000-000000000000') TO ('01595753-6400-7000-8000-000000000000');

create table chain.movement_2017 partition of chain.movement FOR VALUES FROM ('01595753-6400-7000-8000-000000000000') TO ('0160af04-9000-7000-8000-000000000000');

create table chain.movement_2018 partition of chain.movement FOR VALUES FROM ('0160af04-9000-7000-8000-000000000000') TO ('016806b5-bc00-7000-8000-000000000000');

create table chain.movement_2019 partition of chain.movement FOR VALUES FROM ('016806b5-bc00-7000-8000-000000000000') TO ('016f5e66-e800-7000-8000-000000000000');

create table chain.movement_2020 partition of chain.movement FOR VALUES FROM ('016f5e66-e800-7000-8000-000000000000') TO ('0176bb3e-7000-7000-8000-000000000000');

create table chain.movement_2021 partition of chain.movement FOR VALUES FROM ('0176bb3e-7000-7000-8000-000000000000') TO ('017e12ef-9c00-7000-8000-000000000000');

create table chain.movement_2022 partition of chain.movement FOR VALUES FROM ('017e12ef-9c00-7000-8000-000000000000') TO ('01856aa0-c800-7000-8000-000000000000');

create table chain.movement_2023 partition of chain.movement FOR VALUES FROM ('01856aa0-c800-7000-8000-000000000000') TO ('018cc251-f400-7000-8000-000000000000');

create table chain.movement_2024 partition of chain.movement FOR VALUES FROM ('018cc251-f400-7000-8000-000000000000') TO ('01941f29-7c00-7000-8000-000000000000');

create table chain.movement_2025 partition of chain.movement FOR VALUES FROM ('01941f29-7c00-7000-8000-000000000000') TO ('019b76da-a800-7000-8000-000000000000');

create table chain.movement_2026 partition of chain.movement FOR VALUES FROM ('019b76da-a800-7000-8000-000000000000') TO ('01a2ce8b-d400-7000-8000-000000000000');

create table chain.movement_2027 partition of chain.movement FOR VALUES FROM ('01a2ce8b-d400-7000-8000-000000000000') TO ('01aa263d-0000-7000-8000-000000000000');

create table chain.movement_2028 partition of chain.movement FOR VALUES FROM ('01aa263d-0000-7000-8000-000000000000') TO ('01b18314-8800-7000-8000-000000000000');

create table chain.movement_2029 partition of chain.movement FOR VALUES FROM ('01b18314-8800-7000-8000-000000000000') TO ('01b8dac5-b400-7000-8000-000000000000');

create table chain.movement_default partition of chain.movement DEFAULT;
grant select on chain.movement_default to grein_door;

create table chain.quality_number (
  authority_id uuid not null,
  prefix text not null,
  year smallint not null,
  last integer not null,
  constraint quality_number_key PRIMARY KEY (authority_id, prefix, year)
);
alter table chain.quality_number enable row level security, force row level security;
create policy quality_number_door on chain.quality_number for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
grant insert, select on chain.quality_number to grein_door;
grant update (last) on chain.quality_number to grein_door;

create table chain.quality_step (
  authority_id uuid not null,
  thread_id uuid not null,
  step smallint not null,
  step_id uuid not null,
  kind text not null,
  state text not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  actor_id uuid,
  party_id uuid not null,
  event_id uuid,
  due_on date,
  record text not null,
  salt bytea not null,
  leaf bytea not null,
  constraint quality_step_key PRIMARY KEY (authority_id, thread_id, step),
  constraint quality_step_id UNIQUE (authority_id, step_id),
  constraint quality_step_thread FOREIGN KEY (authority_id, thread_id) REFERENCES chain.quality_thread(authority_id, thread_id),
  constraint quality_step_leaf CHECK ((leaf = sha256((('\x00'::bytea || salt) || convert_to(record, 'UTF8'::name))))),
  constraint quality_step_number CHECK ((step > 0)),
  constraint quality_step_record CHECK ((octet_length(record) <= 65503)),
  constraint quality_step_salt CHECK ((octet_length(salt) = 32))
);
CREATE INDEX quality_step_of_event ON chain.quality_step USING btree (authority_id, event_id) WHERE (event_id IS NOT NULL);
CREATE TRIGGER quality_step_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.quality_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.quality_step enable always trigger quality_step_written_once;
alter table chain.quality_step enable row level security, force row level security;
create policy quality_step_concluded on chain.quality_step as restrictive for insert to grein_door
  with check (((kind <> 'concluded'::text) OR (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
create policy quality_step_door on chain.quality_step for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy quality_step_wall on chain.quality_step for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (EXISTS ( SELECT
   FROM chain.quality_thread mine
  WHERE ((mine.authority_id = quality_step.authority_id) AND (mine.thread_id = quality_step.thread_id))))));
grant select on chain.quality_step to grein_app;
grant insert, select on chain.quality_step to grein_door;

create table chain.quality_thread (
  authority_id uuid not null,
  thread_id uuid not null,
  kind text not null,
  number text not null,
  batch_id uuid,
  sample_id uuid,
  product_code text,
  holder_id uuid not null,
  laboratory_id uuid,
  refers_id uuid,
  subject text not null default ''::text,
  opened_at timestamp with time zone not null,
  constraint quality_thread_key PRIMARY KEY (authority_id, thread_id),
  constraint quality_thread_number UNIQUE (authority_id, kind, number),
  constraint quality_thread_batch FOREIGN KEY (authority_id, batch_id) REFERENCES chain.batch(authority_id, batch_id),
  constraint quality_thread_sample FOREIGN KEY (authority_id, sample_id) REFERENCES chain.batch(authority_id, batch_id),
  constraint quality_thread_exclusion CHECK (((kind <> 'exclusion'::text) OR ((batch_id IS NOT NULL) AND (product_code IS NOT NULL) AND (subject <> ''::text)))),
  constraint quality_thread_kind CHECK ((kind = ANY (ARRAY['order'::text, 'case'::text, 'certificate'::text, 'study'::text, 'signal'::text, 'appointment'::text, 'supply'::text, 'exclusion'::text]))),
  constraint quality_thread_supply CHECK (((kind <> 'supply'::text) OR ((laboratory_id IS NOT NULL) AND (product_code IS NOT NULL))))
);
CREATE INDEX quality_thread_newest ON chain.quality_thread USING btree (authority_id, kind, opened_at, thread_id);
CREATE INDEX quality_thread_of_batch ON chain.quality_thread USING btree (authority_id, batch_id);
CREATE INDEX quality_thread_of_sample ON chain.quality_thread USING btree (authority_id, sample_id);
CREATE UNIQUE INDEX quality_thread_subject ON chain.quality_thread USING btree (authority_id, kind, subject) WHERE (subject <> ''::text);
CREATE TRIGGER quality_thread_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.quality_thread FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.quality_thread enable always trigger quality_thread_written_once;
alter table chain.quality_thread enable row level security, force row level security;
create policy quality_thread_door on chain.quality_thread for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy quality_thread_wall on chain.quality_thread for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (((( SELECT platform.current_party() AS current_party) = holder_id) OR (( SELECT platform.current_party() AS current_party) = laboratory_id)) OR ((kind = 'certificate'::text) AND (EXISTS ( SELECT
   FROM chain.batch_party mine
  WHERE ((mine.authority_id = quality_thread.authority_id) AND (mine.batch_id = quality_thread.batch_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))) OR ((kind = ANY (ARRAY['order'::text, 'case'::text])) AND (refers_id IS NOT NULL) AND chain.follows_own(authority_id, refers_id)))))));
grant select on chain.quality_thread to grein_app;
grant insert, select on chain.quality_thread to grein_door;

create table chain.recall (
  authority_id uuid not null,
  recall_id uuid not null,
  kind text not null,
  root_id uuid not null,
  hold_event_id uuid,
  reason text not null,
  started_at timestamp with time zone not null,
  term_seconds integer not null,
  listed_ms integer not null,
  actor_id uuid,
  held_by uuid,
  constraint recall_key PRIMARY KEY (authority_id, recall_id),
  constraint recall_hold UNIQUE (authority_id, hold_event_id),
  constraint recall_root FOREIGN KEY (authority_id, root_id) REFERENCES chain.batch(authority_id, batch_id),
  constraint recall_held_by CHECK (((held_by IS NULL) OR (kind = 'drill'::text))),
  constraint recall_kind CHECK ((kind = ANY (ARRAY['recall'::text, 'drill'::text]))),
  constraint recall_listed CHECK ((listed_ms >= 0)),
  constraint recall_stops CHECK (((kind = 'recall'::text) = (hold_event_id IS NOT NULL))),
  constraint recall_term CHECK ((term_seconds > 0))
);
CREATE INDEX recall_newest ON chain.recall USING btree (authority_id, started_at, recall_id);
CREATE INDEX recall_of_holder ON chain.recall USING btree (authority_id, held_by, started_at) WHERE (held_by IS NOT NULL);
CREATE TRIGGER recall_only_erased BEFORE UPDATE ON chain.recall FOR EACH ROW EXECUTE FUNCTION chain.refuse_all_but_emptying('reason');
alter table chain.recall enable always trigger recall_only_erased;
CREATE TRIGGER recall_written_once BEFORE DELETE OR TRUNCATE ON chain.recall FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.recall enable always trigger recall_written_once;
alter table chain.recall enable row level security, force row level security;
create policy recall_door on chain.recall for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_wall on chain.recall for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (held_by = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.recall to grein_app;
grant insert, select on chain.recall to grein_door;
grant update (reason) on chain.recall to grein_door;

create table chain.recall_acknowledgement (
  authority_id uuid not null,
  recall_id uuid not null,
  holder_id uuid not null,
  acknowledgement_id uuid not null,
  acknowledged_at timestamp with time zone not null,
  constraint recall_acknowledgement_key PRIMARY KEY (authority_id, recall_id, holder_id),
  constraint recall_acknowledgement_notice FOREIGN KEY (authority_id, recall_id, holder_id) REFERENCES chain.recall_notice(authority_id, recall_id, holder_id)
);
CREATE TRIGGER recall_acknowledgement_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.recall_acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.recall_acknowledgement enable always trigger recall_acknowledgement_written_once;
alter table chain.recall_acknowledgement enable row level security, force row level security;
create policy recall_acknowledgement_door on chain.recall_acknowledgement for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_acknowledgement_wall on chain.recall_acknowledgement for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((holder_id = ( SELECT platform.current_party() AS current_party)) OR (EXISTS ( SELECT
   FROM chain.recall mine
  WHERE ((mine.authority_id = recall_acknowledgement.authority_id) AND (mine.recall_id = recall_acknowledgement.recall_id) AND (mine.held_by = ( SELECT platform.current_party() AS current_party))))))))));
grant select on chain.recall_acknowledgement to grein_app;
grant insert, select on chain.recall_acknowledgement to grein_door;

create table chain.recall_attempt (
  authority_id uuid not null,
  attempt_id uuid not null,
  recall_id uuid not null,
  holder_id uuid not null,
  way text not null,
  outcome text not null,
  remark text not null,
  attempted_at timestamp with time zone not null,
  actor_id uuid,
  constraint recall_attempt_key PRIMARY KEY (authority_id, attempt_id),
  constraint recall_attempt_notice FOREIGN KEY (authority_id, recall_id, holder_id) REFERENCES chain.recall_notice(authority_id, recall_id, holder_id),
  constraint recall_attempt_outcome CHECK ((outcome = ANY (ARRAY['received'::text, 'left-word'::text, 'no-answer'::text]))),
  constraint recall_attempt_remark CHECK ((length(remark) <= 400)),
  constraint recall_attempt_way CHECK ((way = ANY (ARRAY['telephone'::text, 'e-mail'::text, 'post'::text, 'visit'::text])))
);
CREATE INDEX recall_attempt_of_recall ON chain.recall_attempt USING btree (authority_id, recall_id, holder_id);
CREATE TRIGGER recall_attempt_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.recall_attempt FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.recall_attempt enable always trigger recall_attempt_written_once;
alter table chain.recall_attempt enable row level security, force row level security;
create policy recall_attempt_door on chain.recall_attempt for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_attempt_wall on chain.recall_attempt for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.recall_attempt to grein_app;
grant insert, select on chain.recall_attempt to grein_door;

create table chain.recall_destination (
  authority_id uuid not null,
  holder_id uuid not null,
  destination_id uuid not null,
  dest text not null,
  signature_token text not null,
  subject text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint recall_destination_key PRIMARY KEY (authority_id, holder_id, destination_id),
  constraint recall_destination_dest CHECK ((length(dest) <= 2048)),
  constraint recall_destination_token CHECK (((length(signature_token) >= 16) AND (length(signature_token) <= 512)))
);
alter table chain.recall_destination enable row level security, force row level security;
create policy recall_destination_door on chain.recall_destination for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_destination_wall on chain.recall_destination for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant insert, select on chain.recall_destination to grein_door;
grant select (authority_id, holder_id, destination_id, dest, subject, created_at, ended_at) on chain.recall_destination to grein_app;
grant update (ended_at) on chain.recall_destination to grein_door;

create table chain.recall_notice (
  authority_id uuid not null,
  recall_id uuid not null,
  holder_id uuid not null,
  kind text not null,
  reason text not null,
  hold_event_id uuid,
  root_id uuid not null,
  told_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  coming_mg bigint not null,
  held_by uuid,
  counted_at timestamp with time zone,
  constraint recall_notice_key PRIMARY KEY (authority_id, recall_id, holder_id),
  constraint recall_notice_recall FOREIGN KEY (authority_id, recall_id) REFERENCES chain.recall(authority_id, recall_id),
  constraint recall_notice_coming CHECK ((coming_mg >= 0))
);
CREATE INDEX recall_notice_of_holder ON chain.recall_notice USING btree (authority_id, holder_id, told_at);
CREATE TRIGGER recall_notice_only_erased BEFORE UPDATE ON chain.recall_notice FOR EACH ROW EXECUTE FUNCTION chain.refuse_all_but_emptying('reason');
alter table chain.recall_notice enable always trigger recall_notice_only_erased;
CREATE TRIGGER recall_notice_written_once BEFORE DELETE OR TRUNCATE ON chain.recall_notice FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.recall_notice enable always trigger recall_notice_written_once;
alter table chain.recall_notice enable row level security, force row level security;
create policy recall_notice_door on chain.recall_notice for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_notice_wall on chain.recall_notice for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((( SELECT platform.current_party() AS current_party) = holder_id) OR (( SELECT platform.current_party() AS current_party) = held_by))))));
grant select on chain.recall_notice to grein_app;
grant insert, select on chain.recall_notice to grein_door;
grant update (reason) on chain.recall_notice to grein_door;

create table chain.recall_notice_line (
  authority_id uuid not null,
  recall_id uuid not null,
  holder_id uuid not null,
  batch_id uuid not null,
  has_mg bigint not null,
  had_mg bigint not null,
  dispensed_mg bigint not null,
  constraint recall_notice_line_key PRIMARY KEY (authority_id, recall_id, holder_id, batch_id),
  constraint recall_notice_line_notice FOREIGN KEY (authority_id, recall_id, holder_id) REFERENCES chain.recall_notice(authority_id, recall_id, holder_id),
  constraint recall_notice_line_dispensed CHECK ((dispensed_mg >= 0)),
  constraint recall_notice_line_had CHECK ((had_mg >= 0)),
  constraint recall_notice_line_has CHECK ((has_mg >= 0))
);
CREATE TRIGGER recall_notice_line_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.recall_notice_line FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.recall_notice_line enable always trigger recall_notice_line_written_once;
alter table chain.recall_notice_line enable row level security, force row level security;
create policy recall_notice_line_door on chain.recall_notice_line for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_notice_line_wall on chain.recall_notice_line for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((holder_id = ( SELECT platform.current_party() AS current_party)) OR (EXISTS ( SELECT
   FROM chain.recall mine
  WHERE ((mine.authority_id = recall_notice_line.authority_id) AND (mine.recall_id = recall_notice_line.recall_id) AND (mine.held_by = ( SELECT platform.current_party() AS current_party))))))))));
grant select on chain.recall_notice_line to grein_app;
grant insert, select on chain.recall_notice_line to grein_door;

create table chain.recall_posting (
  authority_id uuid not null,
  posting_id uuid not null,
  holder_id uuid not null,
  destination_id uuid not null,
  recall_id uuid,
  outcome text not null,
  detail text not null,
  posted_at timestamp with time zone not null,
  constraint recall_posting_key PRIMARY KEY (authority_id, posting_id),
  constraint recall_posting_destination FOREIGN KEY (authority_id, holder_id, destination_id) REFERENCES chain.recall_destination(authority_id, holder_id, destination_id),
  constraint recall_posting_notice FOREIGN KEY (authority_id, recall_id, holder_id) REFERENCES chain.recall_notice(authority_id, recall_id, holder_id),
  constraint recall_posting_detail CHECK ((length(detail) <= 200)),
  constraint recall_posting_outcome CHECK ((outcome = ANY (ARRAY['delivered'::text, 'failed'::text])))
);
CREATE INDEX recall_posting_of_destination ON chain.recall_posting USING btree (authority_id, holder_id, destination_id, recall_id, posted_at);
CREATE INDEX recall_posting_of_recall ON chain.recall_posting USING btree (authority_id, recall_id, holder_id) WHERE (recall_id IS NOT NULL);
CREATE TRIGGER recall_posting_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.recall_posting FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.recall_posting enable always trigger recall_posting_written_once;
alter table chain.recall_posting enable row level security, force row level security;
create policy recall_posting_door on chain.recall_posting for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_posting_wall on chain.recall_posting for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.recall_posting to grein_app;
grant insert, select on chain.recall_posting to grein_door;

create table chain.recall_reminder (
  authority_id uuid not null,
  recall_id uuid not null,
  holder_id uuid not null,
  reminded_at timestamp with time zone not null,
  constraint recall_reminder_key PRIMARY KEY (authority_id, recall_id, holder_id, reminded_at),
  constraint recall_reminder_notice FOREIGN KEY (authority_id, recall_id, holder_id) REFERENCES chain.recall_notice(authority_id, recall_id, holder_id)
);
CREATE TRIGGER recall_reminder_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.recall_reminder FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.recall_reminder enable always trigger recall_reminder_written_once;
alter table chain.recall_reminder enable row level security, force row level security;
create policy recall_reminder_door on chain.recall_reminder for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_reminder_wall on chain.recall_reminder for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((holder_id = ( SELECT platform.current_party() AS current_party)) OR (EXISTS ( SELECT
   FROM chain.recall mine
  WHERE ((mine.authority_id = recall_reminder.authority_id) AND (mine.recall_id = recall_reminder.recall_id) AND (mine.held_by = ( SELECT platform.current_party() AS current_party))))))))));
grant select on chain.recall_reminder to grein_app;
grant insert, select on chain.recall_reminder to grein_door;

create table chain.recall_telling (
  authority_id uuid not null,
  telling_id uuid not null,
  recall_id uuid not null,
  country text not null,
  buyer_id uuid,
  recipient text not null,
  way text not null,
  outcome text not null,
  remark text not null,
  told_at timestamp with time zone not null,
  actor_id uuid,
  constraint recall_telling_key PRIMARY KEY (authority_id, telling_id),
  constraint recall_telling_recall FOREIGN KEY (authority_id, recall_id) REFERENCES chain.recall(authority_id, recall_id),
  constraint recall_telling_country CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint recall_telling_outcome CHECK ((outcome = ANY (ARRAY['received'::text, 'left-word'::text, 'no-answer'::text]))),
  constraint recall_telling_recipient CHECK (((length(recipient) >= 1) AND (length(recipient) <= 200))),
  constraint recall_telling_remark CHECK ((length(remark) <= 400)),
  constraint recall_telling_way CHECK ((way = ANY (ARRAY['telephone'::text, 'e-mail'::text, 'post'::text, 'visit'::text])))
);
CREATE INDEX recall_telling_of_recall ON chain.recall_telling USING btree (authority_id, recall_id, told_at);
CREATE TRIGGER recall_telling_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.recall_telling FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.recall_telling enable always trigger recall_telling_written_once;
alter table chain.recall_telling enable row level security, force row level security;
create policy recall_telling_door on chain.recall_telling for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy recall_telling_wall on chain.recall_telling for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.recall mine
  WHERE ((mine.authority_id = recall_telling.authority_id) AND (mine.recall_id = recall_telling.recall_id) AND (mine.held_by = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.recall_telling to grein_app;
grant insert, select on chain.recall_telling to grein_door;

create table chain.result (
  authority_id uuid not null,
  sample_id uuid not null,
  event_id uuid not null,
  analyte text not null,
  value text not null,
  unit text not null,
  measured_of text not null,
  method text not null,
  uncertainty text,
  tested_at timestamp with time zone not null,
  holder_id uuid not null,
  constraint result_key PRIMARY KEY (authority_id, sample_id, event_id, analyte)
);
CREATE TRIGGER result_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.result FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.result enable always trigger result_written_once;
alter table chain.result enable row level security, force row level security;
create policy result_door on chain.result for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy result_wall on chain.result for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.result to grein_app;
grant insert, select on chain.result to grein_door;

create table chain.room (
  authority_id uuid not null,
  premises_id uuid not null,
  name text not null,
  from_on date not null,
  event_id uuid not null,
  holder_id uuid not null,
  kind text not null,
  uses text[] not null,
  constraint room_key PRIMARY KEY (authority_id, premises_id, name, from_on, event_id),
  constraint room_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id),
  constraint room_kind CHECK ((kind = ANY (ARRAY['room'::text, 'field'::text])))
);
CREATE TRIGGER room_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.room FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.room enable always trigger room_written_once;
alter table chain.room enable row level security, force row level security;
create policy room_door on chain.room for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy room_wall on chain.room for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.room to grein_app;
grant insert, select on chain.room to grein_door;

create table chain.room_stay (
  authority_id uuid not null,
  batch_id uuid not null,
  premises_id uuid not null,
  since timestamp with time zone not null,
  event_id uuid not null,
  holder_id uuid not null,
  room text not null,
  constraint room_stay_key PRIMARY KEY (authority_id, batch_id, premises_id, since, event_id),
  constraint room_stay_batch FOREIGN KEY (authority_id, batch_id) REFERENCES chain.batch(authority_id, batch_id),
  constraint room_stay_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id)
);
CREATE INDEX room_stay_of_room ON chain.room_stay USING btree (authority_id, premises_id, room, since);
CREATE TRIGGER room_stay_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.room_stay FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.room_stay enable always trigger room_stay_written_once;
alter table chain.room_stay enable row level security, force row level security;
create policy room_stay_door on chain.room_stay for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy room_stay_wall on chain.room_stay for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.room_stay to grein_app;
grant insert, select on chain.room_stay to grein_door;

create table chain.settlement (
  authority_id uuid not null,
  shipment_id uuid not null,
  line smallint not null,
  round smallint not null,
  event_id uuid not null,
  received_mg bigint not null,
  received_at timestamp with time zone not null,
  constraint settlement_key PRIMARY KEY (authority_id, shipment_id, line, round),
  constraint settlement_line FOREIGN KEY (authority_id, shipment_id, line) REFERENCES chain.shipment_line(authority_id, shipment_id, line),
  constraint settlement_mass CHECK ((received_mg >= 0))
);
CREATE INDEX settlement_by_event ON chain.settlement USING btree (authority_id, event_id);
CREATE TRIGGER settlement_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.settlement FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.settlement enable always trigger settlement_written_once;
alter table chain.settlement enable row level security, force row level security;
create policy settlement_door on chain.settlement for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy settlement_wall on chain.settlement for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR (EXISTS ( SELECT
   FROM chain.shipment mine
  WHERE ((mine.authority_id = settlement.authority_id) AND (mine.shipment_id = settlement.shipment_id)))))));
grant select on chain.settlement to grein_app;
grant insert, select on chain.settlement to grein_door;

create table chain.shipment (
  authority_id uuid not null,
  shipment_id uuid not null,
  reason text not null,
  sender_id uuid not null,
  from_premises_id uuid not null,
  receiver_id uuid not null,
  to_premises_id uuid not null,
  event_id uuid not null,
  shipped_at timestamp with time zone not null,
  constraint shipment_key PRIMARY KEY (authority_id, shipment_id),
  constraint shipment_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id)
);
CREATE INDEX shipment_by_receiver ON chain.shipment USING btree (authority_id, receiver_id, shipped_at);
CREATE INDEX shipment_by_sender ON chain.shipment USING btree (authority_id, sender_id, shipped_at);
CREATE INDEX shipment_by_time ON chain.shipment USING btree (authority_id, shipped_at, shipment_id);
CREATE TRIGGER shipment_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.shipment FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.shipment enable always trigger shipment_written_once;
alter table chain.shipment enable row level security, force row level security;
create policy shipment_door on chain.shipment for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy shipment_wall on chain.shipment for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((( SELECT platform.current_party() AS current_party) = sender_id) OR (( SELECT platform.current_party() AS current_party) = receiver_id))))));
grant select on chain.shipment to grein_app;
grant insert, select on chain.shipment to grein_door;

create table chain.shipment_line (
  authority_id uuid not null,
  shipment_id uuid not null,
  line smallint not null,
  batch_id uuid not null,
  state text not null,
  shipped_mg bigint not null,
  transit_id uuid not null,
  constraint shipment_line_key PRIMARY KEY (authority_id, shipment_id, line),
  constraint shipment_line_once UNIQUE (authority_id, shipment_id, batch_id, state),
  constraint shipment_line_shipment FOREIGN KEY (authority_id, shipment_id) REFERENCES chain.shipment(authority_id, shipment_id),
  constraint shipment_line_transit FOREIGN KEY (authority_id, transit_id) REFERENCES chain.account(authority_id, account_id),
  constraint shipment_line_mass CHECK ((shipped_mg > 0))
);
CREATE INDEX shipment_line_of_batch ON chain.shipment_line USING btree (authority_id, batch_id);
CREATE TRIGGER shipment_line_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.shipment_line FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.shipment_line enable always trigger shipment_line_written_once;
alter table chain.shipment_line enable row level security, force row level security;
create policy shipment_line_door on chain.shipment_line for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy shipment_line_wall on chain.shipment_line for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR (EXISTS ( SELECT
   FROM chain.shipment mine
  WHERE ((mine.authority_id = shipment_line.authority_id) AND (mine.shipment_id = shipment_line.shipment_id)))))));
grant select on chain.shipment_line to grein_app;
grant insert, select on chain.shipment_line to grein_door;

create table chain.side_sum (
  authority_id uuid not null,
  on_day date not null,
  last_on date not null,
  is_undone boolean not null,
  act_kind text not null,
  source text not null,
  target text not null,
  mass_mg bigint not null,
  events bigint not null,
  constraint side_sum_key PRIMARY KEY (authority_id, on_day, last_on, is_undone, act_kind, source, target),
  constraint side_sum_days CHECK (((last_on = on_day) OR ((last_on > on_day) AND is_undone))),
  constraint side_sum_positive CHECK (((mass_mg > 0) AND (events > 0)))
);
alter table chain.side_sum enable row level security, force row level security;
create policy side_sum_door on chain.side_sum for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy side_sum_wall on chain.side_sum for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
grant select on chain.side_sum to grein_app;
grant delete, insert, select, update on chain.side_sum to grein_door;

create table chain.stock_sum (
  authority_id uuid not null,
  holder_id uuid not null,
  product_code text not null,
  state text not null,
  mass_mg bigint not null,
  accounts bigint not null,
  constraint stock_sum_key PRIMARY KEY (authority_id, holder_id, product_code, state)
) with (fillfactor=70);
alter table chain.stock_sum enable row level security, force row level security;
create policy stock_sum_door on chain.stock_sum for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy stock_sum_wall on chain.stock_sum for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
grant select on chain.stock_sum to grein_app;
grant delete, insert, select, update on chain.stock_sum to grein_door;

create table chain.sum_mark (
  authority_id uuid not null,
  leaves bigint not null,
  moved_at timestamp with time zone not null,
  constraint sum_mark_key PRIMARY KEY (authority_id),
  constraint sum_mark_leaves CHECK ((leaves >= 0))
);
alter table chain.sum_mark enable row level security, force row level security;
create policy sum_mark_door on chain.sum_mark for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy sum_mark_wall on chain.sum_mark for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = 'staff'::text)));
grant select on chain.sum_mark to grein_app;
grant delete, insert, select, update on chain.sum_mark to grein_door;

create table chain.thread_state (
  authority_id uuid not null,
  thread_id uuid not null,
  kind text not null,
  holder_id uuid not null,
  laboratory_id uuid,
  state text not null,
  constraint thread_state_key PRIMARY KEY (authority_id, thread_id),
  constraint thread_state_thread FOREIGN KEY (authority_id, thread_id) REFERENCES chain.quality_thread(authority_id, thread_id)
) with (fillfactor=70);
CREATE INDEX thread_state_standing ON chain.thread_state USING btree (authority_id, kind, state, thread_id);
alter table chain.thread_state enable row level security, force row level security;
create policy thread_state_door on chain.thread_state for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy thread_state_wall on chain.thread_state for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (((( SELECT platform.current_party() AS current_party) = holder_id) OR (( SELECT platform.current_party() AS current_party) = laboratory_id)) OR ((kind = ANY (ARRAY['order'::text, 'case'::text])) AND chain.follows_own(authority_id, thread_id)))))));
grant select on chain.thread_state to grein_app;
grant insert, select on chain.thread_state to grein_door;
grant update (state) on chain.thread_state to grein_door;

create table chain.to_sign (
  authority_id uuid not null,
  event_id uuid not null,
  holder_id uuid not null,
  premises_id uuid not null,
  due_on date not null,
  constraint to_sign_key PRIMARY KEY (authority_id, event_id),
  constraint to_sign_event FOREIGN KEY (authority_id, event_id) REFERENCES chain.event(authority_id, event_id)
);
CREATE INDEX to_sign_of_holder ON chain.to_sign USING btree (authority_id, holder_id, due_on);
CREATE TRIGGER to_sign_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.to_sign FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.to_sign enable always trigger to_sign_written_once;
alter table chain.to_sign enable row level security, force row level security;
create policy to_sign_door on chain.to_sign for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy to_sign_wall on chain.to_sign for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on chain.to_sign to grein_app;
grant insert, select on chain.to_sign to grein_door;

create table chain.verdict (
  authority_id uuid not null,
  batch_id uuid not null,
  event_id uuid not null,
  verdict text not null,
  certificate text not null,
  expires_on date,
  decided_at timestamp with time zone not null,
  constraint verdict_key PRIMARY KEY (authority_id, batch_id, event_id),
  constraint verdict_kind CHECK ((verdict = ANY (ARRAY['released'::text, 'rejected'::text])))
);
CREATE TRIGGER verdict_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON chain.verdict FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table chain.verdict enable always trigger verdict_written_once;
alter table chain.verdict enable row level security, force row level security;
create policy verdict_door on chain.verdict for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy verdict_wall on chain.verdict for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (EXISTS ( SELECT
   FROM chain.batch_party mine
  WHERE ((mine.authority_id = verdict.authority_id) AND (mine.batch_id = verdict.batch_id) AND (mine.holder_id = ( SELECT platform.current_party() AS current_party)))))))));
grant select on chain.verdict to grein_app;
grant insert, select on chain.verdict to grein_door;

-- licensing -------------------------------------------------------------------------------------------
create schema licensing;
grant usage on schema licensing to grein_app;
grant usage on schema licensing to grein_door;

CREATE OR REPLACE FUNCTION licensing.facts_for(p_authority uuid, p_parties uuid[], p_premises uuid[], p_all boolean)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
RETURN jsonb_build_object('parties', (SELECT COALESCE(jsonb_agg(jsonb_build_object('partyId', p.party_id, 'kind', p.kind, 'name', p.name, 'country', p.country)), '[]'::jsonb) AS "coalesce" FROM licensing.party p WHERE ((p.authority_id = facts_for.p_authority) AND (platform.current_wall() = ANY (ARRAY['staff'::text, 'holder'::text])) AND ((facts_for.p_all AND (platform.current_wall() = 'staff'::text)) OR (p.party_id = ANY (facts_for.p_parties)) OR (p.kind = 'authority'::text) OR (p.party_id IN (SELECT s.party_id FROM licensing.premises s WHERE ((s.authority_id = facts_for.p_authority) AND (s.premises_id = ANY (facts_for.p_premises)))))))), 'premises', (SELECT COALESCE(jsonb_agg(jsonb_build_object('premisesId', s.premises_id, 'partyId', s.party_id, 'name', s.name, 'from', lower(s.period), 'until', upper(s.period))), '[]'::jsonb) AS "coalesce" FROM licensing.premises s WHERE ((s.authority_id = facts_for.p_authority) AND (platform.current_wall() = ANY (ARRAY['staff'::text, 'holder'::text])) AND ((facts_for.p_all AND (platform.current_wall() = 'staff'::text)) OR (s.premises_id = ANY (facts_for.p_premises))))), 'exemptions', (SELECT COALESCE(jsonb_agg(jsonb_build_object('exemptionId', e.exemption_id, 'number', CASE WHEN own.is_open THEN e.number ELSE ''::text END, 'holderId', e.holder_id, 'ground', e.ground, 'basis', e.basis, 'withdrawnOn', e.withdrawn_on, 'from', lower(v.period), 'until', upper(v.period), 'scope', (SELECT COALESCE(jsonb_agg(jsonb_build_object('acts', c.acts, 'substances', c.substances, 'purposes', c.purposes, 'premises', c.premises, 'maxStockMg', CASE WHEN own.is_open THEN (c.max_stock_mg)::text ELSE NULL::text END) ORDER BY c.line), '[]'::jsonb) AS "coalesce" FROM licensing.exemption_scope c WHERE ((c.authority_id = facts_for.p_authority) AND (c.exemption_id = v.exemption_id) AND (c.period && v.period))), 'hasLimits', (own.is_open AND (EXISTS (SELECT FROM licensing.exemption_limit l WHERE ((l.authority_id = facts_for.p_authority) AND (l.exemption_id = v.exemption_id) AND (l.period && v.period)))))) ORDER BY e.number, (lower(v.period))), '[]'::jsonb) AS "coalesce" FROM ((licensing.exemption e JOIN licensing.exemption_version v ON (((v.authority_id = e.authority_id) AND (v.exemption_id = e.exemption_id)))) CROSS JOIN LATERAL (SELECT ((platform.current_wall() = 'staff'::text) OR (NOT (e.holder_id IS DISTINCT FROM platform.current_party()))) AS is_open) own) WHERE ((e.authority_id = facts_for.p_authority) AND (platform.current_wall() = ANY (ARRAY['staff'::text, 'holder'::text])) AND ((facts_for.p_all AND (platform.current_wall() = 'staff'::text)) OR (e.holder_id = ANY (facts_for.p_parties)) OR (e.holder_id IN (SELECT s.party_id FROM licensing.premises s WHERE ((s.authority_id = facts_for.p_authority) AND (s.premises_id = ANY (facts_for.p_premises)))))))));
alter function licensing.facts_for(uuid,uuid[],uuid[],boolean) owner to grein_door;
grant execute on function licensing.facts_for(uuid,uuid[],uuid[],boolean) to grein_app;

CREATE OR REPLACE FUNCTION licensing.gln_holds(p_gln text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
RETURN CASE WHEN (p_gln ~ '^[0-9]{13}$'::text) THEN (SELECT ((sum(((substr(gln_holds.p_gln, place.place, 1))::integer * CASE WHEN ((place.place % 2) = 0) THEN 3 ELSE 1 END)) % (10)::bigint) = 0) FROM generate_series(1, 13) place(place)) ELSE false END;
grant execute on function licensing.gln_holds(text) to grein_door;

CREATE OR REPLACE FUNCTION licensing.import_limits(p_authority uuid, p_rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform licensing.require_import(p_authority);
  perform from licensing.exemption as e
    where e.authority_id = p_authority and e.exemption_id in (select r.id from jsonb_to_recordset(p_rows) as r(id uuid))
    order by e.exemption_id for update;
  insert into licensing.exemption_limit (authority_id, exemption_id, period, number, substance_id, product_code, acts, per, max_mg)
    select p_authority, r.id, r.period, r.number, r."substanceId", r."productCode", r.acts, r.per, r."maxMassMg"
    from jsonb_to_recordset(p_rows) as r(id uuid, period daterange, number smallint, "substanceId" text, "productCode" text, acts text[],
      per text, "maxMassMg" bigint)
    where not exists (
      select from licensing.exemption_limit as l
      where l.authority_id = p_authority and l.exemption_id = r.id and l.period = r.period and l.number = r.number);
end
$function$;
alter function licensing.import_limits(uuid,jsonb) owner to grein_door;
grant execute on function licensing.import_limits(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION licensing.import_locations(p_authority uuid, p_rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform licensing.require_import(p_authority);
  insert into licensing.premises_location (
    authority_id, location_id, premises_id, party_id, exactness, latitude_udeg, longitude_udeg, source, known_on)
    select p_authority, r.id, s.premises_id, s.party_id, r.exactness, r.latitude, r.longitude, r.source, r."knownOn"
    from jsonb_to_recordset(p_rows) as r(id uuid, premises uuid, exactness text, latitude integer, longitude integer, source text, "knownOn" date)
    join licensing.premises as s on s.authority_id = p_authority and s.premises_id = r.premises
    on conflict on constraint premises_location_key do nothing;
end
$function$;
alter function licensing.import_locations(uuid,jsonb) owner to grein_door;
grant execute on function licensing.import_locations(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION licensing.import_registers(p_authority uuid, p_rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform licensing.require_import(p_authority);
  insert into licensing.party (authority_id, party_id, kind, name, kvk, country)
    select p_authority, r.id, r.kind, r.name, r.kvk, r.country
    from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid, kind text, name text, kvk text, country text)
    on conflict on constraint party_key do nothing;
  insert into licensing.premises (authority_id, premises_id, party_id, name, town, country, period)
    select p_authority, r.id, r.party, r.name, r.town, r.country, r.period
    from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid, party uuid, name text, town text, country text, period daterange)
    on conflict on constraint premises_key do nothing;
  insert into licensing.gln_line (authority_id, line_id, party_id, premises_id, gln, prefix_length, turn, from_on, source)
    select p_authority, substr(encode(sha256(convert_to(concat_ws('/', given.party, given.premises, given.gln), 'UTF8')), 'hex'), 1, 32)::uuid,
      given.party, given.premises, given.gln, given.prefix,
      (select count(*) from licensing.gln_line as said where said.authority_id = p_authority and said.gln = given.gln)
        + row_number() over (partition by given.gln order by given.premises nulls first, given.party) - 1, given.from_on, 'register'
    from (
      select r.id as party, null::uuid as premises, r.gln, r."prefixLength" as prefix, date '1900-01-01' as from_on
      from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid, gln text, "prefixLength" smallint)
      union all
      select r.party, r.id, r.gln, r."prefixLength", lower(r.period)
      from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid, party uuid, gln text, "prefixLength" smallint, period daterange)
    ) as given
    where given.gln is not null and not exists (
      select from licensing.gln_line as there where there.authority_id = p_authority and there.party_id = given.party
        and there.premises_id is not distinct from given.premises);
  perform licensing.require_one_gln(p_authority, array(
    select r.gln from jsonb_to_recordset((p_rows -> 'parties') || (p_rows -> 'premises')) as r(gln text) where r.gln is not null));
  insert into licensing.exemption (authority_id, exemption_id, number, holder_id, ground, basis, withdrawn_on)
    select p_authority, r.id, r.number, r.holder, r.ground, r.basis, r.withdrawn
    from jsonb_to_recordset(p_rows -> 'exemptions') as r(id uuid, number text, holder uuid, ground text, basis text[], withdrawn date)
    on conflict on constraint exemption_key do nothing;
  insert into licensing.exemption_version (authority_id, exemption_id, period)
    select p_authority, r.id, r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where not exists (
      select from licensing.exemption_version as v where v.authority_id = p_authority and v.exemption_id = r.id and v.period = r.period);
  insert into licensing.exemption_scope (authority_id, exemption_id, period, line, acts, substances, purposes, premises, max_stock_mg)
    select p_authority, r.id, r.period, r.line, r.acts, r.substances, r.purposes, r.premises, r."maxStockMg"
    from jsonb_to_recordset(p_rows -> 'scopes') as r(id uuid, period daterange, line smallint, acts text[], substances jsonb,
      purposes text[], premises uuid[], "maxStockMg" bigint)
    where not exists (
      select from licensing.exemption_scope as c
      where c.authority_id = p_authority and c.exemption_id = r.id and c.period = r.period and c.line = r.line);
  insert into licensing.exemption_condition (authority_id, exemption_id, period, number, nl, en, basis)
    select p_authority, r.id, r.period, r.number, r.nl, r.en, r.basis
    from jsonb_to_recordset(p_rows -> 'conditions') as r(id uuid, period daterange, number smallint, nl text, en text, basis text)
    where not exists (
      select from licensing.exemption_condition as c
      where c.authority_id = p_authority and c.exemption_id = r.id and c.period = r.period and c.number = r.number);
end
$function$;
alter function licensing.import_registers(uuid,jsonb) owner to grein_door;
grant execute on function licensing.import_registers(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION licensing.keep_registers(p_authority uuid, p_rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform licensing.require_import(p_authority);
  -- Whoever shares a register with an act takes it first, in one order for everybody: exemptions, premises, parties.
  perform from licensing.exemption as e
    where e.authority_id = p_authority and e.exemption_id in (
      select r.id from jsonb_to_recordset(p_rows -> 'exemptions') as r(id uuid))
    order by e.exemption_id for update;
  perform from licensing.premises as s
    where s.authority_id = p_authority and s.premises_id in (
      select r.id from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid))
    order by s.premises_id for no key update;
  perform from licensing.party as p
    where p.authority_id = p_authority and p.party_id in (
      select r.id from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid))
    order by p.party_id for no key update;
  -- What a version holds lies within its days: it is shortened before the version and lengthened after it.
  update licensing.exemption_limit as l set period = l.period * r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where l.authority_id = p_authority and l.exemption_id = r.id and lower(l.period) = lower(r.period) and not l.period <@ r.period;
  update licensing.exemption_condition as c set period = c.period * r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where c.authority_id = p_authority and c.exemption_id = r.id and lower(c.period) = lower(r.period) and not c.period <@ r.period;
  update licensing.exemption_scope as c set period = c.period * r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where c.authority_id = p_authority and c.exemption_id = r.id and lower(c.period) = lower(r.period) and not c.period <@ r.period;
  update licensing.exemption_version as v set period = r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where v.authority_id = p_authority and v.exemption_id = r.id and lower(v.period) = lower(r.period) and v.period <> r.period;
  update licensing.exemption_scope as c set period = r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where c.authority_id = p_authority and c.exemption_id = r.id and lower(c.period) = lower(r.period) and c.period <> r.period;
  update licensing.exemption_condition as c set period = r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where c.authority_id = p_authority and c.exemption_id = r.id and lower(c.period) = lower(r.period) and c.period <> r.period;
  update licensing.exemption_limit as l set period = r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where l.authority_id = p_authority and l.exemption_id = r.id and lower(l.period) = lower(r.period) and l.period <> r.period;
  perform licensing.import_registers(p_authority, p_rows);
  perform licensing.import_limits(p_authority, p_rows -> 'limits');
  update licensing.party as p set name = r.name, kvk = r.kvk, is_official = r."isOfficial"
    from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid, name text, kvk text, "isOfficial" boolean)
    where p.authority_id = p_authority and p.party_id = r.id
      and (p.name, p.kvk, p.is_official) is distinct from (r.name, r.kvk, r."isOfficial");
  update licensing.premises as s set name = r.name, town = r.town, period = r.period
    from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid, name text, town text, period daterange)
    where s.authority_id = p_authority and s.premises_id = r.id
      and (s.name, s.town, s.period) is distinct from (r.name, r.town, r.period);
  update licensing.exemption as e set withdrawn_on = r.withdrawn
    from jsonb_to_recordset(p_rows -> 'exemptions') as r(id uuid, withdrawn date)
    where e.authority_id = p_authority and e.exemption_id = r.id and e.withdrawn_on is distinct from r.withdrawn;
end
$function$;
alter function licensing.keep_registers(uuid,jsonb) owner to grein_door;
grant execute on function licensing.keep_registers(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION licensing.next_expert_number(p_authority uuid, p_year integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_last integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('licensing.expert_decision ' || p_authority, 0));
  select max(split_part(number, '-', 3)::integer) into v_last
    from licensing.expert_decision
    where authority_id = p_authority and number like 'D-' || p_year || '-%';
  return 'D-' || p_year || '-' || lpad((coalesce(v_last, 0) + 1)::text, 4, '0');
end
$function$;
alter function licensing.next_expert_number(uuid,integer) owner to grein_door;
grant execute on function licensing.next_expert_number(uuid,integer) to grein_app;

CREATE OR REPLACE FUNCTION licensing.note_party_record(p_authority uuid, p_party uuid, p_revision integer, p_entry uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if p_authority is distinct from platform.current_authority()
    or not (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_party = platform.current_party())) then
    raise exception 'what a party is is recorded by staff, or by itself' using errcode = '42501';
  end if;
  if not exists (
    select from log.record as l
    where l.authority_id = p_authority and l.entry_id = p_entry and l.record::jsonb ->> 'kind' = 'party-stands'
      and l.record::jsonb ->> 'partyId' = 'par_' || p_party and l.record::jsonb ->> 'revision' = p_revision::text) then
    raise exception 'the log has no such record of this party' using errcode = '23503', constraint = 'party_record_of_log';
  end if;
  insert into licensing.party_record (authority_id, party_id, revision, entry_id)
    values (p_authority, p_party, p_revision, p_entry);
end
$function$;
alter function licensing.note_party_record(uuid,uuid,integer,uuid) owner to grein_door;
grant execute on function licensing.note_party_record(uuid,uuid,integer,uuid) to grein_app;

CREATE OR REPLACE FUNCTION licensing.note_register_record(p_authority uuid, p_exemption uuid, p_revision integer, p_entry uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'registers are kept by staff of the authority' using errcode = '42501';
  end if;
  if not exists (
    select from log.record as l
    where l.authority_id = p_authority and l.entry_id = p_entry and l.record::jsonb ->> 'kind' = 'exemption-stands'
      and l.record::jsonb ->> 'exemptionId' = 'exe_' || p_exemption and l.record::jsonb ->> 'revision' = p_revision::text) then
    raise exception 'the log has no such record of this exemption' using errcode = '23503', constraint = 'register_record_of_log';
  end if;
  insert into licensing.register_record (authority_id, exemption_id, revision, entry_id)
    values (p_authority, p_exemption, p_revision, p_entry);
end
$function$;
alter function licensing.note_register_record(uuid,uuid,integer,uuid) owner to grein_door;
grant execute on function licensing.note_register_record(uuid,uuid,integer,uuid) to grein_app;

CREATE OR REPLACE FUNCTION licensing.put_gln(p_authority uuid, p_row jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_new boolean;
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() not in ('staff', 'holder') then
    raise exception 'numbers are recorded by staff or by whose they are' using errcode = '42501';
  end if;
  insert into licensing.gln_line (authority_id, line_id, party_id, premises_id, gln, prefix_length, turn, from_on, source, user_id)
    select p_authority, r.id, s.party_id, case when r."isParty" then null else s.premises_id end, r.gln, r."prefixLength",
      (select count(*) from licensing.gln_line as said where said.authority_id = p_authority and said.gln = r.gln), r."fromOn", r.source, r."userId"
    from jsonb_to_record(p_row) as r(id uuid, premises uuid, "isParty" boolean, gln text, "prefixLength" smallint, "fromOn" date, source text,
      "userId" uuid)
    join licensing.premises as s on s.authority_id = p_authority and s.premises_id = r.premises
      and (platform.current_wall() = 'staff' or s.party_id = platform.current_party())
    on conflict on constraint gln_line_key do nothing
    returning true into v_new;
  perform licensing.require_one_gln(p_authority, array[p_row ->> 'gln']);
  return coalesce(v_new, false);
end
$function$;
alter function licensing.put_gln(uuid,jsonb) owner to grein_door;
grant execute on function licensing.put_gln(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION licensing.put_location(p_authority uuid, p_row jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_new boolean;
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() not in ('staff', 'holder') then
    raise exception 'where premises lie is said by staff or by whose they are' using errcode = '42501';
  end if;
  insert into licensing.premises_location (
    authority_id, location_id, premises_id, party_id, exactness, latitude_udeg, longitude_udeg, source, known_on, user_id)
    select p_authority, r.id, s.premises_id, s.party_id, r.exactness, r.latitude, r.longitude, r.source, r."knownOn", r."userId"
    from jsonb_to_record(p_row) as r(id uuid, premises uuid, exactness text, latitude integer, longitude integer, source text,
      "knownOn" date, "userId" uuid)
    join licensing.premises as s on s.authority_id = p_authority and s.premises_id = r.premises
      and (platform.current_wall() = 'staff' or s.party_id = platform.current_party())
    on conflict on constraint premises_location_key do nothing
    returning true into v_new;
  return coalesce(v_new, false);
end
$function$;
alter function licensing.put_location(uuid,jsonb) owner to grein_door;
grant execute on function licensing.put_location(uuid,jsonb) to grein_app;

CREATE OR REPLACE FUNCTION licensing.record_expert_decision(p_authority uuid, p_row jsonb, p_salt bytea, p_leaf bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'an expert decision is recorded by staff of the authority' using errcode = '42501';
  end if;
  insert into licensing.expert_decision (
    authority_id, decision_id, number, kind, follows_id, subject_kind, about, says, reading_id, accepts, substance_id, inchi_key,
    smiles, period, question, conclusion, grounds, basis, expert_name, profession, organisation, documents, decided_on, decided_at,
    user_id, stepped_up_at, record, salt, leaf)
  select p_authority, r.id, r.number, r.kind, r.follows, r."subjectKind", r.about, r.says, r."readingId", r.accepts, r."substanceId",
    r."inchiKey", r.smiles, r.period, r.question, r.conclusion, r.grounds, r.basis, r."expertName", r.profession, r.organisation,
    r.documents, r."decidedOn", r."decidedAt", r."userId", r."steppedUpAt", r.record, p_salt, p_leaf
  from jsonb_to_record(p_row) as r(
    id uuid, number text, kind text, follows uuid, "subjectKind" text, about text, says text, "readingId" text, accepts boolean,
    "substanceId" text, "inchiKey" text, smiles text, period daterange, question text, conclusion text, grounds text, basis text[],
    "expertName" text, profession text, organisation text, documents jsonb, "decidedOn" date, "decidedAt" timestamptz,
    "userId" uuid, "steppedUpAt" timestamptz, record text);
  insert into log.unsealed (authority_id, entry_id, leaf)
  select p_authority, (p_row ->> 'id')::uuid, p_leaf;
end
$function$;
alter function licensing.record_expert_decision(uuid,jsonb,bytea,bytea) owner to grein_door;
grant execute on function licensing.record_expert_decision(uuid,jsonb,bytea,bytea) to grein_app;

CREATE OR REPLACE FUNCTION licensing.register_company_prefix(p_authority uuid, p_party uuid, p_prefix text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_prefix text;
begin
  if p_authority is distinct from platform.current_authority()
    or not (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_party = platform.current_party())) then
    raise exception 'a party registers its own prefix' using errcode = '42501', constraint = 'company_prefix_own';
  end if;
  if exists (select from licensing.company_prefix as other
    where other.authority_id = p_authority and other.party_id <> p_party
      and (starts_with(other.prefix, p_prefix) or starts_with(p_prefix, other.prefix))) then
    raise exception 'another has these numbers' using errcode = '23505', constraint = 'company_prefix_taken';
  end if;
  insert into licensing.company_prefix (authority_id, party_id, prefix) values (p_authority, p_party, p_prefix)
    on conflict on constraint company_prefix_key do nothing;
  select own.prefix into v_prefix from licensing.company_prefix as own where own.authority_id = p_authority and own.party_id = p_party;
  return v_prefix;
end
$function$;
alter function licensing.register_company_prefix(uuid,uuid,text) owner to grein_door;
grant execute on function licensing.register_company_prefix(uuid,uuid,text) to grein_app;

CREATE OR REPLACE FUNCTION licensing.require_import(p_authority uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (
    select from licensing.import_window as w
    where w.authority_id = p_authority and w.open_until > clock_timestamp()
  ) then
    raise exception 'no import is open for this authority' using errcode = '42501', constraint = 'import_closed';
  end if;
end
$function$;
alter function licensing.require_import(uuid) owner to grein_door;

CREATE OR REPLACE FUNCTION licensing.require_one_gln(p_authority uuid, p_glns text[])
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if exists (
    select from licensing.gln_period as one
    join licensing.gln_period as other on other.authority_id = one.authority_id and other.gln = one.gln
      and (other.party_id <> one.party_id or other.premises_id <> one.premises_id)
      and daterange(one.from_on, one.until_on) && daterange(other.from_on, other.until_on)
    where one.authority_id = p_authority and one.gln = any (p_glns)
  ) then
    raise exception 'this number is of another' using errcode = '23505', constraint = 'gln_taken';
  end if;
end
$function$;
alter function licensing.require_one_gln(uuid,text[]) owner to grein_door;

create table licensing.company_prefix (
  authority_id uuid not null,
  party_id uuid not null,
  prefix text not null,
  registered_at timestamp with time zone not null default clock_timestamp(),
  constraint company_prefix_key PRIMARY KEY (authority_id, party_id),
  constraint company_prefix_taken UNIQUE (authority_id, prefix),
  constraint company_prefix_party FOREIGN KEY (authority_id, party_id) REFERENCES licensing.party(authority_id, party_id),
  constraint company_prefix_form CHECK ((prefix ~ '^[0-9]{6,12}$'::text))
);
CREATE TRIGGER company_prefix_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON licensing.company_prefix FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table licensing.company_prefix enable always trigger company_prefix_written_once;
alter table licensing.company_prefix enable row level security, force row level security;
create policy company_prefix_door on licensing.company_prefix for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy company_prefix_wall on licensing.company_prefix for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (party_id = ( SELECT platform.current_party() AS current_party))))));
grant select on licensing.company_prefix to grein_app;
grant insert, select on licensing.company_prefix to grein_door;

create table licensing.exemption (
  authority_id uuid not null,
  exemption_id uuid not null,
  number text not null,
  holder_id uuid not null,
  ground text not null,
  basis text[] not null,
  withdrawn_on date,
  constraint exemption_key PRIMARY KEY (authority_id, exemption_id),
  constraint exemption_number UNIQUE (authority_id, number),
  constraint exemption_holder FOREIGN KEY (authority_id, holder_id) REFERENCES licensing.party(authority_id, party_id)
);
CREATE INDEX exemption_of_holder ON licensing.exemption USING btree (authority_id, holder_id);
alter table licensing.exemption enable row level security, force row level security;
create policy exemption_door on licensing.exemption for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy exemption_wall on licensing.exemption for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (holder_id = ( SELECT platform.current_party() AS current_party))))));
grant select on licensing.exemption to grein_app;
grant insert, select on licensing.exemption to grein_door;
grant update (exemption_id, withdrawn_on) on licensing.exemption to grein_door;

create table licensing.exemption_condition (
  authority_id uuid not null,
  exemption_id uuid not null,
  period daterange not null,
  number smallint not null,
  nl text not null,
  en text not null,
  basis text not null,
  constraint exemption_condition_overlap PRIMARY KEY (authority_id, exemption_id, number, period WITHOUT OVERLAPS),
  constraint exemption_condition_version FOREIGN KEY (authority_id, exemption_id, PERIOD period) REFERENCES licensing.exemption_version(authority_id, exemption_id, PERIOD period)
);
alter table licensing.exemption_condition enable row level security, force row level security;
create policy exemption_condition_door on licensing.exemption_condition for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy exemption_condition_wall on licensing.exemption_condition for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (EXISTS ( SELECT
   FROM licensing.exemption own
  WHERE ((own.authority_id = exemption_condition.authority_id) AND (own.exemption_id = exemption_condition.exemption_id))))));
grant select on licensing.exemption_condition to grein_app;
grant insert, select on licensing.exemption_condition to grein_door;
grant update (period) on licensing.exemption_condition to grein_door;

create table licensing.exemption_limit (
  authority_id uuid not null,
  exemption_id uuid not null,
  period daterange not null,
  number smallint not null,
  substance_id text not null,
  product_code text,
  acts text[] not null,
  per text not null,
  max_mg bigint not null,
  registered_at timestamp with time zone not null default clock_timestamp(),
  constraint exemption_limit_overlap PRIMARY KEY (authority_id, exemption_id, number, period WITHOUT OVERLAPS),
  constraint exemption_limit_condition FOREIGN KEY (authority_id, exemption_id, number, PERIOD period) REFERENCES licensing.exemption_condition(authority_id, exemption_id, number, PERIOD period),
  constraint exemption_limit_acts CHECK (((cardinality(acts) > 0) AND (acts <@ '{harvest,dry,extract,import,receive}'::text[]))),
  constraint exemption_limit_max CHECK ((max_mg > 0)),
  constraint exemption_limit_per CHECK ((per = ANY (ARRAY['year'::text, 'validity'::text])))
);
alter table licensing.exemption_limit enable row level security, force row level security;
create policy exemption_limit_door on licensing.exemption_limit for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy exemption_limit_wall on licensing.exemption_limit for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (EXISTS ( SELECT
   FROM licensing.exemption own
  WHERE ((own.authority_id = exemption_limit.authority_id) AND (own.exemption_id = exemption_limit.exemption_id))))));
grant select on licensing.exemption_limit to grein_app;
grant insert, select on licensing.exemption_limit to grein_door;
grant update (period) on licensing.exemption_limit to grein_door;

create table licensing.exemption_scope (
  authority_id uuid not null,
  exemption_id uuid not null,
  period daterange not null,
  line smallint not null,
  acts text[] not null,
  substances jsonb not null,
  purposes text[] not null,
  premises uuid[] not null,
  max_stock_mg bigint,
  constraint exemption_scope_overlap PRIMARY KEY (authority_id, exemption_id, line, period WITHOUT OVERLAPS),
  constraint exemption_scope_version FOREIGN KEY (authority_id, exemption_id, PERIOD period) REFERENCES licensing.exemption_version(authority_id, exemption_id, PERIOD period),
  constraint exemption_scope_acts CHECK ((cardinality(acts) > 0)),
  constraint exemption_scope_max CHECK ((max_stock_mg > 0))
);
alter table licensing.exemption_scope enable row level security, force row level security;
create policy exemption_scope_door on licensing.exemption_scope for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy exemption_scope_wall on licensing.exemption_scope for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (EXISTS ( SELECT
   FROM licensing.exemption own
  WHERE ((own.authority_id = exemption_scope.authority_id) AND (own.exemption_id = exemption_scope.exemption_id))))));
grant select on licensing.exemption_scope to grein_app;
grant insert, select on licensing.exemption_scope to grein_door;
grant update (period) on licensing.exemption_scope to grein_door;

create table licensing.exemption_version (
  authority_id uuid not null,
  exemption_id uuid not null,
  period daterange not null,
  constraint exemption_version_overlap PRIMARY KEY (authority_id, exemption_id, period WITHOUT OVERLAPS),
  constraint exemption_version_exemption FOREIGN KEY (authority_id, exemption_id) REFERENCES licensing.exemption(authority_id, exemption_id),
  constraint exemption_version_period CHECK (((NOT isempty(period)) AND (lower(period) IS NOT NULL)))
);
alter table licensing.exemption_version enable row level security, force row level security;
create policy exemption_version_door on licensing.exemption_version for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy exemption_version_wall on licensing.exemption_version for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (EXISTS ( SELECT
   FROM licensing.exemption own
  WHERE ((own.authority_id = exemption_version.authority_id) AND (own.exemption_id = exemption_version.exemption_id))))));
grant select on licensing.exemption_version to grein_app;
grant insert, select on licensing.exemption_version to grein_door;
grant update (exemption_id, period) on licensing.exemption_version to grein_door;

create table licensing.expert_decision (
  authority_id uuid not null,
  decision_id uuid not null,
  number text not null,
  kind text not null,
  follows_id uuid,
  subject_kind text not null,
  about text,
  says text,
  reading_id text,
  accepts boolean,
  substance_id text,
  inchi_key text,
  smiles text,
  period daterange not null,
  question text not null,
  conclusion text not null,
  grounds text not null,
  basis text[] not null,
  expert_name text not null,
  profession text not null,
  organisation text not null,
  documents jsonb not null,
  decided_on date not null,
  decided_at timestamp with time zone not null,
  user_id uuid not null,
  stepped_up_at timestamp with time zone not null,
  record text not null,
  salt bytea not null,
  leaf bytea not null,
  constraint expert_decision_key PRIMARY KEY (authority_id, decision_id),
  constraint expert_decision_follows UNIQUE (authority_id, follows_id),
  constraint expert_decision_number UNIQUE (authority_id, number),
  constraint expert_decision_followed FOREIGN KEY (authority_id, follows_id) REFERENCES licensing.expert_decision(authority_id, decision_id),
  constraint expert_decision_finding CHECK (((subject_kind = 'finding'::text) = ((about IS NOT NULL) AND (says IS NOT NULL)))),
  constraint expert_decision_inchi_key CHECK ((inchi_key ~ '^[A-Z]{14}-[A-Z]{10}-[A-Z]$'::text)),
  constraint expert_decision_kind CHECK ((kind = ANY (ARRAY['decision'::text, 'withdrawal'::text]))),
  constraint expert_decision_leaf CHECK ((leaf = sha256((('\x00'::bytea || salt) || convert_to(record, 'UTF8'::name))))),
  constraint expert_decision_of_what CHECK (((subject_kind = 'reading'::text) OR (substance_id IS NOT NULL) OR (inchi_key IS NOT NULL))),
  constraint expert_decision_passkey CHECK (((stepped_up_at <= decided_at) AND (decided_at < (stepped_up_at + 'PT10M'::interval)))),
  constraint expert_decision_period CHECK (((NOT isempty(period)) AND (lower(period) IS NOT NULL))),
  constraint expert_decision_profession CHECK ((profession = ANY (ARRAY['chemist'::text, 'lawyer'::text]))),
  constraint expert_decision_reading CHECK (((subject_kind = 'reading'::text) = ((reading_id IS NOT NULL) AND (accepts IS NOT NULL)))),
  constraint expert_decision_record_length CHECK ((octet_length(record) <= 65503)),
  constraint expert_decision_salt CHECK ((octet_length(salt) = 32)),
  constraint expert_decision_says CHECK ((says = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint expert_decision_structure CHECK (((inchi_key IS NULL) = (smiles IS NULL))),
  constraint expert_decision_subject CHECK ((subject_kind = ANY (ARRAY['finding'::text, 'reading'::text]))),
  constraint expert_decision_withdraws CHECK (((kind = 'decision'::text) OR (follows_id IS NOT NULL)))
);
CREATE INDEX expert_decision_newest ON licensing.expert_decision USING btree (authority_id, decided_at, decision_id);
CREATE INDEX expert_decision_structure_key ON licensing.expert_decision USING btree (authority_id, inchi_key) WHERE (inchi_key IS NOT NULL);
CREATE INDEX expert_decision_substance ON licensing.expert_decision USING btree (authority_id, substance_id) WHERE (substance_id IS NOT NULL);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON licensing.expert_decision FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table licensing.expert_decision enable always trigger written_once;
alter table licensing.expert_decision enable row level security, force row level security;
create policy expert_decision_door on licensing.expert_decision for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy expert_decision_wall on licensing.expert_decision for select to grein_app
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
grant select on licensing.expert_decision to grein_app;
grant insert, select on licensing.expert_decision to grein_door;

create table licensing.gln_line (
  authority_id uuid not null,
  line_id uuid not null,
  party_id uuid not null,
  premises_id uuid,
  gln text,
  prefix_length smallint,
  turn integer not null,
  from_on date not null,
  source text not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  user_id uuid,
  constraint gln_line_key PRIMARY KEY (authority_id, line_id),
  constraint gln_line_turn UNIQUE (authority_id, gln, turn),
  constraint gln_line_party FOREIGN KEY (authority_id, party_id) REFERENCES licensing.party(authority_id, party_id),
  constraint gln_line_premises FOREIGN KEY (authority_id, premises_id) REFERENCES licensing.premises(authority_id, premises_id),
  constraint gln_line_holds CHECK (licensing.gln_holds(gln)),
  constraint gln_line_prefix CHECK (((prefix_length >= 6) AND (prefix_length <= 12))),
  constraint gln_line_source CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  constraint gln_line_whole CHECK (((gln IS NOT NULL) OR (prefix_length IS NULL)))
);
CREATE INDEX gln_line_of ON licensing.gln_line USING btree (authority_id, party_id, premises_id, from_on);
CREATE TRIGGER gln_line_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON licensing.gln_line FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table licensing.gln_line enable always trigger gln_line_written_once;
alter table licensing.gln_line enable row level security, force row level security;
create policy gln_line_door on licensing.gln_line for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy gln_line_wall on licensing.gln_line for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = ANY (ARRAY['staff'::text, 'holder'::text]))));
grant select on licensing.gln_line to grein_app;
grant insert, select on licensing.gln_line to grein_door;

create table licensing.import_window (
  authority_id uuid not null,
  opened_at timestamp with time zone not null default clock_timestamp(),
  open_until timestamp with time zone not null,
  constraint import_window_key PRIMARY KEY (authority_id)
);
alter table licensing.import_window enable row level security, force row level security;
create policy import_window_door on licensing.import_window for select to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy import_window_owner on licensing.import_window for all to grein_owner
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
grant select on licensing.import_window to grein_door;

create table licensing.party (
  authority_id uuid not null,
  party_id uuid not null,
  kind text not null,
  name text not null,
  kvk text,
  country text not null,
  is_official boolean not null default false,
  salt uuid not null default gen_random_uuid(),
  constraint party_key PRIMARY KEY (authority_id, party_id),
  constraint party_country CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint party_kind CHECK ((kind = ANY (ARRAY['authority'::text, 'grower'::text, 'laboratory'::text, 'irradiator'::text, 'packer'::text, 'wholesaler'::text, 'pharmacy'::text, 'institution'::text, 'foreign-buyer'::text, 'carrier'::text])))
);
CREATE INDEX party_name ON licensing.party USING btree (authority_id, lower(name), party_id);
CREATE UNIQUE INDEX party_one_minister ON licensing.party USING btree (authority_id) WHERE (kind = 'authority'::text);
alter table licensing.party enable row level security, force row level security;
create policy party_door on licensing.party for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy party_wall on licensing.party for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = ANY (ARRAY['staff'::text, 'holder'::text]))));
grant select on licensing.party to grein_app;
grant insert, select on licensing.party to grein_door;
grant update (name, kvk, is_official) on licensing.party to grein_door;

create table licensing.party_record (
  authority_id uuid not null,
  party_id uuid not null,
  revision integer not null,
  entry_id uuid not null,
  constraint party_record_key PRIMARY KEY (authority_id, party_id, revision),
  constraint party_record_entry UNIQUE (authority_id, entry_id),
  constraint party_record_party FOREIGN KEY (authority_id, party_id) REFERENCES licensing.party(authority_id, party_id),
  constraint party_record_revision CHECK ((revision > 0))
);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON licensing.party_record FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table licensing.party_record enable always trigger written_once;
alter table licensing.party_record enable row level security, force row level security;
create policy party_record_door on licensing.party_record for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy party_record_wall on licensing.party_record for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND (party_id = ( SELECT platform.current_party() AS current_party))))));
grant select on licensing.party_record to grein_app;
grant insert, select on licensing.party_record to grein_door;

create table licensing.premises (
  authority_id uuid not null,
  premises_id uuid not null,
  party_id uuid not null,
  name text not null,
  town text not null,
  country text not null,
  period daterange not null,
  constraint premises_key PRIMARY KEY (authority_id, premises_id),
  constraint premises_party FOREIGN KEY (authority_id, party_id) REFERENCES licensing.party(authority_id, party_id),
  constraint premises_country CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint premises_period CHECK (((NOT isempty(period)) AND (lower(period) IS NOT NULL)))
);
CREATE INDEX premises_of_party ON licensing.premises USING btree (authority_id, party_id);
alter table licensing.premises enable row level security, force row level security;
create policy premises_door on licensing.premises for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy premises_wall on licensing.premises for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (( SELECT platform.current_wall() AS current_wall) = ANY (ARRAY['staff'::text, 'holder'::text]))));
grant select on licensing.premises to grein_app;
grant insert, select on licensing.premises to grein_door;
grant update (name, town, period) on licensing.premises to grein_door;

create table licensing.premises_location (
  authority_id uuid not null,
  location_id uuid not null,
  premises_id uuid not null,
  party_id uuid not null,
  exactness text not null,
  latitude_udeg integer,
  longitude_udeg integer,
  source text not null,
  known_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  user_id uuid,
  constraint premises_location_key PRIMARY KEY (authority_id, location_id),
  constraint premises_location_premises FOREIGN KEY (authority_id, premises_id) REFERENCES licensing.premises(authority_id, premises_id),
  constraint premises_location_exactness CHECK ((exactness = ANY (ARRAY['town'::text, 'spot'::text]))),
  constraint premises_location_latitude CHECK (((latitude_udeg >= '-90000000'::integer) AND (latitude_udeg <= 90000000))),
  constraint premises_location_longitude CHECK (((longitude_udeg >= '-180000000'::integer) AND (longitude_udeg <= 180000000))),
  constraint premises_location_source CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  constraint premises_location_town CHECK (((exactness = 'spot'::text) OR (((latitude_udeg % 10000) = 0) AND ((longitude_udeg % 10000) = 0)))),
  constraint premises_location_whole CHECK (((latitude_udeg IS NULL) = (longitude_udeg IS NULL)))
);
CREATE INDEX premises_location_newest ON licensing.premises_location USING btree (authority_id, premises_id, exactness, recorded_at);
CREATE TRIGGER premises_location_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON licensing.premises_location FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table licensing.premises_location enable always trigger premises_location_written_once;
alter table licensing.premises_location enable row level security, force row level security;
create policy premises_location_door on licensing.premises_location for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy premises_location_wall on licensing.premises_location for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND ((( SELECT platform.current_wall() AS current_wall) = 'staff'::text) OR ((( SELECT platform.current_wall() AS current_wall) = 'holder'::text) AND ((exactness = 'town'::text) OR (party_id = ( SELECT platform.current_party() AS current_party)))))));
grant select on licensing.premises_location to grein_app;
grant insert, select on licensing.premises_location to grein_door;

create table licensing.register_record (
  authority_id uuid not null,
  exemption_id uuid not null,
  revision integer not null,
  entry_id uuid not null,
  constraint register_record_key PRIMARY KEY (authority_id, exemption_id, revision),
  constraint register_record_entry UNIQUE (authority_id, entry_id),
  constraint register_record_exemption FOREIGN KEY (authority_id, exemption_id) REFERENCES licensing.exemption(authority_id, exemption_id),
  constraint register_record_revision CHECK ((revision > 0))
);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON licensing.register_record FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table licensing.register_record enable always trigger written_once;
alter table licensing.register_record enable row level security, force row level security;
create policy register_record_door on licensing.register_record for all to grein_door
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
create policy register_record_wall on licensing.register_record for select to grein_app
  using (((authority_id = ( SELECT platform.current_authority() AS current_authority)) AND (EXISTS ( SELECT
   FROM licensing.exemption own
  WHERE ((own.authority_id = register_record.authority_id) AND (own.exemption_id = register_record.exemption_id))))));
grant select on licensing.register_record to grein_app;
grant insert, select on licensing.register_record to grein_door;

create view licensing.gln_period with (security_invoker=true) as
 SELECT authority_id,
    party_id,
    premises_id,
    gln,
    prefix_length,
    from_on,
    lead(from_on) OVER (PARTITION BY authority_id, party_id, premises_id ORDER BY from_on) AS until_on
   FROM ( SELECT DISTINCT ON (l.authority_id, l.party_id, l.premises_id, l.from_on) l.authority_id,
            l.party_id,
            l.premises_id,
            l.gln,
            l.prefix_length,
            l.from_on
           FROM licensing.gln_line l
          ORDER BY l.authority_id, l.party_id, l.premises_id, l.from_on, l.recorded_at DESC, l.line_id DESC) newest;
grant select on licensing.gln_period to grein_app;
grant select on licensing.gln_period to grein_door;

-- log -------------------------------------------------------------------------------------------------
create schema log;
grant usage on schema log to grein_app;
grant usage on schema log to grein_door;

CREATE OR REPLACE FUNCTION log.add_cosignature(of_authority uuid, of_size bigint, by_witness text, signed_line text, was_seen_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if of_authority is distinct from platform.current_authority() then
    raise exception 'this transaction speaks for another authority' using errcode = '42501', constraint = 'authority_current';
  end if;
  if not exists (select from log.checkpoint where authority_id = of_authority and size = of_size) then
    raise exception 'there is no such checkpoint' using errcode = '23503', constraint = 'cosignature_checkpoint';
  end if;
  insert into log.cosignature (authority_id, size, witness, line, seen_at)
  values (of_authority, of_size, by_witness, signed_line, was_seen_at)
  on conflict (authority_id, size, witness) do nothing;
  return found;
end
$function$;
alter function log.add_cosignature(uuid,bigint,text,text,timestamp with time zone) owner to grein_door;
grant execute on function log.add_cosignature(uuid,bigint,text,text,timestamp with time zone) to grein_app;

CREATE OR REPLACE FUNCTION log.origins()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct split_part(c.note, E'\n', 1)
  from log.head as h
  join log.checkpoint as c on c.authority_id = h.authority_id and c.size = h.size
  $function$;
alter function log.origins() owner to grein_door;
grant execute on function log.origins() to grein_app;

CREATE OR REPLACE FUNCTION log.queued_between(of_authority uuid, from_id uuid, through_id uuid)
 RETURNS TABLE(entry_id uuid, leaf bytea)
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select one.entry_id, one.leaf
  from log.unsealed as one
  where one.authority_id = of_authority and one.entry_id between from_id and through_id
  union all
  select member.entry_id, member.leaf
  from log.unsealed_set as waiting
  cross join lateral unnest(waiting.entry_ids, waiting.leaves) as member (entry_id, leaf)
  where waiting.authority_id = of_authority and waiting.first_id <= through_id and waiting.last_id >= from_id
    and member.entry_id between from_id and through_id
$function$;
grant execute on function log.queued_between(uuid,uuid,uuid) to grein_app;
grant execute on function log.queued_between(uuid,uuid,uuid) to grein_door;

CREATE OR REPLACE FUNCTION log.record_leaf(of_authority uuid, of_entry uuid, about_party uuid, new_record text, new_salt bytea, new_leaf bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known log.record;
begin
  insert into log.record (authority_id, entry_id, party_id, record, salt, leaf)
  values (of_authority, of_entry, about_party, new_record, new_salt, new_leaf)
  on conflict (authority_id, entry_id) do nothing;
  if found then
    insert into log.unsealed (authority_id, entry_id, leaf) values (of_authority, of_entry, new_leaf);
    return new_leaf;
  end if;
  select * into known from log.record where record.authority_id = of_authority and record.entry_id = of_entry;
  if known.record is distinct from new_record then
    raise exception 'this entry was recorded with other content' using errcode = '23505', constraint = 'record_changed';
  end if;
  return known.leaf;
end
$function$;
alter function log.record_leaf(uuid,uuid,uuid,text,bytea,bytea) owner to grein_door;
grant execute on function log.record_leaf(uuid,uuid,uuid,text,bytea,bytea) to grein_app;

CREATE OR REPLACE FUNCTION log.refuse_shrinking()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.size >= old.size then
    return new;
  end if;
  raise exception 'a log never grows shorter' using errcode = '42501';
end
$function$;

CREATE OR REPLACE FUNCTION log.seal(of_authority uuid, new_size bigint, new_root bytea, signed_note text, signed_with text, tile_levels smallint[], tile_indexes bigint[], tile_hashes bytea[], tile_roots bytea[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from log.leaf where authority_id = of_authority and leaf_index = new_size - 1)
     or exists (select from log.leaf where authority_id = of_authority and leaf_index = new_size)
  then
    raise exception 'a checkpoint covers exactly the leaves there are' using errcode = '23514', constraint = 'checkpoint_covers';
  end if;
  insert into log.tile (authority_id, level, tile_index, hashes, root)
  select of_authority, tile.level, tile.tile_index, tile.hashes, tile.root
  from unnest(tile_levels, tile_indexes, tile_hashes, tile_roots) as tile (level, tile_index, hashes, root);
  insert into log.checkpoint (authority_id, size, root, note, verifier_key)
  values (of_authority, new_size, new_root, signed_note, signed_with);
  update log.head set size = new_size, sealed_at = clock_timestamp() where authority_id = of_authority;
end
$function$;
alter function log.seal(uuid,bigint,bytea,text,text,smallint[],bigint[],bytea[],bytea[]) owner to grein_door;
grant execute on function log.seal(uuid,bigint,bytea,text,text,smallint[],bigint[],bytea[],bytea[]) to grein_app;

CREATE OR REPLACE FUNCTION log.take_unsealed(of_authority uuid, take_max integer)
 RETURNS TABLE(from_size bigint, leaves bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  head_size  bigint;
  v_ids      uuid[];
  v_leaves   bytea[];
  set_ids    uuid[];
  set_leaves bytea[];
begin
  insert into log.head (authority_id) values (of_authority) on conflict do nothing;
  select head.size into head_size from log.head where head.authority_id = of_authority for update skip locked;
  if not found then
    return;
  end if;
  with taken as (
    delete from log.unsealed
    where unsealed.authority_id = of_authority
      and unsealed.entry_id = any (array(
        select waiting.entry_id from log.unsealed as waiting where waiting.authority_id = of_authority order by waiting.entry_id limit take_max))
    returning unsealed.entry_id, unsealed.leaf
  )
  select coalesce(array_agg(taken.entry_id), '{}'), coalesce(array_agg(taken.leaf), '{}') into v_ids, v_leaves from taken;
  with fitting as (
    select waiting.first_id, sum(waiting.leaf_count) over (order by waiting.first_id) - waiting.leaf_count as before
    from log.unsealed_set as waiting
    where waiting.authority_id = of_authority
    order by waiting.first_id
    limit take_max
  ),
  taken as (
    delete from log.unsealed_set
    where unsealed_set.authority_id = of_authority
      and unsealed_set.first_id in (
        select fitting.first_id from fitting where fitting.before = 0 or fitting.before < take_max - cardinality(v_ids))
    returning unsealed_set.entry_ids, unsealed_set.leaves
  )
  select array_agg(member.entry_id), array_agg(member.leaf)
    into set_ids, set_leaves
    from taken cross join lateral unnest(taken.entry_ids, taken.leaves) as member (entry_id, leaf);
  select array_agg(one.entry_id order by one.entry_id), array_agg(one.leaf order by one.entry_id)
    into v_ids, v_leaves
    from unnest(v_ids || set_ids, v_leaves || set_leaves) as one (entry_id, leaf);
  if v_ids is null then
    return;
  end if;
  begin
    insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
      select of_authority, head_size + one.place - 1, one.entry_id, one.leaf
      from unnest(v_ids, v_leaves) with ordinality as one (entry_id, leaf, place);
  exception when unique_violation then -- an id that a client chose twice
    select array_agg(fresh.entry_id order by fresh.entry_id), array_agg(fresh.leaf order by fresh.entry_id)
      into v_ids, v_leaves
      from (
        select distinct one.entry_id, one.leaf
        from unnest(v_ids, v_leaves) as one (entry_id, leaf)
        where not exists (
          select from log.leaf as sealed
          where sealed.authority_id = of_authority and sealed.entry_id = one.entry_id and sealed.leaf = one.leaf
        )
      ) as fresh;
    if v_ids is null then
      return;
    end if;
    insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
      select of_authority, head_size + one.place - 1, one.entry_id, one.leaf
      from unnest(v_ids, v_leaves) with ordinality as one (entry_id, leaf, place);
  end;
  return query
    select head_size, string_agg(one.leaf, '' order by one.place) from unnest(v_leaves) with ordinality as one (leaf, place);
end
$function$;
alter function log.take_unsealed(uuid,integer) owner to grein_door;
grant execute on function log.take_unsealed(uuid,integer) to grein_app;

CREATE OR REPLACE FUNCTION log.waiting(count_max integer)
 RETURNS TABLE(authority_id uuid, leaf_count integer, waiting_since timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with recursive alone as (
    (select first.authority_id from log.unsealed as first order by first.authority_id limit 1)
    union all
    select (
      select next.authority_id
      from log.unsealed as next
      where next.authority_id > alone.authority_id
      order by next.authority_id
      limit 1
    )
    from alone
    where alone.authority_id is not null
  ),
  authority as (
    select alone.authority_id from alone where alone.authority_id is not null
    union
    select waiting.authority_id from log.unsealed_set as waiting
  )
  select authority.authority_id, (queue.leaf_count + sets.leaf_count)::integer, least(queue.waiting_since, sets.waiting_since)
  from authority
  cross join lateral (
    select count(*) as leaf_count, min(counted.queued_at) as waiting_since
    from (
      select one.queued_at
      from log.unsealed as one
      where one.authority_id = authority.authority_id
      order by one.entry_id
      limit count_max
    ) as counted
  ) as queue
  cross join lateral (
    select coalesce(sum(waiting.leaf_count), 0) as leaf_count, min(waiting.queued_at) as waiting_since
    from log.unsealed_set as waiting
    where waiting.authority_id = authority.authority_id
  ) as sets
$function$;
alter function log.waiting(integer) owner to grein_door;
grant execute on function log.waiting(integer) to grein_app;

create table log.checkpoint (
  authority_id uuid not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  verifier_key text not null,
  signed_at timestamp with time zone not null default clock_timestamp(),
  constraint checkpoint_key PRIMARY KEY (authority_id, size),
  constraint checkpoint_root CHECK ((octet_length(root) = 32)),
  constraint checkpoint_size CHECK ((size > 0))
);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON log.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table log.checkpoint enable always trigger written_once;
alter table log.checkpoint enable row level security, force row level security;
create policy checkpoint_names on log.checkpoint for select to grein_door
  using (true);
create policy own_authority on log.checkpoint for all to public
  using ((authority_id = platform.current_authority()));
grant select on log.checkpoint to grein_app;
grant insert, select on log.checkpoint to grein_door;

create table log.cosignature (
  authority_id uuid not null,
  size bigint not null,
  witness text not null,
  line text not null,
  seen_at timestamp with time zone not null,
  received_at timestamp with time zone not null default clock_timestamp(),
  constraint cosignature_key PRIMARY KEY (authority_id, size, witness),
  constraint cosignature_line CHECK ((octet_length(line) <= 1000))
);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON log.cosignature FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table log.cosignature enable always trigger written_once;
alter table log.cosignature enable row level security, force row level security;
create policy own_authority on log.cosignature for all to public
  using ((authority_id = platform.current_authority()));
grant select on log.cosignature to grein_app;
grant insert, select on log.cosignature to grein_door;

create table log.head (
  authority_id uuid not null,
  size bigint not null default 0,
  sealed_at timestamp with time zone,
  constraint head_key PRIMARY KEY (authority_id),
  constraint head_size CHECK ((size >= 0))
);
CREATE TRIGGER never_forgotten BEFORE DELETE OR TRUNCATE ON log.head FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table log.head enable always trigger never_forgotten;
CREATE TRIGGER never_shorter BEFORE UPDATE ON log.head FOR EACH ROW EXECUTE FUNCTION log.refuse_shrinking();
alter table log.head enable always trigger never_shorter;
alter table log.head enable row level security, force row level security;
create policy head_looks_round on log.head for select to grein_door
  using (true);
create policy own_authority on log.head for all to public
  using ((authority_id = platform.current_authority()));
grant select on log.head to grein_app;
grant insert, select on log.head to grein_door;
grant update (size, sealed_at) on log.head to grein_door;

create table log.leaf (
  authority_id uuid not null,
  leaf_index bigint not null,
  entry_id uuid not null,
  leaf bytea not null,
  constraint leaf_key PRIMARY KEY (authority_id, leaf_index),
  constraint leaf_length CHECK ((octet_length(leaf) = 32)),
  constraint leaf_place CHECK ((leaf_index >= 0))
);
CREATE UNIQUE INDEX leaf_entry ON log.leaf USING btree (authority_id, entry_id, leaf);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON log.leaf FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table log.leaf enable always trigger written_once;
alter table log.leaf enable row level security, force row level security;
create policy own_authority on log.leaf for all to public
  using ((authority_id = ( SELECT platform.current_authority() AS current_authority)));
grant select on log.leaf to grein_app;
grant insert, select on log.leaf to grein_door;

create table log.record (
  authority_id uuid not null,
  entry_id uuid not null,
  party_id uuid,
  record text,
  salt bytea,
  leaf bytea not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint record_key PRIMARY KEY (authority_id, entry_id),
  constraint record_erased CHECK (((record IS NULL) = (salt IS NULL))),
  constraint record_leaf CHECK ((leaf = sha256((('\x00'::bytea || salt) || convert_to(record, 'UTF8'::name))))),
  constraint record_length CHECK ((octet_length(record) <= 65503)),
  constraint record_salt CHECK ((octet_length(salt) = 32))
);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON log.record FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table log.record enable always trigger written_once;
alter table log.record enable row level security, force row level security;
create policy door on log.record for all to grein_door
  using ((authority_id = platform.current_authority()));
create policy reader on log.record for select to grein_app
  using (((authority_id = platform.current_authority()) AND ((platform.current_wall() = 'staff'::text) OR ((platform.current_wall() = 'holder'::text) AND (party_id = platform.current_party())))));
grant select on log.record to grein_app;
grant insert, select on log.record to grein_door;

create table log.tile (
  authority_id uuid not null,
  level smallint not null,
  tile_index bigint not null,
  hashes bytea not null,
  root bytea not null,
  constraint tile_key PRIMARY KEY (authority_id, level, tile_index),
  constraint tile_level CHECK (((level >= 0) AND (level <= 63))),
  constraint tile_place CHECK ((tile_index >= 0)),
  constraint tile_root CHECK ((octet_length(root) = 32)),
  constraint tile_width CHECK ((octet_length(hashes) = 8192))
);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON log.tile FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table log.tile enable always trigger written_once;
alter table log.tile enable row level security, force row level security;
create policy own_authority on log.tile for all to public
  using ((authority_id = platform.current_authority()));
grant select on log.tile to grein_app;
grant insert, select on log.tile to grein_door;

create table log.unsealed (
  authority_id uuid not null,
  entry_id uuid not null,
  leaf bytea not null,
  queued_at timestamp with time zone not null default clock_timestamp(),
  constraint unsealed_key PRIMARY KEY (authority_id, entry_id),
  constraint unsealed_leaf CHECK ((octet_length(leaf) = 32))
);
CREATE TRIGGER not_changed BEFORE UPDATE OR TRUNCATE ON log.unsealed FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table log.unsealed enable always trigger not_changed;
alter table log.unsealed enable row level security, force row level security;
create policy own_authority on log.unsealed for all to public
  using ((authority_id = platform.current_authority()));
create policy sealer_looks_round on log.unsealed for select to grein_door
  using (true);
grant select on log.unsealed to grein_app;
grant delete, insert, select on log.unsealed to grein_door;

create table log.unsealed_set (
  authority_id uuid not null,
  first_id uuid not null,
  last_id uuid not null,
  leaf_count integer not null,
  entry_ids uuid[] not null,
  leaves bytea[] not null,
  queued_at timestamp with time zone not null default clock_timestamp(),
  constraint unsealed_set_key PRIMARY KEY (authority_id, first_id),
  constraint unsealed_set_sides CHECK (((leaf_count > 0) AND (cardinality(entry_ids) = leaf_count) AND (cardinality(leaves) = leaf_count) AND (entry_ids[1] = first_id) AND (entry_ids[leaf_count] = last_id) AND (array_position(leaves, NULL::bytea) IS NULL)))
);
CREATE TRIGGER not_changed BEFORE UPDATE OR TRUNCATE ON log.unsealed_set FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table log.unsealed_set enable always trigger not_changed;
alter table log.unsealed_set enable row level security, force row level security;
create policy own_authority on log.unsealed_set for all to public
  using ((authority_id = platform.current_authority()));
create policy sealer_looks_round on log.unsealed_set for select to grein_door
  using (true);
grant select on log.unsealed_set to grein_app;
grant delete, insert, select on log.unsealed_set to grein_door;

-- platform --------------------------------------------------------------------------------------------
create schema platform;
grant usage on schema platform to grein_app;
grant usage on schema platform to grein_door;

CREATE OR REPLACE FUNCTION platform.audit_erasure(p_authority uuid, p_kind text, p_id uuid, p_trace text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into platform.audit (authority_id, trace_id, actor_kind, user_id, party_id, action, resource_kind, resource_id, outcome)
  values (p_authority, coalesce(p_trace, replace(pg_catalog.gen_random_uuid()::text, '-', '')),
    case when platform.current_subject() ~ '^[0-9a-f]{8}-' then 'person' else 'system' end,
    case when platform.current_subject() ~ '^[0-9a-f]{8}-' then platform.current_subject()::uuid end,
    platform.current_party(), 'platform/erase', p_kind, p_id, 'done')
  $function$;
alter function platform.audit_erasure(uuid,text,uuid,text) owner to grein_door;

CREATE OR REPLACE FUNCTION platform.current_authority()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('grein.authority'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION platform.current_party()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('grein.party'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION platform.current_subject()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(current_setting('grein.user'::text, true), ''::text);

CREATE OR REPLACE FUNCTION platform.current_wall()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(current_setting('grein.wall'::text, true), ''::text);

CREATE OR REPLACE FUNCTION platform.forget_idempotency_keys()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 WITH forgotten AS (
          DELETE FROM platform.idempotency_key earlier
           WHERE (earlier.answered_at < (clock_timestamp() - 'P90D'::interval))
           RETURNING 1 AS "?column?"
         )
  SELECT count(*) AS count
    FROM forgotten;
END;
alter function platform.forget_idempotency_keys() owner to grein_door;
grant execute on function platform.forget_idempotency_keys() to grein_app;

CREATE OR REPLACE FUNCTION platform.outbox_authorities()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 SELECT DISTINCT waiting.authority_id
    FROM platform.outbox waiting
   WHERE ((waiting.parked_at IS NULL) AND (waiting.due_at <= clock_timestamp()));
END;
alter function platform.outbox_authorities() owner to grein_door;
grant execute on function platform.outbox_authorities() to grein_app;

CREATE OR REPLACE FUNCTION platform.outbox_state(OUT waiting bigint, OUT parked bigint, OUT oldest_at timestamp with time zone)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 SELECT count(*) FILTER (WHERE (message.parked_at IS NULL)) AS count,
     count(*) FILTER (WHERE (message.parked_at IS NOT NULL)) AS count,
     min(message.due_at) FILTER (WHERE (message.parked_at IS NULL)) AS min
    FROM platform.outbox message;
END;
alter function platform.outbox_state() owner to grein_door;
grant execute on function platform.outbox_state() to grein_app;

CREATE OR REPLACE FUNCTION platform.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'rows of %.% are written once', tg_table_schema, tg_table_name using errcode = '42501';
end
$function$;

create table platform.access_decision (
  authority_id uuid not null,
  entry_id uuid not null default uuidv7(),
  at timestamp with time zone not null default clock_timestamp(),
  trace_id platform.trace_id not null,
  actor_kind text not null,
  user_id uuid,
  client_id uuid,
  party_id uuid,
  action platform.dotted_name not null,
  resource_kind platform.dotted_name not null,
  resource_id uuid,
  is_allowed boolean not null,
  reason platform.dotted_name,
  policy_ids text[] not null,
  constraint access_decision_key PRIMARY KEY (authority_id, entry_id),
  constraint access_decision_actor_kind CHECK ((actor_kind = ANY (ARRAY['person'::text, 'machine'::text, 'system'::text, 'anonymous'::text]))),
  constraint access_decision_reason CHECK ((is_allowed OR (reason IS NOT NULL)))
);
CREATE INDEX access_decision_denied ON platform.access_decision USING btree (authority_id, entry_id) WHERE (NOT is_allowed);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON platform.access_decision FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table platform.access_decision enable always trigger written_once;
alter table platform.access_decision enable row level security, force row level security;
create policy reader on platform.access_decision for select to public
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
create policy writer on platform.access_decision for insert to public
  with check ((authority_id = platform.current_authority()));
grant insert, select on platform.access_decision to grein_app;

create table platform.access_token (
  authority_id uuid not null,
  token_sha256 bytea not null,
  client_id uuid not null,
  scopes text[] not null,
  expires_at timestamp with time zone not null,
  constraint access_token_key PRIMARY KEY (authority_id, token_sha256),
  constraint access_token_client FOREIGN KEY (authority_id, client_id) REFERENCES platform.machine_client(authority_id, client_id)
);
CREATE INDEX access_token_age ON platform.access_token USING btree (authority_id, expires_at);
alter table platform.access_token enable row level security, force row level security;
create policy access_token_house on platform.access_token for all to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
grant delete, insert, select on platform.access_token to grein_app;

create table platform.audit (
  authority_id uuid not null,
  entry_id uuid not null default uuidv7(),
  at timestamp with time zone not null default clock_timestamp(),
  trace_id platform.trace_id not null,
  actor_kind text not null,
  user_id uuid,
  client_id uuid,
  party_id uuid,
  action platform.dotted_name not null,
  resource_kind platform.dotted_name not null,
  resource_id uuid,
  outcome text not null,
  problem platform.dotted_name,
  constraint audit_key PRIMARY KEY (authority_id, entry_id),
  constraint audit_actor_kind CHECK ((actor_kind = ANY (ARRAY['person'::text, 'machine'::text, 'system'::text, 'anonymous'::text]))),
  constraint audit_outcome CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
CREATE INDEX audit_resource ON platform.audit USING btree (authority_id, resource_kind, resource_id, entry_id);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON platform.audit FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table platform.audit enable always trigger written_once;
alter table platform.audit enable row level security, force row level security;
create policy reader on platform.audit for select to public
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
create policy writer on platform.audit for insert to public
  with check ((authority_id = platform.current_authority()));
grant insert, select on platform.audit to grein_app;
grant insert on platform.audit to grein_door;

create table platform.client_assertion (
  authority_id uuid not null,
  client_id uuid not null,
  jti_sha256 bytea not null,
  expires_at timestamp with time zone not null,
  constraint client_assertion_once PRIMARY KEY (authority_id, client_id, jti_sha256),
  constraint client_assertion_client FOREIGN KEY (authority_id, client_id) REFERENCES platform.machine_client(authority_id, client_id)
);
CREATE INDEX client_assertion_age ON platform.client_assertion USING btree (authority_id, expires_at);
alter table platform.client_assertion enable row level security, force row level security;
create policy client_assertion_house on platform.client_assertion for all to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
grant delete, insert, select on platform.client_assertion to grein_app;

create table platform.document (
  authority_id uuid not null,
  document_id uuid not null,
  party_ids uuid[] not null,
  subject_kind text,
  subject_id uuid,
  file_name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  stored_at timestamp with time zone not null default clock_timestamp(),
  user_id uuid,
  client_id uuid,
  constraint document_key PRIMARY KEY (authority_id, document_id),
  constraint document_file_name CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200))),
  constraint document_media_type CHECK ((media_type ~ '^[a-z]+/[a-z0-9.+-]+$'::text)),
  constraint document_sha256 CHECK ((octet_length(sha256) = 32)),
  constraint document_size CHECK ((size > 0)),
  constraint document_subject CHECK (((subject_kind IS NULL) = (subject_id IS NULL))),
  constraint document_subject_kind CHECK ((subject_kind ~ '^[a-z][a-z-]{1,30}$'::text))
);
CREATE INDEX document_about ON platform.document USING btree (authority_id, subject_kind, subject_id, document_id);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON platform.document FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table platform.document enable always trigger written_once;
alter table platform.document enable row level security, force row level security;
create policy proof on platform.document for select to grein_door
  using ((authority_id = platform.current_authority()));
create policy reader on platform.document for select to public
  using (((authority_id = platform.current_authority()) AND ((platform.current_wall() = 'staff'::text) OR ((platform.current_wall() = 'holder'::text) AND (platform.current_party() = ANY (party_ids))))));
create policy writer on platform.document for insert to public
  with check (((authority_id = platform.current_authority()) AND ((platform.current_wall() = 'staff'::text) OR ((platform.current_wall() = 'holder'::text) AND (platform.current_party() = ANY (party_ids))))));
grant insert, select on platform.document to grein_app;
grant select on platform.document to grein_door;

create table platform.idempotency_key (
  authority_id uuid not null,
  subject text not null,
  key text not null,
  content_sha256 bytea not null,
  answer text not null,
  answered_at timestamp with time zone not null default clock_timestamp(),
  constraint idempotency_key_once PRIMARY KEY (authority_id, subject, key),
  constraint idempotency_key_length CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);
CREATE INDEX idempotency_key_age ON platform.idempotency_key USING btree (authority_id, answered_at);
alter table platform.idempotency_key enable row level security, force row level security;
create policy idempotency_key_age on platform.idempotency_key for all to grein_door
  using (true);
create policy idempotency_key_own on platform.idempotency_key for all to grein_app
  using (((authority_id = platform.current_authority()) AND ((platform.current_subject() = subject) OR (platform.current_subject() = 'system'::text))))
  with check (((authority_id = platform.current_authority()) AND ((platform.current_subject() = subject) OR (platform.current_subject() = 'system'::text))));
grant insert, select on platform.idempotency_key to grein_app;
grant delete, select on platform.idempotency_key to grein_door;

create table platform.login_attempt (
  authority_id uuid not null,
  state_sha256 bytea not null,
  browser_sha256 bytea not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  expires_at timestamp with time zone not null,
  constraint login_attempt_key PRIMARY KEY (authority_id, state_sha256)
);
CREATE INDEX login_attempt_age ON platform.login_attempt USING btree (authority_id, expires_at);
alter table platform.login_attempt enable row level security, force row level security;
create policy login_attempt_house on platform.login_attempt for all to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
grant delete, insert, select on platform.login_attempt to grein_app;

create table platform.machine_client (
  authority_id uuid not null,
  client_id uuid not null,
  party_id uuid not null,
  name text not null,
  jwks jsonb not null,
  roles text[] not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  keys_at timestamp with time zone,
  constraint machine_client_key PRIMARY KEY (authority_id, client_id),
  constraint machine_client_name CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE INDEX machine_client_of_party ON platform.machine_client USING btree (authority_id, party_id);
alter table platform.machine_client enable row level security, force row level security;
create policy machine_client_house on platform.machine_client for all to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
grant insert, select on platform.machine_client to grein_app;
grant update (jwks, withdrawn_at, keys_at) on platform.machine_client to grein_app;

create table platform.migration (
  module text not null,
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default clock_timestamp(),
  constraint migration_key PRIMARY KEY (module, number)
);
grant select on platform.migration to grein_app;

create table platform.outbox (
  authority_id uuid not null,
  message_id uuid not null default uuidv7(),
  topic text not null,
  payload jsonb not null,
  trace_id text,
  appended_at timestamp with time zone not null default clock_timestamp(),
  due_at timestamp with time zone not null default clock_timestamp(),
  attempts smallint not null default 0,
  parked_at timestamp with time zone,
  constraint outbox_key PRIMARY KEY (authority_id, message_id),
  constraint outbox_topic CHECK ((topic ~ '^[a-z]+([.-][a-z]+)*$'::text))
);
CREATE INDEX outbox_due ON platform.outbox USING btree (authority_id, due_at) WHERE (parked_at IS NULL);
alter table platform.outbox enable row level security, force row level security;
create policy outbox_append on platform.outbox for insert to grein_app, grein_door
  with check (((authority_id = platform.current_authority()) AND (attempts = 0) AND (parked_at IS NULL)));
create policy outbox_delivered on platform.outbox for delete to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
create policy outbox_mark on platform.outbox for update to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
create policy outbox_read on platform.outbox for select to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
create policy outbox_waiting on platform.outbox for select to grein_door
  using (true);
grant delete, insert, select on platform.outbox to grein_app;
grant insert on platform.outbox to grein_door;
grant update (due_at, attempts, parked_at) on platform.outbox to grein_app;
grant select (authority_id, due_at, parked_at) on platform.outbox to grein_door;

create table platform.passkey (
  authority_id uuid not null,
  credential_id text not null,
  user_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  is_synced boolean not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkey_key PRIMARY KEY (authority_id, credential_id),
  constraint passkey_person FOREIGN KEY (authority_id, user_id) REFERENCES platform.person(authority_id, user_id),
  constraint passkey_counter CHECK ((counter >= 0)),
  constraint passkey_name CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE INDEX passkey_of_person ON platform.passkey USING btree (authority_id, user_id);
alter table platform.passkey enable row level security, force row level security;
create policy passkey_house on platform.passkey for all to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
grant delete, insert, select on platform.passkey to grein_app;
grant update (counter, last_used_at) on platform.passkey to grein_app;

create table platform.passkey_challenge (
  authority_id uuid not null,
  session_id uuid not null,
  purpose text not null,
  challenge text not null,
  expires_at timestamp with time zone not null,
  constraint passkey_challenge_key PRIMARY KEY (authority_id, session_id, purpose),
  constraint passkey_challenge_session FOREIGN KEY (authority_id, session_id) REFERENCES platform.session(authority_id, session_id) ON DELETE CASCADE,
  constraint passkey_challenge_purpose CHECK ((purpose = ANY (ARRAY['enrol'::text, 'confirm'::text])))
);
alter table platform.passkey_challenge enable row level security, force row level security;
create policy passkey_challenge_house on platform.passkey_challenge for all to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
grant delete, insert, select on platform.passkey_challenge to grein_app;
grant update (challenge, expires_at) on platform.passkey_challenge to grein_app;

create table platform.person (
  authority_id uuid not null,
  user_id uuid not null,
  issuer text not null,
  subject text not null,
  name text not null,
  seen_at timestamp with time zone not null,
  constraint person_key PRIMARY KEY (authority_id, user_id),
  constraint person_subject UNIQUE (authority_id, issuer, subject),
  constraint person_name CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
alter table platform.person enable row level security, force row level security;
create policy person_house on platform.person for all to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
grant insert, select on platform.person to grein_app;
grant update (name, seen_at) on platform.person to grein_app;

create table platform.processing (
  authority_id uuid not null,
  entry_id uuid not null default uuidv7(),
  at timestamp with time zone not null default clock_timestamp(),
  trace_id platform.trace_id not null,
  actor_kind text not null,
  user_id uuid,
  client_id uuid,
  party_id uuid,
  subject_kind platform.dotted_name not null,
  subject_id uuid not null,
  purpose platform.dotted_name not null,
  basis text[] not null,
  categories platform.dotted_name[] not null,
  constraint processing_key PRIMARY KEY (authority_id, entry_id),
  constraint processing_actor_kind CHECK ((actor_kind = ANY (ARRAY['person'::text, 'machine'::text, 'system'::text, 'anonymous'::text]))),
  constraint processing_basis CHECK ((cardinality(basis) > 0)),
  constraint processing_categories CHECK ((cardinality(categories) > 0))
);
CREATE INDEX processing_subject ON platform.processing USING btree (authority_id, subject_kind, subject_id, entry_id);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON platform.processing FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table platform.processing enable always trigger written_once;
alter table platform.processing enable row level security, force row level security;
create policy reader on platform.processing for select to public
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
create policy writer on platform.processing for insert to public
  with check ((authority_id = platform.current_authority()));
grant insert, select on platform.processing to grein_app;

create table platform.receipt (
  authority_id uuid not null,
  entry_id uuid not null default uuidv7(),
  at timestamp with time zone not null default clock_timestamp(),
  trace_id platform.trace_id not null,
  actor_kind text not null,
  user_id uuid,
  client_id uuid,
  party_id uuid,
  question platform.dotted_name not null,
  resource_kind platform.dotted_name not null,
  resource_id uuid not null,
  legal_on date not null,
  outcome text not null,
  basis text[] not null,
  rules text[] not null,
  constraint receipt_key PRIMARY KEY (authority_id, entry_id),
  constraint receipt_actor_kind CHECK ((actor_kind = ANY (ARRAY['person'::text, 'machine'::text, 'system'::text, 'anonymous'::text]))),
  constraint receipt_basis CHECK ((cardinality(basis) > 0)),
  constraint receipt_outcome CHECK ((outcome = ANY (ARRAY['permitted'::text, 'refused'::text, 'undecidable'::text])))
);
CREATE INDEX receipt_resource ON platform.receipt USING btree (authority_id, resource_kind, resource_id, entry_id);
CREATE TRIGGER written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON platform.receipt FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table platform.receipt enable always trigger written_once;
alter table platform.receipt enable row level security, force row level security;
create policy reader on platform.receipt for select to public
  using (((authority_id = platform.current_authority()) AND ((platform.current_wall() = 'staff'::text) OR ((platform.current_wall() = 'holder'::text) AND (party_id = platform.current_party())))));
create policy writer on platform.receipt for insert to public
  with check ((authority_id = platform.current_authority()));
grant insert, select on platform.receipt to grein_app;

create table platform.saved_view (
  authority_id uuid not null,
  user_id uuid not null,
  screen text not null,
  name text not null,
  search text not null,
  saved_at timestamp with time zone not null default clock_timestamp(),
  constraint saved_view_key PRIMARY KEY (authority_id, user_id, screen, name),
  constraint saved_view_name CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint saved_view_screen CHECK ((screen ~ '^[a-z][a-z-]{1,30}$'::text)),
  constraint saved_view_search CHECK ((length(search) <= 1000))
);
alter table platform.saved_view enable row level security, force row level security;
create policy saved_view_own on platform.saved_view for all to grein_app
  using (((authority_id = platform.current_authority()) AND ((user_id)::text = platform.current_subject())))
  with check (((authority_id = platform.current_authority()) AND ((user_id)::text = platform.current_subject())));
grant delete, insert, select on platform.saved_view to grein_app;
grant update (search, saved_at) on platform.saved_view to grein_app;

create table platform.session (
  authority_id uuid not null,
  session_id uuid not null,
  token_sha256 bytea not null,
  previous_token_sha256 bytea,
  rotated_at timestamp with time zone,
  csrf_token text not null,
  user_id uuid not null,
  party_id uuid,
  party_name text,
  roles text[] not null,
  wall text not null,
  assurance text not null,
  agent text not null,
  started_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  stepped_up_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint session_key PRIMARY KEY (authority_id, session_id),
  constraint session_token UNIQUE (authority_id, token_sha256),
  constraint session_person FOREIGN KEY (authority_id, user_id) REFERENCES platform.person(authority_id, user_id),
  constraint session_assurance CHECK ((assurance = ANY (ARRAY['low'::text, 'substantial'::text, 'high'::text]))),
  constraint session_ends_once CHECK (((ended_at IS NULL) OR (ended_at >= started_at))),
  constraint session_wall CHECK ((wall = ANY (ARRAY['staff'::text, 'holder'::text, 'public'::text])))
);
CREATE INDEX session_of_person ON platform.session USING btree (authority_id, user_id, started_at);
CREATE INDEX session_previous_token ON platform.session USING btree (authority_id, previous_token_sha256) WHERE (previous_token_sha256 IS NOT NULL);
alter table platform.session enable row level security, force row level security;
create policy session_house on platform.session for all to grein_app
  using (((authority_id = platform.current_authority()) AND (platform.current_wall() = 'staff'::text)));
create policy session_term on platform.session as restrictive for delete to grein_app
  using ((expires_at < (clock_timestamp() - 'P30D'::interval)));
grant delete, insert, select on platform.session to grein_app;
grant update (token_sha256, previous_token_sha256, rotated_at, last_seen_at, stepped_up_at, ended_at) on platform.session to grein_app;

create table platform.stored_day (
  authority_id uuid not null,
  sender text not null,
  stored_on date not null,
  size bigint not null,
  what text not null,
  pieces bigint not null,
  constraint stored_day_key PRIMARY KEY (authority_id, sender, what, stored_on),
  constraint stored_day_pieces CHECK ((pieces > 0)),
  constraint stored_day_size CHECK ((size > 0)),
  constraint stored_day_what CHECK ((what = ANY (ARRAY['document'::text, 'capture'::text])))
);
alter table platform.stored_day enable row level security, force row level security;
create policy stored_day_own on platform.stored_day for all to grein_app
  using (((authority_id = platform.current_authority()) AND (sender =
CASE platform.current_wall()
    WHEN 'staff'::text THEN platform.current_subject()
    WHEN 'holder'::text THEN (platform.current_party())::text
    ELSE NULL::text
END)));
grant insert, select on platform.stored_day to grein_app;
grant update (size, pieces) on platform.stored_day to grein_app;
