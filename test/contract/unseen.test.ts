// What is another's looks like what never was, wherever its number can stand, and the question is on record: every route of the description,
// so a new one is walked the day it is there. Not here: what a role may do with its own (refusals.test.ts) and the wall itself (chain/store).
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '#api/testing'
import { type IdName, idPrefixes, newId, type PartyId, parseId, printId } from '#kernel'
import { openPoster } from '#platform'
import { type Filling, type OpenApi, type Place, readPlaces, requestWith } from './id-places.ts'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let api: OpenApi
let places: readonly Place[]
beforeAll(async () => {
  house = await openWholeHouse({ poster: openPoster({ allowedHosts: ['hook.example.nl'] }) })
  api = (await house.visitor().ask('/openapi.json')).json
  places = readPlaces(api)
  await beginThingsOfOthers()
})
afterAll(() => house?.[Symbol.asyncDispose]())

const unmet = 'not exists (select from chain.event_party as e where e.holder_id = p.party_id)'

/** Where numbers of this kind stand, and the name of the column. A holder's own are those its wall shows, but where `whose` says it. */
const kept: Readonly<Record<string, { readonly from: string; readonly id: string; readonly whose?: string }>> = {
  acc: { from: 'chain.account', id: 'account_id' },
  bat: { from: 'chain.batch', id: 'batch_id' },
  cli: { from: 'platform.machine_client', id: 'client_id', whose: 'party_id' },
  dec: { from: `platform.receipt where resource_kind = 'decision'`, id: 'resource_id', whose: 'party_id' },
  doc: { from: 'platform.document', id: 'document_id' },
  dst: { from: 'chain.recall_destination', id: 'destination_id' },
  evt: { from: 'chain.event', id: 'event_id' },
  exe: { from: 'licensing.exemption', id: 'exemption_id' },
  par: { from: 'licensing.party', id: 'party_id', whose: 'party_id' },
  pre: { from: 'licensing.premises', id: 'premises_id', whose: 'party_id' },
  qua: { from: 'chain.quality_thread', id: 'thread_id' },
  rcl: { from: 'chain.recall_notice', id: 'recall_id' },
  ses: { from: 'platform.session', id: 'session_id', whose: 'party_id' },
  shp: { from: 'chain.shipment', id: 'shipment_id' },
  'par unmet': { from: `licensing.party as p where ${unmet}`, id: 'p.party_id', whose: 'p.party_id' },
  'pre unmet': { from: `licensing.premises as p where ${unmet}`, id: 'premises_id', whose: 'p.party_id' },
  bizLocation: { from: `chain.epcis_value where kind = 'readPoints'`, id: 'value' },
  captureID: { from: 'chain.epcis_capture', id: 'capture_id' },
  epc: { from: `chain.epcis_value where kind = 'epcs'`, id: 'value' },
  eventID: { from: 'chain.epcis_event', id: 'epcis_event_id' },
  number: { from: `chain.quality_thread where kind = 'supply'`, id: 'number' },
  passkeyId: { from: 'platform.passkey', id: 'credential_id' },
  queryName: { from: 'chain.epcis_query', id: 'query_name' },
  readPoint: { from: `chain.epcis_value where kind = 'readPoints'`, id: 'value' },
  subscriptionID: { from: 'chain.epcis_subscription', id: 'subscription_id' },
}

/** What a path has that is no number of anybody's: words of ours, of the law and of the standard, and the mark of a page one has read. */
const words = [
  '*',
  'authority',
  'bizStep',
  'code',
  'country',
  'disposition',
  'eventType',
  'part',
  'productCode',
  'room',
  'substanceId',
]
const notNumbers = new Set([...words, 'template', 'token'])
/** Numbers that only staff name, and those of a line of a register, which its sender makes. */
const ofStaff = new Set(['ers', 'exd', 'gln', 'loc', 'usr'])

const hostile = ['apotheker', 'kweker', 'analist']

/** Of the registers, which are open to whoever works in the chain; and that an answer of the law is on record is for anyone to check. */
const open = new Set([
  'GET /v1/parties party',
  'GET /v1/parties/{partyId} partyId',
  'GET /v1/places party',
  ...['GET', 'POST'].flatMap((method) => [
    `${method} /v1/premises/{premisesId}/gln premisesId`,
    `${method} /v1/premises/{premisesId}/location premisesId`,
  ]),
  'GET /v1/decisions/{decisionId} decisionId',
])
/** A certificate is public as long as it counts. Whom and where an act names, it names from the registers. */
const isPublic = ({ path, at, kind }: Place) =>
  /^[/](v1[/]certificates|log|problems)[/]/.test(path) || (at === 'body' && ['par', 'pre'].includes(kind))
/** The sender makes it: of another's it is told that it stands for something else, as of one's own. */
const isMadeBySender = ({ at, name, body }: Place) =>
  at === 'body' &&
  (/(^|[.])(eventId|recallId|returnShipmentId|attemptId|tellingId|destinationId)$/.test(name) ||
    /^(batch|output|part|pack|sample|plants[.]0)[.]batchId$/.test(name) ||
    (body?.act === 'ship' && name === 'shipmentId'))

test('every place of a number is of a kind that is known here, and of each kind somebody else has some', async () => {
  const unknown = places.filter(({ kind }) => !(kind in kept || notNumbers.has(kind) || ofStaff.has(kind)))
  expect(unknown.map(({ path, name }) => `${path} ${name}`)).toEqual([])
  expect(places.length).toBeGreaterThan(300)
  expect([...open].filter((one) => !places.some((place) => labelOf(place) === one))).toEqual([])
  const pools: Pool[] = []
  for (const persona of hostile) pools.push(await poolOf(await house.logIn(persona)))
  const nobodyElses = Object.keys(kept).filter((kind) => pools.every((pool) => pool.get(kind)?.foreign.length === 0))
  expect(nobodyElses).toEqual([])
})

test.each(hostile)('to a hostile %s', { timeout: 900_000 }, async (persona) => {
  const me = await house.logIn(persona)
  const pool = await poolOf(me)
  const filling = fillingFrom(pool)
  for (const place of places.filter((one) => !open.has(labelOf(one)) && !isPublic(one))) {
    const nothing = await look(me, place, numberOfNothing(place.kind), filling)
    const isRead = nothing.status < 500 && (nothing.status !== 400 || notNumbers.has(place.kind))
    expect.soft(isRead, `${labelOf(place)}: ${nothing.text}`).toBe(true)
    for (const number of foreignOf(pool, place)) {
      const theirs = await look(me, place, number, filling)
      const label = `${labelOf(place)} ${number}`
      if (isMadeBySender(place) && theirs.status !== nothing.status)
        expect.soft([409, 422], label).toContain(theirs.status)
      else if (isMadeBySender(place) && place.path.endsWith('/preview')) expect.soft(theirs.status, label).toBe(200)
      else expect.soft(theirs, label).toEqual(nothing)
      if (theirs.status === 404) expect.soft(theirs.denied, label).toContain('not-found')
      // A body may name several; what the act leans on stands there.
      if (theirs.status === 404 && place.at !== 'body' && isFirst(place))
        expect.soft(theirs.denied, label).toContain('THIS')
    }
  }
})

test('to nobody at all', { timeout: 900_000 }, async () => {
  const visitor = house.visitor()
  const pool = await poolOf(await house.logIn('apotheker'))
  const inAddress = places.filter((one) => one.at !== 'body' && !open.has(labelOf(one)) && !isPublic(one))
  for (const place of inAddress) {
    const nothing = await look(visitor, place, numberOfNothing(place.kind), nothingFilled)
    for (const number of foreignOf(pool, place))
      expect.soft(await look(visitor, place, number, nothingFilled), `${labelOf(place)} ${number}`).toEqual(nothing)
  }
})

/** With a prefix of ours; what others name has a form of its own. */
const isOurs = (kind: string) => Object.values<string>(idPrefixes).includes(kind)
const labelOf = ({ method, path, name, body }: Place) =>
  [method, path, ...(body?.act ? [body.act] : []), name].join(' ')
/** A list narrowed to a party one dealt with tells of those dealings: there it is somebody one never met. */
const foreignOf = (pool: Pool, { kind, at }: Place): readonly string[] =>
  (at === 'query' ? pool.get(`${kind} unmet`)?.foreign : null) ??
  pool.get(kind)?.foreign.slice(at === 'body' ? -1 : 0) ??
  []
/** Of an address with several numbers the first is what is asked for; numbers of other forms have no place on the stream. */
const isFirst = ({ path, at, name, kind }: Place) =>
  isOurs(kind) && (at === 'path' ? path.indexOf('{') === path.indexOf(`{${name}}`) : !path.includes('{'))

/** One request, and what it left on the stream of denials; what differs from request to request stands as a word. */
async function look(me: Browser, place: Place, number: string, filling: Filling) {
  const { url, ...rest } = requestWith(api, place, number, filling)
  const answer = await me.ask(url, { method: place.method, ...rest, headers: { 'accept-language': 'en' } })
  const traceId = /^00-([0-9a-f]{32})-/.exec(String(answer.headers['traceparent']))?.[1] ?? ''
  const denied = await house.test.admin.query(
    `select action, resource_kind as kind, resource_id as id, reason, policy_ids as rules from platform.access_decision where trace_id = $1 and not is_allowed order by entry_id`,
    [traceId],
  )
  const said = (value: unknown) =>
    (typeof value === 'string' ? value : JSON.stringify(value))
      .replaceAll(encodeURIComponent(number), 'THIS')
      .replaceAll(number, 'THIS')
      .replaceAll(isOurs(place.kind) ? number.slice(4) : number, 'THIS')
      .replaceAll(traceId, 'TRACE')
      .replace(/evt_[0-9a-f-]{36}/g, 'EVENT')
  const others = (text: string) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ANOTHER')
  const { traceparent: _, date: _date, 'content-length': _length, etag: _etag, ...headers } = answer.headers
  return { status: answer.status, text: said(answer.text), headers: said(headers), denied: others(said(denied)) }
}

type Pool = ReadonlyMap<string, { readonly own: readonly string[]; readonly foreign: readonly string[] }>

/** Of each kind what this person has, and the oldest and the newest of what it has not. */
async function poolOf(me: Browser): Promise<Pool> {
  const partyId = parseId('party', (await me.readSession()).party.partyId) as PartyId
  const actor = { ...house.test.actorFor({ partyId, wall: 'holder' }), authorityId: house.world.authorityId }
  const pool = new Map<string, { own: string[]; foreign: string[] }>()
  for (const [kind, { from, id, whose }] of Object.entries(kept)) {
    const [prefix = ''] = kind.split(' ')
    const printed = (ids: readonly { id: string }[]) =>
      ids.map((row) => (isOurs(prefix) ? `${prefix}_${row.id}` : row.id))
    const all = `select distinct ${id}::text as id from ${from} order by 1`
    const every = printed(await house.test.admin.query<{ id: string }>(all))
    const own =
      whose === undefined
        ? await house.house.database.transaction(actor, async (tx) =>
            printed((await sql<{ id: string }>`${sql.raw(all)}`.execute(tx)).rows),
          )
        : printed(
            await house.test.admin.query<{ id: string }>(
              `select distinct ${id}::text as id from ${from} ${from.includes('where') ? 'and' : 'where'} ${whose} = $1 order by 1`,
              [partyId],
            ),
          )
    const theirs = every.filter((one) => !own.includes(one))
    pool.set(kind, { own, foreign: [...new Set([theirs[0], theirs.at(-1)])].filter((one) => one !== undefined) })
  }
  return pool
}

const texts = [
  'x',
  'flower',
  '2026-01',
  'B-2026-0001',
  '1',
  '1.5',
  'DE',
  '0'.repeat(18),
  '0'.repeat(14),
  '0'.repeat(64),
  'group:hennep',
  '52.1',
]
function fillingFrom(pool: Pool): Filling {
  return {
    // An event is new each time: what was recorded under a number once stands in the way of all that comes after.
    id: (kind) =>
      kind === 'evt' ? printId('event', newId('event')) : (pool.get(kind)?.own.at(-1) ?? numberOfNothing(kind)),
    text(pattern) {
      if (pattern.includes('T[0-9]')) return house.clock.now().subtract({ minutes: 1 }).toString()
      if (/\[0-9\]\{2\}-\[0-9\]\{2\}\$$/.test(pattern)) return house.clock.today().toString()
      return texts.find((text) => new RegExp(pattern, 'u').test(text)) ?? 'x'
    },
  }
}

const nothingFilled = fillingFrom(new Map())

function numberOfNothing(kind: string): string {
  const name = Object.entries(idPrefixes).find(([, prefix]) => prefix === kind)?.[0] as IdName | undefined // A key of that table.
  if (name) return printId(name, newId(name) as never) // Of this very name.
  if (kind === 'number') return 'B-2019-0001'
  if (kind === 'passkeyId') return 'nothing'
  return kind.endsWith('ID') && kind !== 'eventID' ? newId('query') : `urn:uuid:${newId('event')}`
}

/** Of kinds of which the demo has none. */
async function beginThingsOfOthers() {
  const make = async (who: Browser, url: string, body: object) => {
    const answer = await who.ask(url, { method: 'POST', body })
    expect(answer.status, `${url} ${answer.text}`).toBeLessThan(300)
  }
  const administrator = await house.logIn('kwekerij-beheerder')
  const inspector = await house.logIn('inspecteur')
  await house.logIn('distributeur')
  const question = {
    party: { capacity: 'pharmacist' },
    act: 'supply',
    substance: { id: 'methylfenidaat' },
    form: 'medicine',
  }
  await make(inspector, '/v1/decisions', { question: { ...question, purpose: 'medicinal-supply', on: '2026-06-01' } })
  const dest = 'https://hook.example.nl/events'
  await make(administrator, '/v1/epcis/queries', { name: 'theirs', query: { EQ_action: ['ADD'] } })
  await make(administrator, '/v1/epcis/queries/theirs/subscriptions', { dest, stream: true })
  const destinationId = printId('destination', newId('destination'))
  await make(administrator, '/v1/recall-destinations', { destinationId, dest, signatureToken: 'x'.repeat(40) })
  await house.test.admin.query(
    `insert into platform.passkey select authority_id, 'theirs', user_id, ''::bytea, 0, '{}', 'Sleutel', false, now(), null from platform.person limit 1`,
  )
}
