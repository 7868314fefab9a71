// The names of the query language of EPCIS 2.0: the fixed ones and the patterns, what value each takes and what it asks. Not here: reading values.
import { entryOf } from '../entry.ts'
import { wholeWord } from '../words.ts'
import { type Compare, type Condition, isDecimal as isNumber, microsecondsOf, type Place } from './condition.ts'
import { isAlone } from './patterns.ts'
import {
  describedPlaces,
  matchPlaces,
  type OwnArea,
  ownAreas,
  ownPlace,
  quantityPlaces,
  reportPlace,
  sensorPlaces,
} from './places.ts'
import type { Expected } from './problems.ts'
import { unitsLike } from './units.ts'
import type { WordField } from './vocabulary.ts'

/** How values of a name are read; `expected` is what a person is told. */
export type Shape =
  | { readonly kind: Exclude<Expected, 'words' | 'own' | 'measure'> }
  | { readonly kind: 'words'; readonly field: WordField }
  | { readonly kind: 'exists' }
  /** Identifiers: Digital Links and URNs of one thing are one. */
  | { readonly kind: 'identifiers' }
  | { readonly kind: 'hex' }
  /** A field of somebody's own: text, number or moment, whichever the value is. */
  | { readonly kind: 'own'; readonly compare: Compare; readonly place: Place }

export type Setting = 'orderBy' | 'orderDirection' | 'eventCountLimit' | 'maxEventCount'

/** Of a name: its values, and what it asks with them once they are read. */
export type Named =
  | { readonly shape: Shape; readonly asks: (values: readonly string[]) => Condition }
  | { readonly shape: Shape; readonly setting: Setting }

const text =
  (places: readonly Place[]) =>
  (values: readonly string[]): Condition => ({ kind: 'text', places, values })
const moment =
  (places: readonly Place[], compare: Compare) =>
  (values: readonly string[]): Condition => ({ kind: 'moment', places, compare, values })
const exists = (place: Place): Named => ({
  shape: { kind: 'exists' },
  asks: () => ({ kind: 'exists', places: [place] }),
})
const column = (kind: 'event-time' | 'record-time', compare: Compare): Named => ({
  shape: { kind: 'time' },
  asks: ([value = '']) => ({ kind, compare, value }),
})
const words = (field: WordField, place: Place): Named => ({ shape: { kind: 'words', field }, asks: text([place]) })
const location = (name: 'readPoint' | 'bizLocation'): Readonly<Record<string, Named>> => ({
  [`EQ_${name}`]: { shape: { kind: 'identifiers' }, asks: text([[name]]) },
  [`WD_${name}`]: {
    shape: { kind: 'identifiers' },
    asks: (values) => ({ kind: 'descendants', places: [[name]], values }),
  },
})
const sensor = (name: string, shape: Shape): Named => ({ shape, asks: text(sensorPlaces(name)) })
const uris: Shape = { kind: 'uris' }

/** A pair of bounds: from, and until but not with. */
function between(name: string, make: (compare: Compare) => Named): Readonly<Record<string, Named>> {
  return { [`GE_${name}`]: make('GE'), [`LT_${name}`]: make('LT') }
}
const timeOf =
  (places: readonly Place[]) =>
  (compare: Compare): Named => ({ shape: { kind: 'time' }, asks: moment(places, compare) })

const declaredAt: readonly Place[] = [['errorDeclaration', 'declarationTime']]
const anyCompare: readonly Compare[] = ['EQ', 'GT', 'GE', 'LT', 'LE']

/** The names of the official schema, and after them the other spellings that the OpenAPI file and the conformance steps use. */
export const fixedNames: Readonly<Record<string, Named>> = {
  eventType: { shape: { kind: 'types' }, asks: text([['type']]) },
  ...between('eventTime', (compare) => column('event-time', compare)),
  ...between('recordTime', (compare) => column('record-time', compare)),
  EQ_action: { shape: { kind: 'actions' }, asks: text([['action']]) },
  EQ_bizStep: words('bizStep', ['bizStep']),
  EQ_disposition: words('disposition', ['disposition']),
  EQ_persistentDisposition_set: words('disposition', ['persistentDisposition', 'set', '*']),
  EQ_persistentDisposition_unset: words('disposition', ['persistentDisposition', 'unset', '*']),
  ...Object.fromEntries(anyCompare.map((compare) => [`${compare}_quantity`, quantity(compare)])),
  ...location('readPoint'),
  ...location('bizLocation'),
  EQ_transformationID: { shape: { kind: 'identifiers' }, asks: text([['transformationID']]) },
  ...Object.fromEntries(Object.entries(matchPlaces).map(([name, places]) => [`MATCH_${name}`, matching(places)])),
  EQ_eventID: { shape: uris, asks: (values) => ({ kind: 'event-id', values }) },
  EXISTS_errorDeclaration: exists(['errorDeclaration']),
  ...between('errorDeclaration_Time', timeOf(declaredAt)),
  EQ_errorReason: words('errorReason', ['errorDeclaration', 'reason']),
  EQ_correctiveEventID: { shape: uris, asks: text([['errorDeclaration', 'correctiveEventIDs', '*']]) },
  orderBy: { shape: { kind: 'order' }, setting: 'orderBy' },
  orderDirection: { shape: { kind: 'direction' }, setting: 'orderDirection' },
  eventCountLimit: { shape: { kind: 'count' }, setting: 'eventCountLimit' },
  maxEventCount: { shape: { kind: 'count' }, setting: 'maxEventCount' },
  EXISTS_sensorElementList: exists(['sensorElementList', '*']),
  ...between('time', timeOf(sensorPlaces('time'))),
  ...between('startTime', timeOf(sensorPlaces('startTime'))),
  ...between('endTime', timeOf(sensorPlaces('endTime'))),
  EQ_type: sensor('type', { kind: 'words', field: 'measurementType' }),
  EQ_deviceID: sensor('deviceID', { kind: 'identifiers' }),
  EQ_dataProcessingMethod: sensor('dataProcessingMethod', uris),
  EQ_microorganism: sensor('microorganism', uris),
  EQ_chemicalSubstance: sensor('chemicalSubstance', uris),
  EQ_bizRules: sensor('bizRules', uris),
  EQ_stringValue: sensor('stringValue', { kind: 'texts' }),
  EQ_booleanValue: sensor('booleanValue', { kind: 'boolean' }),
  EQ_hexBinaryValue: sensor('hexBinaryValue', { kind: 'hex' }),
  EQ_uriValue: sensor('uriValue', uris),
  ...Object.fromEntries((['GE', 'LT', 'GT', 'LE'] as const).map((compare) => [`${compare}_percRank`, rank(compare)])),
  // The other spellings.
  ...between('errorDeclarationTime', timeOf(declaredAt)),
  EXISTS_sensorElement: exists(['sensorElementList', '*']),
  EQ_rawData: sensor('rawData', uris),
  EQ_deviceMetadata: sensor('deviceMetadata', uris),
  EQ_time: timeOf(sensorPlaces('time'))('EQ'),
}

/** Without a unit: the number as it was written, whatever its unit. */
function quantity(compare: Compare): Named {
  const places = quantityPlaces.map((place) => [...place, 'quantity'])
  return {
    shape: { kind: compare === 'EQ' ? 'numbers' : 'number' },
    asks: (values) => ({ kind: 'number', places, compare, values }),
  }
}

function rank(compare: Compare): Named {
  const places = [[...reportPlace, 'percRank']]
  return { shape: { kind: 'number' }, asks: (values) => ({ kind: 'number', places, compare, values }) }
}

function matching(places: readonly Place[]): Named {
  return {
    shape: { kind: 'patterns' },
    asks(read) {
      const values = read.filter(isAlone).map((one) => one.slice(1))
      const expressions = read.filter((one) => !isAlone(one))
      const alone = { kind: 'text', places, values } as const
      const patterns = { kind: 'pattern', places, expressions } as const
      if (expressions.length === 0) return alone
      return values.length === 0 ? patterns : { kind: 'any', of: [alone, patterns] }
    },
  }
}

/** A name's pattern tells the rest; `own` makes the whole name of `ext:lot`, or says what prefix is not known. */
export type OwnNames = (name: string) => { readonly name: string } | { readonly unknownPrefix: string } | null

export type FoundName = Named | { readonly unknownPrefix: string } | null

/** Null for a name the language has not. */
export function findName(name: string, own: OwnNames): FoundName {
  return (
    (Object.hasOwn(fixedNames, name) ? fixedNames[name] : undefined) ??
    measured(name) ??
    linked(name, own) ??
    described(name, own) ??
    ownField(name, own)
  )
}

/** `GE_value_CEL`, `EQ_quantity_KGM`: any unit of the same dimension is found. */
function measured(name: string): Named | null {
  const found = /^(EQ|GT|GE|LT|LE)_(quantity|value|minValue|maxValue|meanValue|sDev|percValue)_([A-Z0-9]{2,4})$/.exec(
    name,
  )
  if (!found) return null
  const [, compare, field, uom] = found as unknown as readonly [string, Compare, string, string] // As the expression has it.
  if (compare === 'EQ' && field !== 'quantity' && field !== 'value') return null
  const { units, toBase } = unitsLike(uom, field === 'sDev' ? 'spread' : 'value')
  const places = field === 'quantity' ? quantityPlaces : [reportPlace]
  return {
    shape: { kind: compare === 'EQ' ? 'numbers' : 'number' },
    asks: (values) => ({ kind: 'measure', places, name: field, units, compare, values: values.map(toBase) }),
  }
}

const lists = { bizTransaction: 'bizTransactionList', source: 'sourceList', destination: 'destinationList' } as const

/** `EQ_bizTransaction_po`: both the type and the value are of one and the same element. */
function linked(name: string, own: OwnNames): FoundName {
  const found = /^EQ_(bizTransaction|source|destination)_(.+)$/.exec(name)
  if (!found) return null
  const [, list, written] = found as unknown as readonly [string, keyof typeof lists, string] // As the expression has it.
  const type = linkType(list, written, own)
  if (type === null || typeof type === 'object') return type
  return {
    shape: { kind: 'identifiers' },
    asks: (values) => ({ kind: 'typed', place: [lists[list], '*'], type, values }),
  }
}

function linkType(
  list: keyof typeof lists,
  written: string,
  own: OwnNames,
): string | { readonly unknownPrefix: string } | null {
  const word = wholeWord(written, list === 'bizTransaction' ? 'bizTransactionType' : 'sourceDestType')
  if (word !== written) return word // A word of the vocabulary, short, as a URN or as `cbv:…`.
  const whole = own(written)
  if (whole === null || 'unknownPrefix' in whole) return whole
  return bareName(whole.name)
}

/** What master data says of a thing: `HASATTR_bizLocation`, `EQ_ATTR_bizLocation_cbvmda:city`. */
function described(name: string, own: OwnNames): Named | null {
  const has = /^HASATTR_(.+)$/.exec(name)?.[1]
  if (has !== undefined) {
    const places = entryOf(describedPlaces, has.replace(/^epcis:/, ''))
    if (places)
      return {
        shape: { kind: 'texts' },
        asks: (given) => ({
          kind: 'attribute',
          places,
          attributes: given.flatMap((one) => spelt(one, own)),
          values: null,
        }),
      }
  }
  const equals = /^EQ_ATTR_([A-Za-z]+)_(.+)$/.exec(name)
  if (!equals) return null
  const [, field = '', attribute = ''] = equals
  const places = entryOf(describedPlaces, field)
  if (!places) return null
  return {
    shape: { kind: 'texts' },
    asks: (values) => ({ kind: 'attribute', places, attributes: spelt(attribute, own), values }),
  }
}

/** An attribute as it was written, and whole: who sent it may have written it either way. */
function spelt(attribute: string, own: OwnNames): readonly string[] {
  const found = own(attribute)
  return found && 'name' in found ? [attribute, bareName(found.name)] : [attribute]
}

/** `{https://ns.example.com/}lot` as one address. */
const bareName = (name: string) => name.replace(/^\{(.*)\}/, '$1')

const areas = Object.keys(ownAreas)
  .filter((area) => area !== '')
  .join('|')
const ownExpression = new RegExp(`^(EQ|GT|GE|LT|LE|EXISTS|HASATTR)_(INNER_)?(?:(${areas})_)?(.+:.+)$`)

/** Fields of somebody's own, in the event or in a part of it, outside or inside another such field. */
function ownField(name: string, own: OwnNames): FoundName {
  const found = ownExpression.exec(name)
  if (!found) return null
  const [, verb = '', inner, area = '', written = ''] = found
  const field = own(written)
  if (field === null || 'unknownPrefix' in field) return field
  const where = area as OwnArea // One of its names, as the expression has it.
  if (!isOffered(verb, inner !== undefined, where)) return null
  const place = ownPlace(where, field.name, inner !== undefined)
  if (verb === 'EXISTS') return exists(place)
  if (verb === 'HASATTR')
    return {
      shape: { kind: 'texts' },
      asks: (given) => ({
        kind: 'attribute',
        places: [place],
        attributes: given.flatMap((one) => spelt(one, own)),
        values: null,
      }),
    }
  const compare = verb as Compare // The expression leaves these five.
  return { shape: { kind: 'own', compare, place }, asks: (values) => ownCondition(place, compare, values) }
}

/** What the official schema has: of places only `EQ_`, inside a sensor's own fields no `EXISTS_`. */
function isOffered(verb: string, isInner: boolean, area: OwnArea): boolean {
  if (verb === 'HASATTR') return !isInner && area === ''
  if (area === 'readPoint' || area === 'bizLocation') return verb === 'EQ'
  return verb !== 'EXISTS' || !isInner || !area.startsWith('SENSOR')
}

function ownCondition(place: Place, compare: Compare, values: readonly string[]): Condition {
  const places = [place]
  const numbers = values.filter(isNumber)
  const moments = values.filter((value) => !isNumber(value) && isMoment(value))
  return {
    kind: 'any',
    of: [
      ...(compare === 'EQ' ? [{ kind: 'text' as const, places, values }] : []),
      ...(numbers.length > 0 ? [{ kind: 'number' as const, places, compare, values: numbers }] : []),
      ...(moments.length > 0 ? [{ kind: 'moment' as const, places, compare, values: moments }] : []),
    ],
  }
}

const isMoment = (text: string) => microsecondsOf(text) !== null
