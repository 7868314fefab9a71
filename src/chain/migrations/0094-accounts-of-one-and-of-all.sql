-- why: what a party may see of the ledger, its own accounts and those of goods on their way to it, was found by looking at every account there
-- is: nothing led to them by the other party of a shipment. Only accounts of shipments have one, so nothing else pays for this.
create index account_of_counter on chain.account (authority_id, counter_id) where counter_id is not null;

-- What every account held before a moment was asked account by account, in each year's movements by both their ends; of a whole country that
-- is more than reading all movements once, in the order in which both indexes have them, and adding up.
grant create on schema chain to grein_door;
set local role grein_door;

-- Of all accounts that held something then, counting all that is known. For staff: a holder asks for its own, by held_at (0088).
create function chain.all_held_at(p_authority uuid, p_before timestamptz)
  returns table (account_id uuid, amount bigint)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan set enable_hashagg = off rows 100000
  as $$
#variable_conflict use_column
begin
  if platform.current_wall() is distinct from 'staff' then
    return;
  end if;
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
end
$$;
revoke all on function chain.all_held_at from public;
grant execute on function chain.all_held_at to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
