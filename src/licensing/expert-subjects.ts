// What a decision can be about, from the law's own data. Pure. Not here: deciding.
import type { Corpus } from '#law'
import type { ExpertSubjects } from './expert-contract.ts'

/** As a finding of the classifier names it: its basis, and the rule. */
const basisOf = {
  esters: 'ester',
  ethers: 'ether',
  enantiomers: 'enantiomer',
  isomers: 'isomer',
  derivatives: 'derivative',
} as const

export function expertSubjects({ stofgroepen, clauses, readings }: Corpus): ExpertSubjects {
  const inForce = stofgroepen.filter((group) => group.inForce !== null)
  return {
    groups: inForce.map(({ group, title, status }) => ({ about: `group:${group}`, title, status })),
    clauses: clauses.flatMap((file) =>
      file.clauses.map(({ kind, id, title }) => ({ about: `${basisOf[kind]}:${id}`, title })),
    ),
    readings: readings.map(({ reading, question, basis }) => ({ readingId: reading, question, basis: [...basis] })),
  }
}

/** Whether there is such a group, substance or clause. */
export function isKnownSubject(corpus: Corpus, about: string): boolean {
  const [kind, name] = about.split(':') as [string, string] // The pattern of the contract has one colon.
  if (kind === 'named') return corpus.substanceById.has(name)
  const { groups, clauses } = expertSubjects(corpus)
  return [...groups, ...clauses].some((subject) => subject.about === about)
}
