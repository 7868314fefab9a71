// Two laws side by side: what moves, which provisions change, what it threatens with, and how each question comes out under both. Pure.
// Not here: which holders and stocks that touches (api, for it must ask the registers).

import { createGraph, readMolecule } from '#chemistry'
import { ok, type Result } from '#kernel'
import type { DecisionQuestion } from '../decision/contract.ts'
import { articleChanges, definitionChanges, ruleChanges, termChanges } from './changes.ts'
import { consequencesOf } from './consequences.ts'
import type { LawComparison, LawNamed, QuestionCompared } from './contract.ts'
import type { Law } from './law-of.ts'
import { movedBetween, type SentStructure, waysOf } from './moved.ts'
import { penaltyTables } from './penalties.ts'
import { compareQuestion } from './questions.ts'
import { noticesOf, sentenceOf } from './sentences.ts'

const workbench = createGraph()

export type Compared = {
  /** Looked at beside what the corpus has. */
  readonly structures?: readonly SentStructure[]
  /** Asked of both laws; the days of the laws go before those of a question. */
  readonly questions?: readonly DecisionQuestion[]
}

/** What is different under `b` from what it is under `a`. Refuses a question that names facts or readings the law's data do not have. */
export function compareLaws(a: Law, b: Law, { structures = [], questions = [] }: Compared = {}): Result<LawComparison> {
  const asked: QuestionCompared[] = []
  for (const question of questions) {
    const compared = compareQuestion(a, b, question)
    if (!compared.ok) return compared
    asked.push(compared.value)
  }
  const moved = [...movedBetween(a, b, structures)]
  const changed = {
    moved,
    ways: waysOf(moved),
    rules: [...definitionChanges(a, b), ...ruleChanges(a, b)],
    articles: articleChanges(a, b),
    terms: termChanges(a, b),
  }
  return ok({
    ...{ a: named(a), b: named(b), sentence: sentenceOf(changed), ...changed },
    penalties: [...penaltyTables(a, b, moved)],
    consequences: [...consequencesOf(a, b, moved)],
    questions: asked,
    notices: noticesOf(
      a,
      b,
      changed,
      structures.filter(({ smiles }) => !readMolecule(workbench, smiles)),
    ),
  })
}

function named({ corpus, days, hypothetical }: Law): LawNamed {
  return {
    on: days.on.toString(),
    knownOn: days.knownOn.toString(),
    lawVersion: corpus.version,
    hypothetical: hypothetical && { hash: hypothetical.hash, title: hypothetical.draft.title },
  }
}
