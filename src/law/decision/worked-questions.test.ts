// The twelve worked questions of the design page, each sub-question with its day: what the law answers and on which article.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { loadCorpus } from '../corpus/index.ts'
import type { Decision, DecisionQuestion } from './contract.ts'
import { decide } from './decide.ts'

const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', 'corpus'))
const today = Temporal.PlainDate.from('2026-11-22')
const ask = (question: DecisionQuestion): Decision => unwrap(decide(corpus, question, today))

const standing = ({ proof }: Decision) => proof.filter(({ stands }) => stands).map(({ rule }) => rule)
const cited = ({ citations }: Decision) => citations.map(({ short }) => short)
const reasons = ({ undecided }: Decision) => undecided.map(({ reason }) => reason)
const missing = (decision: Decision) => decision.missing.map(({ fact }) => fact)
const maxima = ({ penalties }: Decision) =>
  penalties.map(
    ({ rule, truth, custody, fineCategory }) => `${rule} ${truth} ${custody?.count} ${custody?.unit} / ${fineCategory}`,
  )
const coverage = [{ id: 'list-coverage', acceptedBy: 'a lawyer' }]
const twoCmc = { structure: 'CC(NC)C(=O)c1ccccc1Cl' }
const chemist = [{ id: 'rec-1', by: 'chemist', on: '2025-07-02', about: 'group:fenethylaminen', says: 'in' as const }]

describe('1. a private person knowingly has MDMA hydrochloride', () => {
  const question: DecisionQuestion = {
    party: { capacity: 'private-person' },
    act: 'have',
    substance: { name: 'MDMA hydrochloride' },
    form: 'substance',
    purpose: 'own-use',
    on: '2026-06-01',
    facts: { intent: true },
  }
  test('prohibited by 2 C with 1(2); 10(3), and 10(6) if a court calls it small', () => {
    const decision = ask(question)
    expect(decision.outcome).toBe('prohibited')
    expect(standing(decision)).toContain('ow-2-c')
    expect(cited(decision)).toEqual(expect.arrayContaining(['Ow 2 C', 'Ow 1(2)']))
    expect(maxima(decision)).toEqual(
      expect.arrayContaining(['ow-10-3 true 6 years / 5', 'ow-10-6 judgement 1 years / 3']),
    )
    expect(decision.penalties.find(({ heaviest }) => heaviest)?.rule).toBe('ow-10-3')
    expect(decision.whyNot).not.toBeNull()
  })
  test('called small by the court: 10(6) alone', () => {
    const decision = ask({ ...question, facts: { intent: true, 'small-quantity': true } })
    expect(maxima(decision)).toEqual(['ow-10-6 true 1 years / 3'])
  })
  test('whether it was known is not known: both the crime and the contravention are shown', () => {
    const decision = ask({ ...question, facts: {} })
    expect(maxima(decision)).toEqual(
      expect.arrayContaining(['ow-10-1-a true 6 months / 4', 'ow-10-3 unknown 6 years / 5']),
    )
  })
})

describe('2. selling 3-MMC', () => {
  const sell = (on: string, knownOn?: string) =>
    ask({
      party: { capacity: 'company' },
      act: 'sell',
      substance: { id: '3-mmc' },
      form: 'substance',
      purpose: 'trade',
      on,
      ...(knownOn ? { knownOn } : {}),
      readings: coverage,
    })
  test('on 2020-01-01 there is no prohibition, the gaps accepted', () => {
    expect(sell('2020-01-01').outcome).toBe('no-prohibition')
  })
  test('without that acceptance it is not decidable', () => {
    const decision = ask({
      party: { capacity: 'company' },
      act: 'sell',
      substance: { id: '3-mmc' },
      form: 'substance',
      purpose: 'trade',
      on: '2020-01-01',
    })
    expect(decision.outcome).toBe('not-decidable')
    expect(reasons(decision)).toEqual(['coverage'])
  })
  test('on 2023-06-01 prohibited by 3 B', () => {
    expect(sell('2023-06-01').outcome).toBe('prohibited')
    expect(cited(sell('2023-06-01'))[0]).toBe('Ow 3 B')
  })
  test('on 2024-06-01 prohibited by 2 B; as known on 2024-01-01 by 3 B', () => {
    expect(cited(sell('2024-06-01'))[0]).toBe('Ow 2 B')
    expect(cited(sell('2024-06-01', '2024-01-01'))[0]).toBe('Ow 3 B')
  })
})

describe('3. a web shop sells 2-CMC', () => {
  const sell = (on: string, experts?: DecisionQuestion['experts']) =>
    ask({
      party: { capacity: 'company' },
      act: 'sell',
      substance: twoCmc,
      form: 'substance',
      purpose: 'trade',
      place: { kind: 'web-shop' },
      on,
      facts: { intent: true },
      readings: coverage,
      ...(experts ? { experts } : {}),
    })
  test('on 2025-06-30 no prohibition', () => {
    expect(sell('2025-06-30').outcome).toBe('no-prohibition')
  })
  test('on 2025-07-01 not decidable: a model, and no chemist has said so', () => {
    const decision = sell('2025-07-01')
    expect(decision.outcome).toBe('not-decidable')
    expect(reasons(decision)).toContain('expert')
    expect(decision.judgements.map(({ by, id }) => `${by} ${id}`)).toContain('chemist group:fenethylaminen')
    expect(decision.listings).toMatchObject([{ list: 'IA', status: 'model', weight: 'finding' }])
  })
  test('with a chemist’s record prohibited by 2a(1) B, 10b(2)', () => {
    const decision = sell('2025-07-01', chemist)
    expect(decision.outcome).toBe('prohibited')
    expect(cited(decision)[0]).toBe('Ow 2a(1) B')
    expect(maxima(decision)).toEqual(['ow-10b-2 true 6 years / 5'])
  })
})

describe('4. import of bupropion', () => {
  const bupropion = { structure: 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1' }
  test('authorised tablets: permitted by 2a(2)a', () => {
    const decision = ask({
      party: { capacity: 'company' },
      act: 'import',
      substance: bupropion,
      form: 'medicine',
      purpose: 'trade',
      on: '2026-06-01',
      facts: { 'trade-authorisation': true },
    })
    expect(decision.outcome).toBe('permitted')
    expect(standing(decision)).toContain('ow-2a-2-a')
  })
  test('bulk powder by an unregistered trader, with a chemist’s record: prohibited, and 2a(2)c lacks the registration', () => {
    const decision = ask({
      party: { capacity: 'active-substance-trader' },
      act: 'import',
      substance: bupropion,
      form: 'substance',
      purpose: 'trade',
      on: '2026-06-01',
      facts: { registration: false },
      experts: chemist,
    })
    expect(decision.outcome).toBe('prohibited')
    expect(cited(decision)[0]).toBe('Ow 2a(1) A')
    expect(decision.whyNot?.rule).toBe('ow-2a-2-c')
    expect(decision.whyNot?.failed.flatMap(({ facts }) => facts)).toContain('registration')
  })
})

describe('5. a pharmacist dispenses methylphenidate on a valid prescription', () => {
  const question: DecisionQuestion = {
    party: { capacity: 'pharmacist' },
    act: 'supply',
    substance: { name: 'methylfenidaat' },
    form: 'medicine',
    purpose: 'medicinal-supply',
    place: { kind: 'pharmacy' },
    on: '2026-06-01',
    facts: { 'normal-practice': true, 'valid-prescription': true },
  }
  test('permitted by 5(1)a, with the duties of Owb 3 to 7', () => {
    const decision = ask(question)
    expect(decision.outcome).toBe('permitted')
    expect(cited(decision)).toEqual(expect.arrayContaining(['Ow 5(1)(a)', 'Ow 2 B']))
    expect(decision.duties.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['owb-3', 'owb-4', 'owb-5', 'owb-6', 'owb-7']),
    )
    expect(decision.penalties).toEqual([])
    expect(ask({ ...question, act: 'have' }).outcome).toBe('permitted')
  })
  test('the purpose and normal practice are asked for when they are not known', () => {
    const { purpose: _, facts: __, ...rest } = question
    const decision = ask(rest)
    expect(decision.outcome).toBe('not-decidable')
    expect(missing(decision)).toEqual(expect.arrayContaining(['purpose', 'normal-practice']))
  })
})

describe('6. a vet and a pentobarbital solution', () => {
  const vet = (act: DecisionQuestion['act']) =>
    ask({
      party: { capacity: 'vet' },
      act,
      substance: { name: 'pentobarbital' },
      form: 'preparation',
      purpose: 'veterinary',
      on: '2026-06-01',
      facts: { 'normal-practice': true, 'lawfully-obtained': true },
    })
  test('making it: prohibited by 3 B; 5(1)b has no "prepare"', () => {
    const decision = vet('prepare')
    expect(decision.outcome).toBe('prohibited')
    expect(cited(decision)[0]).toBe('Ow 3 B')
    expect(decision.whyNot?.rule).toBe('ow-5-1-b')
  })
  test.each(['have', 'supply'] as const)('%s: permitted by 5(1)b', (act) => {
    const decision = vet(act)
    expect(decision.outcome).toBe('permitted')
    expect(standing(decision)).toContain('ow-5-1-b')
  })
})

describe('7. a tourist with 10 g of cannabis flower', () => {
  const tourist = (act: DecisionQuestion['act']) =>
    ask({
      party: { capacity: 'private-person' },
      act,
      substance: { name: 'hennep' },
      form: 'plant',
      purpose: 'own-use',
      quantity: { massMg: '10000' },
      on: '2026-06-01',
      facts: { intent: true },
    })
  test('having: prohibited by 3 C, only 11(1)', () => {
    const decision = tourist('have')
    expect(decision.outcome).toBe('prohibited')
    expect(cited(decision)[0]).toBe('Ow 3 C')
    expect(maxima(decision)).toEqual(['ow-11-1 true 1 months / 2'])
    expect(decision.notices.some(({ en }) => en.includes('tolerated'))).toBe(true)
  })
  test('crossing the border: prohibited by 3 A, 11(4)', () => {
    const decision = tourist('export')
    expect(cited(decision)[0]).toBe('Ow 3 A')
    expect(maxima(decision)).toEqual(['ow-11-4 true 4 years / 5'])
  })
})

describe('8. a farmer and fibre hemp', () => {
  const farmer = (act: DecisionQuestion['act'], place: 'open-ground' | 'indoors' | 'premises' = 'open-ground') =>
    ask({
      party: { capacity: 'farmer' },
      act,
      substance: { id: 'hennep' },
      form: 'plant',
      purpose: 'fibre-or-seed',
      place: { kind: place },
      on: '2026-06-01',
      facts: { recipient: 'other' },
    })
  test.each(['grow', 'transport', 'sell'] as const)('%s: permitted by Owb 12', (act) => {
    const decision = farmer(act)
    expect(decision.outcome).toBe('permitted')
    expect(standing(decision)).toContain('owb-12')
  })
  test('growing indoors: prohibited', () => {
    expect(farmer('grow', 'indoors').outcome).toBe('prohibited')
  })
  test.each([
    ['have', 'Ow 3 C'],
    ['export', 'Ow 3 A'],
  ] as const)('%s: by the letter not lifted, so not decidable', (act, article) => {
    const decision = farmer(act, 'premises')
    expect(decision.outcome).toBe('not-decidable')
    expect(reasons(decision)).toEqual(['lacuna'])
    expect(cited(decision)).toContain(article)
    expect(decision.readings.map(({ id }) => id)).toContain('fibre-hemp')
  })
})

describe('9. the holder of a five-year exemption for B, C, D imports 10 kg of morphine', () => {
  const standingExemption = {
    number: '2023-001',
    acts: ['prepare', 'process', 'sell', 'supply', 'transport', 'have', 'make'],
    substances: ['morfine'],
    lists: ['I'],
    purposes: ['medicinal-supply'],
    premises: [],
    ground: 'opiumwet/8/1/a',
    from: '2023-01-01',
    until: '2028-01-01',
    perCase: false,
  } satisfies NonNullable<DecisionQuestion['party']['exemptions']>[number]
  const perCase = {
    ...standingExemption,
    number: '2026-I-7',
    acts: ['import' as const],
    from: '2026-05-01',
    until: '2026-11-01',
    perCase: true,
    massMgMax: '10000000',
  }
  const imports = (exemptions: NonNullable<DecisionQuestion['party']['exemptions']>, massMg = '10000000') =>
    ask({
      party: { capacity: 'medicine-wholesaler', exemptions },
      act: 'import',
      substance: { name: 'morfine' },
      form: 'substance',
      purpose: 'medicinal-supply',
      quantity: { massMg },
      on: '2026-06-01',
    })
  test('prohibited by 2 A: 6(2) asks for an exemption per case', () => {
    const decision = imports([standingExemption])
    expect(decision.outcome).toBe('prohibited')
    expect(cited(decision)[0]).toBe('Ow 2 A')
    expect(decision.whyNot?.rule).toBe('ow-6-2')
  })
  test('within the case permitted; a gram more is not', () => {
    expect(imports([standingExemption, perCase]).outcome).toBe('permitted')
    expect(imports([standingExemption, perCase], '10001000').outcome).toBe('prohibited')
  })
  test('a "case" of a year is no case', () => {
    expect(imports([{ ...perCase, until: '2027-05-01' }]).outcome).toBe('prohibited')
  })
  test('what it is for missing: not decidable, and it is asked', () => {
    const decision = ask({
      party: { capacity: 'medicine-wholesaler', exemptions: [perCase] },
      act: 'import',
      substance: { name: 'morfine' },
      form: 'substance',
      on: '2026-06-01',
    })
    expect(decision.outcome).toBe('not-decidable')
    expect(missing(decision)).toEqual(expect.arrayContaining(['purpose', 'quantity.mass-mg']))
  })
})

describe('10. a laboratory imports 10 mg of a group 1 reference standard', () => {
  const laboratory = (rest: Partial<DecisionQuestion> = {}) =>
    ask({
      party: { capacity: 'researcher' },
      act: 'import',
      substance: twoCmc,
      form: 'substance',
      purpose: 'research',
      quantity: { massMg: '10' },
      on: '2026-06-01',
      ...rest,
    })
  test('without an exemption as question 3', () => {
    expect(laboratory().outcome).toBe('not-decidable')
    expect(laboratory({ experts: chemist }).outcome).toBe('prohibited')
  })
  test('with one on 8(3)b permitted, not per case', () => {
    const exemption = {
      number: '2025-044',
      acts: ['import', 'have', 'process'],
      substances: ['group:fenethylaminen'],
      lists: ['IA'],
      purposes: ['research'],
      premises: [],
      ground: 'opiumwet/8/3/b',
      from: '2025-09-01',
      until: '2030-09-01',
      perCase: false,
    } satisfies NonNullable<DecisionQuestion['party']['exemptions']>[number]
    const decision = laboratory({ party: { capacity: 'researcher', exemptions: [exemption] } })
    expect(decision.outcome).toBe('permitted')
    expect(standing(decision)).toContain('ow-6-1-ia-a')
    expect(decision.readings.find(({ id }) => id === 'per-case-ia')?.acceptedBy).not.toBeNull()
  })
})

describe('11. cannabis of the State', () => {
  test('a contract grower exports surplus flower: prohibited by 3 A and 8i(5)a; 8i(4) demands destruction', () => {
    const decision = ask({
      party: { capacity: 'contract-grower' },
      act: 'export',
      substance: { id: 'hennep' },
      form: 'plant',
      purpose: 'export',
      on: '2026-06-01',
      facts: { 'on-behalf-of-minister': false },
    })
    expect(decision.outcome).toBe('prohibited')
    expect(cited(decision)).toEqual(expect.arrayContaining(['Ow 3 A', 'Ow 8i(5)(a)']))
    expect(decision.duties.map(({ rule }) => rule)).toContain('ow-8i-4')
  })
  test('a pharmacist dispenses it on prescription: permitted by 5(1)a, on a reading that is named', () => {
    const decision = ask({
      party: { capacity: 'pharmacist' },
      act: 'supply',
      substance: { id: 'hennep' },
      form: 'medicine',
      purpose: 'medicinal-supply',
      on: '2026-06-01',
      facts: { 'normal-practice': true, recipient: 'other', 'on-behalf-of-minister': false },
    })
    expect(decision.outcome).toBe('permitted')
    expect(standing(decision)).toEqual(expect.arrayContaining(['ow-5-1-a', 'ow-8i-5-pharmacy']))
    expect(decision.readings.map(({ id }) => id)).toContain('monopoly-pharmacy')
  })
})

describe('12. a hospital runs an approved MDMA trial', () => {
  const hospital = (act: DecisionQuestion['act'], rest: Partial<DecisionQuestion> = {}) =>
    ask({
      party: { capacity: 'institution', institution: 'hospital' },
      act,
      substance: { name: 'MDMA' },
      form: 'medicine',
      purpose: 'clinical-trial',
      place: { kind: 'institution' },
      on: '2026-06-01',
      facts: { 'trial-approved': true, 'lawfully-obtained': true },
      ...rest,
    })
  test('prescribing: permitted by Owb 2(1)', () => {
    const decision = hospital('prescribe')
    expect(decision.outcome).toBe('permitted')
    expect(standing(decision)).toContain('owb-2-trial')
  })
  test('prescribing outside research: prohibited', () => {
    expect(hospital('prescribe', { party: { capacity: 'doctor' }, purpose: 'medicinal-supply' }).outcome).toBe(
      'prohibited',
    )
  })
  test('import: prohibited without a per-case exemption', () => {
    const decision = hospital('import')
    expect(decision.outcome).toBe('prohibited')
    expect(cited(decision)[0]).toBe('Ow 2 A')
  })
  test.each(['have', 'supply'] as const)('%s: not decidable until a reading is taken', (act) => {
    const decision = hospital(act)
    expect(decision.outcome).toBe('not-decidable')
    expect(reasons(decision)).toEqual(['conflict'])
    expect(hospital(act, { readings: [{ id: 'institution-trial', acceptedBy: 'a court' }] }).outcome).toBe('permitted')
  })
  test('preparing: prohibited without an exemption', () => {
    expect(hospital('prepare').outcome).toBe('prohibited')
  })
})
