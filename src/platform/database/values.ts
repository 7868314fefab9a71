// How values cross between PostgreSQL and this program. Not here: ranges, which stay text (kernel's fromDateRange), and JSON.
import pg from 'pg'

const { types } = pg
// Object ids of the types, as fixed in PostgreSQL's own catalogue since before version 8.
const oid = { int8: 20, date: 1082, timestamptz: 1184, int8Array: 1016, dateArray: 1182, timestamptzArray: 1185 }

const readInstant = (text: string) => Temporal.Instant.from(text)
const readDay = (text: string) => Temporal.PlainDate.from(text)
const listOf =
  <Value>(read: (text: string) => Value) =>
  (text: string): (Value | null)[] =>
    readTextList(text).map((item) => (item === null ? null : read(item)))

const readers = new Map<number, (text: string) => unknown>([
  [oid.int8, BigInt],
  [oid.date, readDay],
  [oid.timestamptz, readInstant],
  [oid.int8Array, listOf(BigInt)],
  [oid.dateArray, listOf(readDay)],
  [oid.timestamptzArray, listOf(readInstant)],
])

/** What `pg` asks for each column: our readers, and for the rest its own. */
export const typeParsers = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && readers.get(id)) || types.getTypeParser(id, format)) as typeof types.getTypeParser, // One overload for each format; the text one is ours.
}

/** `pg` writes objects as JSON; an instant or a day is text, alone and in lists. */
export function toParameter(value: unknown): unknown {
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString()
  if (Array.isArray(value)) return value.map(toParameter)
  return value
}

/** `pg`'s own reader of text[], whose id its types do not list. */
function readTextList(text: string): (string | null)[] {
  return types.getTypeParser(1009 as never, 'text')(text) as (string | null)[]
}
