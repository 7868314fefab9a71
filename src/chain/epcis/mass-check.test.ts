// Mass that balances, mass that does not, and mass nobody can judge. Not here: the ledger.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExpandedEvent } from './expanded.ts'
import { massOfDocument, massOfEvent } from './mass-check.ts'

const kilo = (epcClass: string, massMg: bigint) => ({
  epcClass,
  quantity: `${massMg}`,
  uom: 'MGM',
  massMg: `${massMg}`,
})
const transformation = (fields: object): ExpandedEvent => ({
  type: 'TransformationEvent',
  eventTime: '2026-05-01T08:00:00Z',
  eventTimeZoneOffset: '+02:00',
  ...fields,
})

test('whatever is weighed on both sides is judged to the milligram', () => {
  const masses = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(masses, fc.bigInt({ min: 0n, max: 2n }), (inputs, made) => {
      const inMg = inputs.reduce((total, mass) => total + mass, 0n)
      const event = transformation({
        inputQuantityList: inputs.map((mass, index) => kilo(`urn:x:${index}`, mass)),
        outputQuantityList: [kilo('urn:x:out', inMg + made)],
      })
      const outMg = inMg + made
      expect(massOfEvent(event)).toEqual(
        made === 0n ? { kind: 'balanced', inMg, outMg } : { kind: 'imbalance', inMg, outMg },
      )
    }),
  )
})

describe('what cannot be judged', () => {
  test.each([
    ['a class in pieces', { inputQuantityList: [{ epcClass: 'urn:x:plants', quantity: '4' }] }, ['urn:x:plants']],
    ['a class without quantity', { inputQuantityList: [{ epcClass: 'urn:x:some' }] }, ['urn:x:some']],
    ['a thing by itself', { inputEPCList: ['urn:x:thing'] }, ['urn:x:thing']],
  ])('%s', (_what, fields, lacking) => {
    const event = transformation({ outputQuantityList: [kilo('urn:x:out', 1n)], ...fields })
    expect(massOfEvent(event)).toEqual({ kind: 'not-decidable', lacking })
  })
  test('an observation makes nothing of anything', () => {
    expect(massOfEvent({ ...transformation({}), type: 'ObjectEvent' })).toEqual({ kind: 'none' })
  })
})

test('a transformation over three events is open until its last part', () => {
  const part = (fields: object) => transformation({ transformationID: 'urn:x:t', ...fields })
  const first = part({ inputQuantityList: [kilo('urn:x:a', 10n)] })
  const second = part({ outputQuantityList: [kilo('urn:x:b', 7n)] })
  const third = part({ outputQuantityList: [kilo('urn:x:waste', 3n)] })
  expect(massOfDocument([first])[0]?.verdict).toEqual({ kind: 'open', inMg: 10n, outMg: 0n })
  expect(massOfDocument([first, second])[0]?.verdict).toEqual({ kind: 'open', inMg: 10n, outMg: 7n })
  const whole = massOfDocument([
    first,
    transformation({ inputEPCList: ['urn:x:1'], outputEPCList: ['urn:x:2'] }),
    second,
    third,
  ])
  expect(whole.map(({ places, transformationId, verdict }) => [places, transformationId, verdict.kind])).toEqual([
    [[0, 2, 3], 'urn:x:t', 'balanced'],
    [[1], null, 'not-decidable'],
  ])
})
