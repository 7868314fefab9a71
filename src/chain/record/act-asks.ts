// What of the registers and of the ledger an act is decided from: whose it names, where, which batches, and what must be read or locked of them. Pure.
// Not here: reading it (record-act.ts, store/facts.ts).
import type { BatchId, PartyId, PremisesId } from '#kernel'
import type { PartyFact } from '#licensing'
import type { Actor } from '#platform'
import { bare } from '../bare-id.ts'
import type { Act } from '../contract.ts'
import type { FactsAsked } from '../store/facts.ts'

/** What is done in a room that it names. */
export const needsRooms = ({ kind }: Act): boolean => kind === 'plant' || kind === 'propagate' || kind === 'move-room'

/** What places a hold, lifts one, or may take one back. */
export const isAboutHolds = ({ kind }: Act): boolean => kind === 'hold' || kind === 'lift' || kind === 'correct'

export function partiesAsked(actor: Actor, act: Act): { parties: PartyId[]; premises: PremisesId[] } {
  const mine = actor.partyId ? [actor.partyId] : []
  switch (act.kind) {
    case 'ship':
      return {
        parties: [
          ...mine,
          bare('party', act.receiverId),
          ...(act.transport?.carrierId ? [bare('party', act.transport.carrierId)] : []),
        ],
        premises: [bare('premises', act.toPremisesId)],
      }
    case 'export':
      return { parties: [...mine, bare('party', act.buyerId)], premises: [] }
    case 'import':
      return { parties: [...mine, bare('party', act.sellerId)], premises: [] }
    case 'grant':
      return {
        parties: [...mine, bare('party', act.holderId), ...(act.counterId ? [bare('party', act.counterId)] : [])],
        premises: [],
      }
    case 'designate':
      return { parties: mine, premises: [bare('premises', act.forPremisesId)] }
    case 'seize':
      return { parties: [...mine, bare('party', act.holderId)], premises: [] }
    default:
      return { parties: mine, premises: [] }
  }
}

export function factsAsked(actor: Actor, act: Act, holder: PartyFact, premises: PremisesId): FactsAsked {
  const base = { holder: holder.partyId, premises, batches: batchesOf(act) }
  switch (act.kind) {
    case 'hand-over':
      return { ...base, allowances: 'call-off' }
    case 'export':
      return { ...base, allowances: 'export-permit' }
    case 'import':
      return { ...base, allowances: 'import-permit' }
    case 'receive':
    case 'refuse':
      return { ...base, shipment: bare('shipment', act.shipmentId) }
    case 'seize':
      return { ...base, wide: true }
    case 'free':
      return { ...base, account: bare('account', act.accountId) }
    case 'assay':
    case 'release':
      return { ...base, wide: true, results: true }
    case 'hold':
      return { ...base, wide: act.scope === 'recall' || actor.wall === 'staff', descend: act.scope === 'recall' }
    case 'lift':
      return { ...base, wide: true, event: bare('event', act.holdEventId), origins: true }
    case 'correct':
      return { ...base, event: bare('event', act.correctsId) }
    case 'countersign':
      return { ...base, event: bare('event', act.signsId) }
    case 'notify-loss':
      return { ...base, event: bare('event', act.lossId) }
    case 'count':
      return act.followsId === null ? base : { ...base, event: bare('event', act.followsId) }
    case 'settle-difference':
      return { ...base, account: bare('account', act.accountId) }
    default:
      return base
  }
}

/** The batches an act names, the one it opens included: a number that is taken must be seen. */
export function batchesOf(act: Act): BatchId[] {
  switch (act.kind) {
    case 'plant':
      return [bare('batch', act.batch.batchId)]
    case 'harvest':
      return [bare('batch', act.plantLotId), bare('batch', act.batch.batchId)]
    case 'propagate':
      return [bare('batch', act.motherId), bare('batch', act.batch.batchId)]
    case 'tag':
      return [bare('batch', act.plantLotId), ...act.plants.map(({ batchId }) => bare('batch', batchId))]
    case 'split':
      return [bare('batch', act.batchId), bare('batch', act.part.batchId)]
    case 'import':
      return [bare('batch', act.batch.batchId)]
    case 'extract':
    case 'process':
      return [...act.inputs.map(({ batchId }) => bare('batch', batchId)), bare('batch', act.output.batchId)]
    case 'sample':
      return [bare('batch', act.batchId), bare('batch', act.sample.batchId)]
    case 'test':
      return [bare('batch', act.sampleId)]
    case 'pack':
      return [bare('batch', act.batchId), bare('batch', act.pack.batchId)]
    case 'ship':
    case 'export':
    case 'count':
      return act.lines.map(({ batchId }) => bare('batch', batchId))
    case 'receive':
    case 'refuse':
    case 'free':
    case 'grant':
    case 'settle-difference':
    case 'countersign':
    case 'notify-loss':
    case 'designate':
    case 'correct':
      return []
    default:
      return [bare('batch', act.batchId)]
  }
}
