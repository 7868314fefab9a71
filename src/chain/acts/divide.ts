// Splitting a batch, and turning it into something else. Not here: trimming, blending and packing (process.ts).
import { refuseNow } from '#kernel'
import type { ActOf } from '../contract.ts'
import { type Move, stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import {
  batchOf,
  lastDayOf,
  nameAmong,
  needCover,
  needFree,
  needFresh,
  needKind,
  needPremises,
  needState,
  needStock,
  needUnlike,
  newBatchId,
  productFor,
  productOf,
  type ToCover,
} from './checks.ts'
import type { Decision } from './decision.ts'
import { needMadeFrom } from './made-from.ts'
import type { Situation } from './situation.ts'
import { partOf, splitInProportion } from './split.ts'
import { standOn } from './stand.ts'

/** A part under a name of its own; what holds of the whole (state, expiry, product) holds of the part. */
export function decideSplit(s: Situation, act: ActOf<'split'>): Decision {
  const batch = batchOf(s, act.batchId)
  const batchId = newBatchId(s, act.part.batchId)
  needKind(batch, 'harvest', 'bulk')
  needPremises(s)
  const ground = needCover(s, { acts: ['have'], product: productOf(s, batch) })
  needFree(batch)
  needState(act.state, 'quarantine', 'released')
  const massMg = BigInt(act.massMg)
  const from = stockOf(s, batch.batchId, act.state)
  needStock(s, from, massMg)
  const expiresOn = lastDayOf(batch)
  return {
    moves: [{ from, to: stockOf(s, batchId, act.state), amount: massMg }],
    batchOpened: {
      batchId,
      name: act.part.name,
      kind: 'bulk',
      productCode: batch.productCode,
      amount: massMg,
      unit: 'mg',
      ...(expiresOn ? { expiresOn: expiresOn.toString() } : {}),
    },
    edges: [{ parentId: batch.batchId, childId: batchId, amount: massMg }],
    ...ground,
  }
}

/**
 * A → converted, converted → B: each side is weighed, and the yield has its bounds. Working the flower is one activity and preparing the oil another,
 * each of a substance of its own, so each needs its cover. @basis opiumwet/2/B opiumwet/3/B opiumwet/8a/2/f
 */
export function decideExtract(s: Situation, act: ActOf<'extract'>): Decision {
  const inputs = act.inputs.map((portion) => ({
    ...portion,
    batch: batchOf(s, portion.batchId),
    massMg: BigInt(portion.massMg),
  }))
  const batchId = newBatchId(s, act.output.batchId)
  needPremises(s)
  const product = productFor(s, act.productCode)
  const sources = inputs.map(({ batch }) => productOf(s, batch))
  needMadeFrom(product, sources)
  const needs: readonly ToCover[] = [
    { acts: ['prepare'], product },
    ...sources.map((source) => ({ acts: ['process'], product: source }) as const),
  ]
  for (const need of needs) needCover(s, need)
  needUnlike(act.inputs)
  for (const { batch, state } of inputs) {
    needKind(batch, 'harvest', 'bulk', 'pack-lot')
    needFree(batch)
    needState(state, 'quarantine', 'released')
    needFresh(s, batch)
  }
  for (const { batch, state, massMg } of inputs)
    needStock(s, stockOf(s, batch.batchId, state), massMg, nameAmong(inputs, batch))
  const inMg = inputs.reduce((sum, { massMg }) => sum + massMg, 0n)
  const [outMg, wasteMg, carrierMg] = [
    BigInt(act.outputMassMg),
    BigInt(act.wasteMassMg),
    BigInt(act.carrierMassMg ?? 0),
  ]
  if (carrierMg > outMg) refuseNow(chainProblems['carrier-beyond'], { outMg, carrierMg })
  const extractMg = outMg - carrierMg
  const { min, max } = s.law.tolerance('extraction-yield', s.on)
  const likely = { minMg: partOf(inMg, min), maxMg: partOf(inMg, max) }
  if (extractMg < likely.minMg || extractMg > likely.maxMg) {
    refuseNow(chainProblems['extraction-yield'], { inMg, outMg: extractMg, carrierMg, ...likely })
  }
  if (extractMg + wasteMg > inMg) refuseNow(chainProblems['mass-imbalance'], { inMg, outMg: extractMg + wasteMg })
  const wastes = splitInProportion(
    wasteMg,
    inputs.map(({ massMg }) => massMg),
  )
  const moves = inputs.flatMap(({ batch, state, massMg }, index): Move[] => {
    const from = stockOf(s, batch.batchId, state)
    const waste = wastes[index]! // As many parts as inputs.
    return [
      { from, to: worldOf(s, batch.batchId, 'converted'), amount: massMg - waste },
      { from, to: stockOf(s, batch.batchId, 'waste'), amount: waste },
    ].filter(({ amount }) => amount > 0n)
  })
  const shares = new Map<(typeof inputs)[number]['batch']['batchId'], bigint>()
  for (const { batch, massMg } of inputs) shares.set(batch.batchId, (shares.get(batch.batchId) ?? 0n) + massMg)
  const oil = stockOf(s, batchId, 'quarantine')
  const made: Move[] = [
    { from: worldOf(s, batchId, 'converted'), to: oil, amount: extractMg },
    { from: worldOf(s, batchId, 'carrier'), to: oil, amount: carrierMg },
  ]
  const { ground, moves: drawn, ...used } = standOn(s, [{ product, massMg: outMg, needs }])
  return {
    moves: [...moves, ...made.filter(({ amount }) => amount > 0n), ...drawn],
    batchOpened: {
      batchId,
      name: act.output.name,
      kind: 'bulk',
      productCode: product.productCode,
      amount: outMg,
      unit: 'mg',
    },
    edges: [...shares].map(([parentId, amount]) => ({ parentId, childId: batchId, amount })),
    ...used,
    ...ground,
  }
}
