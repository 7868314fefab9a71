// Results beside what a specification asks, compared as the specification is written: rounded half up to its last digit, both numbers
// kept. Pure. Not here: who may release.
import type { Product } from '#law/contract'
import type { ResultFact } from './situation.ts'

export type Compared = {
  readonly analyte: string
  readonly min: string | null
  readonly max: string | null
  readonly unit: string
  readonly source: string
  readonly result: ResultFact | null
  /** The number that was compared: on the basis and to the digit of the specification. Null when there was none to compare. */
  readonly compared: string | null
  readonly verdict: 'inside' | 'outside' | 'missing'
}

/** `results` come nearest and newest first; the first of an analyte speaks, on the basis the specification names. */
export function compareWithSpecification(
  specification: Product['specification'],
  results: readonly ResultFact[],
): Compared[] {
  return specification.map(({ analyte, min, max, unit, of, source }) => {
    const result = results.find((row) => row.analyte === analyte) ?? null
    const empty = { analyte, min, max, unit, source, result, compared: null, verdict: 'missing' as const }
    if (!result || result.unit !== unit) return empty
    const value = onBasis(result, of, results)
    if (value === null) return empty
    const places = Math.max(placesOf(min), placesOf(max))
    const rounded = roundHalfUp(value, places)
    const isInside =
      (min === null || rounded >= scaled(min, places)) && (max === null || rounded <= scaled(max, places))
    return {
      ...empty,
      compared: printScaled(rounded, places),
      verdict: isInside ? ('inside' as const) : ('outside' as const),
    }
  })
}

/** An exact fraction: decimals of a laboratory divide into no finite decimal. */
type Fraction = { readonly numerator: bigint; readonly denominator: bigint }

function fractionOf(decimal: string): Fraction {
  const [whole = '0', digits = ''] = decimal.split('.')
  return { numerator: BigInt(whole + digits), denominator: 10n ** BigInt(digits.length) }
}

/** As is ↔ dried with the loss on drying measured on the same sample the same day: dried = as is ÷ (1 − loss). */
function onBasis(result: ResultFact, of: 'dried' | 'as-is', results: readonly ResultFact[]): Fraction | null {
  const value = fractionOf(result.value)
  if (result.of === of || result.analyte === 'loss-on-drying') return value
  const loss = results.find(
    (row) => row.analyte === 'loss-on-drying' && row.eventId === result.eventId && row.unit === '%',
  )
  if (!loss) return null
  const { numerator, denominator } = fractionOf(loss.value)
  const rest = { numerator: 100n * denominator - numerator, denominator: 100n * denominator }
  if (rest.numerator <= 0n) return null
  return of === 'dried'
    ? { numerator: value.numerator * rest.denominator, denominator: value.denominator * rest.numerator }
    : { numerator: value.numerator * rest.numerator, denominator: value.denominator * rest.denominator }
}

/** A result on the basis asked for, rounded half up; null where it was measured on the other one without a loss on drying beside it. */
export function valueOnBasis(
  result: ResultFact,
  of: 'dried' | 'as-is',
  results: readonly ResultFact[],
  places: number,
): string | null {
  const value = onBasis(result, of, results)
  return value && printScaled(roundHalfUp(value, places), places)
}

const placesOf = (decimal: string | null) => decimal?.split('.')[1]?.length ?? 0

function scaled(decimal: string, places: number): bigint {
  const [whole = '0', digits = ''] = decimal.split('.')
  return BigInt(whole + digits.padEnd(places, '0'))
}

function roundHalfUp({ numerator, denominator }: Fraction, places: number): bigint {
  const up = 2n * numerator * 10n ** BigInt(places) + denominator
  const down = 2n * denominator
  return up >= 0n ? up / down : -((-up + down - 1n) / down) // Division of bigints cuts off; below zero the floor is wanted.
}

function printScaled(value: bigint, places: number): string {
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
