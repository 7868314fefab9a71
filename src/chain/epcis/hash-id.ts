// The name an EPCIS event has by its content: CBV 2.0 hash id, in the order that reproduces the published vectors. Not here: reading documents.
// It shows that an event was changed and is the key of an event that brings none; it is no signature.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalLink } from './digital-link.ts'
import { entryOf } from './entry.ts'
import { nameOf } from './from-json.ts'
import { type EpcisEvent, type Field, isOwn } from './tree.ts'
import { wholeWord } from './words.ts'

/** The fields of an event in the order of the hash, and below each of those that has parts the order of these. */
type Order = { readonly [name: string]: Order | null }
const epc: Order = { epc: null }
const id: Order = { id: null }
const quantities: Order = { quantityElement: { epcClass: null, quantity: null, uom: null } }
const device: Order = { deviceID: null, deviceMetadata: null, rawData: null, dataProcessingMethod: null }
const statistics: Order = {
  minValue: null,
  maxValue: null,
  meanValue: null,
  sDev: null,
  percRank: null,
  percValue: null,
}
const order: Order = {
  eventTime: null,
  eventTimeZoneOffset: null,
  certificationInfo: null,
  parentID: null,
  epcList: epc,
  inputEPCList: epc,
  childEPCs: epc,
  quantityList: quantities,
  childQuantityList: quantities,
  inputQuantityList: quantities,
  outputEPCList: epc,
  outputQuantityList: quantities,
  action: null,
  transformationID: null,
  bizStep: null,
  disposition: null,
  persistentDisposition: { set: null, unset: null },
  readPoint: id,
  bizLocation: id,
  sensorElementList: {
    sensorElement: {
      sensorMetadata: { time: null, startTime: null, endTime: null, ...device, bizRules: null },
      sensorReport: {
        ...{
          type: null,
          exception: null,
          ...device,
          time: null,
          microorganism: null,
          chemicalSubstance: null,
        },
        ...{
          value: null,
          component: null,
          stringValue: null,
          booleanValue: null,
          hexBinaryValue: null,
          uriValue: null,
        },
        ...{ ...statistics, uom: null, coordinateReferenceSystem: null },
      },
    },
  },
}
/** After those, and among everybody's own fields, sorted as texts. */
const afterwards: Order = {
  bizTransactionList: { bizTransaction: { type: null, bizTransaction: null } },
  destinationList: { destination: { type: null, destination: null } },
  ilmd: {},
  sourceList: { source: { type: null, source: null } },
}
/** Of these the hash names the parts alone. */
const unnamed: ReadonlySet<string> = new Set(['bizTransaction', 'destination', 'source'])
const times: ReadonlySet<string> = new Set(['eventTime', 'time', 'startTime', 'endTime'])
const typeOf: Readonly<Record<string, string>> = {
  bizTransaction: 'bizTransactionType',
  source: 'sourceDestType',
  destination: 'sourceDestType',
  sensorReport: 'measurementType',
}
/** What says when and how the event came to somebody, not what happened. */
const leftOut: ReadonlySet<string> = new Set([
  'recordTime',
  'eventID',
  'errorDeclaration',
  'type',
  '@context',
  'comment',
  '{http://www.w3.org/2000/01/rdf-schema#}comment',
])

/** `ni:///sha-256;<hex>?ver=CBV2.0` */
export function hashId(event: EpcisEvent): string {
  return `ni:///sha-256;${bytesToHex(sha256(utf8ToBytes(preHash(event))))}?ver=CBV2.0`
}

/** The text that is hashed: shown to whoever wonders why two hashes differ. */
export function preHash({ type, fields, ignored, prefixes }: EpcisEvent): string {
  const told = fields.filter(({ name }) => !leftOut.has(name) && !ignored.has(name))
  const rest = told.flatMap((field) => [lateOrOwn(field), beside(field, order)]).filter((text) => text !== '')
  // Somebody's own kind by its name, whatever prefix its document has for it.
  const kind = prefixes ? nameOf(type, prefixes) : type
  return `eventType=${kind}${inOrder(told, order, '')}${sorted(rest).join('')}`
}

function lateOrOwn(field: Field): string {
  if (isOwn(field.name)) return ownField(field)
  const below = entryOf(afterwards, field.name)
  return below ? standard(field, below, '') : ''
}

/** What a known thing holds that has no place in its order: told at the end, with the way to it. */
function beside(field: Field, known: Order): string {
  const below = entryOf(known, field.name)
  const hasPlace = below === null || entryOf(afterwards, field.name) !== undefined || isOwn(field.name)
  if (!below) return hasPlace ? '' : ownField(field)
  const rest = sorted(field.fields.map((part) => beside(part, below)).filter((text) => text !== ''))
  return rest.length === 0 ? '' : field.name + rest.join('')
}

/** Fields of the standard in their order, those of one name sorted. */
function inOrder(fields: readonly Field[], known: Order, parent: string): string {
  return Object.entries(known)
    .map(([name, below]) =>
      sorted(fields.filter((field) => field.name === name).map((field) => standard(field, below, parent))).join(''),
    )
    .join('')
}

function standard(field: Field, below: Order | null, parent: string): string {
  const { name, text, fields } = field
  if (below === null) return text === null ? '' : `${name}=${written(text, name, parent)}`
  const own = sorted(fields.filter((part) => isOwn(part.name) && !leftOut.has(part.name)).map(ownField))
  const inside = inOrder(fields, below, name) + own.join('')
  return inside === '' ? '' : (unnamed.has(name) ? '' : name) + inside
}

/** Somebody's own field, to any depth. A quantity of the standard may stand inside it and keeps its order. */
function ownField({ name, text, fields }: Field): string {
  if (fields.length === 0) return text === null ? name : `${name}=${canonical(text)}`
  const theirs = fields.filter((field) => isOwn(field.name) && !leftOut.has(field.name)).map(ownField)
  const plain = fields.filter((field) => !isOwn(field.name))
  return name + sorted([...theirs, ...plain.map(ownField)]).join('')
}

function written(text: string, name: string, parent: string): string {
  return times.has(name)
    ? utcMilliseconds(text)
    : canonical(wholeWord(text, name === 'type' ? (entryOf(typeOf, parent) ?? name) : name))
}

const canonical = (text: string) => canonicalLink(plainNumber(wholeWord(text, '')))

/** By code point: by UTF-16 unit, signs beyond the first plane would stand before some within it. */
function sorted(texts: string[]): string[] {
  return texts.sort((a, b) => compareCodePoints(a, b))
}

function compareCodePoints(a: string, b: string): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** A half of a sign beyond the first plane stands after all of that plane. */
const rank = (unit: number) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x2800 : unit)

/** A moment in UTC, rounded to the millisecond; what is no moment stays as it is. */
function utcMilliseconds(text: string): string {
  try {
    const instant = Temporal.Instant.from(text).round({ smallestUnit: 'millisecond', roundingMode: 'halfExpand' })
    return instant.toString({ smallestUnit: 'millisecond' })
  } catch {
    return text
  }
}

/**
 * Whatever looks like a number, wherever it stands, as the published vectors write it: through a double, without needless zeros.
 * Beyond 2^53 two numbers may so become one in the hash, and only there.
 */
export function plainNumber(text: string): string {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text)) return text
  const double = Number(text)
  if (!Number.isFinite(double)) return text
  return Number.isInteger(double) ? BigInt(double).toString() : String(double)
}
