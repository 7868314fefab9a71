// Handing over, shipping, receiving, exporting and dispensing: mass that changes hands. Not here: what ends it (end.ts).
import { assert, type PartyId, refuseNow } from '#kernel'
import type { Product } from '#law/contract'
import { ministerOf, type PartyKind, type Purpose } from '#licensing'
import { bare } from '../bare-id.ts'
import type { ActOf, StockState } from '../contract.ts'
import { type Move, type Place, stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { drawOnCallOffs, drawOnPermit } from './allowance.ts'
import {
  batchOf,
  cover,
  exemptionsOf,
  findCover,
  isHeld,
  isStateMonopoly,
  joinGrounds,
  nameAmong,
  needAfterDespatch,
  needCover,
  needDestination,
  needFree,
  needFreeThen,
  needFresh,
  needKind,
  needParty,
  needPremises,
  needReceiver,
  needState,
  needStock,
  needUnlike,
  productOf,
  purposeOf,
  type ToCover,
} from './checks.ts'
import type { Decision } from './decision.ts'
import type { BatchFact, ShipReason } from './facts.ts'
import { disposalOf } from './had-cover.ts'
import { needManifest } from './manifest.ts'
import { needOrder } from './ordered.ts'
import type { Situation } from './situation.ts'
import { standOn } from './stand.ts'

/** The grower delivers to the Minister, where it lies. @basis opiumwet/8i/4 */
export function decideHandOver(s: Situation, act: ActOf<'hand-over'>): Decision {
  const batch = batchOf(s, act.batchId)
  needKind(batch, 'harvest', 'bulk')
  needPremises(s)
  const ground = needCover(s, { acts: ['supply'], product: productOf(s, batch) })
  needFree(batch)
  const minister = ministerOf(s.licensing)
  if (!minister || minister.partyId === s.holder.partyId) return refuseNow(chainProblems['unknown-party'], {})
  const massMg = BigInt(act.massMg)
  const from = stockOf(s, batch.batchId, 'quarantine')
  needStock(s, from, massMg)
  return {
    moves: [
      { from, to: { ...from, holderId: minister.partyId }, amount: massMg },
      ...drawOnCallOffs(s, { productCode: batch.productCode, massMg }),
    ],
    counterId: minister.partyId,
    exemptions: ground.exemptions,
    basis: [...new Set(['opiumwet/8i/4', ...ground.basis])],
  }
}

/** Which stock may travel for which reason: to patients only what is released, back whatever must go back. */
const mayTravel: Record<ShipReason, readonly StockState[]> = {
  supply: ['released'],
  service: ['quarantine', 'released'],
  sample: ['sample'],
  return: ['quarantine', 'released', 'held', 'rejected', 'sample'],
  recall: ['held', 'rejected'],
}

/** Of these its receiver had it before, and may have agreed to have it back, under a number of theirs. */
const goesBack: readonly ShipReason[] = ['return', 'recall']

/** Stock → transit: the sender's until it is weighed in. @basis opiumwet/3/B */
export function decideShip(s: Situation, act: ActOf<'ship'>): Decision {
  const lines = act.lines.map((line) => ({ ...line, batch: batchOf(s, line.batchId), massMg: BigInt(line.massMg) }))
  needPremises(s)
  const receiverId = bare('party', act.receiverId)
  const toPremisesId = bare('premises', act.toPremisesId)
  if (toPremisesId === s.premisesId) refuseNow(chainProblems['same-party'], {})
  if (act.returnNumber !== undefined && !goesBack.includes(act.reason))
    refuseNow(chainProblems['return-number'], { number: act.returnNumber })
  const purpose = act.reason === 'sample' ? 'quality-control' : purposeOf(s.holder)
  const grounds = lines.map(({ batch }) => {
    const product = productOf(s, batch)
    // A sender hands samples over under the ground it supplies on; the laboratory's purpose is the laboratory's.
    const sending = needCover(s, {
      // Who hands over to a carrier does not carry: that right is the carrier's to have (manifest.ts).
      acts: act.transport?.carrierId ? ['supply'] : ['supply', 'transport'],
      product,
      purpose: s.holder.kind === 'laboratory' ? purpose : supplyingFor(s, product, act.reason),
    })
    return { sending, receiving: needReceiver(s, { receiverId, premisesId: toPremisesId }, product) }
  })
  const ground = joinGrounds(grounds.map(({ sending }) => sending))
  const carrying = needManifest(
    s,
    act,
    lines.map(({ batch }) => productOf(s, batch)),
  )
  const orderBasis = needOrder(s, act)
  needUnlike(act.lines)
  for (const { batch, state } of lines) {
    if (act.reason !== 'return' && act.reason !== 'recall' && act.reason !== 'sample') needFree(batch)
    if (act.reason === 'supply' && state !== 'released') refuseNow(chainProblems['not-released'], { state })
    needState(state, ...mayTravel[act.reason])
    if (act.reason === 'supply') needFresh(s, batch)
    needMinister(s, act, productOf(s, batch))
  }
  for (const { batch, state, massMg } of lines)
    needStock(s, stockOf(s, batch.batchId, state), massMg, nameAmong(lines, batch))
  const shipmentId = bare('shipment', act.shipmentId)
  const planned = lines.map(({ batch, state, massMg }) => {
    const from = stockOf(s, batch.batchId, state)
    const transit: Place = { ...from, kind: 'transit', counterId: receiverId, shipmentId }
    return { from, transit, massMg, batchId: batch.batchId, state }
  })
  return {
    moves: planned.map(({ from, transit, massMg }) => ({ from, to: transit, amount: massMg })),
    counterId: receiverId,
    shipment: {
      shipmentId,
      reason: act.reason,
      senderId: s.holder.partyId,
      fromPremisesId: s.premisesId,
      receiverId,
      toPremisesId,
      lines: planned.map(({ batchId, state, massMg, transit }) => ({ batchId, state, shippedMg: massMg, transit })),
    },
    exemptions: ground.exemptions,
    leansOn: exemptionsOf([...grounds.map(({ receiving }) => receiving), ...carrying]),
    basis: [...new Set([ground, ...carrying].flatMap(({ basis }) => basis).concat(orderBasis))],
  }
}

/**
 * An institution hands on what it has for its research under that exemption; without one, as whoever supplies medicine. Who develops a product
 * alone sends samples and sends back, and supplies nobody. @basis opiumwet/8/1/b
 */
function supplyingFor(s: Situation, product: Product, reason: ShipReason): Purpose {
  const asked = { act: 'supply', product, holder: s.holder, premisesId: s.premisesId } as const
  const isCovered = (purpose: Purpose) => cover(s, { ...asked, purpose }).covered
  if (s.holder.kind === 'institution' && isCovered('research')) return 'research'
  const goesOut = reason === 'supply' || isCovered('medicinal-supply')
  return !goesOut && isCovered('product-development') ? 'product-development' : 'medicinal-supply'
}

/** Of whom a grower's harvest may go to while it is still the grower's: who only works on it. */
const worksForOthers: readonly PartyKind[] = ['irradiator', 'packer', 'laboratory', 'grower']

/** Where the State has the monopoly a grower sells and delivers to the Minister, and to nobody beside. @basis opiumwet/8i/4 */
function needMinister(s: Situation, { reason, receiverId }: ActOf<'ship'>, product: Product): void {
  if (s.holder.kind !== 'grower' || (reason !== 'supply' && reason !== 'service')) return
  const receiver = s.licensing.parties.get(bare('party', receiverId))
  if (!receiver || receiver.partyId === s.holder.partyId || receiver.partyId === ministerOf(s.licensing)?.partyId)
    return
  if (reason === 'service' && worksForOthers.includes(receiver.kind)) return
  if (isStateMonopoly(s, product)) refuseNow(chainProblems['minister-alone'], { name: receiver.name })
}

/** What comes back from elsewhere was out of sight: it waits in quarantine again. */
function arrivesAs(reason: ShipReason, state: StockState, batch: BatchFact): StockState {
  if (isHeld(batch) && (state === 'quarantine' || state === 'released')) return 'held'
  if (!isHeld(batch) && state === 'held') return 'quarantine' // Lifted on the way, or the sender's own hold; nobody could lift it here.
  return reason === 'return' && state === 'released' ? 'quarantine' : state
}

/**
 * What was weighed goes to stock, the rest to the difference of the line; a surplus comes out of it.
 * @basis opiumwetbesluit/6
 */
export function decideReceive(s: Situation, act: ActOf<'receive'>): Decision {
  const shipment = s.facts.shipment
  if (!shipment || shipment.receiverId !== s.holder.partyId) return refuseNow(chainProblems['unknown-shipment'], {})
  needDestination(s, shipment)
  needAfterDespatch(s, shipment)
  if (shipment.isCancelled || shipment.lines.every(({ isSettled }) => isSettled))
    refuseNow(chainProblems['shipment-closed'], {})
  const lines = shipment.lines.map((line) => {
    const weighed = act.lines.filter((row) => bare('batch', row.batchId) === line.batchId && row.state === line.state)
    const batch = s.facts.batches.get(line.batchId)
    assert(batch, 'a line has a batch')
    const [row] = weighed
    if (!row || weighed.length > 1) return refuseNow(chainProblems['receipt-incomplete'], {})
    return { line, batch, receivedMg: BigInt(row.receivedMassMg) }
  })
  if (act.lines.length !== lines.length) refuseNow(chainProblems['receipt-incomplete'], {})
  const backOf = comingBack(s, shipment)
  const disposals = comingToBeDisposedOf(s, shipment)
  const came = lines.map(({ batch, receivedMg: massMg }) => {
    const product = productOf(s, batch)
    const needs: readonly ToCover[] = disposals.has(batch.batchId) ? [] : [{ acts: ['have'], product, isParcel: true }]
    return { product, massMg, backMg: backOf(batch, massMg), needs }
  })
  const { ground, moves, ...used } = standOn(s, came)
  return {
    moves: [...lines.flatMap((one) => settleLine(s, shipment, one)), ...moves],
    counterId: shipment.senderId,
    settlements: lines.map(({ line, receivedMg }) => ({
      shipmentId: shipment.shipmentId,
      line: line.line,
      round: line.rounds + 1,
      receivedMg,
    })),
    ...used,
    exemptions: ground.exemptions,
    basis: [...new Set(['opiumwetbesluit/6', ...ground.basis, ...disposals.values()])],
  }
}

/**
 * Of what goes back to where it came from, the batches that its receiver may no longer have and had before: nobody else can take the parcel in, and it
 * may not stay on the road. It is received to be destroyed or handed over, by the article that says so.
 */
function comingToBeDisposedOf(
  s: Situation,
  { senderId, reason, lines, toPremisesId }: NonNullable<Situation['facts']['shipment']>,
): ReadonlyMap<BatchFact['batchId'], string> {
  if (!goesBack.includes(reason) && senderId !== s.holder.partyId) return new Map()
  const found = lines.flatMap(({ batchId }) => {
    const batch = s.facts.batches.get(batchId)
    assert(batch, 'a line has a batch')
    const product = productOf(s, batch)
    const article = findCover(s, { acts: ['have'], product }) ? null : disposalOf(s, product, toPremisesId)
    return article ? [[batchId, article] as const] : []
  })
  return new Map(found)
}

/**
 * What comes from the holder's own other premises, or comes back of what it sent out, was received before; what its sender calls a return and the
 * holder never sent was not. Line by line, so that two lines of a batch do not come back for the same despatch.
 */
function comingBack(
  { holder, mayComeBack }: Situation,
  { senderId, reason }: NonNullable<Situation['facts']['shipment']>,
): (batch: BatchFact, receivedMg: bigint) => bigint {
  if (senderId === holder.partyId) return (_, receivedMg) => receivedMg
  if (reason === 'supply' || reason === 'sample') return () => 0n
  const left = new Map(mayComeBack)
  return ({ batchId }, receivedMg) => {
    const most = left.get(batchId) ?? 0n
    const back = receivedMg < most ? receivedMg : most
    left.set(batchId, most - back)
    return back
  }
}

type WeighedLine = {
  readonly line: { readonly batchId: BatchFact['batchId']; readonly state: StockState; readonly shippedMg: bigint }
  readonly batch: BatchFact
  readonly receivedMg: bigint
}

function settleLine(
  s: Situation,
  { shipmentId, senderId, fromPremisesId, reason }: NonNullable<Situation['facts']['shipment']>,
  { line, batch, receivedMg }: WeighedLine,
): Move[] {
  const { batchId, state, shippedMg } = line
  const stock = stockOf(s, batchId, arrivesAs(reason, state, batch))
  const between = (holderId: PartyId, counterId: PartyId, kind: 'transit' | 'difference'): Place => ({
    ...stock,
    kind,
    state,
    holderId,
    counterId,
    premisesId: kind === 'transit' ? fromPremisesId : s.premisesId,
    shipmentId,
  })
  const transit = between(senderId, s.holder.partyId, 'transit')
  const difference = between(s.holder.partyId, senderId, 'difference')
  const arrivedMg = receivedMg < shippedMg ? receivedMg : shippedMg
  return [
    { from: transit, to: stock, amount: arrivedMg },
    { from: transit, to: difference, amount: shippedMg - arrivedMg },
    { from: difference, to: stock, amount: receivedMg - arrivedMg },
  ].filter(({ amount }) => amount > 0n)
}

/** The Minister alone, each time with the permits of both countries. @basis opiumwet/8i/5 */
export function decideExport(s: Situation, act: ActOf<'export'>): Decision {
  const lines = act.lines.map((line) => ({ ...line, batch: batchOf(s, line.batchId), massMg: BigInt(line.massMg) }))
  needPremises(s)
  const buyerId = bare('party', act.buyerId)
  const buyer = s.licensing.parties.get(buyerId)
  if (buyer?.kind !== 'foreign-buyer') refuseNow(chainProblems['unknown-party'], {})
  const ground = joinGrounds(
    lines.map(({ batch }) => needCover(s, { acts: ['export'], product: productOf(s, batch), purpose: 'export' })),
  )
  needUnlike(act.lines)
  for (const { batch, state } of lines) {
    needFree(batch)
    if (state !== 'released') refuseNow(chainProblems['not-released'], { state })
    needFresh(s, batch)
  }
  for (const { batch, massMg } of lines)
    needStock(s, stockOf(s, batch.batchId, 'released'), massMg, nameAmong(lines, batch))
  return {
    moves: [
      ...lines.map(({ batch, massMg }) => ({
        from: stockOf(s, batch.batchId, 'released'),
        to: worldOf(s, batch.batchId, 'exported'),
        amount: massMg,
      })),
      ...drawOnPermit(
        s,
        { kind: 'export-permit', number: act.exportPermit, counterId: buyerId },
        lines.map(({ batch: { productCode }, massMg }) => ({ productCode, massMg })),
      ),
    ],
    counterId: buyerId,
    exemptions: ground.exemptions,
    basis: [...new Set(['opiumwet/6', ...ground.basis])],
  }
}

/** @basis opiumwet/5/1/a */
export function decideDispense(s: Situation, act: ActOf<'dispense'>): Decision {
  const batch = batchOf(s, act.batchId)
  needParty(s, 'pharmacy')
  needPremises(s)
  const ground = needCover(s, { acts: ['supply'], product: productOf(s, batch) })
  needFreeThen(s, batch)
  needFresh(s, batch)
  const massMg = BigInt(act.massMg)
  const from = stockOf(s, batch.batchId, 'released')
  needStock(s, from, massMg)
  return {
    moves: [{ from, to: worldOf(s, batch.batchId, 'dispensed'), amount: massMg }],
    ...ground,
  }
}
