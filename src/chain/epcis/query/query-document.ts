// The answer to a question: an EPCISQueryDocument of events as they were received, our own with places by GLN, with what we know of each. Not here: which events.
import { refuseNow } from '#kernel'
import { isObject, type JsonObject, type JsonValue, listed, parseExact, printExact } from '../json.ts'
import { withToldNames } from '../places/told.ts'
import type { FoundEvent } from './find-events.ts'
import { epcisQueryProblems } from './problems.ts'
import { companiesIn, type EpcFormat, translate } from './translate.ts'

export const standardContext = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'

export type Answered = {
  readonly events: readonly Pick<FoundEvent, 'document' | 'context' | 'eventId' | 'recordTime' | 'names'>[]
  readonly format: EpcFormat
  readonly queryName: string
  readonly subscriptionId?: string
  readonly now: Temporal.Instant
}

/** JSON text: numbers as they were received. Refuses `epcis/not-as-urn`. */
export function writeQueryDocument({ events, format, queryName, subscriptionId, now }: Answered): string {
  const read = events.map((event) => ({
    ...event,
    body: told(parseExact(event.document), event.names, format),
    own: parseExact(event.context),
  }))
  const companies = companiesIn(read.map(({ body }) => body))
  const shared = sharedContext(read.map(({ own }) => own))
  const eventList = read.map(({ body, own, eventId, recordTime }) => {
    const { event, stuck } = translate(body, format, companies)
    if (stuck !== null) refuseNow(epcisQueryProblems['not-as-urn'], { identifier: stuck })
    return {
      ...(isObject(event) ? event : {}),
      ...(shared === null ? { '@context': own } : {}),
      eventID: eventId,
      recordTime: recordTime.toString(),
    }
  })
  return printExact({
    '@context': shared ?? [standardContext],
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: now.toString({ smallestUnit: 'millisecond' }),
    epcisBody: {
      queryResults: {
        ...(subscriptionId === undefined ? {} : { subscriptionID: subscriptionId }),
        queryName,
        resultsBody: { eventList },
      },
    },
  })
}

const told = (body: JsonValue, names: FoundEvent['names'], format: EpcFormat): JsonValue =>
  isObject(body) ? withToldNames(body, names, format) : body

/** One context for all, or null when two of them say different things of one prefix: then each event carries its own. */
export function sharedContext(contexts: readonly JsonValue[]): readonly JsonValue[] | null {
  const parts = contexts.flatMap((one) => (Array.isArray(one) ? listed(one) : [one]))
  const meanings = new Map<string, string>()
  const addresses = new Set<string>([standardContext])
  for (const part of parts) {
    if (typeof part === 'string') addresses.add(part)
    if (!isObject(part)) continue
    for (const [prefix, meaning] of Object.entries(part)) {
      const text = printExact(meaning)
      if ((meanings.get(prefix) ?? text) !== text) return null
      meanings.set(prefix, text)
    }
  }
  // The first address of a context is the standard's own, however it is spelled.
  const others = [...addresses].filter((address) => !/epcis-context\.jsonld$/.test(address))
  const terms = Object.fromEntries(
    [...meanings].map(([prefix, text]): [string, JsonValue] => [prefix, parseExact(text)]),
  )
  return [standardContext, ...others, ...(meanings.size > 0 ? [terms as JsonObject] : [])]
}
