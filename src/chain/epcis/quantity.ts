// Quantities as they were written, exact to the milligram. Not here: whether masses balance (mass-check.ts).
import { entryOf } from './entry.ts'

/**
 * What one of a unit is in thousandths of a milligram: codes of UN/CEFACT Recommendation 20. Pounds, ounces and grains are not here: hardly any number of
 * them is a whole milligram, and nothing is rounded. Events in them are kept as they came; an act is not told in them.
 */
const thousandthsOf: Readonly<Record<string, bigint>> = {
  TNE: 1_000_000_000_000n,
  '2U': 1_000_000_000_000n,
  DTN: 100_000_000_000n,
  KGM: 1_000_000_000n,
  HGM: 100_000_000n,
  DJ: 10_000_000n,
  GRM: 1_000_000n,
  DG: 100_000n,
  CGM: 10_000n,
  MGM: 1_000n,
  MC: 1n,
}

/** Units of mass this house reads. */
export const massUnits = Object.keys(thousandthsOf)

export type ReadMass =
  | { readonly kind: 'mass'; readonly mg: bigint }
  /** Finer than a milligram, which no account holds. */
  | { readonly kind: 'remainder' }
  | { readonly kind: 'not-mass' }

/** `12.5`, `KGM` → 12,500,000 mg. No double is ever between the digits and the mass. */
export function massOf(quantity: string, uom: string): ReadMass {
  const unit = entryOf(thousandthsOf, uom)
  const digits = partsOf(quantity)
  if (unit === undefined || digits === null) return { kind: 'not-mass' }
  const { sign, units, scale } = digits
  if (sign < 0n) return { kind: 'not-mass' }
  const divisor = 10n ** BigInt(scale) * 1_000n
  const thousandths = units * unit
  return thousandths % divisor === 0n ? { kind: 'mass', mg: thousandths / divisor } : { kind: 'remainder' }
}

/** A number as JSON may write it, plain: no exponent, no needless zeros, no `-0`. What is no number stays what it is. */
export function decimalText(text: string): string {
  const digits = partsOf(text)
  if (digits === null) return text
  const { sign, units, scale } = digits
  const whole = units.toString().padStart(scale + 1, '0')
  const fraction = whole.slice(whole.length - scale).replace(/0+$/, '')
  const plain = whole.slice(0, whole.length - scale) + (scale > 0 && fraction !== '' ? `.${fraction}` : '')
  return sign < 0n && units > 0n ? `-${plain}` : plain
}

/** More than any quantity needs, and few enough that nobody makes us multiply for hours. */
const exponentMax = 60

function partsOf(text: string): { sign: bigint; units: bigint; scale: number } | null {
  const found = /^([+-]?)(\d{1,60})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text)
  if (!found) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = found
  const power = Number(exponent)
  if (Math.abs(power) > exponentMax) return null
  const scale = fraction.length - power
  const units = BigInt(whole + fraction) * (scale < 0 ? 10n ** BigInt(-scale) : 1n)
  return { sign: sign === '-' ? -1n : 1n, units, scale: Math.max(scale, 0) }
}

/** Milligrams as a number of grams, for a document: exact, shortest. */
export function gramsText(mg: bigint): string {
  return decimalText(`${mg / 1000n}.${(mg % 1000n).toString().padStart(3, '0')}`)
}
