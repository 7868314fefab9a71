// Places in the lists of this room. Not here: SQL.
import { decodeCursor, encodeCursor, isUuid, refuseNow } from '#kernel'
import { chainProblems } from './problems.ts'

export const pageDefault = 50
/** One answer stays readable and quick; the rest is a page away. */
export const pageMax = 200

/** A sort value and the id that breaks ties. `isValue` guards what goes into SQL as another type than text. */
export function readPlace(
  cursor: string,
  isValue: (value: string) => boolean,
): { readonly value: string; readonly id: string } {
  const [value, id] = decodeCursor(cursor, 2) ?? []
  if (typeof value !== 'string' || typeof id !== 'string' || !isUuid(id) || !isValue(value)) {
    return refuseNow(chainProblems['bad-cursor'], {})
  }
  return { value, id }
}

export function writePlace(value: string, id: string): string {
  return encodeCursor([value, id])
}

/** With a year that PostgreSQL reads: a cursor is anyone's to write, and ISO has years of six digits too. */
export function isInstant(value: string): boolean {
  if (!/^(?!0000)[0-9]{4}-/.test(value)) return false
  try {
    Temporal.Instant.from(value)
    return true
  } catch {
    return false
  }
}

export const isAmount = (value: string) => /^-?[0-9]{1,18}$/.test(value)
