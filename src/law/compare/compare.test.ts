import { beforeAll, describe, expect, test } from 'vitest'
import { loadCorpus } from '../corpus/index.ts'
import { type Corpus, compareLaws, draftExamples, type LawDraft, lawOf, readDraft } from '../index.ts'
import { termWords } from './changes.ts'
import { handsOf } from './forms.ts'

let corpus: Corpus
beforeAll(async () => {
  corpus = await loadCorpus('corpus')
})

const days = (on: string) => ({ on: Temporal.PlainDate.from(on), knownOn: Temporal.PlainDate.from('2026-11-22') })
function law(on: string, draft?: LawDraft) {
  const made = lawOf(corpus, days(on), draft)
  if (!made.ok) throw new Error(made.refusal.problem.code)
  return made.value
}
const draftOf = (rest: Partial<LawDraft>): LawDraft => ({
  format: 'grein/law-draft/1',
  title: { nl: 'Een ontwerp', en: 'A draft' },
  ...rest,
})
const refusalOf = (rest: Partial<LawDraft>) => {
  const made = lawOf(corpus, days('2026-11-22'), draftOf(rest))
  return made.ok ? null : made.refusal.problem.code
}

describe('MDMA from list I to list II', () => {
  const compared = () => compareLaws(law('2026-11-22'), law('2026-11-22', draftExamples[0]!.draft))

  test('moves MDMA, and its pure mirror forms to IA where no clause takes them in', () => {
    const { moved, ways } = compared()
    expect(moved.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['mdma', 'I', 'II'],
      ['mdma/mirror-forms', 'I', 'IA'],
    ])
    expect(moved[1]).toMatchObject({
      a: { basis: 'enantiomer' },
      b: { basis: 'group', rule: 'fenethylaminen', status: 'model' },
    })
    expect(moved[1]!.doubt?.en).toContain('Arguable')
    expect(ways).toHaveLength(2)
  })

  test('says so in one sentence, and changes no article', () => {
    const { sentence, articles, notices } = compared()
    expect(sentence.nl).toBe(
      'MDMA gaat van lijst I naar lijst II en zuivere spiegelbeelden van MDMA gaan van lijst I naar lijst IA.',
    )
    expect(articles).toEqual([])
    expect(notices[0]!.nl).toContain('ontwerp')
  })

  test('the way back is the way there, turned round', () => {
    const back = compareLaws(law('2026-11-22', draftExamples[0]!.draft), law('2026-11-22'))
    expect(back.moved.map(({ key, from, to }) => [key, to, from])).toEqual(
      compared().moved.map(({ key, from, to }) => [key, from, to]),
    )
  })
})

test('on 1 July 2025 list IA begins: its article, its groups, and medicines whose ban is lifted', () => {
  const { articles, rules, moved } = compareLaws(law('2025-06-30'), law('2025-07-01'))
  expect(articles.find(({ article }) => article === 'opiumwet/2a')).toMatchObject({ change: 'begins', a: null })
  expect(rules.filter(({ kind }) => kind === 'group').map(({ id, change }) => [id, change])).toContainEqual([
    'fenethylaminen',
    'begins',
  ])
  expect(moved.find(({ nameNl }) => nameNl === 'bupropion')).toMatchObject({
    from: 'none',
    to: 'IA',
    b: { lifted: { needsEvidence: {} } },
  })
  expect(moved.find(({ nameNl }) => nameNl === 'MDMA')).toBeUndefined()
})

test('2015 beside 2026: 3-MMC comes onto list I, and a version that is merely unread is not called new', () => {
  const { moved, articles, terms } = compareLaws(law('2015-10-02'), law('2026-11-22'))
  expect(moved.find(({ substanceId }) => substanceId === '3-mmc')).toMatchObject({ from: 'none', to: 'I' })
  expect(articles.find(({ article }) => article === 'awb/2:1')).toMatchObject({ change: 'not-recorded', a: null })
  expect(terms.find(({ termId }) => termId === 'fee-yearly')).toMatchObject({
    change: 'not-recorded',
    a: null,
    b: { nl: '€ 700' },
  })
})

test('a law beside itself differs in nothing, and says so', () => {
  const { moved, rules, articles, terms, sentence } = compareLaws(law('2026-11-22'), law('2026-11-22', draftOf({})))
  expect([moved, rules, articles, terms].flat()).toEqual([])
  expect(sentence.en).toContain('Nothing')
})

test('a substance by structure alone can be added, and what is sent along is looked at too', () => {
  const benzodioxol = 'CCC(NC)C(=O)c1ccc2OCOc2c1'
  const draft = draftOf({
    substances: [
      {
        substanceId: 'nieuw',
        kind: 'compound',
        nameNl: 'nieuwe stof',
        nameEn: 'new substance',
        smiles: 'O=C1CCCCC1c1ccccc1F',
      },
    ],
    mutations: [{ action: 'add', substance: 'nieuw', list: 'II' }],
  })
  const { moved } = compareLaws(law('2026-11-22'), law('2026-11-22', draft), {
    structures: [
      { name: 'zelfde', smiles: 'Fc1ccccc1C1CCCCC1=O' },
      { name: 'andere', smiles: benzodioxol },
    ],
  })
  expect(moved.map(({ nameNl, from, to }) => [nameNl, from, to])).toEqual([
    ['nieuwe stof', 'none', 'II'],
    ['zelfde', 'none', 'II'],
  ])
})

test.each<[string, Partial<LawDraft>, string]>([
  ['what nobody knows', { mutations: [{ action: 'add', substance: 'eenhoorn', list: 'I' }] }, 'law/draft-unknown'],
  ['a second list', { mutations: [{ action: 'add', substance: 'mdma', list: 'II' }] }, 'law/draft-already-listed'],
  ['a move to where it is', { mutations: [{ action: 'move', substance: 'mdma', list: 'I' }] }, 'law/draft-not-listed'],
  [
    'a removal from elsewhere',
    { mutations: [{ action: 'remove', substance: 'mdma', list: 'II' }] },
    'law/draft-not-listed',
  ],
  [
    'a group without that version',
    { groups: [{ group: 'fenethylaminen', version: 'x', set: 'on' }] },
    'law/draft-unknown',
  ],
  ['a figure that is none', { terms: [{ termId: 'x', value: null }] }, 'law/draft-unknown'],
  [
    'a taken key',
    { substances: [{ substanceId: 'mdma', kind: 'compound', nameNl: 'x', nameEn: 'x', smiles: 'C' }] },
    'law/draft-substance-taken',
  ],
  [
    'a structure that is none',
    { substances: [{ substanceId: 'x', kind: 'compound', nameNl: 'x', nameEn: 'x', smiles: 'C1CC' }] },
    'law/draft-structure',
  ],
])('a draft is refused for %s', (_, rest, code) => {
  expect(refusalOf(rest)).toBe(code)
})

test('a file that is no draft is refused at its place', () => {
  expect(readDraft('{').ok).toBe(false)
  const wrong = readDraft({ ...draftOf({}), mutations: [{ action: 'burn', substance: 'mdma', list: 'I' }] })
  expect(wrong.ok ? null : wrong.refusal.params).toMatchObject({ at: '/mutations/0/action' })
  expect(readDraft(JSON.stringify(draftOf({}))).ok).toBe(true)
})

test.each([
  ['CNC(C)Cc1ccc2OCOc2c1', 'flat'],
  ['C[C@H](N)Cc1ccccc1', 'drawn'],
  ['CC(=O)Oc1ccccc1C(=O)O', null],
  ['OC[C@@H](O)[C@@H](O)CO', null], // meso: its own mirror image
  ['geen molecuul', null],
])('%s has mirror forms: %s', (smiles, kind) => {
  expect(handsOf(smiles)?.kind ?? null).toBe(kind)
})

test('figures are said as people say them', () => {
  expect(termWords({ kind: 'mass-mg', max: '100000000' })).toEqual({ nl: '100 kg', en: '100 kg' })
  expect(termWords({ kind: 'mass-mg', max: '1500' }).nl).toBe('1,5 g')
  expect(termWords({ kind: 'euro-cents', amount: '3350050' })).toEqual({ nl: '€ 33.500,50', en: '€ 33,500.50' })
  expect(termWords({ kind: 'millionths', min: 0, max: 5000 }).nl).toBe('0–0,5 %')
})
