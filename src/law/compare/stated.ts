// A case in which nothing excuses: every fact that could lift a ban answered with no, so that what is compared is the ban itself. Not here:
// what a fact means (corpus/facts), and any real case, where a fact that is not told is unknown.
import type { DecisionQuestion } from '../decision/contract.ts'
import type { Law } from './law-of.ts'

type Facts = NonNullable<DecisionQuestion['facts']>

/** The choice that lifts least; a fact that is not here is left unknown. */
const plainest: Readonly<Record<string, string>> = { recipient: 'other', disposal: 'keep', 'gmw-route': 'none' }

/** What the classification tells better than anybody: on which other list it is, and whether a decree names it. */
const toldByTheLists: readonly string[] = ['also-listed', 'named-exception']

/** Facts stated, and no to all the others that both laws ask. */
export function nothingElse({ corpus }: Law, stated: Facts = {}): Facts {
  const facts: Facts = {}
  for (const { fact, kind } of corpus.facts.flatMap((file) => file.facts)) {
    if (fact.includes('.') || toldByTheLists.includes(fact)) continue
    if (kind === 'yes-no') facts[fact] = false
    else if (kind === 'choice' && plainest[fact] !== undefined) facts[fact] = plainest[fact]
    else if (kind === 'number') facts[fact] = 1_000_000 // Far above every limit under which a preparation is freed.
  }
  return { ...facts, ...stated }
}
