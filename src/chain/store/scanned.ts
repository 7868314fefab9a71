// Finds batches by what a label says, by the index on their names. Not here: what the label means (scan/).
import { sql } from 'kysely'
import type { AuthorityId, BatchId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { BatchKind } from '../contract.ts'

export type ScannedBatch = {
  readonly batchId: string
  readonly name: string
  readonly kind: BatchKind
  readonly productCode: string
}
type Query =
  | { readonly batchId: BatchId }
  /** Capitals do not count: people type. Where a GTIN is given, the lot must have it. */
  | { readonly names: readonly string[]; readonly gtin?: string }

/** A lot number may be somebody else's too: of several the newest, and what was taken back last of all. */
const scannedMax = 20

export async function selectScannedBatches(tx: Tx, authorityId: AuthorityId, query: Query): Promise<ScannedBatch[]> {
  const where =
    'batchId' in query
      ? sql`b.batch_id = ${query.batchId}`
      : sql`lower(b.name) = any (${query.names.map((name) => name.toLowerCase())}) ${query.gtin === undefined ? sql`` : sql`and b.gtin = ${query.gtin}`}`
  const { rows } = await sql<ScannedBatch>`
    select b.batch_id as "batchId", b.name, b.kind, b.product_code as "productCode"
    from chain.batch as b
    where b.authority_id = ${authorityId} and ${where}
    order by b.taken_back_id is not null, b.opened_at desc, b.batch_id
    limit ${scannedMax}`.execute(tx)
  return rows
}

/** More shipments with one lot are under way at once only from the packer's door. */
const underWayMax = 5

/** Shipments under way with the batch, to or from the reader; oldest first. */
export async function selectUnderWayWith(
  tx: Tx,
  { authorityId, partyId, wall }: Pick<Actor, 'authorityId' | 'partyId' | 'wall'>,
  batchId: string,
): Promise<string[]> {
  const mine = wall === 'staff' ? sql`true` : sql`(n.holder_id = ${partyId} or n.counter_id = ${partyId})`
  const { rows } = await sql<{ shipmentId: string }>`
    select a.shipment_id as "shipmentId"
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = ${authorityId} and a.batch_id = ${batchId} and a.kind = 'transit' and a.ledger = 'material_mg' and n.amount > 0
      and ${mine}
    group by a.shipment_id
    order by min(a.opened_at), a.shipment_id
    limit ${underWayMax}`.execute(tx)
  return rows.map(({ shipmentId }) => shipmentId)
}
