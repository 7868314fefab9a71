-- why: a mark was made at every moment and not at about every thousand movements: a sum of counts is a numeric, and a numeric does not
-- divide in whole numbers. An account that moved ninety thousand times had ninety thousand marks, which a late event moved one by one.
-- Marks are derived: they are thrown away here, and the next round of the house makes the few that help.
truncate chain.balance_mark;
grant create on schema chain to grein_door;
set local role grein_door;

-- As 0025 has it, in whole steps.
create or replace function chain.mark_account(p_authority uuid, p_account uuid, p_every integer) returns integer
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
    where stepped.is_mark and stepped.at < date_trunc('day', now(), 'UTC'); -- the door counts on it: what happened today has no mark after it
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
