// Whether a question names facts and readings that exist, each in its own kind. Not here: what they mean.
import { ok, parseDay, type Result, refuse } from '#kernel'
import { typingErrors } from '../names.ts'
import type { LawBook } from './book.ts'
import type { DecisionQuestion } from './contract.ts'
import { decisionProblems } from './problems.ts'
import type { Fact } from './rule.ts'

/** Refuses `fact-unknown` (with what it resembles), `fact-misread`, `reading-unknown`: a slip of the pen must not pass for "not known". */
export function checkQuestion(book: LawBook, { facts = {}, readings = [] }: DecisionQuestion): Result<null> {
  for (const [name, value] of Object.entries(facts)) {
    const fact = book.facts.get(name)
    if (fact === undefined || name.includes('.')) {
      const similar = [...book.facts.keys()].filter((other) => typingErrors(name, other, 3) <= 3).slice(0, 3)
      return refuse(decisionProblems['fact-unknown'], { fact: name, similar })
    }
    if (!isOfKind(fact, value)) return refuse(decisionProblems['fact-misread'], { fact: name, kind: fact.kind })
  }
  const unknown = readings.find(({ id }) => !book.readings.has(id))
  return unknown ? refuse(decisionProblems['reading-unknown'], { reading: unknown.id }) : ok(null)
}

function isOfKind({ kind, choices = [] }: Fact, value: unknown): boolean {
  switch (kind) {
    case 'yes-no':
      return typeof value === 'boolean'
    case 'choice':
      return choices.some((choice) => choice.value === value)
    case 'day':
      return typeof value === 'string' && parseDay(value) !== null
    case 'number':
    case 'mass':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0
    default:
      return kind satisfies never
  }
}
