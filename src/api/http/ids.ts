// From an id as it travels to the id a room takes. Not here: checking it; the route's schema did.
import { assert, type Id, type IdName, type PlainDate, parseDay, parseId } from '#kernel'

/** The id behind its prefix; a schema with `IdOf(name)` let it in, so anything else is a bug of the route. */
export function bareId<Name extends IdName>(name: Name, text: string): Id<Name> {
  const id = parseId(name, text)
  assert(id !== null, 'the schema of the route checked this id')
  return id
}

/** A day that a schema with `Day` let in, or what stands in its place. */
export function dayOr(text: string | undefined, absent: PlainDate): PlainDate {
  const day = text === undefined ? absent : parseDay(text)
  assert(day !== null, 'the schema of the route checked this day')
  return day
}

/** A year back; in the first year no further than its first day, for a day before that cannot be written. */
export function yearBefore(day: PlainDate): PlainDate {
  return day.year > 1 ? day.subtract({ years: 1 }) : day.with({ month: 1, day: 1 })
}
