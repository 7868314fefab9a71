// Two laws side by side: what moves, which provisions change, what it threatens with, and how each question comes out under both. Pure.
// Not here: which holders and stocks that touches (api, for it must ask the registers).

import { articleChanges, definitionChanges, termChanges } from './changes.ts'
import type { LawComparison, LawNamed } from './contract.ts'
import type { Law } from './law-of.ts'
import { movedBetween, type SentStructure, waysOf } from './moved.ts'
import { noticesOf, sentenceOf } from './sentences.ts'

export type Compared = {
  readonly structures?: readonly SentStructure[]
}

/** What is different under `b` from what it is under `a`. */
export function compareLaws(a: Law, b: Law, { structures = [] }: Compared = {}): LawComparison {
  const moved = [...movedBetween(a, b, structures)]
  const changed = {
    moved,
    ways: waysOf(moved),
    rules: [...definitionChanges(a, b)],
    articles: articleChanges(a, b),
    terms: termChanges(a, b),
  }
  return {
    ...{ a: named(a), b: named(b), sentence: sentenceOf(changed), ...changed },
    notices: noticesOf(a, b, changed),
  }
}

function named({ corpus, days, hypothetical }: Law): LawNamed {
  return {
    on: days.on.toString(),
    knownOn: days.knownOn.toString(),
    lawVersion: corpus.version,
    hypothetical: hypothetical && { hash: hypothetical.hash, title: hypothetical.draft.title },
  }
}
