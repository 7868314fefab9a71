// What is typed at the bench, read and judged while typing. Not here: the fields, and what the server makes of it.
import { describe, expect, test } from 'vitest'
import { type Draft, emptyDraft, type Line, toSend, verdictsOf } from './result-draft.ts'

const product = {
  form: 'flos' as const,
  specification: [
    ...[
      {
        analyte: 'total-thc',
        min: '17.6',
        max: '26.4',
        unit: '%',
        of: 'dried' as const,
        rule: 'simple' as const,
        source: 'x',
      },
    ],
    ...[
      {
        analyte: 'loss-on-drying',
        min: null,
        max: '12.0',
        unit: '%',
        of: 'dried' as const,
        rule: 'simple' as const,
        source: 'x',
      },
    ],
  ],
}
const draft = emptyDraft({ tests: ['total-thc', 'loss-on-drying', 'appearance'] })
const typed = (test: string, line: Partial<Line>): Draft => ({ ...draft, [test]: { ...draft[test]!, ...line } })

describe('the verdict beside a line', () => {
  test('says nothing before a number stands there, and changes with it', () => {
    expect(verdictsOf(draft, product).get('total-thc')).toMatchObject({ verdict: 'missing', why: 'no-result' })
    expect(verdictsOf(typed('total-thc', { value: '26,45' }), product).get('total-thc')).toMatchObject({
      ...{ verdict: 'outside', why: 'above', compared: '26.5' },
    })
    expect(verdictsOf(typed('total-thc', { value: '26,44' }), product).get('total-thc')?.verdict).toBe('inside')
  })
  test('says nothing of what can be read in two ways', () => {
    expect(verdictsOf(typed('total-thc', { value: '21,705' }), product).get('total-thc')?.why).toBe('no-result')
    expect(verdictsOf(typed('total-thc', { value: '21,7050' }), product).get('total-thc')?.verdict).toBe('inside')
  })
  test('is not there for a product nothing is known of', () => {
    expect(verdictsOf(typed('total-thc', { value: '22' }), null).size).toBe(0)
  })
})

const oil = {
  form: 'oil' as const,
  specification: [
    { analyte: 'total-thc', min: '1.8', max: '2.2', unit: '%', of: 'as-is', rule: 'simple', source: 'x' } as const,
  ],
}

describe('what is no flower', () => {
  const ordered = { tests: ['total-thc', 'lead', 'mdma-base'] as const }
  test('is measured as it is, by a method that is not the flower’s', () => {
    const empty = emptyDraft({ tests: [...ordered.tests] }, oil)
    expect([empty['total-thc']?.method, empty['lead']?.method]).toEqual(['', 'ICP-MS, Ph. Eur. 2.4.27'])
    const measured = { ...empty, 'total-thc': { ...empty['total-thc']!, value: '2,04', method: 'HPLC-UV' } }
    expect(verdictsOf(measured, oil).get('total-thc')?.verdict).toBe('inside')
    const { 'total-thc': thc } = measured
    expect(toSend({ 'total-thc': thc }, oil)?.results).toMatchObject([{ analyte: 'total-thc', of: 'as-is' }])
    expect(toSend({ 'total-thc': thc })?.results).toMatchObject([{ of: 'dried' }])
  })
})

describe('what is sent', () => {
  const whole: Draft = {
    ...typed('total-thc', { value: '21,7', uncertainty: '0,5', loq: '0,03' }),
    'loss-on-drying': { ...draft['loss-on-drying']!, value: '9' },
    appearance: { ...draft['appearance']!, conforms: true },
  }
  test('is nothing until all of it is there', () => {
    expect(toSend(draft)).toBeNull()
    expect(toSend({ ...whole, appearance: { ...whole['appearance']!, conforms: null } })).toBeNull()
    expect(toSend({ ...whole, 'total-thc': { ...whole['total-thc']!, method: ' ' } })).toBeNull()
    // Not left out in silence.
    for (const figure of ['value', 'uncertainty', 'lod', 'loq'])
      for (const twofold of ['1.250', '1,250'])
        expect(toSend({ ...whole, 'total-thc': { ...whole['total-thc']!, [figure]: twofold } })).toBeNull()
    for (const figure of ['uncertainty', 'lod', 'loq'])
      expect(toSend({ ...whole, 'total-thc': { ...whole['total-thc']!, [figure]: 'ca. 0,5' } })).toBeNull()
  })
  test('is what was typed, digits kept, and what is empty is null', () => {
    expect(toSend(whole)).toMatchObject({
      results: [
        { analyte: 'total-thc', value: '21.7', unit: '%', of: 'dried', uncertainty: '0.5', lod: null, loq: '0.03' },
        { of: 'as-is' },
      ],
      observations: [{ test: 'appearance', conforms: true }],
    })
  })
})
