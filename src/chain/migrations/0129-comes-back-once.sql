-- why: what comes back was received before, so no limit counts it again, as far as its receiver once sent it out. How far that was, was read when a receipt
-- was decided, and not when it was written: of two returns at one moment each found the same mass out there, and the second gave room that there was
-- not. Now the receipts of one holder are counted one after another, and each against what the others before it left.
grant create on schema chain to grein_door;
set local role grein_door;

-- As 0124 has it, but for what those events received. For the door, and for may_come_back.
create function chain.comes_back(p_authority uuid, p_holder uuid, p_batches uuid[], p_but uuid[]) returns table (batch_id uuid, amount bigint)
  language sql stable set search_path = ''
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
      where t.event_id <> all (p_but) and back.sender_id <> p_holder and back.reason in ('return', 'recall', 'service')
        and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)
  ), running as (
    select change.asked, change.amount,
      sum(change.amount) over (partition by change.asked order by change.at, change.event_id rows unbounded preceding) as level
    from change
  )
  -- What came before anything went out did not come back, so the level it left behind is where counting begins.
  select b.id, coalesce((select sum(r.amount) - least(0, min(r.level)) from running as r where r.asked = b.id), 0)::bigint
  from unnest(p_batches) as b(id)
  $$;

-- Told to staff, and to a holder of its own.
create or replace function chain.may_come_back(p_authority uuid, p_holder uuid, p_batches uuid[]) returns table (batch_id uuid, amount bigint)
  language sql stable security definer set search_path = ''
  as $$
  select r.batch_id, r.amount from chain.comes_back(p_authority, p_holder, p_batches, '{}') as r
  where p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_holder = platform.current_party()))
  $$;

-- How much of what a receipt brought in of those products was received before: all that came from the holder's own other premises, and of what is
-- called a return as far as it was out there.
create function chain.came_back(p_authority uuid, p_holder uuid, p_event uuid, p_products text[], p_but uuid[]) returns bigint
  language sql stable set search_path = ''
  as $$
  with came as materialized (
    select a.batch_id, sum(m.amount)::bigint as amount
    from chain.movement as m
    join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
    join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
    where m.authority_id = p_authority and m.event_id = p_event and m.ledger = 'material_mg' and a.kind = 'stock' and a.state <> 'waste'
      and lot.product_code = any (p_products)
    group by a.batch_id
  ), parcel as (
    select s.sender_id, s.reason
    from chain.settlement as t
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = t.shipment_id
    where t.authority_id = p_authority and t.event_id = p_event
    limit 1
  )
  select coalesce(case
    when parcel.sender_id = p_holder then (select sum(came.amount) from came)
    when parcel.reason in ('return', 'recall', 'service') then (
      select sum(least(came.amount, was.amount))
      from chain.comes_back(p_authority, p_holder, array(select came.batch_id from came), p_but) as was
      join came on came.batch_id = was.batch_id)
    end, 0)::bigint
  from parcel
  $$;

-- As 0123 has it; what is not used of a limit by a receipt came back.
create or replace function chain.need_limits(p_authority uuid, p_events uuid[], p_kinds text[], p_holders uuid[], p_exemptions uuid[], p_ats timestamptz[],
    p_beside jsonb) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_event uuid;
begin
  -- What comes back is counted one receipt of a holder after another: two at once would both find it out there.
  perform from licensing.party as p
    where p.authority_id = p_authority and p.party_id in (
      select o.holder
      from unnest(p_kinds, p_holders) as o(kind, holder)
      join licensing.exemption as x on x.authority_id = p_authority and x.holder_id = o.holder
      join licensing.exemption_limit as l on l.authority_id = p_authority and l.exemption_id = x.exemption_id and 'receive' = any (l.acts)
      where o.kind = 'receive')
    order by p.party_id for no key update;
  with own as materialized (
    select o.event, o.kind, o.holder, o.exemption, o.at, (o.at at time zone 'Europe/Amsterdam')::date as day
    from unnest(p_events, p_kinds, p_holders, p_exemptions, p_ats) as o(event, kind, holder, exemption, at)
  ), relied as materialized (
    select own.event, own.kind, own.holder, own.at, own.day, own.exemption from own
    union
    select own.event, own.kind, own.holder, own.at, own.day, r.exemption
    from jsonb_to_recordset(p_beside -> 'leans') as r(event uuid, exemption uuid, named boolean)
    join own on own.event = r.event
    where r.named
  ), due as materialized (
    select relied.event, relied.kind, relied.holder, relied.at, relied.exemption, relied.day, l.number, l.product_code,
      'grein-limit/1|' || relied.exemption || '|' || l.number || '|'
        || case l.per when 'year' then extract(year from relied.day)::text else 'validity' end as named
    from relied
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = relied.exemption and l.period @> relied.day and relied.kind = any (l.acts)
  ), said as (
    select r.event, r.exemption, r.number, r.account, r.products
    from jsonb_to_recordset(p_beside -> 'limits') as r(event uuid, account uuid, exemption uuid, number smallint, products text[])
    union all
    select r.event, r.exemption, r.number, null, r.products
    from jsonb_to_recordset(p_beside -> 'unused') as r(event uuid, exemption uuid, number smallint, products text[])
  ), judged as (
    select due.event, due.kind, due.holder, due.at, due.named, said.account, coalesce(said.products, '{}') as products,
      said.event is not null and (due.product_code is null or said.products = array[due.product_code]) as is_said
    from due
    left join said on said.event = due.event and said.exemption = due.exemption and said.number = due.number
  )
  select judged.event into v_event
    from judged
    cross join lateral (
      select
        coalesce(sum(m.amount) filter (where m.ledger = 'limit_mg' and m.to_account_id = judged.account), 0) as used,
        coalesce(sum(m.amount) filter (where m.ledger = 'material_mg' and a.kind = 'stock' and a.state <> 'waste'
          and b.product_code = any (judged.products)), 0) as came,
        coalesce(bool_and(a.ledger = 'limit_mg' and a.holder_id = judged.holder
          and replace(a.shipment_id::text, '-', '') = chain.limit_id(judged.named)) filter (where m.to_account_id = judged.account), true) as is_own
      from chain.movement as m
      join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
      left join chain.batch as b on b.authority_id = p_authority and b.batch_id = a.batch_id
      where m.authority_id = p_authority and m.event_id = judged.event and m.occurred_at = judged.at) as moved
    where not judged.is_said or not moved.is_own or moved.used > moved.came
      or (moved.used < moved.came and (judged.kind <> 'receive' or (
        (select count(*) from relied where relied.event = judged.event) = 1
          and moved.came - moved.used > chain.came_back(p_authority, judged.holder, judged.event, judged.products,
            array(select later.id from unnest(p_events) as later(id) where later.id >= judged.event)))))
    limit 1;
  if found then
    raise exception 'a limit of the exemption is not said, or not as it is used' using errcode = '23514', constraint = 'limit_said',
      detail = v_event::text;
  end if;
end
$$;
revoke all on function chain.comes_back, chain.may_come_back, chain.came_back, chain.need_limits from public;
grant execute on function chain.may_come_back to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
