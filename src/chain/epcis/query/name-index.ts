// Which conditions the list of names answers (chain.epcis_name), and the keys it is sought by. Not here: the conditions in SQL (to-sql.ts).
import { createHash } from 'node:crypto'
import type { Condition, Place } from './condition.ts'
import { describedPlaces } from './places.ts'

/** The places of 0035's `epcis_names_in`: identifiers of things, places and papers. */
const listed: ReadonlySet<string> = new Set(Object.values(describedPlaces).flat().map(keyOf))

function keyOf(place: Place): string {
  return place.join('/')
}

/** The first half of a name's hash as an id, like `chain.epcis_name_key`. */
export function nameKey(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Names of which an event must have one to meet the condition, or null where the list does not tell. */
export function namesAsked(condition: Condition): readonly string[] | null {
  switch (condition.kind) {
    case 'text':
      return condition.places.every((place) => listed.has(keyOf(place))) ? condition.values : null
    case 'typed':
      return condition.values
    case 'event-id':
      return condition.values
    case 'any': {
      const parts = condition.of.map(namesAsked)
      return parts.every((names) => names !== null) ? parts.flat() : null
    }
    default:
      return null
  }
}
