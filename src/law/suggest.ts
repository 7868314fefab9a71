// What someone may be typing, and what they may have meant. Not here: deciding; a suggestion is never taken as the question.
import type { PlainDate } from '#kernel'
import type { SubstanceAnswer, SubstanceSuggestion } from './contract.ts'
import { type Corpus, compare } from './corpus-value.ts'
import { listingsOn } from './lists.ts'
import { nameKey, typingErrors } from './names.ts'

const suggestionsMax = 10
const similarMax = 6

/**
 * Names and numbers that begin with, then contain, what was typed; the best ten, each substance once. `on` is the day whose
 * list is shown beside each.
 */
export function suggest(corpus: Corpus, prefix: string, on: PlainDate): readonly SubstanceSuggestion[] {
  const key = nameKey(prefix)
  if (key === '') return []
  const best = new Map<string, { rank: number; name: string }>()
  const consider = (substanceId: string, name: string, rank: number) => {
    const known = best.get(substanceId)
    if (!known || rank < known.rank) best.set(substanceId, { rank, name })
  }
  for (const [candidate, named] of corpus.byName) {
    const at = candidate.indexOf(key)
    if (at < 0) continue
    // The whole name, then its beginning, then somewhere within; among equals the shorter name.
    const rank = (candidate === key ? 0 : at === 0 ? 1_000 : 2_000) + candidate.length
    for (const { substanceId, name } of named) consider(substanceId, name, rank)
  }
  if (/^\d{2}/.test(prefix.trim())) {
    for (const [number, { substanceId }] of corpus.byCas) {
      if (number.startsWith(prefix.trim())) consider(substanceId, number, 1_000 + number.length)
    }
  }
  return [...best]
    .sort(([idA, a], [idB, b]) => a.rank - b.rank || compare(idA, idB))
    .slice(0, suggestionsMax)
    .map(([substanceId, { name }]) => ({
      substanceId,
      name: corpus.substanceById.get(substanceId)?.nameNl ?? name,
      matched: name,
      list: listingsOn(corpus, substanceId, { on, knownOn: on })[0]?.list ?? null,
    }))
}

/** Names within a few typing errors of what was typed: one in a short word, three in a long one. */
export function similarNames(corpus: Corpus, typed: string): SubstanceAnswer['suggestions'] {
  const key = nameKey(typed)
  if (key.length < 3) return []
  const errorsMax = key.length <= 4 ? 1 : key.length <= 9 ? 2 : 3
  const best = new Map<string, { errors: number; name: string }>()
  for (const [candidate, named] of corpus.byName) {
    const errors = typingErrors(key, candidate, errorsMax)
    if (errors > errorsMax) continue
    for (const { substanceId, name } of named) {
      const known = best.get(substanceId)
      if (!known || errors < known.errors) best.set(substanceId, { errors, name })
    }
  }
  return [...best]
    .sort(([idA, a], [idB, b]) => a.errors - b.errors || compare(idA, idB))
    .slice(0, similarMax)
    .map(([substanceId, { name }]) => ({ substanceId, name, why: 'similar' as const }))
}
