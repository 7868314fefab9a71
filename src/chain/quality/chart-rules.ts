// The figures control charts are drawn with, dated terms of the house. Not here: the charts (#statistics).
import { type PlainDate, unwrap } from '#kernel'
import { type Corpus, termOn } from '#law'
import type { ChartRules } from '../contract.ts'

/** The figures of the house's control charts on a day. */
export function chartRules(corpus: Corpus, on: PlainDate): ChartRules {
  const figure = (termId: string) => unwrap(termOn(corpus, termId, 'figure', on)).value.value
  return {
    baseline: Number(figure('chart-baseline')),
    limits: figure('chart-limits'),
    ewmaWeight: figure('ewma-weight'),
    ewmaLimits: figure('ewma-limits'),
    cusumAllowance: figure('cusum-allowance'),
    cusumLimit: figure('cusum-limit'),
  }
}
