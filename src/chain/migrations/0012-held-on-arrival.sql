-- why: what arrives while its batch is on hold is held at once, and the hold's own movements do not know it. Lifting gave all of that
-- back as quarantine, where nobody but the Minister gets it out; it must become again what its shipment line was.
grant create on schema chain to grein_door;
set local role grein_door;

-- What came in as held since this hold was placed: where, and what it would have come in as. Receipts that were taken back are not.
create function chain.held_arrivals(p_authority uuid, p_hold uuid) returns table (account_id uuid, state text, amount bigint)
  language sql stable security definer set search_path = ''
  as $$
  select m.to_account_id, case when s.reason = 'return' then 'quarantine' else f.state end, m.amount
  from chain.hold as h
  join chain.event as placed on placed.authority_id = p_authority and placed.event_id = h.event_id
  join chain.account as t on t.authority_id = p_authority and t.batch_id = h.batch_id and t.kind = 'stock' and t.state = 'held'
  join chain.movement as m on m.authority_id = p_authority and m.to_account_id = t.account_id
  join chain.account as f on f.authority_id = p_authority and f.account_id = m.from_account_id
    and f.kind in ('transit', 'difference') and f.state in ('quarantine', 'released')
  join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = f.shipment_id
  join chain.event as e on e.authority_id = p_authority and e.event_id = m.event_id and e.recorded_at >= placed.recorded_at
  where h.authority_id = p_authority and h.event_id = p_hold
    and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = m.event_id)
  order by e.recorded_at, m.event_id, m.line
$$;
revoke all on function chain.held_arrivals from public;
grant execute on function chain.held_arrivals to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
