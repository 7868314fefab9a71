// What quality asks of the law as data: its clocks, its capacities, and how laboratories write what they measured. Not here: the corpus.
import { type PlainDate, unwrap } from '#kernel'
import { type Corpus, productsOn, termOn } from '#law'
import type { ChartRules } from '../contract.ts'
import { type StabilityTerms, stabilityTerms } from '../stability/terms.ts'
import { chartRules } from './chart-rules.ts'
import { type ResultReader, readerOf } from './read-results.ts'

export type QualityTerms = {
  /** Until when a result outside the specification is explained or confirmed. */
  caseDays(on: PlainDate): number
  /** How long after its expiry a certificate stays public. */
  certificateMonths(on: PlainDate): number
  /** How long a release holds unless whoever decides says otherwise. */
  releaseMonths(on: PlainDate): number
  /** How long before a release ends it is asked after. */
  retestWarningDays(on: PlainDate): number
  /** From this day a person who releases must have the capacity of qualified person. */
  needsQualified(on: PlainDate): boolean
  /** From this day a result is confirmed by another than who entered it. */
  needsSecondEyes(on: PlainDate): boolean
  readonly results: ResultReader
  /** The codes of what is on offer. */
  products(on: PlainDate): readonly string[]
  /** The figures of the house's control charts. */
  charts(on: PlainDate): ChartRules
  /** The figures of a stability study. */
  stability(on: PlainDate): StabilityTerms
  readonly lawVersion: string
}

export function qualityTerms(corpus: Corpus): QualityTerms {
  const days = (termId: string, on: PlainDate) => unwrap(termOn(corpus, termId, 'days', on)).value.count
  const months = (termId: string, on: PlainDate) => unwrap(termOn(corpus, termId, 'months', on)).value.count
  return {
    caseDays: (on) => days('oos-investigation', on),
    certificateMonths: (on) => months('certificate-public', on),
    releaseMonths: (on) => months('release-holds', on),
    retestWarningDays: (on) => days('retest-warning', on),
    needsQualified: (on) => termOn(corpus, 'release-by-qualified-person', 'figure', on).ok,
    needsSecondEyes: (on) => termOn(corpus, 'result-second-eyes', 'figure', on).ok,
    results: readerOf(corpus.determinations),
    products: (on) => productsOn(corpus, on).map(({ productCode }) => productCode),
    charts: (on) => chartRules(corpus, on),
    stability: (on) => stabilityTerms(corpus, on),
    lawVersion: corpus.version,
  }
}
