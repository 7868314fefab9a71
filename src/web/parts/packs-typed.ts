// "2 pakken" where what is handed over is whole packs: how many that is, and what it weighs. Pure. Not here: the field (mass-field.tsx).
import { type Milligrams, milligrams, parseMass } from '#kernel'

/** A mass as it is typed, or a number of packs that hold so much each; null when it is neither. */
export function parseMassOrPacks(typed: string, packMassMg: bigint | null): Milligrams | null {
  const read = parseMass(typed, 'g')
  if (read !== null || packMassMg === null) return read
  const [, count] = /^\s*(\d{1,6})\s*(?:x|×|pak(?:ken)?|packs?|pot(?:ten|jes?)?|jars?)\s*$/i.exec(typed) ?? []
  return count === undefined ? null : milligrams(BigInt(count) * packMassMg)
}

/** Null where it is no whole number of packs. */
export function packsIn(massMg: bigint, packMassMg: bigint): bigint | null {
  return packMassMg > 0n && massMg % packMassMg === 0n ? massMg / packMassMg : null
}
