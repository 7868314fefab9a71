// What laboratories measured in the batches of a product that were decided on. Not here: on which basis, and what it says.
import { sql } from 'kysely'
import type { AuthorityId, Instant } from '#kernel'
import type { Tx } from '#platform'
import type { BatchKind, ProductComposition } from '../contract.ts'
import type { ResultJson } from './facts.ts'

export type MeasuredRow = {
  readonly batchId: string
  readonly name: string
  readonly kind: BatchKind
  readonly growerId: string
  /** Of the newest test that the verdict could rest on. Null where there is none, and where the reader is not told who measured. */
  readonly laboratoryId: string | null
  readonly verdict: 'released' | 'rejected'
  readonly decidedAt: Instant
  readonly results: readonly Omit<ResultJson, 'depth'>[]
}

/** The newest `limit` batches the reader may see, or all, in the order they were measured. */
export async function selectMeasured(
  tx: Tx,
  authorityId: AuthorityId,
  { productCode, limit }: { readonly productCode: string; readonly limit: number | null },
): Promise<readonly MeasuredRow[]> {
  const { rows } = await sql<MeasuredRow>`
    select m.batch_id as "batchId", m.name, m.kind, m.grower_id as "growerId", m.laboratory_id as "laboratoryId", m.verdict,
      m.decided_at as "decidedAt", m.results
    from chain.measured_of(${authorityId}, ${productCode}, ${limit}) as m`.execute(tx)
  return rows.toReversed()
}

type LeftOut = NonNullable<ProductComposition['points'][number]['leftOut']>

/** Which batches of a product are left out of the baseline of its charts, and why; of those the reader may see. */
export async function selectLeftOut(
  tx: Tx,
  authorityId: AuthorityId,
  productCode: string,
): Promise<ReadonlyMap<string, LeftOut>> {
  const { rows } = await sql<{
    batchId: string
    number: string
    at: Instant
    said: Pick<LeftOut, 'cause' | 'finding'>
  }>`
    select o.batch_id as "batchId", o.number, o.at, o.said from chain.left_out_of(${authorityId}, ${productCode}) as o`.execute(
    tx,
  )
  return new Map(
    rows.map(({ batchId, number, at, said: { cause, finding } }) => [
      batchId,
      { number, at: at.toString(), cause, finding },
    ]),
  )
}
