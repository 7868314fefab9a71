// From a laboratory's figures to content in every account of the batch: dried drug, THC, CBD, base. What is found anew is posted from
// world `assayed`; what differs from what was thought, to or from `assay-difference`. Pure. Not here: how content follows the material
// afterwards (content.ts), and what a product's specification asks (quality/specification.ts).
import { addFractions, type Fraction, fractionOf, multiplyFractions, refuseNow } from '#kernel'
import type { ActOf, ContentLedger } from '../contract.ts'
import { type Move, type Place, placeKey } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { acidFactor, type Cannabinoid } from './acid-factor.ts'
import { batchOf, needKind, needOwnPremises, needParty } from './checks.ts'
import type { Decision } from './decision.ts'
import { placeOf } from './end.ts'
import type { AccountFact, BatchFact, ResultFact } from './facts.ts'
import { keptUnder } from './record-basis.ts'
import type { Situation } from './situation.ts'
import { splitInProportion } from './split.ts'

/** By the authority or the house, for every holder at once; a holder's own event may not tell what others have. */
export function decideAssay(s: Situation, act: ActOf<'assay'>): Decision {
  if (!s.isStaff) needParty(s, 'authority')
  needOwnPremises(s)
  const batch = batchOf(s, act.batchId)
  return { ...contentNews(s, batch), touched: [batch.batchId], exemptions: [], basis: keptUnder(s) }
}

/** What the results say that is not booked yet. Refuses `chain/wrong-batch`, `chain/content-unknown` and `chain/content-as-booked`. */
export function contentNews(s: Situation, batch: BatchFact): { readonly moves: Move[]; readonly opens: Place[] } {
  needKind(batch, 'harvest', 'bulk', 'sample', 'pack-lot')
  const contents = contentsOf(resultsAbout(batch, s.facts.results))
  if (contents.size === 0) refuseNow(chainProblems['content-unknown'], {})
  const ofBatch = s.facts.accounts.filter(({ batchId }) => batchId === batch.batchId)
  const decided = [...contents].map(([ledger, perMg]) => postContent({ ledger, perMg }, ofBatch))
  const moves = decided.flatMap((one) => one.moves)
  const opens = decided.flatMap((one) => one.opens)
  if (moves.length + opens.length === 0) refuseNow(chainProblems['content-as-booked'], {})
  return { moves, opens }
}

/** A batch's own results; of a sample or packs those of the one batch they came from. A blend's parents do not speak for the blend. */
export function resultsAbout({ kind }: Pick<BatchFact, 'kind'>, results: readonly ResultFact[]): readonly ResultFact[] {
  const own = results.filter(({ depth }) => depth === 0)
  if (own.length > 0 || (kind !== 'sample' && kind !== 'pack-lot')) return own
  return results.filter(({ depth }) => depth === 1)
}

/** What one milligram of the batch holds, by ledger: mg of dried drug, µg of a moiety. What cannot be told is left out, never guessed. */
export function contentsOf(results: readonly ResultFact[]): ReadonlyMap<ContentLedger, Fraction> {
  const found = new Map<ContentLedger, Fraction>()
  const drug = driedPart(results)
  if (drug) found.set('dried_mg', drug)
  for (const cannabinoid of ['thc', 'cbd'] as const) {
    const part = totalOf(cannabinoid, results)
    if (part) found.set(`${cannabinoid}_ug`, multiplyFractions(part, thousand))
  }
  const base = asIs(newest('mdma-base', results), results)
  if (base) found.set('mdma_base_ug', multiplyFractions(base, thousand))
  return found
}

const thousand: Fraction = { numerator: 1_000n, denominator: 1n }
const hundredth: Fraction = { numerator: 1n, denominator: 100n }

/** `results` come newest first. */
function newest(analyte: string, results: readonly ResultFact[]): ResultFact | null {
  return results.find((row) => row.analyte === analyte && row.unit === '%') ?? null
}

function driedPart(results: readonly ResultFact[], eventId?: string): Fraction | null {
  const loss = newest(
    'loss-on-drying',
    results.filter((row) => eventId === undefined || row.eventId === eventId),
  )
  if (!loss) return null
  const { numerator, denominator } = fractionOf(loss.value)
  const rest = { numerator: 100n * denominator - numerator, denominator: 100n * denominator }
  return numerator >= 0n && rest.numerator > 0n ? rest : null
}

/** A part of the material as it is; of the dried drug only with the loss on drying that was measured beside it. */
function asIs(result: ResultFact | null, results: readonly ResultFact[]): Fraction | null {
  if (!result || result.value.startsWith('-')) return null
  const part = multiplyFractions(fractionOf(result.value), hundredth)
  if (result.of === 'as-is') return part
  const dried = driedPart(results, result.eventId)
  return dried && multiplyFractions(part, dried)
}

/** The total as the laboratory gave it, or the neutral form and the acid it measured together. */
function totalOf(cannabinoid: Cannabinoid, results: readonly ResultFact[]): Fraction | null {
  const total = newest(`total-${cannabinoid}`, results)
  const neutral = newest(cannabinoid, results)
  const acid = newest(`${cannabinoid}a`, results)
  const isMeasuredApart = neutral && acid && neutral.eventId === acid.eventId
  const speaksApart = isMeasuredApart && (!total || Temporal.Instant.compare(neutral.testedAt, total.testedAt) > 0)
  if (!speaksApart) return asIs(total, results)
  const [one, other] = [asIs(neutral, results), asIs(acid, results)]
  return one && other && addFractions(one, multiplyFractions(other, acidFactor(cannabinoid)))
}

type Content = { readonly ledger: ContentLedger; readonly perMg: Fraction }

/** Each account gets what its material holds; the whole is rounded once, and shared out over bounded accounts to the last unit. */
function postContent({ ledger, perMg }: Content, ofBatch: readonly AccountFact[]): { moves: Move[]; opens: Place[] } {
  const known = new Map(ofBatch.filter((one) => one.ledger === ledger).map((one) => [placeKey(one), one]))
  const isKnown = [...known.values()].some(({ amount }) => amount !== 0n)
  const material = ofBatch.filter(
    ({ ledger: of, amount, isClosed }) => of === 'material_mg' && amount !== 0n && !isClosed,
  )
  const bounded = material.filter(({ kind }) => kind === 'stock' || kind === 'transit')
  const targets = new Map<string, { place: Place; amount: bigint }>()
  const shares = shareOut(
    perMg,
    bounded.map(({ amount }) => amount),
  )
  for (const [index, account] of bounded.entries()) {
    const place: Place = { ...placeOf(account), ledger }
    targets.set(placeKey(place), { place, amount: shares[index]! }) // As many shares as accounts.
  }
  for (const account of material.filter(({ kind }) => kind === 'difference')) {
    const place: Place = { ...placeOf(account), ledger }
    targets.set(placeKey(place), { place, amount: (perMg.numerator * account.amount) / perMg.denominator })
  }
  // What roundings left where nothing lies any more.
  for (const [key, account] of known) {
    if (!targets.has(key) && account.amount !== 0n && !account.isClosed)
      targets.set(key, { place: placeOf(account), amount: 0n })
  }
  const moves: Move[] = []
  const opens: Place[] = []
  for (const [key, { place, amount }] of targets) {
    const had = known.get(key)?.amount ?? 0n
    const isEmpty = !material.some((one) => placeKey({ ...one, ledger }) === key)
    const state = isEmpty ? 'rounding' : isKnown ? 'assay-difference' : 'assayed'
    const world: Place = { ...place, kind: 'world', counterId: null, shipmentId: null, state }
    if (amount > had) moves.push({ from: world, to: place, amount: amount - had })
    else if (amount < had) moves.push({ from: place, to: world, amount: had - amount })
    else if (!known.has(key)) opens.push(place)
  }
  return { moves, opens }
}

function shareOut({ numerator, denominator }: Fraction, masses: readonly bigint[]): bigint[] {
  const sum = masses.reduce((all, mass) => all + mass, 0n)
  if (sum === 0n) return []
  const whole = (2n * numerator * sum + denominator) / (2n * denominator) // To the nearest, a half up.
  return splitInProportion(whole, masses)
}
