// How long the product of a batch keeps by its last conclusion, as the database tells it to whoever may see the batch. Not here: what follows.
import { sql } from 'kysely'
import { type BatchId, type Instant, legalDayOf, type QualityId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { ShelfLifeFact } from '../acts/facts.ts'
import type { ShelfLife } from '../contract.ts'

export type ShelfLifeRow = {
  readonly number: string
  readonly studyId: QualityId
  readonly kind: ShelfLife['kind']
  readonly months: number
  readonly concludedAt: Instant
  readonly releasedAt: Instant | null
}

export async function selectShelfLife(tx: Tx, { authorityId }: Actor, batchId: BatchId): Promise<ShelfLifeRow | null> {
  const { rows } = await sql<ShelfLifeRow>`
    select number, thread_id as "studyId", term_kind as kind, months, concluded_at as "concludedAt", released_at as "releasedAt"
    from chain.shelf_life_of(${authorityId}, ${batchId})`.execute(tx)
  return rows[0] ?? null
}

/** For an act that sets a day. */
export async function loadShelfLife(tx: Tx, actor: Actor, batchId: BatchId): Promise<ShelfLifeFact | null> {
  const found = await selectShelfLife(tx, actor, batchId)
  if (!found) return null
  const { number, kind, months, releasedAt } = found
  return { number, kind, months, releasedOn: releasedAt && legalDayOf(releasedAt) }
}
