// Looks an id up among everything of the ledger that has one. Not here: parties, premises and exemptions (licensing), and their names.
import { sql } from 'kysely'
import type { AuthorityId } from '#kernel'
import type { Tx } from '#platform'

export type ThingRow = {
  readonly kind:
    | 'batch'
    | 'event'
    | 'shipment'
    | 'account'
    | 'recall'
    | 'order-form'
    | 'test-order'
    | 'case'
    | 'certificate'
    | 'study'
  readonly id: string
  /** Of an event the kind of its act; of a shipment its two sides say it. */
  readonly name: string
  readonly senderId: string | null
  readonly receiverId: string | null
}

/** What the reader's walls show of these. A holder's own drill is left out: it has no page for others. */
export async function selectThings(tx: Tx, authorityId: AuthorityId, ids: readonly string[]): Promise<ThingRow[]> {
  const among = sql`any (${[...ids]}::uuid[])`
  const nobody = sql`null::uuid as "senderId", null::uuid as "receiverId"`
  const { rows } = await sql<ThingRow>`
    select 'batch' as kind, b.batch_id as id, b.name, ${nobody}
      from chain.batch as b where b.authority_id = ${authorityId} and b.batch_id = ${among}
    union all
    select 'event', e.event_id, e.kind, ${nobody}
      from chain.event as e where e.authority_id = ${authorityId} and e.event_id = ${among}
    union all
    select 'shipment', s.shipment_id, '', s.sender_id, s.receiver_id
      from chain.shipment as s where s.authority_id = ${authorityId} and s.shipment_id = ${among}
    union all
    select 'account', a.account_id, coalesce(b.name, a.state), ${nobody}
      from chain.account as a
      left join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
      where a.authority_id = ${authorityId} and a.account_id = ${among}
    union all
    select case t.kind when 'supply' then 'order-form' when 'order' then 'test-order' else t.kind end, t.thread_id, t.number, ${nobody}
      from chain.quality_thread as t
      where t.authority_id = ${authorityId} and t.thread_id = ${among} and t.kind in ('supply', 'order', 'case', 'certificate', 'study')
    union all
    select 'recall', r.recall_id, b.name, ${nobody}
      from chain.recall as r
      join chain.batch as b on b.authority_id = r.authority_id and b.batch_id = r.root_id
      where r.authority_id = ${authorityId} and r.recall_id = ${among} and r.held_by is null`.execute(tx)
  return rows
}
