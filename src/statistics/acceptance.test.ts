// The two rules of acceptance at their edges, and what must hold of any value. Not here: which rule a specification names.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fractionOf } from '#kernel'
import { type AcceptanceRule, acceptance } from './acceptance.ts'

const thc = { min: '17.6', max: '26.4' }
const judge = (value: string, uncertainty: string | null, rule: AcceptanceRule, limits: object = thc) =>
  acceptance(fractionOf(value), uncertainty === null ? null : fractionOf(uncertainty), {
    ...{ min: null, max: null, rule },
    ...limits,
  })

describe('simple acceptance', () => {
  test.each([
    ['17.55', '17.6', null],
    ['17.54', '17.5', 'below'],
    ['26.44', '26.4', null],
    ['26.45', '26.5', 'above'],
  ])('%s is compared as %s', (value, compared, why) => {
    expect(judge(value, '9', 'simple')).toMatchObject({ compared, why, verdict: why ? 'outside' : 'inside' })
  })
  test('a limit on one side', () => {
    expect(judge('0.05', null, 'simple', { min: null, max: '0.1' })).toMatchObject({ compared: '0.1', why: null })
    expect(judge('0.15', null, 'simple', { min: null, max: '0.1' })).toMatchObject({ compared: '0.2', why: 'above' })
  })
})

describe('a guard band of the expanded uncertainty', () => {
  test('takes its own width from both limits', () => {
    expect(judge('18.4', '0.8', 'guard-band')).toMatchObject({
      verdict: 'inside',
      accepted: { min: '18.4', max: '25.6' },
    })
    expect(judge('18.3', '0.8', 'guard-band')).toMatchObject({ verdict: 'outside', why: 'guard-band' })
    expect(judge('17.5', '0.8', 'guard-band')).toMatchObject({ verdict: 'outside', why: 'below' })
  })
  test('cannot be judged without an uncertainty, and an uncertainty wider than the range accepts nothing', () => {
    expect(judge('22', null, 'guard-band')).toBeNull()
    expect(judge('22', '5', 'guard-band')).toMatchObject({ verdict: 'outside', why: 'guard-band' })
  })
})

test('what a guard band accepts, simple acceptance accepts; without uncertainty they agree', () => {
  const hundredths = fc.integer({ min: -500, max: 4000 }).map((value) => (value / 100).toFixed(2))
  fc.assert(
    fc.property(hundredths, fc.integer({ min: 0, max: 600 }), (value, width) => {
      const guarded = judge(value, (width / 100).toFixed(2), 'guard-band')!
      const simple = judge(value, null, 'simple')!
      expect(guarded.compared).toBe(simple.compared)
      if (guarded.verdict === 'inside') expect(simple.verdict).toBe('inside')
      expect(judge(value, '0', 'guard-band')!.verdict).toBe(simple.verdict)
    }),
  )
})
