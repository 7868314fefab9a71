// What a draft can change by choosing: groups to switch, figures and maximum penalties to set. Not here: substances; those are searched.

import { termWords } from './changes.ts'
import type { DraftParts } from './contract.ts'
import type { Law } from './law-of.ts'
import { heldOn } from './overlay-rules.ts'

/** As they stand under a law, so that a form shows what it changes. */
export function draftParts({ corpus, days }: Law): DraftParts {
  const day = days.on.toString()
  const holds = ({ from, until }: { from: string; until: string | null }) =>
    from <= day && (until === null || day < until)
  const penalties = new Set(corpus.penalties.flatMap(({ rules }) => rules.map(({ id }) => id)))
  return {
    groups: corpus.stofgroepen.map(({ group, version, title, status, inForce }) => ({
      ...{ group, version, title, status },
      inForce: inForce !== null && holds(inForce),
    })),
    terms: corpus.terms.flatMap(({ termId, title, origin, basis, values }) => {
      const held = values.find(holds)
      return held ? [{ termId, title, origin, basis: [...basis], value: held.value, words: termWords(held.value) }] : []
    }),
    maxima: [...penalties].flatMap((id) => {
      const rule = heldOn(corpus.penalties, id, days)
      if (!rule?.penalty) return []
      const { custody, fineCategory } = rule.penalty
      return [
        { ruleId: id, title: rule.title, basis: [...rule.basis], custody: custody && { ...custody }, fineCategory },
      ]
    }),
  }
}
