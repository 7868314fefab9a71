import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Locale, locales } from './locale.ts'
import { exactDecimal, formatMass, type MassUnit, milligrams, parseMass, roundedMass, typedMass } from './mass.ts'
import { twoReadings, unmistakable } from './two-readings.ts'

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
  ['1.500,25 g', null, 1_500_250n], // two signs say which is which
  ['1,500.25 g', null, 1_500_250n],
  ['1.250.000 mg', null, 1_250_000n], // nobody writes two decimal signs
  ['1.500 g', null, null], // 1500 to a Dutch reader, 1.5 to an English one
  ['1,500', 'g', null],
  ['1.500 kg', null, null],
  ['1.5000 g', null, 1_500n],
  ['0,500 g', null, 500n],
  ['1250,500 g', null, 1_250_500n],
  ['1.50.000 g', null, null],
  ['1,500,25 g', null, null],
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

test('what is written for machines is read back to the milligram, in every unit', () => {
  fc.assert(
    fc.property(anyMass, anyUnit, (mass, unit) => {
      expect(parseMass(`${unmistakable(exactDecimal(mass, unit))} ${unit}`)).toBe(mass)
    }),
  )
})

const anyLocale = fc.constantFrom(...locales)

test('what a field begins with is read back to the milligram, and in one way', () => {
  fc.assert(
    fc.property(anyMass, anyUnit, anyLocale, (mass, unit, locale) => {
      const typed = typedMass(mass, locale, unit)
      expect([parseMass(typed), twoReadings(typed, locale)]).toEqual([mass, null])
    }),
  )
})

test('what is printed on a screen and copied into a field is that mass, or is refused with that mass as one of two', () => {
  fc.assert(
    fc.property(anyMass, anyUnit, anyLocale, (mass, unit, locale) => {
      const printed = formatMass(mass, locale, unit)
      const two = twoReadings(printed, locale)
      expect(parseMass(printed)).toBe(two === null ? mass : null)
      if (two) expect([parseMass(two.thousands), parseMass(two.decimal)]).toContain(mass)
    }),
  )
})

const group = fc.integer({ min: 0, max: 999 }).map((value) => String(value).padStart(3, '0'))

test('what can be read in two ways is never read; each way offered is read, as it says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999 }),
      fc.constantFrom('.', ','),
      group,
      anyUnit,
      anyLocale,
      (whole, sign, rest, unit, locale) => {
        for (const typed of [`${whole}${sign}${rest} ${unit}`, `${whole}${sign}${rest}${unit}`]) {
          expect(parseMass(typed)).toBeNull()
          const two = twoReadings(typed, locale)!
          const perUnit = parseMass(`1 ${unit}`)!
          expect(parseMass(two.thousands)).toBe(BigInt(`${whole}${rest}`) * perUnit)
          // Finer than a milligram is no mass, however plainly it is written.
          const thousandths = BigInt(`${whole}${rest}`) * perUnit
          expect(parseMass(two.decimal)).toBe(thousandths % 1_000n === 0n ? thousandths / 1_000n : null)
        }
        expect(parseMass(`${whole}${sign}${rest}`, unit)).toBeNull()
      },
    ),
  )
})

/** How somebody reads it who knows one language alone: thousands by one sign, decimals by the other. */
function readIn(locale: Locale, digits: string): string | null {
  const [thousands, decimal] = locale === 'nl' ? ['.', ','] : [',', '.']
  const [whole = '', fraction = '', ...more] = digits.split(decimal)
  const groups = whole.split(thousands)
  const isGrouped =
    groups.length > 1 && /^[1-9]\d{0,2}$/.test(groups[0]!) && groups.slice(1).every((one) => /^\d{3}$/.test(one))
  const isPlain = groups.length === 1 && /^\d+$/.test(whole)
  if (more.length > 0 || !(isGrouped || isPlain) || (digits.includes(decimal) && !/^\d+$/.test(fraction))) return null
  return `${BigInt(groups.join(''))}.${fraction.replace(/0+$/, '')}`
}

test('no text is read where a Dutch and an English reader differ, and all else as the one who can read it does', () => {
  const anyDigits = fc
    .array(fc.constantFrom(...'0123456789.,'), { minLength: 1, maxLength: 12 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(anyDigits, (digits) => {
      const read = parseMass(digits, 'kg')
      const said = new Set(locales.map((locale) => readIn(locale, digits)).filter((one) => one !== null))
      if (said.size > 1) expect(read).toBeNull()
      if (read === null) return
      const shown = exactDecimal(read, 'kg')
      expect([...said]).toEqual([shown.includes('.') ? shown : `${shown}.`])
    }),
    { numRuns: 2_000 },
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

test.each<[bigint, Locale, string]>([
  [12_345_678n, 'nl', '≈ 12,35 kg'],
  [12_345_678n, 'en', '≈ 12.35 kg'],
  [12_350_000n, 'nl', '12,35 kg'],
  [1_234_567_890n, 'nl', '≈ 1.234,57 kg'],
  [15_001_234n, 'nl', '≈ 15,00 kg'],
  [250_499n, 'nl', '≈ 0,250 kg'],
  [250_000n, 'nl', '0,25 kg'],
  [999_600n, 'en', '≈ 1.00 kg'],
  [499n, 'en', '0.000499 kg'],
  [0n, 'nl', '0 kg'],
  [-12_345_678n, 'nl', '≈ −12,35 kg'],
])('roundedMass(%s, %s) is %s', (mass, locale, expected) =>
  expect(roundedMass(mass, locale)).toBe(expected.replaceAll(' ', '\u00a0')),
)

test('a rounded mass says so whenever it is not exact, and is never further off than half of what it leaves out', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), anyLocale, (mass, locale) => {
      const said = roundedMass(mass, locale)
      const read = parseMass(said.replace('≈', '').replaceAll(locale === 'nl' ? '.' : ',', ''))! // As its reader reads it.
      const off = read > mass ? read - mass : mass - read
      expect(said.startsWith('≈')).toBe(off !== 0n)
      expect(off * 100n <= mass || off <= 500n).toBe(true)
    }),
  )
})
