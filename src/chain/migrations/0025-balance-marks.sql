-- why: what an account held on a past day is the sum of all that moved before it; over a million movements a reader waits for that. A mark
-- keeps that sum for a moment, about every thousand movements, so that a question reads a thousand at most. A month would be the usual
-- mark, but the busiest accounts move tens of thousands of times in one. Marks are derived: they may be thrown away and made again, and
-- an event that comes late moves every later mark of its accounts in its own transaction.
create table chain.balance_mark (
  authority_id uuid        not null,
  account_id   uuid        not null,
  until        timestamptz not null,          -- everything that occurred before this moment, and nothing of that moment
  holder_id    uuid        not null,
  counter_id   uuid,
  amount       bigint      not null,
  constraint balance_mark_key primary key (authority_id, account_id, until),
  constraint balance_mark_balance foreign key (authority_id, account_id) references chain.balance
);
alter table chain.balance_mark enable row level security, force row level security;
create policy balance_mark_door on chain.balance_mark to grein_door using (authority_id = (select platform.current_authority()));
create policy balance_mark_wall on chain.balance_mark for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (select platform.current_party()) in (holder_id, counter_id))));
grant select on chain.balance_mark to grein_app, grein_door;
grant insert, update (amount), delete on chain.balance_mark to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;

-- The doors (0022, 0023) call this for the events they record, with the locks on the balances in hand, when one of them occurred before
-- today: no mark lies later than the beginning of the day it was made on.
create function chain.adjust_marks(p_authority uuid, p_events uuid[]) returns void
  language sql set search_path = ''
  as $$
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
  $$;

-- Marks of one account from its last one on: where a thousand movements lie since the mark before. Under the lock on its balance, which
-- the door takes too: whoever comes second sees what the first has done.
create function chain.mark_account(p_authority uuid, p_account uuid, p_every integer) returns integer
  language plpgsql set search_path = ''
  as $$
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
      select moment.at, coalesce(v_amount, 0) + sum(moment.change) over before as amount, (sum(moment.moves) over before) / p_every as step
      from moment
      window before as (order by moment.at rows between unbounded preceding and 1 preceding)
    ), stepped as (
      select running.at, running.amount, running.step > lag(running.step, 1, 0) over (order by running.at) as is_mark
      from running
      where running.step is not null
    )
    select p_authority, p_account, stepped.at, v_balance.holder_id, v_balance.counter_id, stepped.amount
    from stepped
    where stepped.is_mark and stepped.at < date_trunc('day', now(), 'UTC'); -- the door counts on it: what happened today has no mark after it
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Marks for accounts that moved much since their last one, at most so many accounts a call, for their balances stay locked until it ends.
-- Answers the last account that was looked at, to go on from; null when all were.
create function chain.make_marks(p_authority uuid, p_after uuid, p_every integer, p_accounts integer) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
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
$$;
revoke all on function chain.adjust_marks, chain.mark_account, chain.make_marks from public;
grant execute on function chain.make_marks to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
