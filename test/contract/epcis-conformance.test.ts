// GS1's conformance steps for sensors (TCR-53) and associations (TCR-54), and its own examples there and back: captured and asked over HTTP.
// Not here: every refusal of capture, and every name of the query language.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, publicUrl } from '#api/testing'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let grower: Browser
let others: readonly Browser[]
const root = '/v1/epcis'
beforeAll(async () => {
  house = await openWholeHouse()
  grower = await house.logIn('kweker')
  others = [await house.logIn('verpakker'), await house.logIn('distributeur')]
})
afterAll(() => house?.[Symbol.asyncDispose]())

const standard = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'
const capture = (event: object, who = grower) => who.ask(`${root}/events`, { method: 'POST', body: event })
const own = 'https://sensor.example.nl/ns/'
const epc = 'urn:epc:id:sgtin:8712345.012345.SENSOR'

/** Those of the sensors' events that a question finds, by their last letter. */
async function found(parameters: Record<string, string>): Promise<string[]> {
  const query = new URLSearchParams({ MATCH_epc: epc, orderBy: 'eventTime', orderDirection: 'ASC', ...parameters })
  const { status, json } = await grower.ask(`${root}/events?${query}`, { headers: { 'gs1-extensions': `s=${own}` } })
  expect(status, JSON.stringify(json)).toBe(200)
  return json.epcisBody.queryResults.resultsBody.eventList.map(({ eventID }: { eventID: string }) => eventID.slice(-1))
}

const event = (letter: string, sensorElementList: unknown, more: object = {}) => ({
  '@context': [standard, { s: own }],
  type: 'ObjectEvent',
  eventID: `urn:uuid:00000000-0000-4000-a000-00000000000${letter}`,
  eventTime: `2026-02-0${Number.parseInt(letter, 16) - 9}T08:00:00Z`,
  eventTimeZoneOffset: '+01:00',
  action: 'OBSERVE',
  bizStep: 'sensor_reporting',
  epcList: [epc],
  ...(sensorElementList === null ? {} : { sensorElementList }),
  ...more,
})

/** Everything a sensor can say, each value with a mark of its own. */
function sensorEvent(letter: string, mark: number, type: string, uom: string) {
  return event(letter, [
    {
      sensorMetadata: {
        startTime: `2026-02-0${mark}T06:00:00Z`,
        endTime: `2026-02-0${mark}T07:00:00Z`,
        bizRules: `https://rules.example.nl/${mark}`,
        's:place': `shelf-${mark}`,
      },
      sensorReport: [
        {
          type,
          time: `2026-02-0${mark}T06:30:00Z`,
          deviceID: `urn:epc:id:giai:8712345.${mark}`,
          deviceMetadata: `https://device.example.nl/${mark}`,
          rawData: `https://raw.example.nl/${mark}`,
          dataProcessingMethod: `https://method.example.nl/${mark}`,
          microorganism: `https://www.ncbi.nlm.nih.gov/taxonomy/${mark}`,
          chemicalSubstance: `https://identifiers.org/inchikey:${mark}`,
          value: 20 + mark,
          minValue: 10 + mark,
          maxValue: 30 + mark,
          meanValue: 15 + mark,
          sDev: mark / 10,
          percRank: 50 + mark,
          percValue: 40 + mark,
          uom,
          stringValue: `string ${mark}`,
          booleanValue: mark === 1,
          hexBinaryValue: `f${mark}`,
          uriValue: `https://value.example.nl/${mark}`,
          's:probe': `probe-${mark}`,
        },
      ],
      's:element': `${mark}`,
    },
  ])
}

describe('TCR-53', () => {
  test('1: events with every attribute of a sensor are captured', async () => {
    for (const each of [sensorEvent('a', 1, 'Temperature', 'CEL'), sensorEvent('b', 2, 'Illuminance', 'LUX')])
      expect((await capture(each)).status).toBe(201)
    expect((await capture(event('c', null))).status).toBe(201)
  })
  test.each<[string, Record<string, string>, string[]]>([
    [
      '2: by when it was recorded',
      { GE_recordTime: '2020-01-01T00:00:00Z', EQ_bizStep: 'sensor_reporting' },
      ['a', 'b', 'c'],
    ],
    ['2: by when it was recorded, before', { LT_recordTime: '2020-01-01T00:00:00Z' }, []],
    ['3: that there is a sensor', { EXISTS_sensorElement: 'true' }, ['a', 'b']],
    ['3: that there is a sensor, in the schema’s words', { EXISTS_sensorElementList: '1' }, ['a', 'b']],
    ['4: time', { GE_time: '2026-02-02T06:30:00Z', LT_time: '2026-02-02T06:31:00Z' }, ['b']],
    ['5: startTime', { LT_startTime: '2026-02-02T00:00:00Z' }, ['a']],
    ['6: endTime', { GE_endTime: '2026-02-02T07:00:00Z' }, ['b']],
    ['7: type', { EQ_type: 'Temperature' }, ['a']],
    ['8: deviceID', { EQ_deviceID: 'https://id.gs1.org/8004/87123452' }, ['b']],
    ['9: dataProcessingMethod', { EQ_dataProcessingMethod: 'https://method.example.nl/1' }, ['a']],
    ['10: microorganism', { EQ_microorganism: 'https://www.ncbi.nlm.nih.gov/taxonomy/2|https://x.example/3' }, ['b']],
    ['11: chemicalSubstance', { EQ_chemicalSubstance: 'https://identifiers.org/inchikey:1' }, ['a']],
    ['12: bizRules', { EQ_bizRules: 'https://rules.example.nl/2' }, ['b']],
    ['13: value', { EQ_value_CEL: '21' }, ['a']],
    ['14: minValue', { GE_minValue_LUX: '12', LT_minValue_LUX: '12.5' }, ['b']],
    ['15: maxValue', { GT_maxValue_CEL: '30' }, ['a']],
    ['16: meanValue', { LE_meanValue_LUX: '17' }, ['b']],
    ['17: stringValue', { EQ_stringValue: 'string 1' }, ['a']],
    ['18: booleanValue', { EQ_booleanValue: 'false' }, ['b']],
    ['19: hexBinaryValue', { EQ_hexBinaryValue: 'F1' }, ['a']],
    ['20: uriValue', { EQ_uriValue: 'https://value.example.nl/2' }, ['b']],
    ['21: an own field of the element', { 'EQ_SENSORELEMENT_s:element': '1' }, ['a']],
    ['22: an own field of the metadata', { 'EQ_SENSORMETADATA_s:place': 'shelf-2' }, ['b']],
    ['23: an own field of the report', { 'EQ_SENSORREPORT_s:probe': 'probe-1' }, ['a']],
    ['24: sDev', { GE_sDev_LUX: '0.2', LT_sDev_LUX: '0.3' }, ['b']],
    ['25: percRank and percValue', { LE_percRank: '51', GE_percValue_CEL: '41' }, ['a']],
    ['26: a reading in CEL is found in KEL', { EQ_value_KEL: '294.15' }, ['a']],
    ['26: and in FAH', { GE_value_FAH: '69.8', LE_value_FAH: '69.8' }, ['a']],
  ])('%s', async (_step, parameters, expected) => {
    expect(await found(parameters)).toEqual(expected)
  })

  test('27 and 28: an attribute is found whether it stands in the metadata or in a report', async () => {
    const attributes = {
      time: '2026-02-07T01:00:00Z',
      deviceID: 'urn:epc:id:giai:8712345.77',
      deviceMetadata: 'https://device.example.nl/77',
      rawData: 'https://raw.example.nl/77',
      dataProcessingMethod: 'https://method.example.nl/77',
    }
    const report = { type: 'Temperature', value: 3, uom: 'CEL' }
    await capture(event('d', [{ sensorMetadata: attributes, sensorReport: [report] }]))
    await capture(event('e', [{ sensorReport: [{ ...report, ...attributes }] }]))
    for (const [name, value] of Object.entries(attributes))
      expect(await found({ [`EQ_${name}`]: value }), name).toEqual(['d', 'e'])
  })

  // An official example says the same in both, so only what contradicts itself is refused.
  test('29: an attribute that says one thing in the metadata and another in a report is refused, with the place', async () => {
    const deviceID = 'urn:epc:id:giai:8712345.1'
    const refused = await capture(
      event('f', [
        {
          sensorMetadata: { deviceID },
          sensorReport: [{ type: 'Temperature', value: 3, uom: 'CEL', deviceID: `${deviceID}2` }],
        },
      ]),
    )
    expect([refused.status, refused.json.type]).toEqual([400, '/problems/epcis/not-valid'])
    expect(refused.json.errors.map(({ pointer }: { pointer: string }) => pointer).join()).toContain('sensorElementList')
    expect(await found({ EQ_deviceID: 'urn:epc:id:giai:8712345.99' })).toEqual([])
  })
})

describe('TCR-54', () => {
  const association = (more: object) => ({
    '@context': [standard],
    type: 'AssociationEvent',
    eventTime: '2026-02-01T08:00:00Z',
    eventTimeZoneOffset: '+01:00',
    bizStep: 'installing',
    ...more,
  })
  const parentID = 'urn:epc:id:sgln:8712345.00001.0'
  const childEPCs = ['urn:epc:id:giai:8712345.thermometer']
  test('1: a location is a parent', async () => {
    expect((await capture(association({ action: 'ADD', parentID, childEPCs }))).status).toBe(201)
    const { json } = await grower.ask(`${root}/events?MATCH_parentID=${encodeURIComponent(parentID)}`)
    expect(json.epcisBody.queryResults.resultsBody.eventList).toMatchObject([
      { parentID: 'https://id.gs1.org/414/8712345000011' },
    ])
  })
  test.each([
    ['2: ADD without a parent', { action: 'ADD', childEPCs }],
    ['3: DELETE without a parent', { action: 'DELETE', childEPCs }],
    ['4: ADD without children', { action: 'ADD', parentID }],
    ['4: OBSERVE without children', { action: 'OBSERVE', parentID }],
  ])('%s is refused', async (_step, more) => {
    expect((await capture(association(more))).status).toBe(400)
  })
})

const examples = '../shared/data/epcis/JSON'
describe.skipIf(!existsSync(examples))('the official examples', () => {
  type Document = {
    '@context': unknown
    epcisBody: { eventList?: object[]; queryResults?: { resultsBody: { eventList: object[] } } }
  }
  const files = existsSync(examples)
    ? readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((file) => /\.jsonld$/.test(file))
    : []
  const eventsIn = (file: string) => {
    const { '@context': context, epcisBody } = JSON.parse(readFileSync(join(examples, file), 'utf8')) as Document
    const list = epcisBody.eventList ?? epcisBody.queryResults?.resultsBody.eventList ?? []
    return list.map((one) => ({ context, one: one as Record<string, unknown> }))
  }
  test('are 47, with 56 events', () => {
    expect([files.length, files.flatMap(eventsIn).length]).toEqual([47, 56])
  })
  test.each(files)('%s is taken, byte for byte', async (file) => {
    const answer = await house.app.inject({
      method: 'POST',
      url: `${root}/check`,
      headers: {
        host: publicUrl.host,
        origin: publicUrl.origin,
        'sec-fetch-site': 'same-origin',
        cookie: [...grower.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-grein-csrf': grower.csrfToken ?? '',
        'content-type': 'application/ld+json',
      },
      payload: readFileSync(join(examples, file)),
    })
    expect([answer.statusCode, answer.json().valid, answer.json().faults]).toEqual([200, true, []])
  })
  test.each(files)('%s comes back as it was', async (file) => {
    for (const { context, one } of eventsIn(file)) {
      // Some files have the same event, and some another under the same name: that is then somebody else's.
      let who = grower
      let answer = await capture({ '@context': context, ...one }, who)
      for (const other of others) {
        if (answer.json?.type !== '/problems/epcis/event-changed') break
        who = other
        answer = await capture({ '@context': context, ...one }, who)
      }
      const { status, json, headers } = answer
      if (json?.type === '/problems/epcis/event-exists') continue
      expect(status, JSON.stringify(json)).toBe(201)
      const back = await who.ask(String(headers['location']), { headers: { 'gs1-epc-format': 'Never_Translates' } })
      expect(back.status).toBe(200)
      const list = back.json.epcisBody.queryResults.resultsBody.eventList as Record<string, unknown>[]
      const bare = ({ recordTime: _, '@context': __, ...rest }: Record<string, unknown>) => ({
        ...rest,
        eventID: one['eventID'] ?? rest['eventID'],
      })
      const expected = bare('eventID' in one ? one : { ...one, eventID: list[0]?.['eventID'] })
      expect(list.map(bare)).toContainEqual(expected)
      expect(list.every(({ recordTime }) => typeof recordTime === 'string')).toBe(true)
    }
  })
})
