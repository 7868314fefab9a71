// A question of EPCIS as it came, from a body or from an address, made conditions; or every fault it has. Not here: asking it.
import { ok, type Result, refuse } from '#kernel'
import { canonicalLink } from '../digital-link.ts'
import { type Prefixes, wholeValue } from '../prefixes.ts'
import { type Condition, type EpcisQuery, isDecimal, microsecondsOf, type Order } from './condition.ts'
import { type FoundName, findName, type Named, type OwnNames, type Setting, type Shape } from './names.ts'
import { matchExpression } from './patterns.ts'
import { ownPlace } from './places.ts'
import { wholeName } from './prefixes.ts'
import { type Expected, epcisQueryProblems, type QueryFault } from './problems.ts'
import { isUri, knownWord } from './vocabulary.ts'

/** More values than anybody asks by hand; every one costs the database a comparison. */
export const valuesMax = 1_000
/** As many events as one answer may count up to, whatever the question says. */
export const countMax = 1_000_000

export type Asked = {
  /** Names and values: typed as JSON has them, or as texts with `|` between several, as an address has them. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly from: 'body' | 'address'
  readonly prefixes: Prefixes
}

/** Refuses `epcis/query-parameter` with every fault, and `epcis/query-too-complex`. */
export function parseQuery({ parameters, from, prefixes }: Asked): Result<EpcisQuery> {
  const faults: QueryFault[] = []
  const conditions: Condition[] = []
  const settings = new Map<Setting, string>()
  const own: OwnNames = (name) => wholeName(name, prefixes)
  let count = 0
  for (const [name, given] of Object.entries(parameters)) {
    if (name === '@context' && from === 'body') continue
    const found = name.includes('\0') ? null : findName(name, own) // A kept question is a text of the database.
    const fault = faultOfName(name, found)
    if (fault || found === null || 'unknownPrefix' in found) {
      if (fault) faults.push(fault)
      continue
    }
    const values = readValues({ shape: found.shape, given, from, prefixes })
    if (values === null) faults.push({ fault: 'bad-value', name, expected: expectedBy(found.shape) })
    else if (values !== 'nothing') {
      count += values.length
      take(found, values)
    }
  }
  faults.push(...clashes(settings))
  if (faults.length > 0) return refuse(epcisQueryProblems['query-parameter'], { faults })
  if (count > valuesMax) return refuse(epcisQueryProblems['query-too-complex'], { max: valuesMax })
  return ok({ conditions, order: orderOf(settings, own), ...limitsOf(settings) })

  function take(found: Named, values: readonly string[]): void {
    if ('asks' in found) conditions.push(found.asks(values))
    else settings.set(found.setting, values[0] ?? '')
  }
}

function faultOfName(name: string, found: FoundName): QueryFault | null {
  const shown = name.slice(0, 120)
  if (found === null) return { fault: 'unknown-name', name: shown }
  return 'unknownPrefix' in found ? { fault: 'unknown-prefix', name: shown, prefix: found.unknownPrefix } : null
}

function clashes(settings: ReadonlyMap<Setting, string>): readonly QueryFault[] {
  const faults: QueryFault[] = []
  if (settings.has('eventCountLimit') && settings.has('maxEventCount'))
    faults.push({ fault: 'together', name: 'eventCountLimit', other: 'maxEventCount' })
  for (const name of ['eventCountLimit', 'orderDirection'] as const)
    if (settings.has(name) && !settings.has('orderBy')) faults.push({ fault: 'needs', name, other: 'orderBy' })
  return faults
}

function limitsOf(settings: ReadonlyMap<Setting, string>): Pick<EpcisQuery, 'eventCountLimit' | 'maxEventCount'> {
  const number = (name: Setting) => (settings.has(name) ? Number(settings.get(name)) : null)
  return { eventCountLimit: number('eventCountLimit'), maxEventCount: number('maxEventCount') }
}

function orderOf(settings: ReadonlyMap<Setting, string>, own: OwnNames): Order | null {
  const by = settings.get('orderBy')
  if (by === undefined) return null
  const direction = settings.get('orderDirection') === 'ASC' ? 'ASC' : 'DESC'
  if (by === 'eventTime' || by === 'recordTime') return { by, direction }
  const field = own(by)
  return field && 'name' in field ? { by: { place: ownPlace('', field.name, false) }, direction } : null
}

export function expectedBy(shape: Shape): Expected {
  switch (shape.kind) {
    case 'exists':
      return 'boolean'
    case 'identifiers':
      return 'uris'
    case 'hex':
      return 'texts'
    case 'own':
      return shape.compare === 'EQ' ? 'own' : 'measure'
    default:
      return shape.kind
  }
}

type Given = {
  readonly shape: Shape
  readonly given: unknown
  readonly from: Asked['from']
  readonly prefixes: Prefixes
}

/** Null for a bad value; `nothing` for one that asks nothing (`EXISTS_… = false`). */
function readValues({ shape, given, from, prefixes }: Given): readonly string[] | 'nothing' | null {
  if (shape.kind === 'exists') return readExists(given)
  const raw = from === 'body' ? bodyValues(shape, given) : addressValues(shape, given)
  if (raw === null || raw.length === 0) return null
  const read = raw.map((text) => readOne(shape, text, prefixes))
  return read.every((value) => value !== null) ? read : null
}

/** The schema writes it as a number that may be null, the OpenAPI file as true or false. */
function readExists(given: unknown): readonly string[] | 'nothing' | null {
  if (given === true || given === null || given === 1 || given === '' || given === 'true' || given === '1') return []
  return given === false || given === 0 || given === 'false' || given === '0' ? 'nothing' : null
}

const single: ReadonlySet<Shape['kind']> = new Set(['time', 'number', 'boolean', 'count', 'order', 'direction'])

function addressValues(shape: Shape, given: unknown): readonly string[] | null {
  if (typeof given !== 'string') return null
  const isOne = single.has(shape.kind) || (shape.kind === 'own' && shape.compare !== 'EQ')
  return isOne ? [given] : given.split('|')
}

/** JSON says what is a list and what is a number; a text that looks like one is none. */
function bodyValues(shape: Shape, given: unknown): readonly string[] | null {
  switch (shape.kind) {
    case 'number':
    case 'count':
      return typeof given === 'number' ? [String(given)] : null
    case 'boolean':
      return typeof given === 'boolean' ? [String(given)] : null
    case 'time':
    case 'order':
    case 'direction':
      return typeof given === 'string' ? [given] : null
    case 'numbers':
      return Array.isArray(given) && given.every((one) => typeof one === 'number') ? given.map(String) : null
    case 'own':
      return ownBody(shape, given)
    default:
      return isTexts(given) ? given : null
  }
}

function ownBody({ compare }: Shape & { kind: 'own' }, given: unknown): readonly string[] | null {
  if (typeof given === 'number') return [String(given)]
  if (typeof given === 'string') return microsecondsOf(given) === null ? null : [given]
  return compare === 'EQ' && isTexts(given) ? given : null
}

const isTexts = (given: unknown): given is readonly string[] =>
  Array.isArray(given) && given.every((one) => typeof one === 'string')

/** A text is no secret kept in a name: what is longer than any identifier is refused. */
const textMax = 2_048

function readOne(shape: Shape, text: string, prefixes: Prefixes): string | null {
  if (text.length > textMax || text.includes('\0')) return null
  const whole = wholeValue(text, prefixes)
  switch (shape.kind) {
    case 'time':
      return microsecondsOf(text) === null ? null : utcWithin(text)
    case 'number':
    case 'numbers':
      return isDecimal(text) ? text : null
    case 'count':
      return /^[1-9]\d{0,6}$/.test(text) && Number(text) <= countMax ? text : null
    case 'boolean':
      return text === 'true' || text === 'false' ? text : null
    case 'actions':
      return ['ADD', 'OBSERVE', 'DELETE'].includes(text) ? text : null
    case 'types':
      return eventTypes.includes(text) || isUri(whole) ? whole : null
    case 'words':
      return knownWord(whole, shape.field)
    case 'uris':
      return isUri(whole) ? whole : null
    case 'identifiers':
      return isUri(whole) ? canonicalLink(whole) : null
    case 'patterns':
      return isUri(whole) ? matchExpression(whole) : null
    case 'hex':
      return /^([0-9A-Fa-f]{2})+$/.test(text) ? text.toUpperCase() : null
    case 'direction':
      return text === 'ASC' || text === 'DESC' ? text : null
    case 'order':
      return text === 'eventTime' || text === 'recordTime' || isOwnName(text, prefixes) ? text : null
    case 'own':
      return shape.compare === 'EQ' || isDecimal(text) || microsecondsOf(text) !== null ? text : null
    case 'texts':
      return text
    case 'exists':
      return null
    default:
      return shape satisfies never
  }
}

/** Null for a moment that is of the year 10000 in UTC: the database reads no such year from a text. */
function utcWithin(text: string): string | null {
  const utc = Temporal.Instant.from(text).toString()
  return utc.startsWith('+') ? null : utc
}

export const eventTypes: readonly string[] = [
  'AggregationEvent',
  'AssociationEvent',
  'ObjectEvent',
  'TransactionEvent',
  'TransformationEvent',
]

function isOwnName(text: string, prefixes: Prefixes): boolean {
  const found = wholeName(text, prefixes)
  return found !== null && 'name' in found
}
