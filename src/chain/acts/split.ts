// Dividing a whole number over weights without losing one. Pure. Not here: what is divided.
import { assert } from '#kernel'

/**
 * `total` over `weights` in proportion, exact: the floor of each share, then one more for the largest remainders. No part exceeds its
 * weight when `total` does not exceed their sum.
 */
export function splitInProportion(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  assert(total >= 0n && sum > 0n && weights.every((weight) => weight >= 0n), 'a whole is split over weights')
  const parts = weights.map((weight) => (weight * total) / sum)
  let rest = total - parts.reduce((a, b) => a + b, 0n)
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (weight * total) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
  for (const { index } of byRemainder) {
    if (rest === 0n) break
    parts[index]! += 1n // The index comes from the same list.
    rest -= 1n
  }
  return parts
}

/** So many parts of a million of `total`, whole milligrams: what is cut off is not anybody's to use. */
export function partOf(total: bigint, millionths: bigint): bigint {
  return (total * millionths) / 1_000_000n
}
