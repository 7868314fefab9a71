-- why: who holds two exemptions that cover one act stands on the first of them that has room for it. Whether there is room under a ceiling the door
-- alone knew, and only after the choice; now it can be asked before, of those few who have a choice.
grant create on schema chain to grein_door;
set local role grein_door;

-- Of each exemption, substance and its products: the most at this place, and what lay there when that came nearest to it, at the moment asked for or
-- since; no row where the exemption names no most on that day. Told to staff, and to a holder of its own. As judge_ceilings (0109) counts it.
create function chain.lies_under(p_authority uuid, p_holder uuid, p_premises uuid, p_at timestamptz, p_rows jsonb)
  returns table (exemption_id uuid, substance_id text, most bigint, lies bigint)
  language sql stable security definer set search_path = ''
  as $$
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
  $$;
revoke all on function chain.lies_under from public;
grant execute on function chain.lies_under to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
