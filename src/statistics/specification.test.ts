// A specification beside results: basis, uncertainty, labels. Not here: the edges of the two rules (acceptance.test.ts).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareFractions, fractionOf, roundHalfUp, writeExactly } from '#kernel'
import { type Criterion, compareWithSpecification, labelCriterion, type Measured, verdictOf } from './specification.ts'

const thc: Criterion = {
  ...{ analyte: 'total-thc', min: '17.6', max: '26.4', unit: '%', of: 'dried', rule: 'guard-band', source: 'x' },
}
const result = (over: Partial<Measured>): Measured => ({
  ...{ eventId: 'e', analyte: 'total-thc', value: '22.0', unit: '%', of: 'dried', uncertainty: '0.7' },
  ...over,
})

describe('what is missing is said by name', () => {
  test.each([
    ['no-result', []],
    ['unit', [result({ unit: 'ppm' })]],
    ['basis', [result({ of: 'as-is' })]],
    ['uncertainty', [result({ uncertainty: null })]],
  ])('%s', (why, results) => {
    expect(compareWithSpecification([thc], results)).toMatchObject([{ verdict: 'missing', why, compared: null }])
  })
  test('a loss of everything divides by nothing, and is missing too', () => {
    const loss = result({ analyte: 'loss-on-drying', value: '100', of: 'as-is' })
    expect(compareWithSpecification([thc], [result({ of: 'as-is' }), loss])).toMatchObject([{ why: 'basis' }])
  })
})

describe('less than a number', () => {
  const impurity: Criterion = { ...thc, analyte: 'lead', min: null, max: '0.5', rule: 'simple' }
  test.each([
    ['under the most', impurity, '0.05', 'inside', null],
    ['at the most', impurity, '0.5', 'inside', null],
    ['over the most: it may be under it', impurity, '0.6', 'missing', 'less-than'],
    ['under the least', thc, '1.0', 'outside', 'below'],
    ['over the least: it may be under it', thc, '22.0', 'missing', 'less-than'],
  ] as const)('%s', (_, criterion, value, verdict, why) => {
    const measured = result({ analyte: criterion.analyte, value, isBelow: true })
    expect(compareWithSpecification([criterion], [measured])).toMatchObject([{ verdict, why }])
  })
})

describe('a method the specification names', () => {
  const lead: Criterion = {
    ...thc,
    analyte: 'lead',
    min: null,
    max: '0.5',
    rule: 'simple',
    methods: ['Ph. Eur. 2.4.27', 'LAB-017'],
  }
  test.each([
    ['as it is', 'Ph. Eur. 2.4.27', '0.1', 'inside', null],
    ['beside an instrument, whatever its case and spaces', 'ICP-MS,  ph. eur.\u00a02.4.27', '0.1', 'inside', null],
    ['another that is named', 'LAB-017', '0.1', 'inside', null],
    ['one that only begins like it', 'Ph. Eur. 2.4.2', '0.1', 'missing', 'method'],
    ['none at all', '', '0.1', 'missing', 'method'],
    ['another, and outside: that stays outside', 'by eye', '0.6', 'outside', 'above'],
  ] as const)('%s', (_, method, value, verdict, why) => {
    const measured = result({ analyte: 'lead', value, method })
    expect(compareWithSpecification([lead], [measured])).toMatchObject([{ verdict, why, methods: lead.methods }])
    expect(compareWithSpecification([{ ...lead, methods: undefined }], [measured])[0]?.why).toBe(
      why === 'above' ? why : null,
    )
  })
})

test('the uncertainty goes to the dried drug with its value', () => {
  const loss = result({ analyte: 'loss-on-drying', value: '10.0', of: 'as-is', uncertainty: null })
  const [row] = compareWithSpecification([thc], [result({ value: '16.29', of: 'as-is', uncertainty: '0.45' }), loss])
  // 16.29 ÷ 0.9 = 18.1; 0.45 ÷ 0.9 = 0.5, so that 18.1 is the least that is accepted.
  expect(row).toMatchObject({ compared: '18.1', accepted: { min: '18.1', max: '25.9' }, verdict: 'inside' })
})

describe('a label', () => {
  const claim = { analyte: 'total-thc', unit: '%', of: 'dried', rule: 'simple', source: 'x' } as const
  test.each([
    ['22', '19.8', '24.2'],
    ['6.3', '5.67', '6.93'],
    ['9', '8.1', '9.9'],
  ])('of %s with ten percent goes from %s to %s', (labelled, min, max) => {
    expect(labelCriterion({ ...claim, labelled, toleranceMillionths: 100_000 })).toEqual({ ...claim, min, max })
  })
})

test('one outside is enough, and what is missing is not inside', () => {
  const rows = (...verdicts: ('inside' | 'outside' | 'missing')[]) => verdicts.map((verdict) => ({ verdict }))
  expect(verdictOf(rows('inside', 'missing', 'outside'))).toBe('outside')
  expect(verdictOf(rows('inside', 'missing'))).toBe('missing')
  expect(verdictOf(rows('inside'))).toBe('inside')
})

test('decimals round half up and never further than half a digit away', () => {
  const decimal = fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat({ max: 4 }))
    .map(([value, places]) => roundHalfUp({ numerator: BigInt(value), denominator: 10n ** BigInt(places) }, places))
  fc.assert(
    fc.property(decimal, fc.nat({ max: 3 }), (text, places) => {
      const exact = fractionOf(text)
      const rounded = fractionOf(roundHalfUp(exact, places))
      const half = { numerator: 1n, denominator: 2n * 10n ** BigInt(places) }
      const up = {
        numerator: rounded.numerator * half.denominator + half.numerator * rounded.denominator,
        denominator: rounded.denominator * half.denominator,
      }
      const down = {
        numerator: rounded.numerator * half.denominator - half.numerator * rounded.denominator,
        denominator: rounded.denominator * half.denominator,
      }
      expect(compareFractions(exact, up)).toBeLessThan(0)
      expect(compareFractions(exact, down)).toBeGreaterThanOrEqual(0)
      expect(compareFractions(fractionOf(writeExactly(exact)), exact)).toBe(0)
    }),
  )
})
