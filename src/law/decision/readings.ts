// Which doubtful points an answer leans on, and who took them so. Not here: what they change (rules ask for them).
import type { LawBook } from './book.ts'
import { readingsOf } from './condition.ts'
import type { Decision, DecisionQuestion, ProofNode } from './contract.ts'

export function readingViews(
  book: LawBook,
  question: DecisionQuestion,
  proof: readonly ProofNode[],
): Decision['readings'] {
  const leantOn = proof.flatMap(({ rule }) => readingsOf(book.rules.get(rule)?.when ?? { all: [] }))
  const taken = (question.readings ?? []).filter(({ id }) => id === 'list-coverage').map(({ id }) => id)
  return [...new Set([...leantOn, ...taken])].flatMap((id) => {
    const reading = book.readings.get(id)
    if (!reading) return []
    const asked = (question.readings ?? []).find((one) => one.id === id)
    const byCorpus = reading.accepted !== null && reading.accepted.from <= book.day ? reading.accepted : null
    const acceptedBy = asked
      ? { nl: asked.acceptedBy, en: asked.acceptedBy }
      : byCorpus && { nl: `${byCorpus.by.nl}. ${byCorpus.why.nl}`, en: `${byCorpus.by.en}. ${byCorpus.why.en}` }
    const citations = [...(book.readingCitations.get(id) ?? [])]
    return [{ id, question: reading.question, acceptedBy, citations }]
  })
}
