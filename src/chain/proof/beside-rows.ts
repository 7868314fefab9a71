// What stands beside the movements, written anew from the records and held against the rows, both ways: the statement, plain and with care. Not
// here: asking it (beside.ts).

import { tasksKept, tasksSaid } from './beside-tasks.ts'
import { apart, bare, orNone, type Reading, readable } from './beside-text.ts'
import { faultsMax } from './faults.ts'
import { actsWithCounter } from './record-ending.ts'

/**
 * As it was read when it was written. Of an act only the act: what follows it is as long again, and is held against the movements elsewhere. In
 * text of JSON these characters end the act and nothing inside it, or what is cut off there is no JSON; then it is asked with care.
 */
export const plainly: Reading = {
  said: `(case when starts_with(e.record, '{"act":{') then split_part(e.record, ',"authority":"', 1) || '}' else e.record end)::jsonb`,
  number: (text) => `(${text})::bigint`,
  list: (json) => json,
}
/** A record may be no JSON, a mass a word or more than any account holds, a list no list: then it says nothing there, and that is what differs. */
export const withCare: Reading = {
  said: `case when pg_input_is_valid(e.record, 'jsonb') then e.record::jsonb end`,
  number: (text) => `case when pg_input_is_valid(${text}, 'bigint') then (${text})::bigint::numeric end`,
  list: (json) => `case when jsonb_typeof(${json}) = 'array' then ${json} end`,
}

/** Acts that say more than what they moved, and those of which somebody stood on the other side. */
const actsRead = [
  ...new Set([
    ...actsWithCounter,
    ...[
      'plant',
      'harvest',
      'propagate',
      'tag',
      'split',
      'sample',
      'pack',
      'process',
      'extract',
      'release',
      'test',
      'hold',
      'lift',
    ],
    ...['count', 'destroy', 'lose', 'notify-loss', 'move-room', 'countersign', 'settle-difference'],
  ]),
]

/**
 * Acts that say more than their movements do. A record that was erased, or that is no act, says nothing; what was changed in one is found
 * by its leaf. Rows are compared as text, so that a field that is absent is told apart from one that differs.
 */
export const besideSql = ({ said, number, list }: Reading) => `
  with act as materialized (
    select parsed.event_id, parsed.kind, parsed.holder_id, parsed.premises_id, parsed.counter_id, parsed.occurred_at, parsed.said -> 'act' as act
    from (
      select e.event_id, e.kind, e.holder_id, e.premises_id, e.counter_id, e.occurred_at, ${said} as said
      from chain.event as e
      where e.authority_id = $1 and e.event_id >= $2 and e.event_id <= $3 and e.kind in (${actsRead.map((kind) => `'${kind}'`).join(', ')})
      offset 0) as parsed -- read once, not once for each place that names it
    where parsed.said ? 'act'
  ), ended as ( -- what went from one batch to another, from the movements
    select m.event_id, f.batch_id as parent_id, t.batch_id as child_id, sum(m.amount) as amount
    from act
    join chain.movement as m on m.authority_id = $1 and m.event_id = act.event_id and m.event_id >= $2 and m.event_id <= $3
    -- By key, whatever joins are allowed: few events process, and there are accounts of all years.
    cross join lateral (select a.batch_id from chain.account as a where a.authority_id = $1 and a.account_id = m.from_account_id offset 0) as f
    cross join lateral (select a.batch_id from chain.account as a where a.authority_id = $1 and a.account_id = m.to_account_id offset 0) as t
    where act.kind = 'process' and f.batch_id <> t.batch_id and m.ledger = 'material_mg'
    group by m.event_id, f.batch_id, t.batch_id
  ), said (event_id, what, told) as (
    select event_id, 'edge', ${bare(`act ->> 'plantLotId'`)} || ' ' || ${bare(`act #>> '{batch,batchId}'`)} || ' ' || (act ->> 'plantsCut')
      from act where kind = 'harvest' and act ? 'plantLotId'
    union all
    select event_id, 'edge', ${bare(`act ->> 'motherId'`)} || ' ' || ${bare(`act #>> '{batch,batchId}'`)} || ' ' || (act ->> 'cuttings')
      from act where kind = 'propagate'
    union all
    select event_id, 'edge', ${bare(`act ->> 'plantLotId'`)} || ' ' || ${bare(`plant ->> 'batchId'`)} || ' 1'
      from act cross join lateral jsonb_array_elements(${list(`act -> 'plants'`)}) as plant where kind = 'tag'
    union all
    select event_id, 'edge', ${bare(`act ->> 'batchId'`)} || ' ' || ${bare(`act #>> array[case kind when 'split' then 'part' else 'sample' end, 'batchId']`)}
        || ' ' || (act ->> 'massMg')
      from act where kind in ('split', 'sample')
    union all
    select event_id, 'edge', ${bare(`act ->> 'batchId'`)} || ' ' || ${bare(`act #>> '{pack,batchId}'`)} || ' ' || case when bulk > 0 then least(bulk, packs) else packs end
      from (select event_id, act, ${number(`act ->> 'inputMassMg'`)} - ${number(`act ->> 'wasteMassMg'`)} as bulk,
          ${number(`act ->> 'packs'`)} * ${number(`act ->> 'packMassMg'`)} as packs
        from act where kind = 'pack') as packed
    union all
    select event_id, 'edge', ${bare(`input ->> 'batchId'`)} || ' ' || ${bare(`act #>> '{output,batchId}'`)} || ' ' || sum(${number(`input ->> 'massMg'`)})
      from act cross join lateral jsonb_array_elements(${list(`act -> 'inputs'`)}) as input where kind = 'extract'
      group by event_id, act, input ->> 'batchId'
    union all
    select act.event_id, 'edge', ended.parent_id || ' ' || ended.child_id || ' ' || ended.amount
      from act join ended on ended.event_id = act.event_id
      where act.kind = 'process' and ended.child_id::text = ${bare(`act #>> '{output,batchId}'`)}
    union all
    select event_id, 'shipment', concat_ws(${apart}, ${bare(`act ->> 'shipmentId'`)}, act ->> 'reason', holder_id, premises_id, ${bare(`act ->> 'receiverId'`)},
        ${bare(`act ->> 'toPremisesId'`)}, extract(epoch from occurred_at))
      from act where kind = 'ship'
    union all
    select act.event_id, 'shipment', concat_ws(${apart}, ${bare(`act ->> 'returnShipmentId'`)}, 'return', act.holder_id, act.premises_id, s.sender_id,
        s.from_premises_id, extract(epoch from act.occurred_at))
      from act left join chain.shipment as s on s.authority_id = $1 and s.shipment_id::text = ${bare(`act ->> 'shipmentId'`)} where act.kind = 'refuse'
    union all
    select event_id, 'shipment line', concat_ws(${apart}, ${bare(`act ->> 'shipmentId'`)}, ${bare(`line ->> 'batchId'`)}, line ->> 'state', line ->> 'massMg',
        place, 'under way')
      from act cross join lateral jsonb_array_elements(${list(`act -> 'lines'`)}) with ordinality as one (line, place) where kind = 'ship'
    union all
    select act.event_id, 'shipment line', concat_ws(${apart}, ${bare(`act ->> 'returnShipmentId'`)}, l.batch_id, l.state, l.shipped_mg,
        l.line, 'under way')
      from act join chain.shipment_line as l on l.authority_id = $1 and l.shipment_id::text = ${bare(`act ->> 'shipmentId'`)} where act.kind = 'refuse'
    union all
    select act.event_id, 'settlement', concat_ws(${apart}, ${bare(`act ->> 'shipmentId'`)}, ${bare(`line ->> 'batchId'`)}, line ->> 'state',
        line ->> 'receivedMassMg', extract(epoch from act.occurred_at), 'in turn')
      from act cross join lateral jsonb_array_elements(${list(`act -> 'lines'`)}) as line where kind = 'receive'
    union all
    select act.event_id, 'settlement', concat_ws(${apart}, l.shipment_id, l.batch_id, l.state, 0, extract(epoch from act.occurred_at), 'in turn')
      from act join chain.shipment_line as l on l.authority_id = $1 and l.shipment_id::text = ${bare(`act ->> 'shipmentId'`)} where act.kind = 'refuse'
    union all
    select event_id, 'verdict', concat_ws(${apart}, ${bare(`act ->> 'batchId'`)}, act ->> 'verdict', act ->> 'certificate', ${orNone(`act ->> 'expiresOn'`)},
        extract(epoch from occurred_at))
      from act where kind = 'release'
    union all
    select event_id, 'result', concat_ws(${apart}, ${bare(`act ->> 'sampleId'`)}, row ->> 'analyte', row ->> 'value', row ->> 'unit', row ->> 'of', row ->> 'method',
        ${orNone(`row ->> 'uncertainty'`)}, extract(epoch from occurred_at), holder_id)
      from act cross join lateral jsonb_array_elements(${list(`act -> 'results'`)}) as row where kind = 'test'
    union all -- which batches a hold and a lift covered, the ledger keeps twice
    select act.event_id, 'hold', concat_ws(${apart}, b.batch_id, ${bare(`act ->> 'batchId'`)}, act ->> 'scope', act ->> 'reason', extract(epoch from act.occurred_at))
      from act join chain.event_batch as b on b.authority_id = $1 and b.event_id = act.event_id and b.event_id >= $2 and b.event_id <= $3 where act.kind = 'hold'
    union all
    select act.event_id, 'lift', concat_ws(${apart}, b.batch_id, ${bare(`act ->> 'holdEventId'`)})
      from act join chain.event_batch as b on b.authority_id = $1 and b.event_id = act.event_id and b.event_id >= $2 and b.event_id <= $3 where act.kind = 'lift'
    union all
    select event_id, 'correction', ${bare(`act ->> 'correctsId'`)} from act where kind = 'correct'
    union all
    select event_id, 'batch', ${bare(`coalesce(act #>> '{batch,batchId}', act #>> '{part,batchId}', act #>> '{sample,batchId}', act #>> '{pack,batchId}', act #>> '{output,batchId}')`)}
      from act where kind in ('plant', 'propagate', 'harvest', 'import', 'split', 'sample', 'pack', 'process', 'extract')
    union all
    select event_id, 'batch', ${bare(`plant ->> 'batchId'`)} from act cross join lateral jsonb_array_elements(${list(`act -> 'plants'`)}) as plant where kind = 'tag'
    union all
${tasksSaid({ list })}
  ), kept (event_id, what, told) as (
    select d.event_id, 'edge', d.parent_id || ' ' || d.child_id || ' ' || d.amount
      from chain.batch_edge as d where d.authority_id = $1 and d.event_id >= $2 and d.event_id <= $3
    union all
    select s.event_id, 'shipment', concat_ws(${apart}, s.shipment_id, s.reason, s.sender_id, s.from_premises_id, s.receiver_id, s.to_premises_id,
        extract(epoch from s.shipped_at))
      from chain.shipment as s where s.authority_id = $1 and s.event_id >= $2 and s.event_id <= $3
    union all
    select s.event_id, 'shipment line', concat_ws(${apart}, l.shipment_id, l.batch_id, l.state, l.shipped_mg, l.line,
        case when (select a.kind = 'transit' and a.shipment_id = l.shipment_id and a.batch_id = l.batch_id and a.state = l.state
          from chain.account as a where a.authority_id = $1 and a.account_id = l.transit_id) then 'under way' else 'elsewhere' end)
      from chain.shipment as s join chain.shipment_line as l on l.authority_id = $1 and l.shipment_id = s.shipment_id
      where s.authority_id = $1 and s.event_id >= $2 and s.event_id <= $3
    union all
    select s.event_id, 'settlement', concat_ws(${apart}, s.shipment_id, l.batch_id, l.state, s.received_mg, extract(epoch from s.received_at),
        case when s.round = 1 or (select true from chain.settlement as b
          where b.authority_id = $1 and b.shipment_id = s.shipment_id and b.line = s.line and b.round = s.round - 1) then 'in turn' else 'out of turn' end)
      from chain.settlement as s
      left join chain.shipment_line as l on l.authority_id = $1 and l.shipment_id = s.shipment_id and l.line = s.line
      where s.authority_id = $1 and s.event_id >= $2 and s.event_id <= $3
    union all
    select v.event_id, 'verdict', concat_ws(${apart}, v.batch_id, v.verdict, v.certificate, ${orNone('v.expires_on::text')}, extract(epoch from v.decided_at))
      from chain.verdict as v where v.authority_id = $1 and v.event_id >= $2 and v.event_id <= $3
    union all
    select r.event_id, 'result', concat_ws(${apart}, r.sample_id, r.analyte, r.value, r.unit, r.measured_of, r.method, ${orNone('r.uncertainty')},
        extract(epoch from r.tested_at), r.holder_id)
      from chain.result as r where r.authority_id = $1 and r.event_id >= $2 and r.event_id <= $3
    union all
    select h.event_id, 'hold', concat_ws(${apart}, h.batch_id, h.root_id, h.scope, h.reason, extract(epoch from h.held_at))
      from chain.hold as h where h.authority_id = $1 and h.event_id >= $2 and h.event_id <= $3
    union all
    select l.event_id, 'lift', concat_ws(${apart}, l.batch_id, l.hold_event_id)
      from chain.lift as l where l.authority_id = $1 and l.event_id >= $2 and l.event_id <= $3
    union all
    select c.event_id, 'correction', c.corrects_id::text from chain.correction as c where c.authority_id = $1 and c.event_id >= $2 and c.event_id <= $3
    union all
    select b.event_id, 'batch', b.batch_id::text from chain.batch as b where b.authority_id = $1 and b.event_id >= $2 and b.event_id <= $3
    union all
${tasksKept}
  ), odd as (
    select event_id, what, told, sum(side) as side
    from (select event_id, what, told, 1 as side from said union all select event_id, what, told, -1 from kept) as both_ways
    group by event_id, what, told
    having sum(side) <> 0
  )
  select case odd.what when 'edge' then 'edge-differs' when 'settlement' then 'settlement-differs' when 'shipment' then 'shipment-differs'
      when 'shipment line' then 'shipment-differs' when 'correction' then 'correction-differs' when 'batch' then 'batch-differs'
      when 'counter_id' then 'event-differs' when 'verdict' then 'decision-differs' when 'result' then 'decision-differs'
      when 'hold' then 'decision-differs' when 'lift' then 'decision-differs' else 'task-differs' end as kind,
    odd.event_id as id, odd.what || case when odd.side > 0 then ' in the record, not in the ledger: ' else ' in the ledger, not in the record: ' end
      || coalesce(${readable('odd.told')}, '') as detail
  from odd
  where not exists (select from chain.event as e where e.authority_id = $1 and e.event_id = odd.event_id and e.record is null)
  order by odd.event_id, odd.what, odd.side desc
  limit ${faultsMax}`
