// Hash ids against the published vectors where ../shared is beside the checkout, and what must not change a hash and what must. Not here: capture.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalLink } from './digital-link.ts'
import { eventsFromJson } from './from-json.ts'
import { eventsFromXml } from './from-xml.ts'
import { hashId, plainNumber, preHash } from './hash-id.ts'

const vectors = join(import.meta.dirname, '../../../../shared/data/epcis/peers/hash-vectors')

/** A weighing of dried flower at a grower, as a document a stranger might send. */
const harvest = {
  type: 'ObjectEvent',
  eventTime: '2026-03-01T09:00:00+01:00',
  eventTimeZoneOffset: '+01:00',
  quantityList: [
    { epcClass: 'urn:epc:class:lgtin:8712345.012345.LOT-1', quantity: 12.5, uom: 'KGM' },
    { epcClass: 'urn:epc:class:lgtin:8712345.012345.LOT-2', quantity: 3, uom: 'KGM' },
  ],
  action: 'OBSERVE',
  bizStep: 'stock_taking',
  bizTransactionList: [{ type: 'testres', bizTransaction: 'https://lab.example.nl/r/1' }],
  'lab:moisture': { 'lab:value': '9.5' },
}
const document = (event: object, context: object = { lab: 'https://ns.example.nl/lab/' }) =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', context],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    epcisBody: { eventList: [event] },
  })
const hashOf = (event: object, context?: object) => hashId(eventsFromJson(document(event, context))[0]!) // One event.

describe('what is hashed', () => {
  test('stands in one order, with canonical links, whole words, UTC and plain numbers', () => {
    expect(preHash(eventsFromJson(document(harvest))[0]!)).toBe(
      [
        'eventType=ObjectEvent',
        'eventTime=2026-03-01T08:00:00.000Z',
        'eventTimeZoneOffset=+01:00',
        'quantityList',
        'quantityElementepcClass=https://id.gs1.org/01/08712345123451/10/LOT-1quantity=12.5uom=KGM',
        'quantityElementepcClass=https://id.gs1.org/01/08712345123451/10/LOT-2quantity=3uom=KGM',
        'action=OBSERVE',
        'bizStep=https://ref.gs1.org/cbv/BizStep-stock_taking',
        'bizTransactionListtype=https://ref.gs1.org/cbv/BTT-testresbizTransaction=https://lab.example.nl/r/1',
        '{https://ns.example.nl/lab/}moisture{https://ns.example.nl/lab/}value=9.5',
      ].join(''),
    )
  })

  const same: readonly (readonly [what: string, event: object, context?: object])[] = [
    ['the order of a list', { ...harvest, quantityList: [...harvest.quantityList].reverse() }],
    ['the order of the fields', Object.fromEntries(Object.entries(harvest).reverse())],
    ['another zone for the same moment', { ...harvest, eventTime: '2026-03-01T08:00:00.0000Z' }],
    ['the vocabulary as URN', { ...harvest, bizStep: 'urn:epcglobal:cbv:bizstep:stock_taking' }],
    ['the vocabulary as CURIE', { ...harvest, bizStep: 'cbv:BizStep-stock_taking' }],
    [
      'when it was recorded, its id, an empty list',
      { ...harvest, recordTime: '2026-03-02T00:00:00Z', eventID: 'x', epcList: [] },
    ],
    ['that it was declared an error', { ...harvest, errorDeclaration: { declarationTime: '2026-03-02T00:00:00Z' } }],
    [
      'another prefix for the same namespace',
      { ...Object.fromEntries(Object.entries(harvest).slice(0, -1)), 'x:moisture': { 'x:value': '9.50' } },
      { x: 'https://ns.example.nl/lab/' },
    ],
  ]
  test.each(same.map(([what, event, context]) => ({ what, event, context })))(
    '$what changes nothing',
    ({ event, context }) => {
      expect(hashOf(event, context)).toBe(hashOf(harvest))
    },
  )

  const other: readonly (readonly [what: string, event: object, context?: object])[] = [
    [
      'a gram',
      { ...harvest, quantityList: [{ ...harvest.quantityList[0], quantity: 12.501 }, harvest.quantityList[1]] },
    ],
    ['a millisecond', { ...harvest, eventTime: '2026-03-01T09:00:00.001+01:00' }],
    ['the lot', { ...harvest, quantityList: [harvest.quantityList[1]] }],
    ['the same name in another namespace', harvest, { lab: 'https://ns.example.nl/other/' }],
    ['somebody’s own field', { ...harvest, 'lab:moisture': { 'lab:value': '9.6' } }],
  ]
  test.each(other.map(([what, event, context]) => ({ what, event, context })))(
    '$what changes it',
    ({ event, context }) => {
      expect(hashOf(event, context)).not.toBe(hashOf(harvest))
    },
  )

  test('the same event in XML has the same hash', () => {
    const xml = `<?xml version="1.0"?>
      <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:lab="https://ns.example.nl/lab/" schemaVersion="2.0">
        <EPCISBody><EventList><ObjectEvent>
          <eventTime>2026-03-01T09:00:00+01:00</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
          <action>OBSERVE</action><bizStep>urn:epcglobal:cbv:bizstep:stock_taking</bizStep>
          <bizTransactionList><bizTransaction type="cbv:BTT-testres">https://lab.example.nl/r/1</bizTransaction></bizTransactionList>
          <extension><quantityList>
            <quantityElement><epcClass>urn:epc:class:lgtin:8712345.012345.LOT-2</epcClass><quantity>3.00</quantity><uom>KGM</uom></quantityElement>
            <quantityElement><epcClass>https://shop.example/01/08712345123451/10/LOT-1?x=1</epcClass><quantity>12.5</quantity><uom>KGM</uom></quantityElement>
          </quantityList></extension>
          <lab:moisture><lab:value>9.5</lab:value></lab:moisture>
        </ObjectEvent></EventList></EPCISBody>
      </epcis:EPCISDocument>`
    expect(eventsFromXml(xml).map(hashId)).toEqual([hashOf(harvest)])
  })
})

test('however a document orders its fields, its hash is one', () => {
  const keys = Object.keys(harvest)
  fc.assert(
    fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (order) => {
      const shuffled = Object.fromEntries(order.map((key) => [key, harvest[key as keyof typeof harvest]]))
      expect(hashOf(shuffled)).toBe(hashOf(harvest))
    }),
  )
})

test.each([
  ['urn:epc:id:sgtin:8712345.012345.A%2FB', 'https://id.gs1.org/01/08712345123451/21/A%2FB'],
  ['urn:epc:id:sgtin:8712345.012345.a.b', 'https://id.gs1.org/01/08712345123451/21/a.b'],
  ['urn:epc:idpat:sgtin:8712345.012345.*', 'https://id.gs1.org/01/08712345123451'],
  ['urn:epc:id:sgln:8712345.00001.0', 'https://id.gs1.org/414/8712345000011'],
  ['https://example.nl/path/gtin/8712345123451/10/L1/21/S1?17=301231', 'https://id.gs1.org/01/08712345123451/21/S1'],
  ['https://example.nl/about/us', 'https://example.nl/about/us'],
  ['urn:epc:id:sgtin:letters.012345.1', 'urn:epc:id:sgtin:letters.012345.1'],
  ['urn:epc:id:sgtin:8712345.012345.%', 'https://id.gs1.org/01/08712345123451/21/%25'],
])('%s is %s', (given, expected) => {
  expect(canonicalLink(given)).toBe(expected)
})

test('a canonical link is its own canonical link', () => {
  const serial = fc.stringMatching(/^[A-Za-z0-9!'()*+,.:;=_-]{1,20}$/)
  fc.assert(
    fc.property(serial, (number) => {
      const link = canonicalLink(`urn:epc:id:sgtin:8712345.012345.${number}`)
      expect(canonicalLink(link)).toBe(link)
    }),
  )
})

test.each([
  ['12.500', '12.5'],
  ['0.0', '0'],
  ['+7', '7'],
  ['1e3', '1000'],
  ['LOT7', 'LOT7'],
  ['', ''],
])('the number %s is written %s', (given, expected) => {
  expect(plainNumber(given)).toBe(expected)
})

describe('hostile documents', () => {
  test.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', /document type/],
    ['an unknown entity', '<x>&a;</x>', /entity/],
    ['an element that is never closed', '<x><y></x>', /line 1/],
    ['ten thousand levels', '<x>'.repeat(10_000), /nested too deeply/],
  ])('%s is refused with its place', (_what, xml, why) => {
    expect(() => eventsFromXml(xml)).toThrow(why)
  })

  test('JSON nested beyond reason is refused, and what is no document holds no events', () => {
    const deep = `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`
    expect(() => eventsFromJson(document({ ...harvest, 'lab:deep': JSON.parse(deep) }))).toThrow(/nested too deeply/)
    expect(eventsFromJson('[]')).toEqual([])
    expect(eventsFromJson('{"epcisBody":{"eventList":[1,null]}}')).toEqual([])
    expect(() => eventsFromJson('{')).toThrow(SyntaxError)
  })
})

describe.skipIf(!existsSync(vectors))('the vectors of ../shared/data/epcis/peers/hash-vectors', () => {
  const readers = { '.jsonld': eventsFromJson, '.json': eventsFromJson, '.xml': eventsFromXml } as const
  const read = (path: string) => {
    const reader = Object.entries(readers).find(([ending]) => path.endsWith(ending))?.[1]
    return reader?.(readFileSync(path, 'utf8')).map(hashId) ?? []
  }
  const examples = join(vectors, 'examples')
  const files = existsSync(examples) ? readdirSync(examples).filter((file) => /\.(jsonld|xml)$/.test(file)) : []

  test.each(files)('%s', (file) => {
    const expected = readFileSync(join(examples, file.replace(/\.(jsonld|xml)$/, '.hashes')), 'utf8')
    expect(read(join(examples, file))).toEqual(expected.split(/\r?\n/).filter((line) => line !== ''))
  })

  test('are 43 events in JSON-LD and 46 in XML', () => {
    const count = (ending: string) =>
      files.filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + read(join(examples, file)).length, 0)
    expect([count('.jsonld'), count('.xml')]).toEqual([43, 46])
  })

  const equals = join(vectors, 'expected_equal')
  test.each(existsSync(equals) ? readdirSync(equals) : [])('the events of %s are one', (file) => {
    const hashes = read(join(equals, file))
    expect(hashes.length).toBeGreaterThan(1)
    expect(new Set(hashes).size).toBe(1)
  })
})
