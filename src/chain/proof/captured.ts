// Whether what was captured as EPCIS, and each document it came in, is what the log says: each record is written anew from its rows and held against the
// log, both ways. What became no act moves nothing and is evidence all the same. Not here: events that tell acts of ours (`origin` act), which anybody writes anew from the acts.
import { capturedSaid, captureSaid } from '../epcis/said.ts'
import { idOf } from './beside-text.ts'
import { faultsMax } from './faults.ts'

export const capturedSql = `
  select 'captured-differs' as kind, odd.id, odd.detail
  from (
    select e.row_id as id, 'event' as detail
    from chain.epcis_event as e
    left join log.record as l on l.authority_id = $1 and l.entry_id = e.row_id
    where e.authority_id = $1 and e.row_id >= $2 and e.row_id <= $3 and e.origin = 'captured' and l.record is distinct from ${capturedSaid}
    union all
    -- An event goes with the act it became, where that was erased.
    select l.entry_id, 'event is gone'
    from log.record as l
    where l.authority_id = $1 and l.entry_id >= $2 and l.entry_id <= $3 and position('"kind":"epcis-event"' in l.record) > 0
      and not exists (select from chain.epcis_event as e where e.authority_id = $1 and e.row_id = l.entry_id and e.origin = 'captured')
      and not exists (select from chain.erased_event as g where g.authority_id = $1 and g.event_id = ${idOf(`substring(l.record from '"event":"([^"]*)"')`)})
    union all
    -- One that has not ended is not on record yet; one that is on record has ended.
    select c.capture_id, 'capture'
    from chain.epcis_capture as c
    left join log.record as l on l.authority_id = $1 and l.entry_id = c.capture_id
    where c.authority_id = $1 and c.capture_id >= $2 and c.capture_id <= $3 and (c.finished_at is not null or l.entry_id is not null)
      and l.record is distinct from ${captureSaid}
    union all
    select l.entry_id, 'capture is gone'
    from log.record as l
    where l.authority_id = $1 and l.entry_id >= $2 and l.entry_id <= $3 and position('"kind":"epcis-capture"' in l.record) > 0
      and not exists (select from chain.epcis_capture as c where c.authority_id = $1 and c.capture_id = l.entry_id)
    union all
    select m.row_id, 'master data of no capture'
    from chain.epcis_master as m
    where m.authority_id = $1 and m.row_id >= $2 and m.row_id <= $3
      and not exists (select from chain.epcis_capture as c where c.authority_id = $1 and c.capture_id = m.capture_id)
  ) as odd
  limit ${faultsMax}`
