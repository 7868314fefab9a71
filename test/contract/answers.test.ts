// Every list and every thing of the API, asked as the people of the demo: each answer fits its own schema, and nobody sees over their wall.
// Not here: refusals (refusals.test.ts).
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, publicUrl } from '#api/testing'
import { newId, printId, verifyConsistencyFile, verifyProofFile } from '#kernel'
import { appendMessage, newTrace, systemActor } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let inspector: Browser
let grower: Browser
let pharmacist: Browser
beforeAll(async () => {
  house = await openWholeHouse()
  inspector = await house.logIn('inspecteur')
  grower = await house.logIn('kweker')
  pharmacist = await house.logIn('apotheker')
})
afterAll(() => house?.[Symbol.asyncDispose]())

/** The server itself fails an answer that does not fit its schema, so 200 says it fits. */
async function ok(browser: Browser, url: string) {
  const answer = await browser.ask(url)
  expect(`${url} ${answer.status} ${answer.status === 200 ? '' : answer.text}`).toBe(`${url} 200 `)
  return answer
}

describe('every address answers in its own form', () => {
  test.each([
    '/v1/session',
    '/v1/personas',
    '/v1/sessions',
    '/v1/passkeys',
    '/v1/work',
    '/v1/search?q=bed',
    '/v1/saved-views',
    '/v1/denials',
    '/v1/products',
    '/v1/products?on=2016-01-01',
    '/v1/articles?article=opiumwet/6/2',
    '/v1/articles?article=opiumwet/2a/2/a&on=2026-01-01',
    '/v1/articles?article=wet-dieren/2.19&on=2026-01-01',
    '/v1/substances/check?q=mdma',
    '/v1/substances/check?q=nonsense',
    '/v1/substances/check?q=CN1C(=O)N(C)c2ncn(C)c2C1=O&as=smiles',
    '/v1/substances/suggest?q=can',
    '/v1/substances/mdma',
    '/v1/substances/drawing?smiles=CCO',
    '/v1/parties',
    '/v1/parties?kinds=grower,packer&q=a',
    '/v1/exemptions',
    '/v1/exemptions?q=a',
    '/v1/order-forms?q=B-',
    '/v1/batches',
    '/v1/batches?status=released&sort=left&order=desc&limit=5',
    '/v1/events',
    '/v1/events?kind=harvest&limit=3',
    '/v1/shipments',
    '/v1/shipments?direction=sent',
    '/v1/shipments?order=open-first&from=2000-01-01&until=2100-01-01',
    '/v1/shipments?overdue=yes&order=open-first',
    '/v1/log/checkpoint',
    '/healthz',
    '/readyz',
    '/openapi.json',
    '/problems/chain/stock-short',
  ])('%s', async (url) => {
    await ok(inspector, url)
  })
})

test.each(['0001-01-01', '9999-12-31'])('%s is a day like any other, wherever the ledger is asked', async (day) => {
  const { batchId } = (await ok(inspector, '/v1/batches?limit=1')).json.items[0]
  for (const url of [
    ...[`/v1/flow?until=${day}`, `/v1/flow?from=${day}`, `/v1/national/events?what=grown&until=${day}`],
    ...[`/v1/national/events?what=grown&from=${day}`, `/v1/accounts/moved?side=in&since=${day}`],
    ...[`/v1/differences?since=${day}`, `/v1/shipments?from=${day}`, `/v1/shipments?until=${day}`],
    ...[`/v1/exemptions?on=${day}`, `/v1/exemptions?inForceOn=${day}`, `/v1/batches/${batchId}/stock?at=${day}`],
    `/v1/batches/${batchId}/stock?knownAt=${day}`,
  ])
    await ok(inspector, url)
})

test('every thing of a list can be opened, by whoever sees it in the list', async () => {
  for (const browser of [inspector, grower, pharmacist]) {
    for (const [list, path, id] of [
      ['/v1/batches?limit=12', '/v1/batches/', 'batchId'],
      ['/v1/events?limit=12', '/v1/events/', 'eventId'],
      ['/v1/shipments?limit=12', '/v1/shipments/', 'shipmentId'],
      ['/v1/exemptions?limit=12', '/v1/exemptions/', 'exemptionId'],
      ['/v1/parties?limit=12', '/v1/parties/', 'partyId'],
    ] as const) {
      const { json } = await ok(browser, list)
      for (const item of json.items) await ok(browser, path + item[id])
    }
  }
})

test('a batch opens in all its parts', async () => {
  const { json } = await ok(inspector, '/v1/batches?kind=pack-lot&limit=3')
  for (const { batchId } of json.items) {
    for (const part of ['/events', '/trace', '/trace?direction=back', '/acts']) {
      await ok(inspector, `/v1/batches/${batchId}${part}`)
    }
  }
  expect(json.items.length).toBe(3)
})

test('pages follow each other by the link in the header until there is no more, and nothing is there twice', async () => {
  const seen = new Set<string>()
  let url: string | null = '/v1/batches?limit=40'
  let total = 0
  while (url !== null) {
    const { json, headers } = await ok(inspector, url)
    for (const { batchId } of json.items) {
      expect(seen.has(batchId)).toBe(false)
      seen.add(batchId)
    }
    total = json.total
    const link = headers['link'] as string | undefined
    expect(link === undefined).toBe(json.nextCursor === null)
    url = link === undefined ? null : /^<([^>]+)>; rel="next"$/.exec(link)![1]!
  }
  expect(seen.size).toBe(total)
})

test('a holder sees its own alone, and another’s batch is absent and recorded', async () => {
  const mine = await ok(pharmacist, '/v1/batches?limit=200')
  const all = await ok(inspector, '/v1/batches?kind=plant-lot&limit=1')
  const theirs = all.json.items[0].batchId as string
  expect(mine.json.items.map((item: { batchId: string }) => item.batchId)).not.toContain(theirs)
  for (const path of [`/v1/batches/${theirs}`, `/v1/batches/${theirs}/trace`, `/v1/batches/${theirs}/events`]) {
    const refused = await pharmacist.ask(path)
    expect([refused.status, refused.json.type]).toEqual([404, '/problems/chain/unknown-batch'])
    const recorded = await inspector.ask('/v1/denials?limit=1')
    expect(recorded.json.items[0].resource).toContain(theirs.slice(4))
  }
})

test('what was refused names who asked, for which party, and the thing, which opens; and that it was read is on record', async () => {
  const { json } = await ok(inspector, '/v1/batches?kind=plant-lot&limit=1')
  const { batchId, name } = json.items[0]
  await pharmacist.ask(`/v1/batches/${batchId}`)
  const me = await ok(pharmacist, '/v1/session')
  const { party, user } = me.json
  const { items } = (await ok(inspector, `/v1/denials?party=${party.partyId}&limit=1`)).json
  expect(items).toMatchObject([
    {
      ...{ action: 'chain:read-batches', reason: 'not-found', rules: [], actorKind: 'person', name: user.name },
      party: { partyId: party.partyId, name: party.name },
      thing: { kind: 'batch', name, href: `/batches/${batchId}` },
    },
  ])
  await ok(inspector, `/v1${items[0].thing.href}`)
  const rows = await house.test.admin.query(
    `select from platform.processing where subject_kind = 'user' and subject_id = $1 and 'refused-acts' = any (categories)`,
    [items[0].userId.slice('usr_'.length)],
  )
  expect(rows.length).toBeGreaterThan(0)
})

test('a proof from the API holds for a stranger, and the log only grew', async () => {
  const { json } = await ok(grower, '/v1/events?limit=1')
  const proof = await ok(grower, `/v1/events/${json.items[0].eventId}/proof`)
  const checkpoint = await ok(house.visitor(), '/v1/log/checkpoint')
  const verdict = verifyProofFile(proof.text, { trustedKeys: [checkpoint.json.verifierKey] })
  expect(verdict.isValid && verdict.shown.record).toContain(json.items[0].eventId.slice(4))
  const rows = await house.test.admin.query<{ size: bigint }>('select size from log.checkpoint order by size limit 1')
  const consistency = await ok(house.visitor(), `/v1/log/consistency?from=${rows[0]!.size}&to=${checkpoint.json.size}`)
  expect(verifyConsistencyFile(consistency.text).isValid).toBe(true)
})

test('the proof of an exemption holds for a stranger; its holder and staff alone have it', async () => {
  const [held] = (await ok(grower, '/v1/exemptions?limit=1')).json.items
  const path = `/v1/exemptions/${held.exemptionId}/proof`
  const proof = await ok(grower, path)
  const verdict = verifyProofFile(proof.text)
  const record = verdict.isValid ? JSON.parse(verdict.shown.record ?? '{}') : {}
  expect(record).toMatchObject({ kind: 'exemption-stands', exemptionId: held.exemptionId, number: held.number })
  expect(record.scope.length).toBeGreaterThan(0)
  expect((await ok(inspector, path)).json.record).toEqual(proof.json.record)
  for (const other of [pharmacist, house.visitor()]) expect((await other.ask(path)).status).toBeGreaterThanOrEqual(400)
})

test('the proof of a party holds for a stranger and names nobody; the party and staff alone have it', async () => {
  const { party: own } = (await ok(grower, '/v1/session')).json
  const path = `/v1/parties/${own.partyId}/proof`
  const proof = await ok(grower, path)
  const verdict = verifyProofFile(proof.text)
  const record = verdict.isValid ? JSON.parse(verdict.shown.record ?? '{}') : {}
  expect(record).toMatchObject({ kind: 'party-stands', partyId: own.partyId, role: 'grower' })
  expect(record.premises.length).toBeGreaterThan(0)
  expect(proof.text).not.toContain(own.name)
  expect((await ok(inspector, path)).json.record).toEqual(proof.json.record)
  for (const other of [pharmacist, house.visitor()]) expect((await other.ask(path)).status).toBeGreaterThanOrEqual(400)
  const nobody = `/v1/parties/${printId('party', newId('party'))}/proof`
  expect((await inspector.ask(nobody)).json.type).toBe('/problems/platform/not-in-log')
})

test('the log as tiles: checkpoint and hashes for everyone, entries for staff alone', async () => {
  const log = `/log/${house.world.authorityId}`
  const checkpoint = await ok(house.visitor(), `${log}/checkpoint`)
  expect(checkpoint.headers['content-type']).toContain('text/plain')
  const tile = await ok(house.visitor(), `${log}/tile/0/000`)
  expect(tile.headers['cache-control']).toContain('immutable')
  expect((await house.visitor().ask(`${log}/tile/entries/000`)).status).toBe(404)
  expect((await house.visitor().ask('/log/0198f1c2-0000-7000-8000-000000000000/checkpoint')).status).toBe(404)
})

test('an answer someone has already is not sent again', async () => {
  const first = await ok(inspector, '/v1/products')
  const again = await inspector.ask('/v1/products', { headers: { 'if-none-match': String(first.headers['etag']) } })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('a view is kept, replaced, and forgotten', async () => {
  const view = { name: 'Mijn voorraad', screen: 'batches', search: 'status=released' }
  expect((await grower.ask('/v1/saved-views', { method: 'PUT' as 'POST', body: view })).status).toBe(200)
  expect((await ok(grower, '/v1/saved-views?screen=batches')).json.items).toEqual([view])
  expect((await ok(pharmacist, '/v1/saved-views')).json.items).toEqual([])
  const forget = '/v1/saved-views?screen=batches&name=Mijn%20voorraad'
  expect((await grower.ask(forget, { method: 'DELETE' })).status).toBe(204)
  expect((await grower.ask(forget, { method: 'DELETE' })).status).toBe(404)
})

test('a document goes in under an id of the sender and comes out as it was; another’s is absent', async () => {
  const documentId = printId('document', newId('document'))
  const url = `/v1/documents/${documentId}`
  const put = (browser: Browser, body: Buffer, type: string, name: string) =>
    house.app.inject({
      method: 'PUT',
      url,
      payload: body,
      headers: {
        cookie: [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
        origin: publicUrl.origin,
        'x-grein-csrf': browser.csrfToken ?? '',
        'content-type': type,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    })
  const csv = Buffer.from('partij;gram\nA-1;12\n')
  const stored = await put(grower, csv, 'text/csv', 'Weegstaat ‘mei’.csv')
  expect([stored.statusCode, stored.json().fileName, stored.json().size]).toEqual([
    201,
    'Weegstaat ‘mei’.csv',
    csv.length,
  ])
  expect((await put(grower, csv, 'text/csv', 'Weegstaat ‘mei’.csv')).json()).toEqual(stored.json())
  expect((await put(grower, Buffer.from('x'), 'text/csv', 'a.csv')).json().type).toBe(
    '/problems/platform/document-changed',
  )
  expect((await put(grower, csv, 'application/zip', 'a.zip')).json().type).toBe('/problems/api/content-type')
  const read = await ok(grower, url)
  expect([read.text, read.headers['content-type']]).toEqual([csv.toString(), 'text/csv'])
  expect(read.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''Weegstaat%20/)
  const refused = await pharmacist.ask(url)
  expect([refused.status, refused.json.type]).toEqual([404, '/problems/platform/no-such-document'])
})

test('a preview writes nothing, says what would be, and refuses in the reader’s language', async () => {
  const { json } = await ok(grower, '/v1/batches?kind=harvest&status=wet&limit=1')
  const batch = json.items[0]
  const act = {
    kind: 'lose',
    eventId: printId('event', newId('event')),
    occurredAt: house.clock.now().toString(),
    premisesId: batch.openedAtPremises.premisesId,
    batchId: batch.batchId,
    state: 'wet',
    massMg: '1',
    cause: 'loss',
    reason: 'proef',
  }
  const body = (massMg: string) =>
    ({ method: 'POST', body: { ...act, massMg }, headers: { 'accept-language': 'nl' } }) as const
  const before = (await ok(grower, `/v1/batches/${batch.batchId}`)).text
  const would = await grower.ask('/v1/events/preview', body('1'))
  expect([would.status, would.json.refusal, would.json.movements.length]).toEqual([200, null, 1])
  const not = await grower.ask('/v1/events/preview', body('999999999999'))
  expect([not.status, not.json.refusal.code, not.json.movements]).toEqual([200, 'chain/stock-short', []])
  expect(not.json.refusal.title).toMatch(/gaat|dan|meer/)
  expect((await ok(grower, `/v1/batches/${batch.batchId}`)).text).toBe(before)
})

test('an article shows the official text beside our summary on the days it was taken in for, and none on others', async () => {
  const ask = async (on: string) => (await ok(pharmacist, `/v1/articles?article=opiumwet/2a/2/a&on=${on}`)).json
  const { summary, text } = await ask('2026-01-01')
  expect(summary.nl).toContain('handelsvergunning')
  expect(text.paragraphs[1]).toEqual({ number: 'a.', text: 'een peer in een doos, namelijk:', depth: 2 })
  expect(text.source).toMatchObject({ bwb: 'BWBR0001941', decree: 'Stb.2025-32' })
  expect(text.hash).toMatch(/^[0-9a-f]{64}$/)
  // Before the change was issued nobody could know of it: the article read as before.
  const known = await ok(pharmacist, '/v1/articles?article=opiumwet/6/1&on=2025-08-01&knownOn=2025-01-01')
  expect(known.json.summary.nl).toContain('lijst I en II')
  const before = await ok(pharmacist, '/v1/articles?article=opiumwet/6/2&on=2026-01-01')
  expect(before.json.text).toBeNull()
})

test('a program is registered once for one key; under the same key nothing else', async () => {
  const administrator = await house.logIn('kwekerij-beheerder')
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }
  const program = { name: 'Weegschaal', jwks: { keys: [jwk] }, roles: ['holder-reader'], scopes: ['chain:read'] }
  const register = (key: string, body: object) =>
    administrator.ask('/v1/machine-clients', { method: 'POST', body, headers: { 'idempotency-key': key } })
  const first = await register('key-0001', program)
  expect([first.status, (await register('key-0001', program)).json]).toEqual([201, first.json])
  const other = await register('key-0001', { ...program, name: 'Pers' })
  expect([other.status, other.json.type]).toEqual([409, '/problems/platform/key-reused'])
  expect((await register('no', program)).json.type).toBe('/problems/api/key-malformed')
  const { items } = (await ok(administrator, '/v1/machine-clients')).json
  expect(items.filter(({ name }: { name: string }) => name === program.name)).toHaveLength(1) // The demo has a program of its own.
})

test('what one room could not tell another is seen by the operator, in health and in numbers', async () => {
  const { app, test: database } = house
  const warnings = async () => (await ok(inspector, '/readyz')).json.warnings
  const counted = async () => (await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).payload
  expect(await warnings()).toEqual([])
  expect(await counted()).toContain('grein_outbox_messages{state="waiting"} 0')
  const actor = systemActor(house.house.authorityId, newTrace())
  await database.database.transaction(actor, (tx) => appendMessage(tx, actor, { topic: 'a.b', payload: 1 }))
  expect(await warnings()).toEqual(['outbox-waiting'])
  expect(await counted()).toContain('grein_outbox_messages{state="waiting"} 1')
  await database.admin.query('truncate platform.outbox')
})

test('a clock that stands before what the log has signed is seen by the operator, in health and in numbers', async () => {
  const { app, test: database, house: full } = house
  const counted = async () => (await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).payload
  expect(await counted()).toContain('grein_clock_behind_log_seconds 0')
  await database.admin.query(
    `insert into log.checkpoint (authority_id, size, root, note, verifier_key, signed_at)
     values ($1, 1000000, sha256(''), 'ahead', 'ahead', now() + interval '1 day')`,
    [full.authorityId],
  )
  try {
    expect((await ok(inspector, '/readyz')).json.warnings).toEqual(['clock-behind-log'])
    expect(await counted()).toMatch(/grein_clock_behind_log_seconds 86\d{3}\n/)
  } finally {
    await database.admin.query(`alter table log.checkpoint disable trigger written_once`)
    await database.admin.query(`delete from log.checkpoint where note = 'ahead'`)
    await database.admin.query(`alter table log.checkpoint enable always trigger written_once`)
  }
})
