// Every name of the query language, made from the table that reads them: what value each takes and where it looks. Not here: the page around it
// (cli/epcis/query-reference.ts), and reading.
import type { Condition, Place } from './condition.ts'
import { findName, fixedNames, type Named } from './names.ts'
import { expectedBy } from './parse-query.ts'
import { ownAreas } from './places.ts'
import { type Expected, expectedTexts } from './problems.ts'

export type NameOfLanguage = {
  /** As it stands in a question; what varies stands in braces. */
  readonly name: string
  readonly takes: string
  /** Where in the expanded event it looks (src/chain/epcis/expanded.ts); null: how the answer comes. */
  readonly looks: string | null
}

const compares = ['EQ', 'GT', 'GE', 'LT', 'LE']
const measures = ['quantity', 'value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue']
/** What varies, and one of what it may be. */
const examples = {
  '{uom}': 'KGM',
  '{type}': 'po',
  '{own}': 'ext:lot',
  '{field}': 'bizLocation',
  '{attribute}': 'ext:city',
} as const

/** The forms a name may have, offered or not: which are is asked of `findName`. */
const forms: readonly string[] = [
  ...compares.flatMap((compare) => measures.map((measure) => `${compare}_${measure}_{uom}`)),
  ...['bizTransaction', 'source', 'destination'].map((list) => `EQ_${list}_{type}`),
  'EQ_ATTR_{field}_{attribute}',
  'HASATTR_{field}',
  ...[...compares, 'EXISTS', 'HASATTR'].flatMap((verb) =>
    Object.keys(ownAreas).flatMap((area) =>
      ['', 'INNER_'].map((inner) => `${verb}_${inner}${area === '' ? '' : `${area}_`}{own}`),
    ),
  ),
]

export const sampleOf = (form: string): string =>
  Object.entries(examples).reduce((name, [varies, example]) => name.replace(varies, example), form)

/** All there are, those of the standard's schema with the other spellings among them. */
export function namesOfLanguage(): readonly NameOfLanguage[] {
  return [...Object.keys(fixedNames), ...forms].flatMap((form) => {
    const found = findName(sampleOf(form), (name) => ({ name: `{own}${name.split(':').at(-1)}` }))
    return found === null || 'unknownPrefix' in found ? [] : [described(form, found)]
  })
}

function described(name: string, found: Named): NameOfLanguage {
  const takes = expectedTexts[expectedBy(found.shape)].en
  return { name, takes, looks: 'setting' in found ? null : placesOf(found.asks([askedOf(found)])).join(', ') }
}

/** A value that can be asked, for what a name does with it. */
const askedOf = ({ shape }: Named) => (decimals.has(expectedBy(shape)) ? '1' : '=x')
const decimals: ReadonlySet<Expected> = new Set(['number', 'numbers', 'own', 'measure'])

function placesOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'any':
      return [...new Set(condition.of.flatMap(placesOf))]
    case 'typed':
      return [pointer(condition.place)]
    case 'event-time':
      return ['/eventTime']
    case 'record-time':
      return ['/recordTime']
    case 'event-id':
      return ['/eventID']
    case 'measure':
      return condition.places.map((place) => pointer([...place, condition.name]))
    default:
      return condition.places.map(pointer)
  }
}

/** Whatever else stands in anybody's own field is meant by two stars, and the value itself needs no star behind it. */
const pointer = (place: Place) =>
  `/${place.join('/').replace('{own}lot', '{own}').replace(/\/\*$/, '')}`.replace(
    /^\/(epcList|childEPCs|inputEPCList|outputEPCList)$/,
    '/$1/*',
  )
