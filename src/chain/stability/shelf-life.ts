// How long a batch keeps by the study of its product, and the studies that follow it, for its page. Not here: concluding.
import { type BatchId, legalDayOf, printId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { BatchStability } from '../contract.ts'
import type { QualityNeeds } from '../quality/order-thread.ts'
import { selectThreads } from '../quality/store.ts'
import { selectFamily } from '../store/family.ts'
import { selectShelfLife } from './shelf-life-store.ts'
import { studiesOf } from './views.ts'

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
