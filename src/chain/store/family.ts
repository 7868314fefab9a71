// Reads genealogy: the family of a batch, its edges, and where all of it is. Not here: shares (read/trace.ts computes them).
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

/** Between a batch that the reader has or had and its parents and children among `kin`; of the children those it has or had too. */
export async function selectEdgesOf(
  tx: Tx,
  authorityId: AuthorityId,
  { batchId, kin }: { readonly batchId: BatchId; readonly kin: readonly string[] },
): Promise<EdgeRow[]> {
  const { rows } = await sql<EdgeRow>`
    select d.parent_id as "parentId", d.child_id as "childId", d.event_id as "eventId", d.amount
    from chain.batch_edge as d
    where d.authority_id = ${authorityId} and d.child_id = ${batchId} and d.parent_id = any (${kin}::uuid[])
    union all
    select d.parent_id, d.child_id, d.event_id, d.amount
    from chain.batch_edge as d
    where d.authority_id = ${authorityId} and d.parent_id = ${batchId} and d.child_id = any (${kin}::uuid[])`.execute(
    tx,
  )
  return rows
}

/** How many edges a batch has to its parents and its children, as far as the reader may see them, and no more than `max` of either. */
export async function countEdgesOf(
  tx: Tx,
  authorityId: AuthorityId,
  { batchId, max }: { readonly batchId: BatchId; readonly max: number },
): Promise<number> {
  const { rows } = await sql<{ edges: bigint }>`
    select count(*) as edges from (
      (select from chain.batch_edge as d where d.authority_id = ${authorityId} and d.child_id = ${batchId} limit ${max})
      union all
      (select from chain.batch_edge as d where d.authority_id = ${authorityId} and d.parent_id = ${batchId} limit ${max})) as beside`.execute(
    tx,
  )
  return Number(rows[0]?.edges ?? 0n)
}

/** A batch of a trace. Null of what stands there: the reader never had any of it. */
export type KinRow = Omit<FamilyRow, 'isBack' | 'openedAt'> & { readonly openedOn: string }

export type WhereaboutsRow = {
  readonly batchId: string
  readonly holderId: string
  readonly premisesId: string | null
  readonly hasMg: bigint
  readonly hadMg: bigint
  readonly states: readonly string[]
}

export type TraceFound = {
  /** Nearest first and the asked batch before all; empty where that side was not asked. */
  readonly back: readonly string[]
  readonly down: readonly string[]
  readonly batches: ReadonlyMap<string, KinRow>
  /** Every edge into one of them, also from a parent that is not of this family. */
  readonly edges: readonly EdgeRow[]
  /** Who has or had mass of the descendants (of the batch alone where those are not asked), as far as the reader may know; the most first. */
  readonly places: readonly WhereaboutsRow[]
  /** More are related than were looked at; behind the wall perhaps also of the reader's own. */
  readonly isCut: boolean
}

/** A family with its edges and its whereabouts in one trip. Null where the reader may not see the batch. */
export async function selectTrace(
  tx: Tx,
  authorityId: AuthorityId,
  {
    batchId,
    back,
    forward,
    max,
  }: { readonly batchId: BatchId; readonly back: boolean; readonly forward: boolean; readonly max: number },
): Promise<TraceFound | null> {
  const { rows } = await sql<TraceColumns>`
    select batches, backs, facts, edges, is_cut as "isCut", statuses, places
    from chain.trace_of(${authorityId}, ${batchId}, ${back}, ${forward}, ${max})`.execute(tx)
  return rows[0] ? readTrace(rows[0]) : null
}

/** As the function writes it: a list for each column, null where there is no row. */
type TraceColumns = {
  batches: string[]
  backs: number
  isCut: boolean
  facts: Columns<'id' | 'name' | 'kind' | 'product' | 'openedOn' | 'amount' | 'premises'>
  edges: Columns<'parent' | 'child' | 'event' | 'amount'>
  statuses: Columns<'id' | 'status'>
  places: Columns<'id' | 'holder' | 'has' | 'had'> & { premises: (string | null)[] | null; states: string[][] | null }
}
type Columns<Name extends string> = Record<Name, string[] | null>

function readTrace({ batches, backs, facts, edges, isCut, statuses, places }: TraceColumns): TraceFound {
  const statusOf = new Map(statuses.id?.map((id, at) => [id, statuses.status?.[at] as KinRow['status']])) // The function knows no other words.
  const { name, kind, product, openedOn, amount, premises } = facts
  const kin = new Map(
    facts.id?.map((batchId, at): [string, KinRow] => [
      batchId,
      {
        batchId,
        name: name![at]!, // All columns are of one length: they come from the same rows.
        kind: kind![at] as BatchKind, // The column has a check.
        productCode: product![at]!,
        openedOn: openedOn![at]!,
        openedAmount: BigInt(amount![at]!),
        premisesId: premises![at]!,
        status: statusOf.get(batchId) ?? null,
      },
    ]),
  )
  return {
    isCut,
    back: batches.slice(0, backs),
    down: batches.slice(backs),
    batches: kin,
    edges: (edges.child ?? []).map((childId, at) => ({
      parentId: edges.parent![at]!, // Of one length, as above.
      childId,
      eventId: edges.event![at]!,
      amount: BigInt(edges.amount![at]!),
    })),
    places: (places.id ?? []).map((batchId, at) => ({
      batchId,
      holderId: places.holder![at]!, // Of one length, as above.
      premisesId: places.premises![at] ?? null,
      hasMg: BigInt(places.has![at]!),
      hadMg: BigInt(places.had![at]!),
      states: places.states![at]!,
    })),
  }
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
