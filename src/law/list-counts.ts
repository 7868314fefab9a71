// How many each list holds on a day, by what they are and how certain it is. Pure. Not here: who they are (list-register.ts).

import type { ListName } from './contract.ts'
import type { Corpus } from './corpus-value.ts'
import { listsOnDay } from './list-register.ts'
import type { Days } from './lists.ts'
import { lists } from './vocabulary.ts'

export type ListCount = {
  readonly list: ListName
  /** Named on the list: the sum of `kinds`, and of `certainties`. */
  readonly named: number
  readonly kinds: Readonly<Record<'compound' | 'plant' | 'fungus' | 'material', number>>
  /** `text`: read in the official text. `title`: of the decree only its title. `inferred`: from another source. */
  readonly certainties: Readonly<Record<'text' | 'title' | 'inferred', number>>
  /** Groups of list IA; closing clauses of the other lists. */
  readonly definitions: number
}

/** One row per list, also for a list that does not exist yet: it holds nothing. */
export function listCounts(corpus: Corpus, days: Days): readonly ListCount[] {
  const { entries, definitions } = listsOnDay(corpus, days)
  return lists.map((list) => {
    const named = entries.filter((entry) => entry.list === list)
    const kinds = { compound: 0, plant: 0, fungus: 0, material: 0 }
    const certainties = { text: 0, title: 0, inferred: 0 }
    for (const { kind, certainty } of named) {
      kinds[kind] += 1
      certainties[certainty] += 1
    }
    const defined = definitions.filter((definition) => definition.list === list).length
    return { list, named: named.length, kinds, certainties, definitions: defined }
  })
}
