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
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return asPostgres(value.toString())
  if (Array.isArray(value)) return value.map(toParameter)
  return value
}

/** ISO writes a year before 1 or after 9999 with a sign and six digits, and has a year nought; PostgreSQL writes it as it is spoken of. */
function asPostgres(text: string): string {
  const [, years = '', rest = ''] = /^([+-]?\d+)(.*)$/.exec(text) ?? []
  const year = Number(years)
  if (year >= 1 && year <= 9999) return text
  return year > 9999 ? `${year}${rest}` : `${String(1 - year).padStart(4, '0')}${rest} BC`
}

/** `pg`'s own reader of text[], whose id its types do not list. */
function readTextList(text: string): (string | null)[] {
  return types.getTypeParser(1009 as never, 'text')(text) as (string | null)[]
}
