// How long the records are kept: the term of the corpus, that of a clinical trial beside it, the day that what is old enough happened before, and the last
// day of what happened on one. Not here: what is still needed (store.ts).
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

/** The last day on which what happened on that day must be kept: it is due on the next and not before. Where months differ in length it is up to three days more than they say. */
export function keptThrough(on: PlainDate, months: number): PlainDate {
  let last = on.add({ months })
  const isDueAfter = (day: PlainDate) => Temporal.PlainDate.compare(on, day.add({ days: 1 }).subtract({ months })) < 0
  while (!isDueAfter(last)) last = last.add({ days: 1 }) // A month has three days more than another at most.
  return last
}
