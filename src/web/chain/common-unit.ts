// The one unit of masses that are compared, in a picture or a column of a table: whoever reads down it compares numbers, not units. Pure; not here: writing
// one (kernel/mass.ts, exact in each).
import type { MassUnit, Writer } from '#kernel'

const [aGram, tenKilograms] = [1_000n, 10_000_000n]

/** Kilograms where there is much and nothing under a gram, milligrams where all is under a gram, else grams. */
export function commonUnit(masses: Iterable<bigint | string>): MassUnit {
  const sizes = Array.from(masses, sizeOf).filter((size) => size > 0n)
  if (sizes.length > 0 && sizes.every((size) => size < aGram)) return 'mg'
  return sizes.some((size) => size >= tenKilograms) && sizes.every((size) => size >= aGram) ? 'kg' : 'g'
}

/** Writes each of these in the unit of all of them. */
export function inOneUnit(
  mass: Writer['mass'],
  masses: Iterable<bigint | string>,
): (massMg: bigint | string) => string {
  const unit = commonUnit(masses)
  return (massMg) => mass(massMg, unit)
}

function sizeOf(mass: bigint | string): bigint {
  const value = BigInt(mass)
  return value < 0n ? -value : value
}
