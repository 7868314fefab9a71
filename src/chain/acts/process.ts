// Trimming, granulating, blending, irradiating and packing: inputs = output + waste + loss. Not here: growing and shipping.
import { fractionOf, parseGtin, refuseNow, unwrap } from '#kernel'
import { bare } from '../bare-id.ts'
import type { ActOf } from '../contract.ts'
import { type Move, stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { needWithinStudy } from '../stability/within.ts'
import {
  amountIn,
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
} from './checks.ts'
import type { Decision } from './decision.ts'
import type { BatchFact } from './facts.ts'
import { needSameSubstance } from './made-from.ts'
import type { Situation } from './situation.ts'
import { partOf, splitInProportion } from './split.ts'

/** Waste stays with the batch it came from until it is destroyed; output and waste are shared out over the inputs by mass. */
export function decideProcess(s: Situation, act: ActOf<'process'>): Decision {
  const inputs = act.inputs.map((portion) => ({
    ...portion,
    batch: batchOf(s, portion.batchId),
    massMg: BigInt(portion.massMg),
  }))
  const batchId = newBatchId(s, act.output.batchId)
  needPremises(s)
  const product = productFor(s, act.productCode)
  needSameSubstance(
    product,
    inputs.map(({ batch }) => productOf(s, batch)),
  )
  const ground = needCover(s, { acts: ['process'], product })
  needUnlike(act.inputs)
  for (const { batch, state } of inputs) {
    needKind(batch, 'harvest', 'bulk')
    needFree(batch)
    needState(state, 'quarantine', 'released')
    needFresh(s, batch) // Else it would be as new under another name.
  }
  for (const { batch, state, massMg } of inputs)
    needStock(s, stockOf(s, batch.batchId, state), massMg, nameAmong(inputs, batch))
  const inMg = inputs.reduce((sum, { massMg }) => sum + massMg, 0n)
  const outMg = BigInt(act.outputMassMg)
  const wasteMg = BigInt(act.wasteMassMg)
  if (outMg + wasteMg > inMg) refuseNow(chainProblems['mass-imbalance'], { inMg, outMg: outMg + wasteMg })
  const lostMg = inMg - outMg - wasteMg
  const mayLoseMg = partOf(inMg, s.law.tolerance('processing-loss', s.on).max)
  if (lostMg > mayLoseMg) refuseNow(chainProblems['processing-loss'], { inMg, lostMg, maxMg: mayLoseMg })

  const outputs = splitInProportion(
    outMg,
    inputs.map(({ massMg }) => massMg),
  )
  const left = inputs.map(({ massMg }, index) => massMg - outputs[index]!) // Both lists are as long as `inputs`.
  const wastes = inMg === outMg ? left : splitInProportion(wasteMg, left)
  const moves = inputs.flatMap(({ batch, state }, index): Move[] => {
    const from = stockOf(s, batch.batchId, state)
    return [
      { from, to: stockOf(s, batchId, 'quarantine'), amount: outputs[index]! },
      { from, to: stockOf(s, batch.batchId, 'waste'), amount: wastes[index]! },
      { from, to: worldOf(s, batch.batchId, 'processing-loss'), amount: left[index]! - wastes[index]! },
    ].filter(({ amount }) => amount > 0n)
  })
  const shares = new Map<(typeof inputs)[number]['batch']['batchId'], bigint>()
  for (const [index, { batch }] of inputs.entries()) {
    shares.set(batch.batchId, (shares.get(batch.batchId) ?? 0n) + outputs[index]!)
  }
  return {
    moves,
    batchOpened: {
      batchId,
      name: act.output.name,
      kind: 'bulk',
      productCode: product.productCode,
      amount: outMg,
      unit: 'mg',
    },
    edges: [...shares]
      .filter(([, amount]) => amount > 0n)
      .map(([parentId, amount]) => ({ parentId, childId: batchId, amount })),
    ...ground,
  }
}

/** Moves no mass; says that the batch was irradiated, where, and how much. */
export function decideIrradiate(s: Situation, act: ActOf<'irradiate'>): Decision {
  const batch = batchOf(s, act.batchId)
  needPremises(s)
  const ground = needCover(s, { acts: ['process'], product: productOf(s, batch) })
  needFree(batch)
  if (fractionOf(act.doseKGy).numerator <= 0n) refuseNow(chainProblems['dose-none'], { doseKGy: act.doseKGy })
  const here = (['quarantine', 'released'] as const).some((state) => amountIn(s, stockOf(s, batch.batchId, state)) > 0n)
  if (!here) refuseNow(chainProblems['nothing-to-move'], {})
  return { moves: [], touched: [batch.batchId], ...ground }
}

/** Packs that nobody may supply were never meant: a year or a month was mistyped. On the day itself it is still good. */
function needUnexpiredLabel({ on }: Situation, act: ActOf<'pack'>): void {
  const expiresOn = Temporal.PlainDate.from(act.expiresOn)
  if (Temporal.PlainDate.compare(expiresOn, on) < 0) refuseNow(chainProblems['label-past'], { on, expiresOn })
}

/** Packing makes nothing younger: what goes in keeps until its release ends, and nobody can write that day on a pack that is sold already. */
function needLabelWithin(bulk: BatchFact, act: ActOf<'pack'>): void {
  const labelOn = Temporal.PlainDate.from(act.expiresOn)
  const lastDay = lastDayOf(bulk)
  if (lastDay && Temporal.PlainDate.compare(labelOn, lastDay) > 0)
    refuseNow(chainProblems['label-beyond-release'], { isPacked: false, labelOn, lastDay })
}

/** Bulk becomes packs at their labelled mass; what the run has left over or short stands in its difference account. */
export function decidePack(s: Situation, act: ActOf<'pack'>): Decision {
  const bulk = batchOf(s, act.batchId)
  const batchId = newBatchId(s, act.pack.batchId)
  needKind(bulk, 'bulk', 'harvest')
  needPremises(s)
  const ground = needCover(s, { acts: ['process'], product: productOf(s, bulk) })
  needFree(bulk)
  needFresh(s, bulk)
  needUnexpiredLabel(s, act)
  needLabelWithin(bulk, act)
  needWithinStudy(s.shelfLife, { expiresOn: act.expiresOn, on: s.on, isRelease: false })
  const gtin = unwrap(parseGtin(act.gtin))
  const inMg = BigInt(act.inputMassMg)
  const packsMg = BigInt(act.packs) * BigInt(act.packMassMg)
  const wasteMg = BigInt(act.wasteMassMg)
  // Released bulk gives released packs; bulk in quarantine gives packs that wait for release themselves.
  const released = stockOf(s, bulk.batchId, 'released')
  const state = amountIn(s, released) >= inMg ? 'released' : 'quarantine'
  const from = stockOf(s, bulk.batchId, state)
  needStock(s, amountIn(s, from) < inMg && amountIn(s, released) > 0n ? released : from, inMg)
  const restMg = inMg - packsMg - wasteMg
  if (wasteMg > inMg) refuseNow(chainProblems['mass-imbalance'], { inMg, outMg: packsMg + wasteMg })
  // What does not fill one more pack may be left; anything else that was not packed stays in the bulk, and is no difference.
  const unexplainedMg = restMg < 0n ? -restMg : restMg - BigInt(act.packMassMg)
  // Filling machines give a little more or less than the label; more than this off is a wrong figure.
  if (unexplainedMg > partOf(inMg, s.law.tolerance('pack-difference', s.on).max)) {
    refuseNow(chainProblems['mass-imbalance'], { inMg, outMg: packsMg + wasteMg })
  }
  const packed = stockOf(s, batchId, state)
  const difference = { ...packed, kind: 'difference', state: 'packing' } as const
  // A surplus comes out of the difference: what left the bulk is `inMg`, what is in the packs is `packsMg`.
  const fromBulkMg = inMg - wasteMg < packsMg ? inMg - wasteMg : packsMg
  const moves: Move[] = [
    { from, to: packed, amount: fromBulkMg },
    { from, to: stockOf(s, bulk.batchId, 'waste'), amount: wasteMg },
    { from, to: difference, amount: restMg },
    { from: difference, to: packed, amount: -restMg },
  ]
  return {
    moves: moves.filter(({ amount }) => amount > 0n),
    batchOpened: {
      batchId,
      name: act.pack.name,
      kind: 'pack-lot',
      productCode: bulk.productCode,
      amount: packsMg,
      unit: 'mg',
      gtin,
      packs: act.packs,
      packMassMg: BigInt(act.packMassMg),
      expiresOn: act.expiresOn,
    },
    edges: [{ parentId: bare('batch', act.batchId), childId: batchId, amount: fromBulkMg > 0n ? fromBulkMg : packsMg }],
    ...ground,
  }
}
