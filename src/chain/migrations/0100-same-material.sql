-- why: a result speaks for the material it was taken from. Of a blend neither parent speaks, and of oil not the flower it came from: a batch with two
-- parents, one of them never measured, could be released on the figures of the other. A hold says since when it stands, for what was done before it
-- and is recorded after. And a chart read only the newest test of a batch: one that measured no content hid the one that did.
grant create on schema chain to grein_door;
set local role grein_door;

-- The batch itself, and what it was before it was packed, split or trimmed: as far up as each has one parent, of the same product.
create function chain.same_material(p_authority uuid, p_batch uuid) returns table (batch_id uuid, depth integer)
  language sql stable rows 5 set search_path = ''
  as $$
  with recursive up as (
    select p_batch as batch_id, 0 as depth
    union all
    select parent.batch_id, up.depth + 1
    from up
    join chain.batch as child on child.authority_id = p_authority and child.batch_id = up.batch_id
    join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch_id
    join chain.batch as parent on parent.authority_id = p_authority and parent.batch_id = d.parent_id
      and parent.product_code = child.product_code
    where not exists (
      select from chain.batch_edge as other
      where other.authority_id = p_authority and other.child_id = up.batch_id and other.parent_id <> d.parent_id)
  )
  select up.batch_id, up.depth from up
  $$;
revoke all on function chain.same_material from public;

-- As 0004 and 0010 have them, but for the results of other material, and since when a hold stands.
create or replace function chain.facts_of(p_authority uuid, p_ask jsonb)
 returns jsonb
  language plpgsql
  stable security definer
  set search_path = ''
  set plan_cache_mode = force_generic_plan
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
      with nearest as (
        select up.batch_id, min(up.depth) as depth
        from unnest(v_batches) as b(id)
        cross join lateral chain.same_material(p_authority, b.id) as up
        group by up.batch_id
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
            'holderId', h.holder_id, 'heldAt', h.held_at)), '[]')
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

create or replace function chain.results_for(p_authority uuid, p_batch uuid)
 returns jsonb
  language plpgsql
  stable security definer
  set search_path = ''
  as $$
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return '{"results": [], "verdict": null}';
  end if;
  return jsonb_build_object(
    'results', coalesce(chain.facts_for(p_authority, jsonb_build_object('batches', jsonb_build_array(p_batch), 'results', true)) -> 'results', '[]'),
    'verdict', (
      select jsonb_build_object('number', v.certificate, 'verdict', v.verdict, 'eventId', v.event_id, 'decidedAt', v.decided_at)
      from chain.verdict as v
      where v.authority_id = p_authority and v.batch_id in (select up.batch_id from chain.same_material(p_authority, p_batch) as up)
        and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = v.event_id)
      order by v.batch_id = p_batch desc, v.decided_at desc limit 1));
end
$$;

-- As 0018 has it, but for tests that measured nothing that is charted.
create or replace function chain.measured_of(p_authority uuid, p_product text, p_max integer)
 returns TABLE(batch_id uuid, name text, kind text, grower_id uuid, laboratory_id uuid, verdict text, decided_at timestamptz, results jsonb)
  language plpgsql
  stable security definer
  set search_path = ''
  as $$
#variable_conflict use_column
begin
  return query
    select b.batch_id, b.name, b.kind, b.holder_id,
      case when platform.current_wall() = 'staff' or platform.current_party() in (b.holder_id, m.holder_id) then m.holder_id end,
      v.verdict, v.decided_at, chain.for_reader(p_authority, m.results)
    from chain.batch as b
    join lateral (
      select v.verdict, v.decided_at from chain.verdict as v
      where v.authority_id = b.authority_id and v.batch_id = b.batch_id
        and not exists (select from chain.correction as c where c.authority_id = v.authority_id and c.corrects_id = v.event_id)
      order by v.decided_at desc, v.event_id desc
      limit 1
    ) as v on true
    join lateral (
      select (array_agg(r.event_id order by r.tested_at desc, r.event_id desc))[1] as event_id,
        (array_agg(r.holder_id order by r.tested_at desc, r.event_id desc))[1] as holder_id, max(r.tested_at) as tested_at,
        jsonb_agg(jsonb_build_object('eventId', r.event_id, 'sampleId', r.sample_id, 'analyte', r.analyte, 'value', r.value, 'unit', r.unit,
          'of', r.measured_of, 'method', r.method, 'uncertainty', r.uncertainty, 'testedAt', r.tested_at)
          order by r.tested_at desc, r.event_id desc) as results
      from chain.batch_edge as d
      join chain.batch as s on s.authority_id = d.authority_id and s.batch_id = d.child_id and s.kind = 'sample'
      join chain.result as r on r.authority_id = s.authority_id and r.sample_id = s.batch_id
      where d.authority_id = b.authority_id and d.parent_id = b.batch_id
        and not exists (select from chain.correction as c where c.authority_id = r.authority_id and c.corrects_id = r.event_id)
        -- The tests that measured what is charted; beside them stands what each measured with it.
        and exists (
          select from chain.result as content
          where content.authority_id = r.authority_id and content.sample_id = r.sample_id and content.event_id = r.event_id
            and content.analyte in ('total-thc', 'total-cbd'))
      having count(*) > 0
    ) as m on true
    where b.authority_id = p_authority and b.product_code = p_product and chain.may_see_batch(p_authority, b.batch_id)
    order by m.tested_at desc, m.event_id desc
    limit p_max;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
