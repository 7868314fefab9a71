import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { loadCorpus } from '../corpus/index.ts'
import {
  type Corpus,
  compareLaws,
  decideUnder,
  draftExamples,
  isHypothetical,
  type LawDraft,
  lawOf,
  readDraft,
  receiptOf,
} from '../index.ts'
import { csvRows } from '../testing/csv.ts'
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
const compare = (...asked: Parameters<typeof compareLaws>) => unwrap(compareLaws(...asked))
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
  let kept: ReturnType<typeof compare> | undefined
  const compared = () => (kept ??= compare(law('2026-11-22'), law('2026-11-22', draftExamples[0]!.draft)))

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

  // The worked case MDMA from list I to II, every row; what a maximum is called: years or months / category of fine.
  test.each([
    ['export', 'intent', '12 years/5 opiumwet/10/5', '4 years/5 opiumwet/11/4'],
    ['make', 'intent', '8 years/5 opiumwet/10/4', '2 years/5 opiumwet/11/2'],
    ['make', 'large', '8 years/5 opiumwet/10/4', '6 years/5 opiumwet/11/5'],
    ['export', 'large', '12 years/5 opiumwet/10/5', '6 years/5 opiumwet/11/5'],
    ['sell', 'intent', '8 years/5 opiumwet/10/4', '2 years/5 opiumwet/11/2'],
    ['sell', 'business', '8 years/5 opiumwet/10/4', '6 years/5 opiumwet/11/3'],
    ['have', 'small-own-use', '1 years/3 opiumwet/10/6', '1 months/2 opiumwet/11/1'],
    ['make', 'preparing-large', '6 years/5 opiumwet/10a/1', '3 years/5 opiumwet/11a'],
  ] as const)('%s, %s: %s becomes %s', (act, which, one, two) => {
    const [table] = compared().penalties
    const row = table!.rows.find((each) => each.act === act && each.case === which)!
    const top = (views: typeof row.a) => {
      const { custody, fineCategory, citations } = views.find(({ heaviest }) => heaviest)!
      return `${custody?.count} ${custody?.unit}/${fineCategory} ${citations[0]?.article}`
    }
    expect([top(row.a), top(row.b), row.differs]).toEqual([one, two, true])
  })

  test('preparing what is not large is no longer punished: 11a looks to 11(3) and 11(5) alone', () => {
    const row = compared().penalties[0]!.rows.find((each) => each.case === 'preparing')!
    expect([row.a.map(({ rule }) => rule), row.b]).toEqual([['ow-10a'], []])
  })

  test('making is never the business of 11(3), and a tablet for own use becomes a contravention', () => {
    const [table] = compared().penalties
    const rulesOf = (act: string, which: string) =>
      table!.rows.find((each) => each.act === act && each.case === which)!.b.map(({ rule }) => rule)
    expect(table!.rows.filter(({ act }) => act === 'make').flatMap(({ b }) => b.map(({ rule }) => rule))).not.toContain(
      'ow-11-3',
    )
    expect(rulesOf('have', 'small-own-use')).toEqual(['ow-11-1'])
    expect(table!.rows.find(({ case: which }) => which === 'small-own-use')!.b[0]!.offence).toBe('contravention')
  })

  test('the pure mirror forms get the maximum of list IA, heavier than the racemate', () => {
    const forms = compared().penalties.find(({ to }) => to === 'IA')!
    const having = forms.rows.find(({ act, case: which }) => act === 'have' && which === 'intent')!
    expect(having.b.map(({ rule, custody }) => [rule, custody?.count])).toEqual([['ow-10b-2', 6]])
  })

  test('prescribing opens at once, stock rules fall away, exemptions no longer cover, treaty and medicines stay', () => {
    const said = Object.fromEntries(compared().consequences.map((one) => [one.kind, one]))
    expect(said['prescribing']!.a.nl).toMatch(/^Verboden/)
    expect(said['prescribing']!.b.nl).toMatch(/^Toegestaan/)
    expect(said['dispensing']!.b.nl).toMatch(/^Toegestaan/)
    expect(said['duties']!.b.nl).not.toContain('administratie')
    expect(said['exemption']!.a.nl).toMatch(/^Toegestaan/)
    expect(said['exemption']!.b.nl).toMatch(/^Verboden/)
    expect(said['treaty']).toMatchObject({ same: true, a: { nl: expect.stringContaining('psychotrope stof') } })
    expect(said['medicines']!.same).toBe(true)
  })

  test('its questions come out under both laws, with what differs', () => {
    const { questions } = draftExamples[0]!
    const asked = compare(law('2026-11-22'), law('2026-11-22', draftExamples[0]!.draft), { questions }).questions
    expect(asked.map(({ a, b, differs }) => [a.outcome, b.outcome, differs.includes('penalty')])).toEqual([
      ['prohibited', 'prohibited', true],
      ['prohibited', 'prohibited', true],
      ['prohibited', 'prohibited', true],
      ['prohibited', 'prohibited', true],
      ['prohibited', 'permitted', true],
    ])
    expect(asked.map(({ a, b }) => [a.hypothetical, b.hypothetical?.length])).toContainEqual([null, 64])
  })

  test('the way back is the way there, turned round', () => {
    const back = compare(law('2026-11-22', draftExamples[0]!.draft), law('2026-11-22'))
    expect(back.moved.map(({ key, from, to }) => [key, to, from])).toEqual(
      compared().moved.map(({ key, from, to }) => [key, from, to]),
    )
  })
})

test('on 1 July 2025 list IA begins: its article, its groups, and medicines whose ban is lifted', () => {
  const { articles, rules, moved } = compare(law('2025-06-30'), law('2025-07-01'))
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
  const { moved, articles, terms } = compare(law('2015-10-02'), law('2026-11-22'))
  expect(moved.find(({ substanceId }) => substanceId === '3-mmc')).toMatchObject({ from: 'none', to: 'I' })
  expect(articles.find(({ article }) => article === 'awb/2:1')).toMatchObject({ change: 'not-recorded', a: null })
  expect(terms.find(({ termId }) => termId === 'fee-yearly')).toMatchObject({
    change: 'not-recorded',
    a: null,
    b: { nl: '€ 700' },
  })
})

test('the export ceiling is dropped: a figure of policy ends, and the law says the same as before', () => {
  const { draft, questions } = draftExamples[1]!
  const { moved, rules, articles, penalties, terms, ...rest } = compare(law('2026-11-22'), law('2026-11-22', draft), {
    questions,
  })
  expect([moved, rules, articles, penalties].flat()).toEqual([])
  expect(terms).toMatchObject([{ termId: 'export-ceiling', change: 'ends', a: { nl: '100 kg' }, b: null }])
  expect(rest.questions.map(({ a, b, differs }) => [a.outcome, b.outcome, differs])).toEqual([
    ['permitted', 'permitted', []],
    ['prohibited', 'prohibited', []],
  ])
})

describe('the nitazenes as a group', () => {
  const { draft, questions } = draftExamples[2]!
  const switchedOn = (structures: { name: string; smiles: string }[] = []) =>
    compare(law('2026-11-22'), law('2026-11-22', draft), { structures, questions })
  const unlisted = { name: 'methyleendioxynitazeen', smiles: 'CCN(CC)CCn1c(Cc2ccc3OCOc3c2)nc2cc(ccc12)[N+](=O)[O-]' }

  test('takes in what no list names, and leaves on list I what it names', () => {
    const { moved, rules, penalties } = switchedOn([unlisted, { name: 'aspirine', smiles: 'CC(=O)Oc1ccccc1C(=O)O' }])
    expect(rules.map(({ id, kind, change }) => [id, kind, change])).toContainEqual(['nitazenen', 'group', 'begins'])
    expect(moved.find(({ nameNl }) => nameNl === unlisted.name)).toMatchObject({
      ...{ from: 'none', to: 'IA' },
      b: { basis: 'group', rule: 'nitazenen', status: 'model' },
    })
    expect(moved.map(({ nameNl }) => nameNl)).not.toContain('aspirine')
    expect(moved.filter(({ from }) => from === 'I' || from === 'II')).toEqual([])
    const having = penalties
      .find(({ to }) => to === 'IA')!
      .rows.find(({ act, case: which }) => act === 'have' && which === 'intent')!
    expect([having.a, having.open, having.b.map(({ rule }) => rule)]).toEqual([[], ['a'], ['ow-10b-2']])
  })

  test('and a sale of one is no longer without a prohibition, though a model alone decides nothing', () => {
    const [asked] = switchedOn().questions
    expect(asked!.b.listings).toMatchObject([{ list: 'IA', rule: 'nitazenen', weight: 'finding' }])
    expect([asked!.a.listings.length, asked!.b.outcome]).toEqual([0, 'not-decidable'])
  })

  const file = '../shared/data/molecules/molecules.csv'
  test.skipIf(!existsSync(file))(`moves of ${file} only what the page calls a nitazene or leaves unlisted`, () => {
    const rows = csvRows(readFileSync(file, 'utf8')).map(([name = '', smiles = '', , list = '']) => ({
      name,
      smiles,
      list,
    }))
    const { moved } = switchedOn(rows)
    const sent = moved.filter(({ what }) => what === 'structure')
    const expected = new Map(rows.map(({ name, list }) => [name, list]))
    expect(sent.map(({ nameNl }) => nameNl)).toContain('methylenedioxynitazeen')
    for (const { nameNl, to } of sent)
      expect([to, ['none', 'unknown'].includes(expected.get(nameNl) ?? 'none')]).toEqual(['IA', true])
  })
})

test('what a draft answered says so in its receipt, whoever asks', () => {
  const { corpus: other, days: on } = law('2026-11-22', draftExamples[0]!.draft)
  const question = { party: { capacity: 'private-person' as const }, act: 'have' as const, substance: { id: 'mdma' } }
  const decision = unwrap(decideUnder({ corpus: other, days: on }, question))
  const receipt = receiptOf(other, decision)
  expect([isHypothetical(decision), receipt.hypothetical?.length]).toEqual([true, 64])
  expect(receipt.law.version).toMatch(/^hypothetical:/)
  expect(isHypothetical(unwrap(decideUnder({ corpus, days: on }, question)))).toBe(false)
})

test('on 1 January 2026 the fine of 11(2) rises, although nothing moves', () => {
  const { moved, rules, penalties } = compare(law('2025-12-31'), law('2026-01-01'))
  expect([moved.length, rules.map(({ id }) => id)]).toEqual([0, ['ow-11-2']])
  const having = penalties[0]!.rows.find(({ act, case: which }) => act === 'have' && which === 'intent')!
  expect([having.a[0]!.fineCategory, having.b[0]!.fineCategory]).toEqual([4, 5])
})

test('a maximum, a rule and a set can be drafted too', () => {
  const draft = draftOf({
    rules: [
      { ruleId: 'ow-10-3', penalty: { custody: { kind: 'prison', count: 2, unit: 'years' }, fineCategory: 4 } },
      { ruleId: 'ow-5-1-b', set: 'off' },
    ],
    sets: [{ set: 'not-freed', add: ['mdma'] }],
  })
  const { rules, penalties } = compare(law('2026-11-22'), law('2026-11-22', draft))
  expect(rules.map(({ id, change }) => [id, change]).sort()).toEqual([
    ['not-freed', 'changes'],
    ['ow-10-3', 'changes'],
    ['ow-5-1-b', 'ends'],
  ])
  const having = penalties[0]!.rows.find(({ act, case: which }) => act === 'have' && which === 'intent')!
  expect([having.a[0]!.custody?.count, having.b[0]!.custody?.count]).toEqual([6, 2])
})

test('a group and a rule of one’s own come in the place of those there are', () => {
  const group = corpus.stofgroepen.find((file) => file.group === 'fenethylaminen' && file.version === 'npsg-2021')!
  const narrow = { ...group, version: 'eigen', rules: { ...group.rules, massLimit: { max: 150, ref: 'eigen' } } }
  const [ban] = corpus.rules.flatMap(({ rules }) => rules).filter(({ id }) => id === 'ow-3-c')
  const draft = draftOf({
    groups: [{ definition: narrow }],
    rules: [{ rule: { ...ban!, title: { nl: 'Alleen hennep', en: 'Cannabis alone' }, when: { inSet: 'hemp-plant' } } }],
  })
  const question = {
    ...{ party: { capacity: 'private-person' as const }, act: 'have' as const, substance: { id: 'diazepam' } },
    ...{ form: 'substance' as const, facts: { intent: true } },
  }
  const { moved, rules, questions } = compare(law('2026-11-22'), law('2026-11-22', draft), { questions: [question] })
  expect(moved.find(({ nameNl }) => nameNl === 'bupropion')).toMatchObject({ from: 'IA', to: 'none' })
  expect(rules.map(({ id, change }) => [id, change])).toEqual(
    expect.arrayContaining([
      ['fenethylaminen', 'changes'],
      ['ow-3-c', 'changes'],
    ]),
  )
  expect(questions[0]!.b.outcome).not.toBe('prohibited')
})

test('a question with a fact nobody knows is refused', () => {
  const question = {
    party: { capacity: 'doctor' as const },
    act: 'have' as const,
    substance: { id: 'mdma' },
    facts: { intnet: true },
  }
  const asked = compareLaws(law('2026-11-22'), law('2025-11-22'), { questions: [question] })
  expect(asked.ok ? null : asked.refusal.problem.code).toBe('law/fact-unknown')
})

test('a law beside itself differs in nothing, and says so', () => {
  const { moved, rules, articles, terms, sentence } = compare(law('2026-11-22'), law('2026-11-22', draftOf({})))
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
  const { moved, notices } = compare(law('2026-11-22'), law('2026-11-22', draft), {
    structures: [
      { name: 'kapot', smiles: 'C1CC' },
      { name: 'zelfde', smiles: 'Fc1ccccc1C1CCCCC1=O' },
      { name: 'andere', smiles: benzodioxol },
    ],
  })
  expect(moved.map(({ nameNl, from, to }) => [nameNl, from, to])).toEqual([
    ['nieuwe stof', 'none', 'II'],
    ['zelfde', 'none', 'II'],
  ])
  expect(notices.map(({ nl }) => nl).join(' ')).toContain('niet vergeleken: kapot.')
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
  ['a rule that is none', { rules: [{ ruleId: 'x', set: 'off' }] }, 'law/draft-unknown'],
  [
    'a maximum for what has none',
    { rules: [{ ruleId: 'ow-5-1-a', penalty: { custody: null, fineCategory: 1 } }] },
    'law/draft-unknown',
  ],
  ['a set that is none', { sets: [{ set: 'x', add: ['mdma'] }] }, 'law/draft-unknown'],
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
