// The figures a stability study is evaluated with, dated terms. Not here: the arithmetic (#statistics).
import { type PlainDate, unwrap } from '#kernel'
import { type Corpus, termOn } from '#law'
import type { ExtrapolationRule, StabilityRules } from '#statistics'

export type StabilityTerms = {
  readonly rules: StabilityRules
  /** A change of the content by this share of its initial value is significant. */
  readonly significantShare: number
  /** How long stricter storage runs before it says something. */
  readonly acceleratedMonths: number
  readonly trendConfidence: number
  readonly windowDays: number
  /** How far beyond the measured months one may look: after no significant change, after one on accelerated storage alone, and in the cold. */
  readonly beyond: Readonly<Record<'none' | 'intermediate' | 'cold', ExtrapolationRule>>
  /** A day set on a pack or a release is held to what a study concluded. */
  readonly limitsExpiry: boolean
}

export function stabilityTerms(corpus: Corpus, on: PlainDate): StabilityTerms {
  const figure = (termId: string) => Number(unwrap(termOn(corpus, termId, 'figure', on)).value.value)
  const months = (termId: string) => unwrap(termOn(corpus, termId, 'months', on)).value.count
  const beyond = (termId: string) => ({ factor: figure(termId), monthsMost: months(`${termId}-most`) })
  return {
    rules: {
      ...{ confidence: figure('stability-confidence'), pooling: figure('stability-pooling') },
      horizonMonths: months('stability-horizon'),
    },
    significantShare: unwrap(termOn(corpus, 'stability-significant-change', 'millionths', on)).value.max / 1_000_000,
    acceleratedMonths: months('stability-accelerated-length'),
    trendConfidence: figure('stability-out-of-trend'),
    windowDays: unwrap(termOn(corpus, 'stability-pull-window', 'days', on)).value.count,
    beyond: {
      none: beyond('stability-beyond'),
      intermediate: beyond('stability-beyond-intermediate'),
      cold: beyond('stability-beyond-cold'),
    },
    limitsExpiry: termOn(corpus, 'stability-expiry', 'figure', on).ok,
  }
}
