// A whole number with its unit in the type. Not here: what the mass is *of* (as is, dried, anhydrous base); the ledger says that.
import { assert } from './assert.ts'

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
 * Reads a decimal such as "12,5 g" or "0.250 kg" exactly; both decimal signs are read, thousands separators are not, because
 * "1.500" would then be a guess. Without a unit, `assumed` holds. Null when it is no mass or finer than a milligram.
 */
export function parseMass(text: string, assumed: MassUnit | null = null): Milligrams | null {
  const found = /^\s*(\d{1,18})(?:[.,](\d{1,9}))?\s*(mg|g|kg)?\s*$/i.exec(text)
  if (!found) return null
  const unitName = (found[3]?.toLowerCase() ?? assumed) as MassUnit | null
  if (!unitName) return null
  const places = decimalsIn[unitName]
  const fraction = (found[2] ?? '').replace(/0+$/, '')
  if (fraction.length > places) return null
  return milligrams(BigInt(found[1]!) * milligramsIn[unitName] + BigInt(fraction.padEnd(places, '0') || '0'))
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

export type Locale = 'nl' | 'en'
export const locales = ['nl', 'en'] as const satisfies readonly Locale[]

const decimalSign: Record<Locale, string> = { nl: ',', en: '.' }
const groupSign: Record<Locale, string> = { nl: '.', en: ',' }

/**
 * For people, exact to the milligram, never rounded: in the largest unit in which the number stays readable, or the unit
 * asked for. `formatMass(1_250_500n, 'nl')` is "1.250,5 g". Negative values (a signed difference) carry a minus sign.
 */
export function formatMass(massMg: bigint, locale: Locale, inUnit?: MassUnit): string {
  const size = massMg < 0n ? -massMg : massMg
  const chosen: MassUnit = inUnit ?? (size !== 0n && size < 1_000n ? 'mg' : size >= 10_000_000n ? 'kg' : 'g')
  const [whole = '0', fraction] = exactDecimal(size, chosen).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, groupSign[locale])
  return `${massMg < 0n ? '−' : ''}${grouped}${fraction ? decimalSign[locale] + fraction : ''}\u00a0${chosen}`
}
