// Mother plants, cuttings and tags. Not here: planting and harvesting a lot (grow.ts).
import { type PartyId, refuseNow } from '#kernel'
import type { ActOf, WorldState } from '../contract.ts'
import { type Move, stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import {
  amountIn,
  batchOf,
  needCover,
  needFree,
  needKind,
  needPremises,
  needState,
  needStock,
  newBatchId,
  productOf,
} from './checks.ts'
import type { Decision } from './decision.ts'
import type { BatchFact } from './facts.ts'
import { needRoomFor } from './rooms.ts'
import type { Situation } from './situation.ts'

/** The mother gives cuttings and loses nothing; each cutting is wholly hers, so a trace finds her. @basis opiumwet/8i/2 */
export function decidePropagate(s: Situation, act: ActOf<'propagate'>): Decision {
  const mother = batchOf(s, act.motherId)
  const batchId = newBatchId(s, act.batch.batchId)
  needKind(mother, 'plant-lot', 'plant')
  needPremises(s)
  const ground = needCover(s, { acts: ['grow'], product: productOf(s, mother) })
  needFree(mother)
  if (amountIn(s, stockOf(s, mother.batchId, 'growing', 'plant_pieces')) === 0n) {
    refuseNow(chainProblems['nothing-to-move'], {})
  }
  needRoomFor(s, act.room, 'grow')
  const plants = BigInt(act.cuttings)
  return {
    moves: [
      {
        from: worldOf(s, batchId, 'grown', 'plant_pieces'),
        to: stockOf(s, batchId, 'growing', 'plant_pieces'),
        amount: plants,
      },
    ],
    batchOpened: {
      batchId,
      name: act.batch.name,
      kind: 'plant-lot',
      productCode: mother.productCode,
      amount: plants,
      unit: 'pieces',
      cultivar: act.cultivar,
      room: act.room,
    },
    edges: [{ parentId: mother.batchId, childId: batchId, amount: plants }],
    touched: [mother.batchId],
    ...ground,
  }
}

/** One by one out of the lot, each a batch of one plant that is cut and traced by itself. */
export function decideTag(s: Situation, act: ActOf<'tag'>): Decision {
  const lot = batchOf(s, act.plantLotId)
  needKind(lot, 'plant-lot')
  needPremises(s)
  const ground = needCover(s, { acts: ['grow'], product: productOf(s, lot) })
  needFree(lot)
  const plants = act.plants.map(({ batchId, name }) => ({ batchId: newBatchId(s, batchId), name }))
  const unlike = new Set(plants.flatMap(({ batchId, name }) => [batchId as string, `name ${name}`]))
  if (unlike.size < 2 * plants.length) refuseNow(chainProblems['same-line-twice'], {})
  const growing = stockOf(s, lot.batchId, 'growing', 'plant_pieces')
  needStock(s, growing, BigInt(plants.length))
  return {
    moves: plants.map(({ batchId }) => ({
      from: growing,
      to: stockOf(s, batchId, 'growing', 'plant_pieces'),
      amount: 1n,
    })),
    batchesOpened: plants.map(({ batchId, name }) => ({
      batchId,
      name,
      kind: 'plant',
      productCode: lot.productCode,
      amount: 1n,
      unit: 'pieces',
    })),
    edges: plants.map(({ batchId }) => ({ parentId: lot.batchId, childId: batchId, amount: 1n })),
    ...ground,
  }
}

type Gone = Pick<ActOf<'destroy'>, 'plants' | 'state'>

/**
 * Plants that end before they are cut, dead, stolen or taken: whole, out of the count. What they weighed is said in the act and is no harvest.
 * Null for a batch that has a mass, which is taken by that. @basis opiumwet/8a/2/f
 */
export function takePlants(
  s: Situation,
  batch: BatchFact,
  { act, to, holderId = s.holder.partyId }: { act: Gone; to: WorldState; holderId?: PartyId },
): Move | null {
  if (batch.kind !== 'plant-lot' && batch.kind !== 'plant') {
    if (act.plants !== undefined) needKind(batch, 'plant-lot', 'plant')
    return null
  }
  needState(act.state, 'growing', 'held')
  const { plants } = act
  if (plants === undefined) return refuseNow(chainProblems['plants-unsaid'], {})
  const from = { ...stockOf(s, batch.batchId, act.state, 'plant_pieces'), holderId }
  needStock(s, from, BigInt(plants))
  return { from, to: { ...from, kind: 'world', state: to }, amount: BigInt(plants) }
}
