-- why: that a holder posts for itself was asked of each event, account and movement in turn, a few steps of a program for each. It is asked
-- of all at once now; only where the answer is no, or another's account is in play, the rule of 0021 goes through them one by one.
grant create on schema chain to grein_door;
set local role grein_door;
alter function chain.require_own(uuid, uuid[], uuid[], uuid[], uuid[], uuid[], integer[], integer[], jsonb) rename to require_own_each;

create function chain.require_own(p_authority uuid, p_events uuid[], p_holders uuid[], p_accounts uuid[], p_account_holders uuid[],
  p_account_counters uuid[], p_movement_events integer[], p_from integer[], p_beside jsonb) returns boolean
  language plpgsql
  as $$
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
$$;
revoke all on function chain.require_own from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
