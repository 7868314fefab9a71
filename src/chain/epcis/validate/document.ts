// A whole document: EPCISDocument, EPCISQueryDocument or one event by itself. Not here: events (events.ts) and XML (order.ts).
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { anyEvent, isEventType } from './events.ts'
import { type Fault, faultOf } from './fault.ts'
import { anyText, anything, below, type Check, context, isUri, list, object, time, uri } from './shapes.ts'

const vocabulary = object(
  {
    type: uri,
    vocabularyElementList: list(
      object(
        {
          id: uri,
          isA: anyText,
          attributes: list(object({ id: uri, attribute: anything }, { required: ['id'], takesOwn: true })),
          children: list(uri),
        },
        { required: ['id'], takesOwn: true },
      ),
    ),
  },
  { required: ['type'], takesOwn: true },
)
const vocabularyList = list(vocabulary)
const header = object({ epcisMasterData: object({ vocabularyList }, { takesOwn: true }) }, { takesOwn: true })
const version: Check = (value, pointer) => {
  if (typeof value !== 'string') return [faultOf(pointer, 'not-text')]
  return /^2\.0(\.\d+)*$/.test(value) ? [] : [faultOf(pointer, 'not-version', value)]
}
const eventList = list(anyEvent)
const around = { '@context': context, id: uri, type: anything, schemaVersion: version, creationDate: time }

const epcisDocument = object(
  {
    ...around,
    instanceIdentifier: anyText,
    sender: anyText,
    receiver: anyText,
    epcisHeader: header,
    epcisBody: object({ eventList }, { required: ['eventList'], takesOwn: true }),
  },
  { required: ['@context', 'schemaVersion', 'creationDate', 'epcisBody'], takesOwn: true },
)
const queryDocument = object(
  {
    ...around,
    epcisBody: object(
      {
        queryResults: object(
          {
            queryName: anyText,
            subscriptionID: anyText,
            resultsBody: object({ eventList, vocabularyList }, { required: ['eventList'], takesOwn: true }),
          },
          { required: ['queryName', 'resultsBody'], takesOwn: true },
        ),
      },
      { required: ['queryResults'], takesOwn: true },
    ),
  },
  { required: ['@context', 'epcisBody'], takesOwn: true },
)

/** More would not help anybody mend a document. */
export const faultsMax = 200

/**
 * Faults of a document, the unknown kinds first, and how many there are; none when it follows EPCIS 2.0. Beyond the most there are to be told, the
 * first of each event and of the document is still among them: without one, an event at fault would be taken for a sound one.
 */
export function faultsOf(document: JsonValue): { readonly faults: readonly Fault[]; readonly count: number } {
  const faults = checkDocument(document)
  const isFirst = ({ code }: Fault) => code === 'type-unknown' || code === 'document-unknown'
  const told = new Set<number | null>()
  const ordered = [...faults.filter(isFirst), ...faults.filter((fault) => !isFirst(fault))]
  const kept = ordered.filter(({ pointer }, index) => {
    const event = eventAt(pointer)
    const isNew = !told.has(event)
    told.add(event)
    return isNew || index < faultsMax
  })
  return { faults: kept, count: faults.length }
}

/** Which event of its document a place is in, from 0; null: none. */
export function eventAt(pointer: string): number | null {
  const found = /^\/epcisBody(?:\/queryResults\/resultsBody)?\/eventList\/(\d+)(?:\/|$)/.exec(pointer)?.[1]
  return found === undefined ? null : Number(found)
}

function checkDocument(document: JsonValue): readonly Fault[] {
  if (!isObject(document)) return [faultOf('', 'not-object')]
  const type = document['type']
  if (type === 'EPCISDocument') return epcisDocument(document, '')
  if (type === 'EPCISQueryDocument') return queryDocument(document, '')
  if (typeof type !== 'string') return [faultOf('', 'missing', 'type')]
  return isEventType(type) || isUri(type)
    ? lonelyEvent(document)
    : [faultOf(below('', 'type'), 'document-unknown', type)]
}

/** An event that stands alone brings its own context. */
function lonelyEvent(event: JsonObject): readonly Fault[] {
  const missing = event['@context'] === undefined ? [faultOf('', 'missing', '@context')] : []
  return [...missing, ...anyEvent(event, '')]
}
