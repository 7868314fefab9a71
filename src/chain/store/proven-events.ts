// The events of a batch with their leaves, for its proof. Not here: what they say (events.ts), and the tree.
import { sql } from 'kysely'
import type { AuthorityId, BatchId } from '#kernel'
import type { Tx } from '#platform'

export type ProvenEvent = { readonly eventId: string; readonly leaf: Uint8Array; readonly total: number }

/** Those the reader may see, oldest first, from `offset` on; each says how many there are in all. */
export async function selectProvenEvents(
  tx: Tx,
  authorityId: AuthorityId,
  {
    batchId,
    kinds,
    isOpenedToo = false,
    offset,
    limit,
  }: {
    batchId: BatchId
    kinds: readonly string[] | null
    /** Whatever its kind, the event that opened it. */
    isOpenedToo?: boolean
    offset: number
    limit: number
  },
): Promise<ProvenEvent[]> {
  const { rows } = await sql<ProvenEvent>`
    select e.event_id as "eventId", e.leaf, count(*) over ()::integer as total
    from chain.event_batch as touched
    join chain.event as e on e.authority_id = touched.authority_id and e.event_id = touched.event_id
    where touched.authority_id = ${authorityId} and touched.batch_id = ${batchId}
      and ${kinds === null ? sql`true` : sql`(e.kind = any (${kinds}::text[]) ${isOpenedToo ? sql`or e.event_id = (select b.event_id from chain.batch as b where b.authority_id = ${authorityId} and b.batch_id = ${batchId})` : sql``})`}
    order by e.occurred_at, e.event_id
    offset ${offset} limit ${limit}`.execute(tx)
  return rows
}

/** The samples that were taken of a batch: what was measured of it was measured in them. */
export async function selectSamples(tx: Tx, authorityId: AuthorityId, batchId: BatchId): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.child_id as id
    from chain.batch_edge as d
    join chain.batch as b on b.authority_id = d.authority_id and b.batch_id = d.child_id
    where d.authority_id = ${authorityId} and d.parent_id = ${batchId} and b.kind = 'sample'
    order by 1`.execute(tx)
  return rows.map(({ id }) => id)
}
