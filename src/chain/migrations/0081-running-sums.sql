-- why: the picture of a country adds up every movement of a year; at ten million events that takes longer than a person waits and than a
-- statement may. Here the sums are kept as far as the log had come at a mark: in the order of knowledge, the leaf index, which has no gaps
-- and no ties, so that the sums up to the mark and what was recorded since are exactly the sum of all. Derived, and never the truth: the
-- house's round moves the mark (add_to_sums); without a mark everything counts as recorded since. The proof adds it all up again.
create table chain.sum_mark (
  authority_id uuid        not null,
  leaves       bigint      not null,          -- the first so many leaves of the log are in the sums
  moved_at     timestamptz not null,
  constraint sum_mark_key primary key (authority_id),
  constraint sum_mark_leaves check (leaves >= 0)
);

-- What came into the world, changed hands, was released and went out of it, by legal day: any period is a sum of days.
create table chain.flow_sum (
  authority_id uuid        not null,
  on_day       date        not null,          -- when it happened, in Europe/Amsterdam
  what         text        not null,          -- as figure_of names it
  act_kind     text        not null,
  product_code text        not null,
  mass_mg      bigint      not null,
  events       bigint      not null,
  events_once  bigint      not null,          -- an event of two products under the first of them alone, so that products add up
  constraint flow_sum_key primary key (authority_id, on_day, what, act_kind, product_code),
  constraint flow_sum_sides check (mass_mg >= 0 and events_once between 0 and events)
);

-- Stock and what is under way, by who has it. How many accounts hold something does not add up from movements alone: below.
create table chain.stock_sum (
  authority_id uuid        not null,
  holder_id    uuid        not null,
  product_code text        not null,
  state        text        not null,          -- transit for goods under way
  mass_mg      bigint      not null,
  accounts     bigint      not null,          -- that hold more than nothing
  constraint stock_sum_key primary key (authority_id, holder_id, product_code, state)
) with (fillfactor = 70);

-- What of each account is in the sums: from there, whether it came to hold something or was emptied.
create table chain.account_sum (
  authority_id uuid        not null,
  account_id   uuid        not null,
  amount       bigint      not null,          -- in the order of knowledge it may be below nothing for a while
  constraint account_sum_key primary key (authority_id, account_id)
) with (fillfactor = 70);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['sum_mark', 'flow_sum', 'stock_sum', 'account_sum'] loop
    execute format('alter table chain.%I enable row level security, force row level security', v_table);
    execute format('create policy %I on chain.%I to grein_door using (authority_id = (select platform.current_authority()))', v_table || '_door', v_table);
    execute format('grant select, insert, update, delete on chain.%I to grein_door', v_table);
  end loop;
  -- A holder sees no sum and no mark: it adds up its own events. What each account holds in the sums is asked by the round alone.
  foreach v_table in array array['sum_mark', 'flow_sum', 'stock_sum'] loop
    execute format('create policy %I on chain.%I for select to grein_app using (authority_id = (select platform.current_authority())
      and (select platform.current_wall()) = ''staff'')', v_table || '_wall', v_table);
    execute format('grant select on chain.%I to grein_app', v_table);
  end loop;
end
$$;

grant create on schema chain to grein_door;
set local role grein_door;

-- Of which figure a movement is part, by the act and by both its ends; null: of none. Small enough to be written into whoever asks.
create function chain.figure_of(p_act_kind text, p_from_kind text, p_from_state text, p_to_kind text, p_to_state text) returns text
  language sql immutable parallel safe
  return case
    when p_from_kind = 'world' and p_from_state = 'grown' then 'grown'
    when p_act_kind = 'hand-over' and p_to_kind = 'stock' then 'handed-over'
    when p_act_kind = 'release' and p_to_state = 'released' then 'released'
    when p_to_kind = 'world' and p_to_state in ('dispensed', 'exported', 'destroyed', 'consumed-in-test', 'moisture', 'processing-loss',
      'lost', 'stolen') then p_to_state
  end;

-- Events whose leaf has its place from one on and before another; without another also those whose leaf waits for a place. An id may stand
-- in the log with somebody else's leaf, so it is the leaf that says whether it is this event.
create function chain.known_between(p_authority uuid, p_from bigint, p_until bigint)
  returns table (event_id uuid, kind text, occurred_at timestamptz)
  language sql stable
  as $$
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
  $$;

-- By how much the figures change when the sums go from one place of the log to another: what those events bring, and what they take back of
-- events before. Whoever is corrected counts until the correction is known; whoever corrects never counts.
create function chain.flow_changes(p_authority uuid, p_from bigint, p_until bigint)
  returns table (on_day date, what text, act_kind text, product_code text, mass_mg bigint, events bigint, events_once bigint)
  language sql stable set jit = off set plan_cache_mode = force_generic_plan -- many parts, few rows: one plan, made once
  as $$
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
  $$;

-- By how much stock and goods under way change in the same step, account by account. A correction moves back like any other event.
create function chain.stock_changes(p_authority uuid, p_from bigint, p_until bigint)
  returns table (account_id uuid, holder_id uuid, product_code text, state text, change bigint)
  language sql stable set jit = off set plan_cache_mode = force_generic_plan -- many parts, few rows: one plan, made once
  as $$
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
  $$;

-- The figures of a period, all that is known: the sums and what was recorded since, in one statement, so of one moment.
create function chain.flow_by_day(p_authority uuid, p_from date, p_until date)
  returns table (on_day date, what text, act_kind text, product_code text, mass_mg bigint, events bigint, events_once bigint)
  language sql stable
  as $$
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
  $$;

-- What each has, all that is known. Of an account that moved since the mark it is asked what it holds now, and what it held then.
create function chain.stock_by_holder(p_authority uuid)
  returns table (holder_id uuid, product_code text, state text, mass_mg bigint, accounts bigint)
  language sql stable
  as $$
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
  $$;

-- Takes the next so many leaves into the sums, and moves the mark: all of it or nothing. Answers how far the mark came; null when everything
-- is in, or another round is at it. Without a mark what an earlier one left is forgotten, and it begins anew.
create function chain.add_to_sums(p_authority uuid, p_leaves integer) returns bigint
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
    delete from chain.stock_sum as r where r.authority_id = p_authority;
    delete from chain.account_sum as s where s.authority_id = p_authority;
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

  with moved as materialized (
    select c.account_id, c.holder_id, c.product_code, c.state, c.change from chain.stock_changes(p_authority, v_from, v_until) as c
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

revoke all on function chain.figure_of, chain.known_between, chain.flow_changes, chain.stock_changes, chain.flow_by_day, chain.stock_by_holder,
  chain.add_to_sums from public;
grant execute on function chain.figure_of, chain.known_between, chain.flow_changes, chain.stock_changes, chain.flow_by_day,
  chain.stock_by_holder, chain.add_to_sums to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
