// An act of ours as an EPCIS event, for whoever reads EPCIS. Not here: keeping it (project.ts), and no patient or prescription ever:
// an act has none.
import { legalTimeZone, parseId } from '#kernel'
import type { Act, ActKind } from '../../contract.ts'
import { isList, isObject, type JsonObject, type JsonValue } from '../json.ts'
import { isExtension, roomUrn } from '../places/forms.ts'
import { writeOwn } from './fields.ts'
import { greinNamespace, greinPrefix, idAfter, lotUri, ssccLink, urnOf } from './names.ts'
import { link, mass, only } from './parts.ts'
import { actTable, type Beside, type Mapping, type Naming } from './table.ts'
import { actStep } from './words.ts'

/** The `@context` of every event we write. */
export const actContext: JsonValue = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { [greinPrefix]: greinNamespace },
]

export type LotName = { readonly name: string; readonly gtin: string | null }
export type ActFacts = {
  /** Of batches that have a GTIN; the others go by our id. */
  readonly lots: ReadonlyMap<string, LotName>
  /** What the event moved of material in all. */
  readonly movedMg: bigint
  /** And of each batch; asked for acts that do not name theirs (`isToldByLedger`). */
  readonly moved?: readonly { readonly batchId: string; readonly massMg: bigint }[]
  readonly beside?: Beside
}

/** Acts that name a shipment or an account, so that the ledger alone knows what they moved. */
export const isToldByLedger = (kind: ActKind) => toldByLedger.includes(kind)
const toldByLedger: readonly ActKind[] = ['refuse', 'free', 'settle-difference']

/** The event of an act; of one that takes another back, see `declarationOf`. */
export function eventOfAct(act: Act, { lots, movedMg, moved = [], beside = {} }: ActFacts): JsonObject {
  const batch = batchIn(lots)
  const naming: Naming = {
    batch,
    beside,
    movedMg,
    moved: () =>
      moved.length > 0
        ? { quantityList: moved.map(({ batchId, massMg }) => mass(batch(batchId), massMg)) }
        : { epcList: [] },
  }
  const place = { id: urnOf('premises', act.premisesId) }
  // What is designated is a room of somebody else's, and not where that was done.
  const room = 'room' in act && act.kind !== 'designate' ? placeOfRoom(act.premisesId, act.room) : null
  const mapping = actTable[act.kind] as Mapping<ActKind> | undefined // Each row is of its own kind.
  const inside = mapping ? mapped(mapping, act, naming) : unmapped(act, naming)
  const { type, action, ...rest } = inside
  return {
    type: type ?? 'ObjectEvent',
    eventID: urnOf('event', act.eventId),
    ...whenOf(act),
    ...(action === undefined ? {} : { action }),
    ...rest,
    readPoint: room === null ? place : { id: room },
    bizLocation: place,
  }
}

const batchIn =
  (lots: ActFacts['lots']): Naming['batch'] =>
  (batchId) => {
    const lot = lots.get(batchId)
    return lotUri({ batchId, name: lot?.name ?? '', gtin: lot?.gtin ?? null })
  }

const whenOf = ({ occurredAt }: { readonly occurredAt: string }): JsonObject => ({
  eventTime: momentOf(occurredAt),
  eventTimeZoneOffset: offsetAt(occurredAt),
})

const caseName = (eventId: string, sscc: string) => `urn:uuid:${idAfter(eventId, sscc)}`
/** What the boxes of a despatch are told as. */
export const caseNames = (act: Act): readonly string[] =>
  act.kind === 'ship' ? (act.units ?? []).map(({ sscc }) => caseName(act.eventId, sscc)) : []

/** The boxes of a despatch, each with what is in it: events beside that of the act, which move no mass. */
export function casesOf(act: Act, { lots }: Pick<ActFacts, 'lots'>): readonly JsonObject[] {
  if (act.kind !== 'ship') return []
  const place = { id: urnOf('premises', act.premisesId) }
  return (act.units ?? []).map(({ sscc, contents }) => ({
    type: 'AggregationEvent',
    eventID: caseName(act.eventId, sscc),
    ...whenOf(act),
    action: 'ADD',
    bizStep: 'packing',
    disposition: 'container_closed',
    parentID: ssccLink(sscc),
    childQuantityList: contents.map(({ batchId, massMg }) => mass(batchIn(lots)(batchId), massMg)),
    readPoint: place,
    bizLocation: place,
  }))
}

/** That what was despatched never left: beside the declaration that its event was an error. By the id of the act that takes it back. */
export function voidOf(
  act: Extract<Act, { kind: 'correct' }>,
  { shipmentId, lines }: Extract<Act, { kind: 'ship' }>,
  { lots }: Pick<ActFacts, 'lots'>,
): JsonObject {
  const place = { id: urnOf('premises', act.premisesId) }
  return {
    type: 'ObjectEvent',
    eventID: urnOf('event', act.eventId),
    ...whenOf(act),
    action: 'OBSERVE',
    bizStep: 'void_shipping',
    quantityList: lines.map(({ batchId, massMg }) => mass(batchIn(lots)(batchId), massMg)),
    bizTransactionList: [link('bizTransaction', 'desadv', urnOf('shipment', shipmentId))],
    ...writeOwn({ reason: act.reason }),
    readPoint: place,
    bizLocation: place,
  }
}

/** Where a room is one a GLN can tell; else the premises are told, and the room beside them. */
const placeOfRoom = (premisesId: string, room: string): string | null =>
  isExtension(room) ? roomUrn(parseId('premises', premisesId) ?? premisesId, room) : null

const always = ['kind', 'eventId', 'occurredAt', 'premisesId']

function mapped(mapping: Mapping<ActKind>, act: Act, naming: Naming): JsonObject {
  const ilmd = mapping.ilmd?.(act as never, naming) // The row of this very kind.
  const own = Object.entries(act).filter(([name]) => !always.includes(name) && !mapping.taken.includes(name))
  return {
    type: mapping.type,
    ...(mapping.action === undefined ? {} : { action: mapping.action }),
    ...mapping.write(act as never, naming),
    ...(ilmd ? { ilmd: writeOwn(ilmd) } : {}),
    ...writeOwn(Object.fromEntries(own)),
  }
}

/** An act without a row: what it is about is seen, and all it says stands in our namespace. */
function unmapped(act: Act, { batch }: Naming): JsonObject {
  const told = Object.fromEntries(Object.entries(act).filter(([name]) => !always.includes(name)))
  return {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: actStep(act.kind),
    ...aboutIn(told, batch),
    ...writeOwn(told),
  }
}

function aboutIn(told: Readonly<Record<string, unknown>>, batch: Naming['batch']): JsonObject {
  const portions = [told, ...Object.values(told).flat()].filter(isPortion)
  const quantityList = portions.map(({ batchId, massMg }) =>
    typeof massMg === 'string' ? mass(batch(batchId), massMg) : only(batch(batchId)),
  )
  return quantityList.length > 0 ? { quantityList } : { epcList: [] }
}

const isPortion = (value: unknown): value is { readonly batchId: string; readonly massMg?: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'batchId' in value &&
  typeof value.batchId === 'string' &&
  parseId('batch', value.batchId) !== null

/**
 * The event that says another was an error: the other, with when and why, and the id of the act that takes it back. In somebody else's words
 * our prefix may mean another thing, so `isOurs` false writes our fields with their whole names.
 */
export function declarationOf(old: JsonObject, act: Extract<Act, { kind: 'correct' }>, isOurs = true): JsonObject {
  const own = writeOwn({ eventId: act.eventId, premisesId: act.premisesId, reason: act.reason })
  const whole = (name: string) => (isOurs ? name : name.replace(`${greinPrefix}:`, greinNamespace))
  return {
    ...old,
    errorDeclaration: {
      declarationTime: momentOf(act.occurredAt),
      reason: 'incorrect_data',
      ...Object.fromEntries(Object.entries(own).map(([name, value]) => [whole(name), value])),
    },
  }
}

/** RFC 3339 wants the seconds; an act may leave them out. */
function momentOf(text: string): string {
  return /T\d{2}:\d{2}:\d{2}/.test(text) ? text : Temporal.Instant.from(text).toString()
}

/** What the clocks at the premises said. */
function offsetAt(text: string): string {
  return Temporal.Instant.from(text).toZonedDateTimeISO(legalTimeZone).offset
}

/** Every identifier of a class in a document, for those who look lots up. */
export function classesIn(event: JsonObject): readonly string[] {
  return Object.values(event).flatMap((list) =>
    isList(list)
      ? list.flatMap((one) => (isObject(one) && typeof one['epcClass'] === 'string' ? [one['epcClass']] : []))
      : [],
  )
}
