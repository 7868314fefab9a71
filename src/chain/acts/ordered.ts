// Whether a despatch answers the order form it names: the same product, to the same place, not before it was ordered, and no more than is still
// asked. Pure. Not here: placing an order (orders/).
import { refuseNow } from '#kernel'
import { bare } from '../bare-id.ts'
import type { ActOf } from '../contract.ts'
import { orderBasis, orderProblems } from '../orders/problems.ts'
import { batchOf } from './checks.ts'
import type { Situation } from './situation.ts'

/** Gives the articles it leans on; none where no order is named. @basis uitvoeringsregeling-opiumwet/3 opiumwetbesluit/4 */
export function needOrder(s: Situation, act: ActOf<'ship'>): readonly string[] {
  const number = act.orderNumber
  if (number === undefined) return []
  const order = s.order ?? null
  if (!order || order.supplierId !== s.holder.partyId) return refuseNow(orderProblems['unknown-order'], { number })
  const differs = (what: 'receiver' | 'place' | 'product' | 'reason') =>
    refuseNow(orderProblems['order-differs'], { number, what })
  if (order.openMg === 0n) refuseNow(orderProblems['order-ended'], { number, state: order.state })
  if (act.reason !== 'supply') differs('reason')
  if (bare('party', act.receiverId) !== order.ordererId) differs('receiver')
  if (bare('premises', act.toPremisesId) !== order.toPremisesId || s.premisesId !== order.fromPremisesId)
    differs('place')
  if (act.lines.some(({ batchId }) => batchOf(s, batchId).productCode !== order.productCode)) differs('product')
  // Nobody supplies on a form that is not there yet. A despatch is written by the minute, so within that minute it is not before.
  const orderedAt = order.orderedAt.round({ smallestUnit: 'minute', roundingMode: 'floor' })
  if (Temporal.Instant.compare(s.at, orderedAt) < 0)
    refuseNow(orderProblems['order-later'], { number, orderedAt: order.orderedAt, sentAt: s.at })
  const sendsMg = act.lines.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
  if (sendsMg > order.openMg) refuseNow(orderProblems['order-exceeded'], { number, openMg: order.openMg, sendsMg })
  return orderBasis
}
