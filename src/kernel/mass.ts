// A whole number with its unit in the type. Not here: what the mass is *of* (as is, dried, anhydrous base); the ledger says that.
import { assert } from './assert.ts'
import type { Locale } from './locale.ts'
import { decimalSign, isMeantAsDecimal, isTwofold, meantAsDecimal, withoutMeaning } from './two-readings.ts'

declare const unit: unique symbol
export type Milligrams = bigint & { readonly [unit]: 'mg' } // material
export type Micrograms = bigint & { readonly [unit]: 'ug' } // active moiety

/** The only way from a number to a mass. A mass has no sign: the direction is in the movement. */
export function milligrams(value: bigint): Milligrams {
  assert(value >= 0n, 'a mass is not negative')
  return value as Milligrams // The brand lives in the type alone; only this cast makes it.
}

/** As `milligrams`, for the active moiety (THC, CBD, MDMA base). */
export function micrograms(value: bigint): Micrograms {
  assert(value >= 0n, 'a mass is not negative')
  return value as Micrograms // The brand lives in the type alone; only this cast makes it.
}

export type MassUnit = 'mg' | 'g' | 'kg'

const milligramsIn: Record<MassUnit, bigint> = { mg: 1n, g: 1_000n, kg: 1_000_000n }
const decimalsIn: Record<MassUnit, number> = { mg: 0, g: 3, kg: 6 }

/**
 * Reads what a person wrote, such as "12,5 g" or "0.250 kg", exactly; in either language, and only when it can be read in one way:
 * "1.250,5 g" is read, "1.250 g" is not (two-readings.ts says what to write instead). Without a unit, `assumed` holds. Null when it is
 * no mass, or finer than a milligram.
 */
export function parseMass(text: string, assumed: MassUnit | null = null): Milligrams | null {
  const [, digits = '', written] = /^\s*([\d.,]+)\s*(mg|g|kg)?\s*$/i.exec(withoutMeaning(text)) ?? []
  const parts = partsOf(digits, isMeantAsDecimal(text))
  const unitName = (written?.toLowerCase() ?? assumed) as MassUnit | null // The pattern knows no other.
  if (!parts || !unitName) return null
  const places = decimalsIn[unitName]
  const fraction = parts.fraction.replace(/0+$/, '')
  if (fraction.length > places) return null
  return milligrams(BigInt(parts.whole) * milligramsIn[unitName] + BigInt(fraction.padEnd(places, '0') || '0'))
}

/** Thousands set apart by one sign, and before another sign the rest: with two or more groups, or decimals, there is no other reading. */
const grouped = [/^([1-9]\d{0,2}(?:\.\d{3}){1,5})(?:,(\d{1,9}))?$/, /^([1-9]\d{0,2}(?:,\d{3}){1,5})(?:\.(\d{1,9}))?$/]

function partsOf(digits: string, isMeant: boolean): { readonly whole: string; readonly fraction: string } | null {
  if (isTwofold(digits) && !isMeant) return null
  const plain = /^(\d{1,18})(?:[.,](\d{1,9}))?$/.exec(digits)
  const [, whole, fraction = ''] = plain ?? grouped.map((each) => each.exec(digits)).find((found) => found) ?? []
  return whole === undefined ? null : { whole: whole.replaceAll(/[.,]/g, ''), fraction }
}

/** The decimal of a mass in a unit, exact, with a point: for machines. `exactDecimal(1500n, 'g')` is "1.5". */
export function exactDecimal(massMg: bigint, of: MassUnit): string {
  const sign = massMg < 0n ? '-' : ''
  const size = massMg < 0n ? -massMg : massMg
  const places = decimalsIn[of]
  if (places === 0) return sign + size.toString()
  const whole = size / milligramsIn[of]
  const fraction = (size % milligramsIn[of]).toString().padStart(places, '0').replace(/0+$/, '')
  return sign + whole.toString() + (fraction ? `.${fraction}` : '')
}

const groupSign: Record<Locale, string> = { nl: '.', en: ',' }
export const groupedIn = (locale: Locale, whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, groupSign[locale])

/**
 * For people, exact to the milligram, never rounded: in the largest unit in which the number stays readable, or the unit
 * asked for. `formatMass(1_250_500n, 'nl')` is "1.250,5 g". Negative values (a signed difference) carry a minus sign.
 */
export function formatMass(massMg: bigint, locale: Locale, inUnit?: MassUnit): string {
  const size = massMg < 0n ? -massMg : massMg
  const chosen: MassUnit = inUnit ?? (size !== 0n && size < 1_000n ? 'mg' : size >= 10_000_000n ? 'kg' : 'g')
  const [whole = '0', fraction] = exactDecimal(size, chosen).split('.')
  return `${massMg < 0n ? '−' : ''}${groupedIn(locale, whole)}${fraction ? decimalSign[locale] + fraction : ''}\u00a0${chosen}`
}

/** For a field to begin with: exact, without thousands set apart, and said to be decimal where it could be read as thousands ("12,345 g"). */
export function typedMass(massMg: bigint, locale: Locale, unit: MassUnit = 'g'): string {
  const digits = exactDecimal(massMg, unit).replace('.', decimalSign[locale])
  return `${isTwofold(digits) ? meantAsDecimal(digits) : digits} ${unit}`
}

const [aGram, tenGrams, aKilogram] = [1_000n, 10_000n, 1_000_000n]

/**
 * In kilograms, for where a milligram says nothing: from a kilogram on to ten grams, below to a gram, and less than a gram exact. What is
 * not exact says so ("≈ 12,35 kg"), and whoever shows it gives the exact figure with it. Three digits behind the sign follow a zero only:
 * "12,346 kg" is 12346 to who reads the other language.
 */
export function roundedMass(massMg: bigint, locale: Locale): string {
  const size = massMg < 0n ? -massMg : massMg
  const step = size >= aKilogram ? tenGrams : size >= aGram ? aGram : 1n
  const rounded = ((size + step / 2n) / step) * step
  if (rounded === size) return formatMass(massMg, locale, 'kg')
  const [whole = '0', fraction = ''] = exactDecimal(rounded, 'kg').split('.')
  // As many digits as were kept: "≈ 15 kg" would say that less is known.
  const kept = fraction.padEnd(rounded >= aKilogram ? 2 : 3, '0')
  return `≈\u00a0${massMg < 0n ? '−' : ''}${groupedIn(locale, whole)}${decimalSign[locale]}${kept}\u00a0kg`
}
