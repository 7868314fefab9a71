// A figure typed in either language: read in one way, or asked. Not here: masses (mass.test.ts).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locales } from './locale.ts'
import { parseMass } from './mass.ts'
import {
  isMeantAsDecimal,
  meantAsDecimal,
  readDecimal,
  twoReadings,
  unmistakable,
  withoutMeaning,
} from './two-readings.ts'

test.each([
  ['21,70', '21.70'], // digits are kept
  [' 21.7 ', '21.7'],
  ['0,250', '0.250'], // nothing is thousands of 0
  ['1250', '1250'],
  ['1250,500', '1250.500'],
  ['1.2500', '1.2500'],
  ['1.250', null],
  ['1,250', null],
  ['999.999', null],
  ['21,', null],
  [',5', null],
  ['1.250,5', null],
  ['-3', null],
  ['<0.1', null],
  ['1e3', null],
  ['', null],
])('%j is read as %j', (typed, value) => {
  expect(readDecimal(typed)).toBe(value)
})

test('a figure is read in the same way whichever sign is typed, and what is not read is offered in both ways', () => {
  const digits = fc.stringMatching(/^\d{1,4}$/)
  fc.assert(
    fc.property(digits, digits, fc.constantFrom(...locales), (whole, rest, locale) => {
      const [point, comma] = [readDecimal(`${whole}.${rest}`), readDecimal(`${whole},${rest}`)]
      expect(comma).toBe(point)
      const two = twoReadings(`${whole}.${rest}`, locale)
      expect(point === null).toBe(two !== null)
      if (two === null) return
      expect(readDecimal(two.thousands)).toBe(whole + rest)
      expect(readDecimal(two.decimal)).toBe(unmistakable(`${whole}.${rest}`))
      expect(Number(readDecimal(two.decimal))).toBe(Number(`${whole}.${rest}`))
    }),
  )
})

test.each([
  ['21.705', 'nl', '21,705', '21.705'],
  ['21,705', 'en', '21.705', '21.705'],
  ['1.250', 'nl', '1,250', '1.250'], // no digit more, none less
  ['100,100', 'nl', '100,100', '100.100'],
] as const)('%j, said to be decimal in %s, shows %j and is %j', (typed, locale, shown, read) => {
  const chosen = meantAsDecimal(twoReadings(typed, locale)?.exact ?? '')
  expect([withoutMeaning(chosen), readDecimal(chosen), isMeantAsDecimal(chosen)]).toEqual([shown, read, true])
  expect(twoReadings(chosen, locale)).toBeNull() // It is not asked again,
  expect(readDecimal(withoutMeaning(chosen))).toBeNull() // until somebody types in it.
})

test('a mass that is said to be decimal is that mass, its digits as they stood', () => {
  const chosen = meantAsDecimal(twoReadings('1.234 kg', 'nl')?.exact ?? '')
  expect([withoutMeaning(chosen), parseMass(chosen)]).toEqual(['1,234 kg', 1_234_000n])
  expect(parseMass(meantAsDecimal(twoReadings('1.234', 'en', 'g')?.exact ?? ''))).toBe(1_234n)
  expect(parseMass(withoutMeaning(chosen))).toBeNull()
})
