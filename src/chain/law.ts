// The little the chain asks of the law, out of the corpus. Not here: the corpus itself and what is decided with the answer.
import { type PlainDate, unwrap } from '#kernel'
import { type Corpus, type ListName, listingsOn, productOn, termOn } from '#law'
import { qualityTerms } from './quality/terms.ts'
import type { LawForChain } from './situation.ts'

/** Days are asked again and again while events are recorded; each answer is worked out once. Bounded by substances × days of a run. */
const rememberedMax = 20_000

export function lawForChain(corpus: Corpus): LawForChain {
  const lists = new Map<string, ListName | null>()
  return {
    product: (code, on) => productOn(corpus, code, on),
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
