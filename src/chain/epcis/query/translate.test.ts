// Identifiers in the form the asker wants, there and back, and never by a guess. Not here: the canonical link itself (digital-link.ts).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalLink } from '../digital-link.ts'
import { parseExact, printExact } from '../json.ts'
import { sharedContext, standardContext, writeQueryDocument } from './query-document.ts'
import { companiesIn, type EpcFormat, translate, urnOf, urnsOf } from './translate.ts'

const known = new Set(['8712345'])

test.each([
  'urn:epc:id:sgtin:8712345.012345.A%2FB',
  'urn:epc:id:sgtin:8712345.112345.a.b',
  'urn:epc:class:lgtin:8712345.012345.L-1',
  'urn:epc:idpat:sgtin:8712345.012345.*',
  'urn:epc:id:sscc:8712345.0123456789',
  'urn:epc:id:sgln:8712345.00001.0',
  'urn:epc:id:sgln:8712345.00001.R7',
  'urn:epc:id:pgln:8712345.00001',
  'urn:epc:id:grai:8712345.00001.9',
  'urn:epc:id:giai:8712345.thermometer',
  'urn:epc:id:gdti:8712345.00001.77',
  'urn:epc:id:gsrn:8712345.0000000001',
  'urn:epc:id:gsrnp:8712345.0000000001',
  'urn:epc:idpat:grai:8712345.00001.*',
  'urn:epc:idpat:gdti:8712345.00001.*',
  'urn:epc:id:sgcn:8712345.00001.77',
  'urn:epc:id:ginc:8712345.C-1%2F2',
  'urn:epc:id:gsin:8712345.000000001',
  'urn:epc:id:cpi:8712345.P-1.42',
  'urn:epc:idpat:cpi:8712345.P-1.*',
  'urn:epc:id:itip:8712345.012345.01.02.S7',
  'urn:epc:idpat:itip:8712345.012345.01.02.*',
  'urn:epc:id:upui:8712345.012345.E7',
])('%s is itself again after a link', (urn) => {
  expect(urnOf(canonicalLink(urn), known)).toBe(urn)
  expect(urnsOf(canonicalLink(urn))).toContain(urn)
  expect(urnsOf(canonicalLink(urn)).map(canonicalLink)).toEqual(
    urnsOf(canonicalLink(urn)).map(() => canonicalLink(urn)),
  )
})

test('whatever the serial, a URN is itself again', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9!'()*+,.:;=_-]{1,20}$/),
      fc.stringMatching(/^[0-9]{6}$/),
      (serial, item) => {
        const urn = `urn:epc:id:sgtin:8712345.${item}.${serial}`
        fc.pre(serial !== '*')
        expect(urnOf(canonicalLink(urn), known)).toBe(urn)
      },
    ),
  )
})

describe('a link', () => {
  test('of a company nobody named has no URN, and of two that fit none is guessed', () => {
    expect(urnOf('https://id.gs1.org/01/08712345123451/21/1', new Set())).toBeNull()
    expect(urnOf('https://id.gs1.org/01/08712345123451/21/1', new Set(['8712345', '871234']))).toBeNull()
    expect(urnOf('https://id.gs1.org/01/08712345123451/17/1', known)).toBeNull()
    expect(urnOf('https://example.org/', known)).toBeNull()
  })
})

const event = parseExact(`{ "type": "ObjectEvent", "epcList": ["urn:epc:id:sgtin:8712345.012345.1", "urn:x:mine"],
  "readPoint": { "id": "urn:epc:id:sgln:8712345.00001.0", "own:id": "urn:epc:id:sgln:8712345.00001.0" },
  "quantityList": [{ "epcClass": "https://shop.example/01/08712345123451/10/L1", "quantity": 1.50 }] }`)

test('identifiers are translated where identifiers stand, and nowhere else', () => {
  expect(companiesIn(event)).toEqual(known)
  expect(translate(event, 'Never_Translates', known).event).toBe(event)
  expect(printExact(translate(event, 'Always_GS1_Digital_Link', known).event)).toBe(
    '{"type":"ObjectEvent","epcList":["https://id.gs1.org/01/08712345123451/21/1","urn:x:mine"],"readPoint":{"id":"https://id.gs1.org/414/8712345000011","own:id":"urn:epc:id:sgln:8712345.00001.0"},"quantityList":[{"epcClass":"https://shop.example/01/08712345123451/10/L1","quantity":1.50}]}',
  )
  expect(translate(event, 'Always_EPC_URN', known)).toMatchObject({
    stuck: null,
    event: { quantityList: [{ epcClass: 'urn:epc:class:lgtin:8712345.012345.L1' }] },
  })
  expect(translate(event, 'Always_EPC_URN', new Set()).stuck).toBe('https://shop.example/01/08712345123451/10/L1')
})

test('what is in a list as URN and as link is in it once where both are translated, and as it came where not', () => {
  const [urn, link] = ['urn:epc:id:sgtin:8712345.012345.1', 'https://id.gs1.org/01/08712345123451/21/1']
  const both = parseExact(
    JSON.stringify({
      epcList: [urn, 'urn:x:mine', link],
      childEPCs: ['https://shop.example/gtin/08712345123451/ser/1', urn],
    }),
  )
  const told = (format: EpcFormat) => translate(both, format, known).event
  expect(told('Always_GS1_Digital_Link')).toEqual({
    epcList: [link, 'urn:x:mine'],
    childEPCs: ['https://shop.example/gtin/08712345123451/ser/1'],
  })
  expect(told('Always_EPC_URN')).toEqual({ epcList: [urn, 'urn:x:mine'], childEPCs: [urn] })
  expect(told('Never_Translates')).toBe(both)
})

describe('the context of an answer', () => {
  const one = [standardContext, { a: 'https://a.example/' }]
  test('is what all events say together', () => {
    expect(sharedContext([one, [standardContext, 'https://x.example/c', { b: 'https://b.example/' }]])).toEqual([
      standardContext,
      'https://x.example/c',
      { a: 'https://a.example/', b: 'https://b.example/' },
    ])
  })
  test('stands in each event where two mean different things by one prefix', () => {
    const other = [standardContext, { a: 'https://other.example/' }]
    expect(sharedContext([one, other])).toBeNull()
    const now = Temporal.Instant.from('2026-11-22T00:00:00Z')
    const events = [one, other].map((context, index) => ({
      eventId: `urn:x:${index}`,
      recordTime: now,
      document: '{"type":"ObjectEvent","a:b":"1"}',
      names: new Map(),
      context: JSON.stringify(context),
    }))
    const text = writeQueryDocument({ events, format: 'Never_Translates', queryName: 'q', now })
    expect(JSON.parse(text).epcisBody.queryResults.resultsBody.eventList).toMatchObject([
      { '@context': one, 'a:b': '1', eventID: 'urn:x:0', recordTime: '2026-11-22T00:00:00Z' },
      { '@context': other, eventID: 'urn:x:1' },
    ])
  })
})
