// The query language of EPCIS 2.0 asked of captured documents in memory, written from the words of the standard and from nothing of ours: no path,
// no expanded form, no condition. Test furniture, to hold the database to. Not here: whether a question is well-formed.
import { meaningOf, partsByNumber, patterns } from './things.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
export type JsonObject = { readonly [name: string]: Json }
export type PlainEvent = {
  readonly eventID: string
  readonly event: JsonObject
  readonly prefixes: Readonly<Record<string, string>>
}
/** What headers said of a thing: its attributes and what lies below it, each whole. */
export type PlainMaster = {
  readonly id: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly children: readonly string[]
}
/** Events in the order in which they were captured. */
export type PlainHouse = { readonly events: readonly PlainEvent[]; readonly masters: readonly PlainMaster[] }
export type Question = Readonly<Record<string, Json>>

/** The eventIDs of the answer, in their order. `prefixes` are those of who asks. */
export function askPlainly(
  house: PlainHouse,
  question: Question,
  prefixes: Readonly<Record<string, string>>,
): string[] {
  const { orderBy, orderDirection = 'DESC', eventCountLimit, ...rest } = question
  const found = house.events.filter((one) =>
    Object.entries(rest).every(([name, value]) => isMet({ house, one, prefixes }, name, value)),
  )
  const ordered =
    typeof orderBy === 'string' ? sorted(found, whole(orderBy, prefixes), orderDirection === 'ASC') : found
  return ordered
    .slice(0, typeof eventCountLimit === 'number' ? eventCountLimit : undefined)
    .map(({ eventID }) => eventID)
}

type Asking = {
  readonly house: PlainHouse
  readonly one: PlainEvent
  readonly prefixes: Readonly<Record<string, string>>
}

function isMet(asking: Asking, name: string, value: Json): boolean {
  const [verb = '', ...more] = name.split('_')
  const field = more.join('_')
  switch (verb) {
    case 'eventType':
      return isOneOf(asking, [asking.one.event['type'] ?? null], value)
    case 'MATCH':
      return isMatched(asking, valuesAt(asking.one.event, matched[field] ?? []), value)
    case 'WD':
      return textsIn(asking.one.event, [field, 'id']).some((text) =>
        placesBelow(asking, listOf(value)).has(meant(asking.one, text)),
      )
    case 'HASATTR':
      return hasAttribute(
        asking,
        field,
        listOf(value).map((one) => asked(asking, one)),
        null,
      )
    case 'EXISTS':
      return value === 0 || value === false || isThere(asking, field)
    default:
      return field.startsWith('ATTR_')
        ? isDescribed(asking, field.slice(5), value)
        : isCompared(asking, { verb, field, value })
  }
}

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value])
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function whole(text: string, prefixes: Readonly<Record<string, string>>): string {
  const colon = text.indexOf(':')
  const namespace = colon < 0 ? undefined : prefixes[text.slice(0, colon)]
  return namespace === undefined ? text : namespace + text.slice(colon + 1)
}
const meant = (one: PlainEvent, text: Json) => meaningOf(whole(String(text), one.prefixes))
const asked = ({ prefixes }: Asking, text: Json) => meaningOf(whole(String(text), prefixes))

/** Everything a path of names leads to, through lists and from each of them. */
function textsIn(from: Json, [name, ...rest]: readonly string[]): readonly Json[] {
  if (Array.isArray(from)) return from.flatMap((one) => textsIn(one, name === undefined ? [] : [name, ...rest]))
  if (name === undefined) return [from]
  return isObject(from) && from[name] !== undefined ? textsIn(from[name], rest) : []
}
const valuesAt = (event: JsonObject, paths: readonly (readonly string[])[]) =>
  paths.flatMap((path) => textsIn(event, path))

const isOneOf = (asking: Asking, found: readonly Json[], wanted: Json) =>
  found.some((text) => listOf(wanted).some((one) => meant(asking.one, text) === asked(asking, one)))

// Things, and what is matched with them.
const lists = {
  epc: ['epcList', 'childEPCs'],
  inputEPC: ['inputEPCList'],
  outputEPC: ['outputEPCList'],
  parentID: ['parentID'],
}
const classLists = {
  epcClass: ['quantityList', 'childQuantityList'],
  inputEPCClass: ['inputQuantityList'],
  outputEPCClass: ['outputQuantityList'],
}
const allQuantities = Object.values(classLists).flat()
const matched: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ...Object.fromEntries(Object.entries(lists).map(([name, names]) => [name, names.map((one) => [one])])),
  anyEPC: Object.values(lists)
    .flat()
    .map((one) => [one]),
  ...Object.fromEntries(
    Object.entries(classLists).map(([name, names]) => [name, names.map((one) => [one, 'epcClass'])]),
  ),
  anyEPCClass: allQuantities.map((one) => [one, 'epcClass']),
}

const isMatched = (asking: Asking, found: readonly Json[], wanted: Json) =>
  found.some((text) =>
    listOf(wanted).some(
      (one) =>
        patterns[String(one)]?.includes(meant(asking.one, text)) ?? meant(asking.one, text) === asked(asking, one),
    ),
  )

// Master data.
function placesBelow(asking: Asking, from: readonly Json[]): ReadonlySet<string> {
  const found = new Set(from.map((one) => asked(asking, one)))
  for (const place of found) {
    for (const { id, children } of asking.house.masters)
      if (meaningOf(id) === place) for (const child of children) found.add(meaningOf(child))
    for (const part of partsByNumber[place] ?? []) found.add(part)
  }
  return found
}

const describedAt: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ...matched,
  readPoint: [['readPoint', 'id']],
  bizLocation: [['bizLocation', 'id']],
  bizTransaction: [['bizTransactionList', 'bizTransaction']],
  source: [['sourceList', 'source']],
  destination: [['destinationList', 'destination']],
  transformationID: [['transformationID']],
}

function hasAttribute(
  asking: Asking,
  field: string,
  attributes: readonly string[],
  values: readonly Json[] | null,
): boolean {
  const { one, house } = asking
  const standard = describedAt[field]
  // A text in somebody's own field is that text, and no prefix of the document is read into it.
  const things = new Set(
    standard
      ? valuesAt(one.event, standard).map((text) => meant(one, text))
      : ownTexts(asking, { area: '', isInner: false, name: field }).map((text) => meaningOf(String(text))),
  )
  return house.masters
    .filter(({ id }) => things.has(meaningOf(id)))
    .some((master) =>
      master.attributes.some(
        ([name, value]) => attributes.includes(name) && (values === null || values.includes(value)),
      ),
    )
}

function isDescribed(asking: Asking, rest: string, value: Json): boolean {
  const at = rest.indexOf('_')
  return hasAttribute(asking, rest.slice(0, at), [asked(asking, rest.slice(at + 1))], listOf(value))
}

// What is somebody's own: in the event itself or a part of it, at its top or anywhere inside.
const areas: Readonly<Record<string, readonly string[]>> = {
  '': [],
  ILMD: ['ilmd'],
  ERROR_DECLARATION: ['errorDeclaration'],
  SENSORELEMENT: ['sensorElementList'],
  SENSORMETADATA: ['sensorElementList', 'sensorMetadata'],
  SENSORREPORT: ['sensorElementList', 'sensorReport'],
  readPoint: ['readPoint'],
  bizLocation: ['bizLocation'],
}
type Own = { readonly area: string; readonly isInner: boolean; readonly name: string }

function ownIn(field: string): Own | null {
  const isInner = field.startsWith('INNER_')
  const rest = isInner ? field.slice(6) : field
  const area = Object.keys(areas).find((one) => one !== '' && rest.startsWith(`${one}_`)) ?? ''
  const name = area === '' ? rest : rest.slice(area.length + 1)
  return name.includes(':') ? { area, isInner, name } : null
}

function ownValues({ one, prefixes }: Asking, { area, isInner, name }: Own): readonly Json[] {
  const wanted = whole(name, prefixes)
  const named = (holder: Json): readonly Json[] =>
    isObject(holder)
      ? Object.entries(holder).flatMap(([key, value]) => (whole(key, one.prefixes) === wanted ? singles(value) : []))
      : []
  const anywhere = (value: Json): readonly Json[] =>
    singles(value).flatMap((part) => (isObject(part) ? [...named(part), ...Object.values(part).flatMap(anywhere)] : []))
  return textsIn(one.event, areas[area] ?? []).flatMap((holder) => {
    if (!isInner) return named(holder)
    const own = isObject(holder)
      ? Object.entries(holder).filter(([key]) => key.includes(':') && !key.startsWith('@'))
      : []
    return own.flatMap(([, value]) => anywhere(value))
  })
}
const singles = (value: Json): readonly Json[] =>
  Array.isArray(value) ? value.flatMap(singles) : value === null ? [] : [value]
const ownTexts = (asking: Asking, own: Own) =>
  ownValues(asking, own).flatMap((value) => (!isObject(value) ? [value] : isEmpty(value) ? [''] : []))

/** An empty field is an empty text, as it is in XML. */
const isEmpty = (value: Json) => value === '' || (isObject(value) && singles(Object.values(value)).length === 0)

/** "Non-empty" is the word of the standard. */
function isThere(asking: Asking, field: string): boolean {
  if (field === 'errorDeclaration') return asking.one.event[field] !== undefined
  if (field === 'sensorElementList') return textsIn(asking.one.event, [field]).length > 0
  const own = ownIn(field)
  return own !== null && ownValues(asking, own).some((value) => !isEmpty(value))
}

// Comparing.
type Compared = { readonly verb: string; readonly field: string; readonly value: Json }

function isCompared(asking: Asking, { verb, field, value }: Compared): boolean {
  const { event } = asking.one
  const own = ownIn(field)
  if (own && !linkNamed(field))
    return ownTexts(asking, own).some((found) => listOf(value).some((one) => isOwnMet(verb, found, one)))
  const link = linkNamed(field)
  if (link) return isLinked(asking, link, value)
  const measure = /^(quantity|value|minValue|maxValue|meanValue|sDev|percValue)_([A-Z0-9]+)$/.exec(field)
  if (measure) return isMeasured(event, { verb, name: measure[1] ?? '', uom: measure[2] ?? '', value })
  if (field === 'quantity')
    return isNumber(
      verb,
      allQuantities.flatMap((list) => textsIn(event, [list, 'quantity'])),
      value,
    )
  if (field === 'percRank') return isNumber(verb, textsIn(event, [...reports, 'percRank']), value)
  const moments = momentsAt[field]
  if (moments)
    return valuesAt(event, moments).some((found) => holds(verb, compareMoments(String(found), String(value))))
  if (field === 'eventID' || field === 'correctiveEventID' || field === 'action' || plainTexts.has(field))
    return valuesAt(event, textsAt(field)).some((found) => listOf(value).some((one) => String(found) === String(one)))
  if (field === 'hexBinaryValue')
    return valuesAt(event, textsAt(field)).some((found) =>
      listOf(value).some((one) => String(found).toUpperCase() === String(one).toUpperCase()),
    )
  return isOneOf(asking, valuesAt(event, textsAt(field)), value)
}

const plainTexts = new Set(['stringValue', 'booleanValue'])
const reports = ['sensorElementList', 'sensorReport']
const sensed = (name: string) => [
  ['sensorElementList', 'sensorMetadata', name],
  [...reports, name],
]
const momentsAt: Readonly<Record<string, readonly (readonly string[])[]>> = {
  eventTime: [['eventTime']],
  errorDeclaration_Time: [['errorDeclaration', 'declarationTime']],
  time: sensed('time'),
  startTime: sensed('startTime'),
  endTime: sensed('endTime'),
}

function textsAt(field: string): readonly (readonly string[])[] {
  switch (field) {
    case 'eventID':
    case 'action':
    case 'bizStep':
    case 'disposition':
    case 'transformationID':
      return [[field]]
    case 'readPoint':
    case 'bizLocation':
      return [[field, 'id']]
    case 'persistentDisposition_set':
      return [['persistentDisposition', 'set']]
    case 'persistentDisposition_unset':
      return [['persistentDisposition', 'unset']]
    case 'errorReason':
      return [['errorDeclaration', 'reason']]
    case 'correctiveEventID':
      return [['errorDeclaration', 'correctiveEventIDs']]
    default:
      return sensed(field)
  }
}

const links = { bizTransaction: 'bizTransactionList', source: 'sourceList', destination: 'destinationList' } as const
type Link = { readonly member: keyof typeof links; readonly type: string }
function linkNamed(field: string): Link | null {
  const found = /^(bizTransaction|source|destination)_(.+)$/.exec(field)
  return found ? { member: found[1] as Link['member'], type: found[2] ?? '' } : null // As the expression has it.
}

function isLinked(asking: Asking, { member, type }: Link, value: Json): boolean {
  return textsIn(asking.one.event, [links[member]]).some(
    (entry) =>
      isObject(entry) &&
      entry['type'] !== undefined &&
      meant(asking.one, entry['type']) === asked(asking, type) &&
      isOneOf(asking, [entry[member] ?? null], value),
  )
}

/** value × by + from is of one kind and can be compared; what is not here is compared with its own unit alone. */
const units: Readonly<Record<string, readonly [kind: string, by: string, from: string]>> = {
  KGM: ['mass', '1000000', '0'],
  GRM: ['mass', '1000', '0'],
  MGM: ['mass', '1', '0'],
  LTR: ['volume', '1000', '0'],
  MLT: ['volume', '1', '0'],
  KEL: ['heat', '9', '0'],
  CEL: ['heat', '9', '2458.35'],
  FAH: ['heat', '5', '2298.35'],
  EA: ['pieces', '1', '0'],
  PR: ['pieces', '2', '0'],
  C62: ['pieces', '1', '0'],
}

function isMeasured(
  event: JsonObject,
  { verb, name, uom, value }: { verb: string; name: string; uom: string; value: Json },
): boolean {
  const things = name === 'quantity' ? allQuantities.flatMap((list) => textsIn(event, [list])) : textsIn(event, reports)
  return things.some((thing) => {
    if (!isObject(thing) || typeof thing[name] !== 'number') return false
    const ours = thing['uom'] ?? 'C62'
    const [mine, theirs] = [units[String(ours)], units[uom]]
    if (!mine || !theirs ? ours !== uom : mine[0] !== theirs[0]) return false
    const base = (one: Json, unit: typeof mine) =>
      scaled(one, unit?.[1] ?? '1') + (name === 'sDev' ? 0n : scaled(unit?.[2] ?? '0', '1'))
    return listOf(value).some((one) => holds(verb, order(base(thing[name] ?? 0, mine), base(one, theirs))))
  })
}

const isNumber = (verb: string, found: readonly Json[], value: Json) =>
  found.some((each) => listOf(value).some((one) => holds(verb, order(scaled(each, '1'), scaled(one, '1')))))

/** A number, a moment or a text, as which it can be read: a field of somebody's own says of what type it is nowhere. */
function isOwnMet(verb: string, found: Json, value: Json): boolean {
  const [left, right] = [String(found), String(value)]
  if (verb === 'EQ' && left === right) return true
  if (isDecimal(left) && isDecimal(right)) return holds(verb, order(scaled(left, '1'), scaled(right, '1')))
  return isMoment(left) && isMoment(right) && holds(verb, compareMoments(left, right))
}

const isDecimal = (text: string) => /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)
const isMoment = (text: string) => {
  try {
    return (
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && Temporal.Instant.from(text) !== null
    )
  } catch {
    return false
  }
}
const compareMoments = (left: string, right: string) =>
  Temporal.Instant.compare(Temporal.Instant.from(left), Temporal.Instant.from(right))
const order = (left: bigint, right: bigint) => (left < right ? -1 : left > right ? 1 : 0)

/** A decimal times another, exact, in 10⁻²⁴. */
function scaled(value: Json, by: string): bigint {
  const part = (text: string) => {
    const [, sign = '', before = '', after = '', power = '0'] =
      /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
    return BigInt(`${before}${after}${'0'.repeat(12 - after.length + Number(power))}`) * (sign === '-' ? -1n : 1n)
  }
  return part(String(value)) * part(by)
}

function holds(verb: string, difference: number): boolean {
  const met = { EQ: difference === 0, GT: difference > 0, GE: difference >= 0, LT: difference < 0, LE: difference <= 0 }
  return met[verb as keyof typeof met]
}

// Order. Who lacks the field may stand anywhere, says the standard: here they are the last, and equals stand as they were captured.
function sorted(events: readonly PlainEvent[], by: string, isRising: boolean): readonly PlainEvent[] {
  const turn = isRising ? 1 : -1
  const captured = new Map(events.map((one, index) => [one, index]))
  const keyOf = (one: PlainEvent): string | null => {
    if (by === 'recordTime') return ''
    if (by === 'eventTime') return Temporal.Instant.from(String(one.event['eventTime'])).toString()
    const found = Object.entries(one.event).flatMap(([key, value]) =>
      whole(key, one.prefixes) === by ? singles(value) : [],
    )
    const first = found.find((value) => !isObject(value) && value !== '')
    return first === undefined ? null : String(first)
  }
  const values = new Map(events.map((one) => [one, keyOf(one)]))
  return [...events].sort((a, b) => {
    const [left, right] = [values.get(a) ?? null, values.get(b) ?? null]
    if (left === null || right === null)
      return left === right ? turn * ((captured.get(a) ?? 0) - (captured.get(b) ?? 0)) : left === null ? 1 : -1
    return turn * (compareValues(left, right) || (captured.get(a) ?? 0) - (captured.get(b) ?? 0))
  })
}

/** Numbers and moments by their size, moments as seconds; then texts by their code points. */
function compareValues(left: string, right: string): number {
  const size = (text: string) =>
    isDecimal(text)
      ? scaled(text, '1')
      : isMoment(text)
        ? scaled(String(Temporal.Instant.from(text).epochMilliseconds), '0.001')
        : null
  const [a, b] = [size(left), size(right)]
  if (a !== null && b !== null) return order(a, b) || (left < right ? -1 : left > right ? 1 : 0)
  if (a !== null || b !== null) return a !== null ? -1 : 1
  return left < right ? -1 : left > right ? 1 : 0
}
