// What stands beside the movements and follows from the same records: edges, shipments and their settlements, decisions, results, holds and
// lifts, corrections, the steps of quality, what was captured as EPCIS, decisions of experts, and the registers. Not here: the records themselves and their leaves (records.ts).
import type { ClientBase } from 'pg'
import { askInPieces, type IdRange } from './ask.ts'
import { besideSql, plainly, withCare } from './beside-rows.ts'
import { capturedSql } from './captured.ts'
import { erasuresSql } from './erasures.ts'
import { expertsSql } from './experts.ts'
import { faultsMax, type LedgerFault, type PartFound } from './faults.ts'
import { registersSql } from './registers.ts'

/**
 * A step's columns and its thread's, against its record; no step of a thread is missing between the first and the last; and what is kept of a
 * thread's state is what its last step says.
 */
const stepsSql = `
  select 'quality-differs' as kind, s.step_id as id, t.number || ' step ' || s.step as detail
  from chain.quality_step as s
  left join chain.quality_thread as t on t.authority_id = $1 and t.thread_id = s.thread_id
  cross join lateral (select case when pg_input_is_valid(s.record, 'jsonb') then s.record::jsonb else '{}' end as said) as record
  where s.authority_id = $1 and s.step_id >= $2 and s.step_id <= $3
    and (
      (said ->> 'thread', said ->> 'kind', said ->> 'number', said ->> 'step', said ->> 'did', said ->> 'state', said ->> 'by', said ->> 'actor',
        said ->> 'event', said ->> 'dueOn', said ->> 'batch', said ->> 'sample')
      is distinct from ('qua_' || s.thread_id, t.kind, t.number, s.step::text, s.kind, s.state, 'par_' || s.party_id, s.actor_id::text,
        'evt_' || s.event_id, s.due_on::text, 'bat_' || t.batch_id, 'bat_' || t.sample_id)
      -- Records of before it was said there say nothing of it.
      or s.step = 1 and said ? 'opened' and ((said #>> '{opened,holder}', said #>> '{opened,other}', said #>> '{opened,product}', said #>> '{opened,refers}',
          said #>> '{opened,subject}') is distinct from ('par_' || t.holder_id, 'par_' || t.laboratory_id, t.product_code, 'qua_' || t.refers_id, t.subject)
        or t.opened_at is distinct from s.at)
      or case when pg_input_is_valid(said ->> 'at', 'timestamptz') then (said ->> 'at')::timestamptz <> s.at else true end
      or (s.step > 1 and not exists (select from chain.quality_step as b
        where b.authority_id = $1 and b.thread_id = s.thread_id and b.step = s.step - 1))
      or (not exists (select from chain.quality_step as n where n.authority_id = $1 and n.thread_id = s.thread_id and n.step = s.step + 1)
        and not exists (select from chain.thread_state as k
          where k.authority_id = $1 and k.thread_id = s.thread_id and k.kind = t.kind and k.state = s.state and k.holder_id = t.holder_id
            and k.laboratory_id is not distinct from t.laboratory_id))
      or t.thread_id is null)
  limit ${faultsMax}`

export async function proveBeside(client: ClientBase, authorityId: string, range: IdRange): Promise<PartFound> {
  const unreadable = (id: string, detail: string): LedgerFault => ({ kind: 'unreadable', id, detail })
  const asked = { client, authorityId, joins: 'whole' } as const
  const texts = [besideSql(plainly), besideSql(withCare)]
  const beside = await askInPieces<LedgerFault>({ ...asked, texts }, range, unreadable)
  const steps = await askInPieces<LedgerFault>({ ...asked, texts: [stepsSql] }, range, unreadable)
  const erasures = await askInPieces<LedgerFault>({ ...asked, texts: [erasuresSql] }, range, unreadable)
  const captured = await askInPieces<LedgerFault>({ ...asked, texts: [capturedSql] }, range, unreadable)
  const experts = await askInPieces<LedgerFault>({ ...asked, texts: [expertsSql] }, range, unreadable)
  const registers = await askInPieces<LedgerFault>({ ...asked, texts: [registersSql] }, range, unreadable)
  const faults = [...beside, ...steps, ...erasures, ...captured, ...experts, ...registers]
  return { events: 0, movements: 0, accounts: 0, faults }
}
