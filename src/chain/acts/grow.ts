// Planting, harvesting, trimming what is wet, and drying. Not here: what happens to dried material (process.ts).
import { refuseNow } from '#kernel'
import type { ActOf } from '../contract.ts'
import { type Move, stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import {
  amountIn,
  batchOf,
  needCover,
  needFree,
  needKind,
  needPremises,
  needStock,
  newBatchId,
  productFor,
  productOf,
} from './checks.ts'
import type { Decision } from './decision.ts'
import { needGrown } from './made-from.ts'
import { needRoomFor } from './rooms.ts'
import type { Situation } from './situation.ts'
import { partOf } from './split.ts'
import { standOn } from './stand.ts'

/** @basis opiumwet/8i/2 */
export function decidePlant(s: Situation, act: ActOf<'plant'>): Decision {
  const batchId = newBatchId(s, act.batch.batchId)
  needPremises(s)
  const product = productFor(s, act.productCode)
  needGrown(product)
  const ground = needCover(s, { acts: ['grow'], product })
  needRoomFor(s, act.room, 'grow')
  const plants = BigInt(act.plants)
  const grown = worldOf(s, batchId, 'grown', 'plant_pieces')
  return {
    moves: [{ from: grown, to: stockOf(s, batchId, 'growing', 'plant_pieces'), amount: plants }],
    batchOpened: {
      batchId,
      name: act.batch.name,
      kind: 'plant-lot',
      productCode: product.productCode,
      amount: plants,
      unit: 'pieces',
      cultivar: act.cultivar,
      room: act.room,
    },
    ...ground,
  }
}

/** Plants leave the count, wet mass enters the material ledger. @basis opiumwet/8i/4 */
export function decideHarvest(s: Situation, act: ActOf<'harvest'>): Decision {
  const lot = batchOf(s, act.plantLotId)
  const batchId = newBatchId(s, act.batch.batchId)
  needKind(lot, 'plant-lot', 'plant')
  needPremises(s)
  const product = productOf(s, lot)
  const growing = { acts: ['grow'], product } as const
  needCover(s, growing)
  needFree(lot)
  const plants = BigInt(act.plantsCut)
  const wetMg = BigInt(act.wetMassMg)
  const standing = stockOf(s, lot.batchId, 'growing', 'plant_pieces')
  needStock(s, standing, plants)
  const { ground, moves, ...used } = standOn(s, [{ product, massMg: wetMg, needs: [growing] }])
  return {
    moves: [
      { from: standing, to: worldOf(s, lot.batchId, 'harvested', 'plant_pieces'), amount: plants },
      { from: worldOf(s, batchId, 'grown'), to: stockOf(s, batchId, 'wet'), amount: wetMg },
      ...moves,
    ],
    batchOpened: {
      batchId,
      name: act.batch.name,
      kind: 'harvest',
      productCode: lot.productCode,
      amount: wetMg,
      unit: 'mg',
    },
    edges: [{ parentId: lot.batchId, childId: batchId, amount: plants }],
    ...used,
    ...ground,
  }
}

/**
 * What is cut off wet is waste from then on, as it was weighed: the book says so before the rest is dry, and it can be destroyed the same day. It
 * stays with its harvest, whose months run until it is. @basis opiumwet/8i/4, opiumwet/8a/2/f
 */
export function decideTrimWet(s: Situation, act: ActOf<'trim-wet'>): Decision {
  const batch = batchOf(s, act.batchId)
  needPremises(s)
  const ground = needCover(s, { acts: ['process'], product: productOf(s, batch) })
  needFree(batch)
  const wet = stockOf(s, batch.batchId, 'wet')
  const wasteMg = BigInt(act.wasteMassMg)
  needStock(s, wet, wasteMg)
  return { moves: [{ from: wet, to: stockOf(s, batch.batchId, 'waste'), amount: wasteMg }], ...ground }
}

/** All that is wet is weighed back dry; the rest is moisture. */
export function decideDry(s: Situation, act: ActOf<'dry'>): Decision {
  const batch = batchOf(s, act.batchId)
  needPremises(s)
  const product = productOf(s, batch)
  const working = { acts: ['process'], product } as const
  needCover(s, working)
  needFree(batch)
  const wet = stockOf(s, batch.batchId, 'wet')
  const wetMg = amountIn(s, wet)
  const driedMg = BigInt(act.driedMassMg)
  if (wetMg === 0n) refuseNow(chainProblems['nothing-to-move'], {})
  if (driedMg > wetMg) refuseNow(chainProblems['mass-imbalance'], { inMg: wetMg, outMg: driedMg })
  const { min, max } = s.law.tolerance('drying-yield', s.on)
  const likely = { minMg: partOf(wetMg, min), maxMg: partOf(wetMg, max) }
  if (driedMg < likely.minMg || driedMg > likely.maxMg) {
    refuseNow(chainProblems['drying-yield'], { wetMg, driedMg, ...likely })
  }
  const { ground, moves: drawn, ...used } = standOn(s, [{ product, massMg: driedMg, needs: [working] }])
  const moves: Move[] = [{ from: wet, to: stockOf(s, batch.batchId, 'quarantine'), amount: driedMg }, ...drawn]
  if (driedMg < wetMg) moves.push({ from: wet, to: worldOf(s, batch.batchId, 'moisture'), amount: wetMg - driedMg })
  return { moves, ...used, ...ground }
}
