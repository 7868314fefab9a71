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
  return ok({ question, a: one.value, b: two.value, differs })
}
