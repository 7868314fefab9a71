-- why: the wall of a movement looks at both its ends, so what an account held on a past day read each movement since the mark from the table,
-- a page for each of some thousand, where the index has time and amount. Whoever may see an account may see all that moved in it: the
-- wall is asked of the account, once, and the sums come from the index alone.
grant create on schema chain to grein_door;
set local role grein_door;

-- What each of these accounts held before a moment, counting all that is known, and when it last moved. Others' accounts are not answered.
create function chain.held_at(p_authority uuid, p_accounts uuid[], p_before timestamptz)
  returns table (account_id uuid, amount bigint, last_at timestamptz)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
  as $$
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
$$;
revoke all on function chain.held_at from public;
grant execute on function chain.held_at to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
