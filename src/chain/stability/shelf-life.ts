// How long a batch keeps by the study of its product: for its page, and for whoever sets a day on a pack or a release. Not here: concluding.
import { sql } from 'kysely'
import { type BatchId, type Instant, legalDayOf, printId, type QualityId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { BatchStability, ShelfLife } from '../contract.ts'
import type { QualityNeeds } from '../quality/order-thread.ts'
import { selectThreads } from '../quality/store.ts'
import type { ShelfLifeFact } from '../situation.ts'
import { selectFamily } from '../store/family.ts'
import { studiesOf } from './views.ts'

type Row = {
  number: string
  studyId: QualityId
  kind: ShelfLife['kind']
  months: number
  concludedAt: Instant
  releasedAt: Instant | null
}

async function selectShelfLife(tx: Tx, { authorityId }: Actor, batchId: BatchId): Promise<Row | null> {
  const { rows } = await sql<Row>`
    select number, thread_id as "studyId", term_kind as kind, months, concluded_at as "concludedAt", released_at as "releasedAt"
    from chain.shelf_life_of(${authorityId}, ${batchId})`.execute(tx)
  return rows[0] ?? null
}

export async function loadShelfLife(tx: Tx, actor: Actor, batchId: BatchId): Promise<ShelfLifeFact | null> {
  const found = await selectShelfLife(tx, actor, batchId)
  if (!found) return null
  const { number, kind, months, releasedAt } = found
  return { number, kind, months, releasedOn: releasedAt && legalDayOf(releasedAt) }
}

/** As many ancestors as a batch page shows. */
const ancestorsMax = 500

export async function batchStability(
  tx: Tx,
  actor: Actor,
  batchId: BatchId,
  needs: QualityNeeds,
): Promise<BatchStability> {
  const found = await selectShelfLife(tx, actor, batchId)
  const family = await selectFamily(tx, actor.authorityId, { batchId, back: true, forward: false, max: ancestorsMax })
  const studies = await studiesOf(tx, actor, [batchId, ...family.map((one) => one.batchId)], needs)
  if (!found) return { shelfLife: null, studies }
  const { number, studyId, kind, months, concludedAt, releasedAt } = found
  const [mine] = await selectThreads(tx, actor.authorityId, { kind: 'study', ids: [studyId], limit: 1 })
  const countsFrom = releasedAt && legalDayOf(releasedAt)
  return {
    studies,
    shelfLife: {
      ...{ number, kind, months, studyId: mine ? printId('quality', studyId) : null },
      concludedOn: legalDayOf(concludedAt).toString(),
      countsFrom: countsFrom?.toString() ?? null,
      lastDay: countsFrom?.add({ months }).toString() ?? null,
    },
  }
}
