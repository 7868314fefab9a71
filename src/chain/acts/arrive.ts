// What comes in from abroad, and what is not let in. Not here: receiving a shipment (move.ts).
import { refuseNow } from '#kernel'
import { bare } from '../bare-id.ts'
import type { ActOf } from '../contract.ts'
import { type Place, stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { drawOnPermit } from './allowance.ts'
import { needAfterDespatch, needDestination, needPremises, newBatchId, productFor } from './checks.ts'
import type { Decision } from './decision.ts'
import type { Situation } from './situation.ts'
import { standOn } from './stand.ts'

/** Under an exemption for importing and one for having; it waits in quarantine, a batch without parents. @basis opiumwet/6 enkelvoudig-verdrag/31 */
export function decideImport(s: Situation, act: ActOf<'import'>): Decision {
  const batchId = newBatchId(s, act.batch.batchId)
  needPremises(s)
  const sellerId = bare('party', act.sellerId)
  const seller = s.licensing.parties.get(sellerId)
  if (!seller || seller.country === 'NL') refuseNow(chainProblems['unknown-party'], {})
  const product = productFor(s, act.productCode)
  const massMg = BigInt(act.massMg)
  const { productCode } = product
  const needs = [
    { acts: ['import'], product },
    { acts: ['have'], product },
  ] as const
  const { ground, moves, ...used } = standOn(s, [{ product, massMg, needs }])
  return {
    moves: [
      { from: worldOf(s, batchId, 'imported'), to: stockOf(s, batchId, 'quarantine'), amount: massMg },
      ...drawOnPermit(s, { kind: 'import-permit', number: act.importPermit, counterId: sellerId }, [
        { productCode, massMg },
      ]),
      ...moves,
    ],
    batchOpened: {
      batchId,
      name: act.batch.name,
      kind: 'bulk',
      productCode: product.productCode,
      amount: massMg,
      unit: 'mg',
    },
    counterId: sellerId,
    ...used,
    ...ground,
  }
}

/** The whole of it goes back: in transit all the while, first to here, then from here. @basis opiumwetbesluit/6 */
export function decideRefuse(s: Situation, act: ActOf<'refuse'>): Decision {
  const shipment = s.facts.shipment
  if (!shipment || shipment.receiverId !== s.holder.partyId) return refuseNow(chainProblems['unknown-shipment'], {})
  needDestination(s, shipment)
  needAfterDespatch(s, shipment)
  if (shipment.isCancelled || shipment.lines.some(({ isSettled }) => isSettled)) {
    refuseNow(chainProblems['shipment-closed'], {})
  }
  const { shipmentId, senderId, fromPremisesId } = shipment
  const returnId = bare('shipment', act.returnShipmentId)
  if (returnId === shipmentId) refuseNow(chainProblems['shipment-exists'], {})
  const lines = shipment.lines.map(({ batchId, state, shippedMg }) => {
    const came: Place = {
      ...stockOf(s, batchId, state),
      kind: 'transit',
      holderId: senderId,
      counterId: s.holder.partyId,
      premisesId: fromPremisesId,
      shipmentId,
    }
    const goes: Place = {
      ...came,
      holderId: s.holder.partyId,
      counterId: senderId,
      premisesId: s.premisesId,
      shipmentId: returnId,
    }
    return { batchId, state, shippedMg, came, goes }
  })
  return {
    moves: lines.map(({ came, goes, shippedMg }) => ({ from: came, to: goes, amount: shippedMg })),
    counterId: senderId,
    settlements: shipment.lines.map(({ line, rounds }) => ({ shipmentId, line, round: rounds + 1, receivedMg: 0n })),
    shipment: {
      shipmentId: returnId,
      reason: 'return',
      senderId: s.holder.partyId,
      fromPremisesId: s.premisesId,
      receiverId: senderId,
      toPremisesId: fromPremisesId,
      lines: lines.map(({ batchId, state, shippedMg, goes }) => ({ batchId, state, shippedMg, transit: goes })),
    },
    exemptions: [],
    basis: ['opiumwetbesluit/6'],
  }
}
