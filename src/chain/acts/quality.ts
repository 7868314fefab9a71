// Sampling, testing and the Minister's verdict. Not here: reading a specification (quality/specification.ts).
import { fractionOf, refuseNow } from '#kernel'
import type { ActOf } from '../contract.ts'
import { stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { qualityProblems } from '../quality/problems.ts'
import { compareWithSpecification } from '../quality/specification.ts'
import { needWithinStudy, usualLastDay } from '../stability/within.ts'
import {
  batchOf,
  isStateMonopoly,
  needCover,
  needFree,
  needKind,
  needParty,
  needPremises,
  needState,
  needStock,
  newBatchId,
  productOf,
} from './checks.ts'
import type { Decision } from './decision.ts'
import type { BatchFact } from './facts.ts'
import type { Situation } from './situation.ts'

export function decideSample(s: Situation, act: ActOf<'sample'>): Decision {
  const batch = batchOf(s, act.batchId)
  const batchId = newBatchId(s, act.sample.batchId)
  needPremises(s)
  const ground = needCover(s, { acts: ['have'], product: productOf(s, batch) })
  needState(act.state, 'wet', 'quarantine', 'released', 'held') // A sample of what is on hold may be what lifts the hold.
  const massMg = BigInt(act.massMg)
  const maxMg = s.law.sampleMaxMg(s.on)
  if (massMg > maxMg) refuseNow(chainProblems['sample-too-large'], { takesMg: massMg, maxMg })
  const from = stockOf(s, batch.batchId, act.state)
  needStock(s, from, massMg)
  return {
    moves: [{ from, to: stockOf(s, batchId, 'sample'), amount: massMg }],
    batchOpened: {
      batchId,
      name: act.sample.name,
      kind: 'sample',
      productCode: batch.productCode,
      amount: massMg,
      unit: 'mg',
    },
    edges: [{ parentId: batch.batchId, childId: batchId, amount: massMg }],
    ...ground,
  }
}

/** Only the laboratory that has the sample. */
export function decideTest(s: Situation, act: ActOf<'test'>): Decision {
  const sample = batchOf(s, act.sampleId)
  needKind(sample, 'sample')
  needParty(s, 'laboratory')
  needPremises(s)
  const ground = needCover(s, { acts: ['have'], product: productOf(s, sample) })
  const consumedMg = BigInt(act.consumedMassMg)
  const from = stockOf(s, sample.batchId, 'sample')
  needStock(s, from, consumedMg)
  const analytes = act.results.map(({ analyte }) => analyte)
  if (new Set(analytes).size < analytes.length) refuseNow(chainProblems['same-line-twice'], {})
  const unlikely = act.results.find((row) => !isPart(row))
  if (unlikely) refuseNow(chainProblems['no-part-of-it'], unlikely)
  return {
    moves: [{ from, to: worldOf(s, sample.batchId, 'consumed-in-test'), amount: consumedMg }],
    results: { sampleId: sample.batchId, rows: act.results },
    ...ground,
  }
}

/** Nothing is measured below nought, and of nothing there is more than all of it: else content would be posted that cannot be there. */
function isPart({ value, unit }: ActOf<'test'>['results'][number]): boolean {
  const { numerator, denominator } = fractionOf(value)
  return numerator >= 0n && (unit !== '%' || numerator <= 100n * denominator)
}

/**
 * Everything of the batch in quarantine, whoever has it, becomes released or rejected. Of the State's hemp the Minister says so by the act; of
 * anything else no article of the Opium Act asks it, and the house keeps its gate. @basis opiumwet/8i/5
 */
export function decideRelease(s: Situation, act: ActOf<'release'>): Decision {
  needParty(s, 'authority')
  const batch = batchOf(s, act.batchId)
  needFree(batch)
  const waiting = s.facts.accounts.filter(
    ({ kind, batchId, state, ledger, amount }) =>
      kind === 'stock' &&
      batchId === batch.batchId &&
      state === 'quarantine' &&
      ledger === 'material_mg' &&
      amount > 0n,
  )
  if (waiting.length === 0 && !isRenewed(s, act)) refuseNow(chainProblems['nothing-to-move'], {})
  if (act.verdict === 'released') {
    needNobodyElse(s)
    needWithin(s, productOf(s, batch))
    needLastDay(s, batch, act)
    needWithinStudy(s.shelfLife, { expiresOn: act.expiresOn, on: s.on, isRelease: true })
    needLabelKept(batch, act)
  }
  return {
    moves: waiting.map(({ accountId: _, amount, isClosed: __, ...from }) => ({
      from,
      to: { ...from, state: act.verdict },
      amount,
    })),
    touched: [batch.batchId],
    verdict: { batchId: batch.batchId, verdict: act.verdict, certificate: act.certificate, expiresOn: act.expiresOn },
    exemptions: [],
    basis: isStateMonopoly(s, productOf(s, batch)) ? ['opiumwet/8i/5'] : [],
  }
}

/** Without one nothing asks to test it again. A label says it as well, and of what was decided elsewhere the paper is what there is. */
function needLastDay(
  { isHistory, law, on, shelfLife }: Situation,
  { expiresOn: labelOn }: BatchFact,
  { expiresOn }: ActOf<'release'>,
): void {
  if (expiresOn !== null || labelOn !== null || isHistory) return
  const months = law.quality?.releaseMonths(on)
  const usualOn = months === undefined ? null : usualLastDay(shelfLife, { on, months })
  refuseNow(chainProblems['last-day-missing'], { usualOn })
}

/** Packs say until when they are good before anybody released them: a release that ends sooner makes that untrue where nobody can mend it. */
function needLabelKept({ kind, expiresOn: labelOn }: BatchFact, { expiresOn }: ActOf<'release'>): void {
  if (kind !== 'pack-lot' || labelOn === null || expiresOn === null) return
  const lastDay = Temporal.PlainDate.from(expiresOn)
  if (Temporal.PlainDate.compare(lastDay, labelOn) < 0)
    refuseNow(chainProblems['label-beyond-release'], { isPacked: true, labelOn, lastDay })
}

/** Everything is released already, and was measured again since: the verdict then says until when it holds now. */
function isRenewed({ facts, release }: Situation, { verdict }: ActOf<'release'>): boolean {
  const since = release?.releasedAt
  if (verdict !== 'released' || !since) return false
  const isStanding = facts.accounts.some(
    ({ kind, state, amount }) => kind === 'stock' && state === 'released' && amount > 0n,
  )
  return isStanding && facts.results.some(({ testedAt }) => Temporal.Instant.compare(testedAt, since) > 0)
}

/** A verdict is a qualified person's, and waits for whatever is still open about the batch. */
function needNobodyElse({ release }: Situation): void {
  if (release?.isQualified === false) refuseNow(qualityProblems['not-qualified'], {})
  const [first] = release?.blocking ?? []
  if (first) refuseNow(qualityProblems['release-waits'], { what: first.kind, number: first.number, state: first.state })
}

function needWithin(s: Situation, product: ReturnType<typeof productOf>): void {
  // The specification of the day of release, where the product still has one; a closed product keeps its last.
  const { specification } = s.law.product(product.productCode, s.on) ?? product
  const rows = compareWithSpecification(specification, s.facts.results)
  const other = rows.find(({ why }) => why === 'method')
  if (other?.result) {
    const { analyte, result, methods = [] } = other
    refuseNow(qualityProblems['other-method'], { analyte, method: result.method, methods })
  }
  const missing = rows.filter(({ verdict }) => verdict === 'missing').map(({ analyte }) => analyte)
  const outside = rows.find(({ verdict }) => verdict === 'outside')
  if (outside) {
    const { analyte, compared, min, max, unit } = outside
    refuseNow(chainProblems['outside-specification'], { analyte, value: compared ?? '', min, max, unit })
  }
  if (missing.length > 0) refuseNow(chainProblems['results-missing'], { analytes: missing })
  // Asked of the results that speak now: a verdict dated before a bad result may not lean on an older, better one.
  const later = rows.find(({ result }) => result && Temporal.Instant.compare(result.testedAt, s.at) > 0)?.result
  if (later) {
    const { analyte, testedAt } = later
    refuseNow(chainProblems['verdict-before-results'], { analyte, testedAt })
  }
}
