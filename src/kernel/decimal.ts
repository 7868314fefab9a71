// Exact decimals as a laboratory and a specification write them: fractions, and rounding half up to a digit. Not here: masses, which are whole.
import type { Locale } from './locale.ts'
import { decimalSign } from './two-readings.ts'

/** An exact fraction: decimals divide into no finite decimal. The denominator is above 0. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint }

/** "-21.70" as it is written. */
export function fractionOf(decimal: string): Fraction {
  const [whole = '0', digits = ''] = decimal.split('.')
  return { numerator: BigInt(whole + digits), denominator: 10n ** BigInt(digits.length) }
}

/** As its reader writes it, digits kept: "21.70" is "21,70" in Dutch. */
export const formatDecimal = (decimal: string, locale: Locale): string => decimal.replace('.', decimalSign[locale])

/** How many digits stand after the point. */
export const placesOf = (decimal: string | null): number => decimal?.split('.')[1]?.length ?? 0

/** Below 0, 0 or above 0. */
export function compareFractions(one: Fraction, other: Fraction): number {
  const difference = one.numerator * other.denominator - other.numerator * one.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function addFractions(one: Fraction, other: Fraction): Fraction {
  return {
    numerator: one.numerator * other.denominator + other.numerator * one.denominator,
    denominator: one.denominator * other.denominator,
  }
}

export const subtractFractions = (one: Fraction, other: Fraction): Fraction =>
  addFractions(one, { numerator: -other.numerator, denominator: other.denominator })

export const multiplyFractions = (one: Fraction, other: Fraction): Fraction => ({
  numerator: one.numerator * other.numerator,
  denominator: one.denominator * other.denominator,
})

/** To so many digits after the point; a half goes up. */
export function roundHalfUp({ numerator, denominator }: Fraction, places: number): string {
  const up = 2n * numerator * 10n ** BigInt(places) + denominator
  const down = 2n * denominator
  // Division of bigints cuts off; below zero the floor is wanted.
  const value = up >= 0n ? up / down : -((-up + down - 1n) / down)
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** As short as it can be written without rounding, where its denominator is a power of ten: "19.80" is "19.8". */
export function writeExactly(fraction: Fraction): string {
  for (let places = 0; places <= 18; places += 1) {
    const text = roundHalfUp(fraction, places)
    if (compareFractions(fractionOf(text), fraction) === 0) return text
  }
  return roundHalfUp(fraction, 18)
}
