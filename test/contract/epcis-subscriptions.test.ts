// Who asked to be told is told: once, signed, behind their own wall, again after a failure, and on an open line. Not here: asking by hand.
import type { WebSocket } from '@fastify/websocket'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '#api/testing'
import { deliverDue, eventsFromJson, expandedOf } from '#chain'
import { newId, parseId, trustId } from '#kernel'
import { type Actor, isSignedBy, newTrace, openPoster, systemActor } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

/** What the plugin adds to the server, which our own type of it does not name. */
type WithLines = {
  injectWS(
    path: string,
    more: { headers: Record<string, string> },
    options?: { onOpen(line: WebSocket): void },
  ): Promise<WebSocket>
  readonly websocketServer: { readonly clients: ReadonlySet<WebSocket> }
}
type Sent = { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> }
const sent: Sent[] = []
let status = 200
let where = '93.184.215.14'
/** What a receiver does before it answers. */
let answering = async (_url: string): Promise<void> => {}
const poster = openPoster({
  allowedHosts: ['hook.example.nl'],
  resolve: async () => [{ address: where, family: 4 }],
  async send({ url }, body, headers) {
    sent.push({ url: url.href, body, headers })
    await answering(url.href)
    return status
  },
})

let house: WholeHouse
let grower: Browser
const root = '/v1/epcis'
const token = '13df38d8275b13f05704629e5f1cf3d45d6132d5'
beforeAll(async () => {
  house = await openWholeHouse({ poster })
  grower = await house.logIn('kwekerij-beheerder')
  await grower.ask(`${root}/queries`, {
    method: 'POST',
    body: { name: 'mine', query: { EQ_action: ['ADD'], EQ_bizStep: ['loading'] } },
  })
})
afterAll(() => house?.[Symbol.asyncDispose]())

let count = 0
/** An event as capture would write it down, for the party of this persona. */
async function happens(persona = 'kweker', more: object = {}): Promise<string> {
  const eventID = `urn:uuid:00000000-0000-4000-9000-${String(++count).padStart(12, '0')}`
  const event = {
    type: 'ObjectEvent',
    eventID,
    eventTime: '2026-03-01T09:00:00Z',
    eventTimeZoneOffset: '+01:00',
    action: 'ADD',
    bizStep: 'loading',
    epcList: ['urn:epc:id:sgtin:8712345.012345.1'],
    ...more,
  }
  const [read] = eventsFromJson(
    JSON.stringify({ '@context': ['x'], type: 'EPCISDocument', epcisBody: { eventList: [event] } }),
  )
  if (!read) throw new Error('an event is read')
  const partyId = house.world.personas.find((one) => one.persona === persona)?.partyId ?? ''
  await house.test.admin.query(
    `insert into chain.epcis_event (authority_id, row_id, holder_id, epcis_event_id, is_id_given, name_sha256, hash_id, is_declaration, event_type,
      event_time, document, context, expanded, origin, became, mass)
     values ($1, $2, $3, $4, true, sha256(convert_to($4, 'UTF8')), 'x', false, 'ObjectEvent', $5, $6, '["x"]', $7, 'captured', 'kept', 'none')`,
    [
      house.world.authorityId,
      newId('event'),
      parseId('party', partyId),
      eventID,
      event.eventTime,
      JSON.stringify(event),
      JSON.stringify(expandedOf(read)),
    ],
  )
  return eventID
}

/** The database's clock is the real one, and ours stands still in tests: it is set to it before each look. Nobody asks anything on a day to come. */
const deliver = async (ahead = 0) => {
  house.clock.set(Temporal.Now.instant().add({ seconds: ahead }))
  const delivered = await deliverDue({
    database: house.test.database,
    actor: systemActor(house.world.authorityId, newTrace()),
    poster,
    now: house.clock.now,
  })
  house.clock.set(Temporal.Now.instant())
  return delivered
}
const idsIn = ({ body }: Sent): string[] =>
  JSON.parse(body).epcisBody.queryResults.resultsBody.eventList.map(({ eventID }: { eventID: string }) => eventID)
const subscribe = (body: object, name = 'mine') => {
  house.clock.set(Temporal.Now.instant())
  return grower.ask(`${root}/queries/${name}/subscriptions`, { method: 'POST', body })
}

describe('a subscription', () => {
  test.each<[object, number, string]>([
    [{ dest: 'https://hook.example.nl/' }, 400, 'epcis/stream-or-schedule'],
    [{ dest: 'https://hook.example.nl/', stream: true, schedule: { minute: '5' } }, 400, 'epcis/stream-or-schedule'],
    [{ dest: 'https://hook.example.nl/', schedule: { minute: '61' } }, 400, 'epcis/schedule'],
    [
      { dest: 'https://hook.example.nl/', stream: true, initialRecordTime: '0001-01-01T00:00:00+14:00' },
      400,
      'epcis/query-parameter',
    ],
    [{ dest: 'https://elsewhere.example/', stream: true }, 403, 'epcis/dest-not-allowed'],
    [{ dest: 'http://hook.example.nl/', stream: true }, 403, 'epcis/dest-not-allowed'],
    [{ dest: 'https://hook.example.nl/', stream: true, signatureToken: 'short' }, 400, 'api/not-as-described'],
  ])('%j is refused', async (body, expected, code) => {
    const { status: answered, json } = await subscribe(body)
    expect([answered, json.type]).toEqual([expected, `/problems/${code}`])
  })

  test('is made, shown without its secret, delivered once and signed, and ended', async () => {
    const made = await subscribe({ dest: 'https://hook.example.nl/epcis', stream: true, signatureToken: token })
    expect([made.status, made.text.includes(token)]).toEqual([201, false])
    const address = String(made.headers['location'])
    expect((await grower.ask(address)).json).toMatchObject({ dest: 'https://hook.example.nl/epcis', stream: true })
    const mine = await happens()
    await happens('apotheker')
    await happens('kweker', { action: 'OBSERVE' })
    expect(await deliver()).toBe(1)
    expect(await deliver(5)).toBe(0)
    expect(sent.map(idsIn)).toEqual([[mine]])
    const [one] = sent
    expect(
      one && isSignedBy(one.headers['gs1-signature'] ?? '', { body: one.body, token, now: house.clock.now() }),
    ).toBe(true)
    expect(
      one && isSignedBy(one.headers['gs1-signature'] ?? '', { body: `${one.body} `, token, now: house.clock.now() }),
    ).toBe(false)
    expect(
      one &&
        isSignedBy(one.headers['gs1-signature'] ?? '', { body: one.body, token: `${token}x`, now: house.clock.now() }),
    ).toBe(false)
    const late = house.clock.now().add({ minutes: 10 })
    expect(one && isSignedBy(one.headers['gs1-signature'] ?? '', { body: one.body, token, now: late })).toBe(false)
    expect(JSON.parse(one?.body ?? '')).toMatchObject({
      epcisBody: { queryResults: { queryName: 'mine', subscriptionID: made.json.subscriptionID } },
    })
    expect((await grower.ask(address)).json.lastNotifiedAt).toBeDefined()
    const pharmacist = await house.logIn('apotheker')
    expect((await pharmacist.ask(address)).status).toBe(404)
    expect((await grower.ask(address, { method: 'DELETE' })).status).toBe(204)
    expect((await grower.ask(address)).status).toBe(404)
  })

  test('is tried again after a failure, later each time, and given up on when its server says so', async () => {
    sent.length = 0
    const made = await subscribe({ dest: 'https://hook.example.nl/down', stream: true })
    const address = String(made.headers['location'])
    const mine = await happens()
    status = 503
    await deliver()
    await deliver() // Not yet due again.
    expect(sent).toHaveLength(1)
    expect((await grower.ask(address)).json.lastError).toBe('503')
    status = 200
    await deliver(5)
    expect(sent.map(idsIn)).toEqual([[mine], [mine]])
    where = '10.0.0.7'
    await happens()
    await deliver(20)
    expect((await grower.ask(address)).json.lastError).toBe('not-allowed: private')
    expect(sent).toHaveLength(2)
    where = '93.184.215.14'
    status = 410
    await deliver(60)
    expect((await grower.ask(address)).json.endedAt).toBeDefined()
    status = 200
    await deliver(600)
    expect(sent).toHaveLength(3)
    await grower.ask(address, { method: 'DELETE' })
  })

  test('by a schedule reports when it is time, also that there is nothing, and ends with its query', async () => {
    sent.length = 0
    await grower.ask(`${root}/queries`, {
      method: 'POST',
      body: { name: 'rare', query: { EQ_bizStep: ['unloading'] } },
    })
    await subscribe({ dest: 'https://hook.example.nl/', schedule: { second: '30' }, reportIfEmpty: true }, 'rare')
    expect(await deliver()).toBe(0)
    expect(await deliver(61)).toBe(1)
    expect(sent.map(idsIn)).toEqual([[]])
    expect((await grower.ask(`${root}/queries/rare`, { method: 'DELETE' })).status).toBe(204)
    expect(await deliver(200)).toBe(0)
  })
})

test('a question that cannot be answered fails for its owner and keeps nobody waiting', async () => {
  sent.length = 0
  const { authorityId, personas } = house.world
  const partyId = parseId('party', personas.find(({ persona }) => persona === 'kweker')?.partyId ?? '')
  await house.test.admin.query(
    `insert into chain.epcis_master (authority_id, holder_id, row_id, capture_id, vocabulary, element_id, attributes, children)
     select $1, $2, gen_random_uuid(), gen_random_uuid(), 'x', 'urn:x:place:' || n, '{"urn:x:tall": ["yes"]}', '{}' from generate_series(1, 1001) as n`,
    [authorityId, partyId],
  )
  const query = { HASATTR_bizLocation: ['urn:x:tall'] }
  expect((await grower.ask(`${root}/queries`, { method: 'POST', body: { name: 'wide', query } })).status).toBe(201)
  const wide = await subscribe({ dest: 'https://hook.example.nl/wide', stream: true }, 'wide')
  await subscribe({ dest: 'https://hook.example.nl/behind', stream: true })
  const mine = await happens()
  expect(await deliver()).toBe(1)
  expect(sent.map(({ url, ...one }) => [url, idsIn({ url, ...one })])).toEqual([
    ['https://hook.example.nl/behind', [mine]],
  ])
  expect((await grower.ask(String(wide.headers['location']))).json.lastError).toBe('epcis/query-too-complex')
  for (const name of ['wide', 'mine']) await grower.ask(`${root}/queries/${name}`, { method: 'DELETE' })
  await grower.ask(`${root}/queries`, {
    method: 'POST',
    body: { name: 'mine', query: { EQ_action: ['ADD'], EQ_bizStep: ['loading'] } },
  })
})

test('of who answers slowly a round tells no more than fits in its time, and the rest in the next', async () => {
  const pharmacist = await house.logIn('apotheker')
  const query = { EQ_bizStep: ['loading'] }
  await pharmacist.ask(`${root}/queries`, { method: 'POST', body: { name: 'slower', query } })
  house.clock.set(Temporal.Now.instant())
  for (const dest of ['one', 'two'])
    await pharmacist.ask(`${root}/queries/slower/subscriptions`, {
      method: 'POST',
      body: { dest: `https://hook.example.nl/slower/${dest}`, stream: true },
    })
  const told = await happens('apotheker')
  const before = sent.length
  const slower = () => sent.slice(before).filter(({ url }) => url.includes('/slower/'))
  answering = async () => house.clock.set(house.clock.now().add({ seconds: 11 }))
  await deliver()
  expect(slower()).toHaveLength(1)
  await deliver()
  expect(slower().map(idsIn)).toEqual([[told], [told]])
  expect(new Set(slower().map(({ url }) => url)).size).toBe(2)
  answering = async () => {}
  await pharmacist.ask(`${root}/queries/slower`, { method: 'DELETE' })
})

test('whoever answers slowly keeps its own waiting and nobody else’s', async () => {
  const pharmacist = await house.logIn('apotheker')
  const query = { EQ_bizStep: ['loading'] }
  await pharmacist.ask(`${root}/queries`, { method: 'POST', body: { name: 'slow', query } })
  house.clock.set(Temporal.Now.instant())
  await pharmacist.ask(`${root}/queries/slow/subscriptions`, {
    method: 'POST',
    body: { dest: 'https://hook.example.nl/slow', stream: true },
  })
  const quick = await subscribe({ dest: 'https://hook.example.nl/quick', stream: true })
  await happens('apotheker')
  await happens()
  // The one that was asked first answers when the other has answered.
  const { promise, resolve } = Promise.withResolvers<void>()
  answering = async (url) => (url.endsWith('/slow') ? promise : resolve())
  expect(await deliver()).toBe(2)
  answering = async () => {}
  await pharmacist.ask(`${root}/queries/slow`, { method: 'DELETE' })
  await grower.ask(String(quick.headers['location']), { method: 'DELETE' })
})

test('what a long capture shows late is told, though others were told since', async () => {
  sent.length = 0
  const { authorityId, personas } = house.world
  const partyId = parseId('party', personas.find(({ persona }) => persona === 'kweker')?.partyId ?? '')
  const made = await subscribe({ dest: 'https://hook.example.nl/late', stream: true })
  const captureId = newId('event')
  await house.test.admin.query(
    `insert into chain.epcis_capture (authority_id, capture_id, holder_id, behaviour, media_type, document, standing, event_count)
     values ($1, $2, $3, 'rollback', 'json', '{}', '{}', 1)`,
    [authorityId, captureId, partyId],
  )
  const early = await happens() // As recorded in the transaction of the capture, and seen by nobody until it ends.
  expect(await deliver()).toBe(1)
  expect(sent.map(idsIn)).toEqual([[early]])
  // Ten minutes on it still runs: nothing after its beginning is called seen.
  await deliver(600)
  const address = String(made.headers['location'])
  const { createdAt, minRecordTime } = (await grower.ask(address)).json
  expect(Temporal.Instant.from(minRecordTime).since(Temporal.Instant.from(createdAt)).total('seconds')).toBeLessThan(60)
  await house.test.admin.query('update chain.epcis_capture set finished_at = now() where capture_id = $1', [captureId])
  await deliver(700)
  const after = (await grower.ask(address)).json.minRecordTime
  expect(Temporal.Instant.compare(Temporal.Instant.from(after), Temporal.Instant.from(minRecordTime))).toBe(1)
  await grower.ask(address, { method: 'DELETE' })
})

test('a token is changed by subscribing anew, as the reference says: nothing is missed, and each answer is signed under its own', async () => {
  await grower.ask(`${root}/queries`, { method: 'POST', body: { name: 'turn', query: { EQ_bizStep: ['storing'] } } })
  const turned = `${token}-turned`
  const dest = 'https://hook.example.nl/turn'
  const old = await subscribe({ dest, stream: true, signatureToken: token }, 'turn')
  const first = await happens('kweker', { bizStep: 'storing' })
  await deliver()
  const between = await happens('kweker', { bizStep: 'storing' })
  sent.length = 0
  const seen = (await grower.ask(String(old.headers['location']))).json.minRecordTime
  const since = Temporal.Instant.from(seen).subtract({ minutes: 5 }).toString()
  await subscribe({ dest, stream: true, signatureToken: turned, initialRecordTime: since }, 'turn')
  expect((await grower.ask(String(old.headers['location']), { method: 'DELETE' })).status).toBe(204)
  await deliver()
  expect(sent.map(idsIn)).toEqual([[first, between]])
  const [one] = sent
  const isUnder = (signatureToken: string) =>
    isSignedBy(one?.headers['gs1-signature'] ?? '', {
      body: one?.body ?? '',
      token: signatureToken,
      now: house.clock.now(),
    })
  expect([isUnder(token), isUnder(turned)]).toEqual([false, true])
  await grower.ask(`${root}/queries/turn`, { method: 'DELETE' })
})

describe('after a clock that was set back', () => {
  /** As if everything that was written down so far was written a year from now. */
  const aYearOn = async () => {
    const { admin } = house.test
    const later = (columns: string[]) => columns.map((one) => `${one} = ${one} + interval '1 year'`).join(', ')
    await admin.query('alter table chain.epcis_event disable trigger user')
    await admin.query(`update chain.epcis_event set ${later(['record_time'])}`)
    await admin.query('alter table chain.epcis_event enable trigger user')
    await admin.query(
      `update chain.epcis_subscription set ${later(['created_at', 'initial_from', 'seen_at', 'next_at', 'last_notified_at'])}`,
    )
  }

  test('subscribers hear what is new, once, and what was not told yet under the clock of then', async () => {
    sent.length = 0
    // A step of its own: those who subscribed under the clock of then may hear a little of what was before.
    const query = { EQ_bizStep: ['inspecting'] }
    await grower.ask(`${root}/queries`, { method: 'POST', body: { name: 'back', query } })
    const inspected = () => happens('kweker', { bizStep: 'inspecting' })
    await subscribe({ dest: 'https://hook.example.nl/stream', stream: true }, 'back')
    await subscribe({ dest: 'https://hook.example.nl/failing', stream: true }, 'back')
    await subscribe({ dest: 'https://hook.example.nl/second', schedule: { second: '[0-59]' } }, 'back')
    const told = await inspected()
    await deliver(2)
    expect(sent.map(idsIn)).toEqual([[told], [told], [told]])
    sent.length = 0
    answering = async (url) => {
      status = url.endsWith('/failing') ? 503 : 200
    }
    const failed = await inspected()
    await deliver(5)
    expect(sent.map(idsIn)).toEqual([[failed], [failed], [failed]])
    answering = async () => {}
    status = 200
    const untold = await inspected()
    await aYearOn()
    sent.length = 0
    const since = await inspected()
    // The first look brings the times back, the second tells what lay ahead, the third what was recorded since.
    for (const ahead of [10, 20, 30]) await deliver(ahead)
    const heard = (dest: string) => sent.filter(({ url }) => url.endsWith(dest)).flatMap(idsIn)
    for (const dest of ['/stream', '/second']) expect(heard(dest)).toEqual([untold, since])
    expect(heard('/failing').toSorted()).toEqual([failed, since, untold].toSorted())
    sent.length = 0
    const next = await inspected()
    await deliver(40)
    expect(sent.map(idsIn)).toEqual([[next], [next], [next]])
    await grower.ask(`${root}/queries/back`, { method: 'DELETE' })
  })
})

test('what answers are signed with is read by the house alone', async () => {
  const made = await subscribe({ dest: 'https://hook.example.nl/secret', stream: true, signatureToken: token })
  const { authorityId } = house.world
  const id: string = made.json.subscriptionID
  const party = trustId(
    'party',
    parseId('party', house.world.personas.find((one) => one.persona === 'kweker')?.partyId ?? '') ?? '',
  )
  const person = { authorityId, partyId: null, wall: 'staff', userId: newId('user') } as const
  const holder = { authorityId, partyId: party, wall: 'holder' } as const
  const read = (who: typeof person | typeof holder | Actor) =>
    house.test.database.transaction(who, (tx) =>
      sql<{ token: string }>`select chain.epcis_signature_token(${authorityId}, ${id}::uuid) as token`.execute(tx),
    )
  for (const who of [person, holder]) {
    await expect(read(who)).rejects.toThrow('the house alone signs')
    const column = house.test.database.transaction(who, (tx) =>
      sql`select signature_token from chain.epcis_subscription`.execute(tx),
    )
    await expect(column).rejects.toThrow(/permission denied/)
  }
  expect((await read(systemActor(authorityId, newTrace()))).rows).toEqual([{ token }])
  await grower.ask(String(made.headers['location']), { method: 'DELETE' })
})

test('where events go is said by whoever runs the party: its officer and its reader ask, and do not send', async () => {
  const body = { dest: 'https://hook.example.nl/out', stream: true }
  const made = await subscribe(body)
  expect(made.status).toBe(201)
  const address = String(made.headers['location'])
  for (const persona of ['kweker', 'kwekerij-lezer', 'inspecteur']) {
    const other = await house.logIn(persona)
    const refused = await other.ask(`${root}/queries/mine/subscriptions`, { method: 'POST', body })
    expect([persona, refused.status, refused.json.type]).toEqual([persona, 403, '/problems/platform/forbidden'])
    expect((await other.ask(address, { method: 'DELETE' })).status).toBe(403)
  }
  const officer = await house.logIn('kweker')
  expect((await officer.ask(address)).json.dest).toBe(body.dest)
  expect((await grower.ask(address, { method: 'DELETE' })).status).toBe(204)
})

test('a query has twenty subscriptions at most', async () => {
  const dest = 'https://hook.example.nl/many'
  await grower.ask(`${root}/queries`, { method: 'POST', body: { name: 'many', query: {} } })
  for (let made = 0; made < 20; made += 1)
    expect((await subscribe({ dest, schedule: { hour: '4' } }, 'many')).status).toBe(201)
  expect((await subscribe({ dest, schedule: { hour: '4' } }, 'many')).json.type).toBe(
    '/problems/epcis/too-many-subscriptions',
  )
  const first = await grower.ask(`${root}/queries/many/subscriptions?perPage=15`)
  const next = /<(.+)>/.exec(String(first.headers['link']))?.[1] ?? ''
  expect([first.json.length, (await grower.ask(next)).json.length]).toEqual([15, 5])
  await grower.ask(`${root}/queries/many`, { method: 'DELETE' })
})

describe('a line', () => {
  const app = () => house.app as unknown as WithLines
  const open = (
    path: string,
    browser = grower,
    headers: Record<string, string> = {},
    onOpen = (_: WebSocket) => {},
  ) => {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return app().injectWS(`${root}/queries/${path}`, { headers: { cookie, ...headers } }, { onOpen })
  }

  test('tells what is new as it comes, and only that', async () => {
    house.clock.set(Temporal.Now.instant())
    const heard: string[] = []
    const line = await open('mine/events?stream=true')
    line.on('message', (data) => heard.push(...idsIn({ body: String(data), url: '', headers: {} })))
    const mine = await happens()
    await happens('apotheker')
    await expect.poll(() => heard).toEqual([mine])
    line.terminate()
  })

  test.each([
    ['mine/events', {}],
    ['mine/events?stream=true&minute=5', {}],
    ['mine/events?minute=99', {}],
    ['mine/events?stream=true&initialRecordTime=9999-12-31T23:59:59-14:00', {}],
    ['mine/events?stream=true&perPage=3', {}],
    ['none/events?stream=true', {}],
    ['mine/events?stream=true', { origin: 'https://evil.example' }],
    ['mine/events?stream=true', { 'gs1-epcis-min': '9.0' }],
  ])('%s %j is refused before it opens', async (path, headers) => {
    await expect(open(path, grower, headers)).rejects.toThrow(/Unexpected server response/i)
  })

  test('of a question that is nobody’s, or somebody else’s, is on record as asked for', async () => {
    const denied = async () =>
      (
        await house.test.admin.query<{ n: bigint }>(
          `select count(*) as n from platform.access_decision where not is_allowed and reason = 'not-found'`,
        )
      )[0]!.n
    const before = await denied()
    const other = await house.logIn('apotheker')
    for (const name of ['none', 'mine']) await expect(open(`${name}/events?stream=true`, other)).rejects.toThrow(/404/)
    expect(await denied()).toBe(before + 2n)
  })

  test('is not written to faster than it is read', async () => {
    house.clock.set(Temporal.Now.instant())
    await grower.ask(`${root}/queries`, {
      method: 'POST',
      body: { name: 'much', query: { EQ_bizStep: ['unloading'] } },
    })
    const all: string[] = []
    for (let number = 0; number < 450; number += 1) all.push(await happens('kweker', { bizStep: 'unloading' }))
    const path = 'much/events?stream=true&initialRecordTime=2020-01-01T00:00:00Z'
    const before = new Set(app().websocketServer.clients)
    const slow = await open(path, grower, {}, (line) => line.pause())
    const [ours] = [...app().websocketServer.clients].filter((one) => !before.has(one))
    let bytes = 0
    const listen = (line: WebSocket) => {
      const heard: string[] = []
      line.on('message', (data) => {
        bytes += String(data).length
        heard.push(...idsIn({ body: String(data), url: '', headers: {} }))
      })
      return heard
    }
    // Three answers of two hundred at most: by the time another has heard them all, the one who reads nothing has one on its way.
    const quick = await open(path)
    const heard = listen(quick)
    await expect.poll(() => heard.length).toBe(all.length)
    expect(ours?.bufferedAmount).toBeLessThan(bytes / 2)
    const late = listen(slow)
    slow.resume()
    await expect.poll(() => late.length).toBe(all.length)
    expect(late).toEqual(all)
    for (const line of [slow, quick]) line.terminate()
  })

  test('ends with the session it was opened in', async () => {
    house.clock.set(Temporal.Now.instant())
    const other = await house.logIn('kwekerij-beheerder')
    const line = await open('mine/events?stream=true', other)
    const closed = new Promise<number>((resolve) => line.on('close', resolve))
    expect((await other.ask('/v1/session/logout', { method: 'POST', body: { where: 'here' } })).status).toBeLessThan(
      300,
    )
    expect(await closed).toBe(1008)
  })

  test('is one of ten of its owner, also when more are asked for at once; each that closes leaves its place', async () => {
    const owner = await house.logIn('apotheker')
    await owner.ask(`${root}/queries`, { method: 'POST', body: { name: 'lines', query: { EQ_action: ['ADD'] } } })
    const before = new Set(app().websocketServer.clients)
    const ours = () => [...app().websocketServer.clients].filter((one) => !before.has(one))
    for (const _round of ['first', 'again']) {
      const asked = await Promise.allSettled(Array.from({ length: 16 }, () => open('lines/events?stream=true', owner)))
      const opened = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
      for (const line of ours()) line.terminate() // Here: the other end of a line without a network does not hear of a goodbye.
      expect(opened).toHaveLength(10)
      const refused = asked.flatMap((one) => (one.status === 'rejected' ? String(one.reason) : []))
      expect(new Set(refused)).toEqual(new Set(['Error: Unexpected server response: 409']))
      await expect.poll(ours).toEqual([])
    }
  })

  test('is not opened for nobody', async () => {
    await expect(open('mine/events?stream=true', house.visitor())).rejects.toThrow(/401/)
  })
})
