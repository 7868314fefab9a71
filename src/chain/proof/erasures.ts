// Whether what was erased is what was decided: the log's record of each decision is written anew from the lists and held against it, both ways, and each event
// that went is one that a decision names. Not here: events whose record is gone without any of it (records.ts).
import { idPrefixes } from '#kernel'
import { faultsMax } from './faults.ts'

/** In the one spelling RFC 8785 allows; `retention/erasures.ts` writes the same. */
const said = `'{"basis":' || array_to_json(r.basis)::text || ',"before":"' || r.before_on || '","decidedBy":"${idPrefixes.user}_' || d.decided_by
    || '","erasureId":"${idPrefixes.erasure}_' || r.erasure_id || '","events":' || gone.count || ',"eventsSha256":"' || gone.hash
    || '","kind":"erasure","months":' || r.months || ',"outcome":"' || d.outcome || '","proposedBy":"${idPrefixes.user}_' || r.proposed_by
    || '","term":"' || r.term_id || '"}'`

export const erasuresSql = `
  select 'erasure-differs' as kind, odd.id, odd.detail
  from (
    select d.erasure_id as id, 'decision' as detail
    from chain.erasure_decision as d
    join chain.erasure as r on r.authority_id = $1 and r.erasure_id = d.erasure_id
    cross join lateral (
      select count(*) as count, encode(sha256(convert_to(coalesce(string_agg(g.event_id::text, E'\\n' order by g.event_id), ''), 'UTF8')), 'hex') as hash
      from chain.erased_event as g where g.authority_id = $1 and g.erasure_id = d.erasure_id) as gone
    left join log.record as l on l.authority_id = $1 and l.entry_id = d.erasure_id
    where d.authority_id = $1 and d.erasure_id >= $2 and d.erasure_id <= $3 and l.record is distinct from ${said}
    union all
    select l.entry_id, 'decision is gone'
    from log.record as l
    where l.authority_id = $1 and l.entry_id >= $2 and l.entry_id <= $3 and position('"kind":"erasure"' in l.record) > 0
      and not exists (select from chain.erasure_decision as d where d.authority_id = $1 and d.erasure_id = l.entry_id)
    union all
    select g.event_id, 'event'
    from chain.erased_event as g
    where g.authority_id = $1 and g.event_id >= $2 and g.event_id <= $3 and not exists (
      select from chain.event as e
      join chain.erasure_decision as d on d.authority_id = $1 and d.erasure_id = g.erasure_id and d.outcome = 'erased'
      join chain.erasure as r on r.authority_id = $1 and r.erasure_id = g.erasure_id and r.basis = g.basis
      where e.authority_id = $1 and e.event_id = g.event_id and e.record is null)
  ) as odd
  limit ${faultsMax}`
