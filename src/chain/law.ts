// The little the chain asks of the law, out of the corpus. Not here: the corpus itself and what is decided with the answer.
import { type Locale, type PlainDate, unwrap } from '#kernel'
import { type Corpus, type ListName, listingsOn, productOn, termOn } from '#law'
import type { Product } from '#law/contract'
import type { ActKind, LossCause, LossToldTo } from './contract.ts'
import { type QualityTerms, qualityTerms } from './quality/terms.ts'

/** The figures the chain weighs by; each a file of corpus/terms. */
export type ToleranceName =
  | 'drying-yield'
  | 'extraction-yield'
  | 'processing-loss'
  | 'pack-difference'
  | 'count-difference'

/** Parts of a million, both ends included. */
export type Tolerance = { readonly min: bigint; readonly max: bigint }

/** What the chain asks of the law: products, lists and tolerances on a day. */
export type LawForChain = {
  tolerance(name: ToleranceName, on: PlainDate): Tolerance
  /** The largest sample for a laboratory: more leaves as what it is. */
  sampleMaxMg(on: PlainDate): bigint
  /** For how many days stock may be set aside. */
  reservationDays(on: PlainDate): number
  /** When something may be recorded on that day: so far ahead of our clock, and so long after it happened. */
  recording(on: PlainDate): { readonly aheadSeconds: number; readonly lateDays: number }
  /** Within which the notice of a recall is acknowledged. */
  recallSeconds(on: PlainDate): number
  /** Within how many working days of its discovery somebody is told of a theft or loss; null: nothing is known that asks it. */
  lossNotice(cause: LossCause, to: LossToldTo, on: PlainDate): number | null
  /** Within how many working days a shipment comes. */
  transitWorkingDays(on: PlainDate): number
  /** Within how many working days of its receipt a supplier is told of a difference. */
  differenceWorkingDays(on: PlainDate): number
  /** Within how many days what was cut is weighed back dry. */
  dryingDays(on: PlainDate): number
  /** Within how many days the other part of a transformation told in parts comes. */
  transformationDays(on: PlainDate): number
  /** In how many months a harvest goes to the Minister. */
  deliveryMonths(on: PlainDate): number
  /** How many days before their end the months of a harvest ring. */
  harvestWarningDays(on: PlainDate): number
  /** How many days before its date stock asks to be used. */
  expiryWarningDays(on: PlainDate): number
  /** Within how many working days the second signature under this act may come as an event of its own; null: it must be on the act. */
  secondSignature(kind: ActKind, on: PlainDate): number | null
  /** Within how many working days what is short is explained when this act, recorded on that day, comes late; null: it is refused. */
  lateDispute(kind: ActKind, on: PlainDate): number | null
  product(code: string, on: PlainDate): Product | null
  /** The codes of all products of a substance, on offer or closed: what is left of one that ended lies there too. */
  productsOf(substanceId: string): readonly string[]
  listOf(substanceId: string, on: PlainDate): ListName | null
  /** As people read it; an id is for programs. */
  substanceName(substanceId: string, locale: Locale): string
  /** Clocks, capacities and names of quality; left out where a house has no quality room, and for history. */
  readonly quality?: QualityTerms
}

/** Days are asked again and again while events are recorded; each answer is worked out once. Bounded by substances × days of a run. */
const rememberedMax = 20_000

export function lawForChain(corpus: Corpus): LawForChain {
  const lists = new Map<string, ListName | null>()
  return {
    product: (code, on) => productOn(corpus, code, on),
    productsOf: (substanceId) =>
      corpus.products.filter((one) => one.substanceId === substanceId).map(({ productCode }) => productCode),
    quality: qualityTerms(corpus),
    tolerance: (name, on) => {
      const { min, max } = unwrap(termOn(corpus, name, 'millionths', on)).value
      return { min: BigInt(min), max: BigInt(max) }
    },
    sampleMaxMg: (on) => BigInt(unwrap(termOn(corpus, 'sample-mass', 'mass-mg', on)).value.max),
    reservationDays: (on) => unwrap(termOn(corpus, 'reservation-length', 'days', on)).value.count,
    recording: (on) => ({
      aheadSeconds: unwrap(termOn(corpus, 'event-clock-skew', 'seconds', on)).value.count,
      lateDays: unwrap(termOn(corpus, 'record-within', 'days', on)).value.count,
    }),
    recallSeconds: (on) => unwrap(termOn(corpus, 'recall-acknowledge', 'seconds', on)).value.count,
    lateDispute: (kind, on) => workingDays(corpus, `late-${kind}`, on),
    lossNotice: (cause, to, on) => workingDays(corpus, `notice-${cause}-${to}`, on),
    transitWorkingDays: (on) => unwrap(termOn(corpus, 'transit-length', 'working-days', on)).value.count,
    differenceWorkingDays: (on) => unwrap(termOn(corpus, 'receipt-check', 'working-days', on)).value.count,
    transformationDays: (on) => unwrap(termOn(corpus, 'transformation-half-within', 'days', on)).value.count,
    dryingDays: (on) => unwrap(termOn(corpus, 'drying-within', 'days', on)).value.count,
    deliveryMonths: (on) => unwrap(termOn(corpus, 'harvest-delivery', 'months', on)).value.count,
    harvestWarningDays: (on) => unwrap(termOn(corpus, 'harvest-warning', 'days', on)).value.count,
    expiryWarningDays: (on) => unwrap(termOn(corpus, 'expiry-warning', 'days', on)).value.count,
    secondSignature: (kind, on) => workingDays(corpus, `second-signature-${kind}`, on),
    substanceName: (substanceId, locale) => {
      const substance = corpus.substanceById.get(substanceId)
      return (locale === 'nl' ? substance?.nameNl : substance?.nameEn) ?? substanceId
    },
    listOf: (substanceId: string, on: PlainDate) => {
      const key = `${substanceId} ${on}`
      const known = lists.get(key)
      if (known !== undefined) return known
      const list = listingsOn(corpus, substanceId, { on, knownOn: on })[0]?.list ?? null
      if (lists.size >= rememberedMax) lists.clear()
      lists.set(key, list)
      return list
    },
  }
}

/** Null where the law says nothing of it on that day. */
function workingDays(corpus: Corpus, termId: string, on: PlainDate): number | null {
  const term = termOn(corpus, termId, 'working-days', on)
  return term.ok ? term.value.value.count : null
}
