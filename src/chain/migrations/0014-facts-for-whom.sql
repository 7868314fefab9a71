-- why: decisions ask for facts their actor may not look at, and the functions that answered took the asker's word for who asks and how
-- widely. Now they ask the transaction: staff get what they asked; a holder what is its own, and of others only what its act turns on.
grant create on schema chain to grein_door;
set local role grein_door;

-- All material of a holder at a place: at `p_since` (with what happened then), and after each later change of it. Only accounts that moved
-- since are looked into; the rest is what it is.
create function chain.stock_since(p_authority uuid, p_holder uuid, p_premises uuid, p_since timestamptz)
  returns table (at timestamptz, level bigint)
  language sql stable set search_path = ''
  as $$
  with shelf as materialized (
    select b.account_id, b.amount, b.last_at
    from chain.balance as b
    join chain.account as a on a.authority_id = p_authority and a.account_id = b.account_id
    where b.authority_id = p_authority and b.holder_id = p_holder and (b.amount > 0 or b.last_at > p_since)
      and a.kind = 'stock' and a.ledger = 'material_mg' and a.premises_id = p_premises
  ), change as (
    select m.at, sum(m.amount) as amount
    from (
      select o.occurred_at as at, -o.amount as amount
      from shelf join chain.movement as o on o.authority_id = p_authority and o.from_account_id = shelf.account_id and o.occurred_at > p_since
      where shelf.last_at > p_since
      union all
      select i.occurred_at, i.amount
      from shelf join chain.movement as i on i.authority_id = p_authority and i.to_account_id = shelf.account_id and i.occurred_at > p_since
      where shelf.last_at > p_since
    ) as m
    group by m.at
  ), moment as (
    select c.at, c.amount from change as c
    union all
    select p_since, 0
  )
  select moment.at, (
    (select coalesce(sum(s.amount), 0) from shelf as s)
    - coalesce(sum(moment.amount) over (order by moment.at desc rows between unbounded preceding and 1 preceding), 0))::bigint
  from moment
  $$;
revoke all on function chain.stock_since from public;

-- p_ask: batches uuid[] · descend boolean · wide boolean (every holder's stock: staff alone) · holder uuid (a holder asks for itself,
-- whatever it says) · premises uuid · results boolean · shipment, event, account uuid · stock boolean, since timestamptz (the most there
-- was of the holder's material at the premises since then)
create or replace function chain.facts_for(p_authority uuid, p_ask jsonb) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
  as $$
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
  v_batches  uuid[] := coalesce((select array_agg(b::uuid) from jsonb_array_elements_text(p_ask -> 'batches') as b), '{}');
  v_holder   constant uuid := case when v_is_staff then (p_ask ->> 'holder')::uuid else v_party end;
  v_shipment constant uuid := (p_ask ->> 'shipment')::uuid;
  v_event    constant uuid := (p_ask ->> 'event')::uuid;
  v_account  constant uuid := (p_ask ->> 'account')::uuid;
  v_is_wide  constant boolean := v_is_staff and coalesce((p_ask ->> 'wide')::boolean, false);
  v_answer   jsonb := '{}';
begin
  if coalesce((p_ask ->> 'descend')::boolean, false) then
    select array_agg(distinct d) into v_batches from unnest(v_batches) as b(id) cross join lateral chain.descendants(p_authority, b.id) as d;
    v_batches := coalesce(v_batches, '{}');
  end if;
  if v_shipment is not null then
    v_batches := v_batches || coalesce((select array_agg(l.batch_id) from chain.shipment_line as l
      where l.authority_id = p_authority and l.shipment_id = v_shipment), '{}');
    v_answer := v_answer || jsonb_build_object('shipment', (
      select jsonb_build_object('shipmentId', s.shipment_id, 'reason', s.reason, 'senderId', s.sender_id, 'fromPremisesId', s.from_premises_id,
        'receiverId', s.receiver_id, 'toPremisesId', s.to_premises_id, 'eventId', s.event_id, 'shippedAt', s.shipped_at,
        'isCancelled', exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id),
        'lines', (
          select jsonb_agg(jsonb_build_object('line', l.line, 'batchId', l.batch_id, 'state', l.state, 'shippedMg', l.shipped_mg::text,
            'transitId', l.transit_id, 'rounds', (
              select count(*) from chain.settlement as t
              where t.authority_id = p_authority and t.shipment_id = l.shipment_id and t.line = l.line),
            'isSettled', exists (
              select from chain.settlement as t
              where t.authority_id = p_authority and t.shipment_id = l.shipment_id and t.line = l.line
                and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)))
            order by l.line)
          from chain.shipment_line as l where l.authority_id = p_authority and l.shipment_id = s.shipment_id))
      from chain.shipment as s
      where s.authority_id = p_authority and s.shipment_id = v_shipment and (v_is_staff or v_party in (s.sender_id, s.receiver_id))));
  end if;
  if v_event is not null then
    v_answer := v_answer || jsonb_build_object('event', (
      select jsonb_build_object('eventId', e.event_id, 'kind', e.kind, 'holderId', e.holder_id, 'counterId', e.counter_id,
        'premisesId', e.premises_id, 'occurredAt', e.occurred_at,
        'correctedById', (select c.event_id from chain.correction as c where c.authority_id = p_authority and c.corrects_id = e.event_id),
        'parties', (select coalesce(jsonb_agg(p.holder_id), '[]') from chain.event_party as p
          where p.authority_id = p_authority and p.event_id = e.event_id and (v_is_staff or e.holder_id = v_party or p.holder_id = v_party)),
        'batches', (select coalesce(jsonb_agg(b.batch_id), '[]') from chain.event_batch as b
          where b.authority_id = p_authority and b.event_id = e.event_id and (v_is_staff or exists (
            select from chain.batch_party as p
            where p.authority_id = p_authority and p.batch_id = b.batch_id and p.holder_id = v_party))),
        'holds', (select coalesce(jsonb_agg(jsonb_build_object('batchId', h.batch_id, 'rootId', h.root_id, 'scope', h.scope,
            'holderId', h.holder_id, 'isLifted',
            exists (select from chain.lift as l where l.authority_id = p_authority and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
            or exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = h.event_id))), '[]')
          from chain.hold as h where h.authority_id = p_authority and h.event_id = e.event_id and (v_is_staff or e.holder_id = v_party)),
        'movements', (
          -- Of the other's end: what this event brought there, if it is all there still; else nothing. Never how much there is.
          select coalesce(jsonb_agg(jsonb_build_object('amount', m.amount::text,
            'from', chain.account_json(f, case when v_is_staff or v_party in (f.holder_id, f.counter_id) then fb.amount end, fb.closed_at),
            'to', chain.account_json(t, case when v_is_staff or v_party in (t.holder_id, t.counter_id) then tb.amount else (
              select case when tb.amount >= sum(g.amount) then sum(g.amount)::bigint end
              from chain.movement as g
              where g.authority_id = p_authority and g.event_id = e.event_id and g.to_account_id = t.account_id) end,
              tb.closed_at)) order by m.line), '[]')
          from chain.movement as m
          join chain.account as f on f.authority_id = p_authority and f.account_id = m.from_account_id
          join chain.account as t on t.authority_id = p_authority and t.account_id = m.to_account_id
          left join chain.balance as fb on fb.authority_id = p_authority and fb.account_id = m.from_account_id
          left join chain.balance as tb on tb.authority_id = p_authority and tb.account_id = m.to_account_id
          where m.authority_id = p_authority and m.event_id = e.event_id
            and (v_is_staff or v_party in (f.holder_id, f.counter_id) or v_party in (t.holder_id, t.counter_id))))
      from chain.event as e
      where e.authority_id = p_authority and e.event_id = v_event and (v_is_staff or exists (
        select from chain.event_party as p
        where p.authority_id = p_authority and p.event_id = e.event_id and p.holder_id = v_party))));
    v_batches := v_batches || coalesce((select array_agg(b.batch_id) from chain.event_batch as b
      where b.authority_id = p_authority and b.event_id = v_event), '{}');
  end if;
  if v_account is not null then
    v_answer := v_answer || jsonb_build_object('account', (
      select chain.account_json(a, b.amount, b.closed_at)
      from chain.account as a
      left join chain.balance as b on b.authority_id = p_authority and b.account_id = a.account_id
      where a.authority_id = p_authority and a.account_id = v_account and (v_is_staff or v_party in (a.holder_id, a.counter_id))));
    v_batches := v_batches || coalesce((select array_agg(a.batch_id) from chain.account as a
      where a.authority_id = p_authority and a.account_id = v_account and a.batch_id is not null), '{}');
  end if;
  if coalesce((p_ask ->> 'stock')::boolean, false) then
    v_answer := v_answer || jsonb_build_object('premisesStockMg', (
      select coalesce(max(stock.level), 0)::text
      from chain.stock_since(p_authority, v_holder, (p_ask ->> 'premises')::uuid, coalesce((p_ask ->> 'since')::timestamptz, 'infinity')) as stock));
  end if;
  if not v_is_staff then
    -- What the asker never had is as if it were not there.
    v_batches := coalesce((select array_agg(p.batch_id) from chain.batch_party as p
      where p.authority_id = p_authority and p.holder_id = v_party and p.batch_id = any (v_batches)), '{}');
  end if;
  if coalesce((p_ask ->> 'results')::boolean, false) then
    v_answer := v_answer || jsonb_build_object('results', (
      with recursive up as ( -- the depth lets a batch through once for each depth; a pack has few ancestors
        select b.id as batch_id, 0 as depth from unnest(v_batches) as b(id)
        union
        select d.parent_id, up.depth + 1 from up
        join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch_id
        where up.depth < 12
      ), nearest as (
        select up.batch_id, min(up.depth) as depth from up group by up.batch_id
      )
      select coalesce(jsonb_agg(jsonb_build_object('eventId', r.event_id, 'sampleId', r.sample_id, 'analyte', r.analyte, 'value', r.value,
        'unit', r.unit, 'of', r.measured_of, 'method', r.method, 'uncertainty', r.uncertainty, 'testedAt', r.tested_at,
        'depth', nearest.depth) order by nearest.depth, r.tested_at desc, r.event_id desc), '[]')
      from nearest
      join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = nearest.batch_id
      join chain.batch as s on s.authority_id = p_authority and s.batch_id = d.child_id and s.kind = 'sample'
      join chain.result as r on r.authority_id = p_authority and r.sample_id = s.batch_id
      where not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = r.event_id)));
  end if;
  return v_answer || jsonb_build_object(
    'batches', (
      select coalesce(jsonb_agg(jsonb_build_object('batchId', b.batch_id, 'name', b.name, 'kind', b.kind, 'productCode', b.product_code,
        'holderId', b.holder_id, 'premisesId', b.premises_id, 'openedAt', b.opened_at, 'openedAmount', b.opened_amount::text, 'unit', b.unit,
        'expiresOn', b.expires_on, 'isMine', exists (
          select from chain.batch_party as p where p.authority_id = p_authority and p.batch_id = b.batch_id and p.holder_id = v_holder),
        'holds', (
          select coalesce(jsonb_agg(jsonb_build_object('eventId', h.event_id, 'scope', h.scope, 'rootId', h.root_id,
            'holderId', h.holder_id)), '[]')
          from chain.hold as h
          where h.authority_id = p_authority and h.batch_id = b.batch_id
            and (v_is_staff or h.holder_id is null or h.holder_id = v_party)
            and not exists (select from chain.lift as l
              where l.authority_id = p_authority and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
            and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = h.event_id)))), '[]')
      from chain.batch as b where b.authority_id = p_authority and b.batch_id = any (v_batches)),
    'accounts', (
      select coalesce(jsonb_agg(chain.account_json(a, b.amount, b.closed_at)), '[]')
      from chain.account as a
      join chain.balance as b on b.authority_id = p_authority and b.account_id = a.account_id
      where a.authority_id = p_authority and a.batch_id = any (v_batches)
        and (v_is_wide or a.holder_id = v_holder
          or (a.shipment_id = v_shipment and (v_is_staff or v_party in (a.holder_id, a.counter_id))))));
end
$$;

-- What stands held of the batches of this hold, by what it was before: everything that came in as held (by this hold or by another, or on
-- the way here) less what was given back. Whoever lifts the last of several holds gives all of it back as what it was.
create function chain.held_origins(p_authority uuid, p_hold uuid) returns table (account_id uuid, state text, amount bigint)
  language sql stable security definer set search_path = ''
  as $$
  with held as (
    select t.account_id, t.holder_id, t.premises_id
    from chain.hold as h
    join chain.account as t on t.authority_id = p_authority and t.batch_id = h.batch_id and t.kind = 'stock' and t.state = 'held'
    where h.authority_id = p_authority and h.event_id = p_hold
      and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and t.holder_id = platform.current_party()))
  ), passed as (
    select held.account_id, m.from_account_id as other_id, m.amount, m.event_id, held.holder_id, held.premises_id
    from held join chain.movement as m on m.authority_id = p_authority and m.to_account_id = held.account_id
    union all
    select held.account_id, m.to_account_id, -m.amount, m.event_id, held.holder_id, held.premises_id
    from held join chain.movement as m on m.authority_id = p_authority and m.from_account_id = held.account_id
  ), origin as (
    select p.account_id, p.amount, e.recorded_at, p.event_id,
      case
        when o.kind = 'stock' and o.holder_id = p.holder_id and o.premises_id = p.premises_id
          and o.state in ('growing', 'wet', 'quarantine', 'released') then o.state
        when o.kind in ('transit', 'difference') and o.state in ('quarantine', 'released') then
          case when s.reason = 'return' then 'quarantine' else o.state end
      end as state
    from passed as p
    join chain.account as o on o.authority_id = p_authority and o.account_id = p.other_id
    join chain.event as e on e.authority_id = p_authority and e.event_id = p.event_id
    left join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = o.shipment_id
  )
  select origin.account_id, origin.state, sum(origin.amount)::bigint
  from origin
  where origin.state is not null
  group by origin.account_id, origin.state
  having sum(origin.amount) > 0
  order by origin.account_id, min(origin.recorded_at), min(origin.event_id::text)
  $$;
revoke all on function chain.held_origins from public;
grant execute on function chain.held_origins to grein_app;
drop function chain.held_arrivals(uuid, uuid);

-- Holding, lifting and taking such a thing back wait for each other, batch by batch: two who each lift one of two holds must not both
-- think that the other's still stands. The rows are locked against each other only, not against what refers to them.
create function chain.lock_holds(p_authority uuid, p_batches uuid[], p_descend boolean, p_event uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_batches uuid[] := p_batches || coalesce((select array_agg(b.batch_id) from chain.event_batch as b
    where b.authority_id = p_authority and b.event_id = p_event), '{}');
begin
  if p_descend then
    select array_agg(distinct d) into v_batches from unnest(v_batches) as b(id) cross join lateral chain.descendants(p_authority, b.id) as d;
  end if;
  perform from chain.batch as b
    where b.authority_id = p_authority and b.batch_id = any (v_batches) and chain.may_see_batch(p_authority, b.batch_id)
    order by b.batch_id for no key update;
end
$$;
revoke all on function chain.lock_holds from public;
grant execute on function chain.lock_holds to grein_app;

-- A holder posts for itself, out of its own accounts, out of what was sent to it, or takes back what it gave; staff for the authority.
-- Without this the refusals of the door would tell a stranger what stands where.
create function chain.require_own(p_authority uuid, p_posting jsonb) returns void
  language plpgsql stable set search_path = ''
  as $$
declare
  v_party constant uuid := platform.current_party();
  v_bad   uuid;
begin
  if platform.current_wall() is distinct from 'holder' or v_party is null then
    raise exception 'nobody posts from behind this wall' using errcode = '42501', constraint = 'posting_own';
  end if;
  select e.id into v_bad from jsonb_to_recordset(p_posting -> 'events') as e(id uuid, holder uuid) where e.holder is distinct from v_party limit 1;
  if not found then
    select m.event into v_bad
      from jsonb_to_recordset(p_posting -> 'movements') as m(event uuid, "from" uuid)
      where not exists (
          select from jsonb_to_recordset(p_posting -> 'accounts') as a(id uuid, event uuid, holder uuid, counter uuid)
          where a.id = m."from" and a.event = m.event and v_party in (a.holder, a.counter))
        and not exists (
          select from jsonb_to_recordset(p_posting -> 'corrections') as c(event uuid, corrects uuid)
          join chain.event as mine on mine.authority_id = p_authority and mine.event_id = c.corrects and mine.holder_id = v_party
          join chain.movement as gave on gave.authority_id = p_authority and gave.event_id = c.corrects and gave.to_account_id = m."from"
          where c.event = m.event)
      limit 1;
  end if;
  if found then
    raise exception 'a holder posts for itself' using errcode = '42501', constraint = 'posting_own', detail = v_bad::text;
  end if;
end
$$;
revoke all on function chain.require_own from public;

set local role grein_owner;
revoke create on schema chain from grein_door;
grant update (batch_id) on chain.batch to grein_door; -- `for update` asks for the right to update one column; a trigger refuses the update
