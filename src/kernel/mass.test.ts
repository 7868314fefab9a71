import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactDecimal, formatMass, type Locale, locales, type MassUnit, milligrams, parseMass } from './mass.ts'

const anyMass = fc.bigInt({ min: 0n, max: 10n ** 17n })
const anyUnit = fc.constantFrom<MassUnit>('mg', 'g', 'kg')

test.each<[string, MassUnit | null, bigint | null]>([
  ['12,5 g', null, 12_500n],
  ['0.250kg', null, 250_000n],
  ['7 mg', null, 7n],
  ['5', 'g', 5_000n],
  ['1,2340 g', null, 1_234n], // a trailing zero is no precision we lose
  ['5', null, null], // no unit: not guessed
  ['1,2345 g', null, null], // finer than a milligram: not rounded
  ['0,5 mg', null, null],
  ['1.500,25 g', null, null], // a thousands separator would be a guess
  ['-3 g', null, null],
  ['1e3 g', null, null],
  ['', 'g', null],
  ['NaN', 'g', null],
])('parseMass(%s, %s) is %s', (text, assumed, expected) => expect(parseMass(text, assumed)).toBe(expected))

test.each<[bigint, Locale, string]>([
  [0n, 'nl', '0 g'],
  [250n, 'nl', '250 mg'],
  [1_250_500n, 'nl', '1.250,5 g'],
  [1_250_500n, 'en', '1,250.5 g'],
  [12_345_678n, 'en', '12.345678 kg'],
  [-5_000n, 'nl', '−5 g'],
])('formatMass(%s, %s) is %s', (mass, locale, expected) =>
  expect(formatMass(mass, locale)).toBe(expected.replaceAll(' ', '\u00a0')),
)

test('what is printed is read back to the milligram, in every unit', () => {
  fc.assert(
    fc.property(anyMass, anyUnit, (mass, unit) => {
      expect(parseMass(`${exactDecimal(mass, unit)} ${unit}`)).toBe(mass)
    }),
  )
})

test('formatting never rounds: stripped of its grouping it reads back as the same mass', () => {
  fc.assert(
    fc.property(anyMass, fc.constantFrom(...locales), (mass, locale) => {
      const shown = formatMass(mass, locale)
        .replaceAll(locale === 'nl' ? '.' : ',', '')
        .replace('\u00a0', ' ')
      expect(parseMass(shown)).toBe(mass)
    }),
  )
})

test('a negative mass is a bug, not a value', () => {
  expect(() => milligrams(-1n)).toThrow('not negative')
})
