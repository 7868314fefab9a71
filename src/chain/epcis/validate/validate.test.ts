// What follows EPCIS 2.0 and what does not, with where and why: the holes of the official schema closed, the official examples taken.
// Not here: what becomes of an event.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../read-document.ts'

const data = resolve(import.meta.dirname, '../../../../../shared/data/epcis')
const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'
const seen = {
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '2026-05-01T10:00:00+02:00',
  eventTimeZoneOffset: '+02:00',
  epcList: ['urn:epc:id:sgtin:8712345.012345.1'],
}
const documentOf = (...eventList: readonly object[]) =>
  JSON.stringify({
    '@context': [context, { lab: 'https://lab.example.nl/ns/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-05-01T10:00:00Z',
    epcisBody: { eventList },
  })
const faultsIn = (text: string, mediaType: 'json' | 'xml' = 'json') =>
  readDocument(text, mediaType).faults.map(({ pointer, code }) => [pointer, code])
const latest = Temporal.Instant.from('2026-05-01T08:05:00Z')
const at = (rest: string, place = 0) => `/epcisBody/eventList/${place}${rest}`

test('what says it happened later than now is at fault with its place, whatever it is about', () => {
  const timed = (eventTime: string, more: object = {}) => ({ ...seen, eventTime, ...more })
  const text = documentOf(
    timed('2026-05-01T10:05:00+02:00'),
    timed('2026-05-01T08:05:00.001Z'),
    timed('9999-12-31T23:59:59Z'),
    timed('2026-05-01T10:00:00+02:00', { errorDeclaration: { declarationTime: '2027-05-01T10:00:00Z' } }),
    timed('2026-02-30T10:00:00Z'),
  )
  expect(readDocument(text, 'json', latest).faults.map(({ pointer, code }) => [pointer, code])).toEqual([
    [at('/eventTime', 4), 'not-time'],
    [at('/eventTime', 1), 'time-ahead'],
    [at('/eventTime', 2), 'time-ahead'],
    [at('/errorDeclaration/declarationTime', 3), 'time-ahead'],
  ])
  const alone = JSON.stringify({ '@context': context, ...timed('9999-12-31T23:59:59Z') })
  expect(readDocument(alone, 'json', latest)).toMatchObject({
    faults: [{ pointer: '/eventTime' }],
    events: [{ faults: [{ code: 'time-ahead' }] }],
  })
})

test('however many faults there are, no event at fault is taken for a sound one', () => {
  const wrong = { ...seen, eventTime: 'soon', action: 'LOOK' }
  const { faults, faultCount, documentFaults, events } = readDocument(
    documentOf(seen, ...Array.from({ length: 300 }, () => wrong)),
    'json',
  )
  expect([faults.length, faultCount, documentFaults.length]).toEqual([200, 600, 0])
  expect(events.map((event) => event.faults.length > 0)).toEqual([false, ...Array.from({ length: 300 }, () => true)])
  expect(events.at(-1)?.faults[0]?.pointer).toMatch(/eventList\/300\//)
})

test('what is wrong with the document itself is told before the faults of so many events', () => {
  const late = Array.from({ length: 300 }, () => ({ ...seen, eventTime: '2026-06-01T10:00:00Z' }))
  const text = JSON.stringify({ ...JSON.parse(documentOf(...late)), schemaVersion: '9' })
  const { faults, faultCount, documentFaults } = readDocument(
    text,
    'json',
    Temporal.Instant.from('2026-05-02T00:00:00Z'),
  )
  expect([faults.length, faultCount, documentFaults.length]).toEqual([200, 301, 1])
  expect(faults[0]).toEqual(documentFaults[0])
})

test('an event that follows the standard has no fault', () => {
  expect(faultsIn(documentOf(seen, { ...seen, 'lab:note': { any: ['thing', 1] } }))).toEqual([])
})

const quantity = (element: object) => ({ ...seen, quantityList: [{ epcClass: 'urn:x:1', ...element }] })
const sensed = (metadata: object, report: object) => ({
  ...seen,
  sensorElementList: [{ sensorMetadata: metadata, sensorReport: [{ type: 'Temperature', ...report }] }],
})

test.each<[string, object, [string, string][]]>([
  ['an unknown kind', { ...seen, type: 'ObjectEvnt', action: 'NO' }, [['/type', 'type-unknown']]],
  ['a bare field nobody knows', { ...seen, weight: 1 }, [['/weight', 'unknown-field']]],
  [
    'no time, no zone, no action',
    { type: 'ObjectEvent', epcList: [] },
    [
      ['', 'missing'],
      ['', 'missing'],
      ['', 'missing'],
    ],
  ],
  ['a time without zone', { ...seen, eventTime: '2026-05-01T10:00:00' }, [['/eventTime', 'not-time']]],
  ['the sixtieth second', { ...seen, eventTime: '2026-05-01T10:00:60Z' }, [['/eventTime', 'not-time']]],
  ['the 30th of February', { ...seen, eventTime: '2026-02-30T10:00:00Z' }, [['/eventTime', 'not-time']]],
  ['a zone beyond the world', { ...seen, eventTimeZoneOffset: '+15:00' }, [['/eventTimeZoneOffset', 'not-offset']]],
  ['a negative quantity', quantity({ quantity: -1, uom: 'KGM' }), [['/quantityList/0/quantity', 'negative']]],
  ['an unknown unit', quantity({ quantity: 1, uom: 'ABC' }), [['/quantityList/0/uom', 'unknown-unit']]],
  ['a unit without a quantity', quantity({ uom: 'KGM' }), [['/quantityList/0', 'unit-alone']]],
  ['less than a milligram', quantity({ quantity: 0.0000001, uom: 'KGM' }), [['/quantityList/0/quantity', 'too-fine']]],
  [
    'more than any account',
    quantity({ quantity: 1e30, uom: 'KGM' }),
    [['/quantityList/0/quantity', 'too-many-digits']],
  ],
  ['a quantity as text', quantity({ quantity: '1' }), [['/quantityList/0/quantity', 'not-number']]],
  ['a word written as URN', { ...seen, bizStep: 'urn:epcglobal:cbv:bizstep:shipping' }, [['/bizStep', 'word-as-urn']]],
  ['a word nobody knows', { ...seen, bizStep: 'smoking' }, [['/bizStep', 'unknown-word']]],
  ['a place with a space', { ...seen, readPoint: { id: 'urn:x: y' } }, [['/readPoint/id', 'not-uri']]],
  ['an identifier twice', { ...seen, epcList: ['urn:x:1', 'urn:x:1'] }, [['/epcList/1', 'twice']]],
  ['data of a lot at its end', { ...seen, ilmd: { 'lab:a': 1 } }, [['/ilmd', 'ilmd-not-added']]],
  ['data of a lot without prefix', { ...seen, action: 'ADD', ilmd: { a: 1 } }, [['/ilmd/a', 'unknown-field']]],
  [
    'one device in metadata, another in the report',
    sensed({ deviceID: 'urn:x:1' }, { deviceID: 'urn:x:2' }),
    [['/sensorElementList/0/sensorReport/0/deviceID', 'said-twice']],
  ],
  ['no set and no unset', { ...seen, persistentDisposition: {} }, [['/persistentDisposition', 'nothing-named']]],
  ['nothing it is about', { ...seen, epcList: undefined }, [['', 'nothing-named']]],
  [
    'a transformation of nothing',
    { ...seen, type: 'TransformationEvent', epcList: undefined, action: undefined },
    [['', 'half-transformation']],
  ],
  [
    'half a transformation that names no whole',
    {
      type: 'TransformationEvent',
      eventTime: seen.eventTime,
      eventTimeZoneOffset: '+02:00',
      inputEPCList: ['urn:x:1'],
    },
    [['', 'half-transformation']],
  ],
])('%s is refused where it stands', (_what, event, faults) => {
  expect(faultsIn(documentOf(event))).toEqual(faults.map(([pointer, code]) => [at(pointer), code]))
})

test('half a transformation that names its whole is taken', () => {
  const half = {
    type: 'TransformationEvent',
    eventTime: seen.eventTime,
    eventTimeZoneOffset: '+02:00',
    transformationID: 'urn:x:t',
    inputEPCList: ['urn:x:1'],
  }
  expect(faultsIn(documentOf(half))).toEqual([])
})

test('all faults of a document come together, unknown kinds first', () => {
  const faults = faultsIn(documentOf({ ...seen, bizStep: 'smoking', extra: 1 }, { ...seen, type: 'Nothing' }))
  expect(faults).toEqual([
    [at('/type', 1), 'type-unknown'],
    [at('/bizStep'), 'unknown-word'],
    [at('/extra'), 'unknown-field'],
  ])
})

test('a document of an older version, without context or with another type', () => {
  const whole = JSON.parse(documentOf(seen))
  expect(faultsIn(JSON.stringify({ ...whole, schemaVersion: '1.2' }))).toEqual([['/schemaVersion', 'not-version']])
  expect(faultsIn(JSON.stringify({ ...whole, '@context': undefined }))).toEqual([['', 'missing']])
  expect(faultsIn(JSON.stringify({ ...whole, type: 'Document' }))).toEqual([['/type', 'document-unknown']])
  expect(faultsIn('[]')).toEqual([['', 'not-object']])
})

/** TCR-54: a location may be a parent; what is added or taken has a parent, what is added or seen has children. */
describe('associations and aggregations', () => {
  const association = {
    type: 'AssociationEvent',
    action: 'ADD',
    eventTime: seen.eventTime,
    eventTimeZoneOffset: '+02:00',
    parentID: 'urn:epc:id:sgln:8712345.00001.0',
    childEPCs: ['urn:epc:id:giai:8712345.7'],
  }
  test('1: a location as parent is accepted', () => expect(faultsIn(documentOf(association))).toEqual([]))
  test.each(['AssociationEvent', 'AggregationEvent'])('2–3: %s: ADD or DELETE without parent are refused', (type) => {
    for (const action of ['ADD', 'DELETE']) {
      const faults = faultsIn(documentOf({ ...association, type, action, parentID: undefined }))
      expect(faults).toEqual([[at(''), type === 'AssociationEvent' ? 'missing' : 'no-parent']])
    }
  })
  test.each(['AssociationEvent', 'AggregationEvent'])('4: %s: ADD or OBSERVE without children are refused', (type) => {
    for (const action of ['ADD', 'OBSERVE'])
      expect(faultsIn(documentOf({ ...association, type, action, childEPCs: undefined }))).toEqual([
        [at(''), 'nothing-named'],
      ])
    expect(faultsIn(documentOf({ ...association, type, action: 'DELETE', childEPCs: undefined }))).toEqual([])
  })
})

describe('XML', () => {
  const xml = (inside: string, root = 'schemaVersion="2.0" creationDate="2026-05-01T10:00:00Z"') =>
    `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:lab="https://lab.example.nl/ns/" ${root}><EPCISBody><EventList>${inside}</EventList></EPCISBody></epcis:EPCISDocument>`
  const times = '<eventTime>2026-05-01T08:00:00Z</eventTime><eventTimeZoneOffset>+02:00</eventTimeZoneOffset>'
  const what = '<epcList><epc>urn:x:1</epc></epcList><action>OBSERVE</action>'

  test('is read into the JSON-LD of 2.0', () => {
    const event = `<ObjectEvent>${times}${what}<bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>
      <quantityList><quantityElement><epcClass>urn:x:2</epcClass><quantity>012.50</quantity><uom>KGM</uom></quantityElement></quantityList>
      <lab:a>1</lab:a><lab:a><lab:b>2</lab:b></lab:a></ObjectEvent>`
    const { faults, events } = readDocument(xml(event), 'xml')
    expect(faults).toEqual([])
    expect(JSON.parse(JSON.stringify(events[0]?.source))).toEqual({
      type: 'ObjectEvent',
      eventTime: '2026-05-01T08:00:00Z',
      eventTimeZoneOffset: '+02:00',
      epcList: ['urn:x:1'],
      action: 'OBSERVE',
      bizStep: 'shipping',
      quantityList: [{ epcClass: 'urn:x:2', quantity: 12.5, uom: 'KGM' }],
      'lab:a': ['1', { 'lab:b': '2' }],
    })
    expect(JSON.stringify(events[0]?.source)).toContain('12.50')
  })
  test('out of order is refused, with the element that came too late', () => {
    expect(faultsIn(xml(`<ObjectEvent>${what}${times}</ObjectEvent>`), 'xml')).toEqual([
      [at('/eventTime'), 'wrong-order'],
    ])
  })
  test('an element nobody knows is refused', () => {
    expect(faultsIn(xml(`<ObjectEvent>${times}${what}<weight>1</weight></ObjectEvent>`), 'xml')).toEqual([
      [at('/weight'), 'unknown-field'],
    ])
  })
  test('the wrappers of 1.2 are read, in any order', () => {
    const old = `<extension><TransformationEvent>${times}<inputEPCList><epc>urn:x:1</epc></inputEPCList><outputEPCList><epc>urn:x:2</epc></outputEPCList></TransformationEvent></extension>
      <ObjectEvent>${what}${times}<extension><quantityList><quantityElement><epcClass>urn:x:2</epcClass></quantityElement></quantityList></extension></ObjectEvent>`
    const { faults, events } = readDocument(xml(old, 'schemaVersion="1.2" creationDate="2026-05-01T10:00:00Z"'), 'xml')
    expect(faults).toEqual([])
    expect(events.map(({ expanded }) => expanded.type)).toEqual(['TransformationEvent', 'ObjectEvent'])
    expect(events[1]?.expanded.quantityList).toEqual([{ epcClass: 'urn:x:2' }])
  })
  test.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', /document type/],
    ['ten thousand levels', '<x>'.repeat(10_000), /nested too deeply/],
    ['nothing', '', /element/],
  ])('%s is no document', (_what, text, why) => {
    expect(() => readDocument(text, 'xml')).toThrow(why)
  })
})

/** Files of a folder, and which of them have faults. */
function tally(folder: string, ending: RegExp): { readonly files: number; readonly refused: readonly string[] } {
  const all = readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' }).filter((file) => ending.test(file))
  const refused = all.filter((file) => {
    const { faults } = readDocument(
      readFileSync(join(data, folder, file), 'utf8'),
      file.endsWith('.xml') ? 'xml' : 'json',
    )
    for (const { pointer, detail } of faults)
      expect([typeof pointer, detail.nl !== '', detail.en !== '']).toEqual(['string', true, true])
    return faults.length > 0
  })
  return { files: all.length, refused: refused.map((file) => file.replace(/^.*\//, '')).sort() }
}

describe.skipIf(!existsSync(data))('the files of ../shared/data/epcis', () => {
  const peers = 'peers/openepcis-test-resources/2.0/EPCIS'
  test('all 47 official examples are taken', () => {
    expect(tally('JSON', /\.jsonld$/)).toEqual({ files: 47, refused: [] })
  })
  test('all 5 of the schema’s own tests are taken', () => {
    expect(tally('JSON-Schema/test', /^[^/]*Event\.json$/)).toEqual({ files: 5, refused: [] })
  })
  test('of the peers’ documents 35 of 38, 5 of 5 and 7 of 9: the others are rightly refused', () => {
    expect(tally(`${peers}/JSON/Capture/Documents`, /\.json$/)).toEqual({
      files: 38,
      refused: [
        'AggregationEvent_with_persistentDisposition.json',
        'SensorData_with_combined_events.json',
        'TransactionEvent_with_userExtensions.json',
      ],
    })
    expect(tally(`${peers}/JSON/Capture/Events`, /\.json$/)).toEqual({ files: 5, refused: [] })
    expect(tally(`${peers}/JSON/Query`, /^[^/]*\.json$/)).toEqual({
      files: 9,
      refused: ['SensorData_with_combined_events.json', 'TransactionEvent_with_userExtensions.json'],
    })
  })
  test.each([
    ['JSON/Capture/Invalid', 15],
    ['JSON/Query/Invalid', 2],
    ['XML/Capture/Invalid', 7],
    ['XML/Query/Invalid', 3],
  ])('every one of %s is refused', (folder, count) => {
    const { files, refused } = tally(`${peers}/${folder}`, /\.(json|xml)$/)
    expect([files, refused.length]).toEqual([count, count])
  })
  test('XML: 32 of 37 and 6 of 6; the others are out of order, name one thing twice or an unknown word', () => {
    expect(tally(`${peers}/XML/Capture/Documents`, /\.xml$/)).toEqual({
      files: 37,
      refused: [
        'AggregationEvent_with_persistentDisposition.xml',
        'JumbledFieldsOrder.xml',
        'SensorData_with_combined_events.xml',
        'TransactionEvent_with_userExtensions.xml',
        'epcisDocWithAllGS1Keys.xml',
      ],
    })
    expect(tally(`${peers}/XML/Capture/Events`, /\.xml$/)).toEqual({ files: 6, refused: [] })
  })
  test('XML 1.2: 14 of 19 are read; the others say what 2.0 refuses', () => {
    const { files, refused } = tally('peers/openepcis-test-resources/1.2/EPCIS/XML/Capture/Documents', /\.xml$/)
    expect([files, files - refused.length]).toEqual([19, 14])
  })
})
