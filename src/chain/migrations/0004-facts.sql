-- why: a decision needs facts its actor may not look at (what the receiver may have, who else holds a recalled batch). One function
-- hands exactly those to the decision, in one round trip; no screen reads it.
grant create on schema chain to grein_door;
set local role grein_door;

create function chain.account_json(p_account chain.account, p_amount bigint, p_closed_at timestamptz) returns jsonb
  language sql immutable set search_path = ''
  return jsonb_build_object('accountId', p_account.account_id, 'ledger', p_account.ledger, 'kind', p_account.kind,
    'holderId', p_account.holder_id, 'counterId', p_account.counter_id, 'premisesId', p_account.premises_id,
    'batchId', p_account.batch_id, 'shipmentId', p_account.shipment_id, 'state', p_account.state,
    'amount', p_amount::text, 'closed', p_closed_at is not null);

-- Everything that descends from a batch, itself included. `union`, not `union all`: a batch reached twice is one batch.
create function chain.descendants(p_authority uuid, p_batch uuid) returns setof uuid
  language sql stable set search_path = ''
  as $$
  with recursive found as (
    select p_batch as batch_id
    union
    select d.child_id from found join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = found.batch_id
  )
  select batch_id from found
$$;

create function chain.ancestors(p_authority uuid, p_batch uuid) returns setof uuid
  language sql stable set search_path = ''
  as $$
  with recursive found as (
    select p_batch as batch_id
    union
    select d.parent_id from found join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = found.batch_id
  )
  select batch_id from found
$$;

-- p_ask: batches uuid[] · descend boolean · wide boolean (every holder's stock) · holder uuid · premises uuid · results boolean ·
-- shipment, event, account, minister uuid · stock boolean
create function chain.facts_for(p_authority uuid, p_ask jsonb) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  v_batches  uuid[] := coalesce((select array_agg(b::uuid) from jsonb_array_elements_text(p_ask -> 'batches') as b), '{}');
  v_holder   constant uuid := (p_ask ->> 'holder')::uuid;
  v_shipment constant uuid := (p_ask ->> 'shipment')::uuid;
  v_event    constant uuid := (p_ask ->> 'event')::uuid;
  v_account  constant uuid := (p_ask ->> 'account')::uuid;
  v_is_wide  constant boolean := coalesce((p_ask ->> 'wide')::boolean, false);
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
      from chain.shipment as s where s.authority_id = p_authority and s.shipment_id = v_shipment));
  end if;
  if v_event is not null then
    v_answer := v_answer || jsonb_build_object('event', (
      select jsonb_build_object('eventId', e.event_id, 'kind', e.kind, 'holderId', e.holder_id, 'counterId', e.counter_id,
        'premisesId', e.premises_id, 'occurredAt', e.occurred_at,
        'correctedById', (select c.event_id from chain.correction as c where c.authority_id = p_authority and c.corrects_id = e.event_id),
        'parties', (select coalesce(jsonb_agg(p.holder_id), '[]') from chain.event_party as p
          where p.authority_id = p_authority and p.event_id = e.event_id),
        'batches', (select coalesce(jsonb_agg(b.batch_id), '[]') from chain.event_batch as b
          where b.authority_id = p_authority and b.event_id = e.event_id),
        'holds', (select coalesce(jsonb_agg(jsonb_build_object('batchId', h.batch_id, 'rootId', h.root_id, 'scope', h.scope, 'isLifted',
            exists (select from chain.lift as l where l.authority_id = p_authority and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
            or exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = h.event_id))), '[]')
          from chain.hold as h where h.authority_id = p_authority and h.event_id = e.event_id),
        'movements', (
          select coalesce(jsonb_agg(jsonb_build_object('amount', m.amount::text,
            'from', chain.account_json(f, fb.amount, fb.closed_at), 'to', chain.account_json(t, tb.amount, tb.closed_at)) order by m.line), '[]')
          from chain.movement as m
          join chain.account as f on f.authority_id = p_authority and f.account_id = m.from_account_id
          join chain.account as t on t.authority_id = p_authority and t.account_id = m.to_account_id
          left join chain.balance as fb on fb.authority_id = p_authority and fb.account_id = m.from_account_id
          left join chain.balance as tb on tb.authority_id = p_authority and tb.account_id = m.to_account_id
          where m.authority_id = p_authority and m.event_id = e.event_id))
      from chain.event as e where e.authority_id = p_authority and e.event_id = v_event));
    v_batches := v_batches || coalesce((select array_agg(b.batch_id) from chain.event_batch as b
      where b.authority_id = p_authority and b.event_id = v_event), '{}');
  end if;
  if v_account is not null then
    v_answer := v_answer || jsonb_build_object('account', (
      select chain.account_json(a, b.amount, b.closed_at)
      from chain.account as a
      left join chain.balance as b on b.authority_id = p_authority and b.account_id = a.account_id
      where a.authority_id = p_authority and a.account_id = v_account));
    v_batches := v_batches || coalesce((select array_agg(a.batch_id) from chain.account as a
      where a.authority_id = p_authority and a.account_id = v_account and a.batch_id is not null), '{}');
  end if;
  if coalesce((p_ask ->> 'stock')::boolean, false) then
    v_answer := v_answer || jsonb_build_object('premisesStockMg', (
      select coalesce(sum(b.amount), 0)::text
      from chain.balance as b
      join chain.account as a on a.authority_id = p_authority and a.account_id = b.account_id
      where b.authority_id = p_authority and b.holder_id = v_holder and b.amount > 0
        and a.kind = 'stock' and a.ledger = 'material_mg' and a.premises_id = (p_ask ->> 'premises')::uuid));
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
          select coalesce(jsonb_agg(jsonb_build_object('eventId', h.event_id, 'scope', h.scope, 'rootId', h.root_id)), '[]')
          from chain.hold as h
          where h.authority_id = p_authority and h.batch_id = b.batch_id
            and not exists (select from chain.lift as l
              where l.authority_id = p_authority and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
            and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = h.event_id)))), '[]')
      from chain.batch as b where b.authority_id = p_authority and b.batch_id = any (v_batches)),
    'accounts', (
      select coalesce(jsonb_agg(chain.account_json(a, b.amount, b.closed_at)), '[]')
      from chain.account as a
      join chain.balance as b on b.authority_id = p_authority and b.account_id = a.account_id
      where a.authority_id = p_authority and a.batch_id = any (v_batches)
        and (v_is_wide or a.holder_id = v_holder or a.shipment_id = v_shipment)));
end
$$;

revoke all on function chain.account_json, chain.descendants, chain.ancestors, chain.facts_for from public;
grant execute on function chain.facts_for to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
