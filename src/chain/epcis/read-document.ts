// A document as it was sent, read: what is wrong with it, and its events in every form the rest needs. Not here: keeping them (capture.ts),
// and whether their mass balances (mass-check.ts).
import type { Instant } from '#kernel'
import { type ExpandedEvent, expandedOf } from './expanded.ts'
import { eventsOf } from './from-json.ts'
import { eventsFromXml } from './from-xml.ts'
import { hashId } from './hash-id.ts'
import { isList, isObject, type JsonObject, type JsonValue, listed, parseExact } from './json.ts'
import type { EpcisEvent } from './tree.ts'
import { eventAt, faultsMax, faultsOf } from './validate/document.ts'
import { type Fault, faultOf } from './validate/fault.ts'
import { isTime } from './validate/shapes.ts'
import { documentFromXml } from './xml-to-json.ts'

export type MediaType = 'json' | 'xml'

export type ReadEvent = {
  /** In its document, from 0; null when it stands alone. */
  readonly place: number | null
  readonly pointer: string
  /** As JSON-LD, numbers as they were written. */
  readonly source: JsonObject
  readonly context: JsonValue
  readonly event: EpcisEvent
  readonly expanded: ExpandedEvent
  /** As sent; null: the document brings none. */
  readonly eventId: string | null
  readonly hashId: string
  readonly isDeclaration: boolean
  readonly faults: readonly Fault[]
}

export type ReadDocument = {
  readonly document: JsonValue
  /** As many as are told; whether one event is sound stands with that event. */
  readonly faults: readonly Fault[]
  /** How many there are; `faults` may be the first of them. */
  readonly faultCount: number
  /** Those that are about no single event: the document cannot be taken at all. */
  readonly documentFaults: readonly Fault[]
  readonly events: readonly ReadEvent[]
  /** The header as sent, or null. */
  readonly header: JsonObject | null
}

/**
 * `latest`: what says it happened after that is at fault; null where nothing is taken, as for a hash or a check away from the house.
 * Throws `SyntaxError` with its place on what is no JSON or XML, or is nested beyond reason.
 */
export function readDocument(text: string, mediaType: MediaType, latest: Instant | null = null): ReadDocument {
  // No database and no text has this character, however it is written.
  if (text.includes('\u0000') || text.includes('\\u0000')) throw new SyntaxError('the character U+0000 is no text')
  const { document, faults: order } =
    mediaType === 'xml' ? documentFromXml(text) : { document: parseExact(text), faults: [] }
  const { list, at } = listOf(document)
  const ahead = latest === null ? [] : list.flatMap((one, index) => aheadIn(one, { at, index, latest }))
  const found = faultsOf(document)
  const faults = [...found.faults, ...order, ...ahead]
  // An event that stands alone has all of them. Grouped once: there may be as many faults as events.
  const faultsAt = Map.groupBy(faults, ({ pointer }) => (at === '' ? 0 : eventAt(pointer)))
  const trees = list.every(isObject) ? treesOf(text, mediaType, document) : []
  const context = isObject(document) ? (document['@context'] ?? null) : null
  const events = trees.flatMap((event, index): ReadEvent[] => {
    const source = list[index]
    if (!isObject(source)) return []
    const pointer = at === '' ? '' : `${at}/${index}`
    return [
      {
        place: at === '' ? null : index,
        pointer,
        source,
        context,
        event,
        expanded: expandedOf(event),
        eventId: typeof source['eventID'] === 'string' ? source['eventID'] : null,
        hashId: hashId(event),
        isDeclaration: source['errorDeclaration'] !== undefined,
        faults: faultsAt.get(index) ?? [],
      },
    ]
  })
  const documentFaults = events.length === 0 ? faults : (faultsAt.get(null) ?? [])
  return {
    document,
    faults: firstOf(faults, documentFaults),
    faultCount: found.count + order.length + ahead.length,
    documentFaults,
    events,
    header: isObject(document) && isObject(document['epcisHeader']) ? document['epcisHeader'] : null,
  }
}

/** What its prefixes stand for: an event says its own beside those of its document, and where both say one, its own counts. */
export function contextOf({ source, context }: Pick<ReadEvent, 'source' | 'context'>): JsonValue {
  const own = source['@context']
  if (own === undefined || own === context) return context // The latter of an event that stands alone.
  const parts = (one: JsonValue) => (isList(one) ? one : one === null ? [] : [one])
  return [...parts(context), ...parts(own)]
}

/** Where not all are told, those of the document itself come first: with one of them nothing can be taken. */
function firstOf(faults: readonly Fault[], documentFaults: readonly Fault[]): readonly Fault[] {
  if (faults.length <= faultsMax) return faults
  const whole = new Set(documentFaults)
  return [...documentFaults, ...faults.filter((fault) => !whole.has(fault))].slice(0, faultsMax)
}

/**
 * An event tells what happened. One of the year 9999 would be the newest for ever, and every question about the last events would find it.
 * What sensors say of later moments, such as a forecast, is theirs.
 */
function aheadIn(
  event: JsonValue,
  { at, index, latest }: { readonly at: string; readonly index: number; readonly latest: Instant },
): readonly Fault[] {
  if (!isObject(event)) return []
  const declaration = isObject(event['errorDeclaration']) ? event['errorDeclaration'] : {}
  const told = [
    ['eventTime', event['eventTime']],
    ['errorDeclaration/declarationTime', declaration['declarationTime']],
  ] as const
  return told.flatMap(([place, given]) =>
    typeof given === 'string' && isTime(given) && Temporal.Instant.compare(Temporal.Instant.from(given), latest) > 0
      ? [faultOf(`${at === '' ? '' : `${at}/${index}`}/${place}`, 'time-ahead', given)]
      : [],
  )
}

/** XML is hashed as XML: what a document asks to leave out stands there in its own way. */
function treesOf(text: string, mediaType: MediaType, document: JsonValue): readonly EpcisEvent[] {
  const trees = eventsOf(document)
  if (mediaType === 'json') return trees
  const ignored = eventsFromXml(text)[0]?.ignored
  return ignored ? trees.map((tree) => ({ ...tree, ignored })) : trees
}

function listOf(document: JsonValue): { readonly list: readonly JsonValue[]; readonly at: string } {
  if (!isObject(document)) return { list: [], at: '' }
  const body = document['epcisBody']
  if (!isObject(body)) return { list: 'eventTime' in document ? [document] : [], at: '' }
  if (Array.isArray(body['eventList'])) return { list: listed(body['eventList']), at: '/epcisBody/eventList' }
  const results = isObject(body['queryResults']) ? body['queryResults'] : {}
  const held = isObject(results['resultsBody']) ? results['resultsBody'] : {}
  return { list: listed(held['eventList']), at: '/epcisBody/queryResults/resultsBody/eventList' }
}
