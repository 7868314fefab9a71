// An event in the one form questions are asked of: every word whole, every identifier canonical, every moment in UTC, every number as
// plain decimal text. Not here: the event as it was received, which is kept beside it.
//
//   { "type": "ObjectEvent", "eventID": "…", "eventTime": "2026-11-22T05:00:00Z", "eventTimeZoneOffset": "+01:00",
//     "action": "OBSERVE", "bizStep": "https://ref.gs1.org/cbv/BizStep-shipping", "disposition": "https://ref.gs1.org/cbv/Disp-in_transit",
//     "persistentDisposition": { "set": ["…"], "unset": ["…"] },
//     "readPoint": "https://id.gs1.org/414/…", "bizLocation": "…", "readPointFields", "bizLocationFields": { own fields of them },
//     "parentID": "…", "transformationID": "…", "certificationInfo": ["…"],
//     "epcList": ["https://id.gs1.org/01/…/21/…"], "childEPCs" "inputEPCList" "outputEPCList": the same,
//     "quantityList": [{ "epcClass": "…", "quantity": "12.5", "uom": "KGM", "massMg": "12500000" }], "childQuantityList" … the same,
//     "bizTransactionList": [{ "type": "https://ref.gs1.org/cbv/BTT-po", "id": "…" }], "sourceList", "destinationList": the same,
//     "errorDeclaration": { "declarationTime": "…", "reason": "https://ref.gs1.org/cbv/ER-did_not_occur", "correctiveEventIDs": ["…"], own fields },
//     "sensorElementList": [{ "sensorMetadata": { "time": "…Z", … }, "sensorReport": [{ "type": "https://gs1.org/voc/Temperature", "value": "21.5", "uom": "CEL", … }] }],
//     "ilmd": { "{namespace}name": [ … ] },
//     "{namespace}name": ["text" or { "{namespace}name": [ … ], "name": [ … ] }, …] }
//
// What an event does not have is not there. Anybody's own field is always a list, for it may come more than once.
import { canonicalLink } from './digital-link.ts'
import { entryOf } from './entry.ts'
import { type Prefixes, wholeValue } from './prefixes.ts'
import { decimalText, massOf } from './quantity.ts'
import { type EpcisEvent, type Field, isOwn, oneName } from './tree.ts'
import { wholeWord } from './words.ts'

export type ExpandedValue = string | { readonly [name: string]: readonly ExpandedValue[] }
export type ExpandedQuantity = {
  readonly epcClass: string
  readonly quantity?: string
  readonly uom?: string
  /** Exact, where the unit is one of mass. */
  readonly massMg?: string
}
export type ExpandedLink = { readonly type?: string; readonly id: string }
export type ExpandedSensorElement = {
  readonly sensorMetadata?: Readonly<Record<string, unknown>>
  readonly sensorReport: readonly Readonly<Record<string, unknown>>[]
  readonly [own: string]: unknown
}
export type ExpandedEvent = {
  readonly type: string
  readonly eventID?: string
  readonly eventTime: string
  readonly eventTimeZoneOffset: string
  readonly action?: string
  readonly bizStep?: string
  readonly disposition?: string
  readonly persistentDisposition?: { readonly set?: readonly string[]; readonly unset?: readonly string[] }
  readonly readPoint?: string
  readonly bizLocation?: string
  readonly parentID?: string
  readonly transformationID?: string
  readonly certificationInfo?: readonly string[]
  readonly epcList?: readonly string[]
  readonly childEPCs?: readonly string[]
  readonly inputEPCList?: readonly string[]
  readonly outputEPCList?: readonly string[]
  readonly quantityList?: readonly ExpandedQuantity[]
  readonly childQuantityList?: readonly ExpandedQuantity[]
  readonly inputQuantityList?: readonly ExpandedQuantity[]
  readonly outputQuantityList?: readonly ExpandedQuantity[]
  readonly bizTransactionList?: readonly ExpandedLink[]
  readonly sourceList?: readonly ExpandedLink[]
  readonly destinationList?: readonly ExpandedLink[]
  readonly errorDeclaration?: {
    readonly declarationTime: string
    readonly reason?: string
    readonly correctiveEventIDs?: readonly string[]
    readonly [own: string]: unknown
  }
  readonly sensorElementList?: readonly ExpandedSensorElement[]
  readonly ilmd?: { readonly [name: string]: readonly ExpandedValue[] }
  readonly [own: string]: unknown
}

export function expandedOf(event: EpcisEvent): ExpandedEvent {
  const { type, fields, prefixes = new Map() } = event
  const told = [...Map.groupBy(fields, ({ name }) => oneName(name))].flatMap(([name, same]): [string, unknown][] => {
    if (name === 'type' || name === 'recordTime') return []
    const value = valuesOf(name, same, prefixes)
    const beside = places.has(name) ? fieldsOfPlace(name, same, prefixes) : []
    return [...(value === undefined ? [] : [[name, value] as [string, unknown]]), ...beside]
  })
  // What stands here is what `valuesOf` makes of a valid event, field by field.
  return Object.fromEntries([['type', wholeValue(type, prefixes)], ...told]) as unknown as ExpandedEvent
}

const places = new Set(['readPoint', 'bizLocation'])

/** Anybody's own fields of a place stand beside it, for the place itself is its identifier. */
function fieldsOfPlace(name: string, same: readonly Field[], prefixes: Prefixes): [string, unknown][] {
  const own = same.flatMap(({ fields }) => fields).filter((field) => isOwn(field.name))
  return own.length === 0 ? [] : [[`${name}Fields`, ownFields(own, prefixes)]]
}

const quantities = new Set(['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'])
const epcs = new Set(['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'])
const links: Readonly<Record<string, { member: string; type: string }>> = {
  bizTransactionList: { member: 'bizTransaction', type: 'bizTransactionType' },
  sourceList: { member: 'source', type: 'sourceDestType' },
  destinationList: { member: 'destination', type: 'sourceDestType' },
}
const times = new Set(['eventTime', 'declarationTime', 'time', 'startTime', 'endTime'])
const numbers = new Set(['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue'])

function valuesOf(name: string, same: readonly Field[], prefixes: Prefixes): unknown {
  const [first] = same
  if (!first) return undefined
  const parts = same.flatMap(({ fields }) => fields)
  const link = entryOf(links, name)
  if (isOwn(name)) return same.map((field) => ownValue(field, prefixes))
  if (epcs.has(name)) return texts(parts).map((text) => identifier(text, prefixes))
  if (quantities.has(name)) return parts.map(({ fields }) => quantityOf(fields, prefixes))
  if (link)
    return parts.map(({ fields }) => {
      const typed = textOf(fields, 'type')
      const id = identifier(textOf(fields, link.member) ?? '', prefixes)
      return typed === undefined ? { id } : { type: word(typed, link.type, prefixes), id }
    })
  switch (name) {
    case 'readPoint':
    case 'bizLocation':
      return identifier(textOf(first.fields, 'id') ?? '', prefixes)
    case 'persistentDisposition':
      return Object.fromEntries(
        ['set', 'unset'].flatMap((side) => {
          const words = texts(parts.filter((part) => part.name === side)).map((text) => word(text, side, prefixes))
          return words.length > 0 ? [[side, words]] : []
        }),
      )
    case 'certificationInfo':
      return texts(same).map((text) => wholeValue(text, prefixes))
    case 'errorDeclaration':
      return declarationOf(first.fields, prefixes)
    case 'sensorElementList':
      return parts.map(({ fields }) => sensorElementOf(fields, prefixes))
    case 'ilmd':
      return ownFields(parts, prefixes)
    default:
      return first.text === null ? same.map((field) => ownValue(field, prefixes)) : scalar(name, first.text, prefixes)
  }
}

function scalar(name: string, text: string, prefixes: Prefixes): string {
  if (times.has(name)) return inUtc(text)
  if (numbers.has(name)) return decimalText(text)
  switch (name) {
    case 'bizStep':
    case 'disposition':
    case 'reason':
    case 'component':
    case 'exception':
      return word(text, name, prefixes)
    case 'parentID':
    case 'transformationID':
    case 'deviceID':
      return identifier(text, prefixes)
    case 'hexBinaryValue':
      return text.toUpperCase()
    default:
      return name === 'eventID' ? text : wholeValue(text, prefixes)
  }
}

function declarationOf(fields: readonly Field[], prefixes: Prefixes): unknown {
  const ids = fields
    .filter(({ name }) => name === 'correctiveEventIDs')
    .flatMap((field) => (field.text === null ? texts(field.fields) : [field.text]))
  const rest = fields.filter(({ name }) => name !== 'correctiveEventIDs')
  return { ...record(rest, prefixes), ...(ids.length > 0 ? { correctiveEventIDs: ids } : {}) }
}

function sensorElementOf(fields: readonly Field[], prefixes: Prefixes): ExpandedSensorElement {
  const metadata = fields.find(({ name }) => name === 'sensorMetadata')
  const reports = fields.filter(({ name }) => name === 'sensorReport')
  return {
    ...(metadata ? { sensorMetadata: record(metadata.fields, prefixes) } : {}),
    sensorReport: reports.map((report) => {
      const type = textOf(report.fields, 'type')
      return {
        ...record(report.fields, prefixes),
        ...(type === undefined ? {} : { type: word(type, 'measurementType', prefixes) }),
      }
    }),
    ...ownFields(
      fields.filter(({ name }) => isOwn(name)),
      prefixes,
    ),
  }
}

/** Known fields as single texts, anybody's own as lists. */
function record(fields: readonly Field[], prefixes: Prefixes): Record<string, unknown> {
  const known = fields.filter(({ name, text }) => !isOwn(name) && text !== null)
  return {
    ...Object.fromEntries(known.map(({ name, text }) => [name, scalar(name, text ?? '', prefixes)])),
    ...ownFields(
      fields.filter(({ name }) => isOwn(name)),
      prefixes,
    ),
  }
}

function ownFields(fields: readonly Field[], prefixes: Prefixes): Record<string, readonly ExpandedValue[]> {
  const byName = [...Map.groupBy(fields, ({ name }) => oneName(name))]
  return Object.fromEntries(byName.map(([name, same]) => [name, same.map((field) => ownValue(field, prefixes))]))
}

function ownValue({ text, fields }: Field, prefixes: Prefixes): ExpandedValue {
  return fields.length === 0 ? (text ?? '') : ownFields(fields, prefixes)
}

function quantityOf(fields: readonly Field[], prefixes: Prefixes): ExpandedQuantity {
  const quantity = textOf(fields, 'quantity')
  const uom = textOf(fields, 'uom')
  const mass = quantity !== undefined && uom !== undefined ? massOf(quantity, uom) : null
  return {
    epcClass: identifier(textOf(fields, 'epcClass') ?? '', prefixes),
    ...(quantity === undefined ? {} : { quantity: decimalText(quantity) }),
    ...(uom === undefined ? {} : { uom }),
    ...(mass?.kind === 'mass' ? { massMg: `${mass.mg}` } : {}),
  }
}

const texts = (fields: readonly Field[]) => fields.flatMap(({ text }) => (text === null ? [] : [text]))
const textOf = (fields: readonly Field[], name: string): string | undefined =>
  fields.find((field) => field.name === name)?.text ?? undefined
const identifier = (text: string, prefixes: Prefixes) => canonicalLink(wholeValue(text, prefixes))
const word = (text: string, field: string, prefixes: Prefixes) => wholeWord(wholeValue(text, prefixes), field)

/** A moment in UTC, as exact as it was given; what is no moment stays as it is. */
function inUtc(text: string): string {
  try {
    return Temporal.Instant.from(text).toString()
  } catch {
    return text
  }
}
