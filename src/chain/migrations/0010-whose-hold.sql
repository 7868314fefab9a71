-- why: one holder's hold stopped everybody who had something of the batch. A hold now says whose stock it binds: one holder's, or (null)
-- everyone's, as the authority's holds and every recall do. What was held before this binds everyone still, until it is lifted.
alter table chain.hold add column holder_id uuid;

-- A hold that binds another holder alone is that holder's business.
alter policy hold_wall on chain.hold
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (holder_id is null or holder_id = (select platform.current_party())) and exists (
      select from chain.batch_party as mine
      where mine.authority_id = hold.authority_id and mine.batch_id = hold.batch_id
        and mine.holder_id = (select platform.current_party())))));

grant create on schema chain to grein_door;
set local role grein_door;

-- As 0003 has it, with whom a hold binds.
create or replace function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  insert into chain.event_party (authority_id, event_id, holder_id)
    select p_authority, r.event, r.holder from jsonb_to_recordset(p_posting -> 'parties') as r(event uuid, holder uuid)
    where r.event = any (p_fresh);
  insert into chain.event_batch (authority_id, batch_id, occurred_at, event_id)
    select p_authority, r.batch, r.at, r.event from jsonb_to_recordset(p_posting -> 'touched') as r(event uuid, batch uuid, at timestamptz)
    where r.event = any (p_fresh);
  if p_posting ? 'identities' then
    insert into chain.identity (authority_id, name_sha256, event_id)
      select p_authority, decode(r.sha256, 'hex'), r.event from jsonb_to_recordset(p_posting -> 'identities') as r(event uuid, sha256 text)
      where r.event = any (p_fresh) order by r.sha256;
  end if;
  if p_posting ? 'corrections' then
    insert into chain.correction (authority_id, corrects_id, event_id)
      select p_authority, r.corrects, r.event from jsonb_to_recordset(p_posting -> 'corrections') as r(event uuid, corrects uuid)
      where r.event = any (p_fresh) order by r.corrects;
  end if;
  if p_posting ? 'shipments' then
    insert into chain.shipment (authority_id, shipment_id, reason, sender_id, from_premises_id, receiver_id, to_premises_id, event_id, shipped_at)
      select p_authority, r.id, r.reason, r.sender, r."from", r.receiver, r."to", r.event, r.at
      from jsonb_to_recordset(p_posting -> 'shipments') as r(id uuid, reason text, sender uuid, "from" uuid, receiver uuid, "to" uuid,
        event uuid, at timestamptz)
      where r.event = any (p_fresh) order by r.id;
    insert into chain.shipment_line (authority_id, shipment_id, line, batch_id, state, shipped_mg, transit_id)
      select p_authority, r.shipment, r.line, r.batch, r.state, r.amount, r.transit
      from jsonb_to_recordset(p_posting -> 'lines') as r(shipment uuid, line smallint, batch uuid, state text, amount bigint, transit uuid,
        event uuid)
      where r.event = any (p_fresh) order by r.shipment, r.line;
  end if;
  if p_posting ? 'settlements' then
    insert into chain.settlement (authority_id, shipment_id, line, round, event_id, received_mg, received_at)
      select p_authority, r.shipment, r.line, r.round, r.event, r.amount, r.at
      from jsonb_to_recordset(p_posting -> 'settlements') as r(shipment uuid, line smallint, round smallint, event uuid, amount bigint,
        at timestamptz)
      where r.event = any (p_fresh) order by r.shipment, r.line;
  end if;
  if p_posting ? 'results' then
    insert into chain.result (authority_id, sample_id, event_id, analyte, value, unit, measured_of, method, uncertainty, tested_at, holder_id)
      select p_authority, r.sample, r.event, r.analyte, r.value, r.unit, r."of", r.method, r.uncertainty, r.at, r.holder
      from jsonb_to_recordset(p_posting -> 'results') as r(sample uuid, event uuid, analyte text, value text, unit text, "of" text,
        method text, uncertainty text, at timestamptz, holder uuid)
      where r.event = any (p_fresh);
  end if;
  if p_posting ? 'verdicts' then
    insert into chain.verdict (authority_id, batch_id, event_id, verdict, certificate, expires_on, decided_at)
      select p_authority, r.batch, r.event, r.verdict, r.certificate, r.expires, r.at
      from jsonb_to_recordset(p_posting -> 'verdicts') as r(batch uuid, event uuid, verdict text, certificate text, expires date, at timestamptz)
      where r.event = any (p_fresh);
  end if;
  if p_posting ? 'holds' then
    insert into chain.hold (authority_id, batch_id, event_id, root_id, scope, reason, held_at, holder_id)
      select p_authority, r.batch, r.event, r.root, r.scope, r.reason, r.at, r.holder
      from jsonb_to_recordset(p_posting -> 'holds') as r(batch uuid, event uuid, root uuid, scope text, reason text, at timestamptz,
        holder uuid)
      where r.event = any (p_fresh);
  end if;
  if p_posting ? 'lifts' then
    insert into chain.lift (authority_id, batch_id, hold_event_id, event_id)
      select p_authority, r.batch, r.hold, r.event from jsonb_to_recordset(p_posting -> 'lifts') as r(batch uuid, hold uuid, event uuid)
      where r.event = any (p_fresh) order by r.batch, r.hold;
  end if;
  if p_posting ? 'documents' then
    insert into chain.event_document (authority_id, event_id, document_id)
      select p_authority, r.event, r.document from jsonb_to_recordset(p_posting -> 'documents') as r(event uuid, document uuid)
      where r.event = any (p_fresh);
  end if;
end
$$;

-- As 0004 and 0009 have it, with whom a hold binds.
create or replace function chain.facts_for(p_authority uuid, p_ask jsonb) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
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
        'holds', (select coalesce(jsonb_agg(jsonb_build_object('batchId', h.batch_id, 'rootId', h.root_id, 'scope', h.scope,
            'holderId', h.holder_id, 'isLifted',
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
          select coalesce(jsonb_agg(jsonb_build_object('eventId', h.event_id, 'scope', h.scope, 'rootId', h.root_id,
            'holderId', h.holder_id)), '[]')
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
set local role grein_owner;
revoke create on schema chain from grein_door;
