// What stands beside the movements and follows from the same records: edges, shipments and their settlements, decisions, results, holds and
// lifts, corrections, and the steps of quality. Each is written anew from the record and held against the rows, both ways. Not here: the
// records themselves and their leaves (records.ts).
import type { ClientBase } from 'pg'
import { ask, askOrNull } from './ask.ts'
import { faultsMax, type LedgerFault, type PartFound } from './faults.ts'
import type { IdRange } from './records.ts'

/** An id of the act without its prefix: `bat_…` is `…`. */
const bare = (path: string) => `split_part(${path}, '_', 2)`

/**
 * Acts that say more than their movements do. A record that was erased, or that is no act, says nothing; what was changed in one is found
 * by its leaf. Rows are compared as text, so that a field that is absent is told apart from one that differs.
 */
const besideSql = (said: string) => `
  with act as materialized (
    select parsed.event_id, parsed.kind, parsed.holder_id, parsed.premises_id, parsed.counter_id, parsed.occurred_at, parsed.said -> 'act' as act
    from (
      select e.event_id, e.kind, e.holder_id, e.premises_id, e.counter_id, e.occurred_at, ${said} as said
      from chain.event as e
      where e.authority_id = $1 and e.event_id > $2 and e.event_id <= $3 and e.kind in ('harvest', 'propagate', 'tag', 'split', 'sample', 'pack',
          'process', 'extract', 'ship', 'receive', 'refuse', 'release', 'test', 'hold', 'lift', 'correct')
      offset 0) as parsed -- read once, not once for each place that names it
    where parsed.said ? 'act'
  ), ended as ( -- what went from one batch to another, from the movements
    select m.event_id, f.batch_id as parent_id, t.batch_id as child_id, sum(m.amount) as amount
    from act
    join chain.movement as m on m.authority_id = $1 and m.event_id = act.event_id and m.event_id > $2 and m.event_id <= $3
    join chain.account as f on f.authority_id = $1 and f.account_id = m.from_account_id
    join chain.account as t on t.authority_id = $1 and t.account_id = m.to_account_id
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
      from act cross join lateral jsonb_array_elements(act -> 'plants') as plant where kind = 'tag'
    union all
    select event_id, 'edge', ${bare(`act ->> 'batchId'`)} || ' ' || ${bare(`act #>> array[case kind when 'split' then 'part' else 'sample' end, 'batchId']`)}
        || ' ' || (act ->> 'massMg')
      from act where kind in ('split', 'sample')
    union all
    select event_id, 'edge', ${bare(`act ->> 'batchId'`)} || ' ' || ${bare(`act #>> '{pack,batchId}'`)} || ' ' || case when bulk > 0 then least(bulk, packs) else packs end
      from (select event_id, act, (act ->> 'inputMassMg')::bigint - (act ->> 'wasteMassMg')::bigint as bulk,
          (act ->> 'packs')::bigint * (act ->> 'packMassMg')::bigint as packs
        from act where kind = 'pack') as packed
    union all
    select event_id, 'edge', ${bare(`input ->> 'batchId'`)} || ' ' || ${bare(`act #>> '{output,batchId}'`)} || ' ' || sum((input ->> 'massMg')::bigint)
      from act cross join lateral jsonb_array_elements(act -> 'inputs') as input where kind = 'extract'
      group by event_id, act, input ->> 'batchId'
    union all
    select act.event_id, 'edge', ended.parent_id || ' ' || ended.child_id || ' ' || ended.amount
      from act join ended on ended.event_id = act.event_id
      where act.kind = 'process' and ended.child_id::text = ${bare(`act #>> '{output,batchId}'`)}
    union all
    select event_id, 'shipment', concat_ws(' ', ${bare(`act ->> 'shipmentId'`)}, act ->> 'reason', holder_id, premises_id, ${bare(`act ->> 'receiverId'`)},
        ${bare(`act ->> 'toPremisesId'`)}, extract(epoch from occurred_at))
      from act where kind = 'ship'
    union all
    select act.event_id, 'shipment', concat_ws(' ', ${bare(`act ->> 'returnShipmentId'`)}, 'return', act.holder_id, s.to_premises_id, s.sender_id,
        s.from_premises_id, extract(epoch from act.occurred_at))
      from act left join chain.shipment as s on s.authority_id = $1 and s.shipment_id::text = ${bare(`act ->> 'shipmentId'`)} where act.kind = 'refuse'
    union all
    select event_id, 'shipment line', concat_ws(' ', ${bare(`act ->> 'shipmentId'`)}, ${bare(`line ->> 'batchId'`)}, line ->> 'state', line ->> 'massMg')
      from act cross join lateral jsonb_array_elements(act -> 'lines') as line where kind = 'ship'
    union all
    select act.event_id, 'shipment line', concat_ws(' ', ${bare(`act ->> 'returnShipmentId'`)}, l.batch_id, l.state, l.shipped_mg)
      from act join chain.shipment_line as l on l.authority_id = $1 and l.shipment_id::text = ${bare(`act ->> 'shipmentId'`)} where act.kind = 'refuse'
    union all
    select act.event_id, 'settlement', concat_ws(' ', ${bare(`act ->> 'shipmentId'`)}, ${bare(`line ->> 'batchId'`)}, line ->> 'state',
        line ->> 'receivedMassMg', extract(epoch from act.occurred_at))
      from act cross join lateral jsonb_array_elements(act -> 'lines') as line where kind = 'receive'
    union all
    select act.event_id, 'settlement', concat_ws(' ', l.shipment_id, l.batch_id, l.state, 0, extract(epoch from act.occurred_at))
      from act join chain.shipment_line as l on l.authority_id = $1 and l.shipment_id::text = ${bare(`act ->> 'shipmentId'`)} where act.kind = 'refuse'
    union all
    select event_id, 'verdict', concat_ws(' ', ${bare(`act ->> 'batchId'`)}, act ->> 'verdict', act ->> 'certificate', coalesce(act ->> 'expiresOn', '-'),
        extract(epoch from occurred_at))
      from act where kind = 'release'
    union all
    select event_id, 'result', concat_ws(' ', ${bare(`act ->> 'sampleId'`)}, row ->> 'analyte', row ->> 'value', row ->> 'unit', row ->> 'of', row ->> 'method',
        coalesce(row ->> 'uncertainty', '-'), extract(epoch from occurred_at), holder_id)
      from act cross join lateral jsonb_array_elements(act -> 'results') as row where kind = 'test'
    union all -- which batches a hold and a lift covered, the ledger keeps twice
    select act.event_id, 'hold', concat_ws(' ', b.batch_id, ${bare(`act ->> 'batchId'`)}, act ->> 'scope', act ->> 'reason', extract(epoch from act.occurred_at))
      from act join chain.event_batch as b on b.authority_id = $1 and b.event_id = act.event_id where act.kind = 'hold'
    union all
    select act.event_id, 'lift', concat_ws(' ', b.batch_id, ${bare(`act ->> 'holdEventId'`)})
      from act join chain.event_batch as b on b.authority_id = $1 and b.event_id = act.event_id where act.kind = 'lift'
    union all
    select event_id, 'correction', ${bare(`act ->> 'correctsId'`)} from act where kind = 'correct'
  ), kept (event_id, what, told) as (
    select d.event_id, 'edge', d.parent_id || ' ' || d.child_id || ' ' || d.amount
      from chain.batch_edge as d where d.authority_id = $1 and d.event_id > $2 and d.event_id <= $3
    union all
    select s.event_id, 'shipment', concat_ws(' ', s.shipment_id, s.reason, s.sender_id, s.from_premises_id, s.receiver_id, s.to_premises_id,
        extract(epoch from s.shipped_at))
      from chain.shipment as s where s.authority_id = $1 and s.event_id > $2 and s.event_id <= $3
    union all
    select s.event_id, 'shipment line', concat_ws(' ', l.shipment_id, l.batch_id, l.state, l.shipped_mg)
      from chain.shipment as s join chain.shipment_line as l on l.authority_id = $1 and l.shipment_id = s.shipment_id
      where s.authority_id = $1 and s.event_id > $2 and s.event_id <= $3
    union all
    select s.event_id, 'settlement', concat_ws(' ', s.shipment_id, l.batch_id, l.state, s.received_mg, extract(epoch from s.received_at))
      from chain.settlement as s
      left join chain.shipment_line as l on l.authority_id = $1 and l.shipment_id = s.shipment_id and l.line = s.line
      where s.authority_id = $1 and s.event_id > $2 and s.event_id <= $3
    union all
    select v.event_id, 'verdict', concat_ws(' ', v.batch_id, v.verdict, v.certificate, coalesce(v.expires_on::text, '-'), extract(epoch from v.decided_at))
      from chain.verdict as v where v.authority_id = $1 and v.event_id > $2 and v.event_id <= $3
    union all
    select r.event_id, 'result', concat_ws(' ', r.sample_id, r.analyte, r.value, r.unit, r.measured_of, r.method, coalesce(r.uncertainty, '-'),
        extract(epoch from r.tested_at), r.holder_id)
      from chain.result as r where r.authority_id = $1 and r.event_id > $2 and r.event_id <= $3
    union all
    select h.event_id, 'hold', concat_ws(' ', h.batch_id, h.root_id, h.scope, h.reason, extract(epoch from h.held_at))
      from chain.hold as h where h.authority_id = $1 and h.event_id > $2 and h.event_id <= $3
    union all
    select l.event_id, 'lift', concat_ws(' ', l.batch_id, l.hold_event_id)
      from chain.lift as l where l.authority_id = $1 and l.event_id > $2 and l.event_id <= $3
    union all
    select c.event_id, 'correction', c.corrects_id::text from chain.correction as c where c.authority_id = $1 and c.event_id > $2 and c.event_id <= $3
  ), odd as (
    select event_id, what, told, sum(side) as side
    from (select event_id, what, told, 1 as side from said union all select event_id, what, told, -1 from kept) as both_ways
    group by event_id, what, told
    having sum(side) <> 0
  )
  select case odd.what when 'edge' then 'edge-differs' when 'settlement' then 'settlement-differs' when 'shipment' then 'shipment-differs'
      when 'shipment line' then 'shipment-differs' when 'correction' then 'correction-differs' else 'decision-differs' end as kind,
    odd.event_id as id, odd.what || case when odd.side > 0 then ' in the record, not in the ledger: ' else ' in the ledger, not in the record: ' end || odd.told as detail
  from odd
  where not exists (select from chain.event as e where e.authority_id = $1 and e.event_id = odd.event_id and e.record is null)
  order by odd.event_id, odd.what, odd.side desc
  limit ${faultsMax}`

/**
 * A record as it was read. Of an act only the act: what follows it is as long again, and is held against the movements elsewhere. In text of
 * JSON these characters end the act and nothing inside it, or what is cut off there is no JSON; then it is asked with care.
 */
const plainly = `(case when starts_with(e.record, '{"act":{') then split_part(e.record, ',"authority":"', 1) || '}' else e.record end)::jsonb`
const withCare = `case when pg_input_is_valid(e.record, 'jsonb') then e.record::jsonb end`

/** A step's columns and its thread's, against its record; and no step of a thread is missing between the first and the last. */
const stepsSql = `
  select 'quality-differs' as kind, s.step_id as id, t.number || ' step ' || s.step as detail
  from chain.quality_step as s
  left join chain.quality_thread as t on t.authority_id = $1 and t.thread_id = s.thread_id
  cross join lateral (select case when pg_input_is_valid(s.record, 'jsonb') then s.record::jsonb else '{}' end as said) as record
  where s.authority_id = $1 and s.step_id > $2 and s.step_id <= $3
    and (
      (said ->> 'thread', said ->> 'kind', said ->> 'number', said ->> 'step', said ->> 'did', said ->> 'state', said ->> 'by', said ->> 'actor',
        said ->> 'event', said ->> 'dueOn', said ->> 'batch', said ->> 'sample')
      is distinct from ('qua_' || s.thread_id, t.kind, t.number, s.step::text, s.kind, s.state, 'par_' || s.party_id, s.actor_id::text,
        'evt_' || s.event_id, s.due_on::text, 'bat_' || t.batch_id, 'bat_' || t.sample_id)
      or case when pg_input_is_valid(said ->> 'at', 'timestamptz') then (said ->> 'at')::timestamptz <> s.at else true end
      or (s.step > 1 and not exists (select from chain.quality_step as b
        where b.authority_id = $1 and b.thread_id = s.thread_id and b.step = s.step - 1))
      or t.thread_id is null)
  limit ${faultsMax}`

export async function proveBeside(client: ClientBase, authorityId: string, range: IdRange): Promise<PartFound> {
  const values = [authorityId, range.after, range.through]
  const beside =
    (await askOrNull<LedgerFault>(client, 'whole', besideSql(plainly), values)) ??
    (await ask<LedgerFault>(client, 'whole', besideSql(withCare), values))
  const steps = await ask<LedgerFault>(client, 'whole', stepsSql, values)
  return { events: 0, movements: 0, accounts: 0, faults: [...beside, ...steps] }
}
