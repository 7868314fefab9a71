// Capturing EPCIS over HTTP: handed in, done later, told how far; one event at once; limits, versions, faults with their place; and TCR-53's
// capture steps, asked after as TCR-53 asks. Not here: which event is which act (src/chain/epcis), and the query language.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Check } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Browser, publicUrl } from '#api/testing'
import { parseId, verifyProofFile } from '#kernel'
import { sealOnce } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let grower: Browser
let packer: Browser
let reader: Browser
const root = '/v1/epcis'
const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { lab: 'https://lab.example.nl/ns/' },
]
beforeAll(async () => {
  house = await openWholeHouse()
  grower = await house.logIn('kweker')
  packer = await house.logIn('verpakker')
  reader = await house.logIn('kwekerij-lezer')
})
afterAll(() => house[Symbol.asyncDispose]())

const seen = (number: number, more: object = {}) => ({
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '2026-05-01T10:00:00Z',
  eventTimeZoneOffset: '+02:00',
  eventID: `urn:x:seen:${number}`,
  epcList: [`urn:x:thing:${number}`],
  ...more,
})
const documentOf = (...eventList: readonly object[]) => ({
  '@context': context,
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-05-01T10:00:00Z',
  epcisBody: { eventList },
})
const post = (who: Browser, path: string, body: unknown, headers: Record<string, string> = {}) =>
  who.ask(`${root}${path}`, { method: 'POST', body, headers })
/** A body that is no JSON, or not as `JSON.stringify` writes it. */
const send = async (
  who: Browser,
  path: string,
  payload: string,
  type: string,
  headers: Record<string, string> = {},
) => {
  const answer = await house.app.inject({
    method: 'POST',
    url: `${root}${path}`,
    payload,
    headers: {
      host: publicUrl.host,
      origin: publicUrl.origin,
      'sec-fetch-site': 'same-origin',
      cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-grein-csrf': who.csrfToken ?? '',
      'content-type': type,
      ...headers,
    },
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    json: answer.payload === '' ? null : JSON.parse(answer.payload),
  }
}
const codeOf = ({ status, json }: Pick<Answer, 'status' | 'json'>) => `${status} ${json?.type ?? ''}`.trim()
/** Hands in, does the work, reads how it ended. */
async function captured(who: Browser, document: object, headers: Record<string, string> = {}) {
  const answer = await post(who, '/capture', document, headers)
  expect([answer.status, answer.json?.running]).toEqual([202, true])
  await house.runJobs()
  return (await who.ask(String(answer.headers['location']))).json
}

describe('handing in', () => {
  test('is answered at once, done later, and told', async () => {
    const answer = await post(grower, '/capture', documentOf(seen(1), seen(2)))
    expect(answer.headers).toMatchObject({
      'gs1-epcis-version': '2.0.0',
      'gs1-cbv-version': '2.0.0',
      'gs1-capture-error-behaviour': 'rollback',
    })
    const address = String(answer.headers['location'])
    const before = (await grower.ask(address)).json
    expect(before).toMatchObject({
      running: true,
      success: true,
      captureErrorBehaviour: 'rollback',
      errors: [],
      eventCount: 2,
      doneCount: 0,
    })
    expect(before.finishedAt).toBeUndefined()
    await house.runJobs()
    const after = (await grower.ask(address)).json
    expect(after).toMatchObject({ running: false, success: true, doneCount: 2 })
    expect(after.finishedAt >= after.createdAt).toBe(true)
    const { items } = (await grower.ask(`${address}/events`)).json
    expect(items.map(({ eventID, became, act }: Record<string, unknown>) => [eventID, became, act])).toEqual([
      ['urn:x:seen:1', 'kept', null],
      ['urn:x:seen:2', 'kept', null],
    ])
    expect(codeOf(await packer.ask(address))).toBe('404 /problems/epcis/unknown-capture')
    const linked = await grower.ask(address, { headers: { accept: 'application/ld+json' } })
    expect(String(linked.headers['content-type'])).toMatch(/^application\/ld\+json/)
    expect(String((await grower.ask(address)).headers['content-type'])).toMatch(/^application\/json/)
    const list = (await grower.ask(`${root}/capture?perPage=1`)) as Answer
    expect([list.json.length, list.json[0].captureID]).toEqual([1, after.captureID])
  })

  test('has a proof of its own, and so has each of its events; nobody else gets them', async () => {
    const answer = await post(grower, '/capture', documentOf(seen(5), seen(6)))
    const address = String(answer.headers['location'])
    expect(codeOf(await grower.ask(`${address}/proof`))).toBe('503 /problems/platform/not-sealed-yet')
    await house.runJobs()
    const { database, signer } = house.house
    while (await sealOnce(database, house.world.authorityId, { signer }));
    for (const [query, kind, at, handedIn] of [
      ['', 'epcis-capture', 4, documentOf(seen(5), seen(6))],
      ['?event=1', 'epcis-event', 11, seen(6)],
    ] as const) {
      const proof = await grower.ask(`${address}/proof${query}`)
      const verdict = verifyProofFile(proof.json)
      if (!verdict.isValid) expect.fail(verdict.failed)
      expect(JSON.parse(verdict.shown.record ?? '')).toMatchObject({ kind })
      // A stranger reads in it what was handed in, and that it was this.
      expect(JSON.parse(JSON.parse(verdict.shown.content ?? '')[at])).toMatchObject(handedIn)
      const other = verdict.shown.content?.replace('urn:x:thing:6', 'urn:x:thing:7')
      expect(verifyProofFile({ ...proof.json, content: other })).toMatchObject({ failed: 'content-differs' })
      const { content: _, ...bare } = proof.json
      expect(verifyProofFile(bare)).toMatchObject({ isValid: true, shown: { content: null } })
      expect(proof.headers['content-disposition']).toMatch(/^attachment; filename="[0-9a-f-]+\.proof\.json"$/)
      expect(codeOf(await packer.ask(`${address}/proof${query}`))).toBe('404 /problems/epcis/unknown-capture')
    }
    expect(codeOf(await grower.ask(`${address}/proof?event=2`))).toBe('404 /problems/platform/not-in-log')
    // What somebody made of it in the database does not pass for what was handed in.
    const { admin } = house.test
    const written = (text: string) =>
      admin.query(`update chain.epcis_event set document = ${text} where capture_id = $1 and place = 1`, [
        address.split('/').at(-1),
      ])
    await admin.query('alter table chain.epcis_event disable trigger all')
    await written(`replace(document, 'thing:6', 'thing:7')`)
    const edited = await grower.ask(`${address}/proof?event=1`)
    expect(verifyProofFile(edited.json)).toMatchObject({ isValid: false, failed: 'content-differs' })
    await written(`replace(document, 'thing:7', 'thing:6')`)
    await admin.query('alter table chain.epcis_event enable trigger all')
    expect(verifyProofFile((await grower.ask(`${address}/proof?event=1`)).json).isValid).toBe(true)
  })

  test('an event that came by itself has a proof below its address; nobody else gets it', async () => {
    const answer = await post(grower, '/events', documentOf(seen(40)))
    expect(answer.status).toBe(201)
    const address = `${answer.headers['location']}/proof`
    expect(codeOf(await grower.ask(address))).toBe('503 /problems/platform/not-sealed-yet')
    const { database, signer } = house.house
    while (await sealOnce(database, house.world.authorityId, { signer }));
    const proof = await grower.ask(address)
    const verdict = verifyProofFile(proof.json)
    if (!verdict.isValid) expect.fail(verdict.failed)
    expect(JSON.parse(verdict.shown.record ?? '')).toMatchObject({ kind: 'epcis-event', event: null })
    expect(JSON.parse(JSON.parse(verdict.shown.content ?? '')[11])).toMatchObject(seen(40))
    expect(codeOf(await packer.ask(address))).toBe('404 /problems/epcis/unknown-event')
    expect(codeOf(await grower.ask(`${root}/events/urn:x:seen:none/proof`))).toBe('404 /problems/epcis/unknown-event')
  })

  test('with proceed what is right is kept, in whatever language one reads of the rest', async () => {
    const job = await captured(grower, documentOf(seen(3), seen(4, { bizStep: 'smoking' })), {
      'GS1-Capture-Error-Behaviour': 'proceed',
      'accept-language': 'nl',
    })
    expect(job).toMatchObject({ running: false, success: false, captureErrorBehaviour: 'proceed' })
    expect(job.errors).toMatchObject([
      { type: '/problems/epcis/not-valid', status: 400, pointer: '/epcisBody/eventList/1/bizStep', eventIndex: 1 },
    ])
  })

  test('with many errors stands in the list with the first of them, and by itself with all', async () => {
    const proceed = { 'GS1-Capture-Error-Behaviour': 'proceed' }
    const bad = Array.from({ length: 60 }, (_, number) => seen(900 + number, { bizStep: 'smoking' }))
    const job = await captured(grower, documentOf(...bad), proceed)
    expect(job.errors).toHaveLength(60)
    const [listed] = (await grower.ask(`${root}/capture?perPage=1`)).json
    expect([listed.captureID, listed.errors]).toEqual([job.captureID, job.errors.slice(0, 10)])
  })

  test('with a fault anywhere nothing is taken, and every fault is told with its place', async () => {
    const answer = await post(grower, '/capture', documentOf(seen(5), seen(6, { bizStep: 'smoking', weight: 1 })))
    expect(codeOf(answer)).toBe('400 /problems/epcis/not-valid')
    expect(answer.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/epcisBody/eventList/1/bizStep',
      '/epcisBody/eventList/1/weight',
    ])
  })

  test('of a day to come is refused with its place, though it moves nothing', async () => {
    const ahead = seen(40, { eventTime: '9999-12-31T23:59:59Z' })
    const place = '/epcisBody/eventList/1/eventTime'
    for (const path of ['/capture', '/events'])
      expect((await post(grower, path, documentOf(seen(41), ahead))).json).toMatchObject({
        type: '/problems/epcis/not-valid',
        errors: [{ pointer: place }],
      })
    const proceed = { 'GS1-Capture-Error-Behaviour': 'proceed' }
    expect(await captured(grower, documentOf(seen(41), ahead), proceed)).toMatchObject({
      success: false,
      errors: [{ type: '/problems/epcis/not-valid', pointer: place, eventIndex: 1 }],
    })
    expect((await post(grower, '/check', documentOf(ahead))).json.faults).toMatchObject([{ code: 'time-ahead' }])
  })

  test('XML is read, and refused with line and column', async () => {
    const xml = (inside: string) =>
      `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="2026-05-01T10:00:00Z"><EPCISBody><EventList><ObjectEvent><eventTime>2026-05-01T10:00:00Z</eventTime><eventTimeZoneOffset>+02:00</eventTimeZoneOffset><eventID>urn:x:xml:1</eventID>${inside}</ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>`
    const good = xml('<epcList><epc>urn:x:thing:7</epc></epcList><action>OBSERVE</action>')
    expect((await send(grower, '/capture', good, 'application/xml')).status).toBe(202)
    await house.runJobs()
    const found = await grower.ask(`${root}/events/${encodeURIComponent('urn:x:xml:1')}`)
    expect(found.json.epcisBody.queryResults.resultsBody.eventList).toMatchObject([
      { type: 'ObjectEvent', epcList: ['urn:x:thing:7'] },
    ])
    expect(codeOf(await send(grower, '/capture', '<!DOCTYPE x><x/>', 'application/xml'))).toBe(
      '400 /problems/epcis/unreadable',
    )
    expect(codeOf(await send(grower, '/capture', xml('<action>ADD</action><epcList/>'), 'text/xml'))).toBe(
      '400 /problems/epcis/not-valid',
    )
  })

  test.each<[string, string, string, Record<string, string>, string]>([
    ['no JSON', '{', 'application/json', {}, '400 /problems/api/json-unreadable'],
    ['a key twice', '{"type":"a","type":"b"}', 'application/json', {}, '400 /problems/api/json-key-twice'],
    ['nothing', '', 'application/json', {}, '400 /problems/epcis/unreadable'],
    ['no document', '{"type":"Thing","@context":[]}', 'application/ld+json', {}, '400 /problems/epcis/not-valid'],
    ['a picture', 'x', 'image/png', {}, '415 /problems/api/content-type'],
    ['UTF-16', '{}', 'application/ld+json; charset="utf-16"', {}, '415 /problems/api/content-type'],
    ['Latin-1', '{}', 'application/json;charset=ISO-8859-1', {}, '415 /problems/api/content-type'],
    [
      'XML that says it is Latin-1',
      '<?xml version="1.0" encoding="ISO-8859-1"?><x/>',
      'application/xml; charset=utf-8',
      {},
      '415 /problems/api/content-type',
    ],
    ['a packed text', '{}', 'application/json', { 'content-encoding': 'gzip' }, '415 /problems/api/content-encoding'],
    [
      'a text as it is',
      '{',
      'application/json; charset=UTF-8',
      { 'content-encoding': 'identity' },
      '400 /problems/api/json-unreadable',
    ],
    [
      'a newer version',
      '{}',
      'application/json',
      { 'GS1-EPCIS-Min': '3.0' },
      '406 /problems/epcis/version-not-offered',
    ],
    [
      'an unknown behaviour',
      '{}',
      'application/json',
      { 'GS1-Capture-Error-Behaviour': 'all' },
      '400 /problems/epcis/header-unknown',
    ],
  ])('%s is refused', async (_what, body, type, headers, expected) => {
    expect(codeOf(await send(grower, '/capture', body, type, headers))).toBe(expected)
  })

  test('more than the limits that OPTIONS announces is refused', async () => {
    const options = await house.app.inject({
      method: 'OPTIONS',
      url: `${root}/capture`,
      headers: {
        host: publicUrl.host,
        cookie: [...grower.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    expect(options.statusCode).toBe(204)
    const limit = Number(options.headers['gs1-epcis-capture-limit'])
    expect(options.headers['gs1-capture-error-behaviour']).toBe('rollback, proceed')
    const many = documentOf(...Array.from({ length: limit + 1 }, (_, number) => seen(number)))
    expect(codeOf(await post(grower, '/capture', many))).toBe('413 /problems/epcis/too-many-events')
    const large = JSON.stringify(documentOf(seen(1))).padEnd(
      Number(options.headers['gs1-epcis-capture-file-size-limit']) + 1,
      ' ',
    )
    expect(codeOf(await send(grower, '/capture', large, 'application/json'))).toBe(
      '413 /problems/epcis/document-too-large',
    )
  })

  test('is not for visitors, nor for who only reads', async () => {
    expect((await post(house.visitor(), '/capture', documentOf(seen(1)))).status).toBe(401)
    expect((await post(reader, '/capture', documentOf(seen(1)))).status).toBe(403)
  })
})

describe('a fault of ours', () => {
  test('ends the capture, says its number, and is thrown for the log', async () => {
    const answer = await post(grower, '/capture', documentOf(seen(50)))
    const address = String(answer.headers['location'])
    // What no release of ours wrote there: it cannot be read back.
    await house.test.admin.query(`update chain.epcis_capture set standing = 'null' where capture_id = $1`, [
      answer.json.captureID,
    ])
    await expect(house.runJobs()).rejects.toThrow(TypeError)
    const { json } = await grower.ask(address, { headers: { 'accept-language': 'en' } })
    const [error] = json.errors
    expect([json.running, json.success, error]).toMatchObject([
      false,
      false,
      { type: '/problems/epcis/capture-broken', status: 500, pointer: '', eventIndex: null },
    ])
    expect(error.instance).toMatch(/^[0-9a-f]{32}$/)
    expect(error.detail).toContain(error.instance)
    expect((await grower.ask(`${address}/events`)).json.items).toEqual([])
  })
})

describe('one event', () => {
  test('is captured at once, and once', async () => {
    const event = { '@context': context, ...seen(20) }
    const answer = await post(grower, '/events', event)
    expect([answer.status, answer.json.became]).toEqual([201, 'kept'])
    expect((await grower.ask(String(answer.headers['location']))).status).toBe(200)
    expect(codeOf(await post(grower, '/events', event))).toBe('409 /problems/epcis/event-exists')
    expect(codeOf(await post(grower, '/events', { ...event, epcList: [] }))).toBe('409 /problems/epcis/event-changed')
    const named = { ...event, eventID: `urn:x:${'long'.repeat(510)}` }
    const long = await post(grower, '/events', named)
    expect((await grower.ask(String(long.headers['location']))).status).toBe(200)
    expect(codeOf(await post(grower, '/events', documentOf(seen(21), seen(22))))).toBe(
      '413 /problems/epcis/too-many-events',
    )
  })

  test('of a known kind is the act, with its refusals', async () => {
    const { items } = (await grower.ask('/v1/batches?kind=harvest&limit=1')).json
    const batch = (await grower.ask(`/v1/batches/${items[0].batchId}`)).json
    const holding = {
      '@context': [...context, { grein: 'urn:grein:epcis:' }],
      type: 'ObjectEvent',
      action: 'DELETE',
      bizStep: 'urn:grein:epcis:losing',
      disposition: 'unknown',
      eventTime: house.clock.now().subtract({ minutes: 1 }).toString(),
      eventTimeZoneOffset: '+01:00',
      bizLocation: { id: `urn:uuid:${batch.batch.openedAtPremises.premisesId.slice(4)}` },
      quantityList: [{ epcClass: `urn:uuid:${items[0].batchId.slice(4)}`, quantity: 900_000, uom: 'KGM' }],
      'grein:state': 'quarantine',
      'grein:reason': 'gone',
    }
    expect(codeOf(await post(grower, '/events', holding))).toBe('409 /problems/chain/stock-short')
    const silent = { ...holding, 'grein:reason': undefined }
    const lacking = await post(grower, '/events', silent)
    expect([codeOf(lacking), lacking.json.params.faults]).toEqual([
      '422 /problems/epcis/not-as-profiled',
      '/grein:reason',
    ])
  })
})

describe('the check of a document', () => {
  test('names faults and the mass of each transformation, and keeps nothing', async () => {
    const make = (outMg: number) => ({
      type: 'TransformationEvent',
      eventTime: '2026-05-01T10:00:00Z',
      eventTimeZoneOffset: '+02:00',
      inputQuantityList: [{ epcClass: 'urn:x:a', quantity: 1, uom: 'KGM' }],
      outputQuantityList: [{ epcClass: 'urn:x:b', quantity: outMg, uom: 'GRM' }],
    })
    const answer = await post(grower, '/check', documentOf(make(1000), make(999), seen(30, { bizStep: 'smoking' })))
    expect(answer.json).toMatchObject({
      valid: false,
      events: 3,
      faults: [{ pointer: '/epcisBody/eventList/2/bizStep', code: 'unknown-word' }],
      mass: [
        { eventIndexes: [0], verdict: 'balanced', inMg: '1000000', outMg: '1000000' },
        { eventIndexes: [1], verdict: 'imbalance', outMg: '999000' },
      ],
      remarks: [],
    })
    const named = seen(31, { eventID: `ni:///sha-256;${'0'.repeat(64)}?ver=CBV2.0` })
    expect((await post(grower, '/check', documentOf(seen(32), named))).json).toMatchObject({
      valid: true,
      remarks: [{ pointer: '/epcisBody/eventList/1/eventID', code: 'other-hash' }],
      foreseen: [{ refusal: null }, { refusal: null }],
    })
  })
})

describe('the authority’s profile', () => {
  test('is a JSON Schema of a day, which tells a whole act from half of one', async () => {
    const [version] = (await house.visitor().ask('/v1/epcis-profile/versions')).json.items
    const schema = (await house.visitor().ask(`/v1/epcis-profile?on=${version.from}`)).json
    expect(schema.$id).toBe(version.address)
    const validate = (event: object) => Check(schema, JSON.parse(JSON.stringify(event)))
    const lost = {
      type: 'ObjectEvent',
      action: 'DELETE',
      bizStep: 'urn:grein:epcis:losing',
      eventTime: '2026-05-01T10:00:00Z',
      bizLocation: { id: 'https://id.gs1.org/414/9520000000059' },
      quantityList: [{ epcClass: 'urn:x:2', quantity: 1, uom: 'GRM' }],
      'grein:state': ['waste'],
      'grein:reason': 'gone',
    }
    expect(validate(lost)).toBe(true)
    for (const id of ['urn:epc:id:sgln:952000000.005.A1', 'urn:uuid:01976bbc-6c00-7000-8003-6dfda7055c3c'])
      expect(validate({ ...lost, bizLocation: { id } })).toBe(true)
    expect(validate({ ...lost, bizLocation: { id: 'urn:x:1' } })).toBe(false)
    expect(validate({ ...lost, 'grein:reason': undefined, quantityList: [{ epcClass: 'urn:x:2' }] })).toBe(false)
    expect(validate(seen(1))).toBe(true)
    expect(codeOf(await house.visitor().ask('/v1/epcis-profile?on=1999-01-01'))).toBe(
      '404 /problems/epcis/no-such-profile',
    )
  })
})

/** Every attribute a sensor can have, once in the metadata and once in the report. */
describe('TCR-53', () => {
  const metadata = {
    time: '2026-04-02T14:05:00Z',
    startTime: '2026-04-02T13:55:01Z',
    endTime: '2026-04-02T14:55:00Z',
    deviceID: 'https://id.gs1.org/8004/4000001111',
    deviceMetadata: 'https://id.gs1.org/8004/4000001222',
    rawData: 'https://example.org/8004/401234599999',
    dataProcessingMethod: 'https://example.com/253/4012345000054987',
    bizRules: 'https://example.com/253/4012345000054988',
    'lab:calibrated': 'yes',
  }
  const report = {
    type: 'Temperature',
    value: 26,
    uom: 'CEL',
    minValue: 25.5,
    maxValue: 26.5,
    meanValue: 26.1,
    sDev: 0.1,
    percRank: 50,
    percValue: 12.7,
    microorganism: 'https://www.ncbi.nlm.nih.gov/taxonomy/1126011',
    chemicalSubstance: 'https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N',
    stringValue: 'warm',
    booleanValue: true,
    hexBinaryValue: 'F0F0F0',
    uriValue: 'https://id.gs1.org/8004/4000001333',
    'lab:probe': 'P1',
  }
  const sensed = (id: string, sensorElement: object) =>
    seen(0, {
      eventID: `urn:x:tcr53:${id}`,
      readPoint: { id: 'urn:x:room' },
      epcList: undefined,
      sensorElementList: [sensorElement],
    })
  const idsOf = async (query: string) => {
    const { status, json } = await grower.ask(
      `${root}/events?EQ_eventID=${['meta', 'report'].map((one) => encodeURIComponent(`urn:x:tcr53:${one}`)).join('|')}&${query}`,
    )
    expect([query, status]).toEqual([query, 200])
    return json.epcisBody.queryResults.resultsBody.eventList
      .map(({ eventID }: { eventID: string }) => eventID.slice(12))
      .sort()
  }

  test('1–2: events with every sensor attribute are captured', async () => {
    const { time, startTime, endTime, 'lab:calibrated': calibrated, ...device } = metadata
    const job = await captured(
      grower,
      documentOf(
        sensed('meta', { sensorMetadata: metadata, sensorReport: [report], 'lab:element': 'e1' }),
        sensed('report', { sensorReport: [{ ...report, ...device, time, value: 10 }] }),
      ),
    )
    expect(job).toMatchObject({ success: true, doneCount: 2 })
    expect([startTime, endTime, calibrated].every(Boolean)).toBe(true)
  })

  test.each([
    ['EQ_type=Temperature', ['meta', 'report']],
    [`EQ_deviceID=${encodeURIComponent(metadata.deviceID)}`, ['meta', 'report']],
    [`EQ_dataProcessingMethod=${encodeURIComponent(metadata.dataProcessingMethod)}`, ['meta', 'report']],
    [`EQ_microorganism=${encodeURIComponent(report.microorganism)}`, ['meta', 'report']],
    [`EQ_chemicalSubstance=${encodeURIComponent(report.chemicalSubstance)}`, ['meta', 'report']],
    [`EQ_bizRules=${encodeURIComponent(metadata.bizRules)}`, ['meta', 'report']],
    ['EQ_stringValue=warm', ['meta', 'report']],
    ['EQ_booleanValue=true', ['meta', 'report']],
    ['EQ_hexBinaryValue=F0F0F0', ['meta', 'report']],
    [`EQ_uriValue=${encodeURIComponent(report.uriValue)}`, ['meta', 'report']],
    ['GE_value_CEL=20', ['meta']],
    ['GE_percRank=50', ['meta', 'report']],
    ['EXISTS_sensorElementList', ['meta', 'report']],
    // 26: stored in Celsius, asked in kelvin.
    ['GE_value_KEL=299&LT_value_KEL=300', ['meta']],
    [`GE_startTime=${encodeURIComponent(metadata.startTime)}`, ['meta']],
  ])('%s finds them, in the metadata or in the report', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids)
  })

  test('29: what says one thing in the metadata and another in the report is refused', async () => {
    const answer = await post(
      grower,
      '/capture',
      documentOf(sensed('both', { sensorMetadata: metadata, sensorReport: [{ ...report, deviceID: 'urn:x:other' }] })),
    )
    expect([codeOf(answer), answer.json.errors[0].pointer]).toEqual([
      '400 /problems/epcis/not-valid',
      '/epcisBody/eventList/0/sensorElementList/0/sensorReport/0/deviceID',
    ])
  })
})

const example = resolve(import.meta.dirname, '../../../shared/data/epcis/JSON/WithSensorData/SensorDataExample1.jsonld')
test.skipIf(!existsSync(example))('an official example of ../shared/data/epcis comes back as it was sent', async () => {
  const sent = JSON.parse(readFileSync(example, 'utf8'))
  expect((await captured(grower, sent)).success).toBe(true)
  const [event] = sent.epcisBody.eventList
  const answer = await grower.ask(`${root}/events?EQ_bizStep=${event.bizStep}&EXISTS_sensorElementList`, {
    headers: { 'GS1-EPC-Format': 'Never_Translates' },
  })
  const found = answer.json.epcisBody.queryResults.resultsBody.eventList.map(
    ({ recordTime, eventID, ...rest }: Record<string, unknown>) => rest,
  )
  const { eventID, recordTime, ...rest } = event
  expect(found).toContainEqual(rest)
  expect([eventID, recordTime].length).toBe(2)
})

describe('an amount a day', () => {
  const full = '429 /problems/epcis/captures-day-full'

  test('is announced, and each answer says what is left', async () => {
    const { headers } = await packer.ask(`${root}/capture`, { method: 'OPTIONS' as 'GET' })
    expect(headers).toMatchObject({
      'grein-capture-day-limit': '2000000000',
      'grein-capture-day-count-limit': '200000',
    })
    const left = ({ headers }: Answer) => Number(headers['grein-capture-day-left'])
    const first = await post(packer, '/capture', documentOf(seen(9_001)))
    const second = await post(packer, '/events', { '@context': context, ...seen(9_002) })
    expect([first.status, second.status]).toEqual([202, 201])
    expect(left(first)).toBeLessThan(2_000_000_000)
    expect(left(second)).toBeLessThan(left(first))
    const again = await post(packer, '/events', { '@context': context, ...seen(9_002) })
    expect(codeOf(again)).toBe('409 /problems/epcis/event-exists')
    const third = await post(packer, '/events', { '@context': context, ...seen(9_003) })
    expect(left(second) - left(third)).toBe(JSON.stringify({ '@context': context, ...seen(9_003) }).length) // What was there already cost nothing.
  })

  test.each([
    ['in bytes', 'size = 1999999990', { left: 10 }],
    ['in pieces', 'size = 1, pieces = 200000', { piecesLeft: 0 }],
  ])('ends, %s, for all of an organisation and no other; what is refused is not kept', async (_, set, params) => {
    const { partyId } = house.world.personas.find(({ persona }) => persona === 'verpakker') ?? {}
    await house.test.admin.query(`update platform.stored_day set ${set} where what = 'capture' and sender = $1`, [
      parseId('party', partyId ?? ''),
    ])
    const document = await post(packer, '/capture', documentOf(seen(9_004)))
    const event = await post(packer, '/events', { '@context': context, ...seen(9_005) })
    expect([codeOf(document), codeOf(event)]).toEqual([full, full])
    expect(document.json.params).toMatchObject(params)
    expect(Number(document.headers['retry-after'])).toBeGreaterThan(0)
    await house.runJobs()
    expect((await packer.ask(`${root}/events?EQ_eventID=urn:x:seen:9004|urn:x:seen:9005`)).json).toMatchObject({
      epcisBody: { queryResults: { resultsBody: { eventList: [] } } },
    })
    expect(
      (await post(grower, '/events', { '@context': context, ...seen(9_006 + Object.keys(params).join('').length) }))
        .status,
    ).toBe(201)
  })
})
