// Whether a measured value meets a limit, by the rule the specification names. Pure. Not here: which results speak, and on which basis.
import {
  addFractions,
  compareFractions,
  type Fraction,
  fractionOf,
  placesOf,
  roundHalfUp,
  subtractFractions,
  writeExactly,
} from '#kernel'

/**
 * `simple`: the rounded value against the limit, uncertainty left aside (JCGM 106, 8.2; Ph. Eur. 1.4 sets its limits so).
 * `guard-band`: the expanded uncertainty must fit between the value and the limit too (JCGM 106, 8.3.2).
 */
export const acceptanceRules = ['simple', 'guard-band'] as const
export type AcceptanceRule = (typeof acceptanceRules)[number]

export type Limits = { readonly min: string | null; readonly max: string | null; readonly rule: AcceptanceRule }

export type Acceptance = {
  /** The value to the last digit of the limits, half up: the number that was compared. */
  readonly compared: string
  /** Between which numbers it had to lie: the limits themselves, or these less the guard band. */
  readonly accepted: { readonly min: string | null; readonly max: string | null }
  readonly verdict: 'inside' | 'outside'
  /** `guard-band`: within the limit, but not by as much as the measurement may be off. */
  readonly why: 'below' | 'above' | 'guard-band' | null
}

/** Null where the rule asks for an uncertainty and there is none: then nobody can say. */
export function acceptance(value: Fraction, uncertainty: Fraction | null, limits: Limits): Acceptance | null {
  const { min, max, rule } = limits
  if (rule === 'guard-band' && uncertainty === null) return null
  const compared = roundHalfUp(value, Math.max(placesOf(min), placesOf(max)))
  const guard = rule === 'guard-band' && uncertainty ? uncertainty : fractionOf('0')
  const least = min === null ? null : addFractions(fractionOf(min), guard)
  const most = max === null ? null : subtractFractions(fractionOf(max), guard)
  const number = fractionOf(compared)
  const isUnder = (limit: Fraction | null) => limit !== null && compareFractions(number, limit) < 0
  const isOver = (limit: Fraction | null) => limit !== null && compareFractions(number, limit) > 0
  const why = isUnder(min === null ? null : fractionOf(min))
    ? 'below'
    : isOver(max === null ? null : fractionOf(max))
      ? 'above'
      : isUnder(least) || isOver(most)
        ? 'guard-band'
        : null
  return {
    compared,
    accepted: { min: least && writeExactly(least), max: most && writeExactly(most) },
    verdict: why === null ? 'inside' : 'outside',
    why,
  }
}
