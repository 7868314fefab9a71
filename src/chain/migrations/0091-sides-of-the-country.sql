-- why: where material of the whole country came from and went in a year is a scan of all its movements, which at ten million events is past
-- what a statement may take. So the sums that are kept along the log (0081) get one more: what went from one kind of party to another, into
-- the world and out of it, by legal day. What was taken back counts in both its days, for it stood in between; it is kept beside how much to
-- leave out of a period that has both.
create table chain.side_sum (
  authority_id uuid        not null,
  on_day       date        not null,          -- when it happened, in Europe/Amsterdam
  last_on      date        not null,          -- the same day; of what takes each other off, the last of its two days, and on_day the first
  is_undone    boolean     not null,          -- how much to leave out of a period that has both days; else what happened
  act_kind     text        not null,
  source       text        not null,          -- as side_of names it
  target       text        not null,
  mass_mg      bigint      not null,
  events       bigint      not null,
  constraint side_sum_key primary key (authority_id, on_day, last_on, is_undone, act_kind, source, target),
  constraint side_sum_positive check (mass_mg > 0 and events > 0),
  constraint side_sum_days check (last_on = on_day or last_on > on_day and is_undone)
);
alter table chain.side_sum enable row level security, force row level security;
create policy side_sum_door on chain.side_sum to grein_door using (authority_id = (select platform.current_authority()));
create policy side_sum_wall on chain.side_sum for select to grein_app using (authority_id = (select platform.current_authority())
  and (select platform.current_wall()) = 'staff');
grant select, insert, update, delete on chain.side_sum to grein_door;
grant select on chain.side_sum to grein_app;

-- The house begins anew, so that all sums go as far as one another.
truncate chain.sum_mark, chain.flow_sum, chain.stock_sum, chain.account_sum;

grant create on schema chain to grein_door;
set local role grein_door;

-- Whose an end of a movement is, by kind of party; goods under way are the receiver's from the moment they leave.
create function chain.side_of(p_kind text, p_state text, p_party_kind text) returns text
  language sql immutable parallel safe
  return case p_kind
    when 'stock' then 'class:' || case when p_party_kind is null then 'institution' else p_party_kind end
    when 'transit' then 'class:' || case when p_party_kind is null then 'institution' else p_party_kind end
    when 'world' then 'world:' || p_state
    when 'difference' then 'difference'
    else p_kind
  end;

-- What the sides gain when the sums go from one place of the log to another. Two that take each other off are known when the last of both is.
-- What corrects a correction is an event like any other.
create function chain.side_changes(p_authority uuid, p_from bigint, p_until bigint)
  returns table (on_day date, last_on date, is_undone boolean, act_kind text, source text, target text, mass_mg bigint, events bigint)
  language sql stable set jit = off set plan_cache_mode = force_generic_plan -- many parts, few rows: one plan, made once
  as $$
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
  $$;

-- The sides of each day, all that is known: the sums and what was recorded since, in one statement, so of one moment.
create function chain.side_by_day(p_authority uuid)
  returns table (on_day date, last_on date, is_undone boolean, act_kind text, source text, target text, mass_mg bigint, events bigint)
  language sql stable
  as $$
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
  $$;

-- Takes the next so many leaves into the sums, and moves the mark: all of it or nothing. Answers how far the mark came; null when everything
-- is in, or another round is at it. Without a mark what an earlier one left is forgotten, and it begins anew.
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

revoke all on function chain.side_of, chain.side_changes, chain.side_by_day from public;
grant execute on function chain.side_of, chain.side_changes, chain.side_by_day to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
