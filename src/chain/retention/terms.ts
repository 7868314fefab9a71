// How long the records are kept: the term of the corpus, that of a clinical trial beside it, and the day that what is old enough happened before. Not here: what is still needed (store.ts).
import { type PlainDate, unwrap } from '#kernel'
import { type Corpus, termOn } from '#law'

export type RetentionTerm = {
  readonly termId: string
  readonly months: number
  /** What happened before this day has been kept as long as it must be. */
  readonly before: PlainDate
  /** That it must be kept so long, and no longer than it must. */
  readonly basis: readonly string[]
  /** Of what is of a clinical trial, which is kept longer. */
  readonly trial: { readonly months: number; readonly before: PlainDate; readonly basis: readonly string[] }
}

/**
 * Counted from the day something happened, for every kind of event alike: the article knows no other. Of a trial, from the last that its institution did.
 * @basis opiumwetbesluit/7 verordening-536-2014/58
 */
export function retentionTermOn(corpus: Corpus, on: PlainDate): RetentionTerm {
  const { termId, basis, value } = unwrap(termOn(corpus, 'record-keeping', 'months', on))
  const trial = unwrap(termOn(corpus, 'trial-keeping', 'months', on))
  return {
    ...{ termId, months: value.count, before: on.subtract({ months: value.count }), basis: [...basis, 'avg/5'] },
    trial: {
      ...{ months: trial.value.count, basis: [...trial.basis] },
      before: on.subtract({ months: trial.value.count }),
    },
  }
}
