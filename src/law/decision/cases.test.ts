// Cases beyond the worked questions: each exception, limit and duty where it holds, and one step beside it. Not here: properties of every answer.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { loadCorpus } from '../corpus/index.ts'
import type { Decision, DecisionQuestion, ExemptionHeld, Outcome } from './contract.ts'
import { decide } from './decide.ts'
import { medicineRoutes } from './routes.ts'

const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', 'corpus'))
const today = Temporal.PlainDate.from('2026-11-22')
const ask = (question: DecisionQuestion): Decision => unwrap(decide(corpus, { on: '2026-06-01', ...question }, today))
const standing = ({ proof }: Decision) => proof.filter(({ stands }) => stands).map(({ rule }) => rule)
const duties = (decision: Decision) => decision.duties.map(({ rule }) => rule)

type Row = readonly [name: string, question: DecisionQuestion, outcome: Outcome, rule: string]
const q = (
  capacity: DecisionQuestion['party']['capacity'],
  act: DecisionQuestion['act'],
  id: string,
  rest: Partial<DecisionQuestion> = {},
): DecisionQuestion => ({
  party: { capacity },
  act,
  substance: { id },
  form: 'substance',
  purpose: 'trade',
  ...rest,
})
const growers: ExemptionHeld = {
  number: 'K-1',
  acts: ['grow', 'process', 'transport', 'have', 'sell', 'supply'],
  substances: ['hennep'],
  lists: ['II'],
  purposes: [],
  premises: ['Kas 1'],
  ground: 'opiumwet/8/2',
  from: '2024-01-01',
  until: '2028-12-31',
  perCase: false,
}
const grower = (
  act: DecisionQuestion['act'],
  rest: Partial<DecisionQuestion> = {},
  exemption: Partial<ExemptionHeld> = {},
) =>
  q('contract-grower', act, 'hennep', {
    party: { capacity: 'contract-grower', exemptions: [{ ...growers, ...exemption }] },
    form: 'plant',
    purpose: 'medicinal-supply',
    place: { kind: 'premises', premises: 'Kas 1' },
    ...rest,
  })
const facts = (given: NonNullable<DecisionQuestion['facts']>) => ({ facts: given })
const cathinone = { substance: { structure: 'CC(NC)C(=O)c1ccccc1Cl' } }
const inGroup = {
  experts: [{ id: 'D-1', by: 'chemist', on: '2025-07-02', about: 'group:fenethylaminen', says: 'in' as const }],
}

const rows: readonly Row[] = [
  ['a grower grows under contract', grower('grow'), 'permitted', 'ow-6-1'],
  [
    'elsewhere than the exemption says',
    grower('grow', { place: { kind: 'premises', premises: 'Kas 2' } }),
    'prohibited',
    'ow-3-b',
  ],
  ['without saying where', grower('grow', { place: { kind: 'premises' } }), 'not-decidable', 'listing-II'],
  ['sells the crop to the Minister', grower('sell', facts({ recipient: 'minister' })), 'permitted', 'ow-6-1'],
  [
    'sells the crop to somebody else',
    grower('sell', facts({ recipient: 'other', 'on-behalf-of-minister': false })),
    'prohibited',
    'ow-8i-5-b',
  ],
  ['keeps the crop', grower('have'), 'permitted', 'ow-6-1'],
  [
    'the day after the exemption ended',
    grower('grow', { on: '2026-11-20' }, { until: '2026-11-20' }),
    'prohibited',
    'ow-3-b',
  ],
  ['an exemption of six years is too long', grower('grow', {}, { until: '2030-06-01' }), 'prohibited', 'ow-3-b'],
  ['an exemption for list I does not cover list II', grower('grow', {}, { lists: ['I'] }), 'prohibited', 'ow-3-b'],
  [
    'withdrawn, the stock to the Minister',
    grower('have', facts({ disposal: 'minister' }), { withdrawnOn: '2026-05-01' }),
    'permitted',
    'ow-8f-2',
  ],
  [
    'withdrawn, the stock kept',
    grower('have', facts({ disposal: 'keep' }), { withdrawnOn: '2026-05-01' }),
    'prohibited',
    'ow-3-c',
  ],
  [
    'lapsed, the stock to be destroyed: the law is silent',
    grower('have', facts({ disposal: 'destroy' }), { lapsedOn: '2026-05-01' }),
    'not-decidable',
    'listing-II',
  ],
  [
    'someone without a contract processes cannabis with an exemption',
    q('company', 'process', 'hennep', {
      party: { capacity: 'company', exemptions: [growers] },
      form: 'plant',
      place: { kind: 'premises', premises: 'Kas 1' },
      ...facts({ 'contract-with-minister': false, 'on-behalf-of-minister': false }),
    }),
    'prohibited',
    'ow-3-b',
  ],
  [
    'the Minister exports cannabis',
    q('authority', 'export', 'hennep', { purpose: 'export' }),
    'permitted',
    'ow-8i-5-minister-a',
  ],
  ['the Minister exports cocaine', q('authority', 'export', 'cocaine', { purpose: 'export' }), 'prohibited', 'ow-2-a'],
  [
    'a carrier for someone entitled',
    q('carrier', 'transport', 'morfine', facts({ 'carries-for-entitled': true })),
    'permitted',
    'ow-5-4',
  ],
  [
    'a carrier of list IA',
    q('carrier', 'transport', 'mdma', { ...cathinone, ...inGroup, ...facts({ 'carries-for-entitled': true }) }),
    'not-decidable',
    'listing-IA',
  ],
  [
    'a carrier for whoever',
    q('carrier', 'transport', 'morfine', facts({ 'carries-for-entitled': false })),
    'prohibited',
    'ow-2-b',
  ],
  [
    'a patient with a prescription',
    q('patient', 'have', 'morfine', {
      form: 'medicine',
      purpose: 'own-medical-use',
      ...facts({ 'lawfully-obtained': true }),
    }),
    'permitted',
    'ow-5-2-patient',
  ],
  [
    'the same across the border',
    q('patient', 'export', 'morfine', {
      form: 'medicine',
      purpose: 'own-medical-use',
      ...facts({ 'lawfully-obtained': true }),
    }),
    'not-decidable',
    'listing-I',
  ],
  [
    'an emergency designation',
    q('institution', 'supply', 'morfine', { purpose: 'emergency', ...facts({ 'emergency-designation': true }) }),
    'permitted',
    'ow-5-3',
  ],
  [
    'the forensic institute keeps heroin',
    q('institution', 'have', 'heroine', {
      party: { capacity: 'institution', institution: 'nfi' },
      purpose: 'analysis',
    }),
    'permitted',
    'ow-5-2-opcw-nfi',
  ],
  [
    'heroin prescribed in a treatment unit',
    q('doctor', 'prescribe', 'heroine', {
      party: { capacity: 'doctor', institution: 'treatment-unit' },
      purpose: 'medicinal-supply',
    }),
    'permitted',
    'owb-2-annex-2',
  ],
  [
    'heroin prescribed elsewhere',
    q('doctor', 'prescribe', 'heroine', {
      party: { capacity: 'doctor', institution: 'hospital' },
      purpose: 'medicinal-supply',
    }),
    'prohibited',
    'ow-4-1',
  ],
  [
    'diazepam prescribed',
    q('doctor', 'prescribe', 'diazepam', { purpose: 'medicinal-supply' }),
    'permitted',
    'owb-2-annex-1',
  ],
  [
    'nitrous oxide for whipped cream',
    q('company', 'sell', 'lachgas', { purpose: 'food-additive' }),
    'permitted',
    'owb-15a',
  ],
  ['nitrous oxide for a party', q('company', 'sell', 'lachgas', { purpose: 'own-use' }), 'prohibited', 'ow-3-b'],
  [
    'nitrous oxide before it was listed',
    q('company', 'sell', 'lachgas', { on: '2022-12-31', readings: [{ id: 'list-coverage', acceptedBy: 'a lawyer' }] }),
    'no-prohibition',
    'listing-none',
  ],
  [
    'weak codeine',
    q('company', 'sell', 'codeine', {
      form: 'preparation',
      ...facts({ 'content-mg-per-g': 0.5, 'other-list-i': false }),
    }),
    'permitted',
    'owb-11',
  ],
  [
    'codeine a little stronger',
    q('company', 'sell', 'codeine', {
      form: 'preparation',
      ...facts({ 'content-mg-per-g': 0.51, 'other-list-i': false }),
    }),
    'prohibited',
    'ow-2-b',
  ],
  [
    'diagnostic material at the limit',
    q('company', 'import', 'cocaine', {
      form: 'diagnostic',
      purpose: 'diagnosis',
      ...facts({ 'content-mg-per-g': 0.1 }),
    }),
    'permitted',
    'owb-14',
  ],
  [
    'a homeopathic medicine',
    q('company', 'sell', 'opium', {
      form: 'homeopathic-medicine',
      purpose: 'homeopathy',
      ...facts({ 'tincture-millionths': 1, 'microgram-per-pack': 1 }),
    }),
    'permitted',
    'owb-15',
  ],
  [
    'poppy straw as decoration',
    q('company', 'sell', 'bolkaf', { form: 'plant', purpose: 'decoration' }),
    'permitted',
    'owb-10',
  ],
  ['barbital for analysis', q('researcher', 'have', 'barbital', { purpose: 'analysis' }), 'permitted', 'owb-13'],
  ['barbital sold for analysis', q('company', 'sell', 'barbital', { purpose: 'analysis' }), 'prohibited', 'ow-3-b'],
  ['promoting MDMA', q('company', 'promote', 'mdma'), 'prohibited', 'ow-3b'],
  [
    'writing about MDMA in a journal',
    q('researcher', 'promote', 'mdma', { purpose: 'information' }),
    'permitted',
    'ow-3b-information',
  ],
  [
    'a registered trader, 60 days after the form',
    q('active-substance-trader', 'import', 'mdma', {
      ...cathinone,
      ...inGroup,
      ...facts({ registration: true, 'registration-form-on': '2026-04-02' }),
    }),
    'permitted',
    'ow-2a-2-c',
  ],
  [
    '59 days after the form',
    q('active-substance-trader', 'import', 'mdma', {
      ...cathinone,
      ...inGroup,
      ...facts({ registration: true, 'registration-form-on': '2026-04-03' }),
    }),
    'prohibited',
    'ow-2a-1-a',
  ],
  [
    'a licensed manufacturer doing something else than his trade',
    q('medicine-manufacturer', 'have', 'mdma', {
      ...cathinone,
      ...inGroup,
      purpose: 'own-use',
      ...facts({ 'licence-on-day': true }),
    }),
    'not-decidable',
    'listing-IA',
  ],
  [
    'ephedrine is in the group and a registered precursor',
    q('company', 'sell', 'x', { substance: { structure: 'C[C@H](NC)[C@H](O)c1ccccc1' }, ...inGroup }),
    'permitted',
    'ow-2a-2-h',
  ],
  [
    'a member of the group said to be out by a chemist',
    q('company', 'sell', 'x', {
      ...cathinone,
      experts: [{ ...inGroup.experts[0]!, says: 'out' }],
      readings: [{ id: 'list-coverage', acceptedBy: 'a lawyer' }],
    }),
    'no-prohibition',
    'listing-none',
  ],
  [
    'aspartame',
    q('company', 'sell', 'x', { substance: { structure: 'COC(=O)[C@H](Cc1ccccc1)NC(=O)[C@@H](N)CC(O)=O' } }),
    'permitted',
    'ow-3c-1-named',
  ],
]

test.each(rows)('%s', (_name, question, outcome, rule) => {
  const decision = ask(question)
  expect(decision.outcome).toBe(outcome)
  const shown =
    outcome === 'not-decidable' || outcome === 'no-prohibition'
      ? decision.proof.map(({ id }) => id)
      : standing(decision)
  expect(shown).toContain(rule)
})

test('an expert’s word counts from the day it was signed', () => {
  const sell = (knownOn: string) =>
    ask(q('company', 'sell', 'x', { ...cathinone, ...inGroup, on: '2025-07-01', knownOn }))
  expect(sell('2025-07-01').outcome).toBe('not-decidable')
  expect(sell('2025-07-02').outcome).toBe('prohibited')
})

test('what is forbidden unless an exception applies says so, and which', () => {
  const asked = { party: { capacity: 'private-person' }, act: 'have', substance: { id: 'mdma' } } as const
  const open = ask(asked)
  expect(open.outcome).toBe('not-decidable')
  expect(open.sentence.en).toContain('Prohibited by Ow 2 C, unless an exception applies')
  expect(open.sentence.en).toContain('“Homeopathic medicines”')
  expect(open.sentence.nl).toContain('Verboden volgens Ow 2 C, tenzij een uitzondering opgaat')
  // Where something else is open too, no prohibition is promised.
  expect(ask({ ...asked, substance: { name: 'no such thing' } }).sentence.en).not.toContain('unless')
  expect(ask({ ...asked, form: 'substance', purpose: 'own-use' }).outcome).toBe('prohibited')
})

test('a condition that is a question keeps its own mark', () => {
  const open = ask({
    party: { capacity: 'private-person' },
    act: 'have',
    substance: { id: 'mdma' },
    form: 'substance',
    purpose: 'own-use',
  })
  const words = open.penalties.flatMap(({ when }) => [when.nl, when.en])
  expect(words.some((text) => text.endsWith('?'))).toBe(true)
  expect(words.filter((text) => /[?!.]{2}$/.test(text))).toEqual([])
})

test('the facts say where they came from: the question, the exemption, an expert, a reading', () => {
  const origins = (decision: Decision) =>
    decision.facts.map(({ fact, origin, source }) => `${fact} ${origin} ${source}`)
  expect(origins(ask(grower('grow')))).toEqual(
    expect.arrayContaining(['purpose question null', 'exemption exemption null', 'list classification null']),
  )
  expect(origins(ask(q('company', 'sell', 'x', { ...cathinone, ...inGroup })))).toContain(
    'expert-record expert-record D-1',
  )
  const travels = q('patient', 'export', 'morfine', {
    form: 'medicine',
    purpose: 'own-medical-use',
    ...facts({ 'lawfully-obtained': true }),
    readings: [{ id: 'traveller-medicine', acceptedBy: 'a court' }],
  })
  expect(origins(ask(travels))).toContain('reading accepted-reading a court')
})

describe('duties that ride along', () => {
  const dispenses = (id: string, rest: Partial<DecisionQuestion> = {}) =>
    ask(
      q('pharmacist', 'supply', id, {
        form: 'medicine',
        purpose: 'medicinal-supply',
        ...rest,
        facts: { 'normal-practice': true, 'other-list-i': false, recipient: 'other', ...rest.facts },
      }),
    )
  test('the decree asks the record of the pharmacist, the exemption of its holder, and each of neither other', () => {
    const records = (decision: Decision) => duties(decision).filter((rule) => ['owb-7', 'ow-8a-2-f'].includes(rule))
    expect(records(dispenses('methylfenidaat'))).toEqual(['owb-7'])
    expect(records(ask(grower('sell', facts({ recipient: 'minister' }))))).toEqual(['ow-8a-2-f'])
  })
  test('a preparation with list II alone is freed from Owb 3 to 7', () => {
    expect(duties(dispenses('diazepam'))).not.toContain('owb-4')
  })
  test('not so a substance that stays under the rules', () => {
    expect(duties(dispenses('flunitrazepam'))).toContain('owb-4')
  })
  test('a weak preparation is freed too', () => {
    expect(duties(dispenses('codeine', { facts: { 'content-mg-per-dose': 50 } }))).not.toContain('owb-4')
    expect(duties(dispenses('codeine', { facts: { 'content-mg-per-dose': 150, 'content-mg-per-g': 100 } }))).toContain(
      'owb-4',
    )
  })
  test('who acts under an exemption keeps within it', () => {
    expect(duties(ask(grower('grow')))).toEqual(expect.arrayContaining(['ow-8a-scope', 'ow-8i-4']))
  })
})

describe('maximum penalties over time and quantity', () => {
  const maxima = (question: DecisionQuestion) =>
    ask(question).penalties.map(
      ({ rule, fineCategory, heaviest }) => `${rule} ${fineCategory}${heaviest ? ' heaviest' : ''}`,
    )
  const intent = facts({ intent: true, 'in-business': false })
  test('the fine of 11(2) rose on 1 January 2026', () => {
    expect(
      maxima(q('private-person', 'make', 'diazepam', { ...intent, quantity: { units: 1 }, on: '2025-12-31' })),
    ).toEqual(['ow-11-2 4 heaviest'])
    expect(
      maxima(q('private-person', 'make', 'diazepam', { ...intent, quantity: { units: 1 }, on: '2026-01-01' })),
    ).toEqual(['ow-11-2 5 heaviest'])
  })
  test('200 plants are not a large quantity, 201 are', () => {
    const grows = (plants: number) =>
      maxima(
        q('private-person', 'grow', 'hennep', { ...intent, form: 'plant', quantity: { massMg: '500000', plants } }),
      )
    expect(grows(200)).toEqual(['ow-11-2 5 heaviest'])
    expect(grows(201)).toEqual(['ow-11-5 5 heaviest', 'ow-11-2 5'])
  })
  test('30 grams of hashish help inside the country, a milligram more does not', () => {
    const has = (massMg: string) =>
      maxima(q('private-person', 'have', 'hasjiesj', { ...intent, purpose: 'own-use', quantity: { massMg, units: 1 } }))
    expect(has('30000')).toEqual(['ow-11-1 2 heaviest'])
    expect(has('30001').some((line) => line.startsWith('ow-11-2'))).toBe(true)
  })
  test('preparing and organising are shown only when stated', () => {
    expect(
      maxima(q('private-person', 'make', 'mdma', facts({ intent: true, 'preparatory-act': true, organisation: true }))),
    ).toEqual(['ow-10-4 5 heaviest', 'ow-11b-i 5', 'ow-10a 5'])
  })
})

describe('the ways of a medicine', () => {
  const routes = (substance: string, on: string) =>
    Object.fromEntries(
      unwrap(medicineRoutes(corpus, { substance, on }, today)).routes.map(({ route, state }) => [route, state]),
    )
  test('MDMA: a clinical trial is the only open one, and it names what it needs', () => {
    const states = routes('mdma', '2026-06-01')
    expect(
      Object.entries(states)
        .filter(([, state]) => state === 'open')
        .map(([route]) => route),
    ).toEqual(['clinical-trial'])
    const trial = unwrap(medicineRoutes(corpus, { substance: 'XTC', on: '2026-06-01' }, today)).routes.find(
      ({ route }) => route === 'clinical-trial',
    )
    expect(trial?.needs.flatMap(({ citations }) => citations.map(({ short }) => short))).toEqual(
      expect.arrayContaining(['Ow 6(1)', 'Ow 6(2)', 'WMO 2']),
    )
    expect(trial?.source).toContain('24077-557')
  })
  test('cannabis: pharmacy preparation and trials', () => {
    expect(routes('hennep', '2026-06-01')).toMatchObject({
      'pharmacy-preparation': 'open',
      'clinical-trial': 'open',
      'named-patient': 'unknown',
    })
  })
  test('the doctor’s declaration made way on 9 September 2025', () => {
    expect(routes('mdma', '2025-09-08')).toMatchObject({ 'doctors-declaration': 'closed' })
    expect(routes('mdma', '2025-09-08')).not.toHaveProperty('named-patient')
    expect(routes('mdma', '2025-09-09')).toMatchObject({ 'named-patient': 'closed' })
    expect(routes('mdma', '2025-09-09')).not.toHaveProperty('doctors-declaration')
  })
  test('of a substance nobody described every way is unknown', () => {
    expect(new Set(Object.values(routes('no such thing', '2026-06-01')))).toEqual(new Set(['unknown']))
  })
})
