// Leaving a batch out of those that the limits of a control chart follow from, because its special cause was found; and taking that back. Each is a
// step of a thread, with who and why, and a leaf of the log. Not here: the arithmetic (#statistics), and what a signal was (drift.ts).
import { assert, parseId, refuseNow } from '#kernel'
import type { Product } from '#law/contract'
import type { Actor, Tx } from '#platform'
import type { ChartRules, NewLeftOut, ProductComposition } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { chartedIn } from './drift.ts'
import type { QualityNeeds } from './order-thread.ts'
import { qualityProblems } from './problems.ts'
import { productComposition } from './product-composition.ts'
import { addStep, nextNumber, openThread, selectThreads, type ThreadFact } from './store.ts'

type Of = { readonly product: Product; readonly rules: ChartRules }

/** Refuses `unknown-batch`, `left-out-already`, and `sets-no-limits` for a batch that no limit of the product follows from. Answers the charts' points as they are then. */
export async function leaveOut(
  tx: Tx,
  actor: Actor,
  { product, rules, input }: Of & { readonly input: NewLeftOut },
  { now }: Pick<QualityNeeds, 'now'>,
): Promise<ProductComposition> {
  const { batchId, cause, finding } = input
  const composition = await productComposition(tx, actor, { product, rules })
  const point = composition.points.find(({ batch }) => batch.batchId === batchId)
  if (!point) return refuseNow(chainProblems['unknown-batch'], {})
  if (point.leftOut) refuseNow(qualityProblems['left-out-already'], { number: point.leftOut.number })
  if (!chartedIn(composition).some((one) => one.batchId === batchId && one.setsLimits))
    refuseNow(qualityProblems['sets-no-limits'], { baseline: rules.baseline })
  const step = { kind: 'left-out', state: 'left-out', at: now, content: { cause, finding } }
  const subject = subjectOf(product, batchId)
  const known = await threadOf(tx, actor, subject)
  if (known) await addStep(tx, actor, known, step)
  else {
    const [holderId, ofBatch] = [parseId('party', point.grower.partyId), parseId('batch', batchId)]
    assert(holderId && ofBatch, 'a point of the chart names its grower and its batch')
    await openThread(
      tx,
      actor,
      {
        ...{ kind: 'exclusion', number: await nextNumber(tx, actor.authorityId, 'BL', now), subject, holderId },
        ...{ batchId: ofBatch, sampleId: null, productCode: product.productCode, laboratoryId: null },
      },
      step,
    )
  }
  return productComposition(tx, actor, { product, rules })
}

/** Refuses `not-left-out`. Answers as `leaveOut`. */
export async function takeBackIn(
  tx: Tx,
  actor: Actor,
  { product, rules, batchId, reason }: Of & { readonly batchId: string; readonly reason: string },
  { now }: Pick<QualityNeeds, 'now'>,
): Promise<ProductComposition> {
  const known = await threadOf(tx, actor, subjectOf(product, batchId))
  if (known?.state !== 'left-out') return refuseNow(qualityProblems['not-left-out'], {})
  await addStep(tx, actor, known, { kind: 'taken-back', state: 'counted', at: now, content: { reason } })
  return productComposition(tx, actor, { product, rules })
}

const subjectOf = ({ productCode }: Product, batchId: string) => `baseline ${productCode} ${batchId}`

async function threadOf(tx: Tx, { authorityId }: Actor, subject: string): Promise<ThreadFact | undefined> {
  const [known] = await selectThreads(tx, authorityId, { kind: 'exclusion', subject, limit: 1 })
  return known
}
