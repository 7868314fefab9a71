// Which exemption covers an act on a day, and what the nearest lacks. Not here: fetching them.
import { describe, expect, test } from 'vitest'
import { newId } from '#kernel'
import { type CoverageQuestion, coverageOn } from './coverage-on.ts'
import type { ExemptionFact } from './facts.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const holder = { partyId: newId('party'), kind: 'grower' as const }
const premisesId = newId('premises')
const question: CoverageQuestion = {
  holder,
  act: 'grow',
  substance: { substanceId: 'hennep', list: 'II' },
  purpose: 'medicinal-supply',
  premisesId,
  on: day('2026-06-01'),
}
const exemption: ExemptionFact = {
  exemptionId: newId('exemption'),
  number: 'E1',
  holderId: holder.partyId,
  ground: 'opiumwet/8/2',
  basis: ['opiumwet/8i/2'],
  withdrawnOn: null,
  period: { from: day('2026-01-01'), until: day('2027-01-01') },
  scope: [
    {
      acts: ['grow', 'process'],
      substances: [{ substanceId: 'hennep', list: 'II' }],
      purposes: ['medicinal-supply'],
      premises: [premisesId],
      maxStockMg: 5n,
    },
    {
      acts: ['have'],
      substances: [{ substanceId: 'hennep', list: 'II' }],
      purposes: ['research'],
      premises: [],
      maxStockMg: null,
    },
  ],
}

describe('an exemption', () => {
  test('covers what it names, with its ceiling and its articles', () => {
    expect(coverageOn([exemption], question)).toMatchObject({
      covered: true,
      number: 'E1',
      basis: ['opiumwet/8/2', 'opiumwet/8i/2'],
      maxStockMg: 5n,
      exception: null,
      lacking: null,
    })
  })
  test('holds from its first day to the day before its end', () => {
    const on = (text: string) => coverageOn([exemption], { ...question, on: day(text) }).covered
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([false, true, true, false])
  })
  test.each<[string, Partial<CoverageQuestion>, string]>([
    ['another day', { on: day('2028-01-01') }, 'period'],
    ['another substance', { substance: { substanceId: 'mdma', list: 'I' } }, 'substance'],
    ['another act', { act: 'sell' }, 'act'],
    ['another purpose', { purpose: 'export' }, 'purpose'],
    ['another place', { premisesId: newId('premises') }, 'premises'],
    ['another holder', { holder: { partyId: newId('party'), kind: 'grower' } }, 'holder'],
  ])('does not cover %s, and says so', (_, change, lacking) => {
    expect(coverageOn([exemption], { ...question, ...change })).toMatchObject({ covered: false, lacking })
  })
  test('of someone else is never named', () => {
    expect(coverageOn([exemption], { ...question, holder: { partyId: newId('party'), kind: 'grower' } })).toMatchObject(
      { number: null, exemptionId: null },
    )
  })
  test('counts until the day of its withdrawal', () => {
    const withdrawn = { ...exemption, withdrawnOn: day('2026-06-01') }
    expect(coverageOn([withdrawn], question)).toMatchObject({ covered: false, lacking: 'withdrawn', number: 'E1' })
    expect(coverageOn([withdrawn], { ...question, on: day('2026-05-31') }).covered).toBe(true)
  })
  test('the nearest is named where several fall short', () => {
    const ended = {
      ...exemption,
      number: 'E0',
      exemptionId: newId('exemption'),
      period: { from: day('2020-01-01'), until: day('2021-01-01') },
    }
    expect(coverageOn([ended, exemption], { ...question, premisesId: newId('premises') })).toMatchObject({
      number: 'E1',
      lacking: 'premises',
    })
  })
})

describe('an exception of the law', () => {
  const pharmacy = { partyId: newId('party'), kind: 'pharmacy' as const }
  const minister = { partyId: newId('party'), kind: 'authority' as const }
  test('lets a pharmacist supply, not grow', () => {
    expect(coverageOn([], { ...question, holder: pharmacy, act: 'supply' })).toMatchObject({
      covered: true,
      exception: 'opiumwet/5/1/a',
      basis: ['opiumwet/5/1/a'],
    })
    expect(coverageOn([], { ...question, holder: pharmacy, act: 'grow' })).toMatchObject({
      covered: false,
      lacking: 'holder',
    })
  })
  test('does not reach hashish, which no pharmacist has', () => {
    expect(
      coverageOn([], { ...question, holder: pharmacy, act: 'have', substance: { substanceId: 'hasjiesj', list: 'II' } })
        .covered,
    ).toBe(false)
  })
  test('makes the Minister the only exporter of hemp', () => {
    expect(coverageOn([], { ...question, holder: minister, act: 'export', purpose: 'export' })).toMatchObject({
      covered: true,
      exception: 'opiumwet/8i/5',
    })
    expect(coverageOn([], { ...question, act: 'export', purpose: 'export' }).covered).toBe(false)
    expect(
      coverageOn([], {
        ...question,
        holder: minister,
        act: 'export',
        purpose: 'export',
        substance: { substanceId: 'mdma', list: 'I' },
      }).covered,
    ).toBe(false)
  })
  test('yields to an exemption, whose conditions then hold', () => {
    const own = {
      ...exemption,
      holderId: pharmacy.partyId,
      scope: [{ ...exemption.scope[0]!, acts: ['supply' as const], premises: [] }],
    }
    expect(coverageOn([own], { ...question, holder: pharmacy, act: 'supply' })).toMatchObject({
      number: 'E1',
      exception: null,
    })
  })
  test('of list I reaches what annex 1 names alone', () => {
    const have = (substanceId: string) =>
      coverageOn([], { ...question, holder: pharmacy, act: 'have', substance: { substanceId, list: 'I' } }).covered
    expect([have('morfine'), have('mdma')]).toEqual([true, false])
  })
})
