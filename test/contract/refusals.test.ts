// What the API does with input that is wrong, too much, repeated, someone else's or unreadable: its own problem each time, nothing
// written, no crash. Not here: what the rooms refuse for reasons of their own.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '#api'
import { type Browser, publicUrl } from '#api/testing'
import { encodeCursor, newId, printId } from '#kernel'
import type { Database } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let grower: Browser
beforeAll(async () => {
  house = await openWholeHouse()
  grower = await house.logIn('kweker')
})
afterAll(() => house?.[Symbol.asyncDispose]())

const countEvents = async () =>
  (await house.test.admin.query<{ n: bigint }>('select count(*) as n from chain.event'))[0]!.n

/** One raw request, as bytes, with the session of the grower. */
async function send(payload: Buffer | string, headers: Record<string, string> = {}, url = '/v1/events') {
  const cookie = [...grower.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await house.app.inject({
    method: 'POST',
    url,
    payload,
    headers: {
      cookie,
      origin: publicUrl.origin,
      'x-grein-csrf': grower.csrfToken ?? '',
      'content-type': 'application/json',
      ...headers,
    },
  })
  return { status: answer.statusCode, type: answer.json().type as string, json: answer.json(), headers: answer.headers }
}

/** An act the grower really may record: waste of its own, destroyed. */
async function goodAct() {
  const { json } = await grower.ask('/v1/batches?kind=harvest&status=wet&limit=1')
  const batch = (await grower.ask(`/v1/batches/${json.items[0].batchId}`)).json
  return {
    kind: 'lose',
    eventId: printId('event', newId('event')),
    occurredAt: house.clock.now().subtract({ minutes: 1 }).toString(),
    premisesId: batch.batch.openedAtPremises.premisesId,
    batchId: batch.batch.batchId,
    state: 'wet',
    massMg: '1000',
    cause: 'loss',
    reason: 'Gemorst bij het wegen',
  }
}

describe('a body that cannot be read', () => {
  test.each<[string, Buffer | string, Record<string, string>, number, string]>([
    ['nothing at all', '', {}, 400, 'json-unreadable'],
    ['half an object', '{"kind":"dry"', {}, 400, 'json-unreadable'],
    [
      'bytes that are no UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      {},
      400,
      'text-unreadable',
    ],
    ['a depth bomb', `{"kind":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, {}, 400, 'json-too-deep'],
    ['a key twice', '{"kind":"dry","kind":"harvest"}', {}, 400, 'json-key-twice'],
    ['__proto__', '{"kind":"dry","__proto__":{"roles":["inspector"]}}', {}, 400, 'json-key-refused'],
    ['more than a mebibyte', `{"kind":"${'x'.repeat(1_048_600)}"}`, {}, 413, 'body-too-large'],
    ['a form', 'kind=dry', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'content-type'],
    ['XML', '<kind/>', { 'content-type': 'application/xml' }, 415, 'content-type'],
    ['another character set', '{}', { 'content-type': 'application/json; charset=utf-16' }, 415, 'content-type'],
    ['an answer we do not have', '{}', { accept: 'text/csv' }, 406, 'not-acceptable'],
  ])('%s', async (_name, payload, headers, status, code) => {
    const before = await countEvents()
    const answer = await send(payload, headers)
    expect([answer.status, answer.type]).toEqual([status, `/problems/api/${code}`])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(await countEvents()).toBe(before)
  })
})

test('a file of the size that is taken reaches the room, and of that room the refusal is', async () => {
  const content = Buffer.alloc(999_999, 'a').toString('base64')
  const answer = await send(JSON.stringify({ content }), {}, '/v1/imports/harvests/preview')
  expect([answer.status, answer.type]).toEqual([422, '/problems/chain/import-empty'])
})

describe('a body that does not fit', () => {
  const pointers = async (change: Record<string, unknown>) => {
    const answer = await send(JSON.stringify({ ...(await goodAct()), ...change }))
    expect([answer.status, answer.type]).toEqual([400, '/problems/api/not-as-described'])
    return answer.json.errors.map((error: { pointer: string }) => error.pointer).sort()
  }
  test.each<[string, Record<string, unknown>, string[]]>([
    ['a number for a mass', { massMg: 1000 }, ['/massMg']],
    ['no mass', { massMg: '0' }, ['/massMg']],
    ['less than nothing', { massMg: '-5' }, ['/massMg']],
    ['a fraction of a milligram', { massMg: '1.5' }, ['/massMg']],
    ['more digits than a ledger holds', { massMg: '9'.repeat(19) }, ['/massMg']],
    ['an id of another kind', { batchId: printId('event', newId('event')) }, ['/batchId']],
    ['a bare id', { eventId: newId('event') }, ['/eventId']],
    ['a time without a zone', { occurredAt: '2026-11-20T10:00:00' }, ['/occurredAt']],
    ['unknown fields', { approved: true, holderId: 'x' }, ['/approved', '/holderId']],
    ['an unknown act', { kind: 'teleport' }, ['/kind']],
    ['control characters in a text', { reason: 'a\u0000b' }, ['/reason']],
    ['a text without end', { reason: 'x'.repeat(401) }, ['/reason']],
  ])('%s', async (_name, change, wanted) => {
    expect(await pointers(change)).toEqual(wanted)
  })

  test('says so in the reader’s language', async () => {
    const answer = await send('{"kind":"dry"}', { 'accept-language': 'nl' })
    expect(answer.headers['content-language']).toBe('nl')
    expect(answer.json.errors[0].detail).toBe('Dit veld ontbreekt.')
  })
})

describe('an address that does not fit', () => {
  test.each<[string, number, string]>([
    ['/v1/batches?colour=green', 400, 'not-as-described'],
    ['/v1/batches?limit=1.5', 400, 'not-as-described'],
    ['/v1/batches?limit=0', 400, 'not-as-described'],
    ['/v1/batches?limit=201', 400, 'not-as-described'],
    ['/v1/batches?limit=5&limit=6', 400, 'parameter-twice'],
    ['/v1/batches?q=%ff', 400, 'text-unreadable'],
    ['/v1/batches/bat_nonsense', 400, 'not-as-described'],
    ['/v1/batches/%ff', 400, 'text-unreadable'],
    ['/v1/nonsense', 404, 'no-such-route'],
    ['/v1/batches/', 400, 'not-as-described'],
    ['/v1/epcis/events/%00', 400, 'not-as-described'],
    ['/v1/epcis/queries/%00', 400, 'not-as-described'],
    ['/v1/epcis/queries/a%00/subscriptions', 400, 'not-as-described'],
    ['/v1', 404, 'no-such-route'],
  ])('%s', async (url, status, code) => {
    const answer = await grower.ask(url)
    expect([answer.status, answer.json.type]).toEqual([status, `/problems/api/${code}`])
  })

  test('a cursor that is none', async () => {
    for (const list of ['/v1/batches', '/v1/events', '/v1/shipments', '/v1/parties', '/v1/exemptions']) {
      const answer = await grower.ask(`${list}?cursor=abc`)
      expect([list, answer.status, answer.json.type.split('/').at(-1)]).toEqual([list, 422, 'bad-cursor'])
    }
    const denials = await (await house.logIn('inspecteur')).ask('/v1/denials?cursor=abc')
    expect([denials.status, denials.json.type]).toEqual([422, '/problems/platform/bad-cursor'])
  })

  test('a method the address does not have', async () => {
    const answer = await grower.ask('/v1/batches', { method: 'DELETE' })
    expect([answer.status, answer.json.type, answer.headers['allow']]).toEqual([
      405,
      '/problems/api/method-not-offered',
      'GET, HEAD',
    ])
  })

  test('a preflight from elsewhere gets no leave', async () => {
    const answer = await house.app.inject({
      method: 'OPTIONS',
      url: '/v1/events',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(answer.statusCode).toBe(405)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('who one is', () => {
  test('nobody: 401, and nothing is told of what there is', async () => {
    for (const url of [
      '/v1/batches',
      `/v1/batches/${printId('batch', newId('batch'))}`,
      '/v1/parties',
      '/v1/denials',
    ]) {
      const answer = await house.visitor().ask(url)
      expect([url, answer.status, answer.json.type]).toEqual([url, 401, '/problems/platform/not-authenticated'])
    }
  })

  test('a session that ended', async () => {
    const browser = await house.logIn('kwekerij-lezer')
    const before = house.clock.now()
    house.clock.advance({ hours: 13 })
    const answer = await browser.ask('/v1/batches')
    house.clock.set(before)
    expect([answer.status, answer.json.type]).toEqual([401, '/problems/platform/session-expired'])
  })

  test('a role that may not: 403, recorded with the id of the request', async () => {
    const reader = await house.logIn('kwekerij-lezer')
    const answer = await reader.ask('/v1/denials')
    expect([answer.status, answer.json.type]).toEqual([403, '/problems/platform/forbidden'])
    const inspector = await house.logIn('inspecteur')
    const { json } = await inspector.ask('/v1/denials?limit=5')
    expect(json.items.map((row: { traceId: string }) => row.traceId)).toContain(answer.json.instance)
  })

  test('a decision without a passkey', async () => {
    const decider = await house.logIn('beslisser')
    const { json } = await decider.ask('/v1/batches?kind=bulk&limit=1')
    const batch = json.items[0]
    const answer = await decider.ask('/v1/events', {
      method: 'POST',
      body: {
        kind: 'release',
        eventId: printId('event', newId('event')),
        occurredAt: house.clock.now().toString(),
        premisesId: batch.openedAtPremises.premisesId,
        batchId: batch.batchId,
        verdict: 'released',
        certificate: 'C-1',
        expiresOn: null,
        reason: null,
      },
    })
    expect([answer.status, answer.json.type]).toEqual([403, '/problems/platform/step-up-needed'])
  })
})

describe('what is another’s', () => {
  /** Each number a person can send, once of nothing at all and once of somebody else's. */
  async function numbers() {
    const one = async (statement: string, ...values: unknown[]) =>
      (await house.test.admin.query<{ id: string }>(statement, values))[0]!.id
    const party = await one(`select party_id as id from licensing.party where name ~ 'Apotheek' order by name limit 1`)
    const own = await one(
      `select s.premises_id as id from licensing.premises s join chain.event e on e.premises_id = s.premises_id
       where e.kind = 'harvest' and s.party_id = e.holder_id limit 1`,
    )
    const apart = `not exists (select from chain.event_party g join licensing.premises s on s.party_id = g.holder_id
      where g.event_id = e.event_id and s.premises_id = $2)`
    const event = await one(
      `select e.event_id as id from chain.event e where e.holder_id = $1 and e.kind = 'dispense' and ${apart} limit 1`,
      party,
      own,
    )
    const account = await one(
      `select a.account_id as id from chain.account a where a.kind = 'stock' and a.holder_id = $1 limit 1`,
      party,
    )
    const batch = await one(`select a.batch_id as id from chain.account a where a.account_id = $1`, account)
    return {
      event,
      account,
      batch,
      shipment: await one(`select s.shipment_id as id from chain.shipment s where s.receiver_id = $1 limit 1`, party),
    }
  }
  const denials = async (traceId: string) =>
    house.test.admin.query<{ reason: string; id: string }>(
      `select reason, resource_id as id from platform.access_decision where trace_id = $1 and not is_allowed`,
      [traceId],
    )

  test('looks like what is not there, to the letter, and each question is on record', async () => {
    const theirs = await numbers()
    const nothing = {
      event: newId('event'),
      account: newId('account'),
      batch: newId('batch'),
      shipment: newId('shipment'),
    }
    const { premisesId } = await goodAct()
    const common = () => ({
      eventId: printId('event', newId('event')),
      occurredAt: house.clock.now().subtract({ minutes: 1 }).toString(),
      premisesId,
      reason: 'x',
    })
    const line = (id: string) => [{ batchId: printId('batch', id as never), state: 'released', receivedMassMg: '1' }]
    const acts: [string, (of: typeof theirs) => { asked: string; body: object }][] = [
      ['correct', ({ event }) => ({ asked: event, body: { correctsId: printId('event', event as never) } })],
      [
        'settle-difference',
        ({ account }) => ({ asked: account, body: { accountId: printId('account', account as never) } }),
      ],
      ['hold', ({ batch }) => ({ asked: batch, body: { batchId: printId('batch', batch as never), scope: 'batch' } })],
      [
        'lift',
        ({ event, batch }) => ({
          asked: event,
          body: {
            batchId: printId('batch', batch as never),
            holdEventId: printId('event', event as never),
          },
        }),
      ],
      [
        'receive',
        ({ shipment, batch }) => ({
          asked: shipment,
          body: {
            shipmentId: printId('shipment', shipment as never),
            lines: line(batch),
            reason: undefined,
          },
        }),
      ],
    ]
    const told = ({ instance: _, ...rest }: Record<string, unknown>) => rest
    for (const [kind, make] of acts) {
      for (const url of ['/v1/events', '/v1/events/preview']) {
        const answers = []
        for (const of of [nothing, theirs]) {
          const { asked, body } = make(of)
          const answer = await send(JSON.stringify({ ...common(), kind, ...body }), { 'accept-language': 'en' }, url)
          const traceId = /^00-([0-9a-f]{32})-/.exec(String(answer.headers['traceparent']))?.[1] ?? ''
          expect(await denials(traceId), `${kind} ${url}`).toEqual([{ reason: 'not-found', id: asked }])
          answers.push([answer.status, told(answer.json)])
        }
        expect(answers[1], `${kind} ${url}`).toEqual(answers[0])
      }
    }
    for (const [path, name] of [
      ['events', 'event'],
      ['batches', 'batch'],
      ['shipments', 'shipment'],
    ] as const) {
      for (const tail of path === 'batches'
        ? ['', '/trace', '/events', '/acts']
        : path === 'events'
          ? ['', '/proof']
          : ['']) {
        const ask = (id: string) => grower.ask(`/v1/${path}/${printId(name, id as never)}${tail}`)
        const [absent, others] = [await ask(nothing[name]), await ask(theirs[name])]
        expect([others.status, told(others.json)], path + tail).toEqual([404, told(absent.json)])
        expect(await denials(others.json.instance)).toEqual([{ reason: 'not-found', id: theirs[name] }])
      }
    }
  })

  test('is not for a role that may do no such thing with what is its own', async () => {
    const reader = await house.logIn('kwekerij-lezer')
    const { premisesId } = await goodAct()
    const { event } = await numbers()
    for (const id of [event, newId('event')]) {
      const body = {
        kind: 'correct',
        eventId: printId('event', newId('event')),
        occurredAt: house.clock.now().toString(),
        premisesId,
        reason: 'x',
        correctsId: printId('event', id as never),
      }
      const answer = await reader.ask('/v1/events', { method: 'POST', body })
      expect([answer.status, answer.json.type]).toEqual([403, '/problems/platform/forbidden'])
    }
  })
})

describe('sending twice', () => {
  test('the same event is one event; under its number nothing else can stand', async () => {
    const act = await goodAct()
    const before = await countEvents()
    const [first, again] = [await send(JSON.stringify(act)), await send(JSON.stringify(act))]
    expect([first.status, first.json.outcome]).toEqual([200, 'recorded'])
    expect([again.status, again.json.outcome, again.json.leaf]).toEqual([200, 'already', first.json.leaf])
    const changed = await send(JSON.stringify({ ...act, massMg: '2000' }))
    expect([changed.status, changed.type]).toEqual([409, '/problems/chain/event-changed'])
    expect(await countEvents()).toBe(before + 1n)
  })

  test('ten at once are one', async () => {
    const act = JSON.stringify(await goodAct())
    const before = await countEvents()
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(act)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(new Set(answers.map(({ json }) => json.leaf)).size).toBe(1)
    expect(await countEvents()).toBe(before + 1n)
  })

  test('a refusal of the law carries its article, and nothing is half written', async () => {
    const act = await goodAct()
    const before = await countEvents()
    const tooMuch = await send(JSON.stringify({ ...act, massMg: '999999999999' }))
    expect([tooMuch.status, tooMuch.type]).toEqual([409, '/problems/chain/stock-short'])
    expect(tooMuch.json.params).not.toEqual({})
    const audit = await house.test.admin.query<{ problem: string }>(
      'select problem from platform.audit where outcome = $1 and trace_id = $2',
      ['refused', tooMuch.json.instance],
    )
    expect(audit.map(({ problem }) => problem)).toEqual(['chain/stock-short'])
    const elsewhere = await send(JSON.stringify({ ...act, premisesId: printId('premises', newId('premises')) }))
    expect(elsewhere.status).toBeGreaterThanOrEqual(400)
    expect(await countEvents()).toBe(before)
  })
})

/** Bytes over a line of its own, and all that is heard until the server closes it. */
async function talk(bytes: string): Promise<string> {
  const { server } = house.app
  if (!server.listening) await house.app.listen({ host: '127.0.0.1', port: 0 })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let heard = ''
    socket.on('data', (part) => {
      heard += part
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

test.each([
  ['POST', '/v1/epcis/capture', 'application/json', 4_000_000],
  ['POST', '/v1/events', 'application/json', 1_000_000],
  ['POST', '/v1/events/preview', 'application/json', 1_000_000],
  ['POST', '/v1/expert-decisions', 'application/json', 1_000_000],
  ['POST', '/v1/imports/harvests', 'application/json', 1_400_000],
  ['PUT', `/v1/documents/${printId('document', newId('document'))}`, 'application/pdf', 20_000_000],
])('whoever nobody knows is told so before a byte of %s %s is sent', async (method, path, type, size) => {
  const head = [`${method} ${path} HTTP/1.1`, 'Host: localhost', `Content-Type: ${type}`, `Content-Length: ${size}`]
  const heard = await talk(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n`)
  expect(heard).toMatch(/^HTTP\/1\.1 401 /)
  expect(heard).toContain('/problems/platform/not-authenticated')
})

test('bytes that are no HTTP at all get an answer and a closed line', async () => {
  expect(await talk('NONSENSE\r\n\r\n')).toContain('/problems/api/request-unreadable')
  const flood = await talk(`GET / HTTP/1.1\r\nHost: x\r\nX-Flood: ${'x'.repeat(20_000)}\r\n\r\n`)
  expect(flood).toMatch(/^HTTP\/1\.1 431 /)
  expect(await talk('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
})

test('whoever asks too much waits, and another does not wait for them', async () => {
  const { house: full } = house
  const app = await buildServer({ ...full, config: { ...full.config, requestsPerMinute: 5 } })
  const ask = (remoteAddress: string) => app.inject({ url: '/v1/products', remoteAddress })
  const statuses: number[] = []
  for (let count = 0; count < 6; count++) statuses.push((await ask('192.0.2.1')).statusCode)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  const refused = await ask('192.0.2.1')
  expect(refused.json().type).toBe('/problems/api/too-many-requests')
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask('192.0.2.2')).statusCode).toBe(200)
  await app.close()
})

test('who tries tokens is counted too, and cannot write another address for themselves behind a proxy', async () => {
  const { house: full } = house
  const app = await buildServer({ ...full, config: { ...full.config, requestsPerMinute: 3, isBehindProxy: true } })
  const ask = async (headers: Record<string, string>) => {
    const { statusCode } = await app.inject({ url: '/v1/batches', remoteAddress: '127.0.0.1', headers })
    return statusCode
  }
  const asked = async (headers: Record<string, string>) => [await ask(headers), await ask(headers)]
  const token = { authorization: `Bearer ${'A'.repeat(43)}` }
  const session = { cookie: `__Host-grein=${'A'.repeat(43)}` }
  expect(await asked({ ...token, 'x-forwarded-for': '192.0.2.7' })).toEqual([401, 401])
  expect(await asked({ ...session, 'x-forwarded-for': '192.0.2.8, 192.0.2.7' })).toEqual([401, 429])
  const outside = { remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '127.0.0.1, 192.0.2.7' } }
  expect((await app.inject({ url: '/metrics', ...outside })).statusCode).toBe(404)
  await app.close()
})

test('the numbers of a house are for who asks on its machine, not for whom a proxy on it asks', async () => {
  const { house: full } = house
  for (const isBehindProxy of [false, true]) {
    const app = await buildServer({ ...full, config: { ...full.config, isBehindProxy } })
    const ask = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
      (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode
    for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080']) expect(await ask({ host })).toBe(200)
    const host = 'localhost:8080'
    expect(await ask({ host }, '192.0.2.7')).toBe(404)
    expect(await ask({ host: 'grein.example.org' })).toBe(404)
    for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])
      expect(await ask({ host, [name]: '127.0.0.1' }), name).toBe(404)
    await app.close()
  }
})

test.each([
  '/v1/events?from=2026-02-30T00:00:00Z',
  '/v1/events?from=2026-01-01T25:00:00Z',
  '/v1/events?from=0000-01-01T00:00:00Z',
  '/v1/exemptions?on=0000-01-01',
  '/v1/batches?q=%00',
  `/v1/batches?cursor=${encodeCursor(['+010000-01-01T00:00:00Z', '01976bbc-6c00-7000-8002-d42c818210c1'])}`,
  `/v1/events?cursor=${encodeCursor(['-271821-04-20T00:00:00Z', '01976bbc-6c00-7000-8002-d42c818210c1'])}`,
])('what no calendar and no text has is bad input, not a bug: %s', async (url) => {
  const answer = await grower.ask(url)
  expect(`${answer.status} ${answer.text}`).toMatch(/^4(00|22) /)
})

test('a bug says an id and nothing of itself', async () => {
  const { house: full } = house
  const secret = 'jan.jansen@example.org'
  const app = await buildServer({
    ...full,
    clock: {
      ...full.clock,
      today: () => {
        throw new Error(secret)
      },
    },
  })
  const answer = await app.inject('/v1/products')
  expect([answer.statusCode, answer.json().type]).toEqual([500, '/problems/api/bug'])
  expect(answer.payload).not.toContain(secret)
  expect(answer.json().instance).toMatch(/^[0-9a-f]{32}$/)
  await app.close()
})

test('the database gone in the middle of a request: 503, nothing half written, and the same again succeeds', async () => {
  const act = JSON.stringify(await goodAct())
  const before = await countEvents()
  const killed = await house.test.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query('lock table chain.event in exclusive mode') // The request now waits inside its transaction.
    const asked = send(act)
    const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    let pids: number[] = []
    while (pids.length === 0) pids = (await client.query(waiting)).rows.map(({ pid }) => pid)
    await client.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids])
    const answer = await asked
    await client.query('rollback')
    return answer
  })
  expect([killed.status, killed.type]).toEqual([503, '/problems/platform/database-unavailable'])
  expect(killed.headers['retry-after']).toBe('5')
  expect(await countEvents()).toBe(before)
  expect((await send(act)).json.outcome).toBe('recorded')
  expect(await countEvents()).toBe(before + 1n)
})

test('a question the database has no time for: asked for less, in the reader’s language, and nothing is called away', async () => {
  const { house: full } = house
  const hurried: Pick<Database, 'transaction'> = {
    transaction: (actor, work, options) =>
      full.database.transaction(actor, work, { ...options, statementSecondsMax: 1 }),
  }
  const app = await buildServer({ ...full, database: hurried as Database }) // The rest of it is not asked here.
  const cookie = [...grower.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await house.test.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query('lock table chain.movement in access exclusive mode') // What a year of a country would take, without one.
    const asked = await app.inject({ url: '/v1/national', headers: { cookie, 'accept-language': 'en' } })
    await client.query('rollback')
    return asked
  })
  expect([answer.statusCode, answer.json().type]).toEqual([413, '/problems/platform/question-too-large'])
  expect(answer.json().detail).toMatch(/Nothing was changed.*shorter period/)
  expect(answer.headers['retry-after']).toBeUndefined()
  await app.close()
})

describe('what every answer carries', () => {
  test('a trace that began elsewhere goes on; a bad one begins anew', async () => {
    const traceId = 'a'.repeat(32)
    const parent = `00-${traceId}-${'b'.repeat(16)}-01`
    const answer = await grower.ask('/v1/nonsense', { headers: { traceparent: parent } })
    expect(answer.headers['traceparent']).toMatch(new RegExp(`^00-${traceId}-(?!b{16})[0-9a-f]{16}-01$`))
    expect(answer.json.instance).toBe(traceId)
    const bad = await grower.ask('/v1/session', { headers: { traceparent: 'nonsense' } })
    expect(bad.headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
  })

  test('the version, and headers that leave a page nothing to play with', async () => {
    const { headers } = await grower.ask('/v1/session')
    expect(headers['api-version']).toMatch(/^1\.\d+\.\d+$/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/)
  })
})
