// Each question asked of two laws: what comes out, and in which parts the answers differ. Not here: the engine (decision/).
import { ok, type Result } from '#kernel'
import type { Decision, DecisionQuestion } from '../decision/contract.ts'
import { decideUnder } from '../decision/index.ts'
import type { QuestionCompared, questionParts } from './contract.ts'
import type { Law } from './law-of.ts'

type Part = (typeof questionParts)[number]

/** What a reader would call another answer; dates and versions are not among it. */
const parts: Readonly<Record<Part, (decision: Decision) => unknown>> = {
  outcome: ({ outcome }) => outcome,
  articles: ({ citations }) => citations.map(({ article }) => article),
  penalty: ({ penalties }) =>
    penalties.map(({ rule, custody, fineCategory, truth }) => [rule, custody, fineCategory, truth]),
  duties: ({ duties }) => duties.map(({ rule, truth }) => [rule, truth]),
  missing: ({ missing, judgements }) => [...missing.map(({ fact }) => fact), ...judgements.map(({ id }) => id)],
}

/** Refuses facts and readings that neither law has, as the engine does. */
export function compareQuestion(a: Law, b: Law, question: DecisionQuestion): Result<QuestionCompared> {
  const one = decideUnder(a, question)
  if (!one.ok) return one
  const two = decideUnder(b, question)
  if (!two.ok) return two
  const differs = (Object.keys(parts) as Part[]).filter(
    (part) => JSON.stringify(parts[part](one.value)) !== JSON.stringify(parts[part](two.value)), // The keys of a literal record.
  )
  return ok({ question, words: wordsOf(b, question, two.value), a: one.value, b: two.value, differs })
}

/** In the words of the corpus, so that a question reads the same here and in the guided form. */
function wordsOf({ corpus }: Law, question: DecisionQuestion, { substance }: Decision): QuestionCompared['words'] {
  const { party, act, purpose } = question
  const told: readonly (readonly [string, string | undefined])[] = [
    ['party.capacity', party.capacity],
    ['act', act],
    ['purpose', purpose],
  ]
  const [who, what, why] = told.map(([fact, value]) => {
    const choices = corpus.facts.flatMap((file) => file.facts).find((one) => one.fact === fact)?.choices
    return value === undefined ? null : (choices?.find((choice) => choice.value === value)?.label ?? both(value))
  })
  const named = 'structure' in question.substance ? question.substance.structure : null
  const thing = substance ? { nl: substance.nameNl, en: substance.nameEn } : both(named ?? '?')
  const parts = [who, what, thing, why].filter((part) => part !== null && part !== undefined)
  return { nl: parts.map(({ nl }) => nl).join(' · '), en: parts.map(({ en }) => en).join(' · ') }
}

const both = (text: string) => ({ nl: text, en: text })
