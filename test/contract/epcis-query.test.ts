// Asking for EPCIS events over HTTP: every operation of the official description is answered, pages are whole, forms are translated, walls hold.
// Not here: what each name of the language means (src/chain/epcis/query), and capture.
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Browser } from '#api/testing'
import { eventsFromJson, expandedOf, writeActsDown } from '#chain'
import { newId, parseId } from '#kernel'
import { newTrace, systemActor } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let grower: Browser
let pharmacist: Browser
let officer: Browser
const root = '/v1/epcis'
const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { lab: 'https://lab.example.nl/ns/' },
]
const moment = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00Z`
const harvests = Array.from({ length: 12 }, (_, index) => ({
  type: 'ObjectEvent',
  eventID: `urn:uuid:00000000-0000-4000-8000-0000000000${String(index + 10)}`,
  eventTime: moment(index + 1),
  eventTimeZoneOffset: '+01:00',
  action: index % 2 === 0 ? 'ADD' : 'OBSERVE',
  bizStep: index % 3 === 0 ? 'commissioning' : 'storing',
  bizLocation: { id: `urn:epc:id:sgln:8712345.0000${index % 4}.0` },
  epcList: [`urn:epc:id:sgtin:8712345.012345.S${index}`],
  quantityList: [{ epcClass: 'urn:epc:class:lgtin:8712345.012345.L1', quantity: 12.5, uom: 'KGM' }],
  'lab:moisture': String(index),
}))

async function partyOf(persona: string): Promise<string> {
  const found = house.world.personas.find((one) => one.persona === persona)
  return parseId('party', found?.partyId ?? '') ?? ''
}

/** As capture would write them down. */
async function keep(holder: string, events: readonly object[], master: readonly object[] = []): Promise<void> {
  const text = JSON.stringify({ '@context': context, type: 'EPCISDocument', epcisBody: { eventList: events } })
  for (const [index, event] of eventsFromJson(text).entries()) {
    const expanded = expandedOf(event)
    await house.test.admin.query(
      `insert into chain.epcis_event (authority_id, row_id, holder_id, epcis_event_id, is_id_given, name_sha256, hash_id, is_declaration, event_type,
        event_time, document, context, expanded, origin, became, mass)
       values ($1, $2, $3, $4, true, sha256(convert_to($4, 'UTF8')), 'x', false, $5, $6, $7, $8, $9, 'captured', 'kept', 'none')`,
      [
        house.world.authorityId,
        newId('event'),
        holder,
        expanded.eventID ?? '',
        expanded.type,
        expanded.eventTime,
        JSON.stringify(events[index]),
        JSON.stringify(context),
        JSON.stringify(expanded),
      ],
    )
  }
  for (const one of master) {
    const { element, attributes, children } = one as Record<string, unknown> // Written just below.
    await house.test.admin.query(
      `insert into chain.epcis_master (authority_id, holder_id, row_id, capture_id, vocabulary, element_id, attributes, children)
       values ($1, $2, $3, $3, 'urn:epcglobal:epcis:vtype:BusinessLocation', $4, $5, $6)`,
      [house.world.authorityId, holder, newId('event'), element, JSON.stringify(attributes), children],
    )
  }
}

beforeAll(async () => {
  house = await openWholeHouse()
  grower = await house.logIn('kweker')
  pharmacist = await house.logIn('apotheker')
  officer = await house.logIn('ketenbeheerder').catch(() => house.logIn('beslisser'))
  await keep(await partyOf('kweker'), harvests, [
    {
      element: 'https://id.gs1.org/414/8712345000011',
      attributes: { 'urn:epcglobal:cbv:mda:city': ['Veendam'] },
      children: ['https://id.gs1.org/414/8712345000028'],
    },
    {
      element: 'https://id.gs1.org/414/8712345000028',
      attributes: {},
      children: ['https://id.gs1.org/414/8712345000035'],
    },
  ])
})
afterAll(() => house?.[Symbol.asyncDispose]())

const idsOf = ({ json }: Answer): string[] =>
  json.epcisBody.queryResults.resultsBody.eventList.map((event: { eventID: string }) => event.eventID)
const ask = (path: string, headers: Record<string, string> = {}, browser = grower) =>
  browser.ask(`${root}${path}`, { headers })
const parameters = (given: Record<string, string>) =>
  `/events?${new URLSearchParams({ ...given, EQ_eventID: given['EQ_eventID'] ?? harvests.map(({ eventID }) => eventID).join('|') })}`

describe('the official description', () => {
  const path = '../shared/data/epcis/rest-bindings/openapi.json'
  type Operations = Record<string, Record<string, unknown>>
  const paths: Operations = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { paths: Operations }).paths
    : {}
  const operations = Object.entries(paths).flatMap(([each, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'parameters')
      .map((method) => [method.toUpperCase(), each] as const),
  )
  const values: Record<string, string> = {
    eventType: 'ObjectEvent',
    epc: 'https://id.gs1.org/01/08712345123451/21/S1',
    bizStep: 'storing',
    bizLocation: 'urn:epc:id:sgln:8712345.00001.0',
    readPoint: 'urn:epc:id:sgln:8712345.00009.0',
    disposition: 'active',
    eventID: harvests[0]?.eventID ?? '',
    queryName: 'walk',
    token: 'aaaa',
  }
  test.skipIf(operations.length === 0)('has 63 operations, and each is answered here', async () => {
    expect(operations).toHaveLength(63)
    const unanswered: string[] = []
    for (const [method, each] of operations) {
      const url = each.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? 'x'))
      const answer = await house.app.inject({ method: method as 'GET', url: `${root}${url === '/' ? '' : url}` })
      // Nobody is logged in: what exists asks who you are, what does not is 404 or 405.
      if (answer.statusCode === 404 || answer.statusCode === 405) unanswered.push(`${method} ${each}`)
    }
    expect(unanswered).toEqual([])
  })
})

describe('events', () => {
  test('come as a query document, with numbers as they were received and what we know of each', async () => {
    const { status, json, headers, text } = await ask(parameters({ EQ_eventID: harvests[0]?.eventID ?? '' }))
    expect(status).toBe(200)
    expect(headers).toMatchObject({ 'gs1-epcis-version': '2.0.0', 'gs1-epc-format': 'Always_GS1_Digital_Link' })
    expect(json).toMatchObject({ type: 'EPCISQueryDocument', schemaVersion: '2.0' })
    const [event] = json.epcisBody.queryResults.resultsBody.eventList
    expect(event).toMatchObject({
      epcList: ['https://id.gs1.org/01/08712345123451/21/S0'],
      recordTime: expect.any(String),
    })
    expect(text).toContain('"quantity":12.5')
  })

  test('page by page are all of them, once', async () => {
    const seen: string[] = []
    let url = `${root}${parameters({ perPage: '5', orderBy: 'eventTime', orderDirection: 'ASC' })}`
    for (let page = 0; page < 9; page++) {
      const answer = await grower.ask(url)
      seen.push(...idsOf(answer))
      const next = /^<(.+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1]
      expect(answer.headers['gs1-next-page-token-expires'] === undefined).toBe(next === undefined)
      if (!next) break
      url = next
    }
    expect(seen).toEqual(harvests.map(({ eventID }) => eventID))
  })

  test('a token given back, of another question or of nobody is refused', async () => {
    const first = await ask(parameters({ perPage: '5' }))
    const next = /nextPageToken=([\w-]+)/.exec(String(first.headers['link']))?.[1] ?? ''
    expect((await ask(`/events?perPage=5&nextPageToken=${next}`)).json.type).toBe('/problems/epcis/page-token')
    expect((await ask('/events?nextPageToken=zzz')).status).toBe(400)
    expect((await grower.ask(`${root}/nextPageToken/${next}`, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(`${parameters({ perPage: '5' })}&nextPageToken=${next}`)).json.type).toBe(
      '/problems/epcis/page-token-ended',
    )
    const again = await ask(parameters({ perPage: '5' }))
    const later = /nextPageToken=([\w-]+)/.exec(String(again.headers['link']))?.[1] ?? ''
    house.clock.set(house.clock.now().add({ hours: 25 }))
    expect((await grower.ask('/v1/session')).status).toBe(200)
    grower = await house.logIn('kweker')
    pharmacist = await house.logIn('apotheker')
    officer = await house.logIn('beslisser')
    expect((await ask(`${parameters({ perPage: '5' })}&nextPageToken=${later}`)).status).toBe(410)
  })

  test('a token somebody made up is refused, whatever it says, and so is one of what was handed in', async () => {
    const first = await ask(parameters({ perPage: '5' }))
    const next = /nextPageToken=([\w-]+)/.exec(String(first.headers['link']))?.[1] ?? ''
    const read = JSON.parse(Buffer.from(next, 'base64url').toString()) as unknown[]
    for (const after of ['x', 7, '', '2026-01-01'])
      for (const made of [[...read.slice(0, -1), after], read.slice(0, -1)]) {
        const token = Buffer.from(JSON.stringify(made)).toString('base64url')
        const { status, json } = await ask(`${parameters({ perPage: '5' })}&nextPageToken=${token}`)
        expect([status, json.type]).toEqual([400, '/problems/epcis/page-token'])
      }
    expect((await ask('/capture?nextPageToken=x')).json.type).toBe('/problems/epcis/page-token')
    const zero = Buffer.from(JSON.stringify(['queries', '\0'])).toString('base64url')
    expect((await ask(`/queries?nextPageToken=${zero}`)).json.type).toBe('/problems/epcis/page-token')
    for (const perPage of ['0', '-1', '1e3', '9999999'])
      expect((await ask(`/events?perPage=${perPage}`)).status).toBe(400)
    expect(idsOf(await ask(parameters({ perPage: '999999' })))).toHaveLength(12)
  })

  test('with one thing that occurs are asked more narrowly, never more widely, and a lot has its events too', async () => {
    const of = (path: string) => ask(`/${path}/events${parameters({}).replace('/events', '')}`)
    expect(idsOf(await of(`bizSteps/commissioning`))).toHaveLength(4)
    const both = await ask('/bizSteps/commissioning/events?EQ_bizStep=storing')
    expect([both.status, idsOf(both)]).toEqual([200, []])
    const lot = encodeURIComponent('urn:epc:class:lgtin:8712345.012345.L1')
    expect(idsOf(await of(`epcs/${lot}`))).toHaveLength(12)
  })

  test('are as many as asked for, over all pages; or too many is said', async () => {
    const limited = await ask(parameters({ orderBy: 'eventTime', eventCountLimit: '7', perPage: '5' }))
    const next = /^<(.+)>; rel="next"$/.exec(String(limited.headers['link']))?.[1] ?? ''
    const rest = await grower.ask(next)
    expect([idsOf(limited).length, idsOf(rest).length, rest.headers['link']]).toEqual([5, 2, undefined])
    expect((await ask(parameters({ maxEventCount: '11' }))).status).toBe(413)
    expect(idsOf(await ask(parameters({ maxEventCount: '12' })))).toHaveLength(12)
  })

  test.each<[Record<string, string>, number]>([
    [{ EQ_action: 'ADD' }, 6],
    [{ EQ_bizStep: 'commissioning|shipping' }, 4],
    [{ EQ_action: 'ADD', EQ_bizStep: 'commissioning' }, 2],
    [{ MATCH_epc: 'urn:epc:id:sgtin:8712345.012345.S3' }, 1],
    [{ MATCH_epc: 'urn:epc:idpat:sgtin:8712345.012345.*' }, 12],
    [{ MATCH_anyEPCClass: 'https://id.gs1.org/01/08712345123451/10/*' }, 12],
    [{ EQ_quantity_GRM: '12500' }, 12],
    [{ GT_quantity_TNE: '0.0125' }, 0],
    [{ EQ_bizLocation: 'https://id.gs1.org/414/8712345000011' }, 3],
    [{ WD_bizLocation: 'urn:epc:id:sgln:8712345.00001.0' }, 9],
    [{ HASATTR_bizLocation: 'urn:epcglobal:cbv:mda:city' }, 3],
    [{ 'EQ_ATTR_bizLocation_urn:epcglobal:cbv:mda:city': 'Veendam|Breda' }, 3],
    [{ 'EQ_ATTR_bizLocation_urn:epcglobal:cbv:mda:city': 'Breda' }, 0],
    [{ 'GE_https://lab.example.nl/ns/moisture': '10' }, 2],
    [{ GE_eventTime: '2026-03-12T09:00:00+00:00' }, 1],
  ])('%j finds %i', async (given, count) => {
    expect(idsOf(await ask(parameters(given)))).toHaveLength(count)
  })

  test('a prefix is said in a header; unsaid, unknown or bad is refused with every fault and never an empty answer', async () => {
    const found = await ask(parameters({ 'EQ_x:moisture': '3' }), { 'gs1-extensions': 'x=https://lab.example.nl/ns/' })
    expect(idsOf(found)).toHaveLength(1)
    const refused = await ask(parameters({ 'EQ_x:moisture': '3', EQ_nothing: '1', GE_eventTime: 'soon' }))
    expect(refused.status).toBe(400)
    expect(refused.json).toMatchObject({ type: '/problems/epcis/query-parameter', params: { faults: { length: 3 } } })
    expect((await ask('/events?perPage=0')).status).toBe(400)
  })

  test('are written as the asker wants, or not at all', async () => {
    const one = { EQ_eventID: harvests[1]?.eventID ?? '' }
    const epcs = async (format: string) => {
      const { json } = await ask(parameters(one), { 'gs1-epc-format': format })
      return json.epcisBody?.queryResults.resultsBody.eventList[0].epcList
    }
    expect(await epcs('Never_Translates')).toEqual(['urn:epc:id:sgtin:8712345.012345.S1'])
    expect(await epcs('Always_GS1_Digital_Link')).toEqual(['https://id.gs1.org/01/08712345123451/21/S1'])
    expect(await epcs('Always_EPC_URN')).toEqual(['urn:epc:id:sgtin:8712345.012345.S1'])
    expect((await ask(parameters(one), { 'gs1-epc-format': 'As_You_Like' })).status).toBe(400)
    expect((await ask(parameters(one), { accept: 'image/png' })).status).toBe(406)
    expect((await ask(parameters(one), { 'gs1-epcis-min': '3.0' })).status).toBe(406)
    await keep(await partyOf('kweker'), [
      { ...harvests[0], eventID: 'urn:x:link', epcList: ['https://shop.example/01/05412345000013/21/9'] },
    ])
    const stuck = await ask(parameters({ EQ_eventID: 'urn:x:link' }), { 'gs1-epc-format': 'Always_EPC_URN' })
    expect([stuck.status, stuck.json.type]).toEqual([406, '/problems/epcis/not-as-urn'])
  })

  test('of another holder are not there, by whatever door; staff see them', async () => {
    const id = encodeURIComponent(harvests[0]?.eventID ?? '')
    const epc = encodeURIComponent('https://id.gs1.org/01/08712345123451/21/S1')
    expect(idsOf(await ask(parameters({}), {}, pharmacist))).toEqual([])
    expect((await ask(`/events/${id}`, {}, pharmacist)).status).toBe(404)
    expect((await ask(`/epcs/${epc}`, {}, pharmacist)).status).toBe(404)
    expect((await ask(`/epcs/${epc}/events`, {}, pharmacist)).status).toBe(404)
    expect((await ask('/epcs?perPage=500', {}, pharmacist)).text).not.toContain('8712345123451/21/S1')
    expect(idsOf(await ask(`/events/${id}`, {}, officer))).toEqual([harvests[0]?.eventID])
    expect((await house.visitor().ask(`${root}/events`)).status).toBe(401)
  })
})

test('acts of our own are found as events, and to each holder only those it may read as acts', async () => {
  const actor = systemActor(house.world.authorityId, newTrace())
  while ((await writeActsDown(house.house.database, actor)) > 0);
  const written = await house.test.admin.query<{ id: string; holder: string; counter: string | null }>(
    `select row_id as id, holder_id as holder, counter_id as counter from chain.epcis_event where origin = 'act'`,
  )
  expect(written.length).toBeGreaterThan(100)
  for (const [persona, browser] of [
    ['apotheker', pharmacist],
    ['kweker', grower],
  ] as const) {
    const partyId = await partyOf(persona)
    const seen: string[] = []
    for (let url = `${root}/events?perPage=500`; url !== ''; ) {
      const answer = await browser.ask(url)
      seen.push(...idsOf(answer))
      url = /^<(.+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1] ?? ''
    }
    const acts = seen
      .flatMap((id) => /^urn:uuid:([0-9a-f-]{36})$/.exec(id)?.[1] ?? [])
      .filter((id) => written.some((one) => one.id === id))
    const hers = written.filter(({ holder, counter }) => holder === partyId || counter === partyId).map(({ id }) => id)
    expect(hers.length).toBeGreaterThan(5)
    expect(acts.length).toBe(hers.length)
    for (const id of acts.slice(0, 25)) expect((await browser.ask(`/v1/events/evt_${id}`)).status).toBe(200)
  }
})

describe('what occurs', () => {
  test('is listed page by page, the standard’s own words first', async () => {
    expect((await ask('/eventTypes')).json.member).toEqual(expect.arrayContaining(['ObjectEvent', 'AssociationEvent']))
    const steps: string[] = (await ask('/bizSteps')).json.member
    expect([steps[0], steps[40], new Set(steps).size]).toEqual(['accepting', 'sampling', steps.length])
    // Our own acts have steps of their own after those.
    expect(steps.slice(41).every((step) => step.startsWith('urn:grein:epcis:'))).toBe(true)
    const first = await ask('/epcs?perPage=5')
    expect(first.json).toMatchObject({ type: 'Collection', member: { length: 5 } })
    const next = /^<(.+)>; rel="next"$/.exec(String(first.headers['link']))?.[1] ?? ''
    const second = await grower.ask(next)
    expect(second.json.member.some((one: string) => first.json.member.includes(one))).toBe(false)
    expect((await ask('/epcs?EQ_action=ADD')).status).toBe(400)
  })

  test('has its events, in either spelling; what does not occur is 404', async () => {
    const place = encodeURIComponent('urn:epc:id:sgln:8712345.00002.0')
    expect((await ask(`/bizLocations/${place}`)).json.member).toEqual(['events'])
    expect(idsOf(await ask(`/bizLocations/${place}/events?EQ_action=ADD`)).length).toBeGreaterThan(0)
    expect((await ask('/bizSteps/storing/events')).status).toBe(200)
    expect((await ask(`/bizSteps/${encodeURIComponent('urn:epcglobal:cbv:bizstep:storing')}/events`)).status).toBe(200)
    expect((await ask('/bizSteps/stroing/events')).status).toBe(404)
    expect((await ask('/eventTypes/OtherEvent')).status).toBe(404)
  })

  test('is announced by OPTIONS on every path', async () => {
    const options = (path: string) => grower.ask(`${root}${path}`, { method: 'OPTIONS' as 'GET' })
    const answer = await options('/events')
    expect([answer.status, answer.headers['allow']]).toEqual([204, 'GET, POST, OPTIONS'])
    expect(answer.headers).toMatchObject({ 'gs1-epcis-min': '2.0.0', 'gs1-cbv-max': '2.0.0' })
    expect(answer.headers).toMatchObject({ 'grein-page-limit': '500', 'grein-page-size-limit': '4194304' })
    for (const path of ['', '/queries', '/queries/x', '/queries/x/events', '/epcs/x/events'])
      expect((await options(path)).status).toBe(204)
  })
})

describe('a question with a name', () => {
  const named = {
    name: 'drying',
    query: {
      '@context': [{ l: 'https://lab.example.nl/ns/' }],
      'GE_l:moisture': 10,
      EQ_eventID: harvests.map(({ eventID }) => eventID),
    },
  }
  const post = (body: unknown, browser = grower) => browser.ask(`${root}/queries`, { method: 'POST', body })

  test('is kept once, asked by its name, and forgotten', async () => {
    const kept = await post(named)
    expect([kept.status, kept.headers['location']]).toEqual([201, `${root}/queries/drying`])
    expect((await post(named)).status).toBe(409)
    expect((await ask('/queries/drying')).json).toEqual(named)
    expect((await ask('/queries')).json).toEqual([named])
    const answer = await ask('/queries/drying/events?perPage=1')
    expect([idsOf(answer).length, answer.json.epcisBody.queryResults.queryName]).toEqual([1, 'drying'])
    expect(idsOf(await grower.ask(/<(.+)>/.exec(String(answer.headers['link']))?.[1] ?? ''))).toHaveLength(1)
    expect((await ask('/queries/drying', {}, pharmacist)).status).toBe(404)
    expect((await grower.ask(`${root}/queries/drying`, { method: 'DELETE' })).status).toBe(204)
    expect((await grower.ask(`${root}/queries/drying`, { method: 'DELETE' })).status).toBe(404)
    expect((await ask('/queries/drying/events')).status).toBe(404)
  })

  test('that cannot be asked is not kept', async () => {
    expect((await post({ name: 'bad', query: { EQ_bizStep: ['shiping'] } })).json.type).toBe(
      '/problems/epcis/query-parameter',
    )
    expect((await post({ name: 'a b', query: {} })).json.type).toBe('/problems/epcis/query-name')
    expect((await post({ name: 'SimpleEventQuery', query: {} })).json).toMatchObject({
      type: '/problems/epcis/query-name',
      detail: expect.stringContaining('"SimpleEventQuery"'),
    })
    expect((await post({ name: 'bad', query: { '@context': 7 } })).status).toBe(400)
    expect((await ask('/queries')).json).toEqual([])
  })

  test('is one of two hundred at most', async () => {
    await house.test.admin.query(
      `insert into chain.epcis_query (authority_id, holder_id, query_name, definition)
       select $1, $2, 'q' || i, '{}' from generate_series(1, 200) as i`,
      [house.world.authorityId, await partyOf('kweker')],
    )
    expect((await post(named)).json.type).toBe('/problems/epcis/too-many-queries')
  })
})
