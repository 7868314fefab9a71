-- why: what stood somewhere as it was known on an earlier day was asked account by account and movement by movement, each of them behind the
-- wall of both its ends: of a whole country that is millions of looks at events one by one. Whoever may see an account may see all that moved
-- in it, so the wall is asked of the account, once; and of everybody what was known is all there is without what was told since.
grant create on schema chain to grein_door;
set local role grein_door;

-- What each of these accounts held before a moment, counting the first so many leaves of the log alone, and when it last moved by them.
-- Others' accounts are not answered.
create function chain.known_at(p_authority uuid, p_accounts uuid[], p_before timestamptz, p_known bigint)
  returns table (account_id uuid, amount bigint, last_at timestamptz)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
  as $$
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
$$;

-- The same of all accounts that held something then. For staff. Every event has its leaf in the log or in its queue, so what was known is all
-- there is without the little that came since; where that is not little, everything is read from end to end and what was known is added up.
create function chain.all_known_at(p_authority uuid, p_before timestamptz, p_known bigint)
  returns table (account_id uuid, amount bigint)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
  set enable_nestloop = off set work_mem = '32MB' rows 100000
  as $$
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
$$;

revoke all on function chain.known_at, chain.all_known_at from public;
grant execute on function chain.known_at, chain.all_known_at to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
