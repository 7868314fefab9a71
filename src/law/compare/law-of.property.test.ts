import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { loadCorpus } from '../corpus/index.ts'
import {
  type Corpus,
  classifyStructure,
  compareLaws,
  type Days,
  draftExamples,
  isHypothetical,
  type LawDraft,
  lawOf,
  listingsOn,
  lists,
  snapshot,
  termOn,
} from '../index.ts'

let corpus: Corpus
beforeAll(async () => {
  corpus = await loadCorpus('corpus')
})

const day = (text: string) => Temporal.PlainDate.from(text)
const days = (on: string): Days => ({ on: day(on), knownOn: day('2026-11-22') })
const asked = days('2026-11-22')
const structures = ['CNC(C)Cc1ccc2OCOc2c1', 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1', 'CC(=O)Oc1ccccc1C(=O)O']

/** Everything the real law answers to a fixed round of questions, as one text. */
function answers(): string {
  return JSON.stringify([
    corpus.version,
    lists.map((list) => snapshot(corpus, list, asked)),
    structures.map((smiles) => classifyStructure(corpus, smiles, asked)),
    ['mdma', 'hennep', 'fentanyl'].map((id) => listingsOn(corpus, id, asked)),
    termOn(corpus, 'exemption-length', 'months', asked.on),
    unwrap(compareLaws(real('2025-06-30'), real('2025-07-01'))).sentence,
  ])
}

function real(on: string) {
  const law = lawOf(corpus, days(on))
  if (!law.ok) throw new Error('the law itself is always a law')
  return law.value
}

const someMutation = fc.record({
  action: fc.constantFrom('add' as const, 'remove' as const, 'move' as const),
  substance: fc.constantFrom('mdma', 'hennep', 'fentanyl', 'cocaine', 'isotonitazeen', 'xx-nieuw', 'bestaat-niet'),
  list: fc.constantFrom(...lists),
})
const someDraft: fc.Arbitrary<LawDraft> = fc.record(
  {
    format: fc.constant('grein/law-draft/1' as const),
    title: fc.constant({ nl: 'Een ontwerp', en: 'A draft' }),
    mutations: fc.array(someMutation, { maxLength: 4 }),
    substances: fc.constantFrom(
      [],
      [
        {
          substanceId: 'xx-nieuw',
          kind: 'compound' as const,
          nameNl: 'Nieuw',
          nameEn: 'New',
          smiles: 'CC(=O)Oc1ccccc1C(=O)O',
        },
      ],
    ),
    groups: fc.constantFrom([], [{ group: 'fenethylaminen', version: 'npsg-2024', set: 'on' as const }]),
    terms: fc.constantFrom([], [{ termId: 'exemption-length', value: null }]),
  },
  { requiredKeys: ['format', 'title'] },
)

// A minister looks at a draft in one window while an inspector asks the law in another.
test('the real law answers the same bytes before, during and after any drafts', () => {
  const before = answers()
  fc.assert(
    fc.property(fc.array(someDraft, { minLength: 1, maxLength: 3 }), (drafts) => {
      for (const draft of drafts) {
        const law = lawOf(corpus, asked, draft)
        if (!law.ok) continue // Refused: it names what is not there, or lists something twice.
        const { corpus: other } = law.value
        expect(other.version).not.toBe(corpus.version)
        expect(isHypothetical({ lawVersion: other.version })).toBe(true)
        // Asked in between, so that a shelf of kept answers would be shared if it could.
        for (const smiles of structures) classifyStructure(other, smiles, asked)
        const { a, b } = unwrap(compareLaws(real('2026-11-22'), law.value))
        expect([a.hypothetical, b.hypothetical?.hash.length]).toEqual([null, 64])
        for (const list of lists)
          for (const { substanceId } of snapshot(other, list, asked))
            expect(listingsOn(other, substanceId, asked)).toHaveLength(1)
      }
      expect(answers()).toBe(before)
    }),
    { numRuns: 6 },
  )
})

test('a draft never lies over a draft, and one draft has one name everywhere', () => {
  const { draft } = draftExamples[0]!
  const [one, two] = [lawOf(corpus, asked, draft), lawOf(corpus, asked, JSON.parse(JSON.stringify(draft)) as LawDraft)]
  if (!one.ok || !two.ok) throw new Error('the example is a draft')
  expect(one.value.corpus.version).toBe(two.value.corpus.version)
  expect(one.value.hypothetical?.hash).toBe(two.value.hypothetical?.hash)
  expect(() => lawOf(one.value.corpus, asked, draft)).toThrow()
  expect(isHypothetical({ lawVersion: corpus.version, hypothetical: null })).toBe(false)
})
