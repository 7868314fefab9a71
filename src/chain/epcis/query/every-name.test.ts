// Every name of the language finds the event that has what it asks for, and neither one that has another thing nor one that has nothing: in the
// database, and, but for master data, in memory. Not here: what values a name takes (parse-query.test.ts), and questions at random (asking).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, unwrap } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { expandedOf } from '../expanded.ts'
import { eventsFromJson } from '../from-json.ts'
import { standardPrefixes } from '../prefixes.ts'
import type { Place } from './condition.ts'
import { findEvents } from './find-events.ts'
import { type Askable, follow, matches } from './matches.ts'
import { findName, type Named } from './names.ts'
import { parseQuery } from './parse-query.ts'
import { wholeName } from './prefixes.ts'
import { namesOfLanguage, sampleOf } from './reference.ts'
import { resolveQuery } from './resolve.ts'

const prefixes = new Map([...standardPrefixes, ['ext', 'https://ns.example.com/']])
/** Below and above what is asked; the third has none of it, and a time of its own that is not before `between`. */
const [low, high, between] = [10, 20, 15]
const time = {
  low: '2026-05-01T08:00:00Z',
  high: '2026-07-01T08:00:00Z',
  between: '2026-06-01T08:00:00Z',
  after: '2026-06-01T08:00:01Z',
}

/** All that an event may say, each value with the number of its event: kept as it is, valid or not. */
function full(number: number, at: string) {
  const own = { 'ext:lot': number, 'ext:around': { 'ext:lot': number } }
  const things = (list: string) => [`urn:x:${list}:${number}`]
  const lots = (list: string) => [{ epcClass: `urn:x:${list}:${number}`, quantity: number, uom: 'KGM' }]
  const isLow = number === low
  const sensed = {
    ...{
      time: at,
      startTime: at,
      endTime: at,
      deviceID: `urn:x:device:${number}`,
      deviceMetadata: `urn:x:made:${number}`,
    },
    ...{
      rawData: `urn:x:raw:${number}`,
      dataProcessingMethod: `urn:x:method:${number}`,
      bizRules: `urn:x:rules:${number}`,
    },
  }
  return {
    ...{ type: isLow ? 'ObjectEvent' : 'AggregationEvent', eventID: `urn:x:event:${number}`, eventTime: at },
    ...{ eventTimeZoneOffset: '+00:00', action: isLow ? 'ADD' : 'DELETE', bizStep: isLow ? 'shipping' : 'receiving' },
    disposition: isLow ? 'active' : 'expired',
    persistentDisposition: { set: [isLow ? 'recalled' : 'damaged'], unset: [isLow ? 'reserved' : 'expired'] },
    readPoint: { id: `urn:x:place:${number}`, ...own },
    bizLocation: { id: `urn:x:place:${number}`, ...own },
    ...{ parentID: `urn:x:parent:${number}`, transformationID: `urn:x:whole:${number}`, ...own, ilmd: own },
    ...{ epcList: things('epc'), childEPCs: things('child'), inputEPCList: things('in'), outputEPCList: things('out') },
    ...{ quantityList: lots('lot'), childQuantityList: lots('child-lot') },
    ...{ inputQuantityList: lots('in-lot'), outputQuantityList: lots('out-lot') },
    bizTransactionList: [{ type: 'po', bizTransaction: `urn:x:order:${number}` }],
    sourceList: [{ type: 'po', source: `urn:x:source:${number}` }],
    destinationList: [{ type: 'po', destination: `urn:x:destination:${number}` }],
    errorDeclaration: {
      ...{ declarationTime: at, reason: isLow ? 'incorrect_data' : 'did_not_occur', ...own },
      correctiveEventIDs: [`urn:x:right:${number}`],
    },
    sensorElementList: [
      {
        ...{ sensorMetadata: { ...sensed, ...own }, ...own },
        sensorReport: [
          {
            ...{ type: isLow ? 'Mass' : 'Temperature', uom: 'KGM', microorganism: `urn:x:life:${number}` },
            ...{ chemicalSubstance: `urn:x:substance:${number}`, stringValue: `text ${number}`, booleanValue: isLow },
            ...{
              hexBinaryValue: isLow ? 'f0' : 'f1',
              uriValue: `urn:x:value:${number}`,
              value: number,
              minValue: number,
            },
            ...{ maxValue: number, meanValue: number, sDev: number, percRank: number, percValue: number, ...own },
          },
        ],
      },
    ],
  }
}
const bare = {
  type: 'urn:x:nothing',
  eventID: 'urn:x:event:none',
  eventTime: time.between,
  eventTimeZoneOffset: '+00:00',
}

let world: TestDatabase
let events: readonly Askable[]
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'chain' })
  const eventList = [full(low, time.low), full(high, time.high), bare]
  const context = ['x', { ext: 'https://ns.example.com/' }]
  const read = eventsFromJson(JSON.stringify({ '@context': context, type: 'EPCISDocument', epcisBody: { eventList } }))
  events = read.map(expandedOf).map((expanded) => ({
    ...{ eventId: expanded.eventID ?? '', eventTime: expanded.eventTime, recordTime: expanded.eventTime, expanded },
  }))
  for (const { eventId, eventTime, recordTime, expanded } of events)
    await world.admin.query(
      `insert into chain.epcis_event (authority_id, row_id, holder_id, epcis_event_id, is_id_given, name_sha256, hash_id, is_declaration, event_type,
        event_time, record_time, document, context, expanded, origin, became, mass)
       values ($1, $2, $1, $3, true, sha256(convert_to($3, 'UTF8')), 'x', false, 'x', $4, $5, '{}', '[]', $6, 'captured', 'kept', 'none')`,
      [world.authorityId, newId('event'), eventId, eventTime, recordTime, JSON.stringify(expanded)],
    )
  await world.admin.query(
    `insert into chain.epcis_master (authority_id, holder_id, row_id, capture_id, vocabulary, element_id, attributes, children)
     values ($1, $1, $2, $2, 'x', $3, '{"https://ns.example.com/city": ["Veendam"]}', '{}'), ($1, $1, $4, $4, 'x', $5, '{"urn:x:other": ["x"]}', '{}'),
       ($1, $1, $6, $6, 'x', '10', '{"https://ns.example.com/city": ["Veendam"]}', '{}')`,
    [world.authorityId, newId('event'), `urn:x:place:${low}`, newId('event'), `urn:x:place:${high}`, newId('event')],
  )
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** What is asked, and whom that is to find. */
type Question = { readonly value: unknown; readonly finds: readonly ('low' | 'high')[] }

function questionOf(name: string, { shape, ...named }: Named): Question {
  const verb = name.slice(0, name.indexOf('_'))
  const above = verb === 'GE' || verb === 'GT'
  if (shape.kind === 'exists') return { value: 1, finds: ['low', 'high'] }
  if (name.startsWith('EQ_ATTR_')) return { value: ['Veendam'], finds: ['low'] }
  if (name.startsWith('HASATTR_')) return { value: ['ext:city'], finds: ['low'] }
  switch (shape.kind) {
    case 'time':
      if (verb === 'EQ') return { value: time.low, finds: ['low'] }
      return above ? { value: time.after, finds: ['high'] } : { value: time.between, finds: ['low'] }
    case 'number':
      return { value: between, finds: [above ? 'high' : 'low'] }
    case 'numbers':
      return { value: [low], finds: ['low'] }
    case 'own':
      return verb === 'EQ' ? { value: low, finds: ['low'] } : { value: between, finds: [above ? 'high' : 'low'] }
    case 'boolean':
      return { value: true, finds: ['low'] }
    default: {
      if (!('asks' in named)) throw new Error('this asks nothing of events')
      const [value] = textsAt(
        named.asks(['=urn:x:none'].map((text) => (shape.kind === 'patterns' ? text : text.slice(1)))),
      )
      return { value: [value], finds: ['low'] }
    }
  }
}

/** What the first event says where a condition looks. */
function textsAt(condition: ReturnType<Extract<Named, { asks: unknown }>['asks']>): readonly unknown[] {
  const first = events[0]
  if (!first) throw new Error('there is an event')
  if (condition.kind === 'event-id') return [first.eventId]
  const places: readonly Place[] =
    'places' in condition ? condition.places : condition.kind === 'typed' ? [[...condition.place, 'id']] : []
  return places.flatMap((place) => follow([first.expanded], place))
}

const settings = ['orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount']
test.each(namesOfLanguage().flatMap(({ name }) => (settings.includes(name) ? [] : [name])))('%s', async (form) => {
  const name = sampleOf(form).replace('KGM', 'GRM')
  const named = findName(sampleOf(form), (text) => wholeName(text, prefixes))
  if (named === null || 'unknownPrefix' in named) throw new Error(`${form} is a name`)
  const { value, finds } = questionOf(form, named)
  // Asked in grams, of what stands there in kilograms.
  const scaled =
    name === sampleOf(form) ? value : Array.isArray(value) ? value.map((one) => one * 1_000) : Number(value) * 1_000
  const query = unwrap(parseQuery({ parameters: { [name]: scaled }, from: 'body', prefixes }))
  const expected = finds.map((which) => `urn:x:event:${which === 'low' ? low : high}`)
  const found = await world.database.transaction(world.staff, async (tx) => {
    const { conditions } = await resolveQuery(tx, world.authorityId, query)
    return findEvents(tx, { authorityId: world.authorityId, query: { conditions, order: null }, limit: 10 })
  })
  expect(found.map(({ eventId }) => eventId)).toEqual(expected)
  if (query.conditions.some(({ kind }) => kind === 'attribute' || kind === 'descendants')) return
  expect(events.filter((event) => matches(event, query.conditions)).map(({ eventId }) => eventId)).toEqual(expected)
})
