// A question in the address and as the law is asked it: there and back, and what was changed by hand. Not here: the answer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MissingFact } from '#law/contract'
import { answered, nextQuestions, printFacts, questionOf, readExemptions, readFacts, withFact } from './question.ts'

const basic = { who: 'pharmacist', act: 'supply', sub: 'methylfenidaat' }

describe('facts in the address', () => {
  test('come back as they were', () => {
    const value = fc.oneof(fc.boolean(), fc.constantFrom('other', '2026-01-31'), fc.integer({ min: 0, max: 1e6 }))
    const facts = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{1,12}$/), value)
    fc.assert(
      fc.property(facts, (given) => {
        expect(readFacts(printFacts(given))).toEqual({ ...given })
      }),
      { seed: 20261122 },
    )
  })
  test('what somebody typed by hand and is none is left out', () => {
    expect(readFacts('intent:yes,,x,:,UPPER:no,a b:yes')).toEqual({ intent: true })
    expect(readExemptions('[{')).toEqual([])
    expect(readExemptions('{"a":1}')).toEqual([])
  })
})

describe('the question', () => {
  test('is none before who, what and which substance are said', () => {
    expect(questionOf({})).toBeNull()
    expect(questionOf({ ...basic, sub: '  ' })).toBeNull()
  })
  test('tells a name from a structure, and carries what was answered', () => {
    expect(questionOf(basic)).toEqual({
      party: { capacity: 'pharmacist' },
      act: 'supply',
      substance: { name: 'methylfenidaat' },
    })
    expect(questionOf({ ...basic, sub: 'CC(NC)C(=O)c1ccccc1Cl' })?.substance).toEqual({
      structure: 'CC(NC)C(=O)c1ccccc1Cl',
    })
    const whole = {
      ...basic,
      form: 'medicine',
      for: 'trade',
      where: 'pharmacy',
      mass: '010',
      f: 'intent:no',
      r: 'list-coverage',
    }
    expect(questionOf(whole)).toMatchObject({
      form: 'medicine',
      purpose: 'trade',
      place: { kind: 'pharmacy' },
      quantity: { massMg: '10' },
      facts: { intent: false },
      readings: [{ id: 'list-coverage', acceptedBy: 'asker' }],
    })
  })
  test('leaves out a quantity that is none', () => {
    expect(questionOf({ ...basic, mass: '1,5', units: '-3', plants: 'x' })).not.toHaveProperty('quantity')
  })
})

test('an answer goes to its own place in the address, and can be taken back', () => {
  const asked = withFact(withFact(basic, 'purpose', 'trade'), 'intent', true)
  expect(asked).toMatchObject({ for: 'trade', f: 'intent:yes' })
  expect(answered({ ...basic, for: 'trade', f: 'intent:yes' })).toEqual([
    { fact: 'purpose', value: 'trade' },
    { fact: 'intent', value: true },
  ])
  const back = withFact({ ...basic, for: 'trade', f: 'intent:yes' }, 'intent', null)
  expect(back.f).toBeUndefined()
  expect(withFact({ ...basic, for: 'trade' }, 'purpose', null).for).toBeUndefined()
})

test('the next questions are few, what most rules wait for first', () => {
  const missing = (fact: string, rules: number) =>
    ({ fact, neededBy: Array.from({ length: rules }, String) }) as unknown as MissingFact // Only these two are looked at.
  const all = [missing('a', 1), missing('act', 9), missing('b', 3), missing('c', 2), missing('d', 1)]
  expect(nextQuestions(all).map(({ fact }) => fact)).toEqual(['b', 'c', 'a'])
  const general = [...all, missing('purpose', 1), missing('quantity.mass-mg', 4), missing('form', 2)]
  expect(nextQuestions(general).map(({ fact }) => fact)).toEqual(['form', 'purpose'])
})
