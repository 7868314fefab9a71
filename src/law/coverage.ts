// How far the recorded law goes on a day. Not here: what an answer makes of it.
import type { PlainDate } from '#kernel'
import { lists, type SubstanceAnswer } from './contract.ts'
import type { CorpusData } from './corpus-value.ts'

export type Coverage = SubstanceAnswer['coverage'][number] & { readonly acceptedBy: string | null }

const notRead = {
  nl: 'Van deze dag is geen lijsttekst gelezen.',
  en: 'No text of the list was read for this day.',
}

/** One row per list, always: a day without an interval was not read. */
export function coverageOn(corpus: Pick<CorpusData, 'coverage'>, on: PlainDate): readonly Coverage[] {
  const day = on.toString()
  return lists.map((list) => {
    const held = corpus.coverage.intervals.find(
      (interval) => interval.list === list && interval.from <= day && (interval.until === null || day < interval.until),
    )
    return held
      ? { list, extent: held.extent, note: held.note, acceptedBy: held.acceptedBy }
      : { list, extent: 'none', note: notRead, acceptedBy: null }
  })
}
