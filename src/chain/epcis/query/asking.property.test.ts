// The database and the evaluator in memory give the same answer to the same question, whatever the events and whatever is asked. Not here: HTTP.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, unwrap } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { expandedOf } from '../expanded.ts'
import { eventsFromJson } from '../from-json.ts'
import { standardPrefixes } from '../prefixes.ts'
import { countEvents, findEvents, inTime } from './find-events.ts'
import { type Askable, matches } from './matches.ts'
import { parseQuery } from './parse-query.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'chain' })
})
afterAll(() => world?.[Symbol.asyncDispose]())

const prefixes = new Map([...standardPrefixes, ['ext', 'https://ns.example.com/']])
const few = <Value>(...values: Value[]) => fc.constantFrom(...values)
const some = <Value>(one: fc.Arbitrary<Value>) => fc.array(one, { minLength: 1, maxLength: 2 })
const maybe = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: undefined })

const anyEpc = few(
  'urn:epc:id:sgtin:8712345.012345.A1',
  'https://id.gs1.org/01/08712345123451/21/A1',
  'urn:epc:id:sgtin:8712345.012345.B2',
  'urn:epc:id:sscc:8712345.0000000001',
  'urn:epc:id:sgtin:8712345.112345.A.1',
)
const anyClass = few(
  'urn:epc:class:lgtin:8712345.012345.L1',
  'urn:epc:class:lgtin:8712345.012345.L2',
  'urn:epc:idpat:sgtin:8712345.012345.*',
  'https://shop.example/01/08712345123451/10/L1',
)
const anyPattern = fc.oneof(
  anyEpc,
  anyClass,
  few(
    'urn:epc:idpat:sgtin:8712345.*.*',
    'urn:epc:idpat:sgtin:*.*.*',
    'urn:epc:idpat:sscc:*.*',
    'urn:epc:class:lgtin:8712345.012345.*',
    'https://id.gs1.org/01/08712345123451/10/*',
  ),
)
const anyNumber = few(0, 1, 12.5, 70.7, 21.5, 294.65, 0.0125, -3, 1e3)
const anyUnit = few('KGM', 'GRM', 'CEL', 'KEL', 'FAH', 'ZZZ')
const anyTime = few(
  '2026-05-01T08:00:00Z',
  '2026-05-01T10:00:00.000+02:00',
  '2026-05-01T08:00:00.250Z',
  '2026-05-02T00:00:00-01:00',
)
const anyPlace = few(
  'urn:epc:id:sgln:8712345.00001.0',
  'https://id.gs1.org/414/8712345000011',
  'urn:epc:id:sgln:8712345.00001.7',
)
const anyOwn = fc.oneof(
  anyTime,
  few('10', '10.0', '9', 'tall', '2026-02-30T00:00:00Z', ''),
  few<unknown>(10, 12.5, true),
)
const anyOwns = fc.record(
  {
    'ext:a': maybe(
      fc.oneof(
        anyOwn,
        fc.array(anyOwn, { maxLength: 2 }),
        fc.record({ 'ext:b': anyOwn, 'ext:a': maybe(fc.record({ 'ext:b': anyOwn })) }),
      ),
    ),
    'ext:b': maybe(anyOwn),
  },
  { requiredKeys: [] },
)
const anyElement = fc.record({ epcClass: anyClass, quantity: maybe(anyNumber), uom: maybe(few('KGM', 'GRM', 'ZZZ')) })
const anyReport = fc
  .record({
    type: few('Temperature', 'Mass'),
    value: maybe(anyNumber),
    minValue: maybe(anyNumber),
    sDev: maybe(anyNumber),
    percRank: maybe(anyNumber),
    uom: maybe(anyUnit),
    deviceID: maybe(few('urn:epc:id:giai:8712345.1', 'https://id.gs1.org/8004/87123451')),
    stringValue: maybe(few('a', 'b')),
    booleanValue: maybe(fc.boolean()),
    hexBinaryValue: maybe(few('f0f0', 'F0F0')),
    time: maybe(anyTime),
  })
  .chain((report) => anyOwns.map((own) => ({ ...report, ...own })))
const anyEvent = fc
  .record({
    type: few('ObjectEvent', 'AggregationEvent', 'TransformationEvent', 'https://ns.example.com/OwnEvent'),
    eventID: fc.uuid().map((id) => `urn:uuid:${id}`),
    eventTime: anyTime,
    eventTimeZoneOffset: few('+00:00'),
    action: maybe(few('ADD', 'OBSERVE', 'DELETE')),
    bizStep: maybe(few('shipping', 'receiving', 'https://ns.example.com/drying', 'ext:drying')),
    disposition: maybe(few('in_transit', 'active')),
    persistentDisposition: maybe(fc.record({ set: some(few('recalled', 'damaged')) })),
    readPoint: maybe(fc.record({ id: anyPlace, 'ext:a': maybe(few('10', 'x')) })),
    bizLocation: maybe(fc.record({ id: anyPlace })),
    parentID: maybe(anyEpc),
    epcList: maybe(some(anyEpc)),
    inputEPCList: maybe(some(anyEpc)),
    quantityList: maybe(some(anyElement)),
    outputQuantityList: maybe(some(anyElement)),
    bizTransactionList: maybe(
      some(fc.record({ type: maybe(few('po', 'desadv', 'ext:permit')), bizTransaction: few('urn:x:1', 'urn:x:2') })),
    ),
    sourceList: maybe(
      some(
        fc.record({
          type: few('owning_party'),
          source: few('urn:epc:id:pgln:8712345.00001', 'https://id.gs1.org/417/8712345000011'),
        }),
      ),
    ),
    errorDeclaration: maybe(
      fc.record({
        declarationTime: anyTime,
        reason: maybe(few('incorrect_data')),
        correctiveEventIDs: maybe(some(few('urn:x:1'))),
        'ext:a': maybe(few('10', 'x')),
      }),
    ),
    ilmd: maybe(anyOwns),
    sensorElementList: maybe(
      some(
        fc.record({
          sensorMetadata: maybe(fc.record({ time: maybe(anyTime), deviceID: maybe(few('urn:epc:id:giai:8712345.1')) })),
          sensorReport: fc.array(anyReport, { maxLength: 2 }),
          'ext:a': maybe(few('10')),
        }),
      ),
    ),
  })
  .chain((event) => anyOwns.map((own) => ({ ...event, ...own })))

const compare = few('EQ', 'GT', 'GE', 'LT', 'LE')
const area = few(
  '',
  'INNER_',
  'ILMD_',
  'INNER_ILMD_',
  'ERROR_DECLARATION_',
  'SENSORELEMENT_',
  'SENSORREPORT_',
  'INNER_SENSORREPORT_',
)
const ownName = few('ext:a', 'ext:b')
const of = (name: string, values: fc.Arbitrary<unknown>) => values.map((value): [string, unknown] => [name, value])
/** One parameter of each family, over values that do occur. */
const anyParameter: fc.Arbitrary<[string, unknown]> = fc.oneof(
  of('eventType', some(few('ObjectEvent', 'AggregationEvent', 'ext:OwnEvent'))),
  fc.tuple(few('GE_eventTime', 'LT_eventTime', 'GE_time', 'LT_time', 'GE_errorDeclaration_Time'), anyTime),
  of('EQ_action', some(few('ADD', 'OBSERVE'))),
  of('EQ_bizStep', some(few('shipping', 'ext:drying', 'https://ref.gs1.org/cbv/BizStep-receiving'))),
  of('EQ_persistentDisposition_set', some(few('recalled'))),
  of('EQ_readPoint', some(anyPlace)),
  fc.tuple(
    few(
      'MATCH_epc',
      'MATCH_parentID',
      'MATCH_inputEPC',
      'MATCH_anyEPC',
      'MATCH_epcClass',
      'MATCH_outputEPCClass',
      'MATCH_anyEPCClass',
    ),
    some(anyPattern),
  ),
  fc.tuple(few('GT_quantity', 'LE_quantity', 'GE_percRank'), anyNumber),
  fc.tuple(
    fc.tuple(few('EQ_quantity', 'EQ_value'), anyUnit).map((parts) => parts.join('_')),
    some(anyNumber),
  ),
  fc.tuple(
    fc
      .tuple(few('GT', 'GE', 'LT', 'LE'), few('quantity', 'value', 'minValue', 'sDev'), anyUnit)
      .map((parts) => parts.join('_')),
    anyNumber,
  ),
  fc.tuple(few('EQ_bizTransaction_po', 'EQ_bizTransaction_ext:permit'), some(few('urn:x:1', 'urn:x:2'))),
  of('EQ_source_owning_party', some(few('urn:epc:id:pgln:8712345.00001'))),
  of('EXISTS_errorDeclaration', few(1, null)),
  of('EXISTS_sensorElementList', few(1)),
  of('EQ_correctiveEventID', some(few('urn:x:1'))),
  of('EQ_type', some(few('Temperature'))),
  of('EQ_deviceID', some(few('https://id.gs1.org/8004/87123451'))),
  of('EQ_stringValue', some(few('a', 'c'))),
  of('EQ_booleanValue', fc.boolean()),
  of('EQ_hexBinaryValue', some(few('f0f0'))),
  of('EQ_readPoint_ext:a', few<unknown>(10, ['x'])),
  fc.tuple(
    fc.tuple(compare, area, ownName).map(([verb, where, name]) => `${verb}_${where}${name}`),
    fc.oneof(anyNumber, anyTime),
  ),
  fc.tuple(
    fc.tuple(area, ownName).map(([where, name]) => `EQ_${where}${name}`),
    some(few('10', 'tall', '', 'x')),
  ),
  fc.tuple(
    fc.tuple(few('', 'INNER_', 'ILMD_', 'SENSORREPORT_'), ownName).map(([where, name]) => `EXISTS_${where}${name}`),
    few(1),
  ),
)

async function keep(events: readonly object[]): Promise<readonly Askable[]> {
  const context = { ext: 'https://ns.example.com/' }
  const text = JSON.stringify({ '@context': ['x', context], type: 'EPCISDocument', epcisBody: { eventList: events } })
  const kept = eventsFromJson(text).map((event) => {
    const expanded = expandedOf(event)
    return {
      eventId: expanded.eventID ?? '',
      eventTime: expanded.eventTime,
      recordTime: '2026-06-01T00:00:00Z',
      expanded,
    }
  })
  for (const { eventId, eventTime, recordTime, expanded } of kept) {
    await world.admin.query(
      `insert into chain.epcis_event (authority_id, row_id, holder_id, epcis_event_id, is_id_given, name_sha256, hash_id, is_declaration, event_type,
        event_time, record_time, document, context, expanded, origin, became, mass)
       values ($1, $2, $1, $3, true, sha256(convert_to($3, 'UTF8')), 'x', false, 'x', $4, $5, '{}', '[]', $6, 'captured', 'kept', 'none')`,
      [world.authorityId, newId('event'), eventId, eventTime, recordTime, JSON.stringify(expanded)],
    )
  }
  return kept
}

describe('asking', () => {
  test('the database answers as the evaluator in memory does', async () => {
    const events = await keep(fc.sample(anyEvent, { numRuns: 250, seed: 20261122 }))
    // What chance may leave out: questions that many of these events answer, one that some do, and one that none does.
    const asked: [string, unknown][][] = [
      [['GE_eventTime', '2026-05-01T08:00:00Z']],
      [['eventType', ['ObjectEvent', 'AggregationEvent']]],
      [['EXISTS_errorDeclaration', 1]],
      [['MATCH_anyEPC', ['urn:epc:idpat:sgtin:*.*.*']]],
      [
        ['EQ_action', ['ADD']],
        ['LT_eventTime', '2026-05-01T08:00:00.250Z'],
      ],
      [['LT_eventTime', '2026-05-01T08:00:00Z']],
    ]
    const found = { none: 0, some: 0, most: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(anyParameter, { minLength: 1, maxLength: 2 }), async (parameters) => {
        const query = unwrap(parseQuery({ parameters: Object.fromEntries(parameters), from: 'body', prefixes }))
        const expected = events.filter((event) => matches(event, query.conditions)).map(({ eventId }) => eventId)
        found[expected.length === 0 ? 'none' : expected.length < events.length / 2 ? 'some' : 'most'] += 1
        const { authorityId } = world
        const rows = await world.database.transaction(world.staff, (tx) =>
          findEvents(tx, { authorityId, query, limit: 1_000 }),
        )
        expect(rows.map(({ eventId }) => eventId).sort()).toEqual(expected.sort())
      }),
      { numRuns: 120, examples: asked.map((parameters) => [parameters]) },
    )
    // Else it agreed about nothing.
    expect(
      Object.values(found).every((questions) => questions > 0),
      JSON.stringify(found),
    ).toBe(true)
  })

  test('a question that takes too long is stopped, and said', async () => {
    const slow = world.database.transaction(world.staff, (tx) =>
      inTime(tx, () => sql`select pg_sleep(5)`.execute(tx), 0.05),
    )
    await expect(slow).rejects.toThrow('epcis/query-too-long')
    const wrong = world.database.transaction(world.staff, (tx) => inTime(tx, () => sql`select 1 / 0`.execute(tx)))
    await expect(wrong).rejects.toThrow(/division by zero/)
  })

  test('pages in any order are the whole, each event once', async () => {
    const { authorityId } = world
    const all = await world.database.transaction(world.staff, (tx) =>
      countEvents(tx, authorityId, { conditions: [], max: 5_000 }),
    )
    for (const parameters of [
      {},
      { orderBy: 'eventTime' },
      { orderBy: 'recordTime', orderDirection: 'ASC' },
      { orderBy: 'ext:a' },
      { orderBy: 'ext:a', orderDirection: 'ASC' },
    ]) {
      const query = unwrap(parseQuery({ parameters, from: 'body', prefixes }))
      const seen: string[] = []
      let after: string | undefined
      for (;;) {
        const page = await world.database.transaction(world.staff, (tx) =>
          findEvents(tx, { authorityId, query, limit: 40, ...(after ? { after } : {}) }),
        )
        seen.push(...page.map(({ eventId }) => eventId))
        after = page.at(-1)?.rowId
        if (page.length < 40) break
      }
      expect([seen.length, new Set(seen).size]).toEqual([all, all])
    }
  })
})
