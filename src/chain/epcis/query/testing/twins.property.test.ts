// Whoever writes XML and whoever writes JSON-LD of the same event mean the same event: it has one hash and is kept as one. Not here: GS1's own pairs
// (hash-id.test.ts), whole documents over HTTP (test/contract/epcis-conformance.test.ts).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainNumber } from '../../hash-id.ts'
import { type JsonObject, parseExact, printExact } from '../../json.ts'
import { standardPrefixes } from '../../prefixes.ts'
import { readDocument } from '../../read-document.ts'
import { contextPrefixes, wholeName } from '../prefixes.ts'
import { anyDocument } from './any-document.ts'
import { asXml, sayable } from './as-xml.ts'

test('a document and its XML twin are the same events', () => {
  fc.assert(
    fc.property(anyDocument, ({ text }) => {
      const document = sayable(parseExact(text)) as JsonObject // Nothing that a document must have is left out.
      const json = readDocument(printExact(document), 'json')
      const xml = readDocument(asXml(document), 'xml')
      expect(json.faults).toEqual([])
      expect(xml.faults).toEqual([])
      expect(xml.events.map(({ expanded }) => expanded)).toEqual(json.events.map(({ expanded }) => expanded))
      expect(xml.events.map(({ hashId }) => hashId)).toEqual(json.events.map(({ hashId }) => hashId))
      // As it is kept it is JSON-LD: read again it is that event still.
      const kept = readDocument(printExact(xml.document), 'json')
      expect(kept.faults).toEqual([])
      expect(kept.events.map(({ hashId }) => hashId)).toEqual(json.events.map(({ hashId }) => hashId))
    }),
    { numRuns: 60, seed: 20261123 },
  )
})

const xmlOf = (declared: string, inside: string) =>
  `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" ${declared} schemaVersion="2.0" creationDate="2026-05-01T10:00:00Z"><EPCISBody><EventList>
    <ObjectEvent><eventTime>2026-05-01T10:00:00Z</eventTime><eventTimeZoneOffset>+02:00</eventTimeZoneOffset><epcList><epc>urn:x:1</epc></epcList>
    <action>OBSERVE</action>${inside}</ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>`

test('what a program calls a namespace changes no address, and a prefix that texts alone have is known', () => {
  const { faults, events } = readDocument(
    xmlOf(
      'xmlns:urn="https://u.example/" xmlns:s="https://s.example/"',
      '<bizStep>s:curing</bizStep><urn:note>s:tall</urn:note>',
    ),
    'xml',
  )
  expect(faults).toEqual([])
  expect(events[0]?.expanded).toMatchObject({
    epcList: ['urn:x:1'],
    bizStep: 'https://s.example/curing',
    '{https://u.example/}note': ['s:tall'],
  })
})

test('the standard’s fields of what is made are found, with the colon of JSON-LD and without', () => {
  const names = ['urn:epcglobal:cbv:mda', 'urn:epcglobal:cbv:mda:'].map((namespace) => {
    const text = xmlOf(`xmlns:cbvmda="${namespace}"`, '<ilmd><cbvmda:lotNumber>L1</cbvmda:lotNumber></ilmd>')
    return readDocument(text, 'xml').events[0]?.expanded.ilmd
  })
  expect(names).toEqual([
    { '{urn:epcglobal:cbv:mda:}lotNumber': ['L1'] },
    { '{urn:epcglobal:cbv:mda:}lotNumber': ['L1'] },
  ])
  const asked = contextPrefixes([{ m: 'urn:epcglobal:cbv:mda' }]) ?? standardPrefixes
  expect(wholeName('m:lotNumber', asked)).toEqual({
    name: '{urn:epcglobal:cbv:mda:}lotNumber',
  })
})

test('a number no double holds is itself in the hash', () => {
  expect(plainNumber('1e400')).toBe('1e400')
  expect(plainNumber('1e3')).toBe('1000')
})
