-- why: what comes back was received before, so no limit counts it twice. Whether something comes back was the sender's to say: a supply that was called a
-- return used nothing of what its receiver may receive. Now it is what its receiver once sent out, of that batch or of what it was made of.
grant create on schema chain to grein_door;
set local role grein_door;

-- Of each batch: how much of it, or of what it was made of, the holder sent to others, less what came back of those. Told to staff, and to a holder of
-- its own. What was taken back did not happen.
create function chain.may_come_back(p_authority uuid, p_holder uuid, p_batches uuid[]) returns table (batch_id uuid, amount bigint)
  language sql stable security definer set search_path = ''
  as $$
  with recursive up as (
    select b.id as asked, b.id as batch from unnest(p_batches) as b(id)
    union
    select up.asked, d.parent_id from up join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch
  ), line as materialized (
    select up.asked, s.shipment_id, s.event_id, s.sender_id, s.reason, s.shipped_at, e.kind, l.line, l.shipped_mg
    from up
    join chain.shipment_line as l on l.authority_id = p_authority and l.batch_id = up.batch
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id
    join chain.event as e on e.authority_id = p_authority and e.event_id = s.event_id
    where s.sender_id <> s.receiver_id and p_holder in (s.sender_id, s.receiver_id)
      and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id)
  ), change as (
    -- What was refused at the door was never the holder's to send.
    select sent.asked, sent.shipped_at as at, sent.event_id, sent.shipped_mg as amount
      from line as sent where sent.sender_id = p_holder and sent.kind = 'ship'
    union all
    select back.asked, t.received_at, t.event_id, -t.received_mg
      from line as back
      join chain.settlement as t on t.authority_id = p_authority and t.shipment_id = back.shipment_id and t.line = back.line
      where back.sender_id <> p_holder and back.reason in ('return', 'recall', 'service')
        and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)
  ), running as (
    select change.asked, change.amount,
      sum(change.amount) over (partition by change.asked order by change.at, change.event_id rows unbounded preceding) as level
    from change
  )
  -- What came before anything went out did not come back, so the level it left behind is where counting begins.
  select b.id, coalesce((select sum(r.amount) - least(0, min(r.level)) from running as r where r.asked = b.id), 0)::bigint
  from unnest(p_batches) as b(id)
  where p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_holder = platform.current_party()))
  $$;
revoke all on function chain.may_come_back from public;
grant execute on function chain.may_come_back to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
