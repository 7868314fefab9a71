// The exceptions the chain works with and the rules of the corpus are two hands of one law: they must say the same. Not here: exemptions.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newId, unwrap } from '#kernel'
import { type Corpus, decide, listingsOn } from '#law'
import { type DecisionQuestion, type LawAct, lawActs } from '#law/contract'
import { loadCorpus } from '#law/corpus'
import type { PartyKind } from './contract.ts'
import { coverageOn } from './coverage-on.ts'
import { legalExceptions } from './exceptions.ts'
import type { Purpose } from './facts.ts'

const corpus: Corpus = await loadCorpus(join(import.meta.dirname, '..', '..', 'corpus'))
const today = Temporal.PlainDate.from('2026-11-22')
// The decree's text is on record from 2023; before that the rules say "not recorded", and the chain goes by what held since 2003.
const days = ['2023-01-01', '2025-06-30', '2025-07-01', '2026-06-01'].map((day) => Temporal.PlainDate.from(day))
const substances = [
  'hennep',
  'hasjiesj',
  'hennepolie',
  'methylfenidaat',
  'morfine',
  'mdma',
  'cocaine',
  'pentobarbital',
  'fentanyl',
]

/** In what capacity each kind of party uses its exception, and what is so of whoever does. */
const parties: Partial<Record<PartyKind, DecisionQuestion['party']>> = {
  pharmacy: { capacity: 'pharmacist' },
  institution: { capacity: 'institution', institution: 'hospital' },
  authority: { capacity: 'authority' },
}
const facts = {
  'normal-practice': true,
  'lawfully-obtained': true,
  'carries-for-entitled': true,
  'trade-authorisation': true,
  recipient: 'other',
}

function byRules(
  party: DecisionQuestion['party'],
  act: LawAct,
  id: string,
  purpose: Purpose,
  on: Temporal.PlainDate,
): boolean {
  const question: DecisionQuestion = {
    party,
    act,
    substance: { id },
    form: 'medicine',
    purpose,
    on: on.toString(),
    facts,
  }
  return unwrap(decide(corpus, question, today)).outcome === 'permitted'
}

function byRows(kind: PartyKind, act: LawAct, id: string, purpose: Purpose, on: Temporal.PlainDate) {
  const [listing] = listingsOn(corpus, id, { on, knownOn: today })
  const substance = { substanceId: id, list: listing?.list ?? null }
  const holder = { partyId: newId('party'), kind }
  return coverageOn([], { holder, act, substance, purpose, premisesId: newId('premises'), on }).exception
}

const purposesOf: Record<string, readonly Purpose[]> = {
  pharmacy: ['medicinal-supply', 'research', 'supervision'],
  institution: ['medicinal-supply', 'research', 'supervision'],
  // What the Minister does, he does by his own article whatever it is for; the register names the purposes it keeps.
  authority: ['medicinal-supply', 'quality-control', 'research', 'product-development', 'export'],
}

test.each(Object.keys(parties) as (keyof typeof parties)[])(
  'a party of kind %s may by the rows what it may by the rules',
  (kind) => {
    const differing: string[] = []
    let allowed = 0
    for (const on of days)
      for (const act of lawActs)
        for (const id of substances)
          for (const purpose of purposesOf[kind] ?? []) {
            const row = byRows(kind, act, id, purpose, on)
            const isCarrying = row === 'opiumwet/5/4'
            const rule = byRules(isCarrying ? { capacity: 'carrier' } : parties[kind]!, act, id, purpose, on)
            if (rule) allowed++
            if ((row !== null) !== rule) differing.push(`${on} ${act} ${id} ${purpose}: row ${row}, rule ${rule}`)
          }
    expect(differing).toEqual([])
    expect(allowed).toBeGreaterThan(20)
  },
)

test('every article a row names is one a rule rests on', () => {
  const bases = new Set(corpus.rules.flatMap(({ rules }) => rules.flatMap(({ basis }) => basis)))
  const missing = legalExceptions
    .map(({ article }) => article)
    .filter((article) => ![...bases].some((basis) => basis.startsWith(article)))
  expect(missing).toEqual([])
})
