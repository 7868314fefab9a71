// Reads genealogy: the family of a batch and its edges. Not here: shares (trace.ts computes them).
import { sql } from 'kysely'
import type { AuthorityId, BatchId, Instant } from '#kernel'
import type { Tx } from '#platform'
import type { BatchKind, BatchSummary } from '../contract.ts'

export type FamilyRow = {
  readonly batchId: string
  readonly isBack: boolean
  readonly name: string
  readonly kind: BatchKind
  readonly productCode: string
  readonly openedAt: Instant
  readonly openedAmount: bigint
  readonly premisesId: string
  /** Null where the reader never had any of it. */
  readonly status: BatchSummary['status'] | null
}
export type EdgeRow = {
  readonly parentId: string
  readonly childId: string
  readonly eventId: string
  readonly amount: bigint
}

export async function selectFamily(
  tx: Tx,
  authorityId: AuthorityId,
  {
    batchId,
    back,
    forward,
    max,
  }: { readonly batchId: BatchId; readonly back: boolean; readonly forward: boolean; readonly max: number },
): Promise<FamilyRow[]> {
  const { rows } = await sql<FamilyRow>`
    select batch_id as "batchId", is_back as "isBack", name, kind, product_code as "productCode", opened_at as "openedAt",
      opened_amount as "openedAmount", premises_id as "premisesId", status
    from chain.family_of(${authorityId}, ${batchId}, ${back}, ${forward}, ${max})`.execute(tx)
  return rows
}

export async function selectEdges(
  tx: Tx,
  authorityId: AuthorityId,
  { batchId, children }: { readonly batchId: BatchId; readonly children: readonly string[] },
): Promise<EdgeRow[]> {
  const { rows } = await sql<EdgeRow>`
    select parent_id as "parentId", child_id as "childId", event_id as "eventId", amount
    from chain.edges_of(${authorityId}, ${batchId}, ${children}::uuid[])`.execute(tx)
  return rows
}

export type WhereaboutsRow = {
  readonly batchId: string
  readonly holderId: string
  readonly premisesId: string | null
  readonly hasMg: bigint
  readonly hadMg: bigint
  readonly states: readonly string[]
}

/** Who has or had mass of these batches, as far as the reader may know: what came in from others, and what is there now. */
export async function selectWhereabouts(
  tx: Tx,
  authorityId: AuthorityId,
  batchIds: readonly string[],
): Promise<WhereaboutsRow[]> {
  const { rows } = await sql<WhereaboutsRow>`
    select batch_id as "batchId", holder_id as "holderId", premises_id as "premisesId", has_mg as "hasMg", had_mg as "hadMg", states
    from chain.whereabouts_of(${authorityId}, ${batchIds}::uuid[])`.execute(tx)
  return rows
}

export type ResultsJson = {
  results: {
    eventId: string
    sampleId: string | null
    analyte: string
    value: string
    unit: string
    of: 'dried' | 'as-is'
    method: string
    uncertainty: string | null
    testedAt: string
    depth: number
  }[]
  verdict: { number: string; verdict: 'released' | 'rejected'; eventId: string; decidedAt: string } | null
}

export async function findResults(tx: Tx, authorityId: AuthorityId, batchId: BatchId): Promise<ResultsJson> {
  const { rows } = await sql<{
    found: ResultsJson
  }>`select chain.results_for(${authorityId}, ${batchId}) as found`.execute(tx)
  return rows[0]?.found ?? { results: [], verdict: null }
}
