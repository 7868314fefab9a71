// The law as this browser has it: fetched once, opened for a day. Not here: tables.
import {
  type Corpus,
  type CorpusData,
  coverageOn,
  openClassifier,
  openCorpus,
  type StructureClassifier,
} from '#law/batch'
import type { CoverageOfDay, DaysAsked, LawOpened } from './messages-between.ts'

export type LawHere = {
  on(days: DaysAsked): Promise<LawOpened>
  corpus(): Promise<Corpus>
  isHere(): boolean
}

export function openLaw(load: () => Promise<CorpusData>): LawHere {
  let opening: Promise<Corpus> | null = null
  let isHere = false
  const corpus = () => {
    opening ??= load().then(
      (data) => {
        isHere = true
        return openCorpus(data)
      },
      (error: unknown) => {
        opening = null // The next question tries again.
        throw error
      },
    )
    return opening
  }
  return {
    corpus,
    isHere: () => isHere,
    async on({ on }) {
      const opened = await corpus()
      return { version: opened.version, coverage: coverageRows(opened, on) }
    },
  }
}

export function coverageRows(corpus: Corpus, on: string): CoverageOfDay[] {
  return coverageOn(corpus, Temporal.PlainDate.from(on)).map(({ list, extent }) => ({ list, extent }))
}

/** The last day asked about is kept open. */
let kept: { readonly key: string; readonly classifier: StructureClassifier } | null = null

export async function classifierOn(law: LawHere, { on, knownOn }: DaysAsked): Promise<StructureClassifier> {
  const corpus = await law.corpus()
  const key = `${corpus.version} ${on} ${knownOn}`
  if (kept?.key !== key) {
    const days = { on: Temporal.PlainDate.from(on), knownOn: Temporal.PlainDate.from(knownOn) }
    kept = { key, classifier: openClassifier(corpus, days) }
  }
  return kept.classifier
}
