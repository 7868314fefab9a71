// Whether what was captured as EPCIS is what the log says: each record is written anew from its row and held against the log, both ways. What became no act
// moves nothing and is evidence all the same. Not here: events that tell acts of ours (`origin` act), which anybody writes anew from the acts.
import { capturedSaid } from '../epcis/said.ts'
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
  ) as odd
  limit ${faultsMax}`
