// What a stranger sends may be at fault and is never a bug of ours: names every object has by birth, depth, many of everything, moments no
// database has, and XML that says a thing twice. Not here: what an event at fault is told (validate/), and HTTP.
import { expect, test } from 'vitest'
import { canonicalLink } from './digital-link.ts'
import { standardPrefixes } from './prefixes.ts'
import { massOf } from './quantity.ts'
import { parseQuery } from './query/parse-query.ts'
import { readDocument } from './read-document.ts'

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'
const seen = {
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '2026-05-01T10:00:00+02:00',
  eventTimeZoneOffset: '+02:00',
  epcList: ['urn:epc:id:sgtin:8712345.012345.1'],
}
const documentOf = (event: object, prefixes: object = { lab: 'https://lab.example.nl/ns/' }) =>
  JSON.stringify({
    '@context': [context, prefixes],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-05-01T10:00:00Z',
    epcisBody: { eventList: [event] },
  })
const xmlOf = (inside: string) =>
  `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:e="https://e.example/" schemaVersion="2.0" creationDate="2026-05-01T10:00:00Z"><EPCISBody><EventList><ObjectEvent><eventTime>2026-05-01T10:00:00Z</eventTime><eventTimeZoneOffset>+02:00</eventTimeZoneOffset>${inside}</ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>`
const faultsIn = (text: string, mediaType: 'json' | 'xml' = 'json') =>
  readDocument(text, mediaType).faults.map(({ pointer, code }) => [
    pointer.replace('/epcisBody/eventList/0', ''),
    code as string,
  ])
const object = (name: string, value: string) => JSON.parse(`{${JSON.stringify(name)}:${value}}`) as object

const born = Object.getOwnPropertyNames(Object.prototype)
test.each(born)('%s, a name every object has, is a name like any other', (name) => {
  for (const value of ['["x"]', '{"a":"x"}', '"x"'])
    expect(faultsIn(documentOf({ ...seen, ...object(name, value) }))).toEqual([[`/${name}`, 'unknown-field']])
  expect(faultsIn(documentOf({ ...seen, 'lab:a': object(name, '{"b":["x"]}') }))).toEqual([])
  expect(faultsIn(documentOf({ ...seen, action: 'ADD', ilmd: object(name, '"x"') }))).toEqual([
    [`/ilmd/${name}`, 'unknown-field'],
  ])
  expect(
    faultsIn(documentOf({ ...seen, quantityList: [{ epcClass: 'urn:x:1', quantity: 1, uom: name }] })),
  ).toMatchObject([['/quantityList/0/uom', 'unknown-unit']])
  expect(massOf('1', name)).toEqual({ kind: 'not-mass' })
  expect(faultsIn(documentOf({ ...seen, type: name }))).toEqual([['/type', 'type-unknown']])
  for (const uri of [`urn:epc:id:${name}:1.2.3`, `https://x.example/${name}/1/${name}/2`])
    expect(canonicalLink(uri)).toBe(uri)
  expect(faultsIn(xmlOf(`<action>OBSERVE</action><${name}><a>b</a></${name}>`), 'xml')).toContainEqual([
    `/${name}`,
    'unknown-field',
  ])
  expect(faultsIn(xmlOf('').replaceAll('ObjectEvent', name), 'xml')).toEqual([['/type', 'type-unknown']])
  expect(
    faultsIn(xmlOf(`<epcList/><action>ADD</action><e:a><${name}>c</${name}></e:a><e:${name}>d</e:${name}>`), 'xml'),
  ).toEqual([])
  for (const asked of [`EQ_ATTR_${name}_x`, `HASATTR_${name}`, `MATCH_${name}`, `EQ_${name}_lab:a`])
    expect(parseQuery({ parameters: { [asked]: ['x'] }, from: 'body', prefixes: standardPrefixes }).ok).toBe(false)
})

test.each([
  ['lists', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
  ['objects', `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
  [
    'lists in a field of somebody’s own',
    documentOf({ ...seen, 'lab:a': 0 }).replace('"lab:a":0', `"lab:a":${'['.repeat(900)}${']'.repeat(900)}`),
  ],
])('%s nested without end are no document', (_what, text) => {
  expect(() => readDocument(text, 'json')).toThrow(SyntaxError)
})

// What grew with the square of these took minutes, of everybody's time: none of it comes near the limit of a test now.
const many = Array.from({ length: 50_000 }, (_, number) => number)
test.each<[string, string, 'json' | 'xml']>([
  [
    'namespaces',
    xmlOf(`<epcList/><action>ADD</action>${many.map((n) => `<n${n}:b xmlns:n${n}="urn:n:${n}"/>`).join('')}`),
    'xml',
  ],
  ['fields of one name', xmlOf(`<epcList/><action>ADD</action>${'<e:a/>'.repeat(many.length)}`), 'xml'],
  ['fields of many names', xmlOf(`<epcList/><action>ADD</action>${many.map((n) => `<e:b${n}/>`).join('')}`), 'xml'],
  ['fields', documentOf({ ...seen, ...Object.fromEntries(many.map((n) => [`lab:b${n}`, 'x'])) }), 'json'],
  ['things', documentOf({ ...seen, epcList: many.map((n) => `urn:x:${n}`) }), 'json'],
])('an event may have many %s', (what, text, mediaType) => {
  // Read as quickly as the others, and kept with every event of a document: so many are at fault.
  const expected = what === 'namespaces' ? [['/@context', 'not-context']] : []
  expect(faultsIn(text, mediaType)).toEqual(expected)
})

test('signs beyond the first plane stand last in a hash, however they are written in memory', () => {
  const hashOf = (...values: string[]) =>
    readDocument(documentOf({ ...seen, 'lab:a': values }), 'json').events[0]?.hashId
  expect(hashOf('\u{1f331}', '\uffee', 'a')).toBe(hashOf('a', '\uffee', '\u{1f331}'))
})

test.each([
  ['0000-06-01T00:00:00Z', false],
  ['0001-01-01T00:00:00+14:00', false],
  ['0001-01-01T00:00:00Z', true],
  ['9999-12-31T23:59:59-14:00', false],
  ['9999-12-31T23:59:59Z', true],
])('%s is a moment: %s', (eventTime, isMoment) => {
  expect(faultsIn(documentOf({ ...seen, eventTime }))).toEqual(isMoment ? [] : [['/eventTime', 'not-time']])
  const year = Number(eventTime.slice(0, 4)) // A question begins with the year 1000: nobody asks for less.
  const asked = parseQuery({ parameters: { GE_eventTime: eventTime }, from: 'body', prefixes: standardPrefixes })
  expect(asked.ok).toBe(isMoment && year >= 1000)
})

test('a field with a name of megabytes is at fault by the beginning of it', () => {
  const [fault, ...more] = readDocument(
    documentOf({ ...seen, [`${'a'.repeat(2_047)}🌱${'b'.repeat(2_000_000)}`]: 'x' }),
    'json',
  ).faults
  expect([fault?.code, more]).toEqual(['unknown-field', []])
  expect(fault?.pointer).toBe(`/epcisBody/eventList/0/${'a'.repeat(2_047)}…`)
})

test('an identifier longer than any question and any index is at fault, and so is a prefix that hides one', () => {
  const long = (length: number) => `urn:x:${'a'.repeat(length - 6)}`
  expect(faultsIn(documentOf({ ...seen, eventID: long(2_048) }))).toEqual([])
  expect(faultsIn(documentOf({ ...seen, eventID: long(2_049) }))).toEqual([['/eventID', 'too-long']])
  // Short as a canonical link, and as long as anybody likes behind its question mark.
  const link = `https://x.example/01/09521141123454?${'a'.repeat(2_048)}`
  expect(faultsIn(documentOf({ ...seen, eventID: link }))).toEqual([['/eventID', 'too-long']])
  expect(faultsIn(documentOf({ ...seen, epcList: [`urn:epc:id:giai:8712345.${'('.repeat(900)}`] }))).toEqual([
    ['/epcList/0', 'too-long'],
  ])
  expect(faultsIn(documentOf(seen, { lab: `https://${'a'.repeat(500)}/` }))).toEqual([['/@context', 'not-context']])
})

test('a context that would be kept with each of many events is at fault where it is large', () => {
  const prefixes = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, number) => [`p${number}`, `https://x.example/${number}/`]))
  expect(faultsIn(documentOf(seen, { lab: 'https://lab.example.nl/ns/', ...prefixes(1_000) }))).toEqual([])
  expect(faultsIn(documentOf(seen, { lab: 'https://lab.example.nl/ns/', ...prefixes(3_000) }))).toEqual([
    ['/@context', 'not-context'],
  ])
  const nested = { lab: 'https://lab.example.nl/ns/', deep: { note: 'x'.repeat(70_000) } }
  expect(faultsIn(documentOf(seen, nested))).toEqual([['/@context', 'not-context']])
})

const element = (inside: string) => `<epcList/><action>OBSERVE</action><quantityList>${inside}</quantityList>`
test.each<[string, string, string[][]]>([
  [
    'a list twice',
    '<epcList><epc>urn:x:1</epc></epcList><epcList><epc>urn:x:2</epc></epcList><action>ADD</action>',
    [['/epcList', 'twice']],
  ],
  ['a word twice', '<epcList/><action>ADD</action><action>DELETE</action>', [['/action', 'twice']]],
  [
    'two quantities of one thing',
    element(
      '<quantityElement><epcClass>urn:x:1</epcClass><quantity>1</quantity><quantity>2</quantity></quantityElement>',
    ),
    [['/quantityList/0/quantity', 'twice']],
  ],
  [
    'a thing that is none',
    '<epcList><thing>urn:x:1</thing></epcList><action>ADD</action>',
    [['/epcList/thing', 'unknown-field']],
  ],
  [
    'a quantity that is none',
    element('<quantity><epcClass>urn:x:1</epcClass></quantity>'),
    [['/quantityList/quantity', 'unknown-field']],
  ],
  [
    'a place twice',
    '<epcList/><action>ADD</action><readPoint><id>urn:x:1</id><id>urn:x:2</id></readPoint>',
    [['/readPoint/id', 'twice']],
  ],
  [
    'a sensor’s metadata twice',
    '<epcList/><action>ADD</action><sensorElementList><sensorElement><sensorMetadata time="2026-05-01T10:00:00Z"/><sensorMetadata/><sensorReport type="gs1:Temperature"/></sensorElement></sensorElementList>',
    [['/sensorElementList/0/sensorMetadata', 'twice']],
  ],
  [
    'a source among destinations',
    '<epcList/><action>ADD</action><destinationList><source type="urn:x:t">urn:x:1</source></destinationList>',
    [['/destinationList/source', 'unknown-field']],
  ],
])('XML that says %s is at fault with its place', (_what, inside, expected) => {
  expect(faultsIn(xmlOf(inside), 'xml')).toEqual(expected)
})

test.each([
  ['an entity of its own', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
  ['an entity nobody declared', xmlOf('<epcList/><action>&a;</action>')],
  ['half a sign', xmlOf('<epcList/><action>&#xD800;</action>')],
  ['elements without end', '<a>'.repeat(100_000)],
])('XML with %s is no document', (_what, text) => {
  expect(() => readDocument(text, 'xml')).toThrow(SyntaxError)
})
