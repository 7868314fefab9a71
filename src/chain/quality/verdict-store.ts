// The verdicts on batches that were not taken back. Not here: what they were decided from.
import { sql } from 'kysely'
import type { AuthorityId, BatchId, Instant } from '#kernel'
import type { Tx } from '#platform'

export type VerdictFact = { readonly batchId: BatchId; readonly verdict: 'released' | 'rejected'; readonly at: Instant }

/** The last of each batch, as far as the reader may see the batch. */
export async function selectVerdicts(
  tx: Tx,
  authorityId: AuthorityId,
  batchIds: readonly string[],
): Promise<VerdictFact[]> {
  if (batchIds.length === 0) return []
  const { rows } = await sql<VerdictFact>`
    select distinct on (v.batch_id) v.batch_id as "batchId", v.verdict, v.decided_at as at
    from chain.verdict as v
    where v.authority_id = ${authorityId} and v.batch_id = any (${[...batchIds]}::uuid[])
      and not exists (select from chain.correction as c where c.authority_id = v.authority_id and c.corrects_id = v.event_id)
    order by v.batch_id, v.decided_at desc, v.event_id desc`.execute(tx)
  return rows
}
