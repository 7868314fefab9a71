-- why: what everybody held on a past day was added up from all that ever moved before it. Here stands by how much each account changed in each legal
-- month, as far as the log had come at the mark of the other sums (0081): a past day is the months before its own, and of its own month what
-- moved until then. Late events and corrections change the month in which they happened; what was recorded since the mark is added as it is
-- of the other sums, so it is the sum of all wherever the mark stands. Derived: the house's round makes it anew from the first leaf.
create table chain.month_sum (
  authority_id uuid   not null,
  month        date   not null,                -- its first legal day
  account_id   uuid   not null,
  change       bigint not null,                -- what came less what went; of every ledger, and of the world too
  constraint month_sum_key primary key (authority_id, month, account_id)
) with (fillfactor = 70);
alter table chain.month_sum enable row level security, force row level security;
create policy month_sum_door on chain.month_sum to grein_door using (authority_id = platform.current_authority());
grant select, insert, update, delete on chain.month_sum to grein_door;

-- The house begins anew, so that all sums go as far as one another.
truncate chain.sum_mark, chain.flow_sum, chain.side_sum, chain.stock_sum, chain.account_sum;

grant create on schema chain to grein_door;
set local role grein_door;

-- By how much accounts change, by the month in which it happened, when the sums go from one place of the log to another.
create function chain.month_changes(p_authority uuid, p_from bigint, p_until bigint)
  returns table (month date, account_id uuid, change bigint)
  language sql stable set jit = off set plan_cache_mode = force_generic_plan
  as $$
  select date_trunc('month', m.occurred_at at time zone 'Europe/Amsterdam')::date, side.account_id, sum(side.change)::bigint
  from chain.known_between(p_authority, p_from, p_until) as k
  cross join lateral (
    select own.from_account_id, own.to_account_id, own.amount, own.occurred_at from chain.movement as own
    where own.authority_id = p_authority and own.event_id = k.event_id
    offset 0) as m
  cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
  group by 1, 2
  $$;

-- As 0091 has it, and the months of accounts.
create or replace function chain.add_to_sums(p_authority uuid, p_leaves integer) returns bigint
  language plpgsql security definer set search_path = ''
  as $$
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
$$;

-- As 0094 has it: of all accounts that held something then, counting all that is known; for staff. From the months where there are sums, and no
-- more than a quarter of the log was recorded since; else from every movement, in the order in which both indexes have them.
create or replace function chain.all_held_at(p_authority uuid, p_before timestamptz)
  returns table (account_id uuid, amount bigint)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan set enable_hashagg = off
  set work_mem = '16MB' rows 100000
  as $$
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
$$;

revoke all on function chain.month_changes from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
