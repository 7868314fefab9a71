// Notices posted to programs over real TLS: signed, behind the holder's wall, once; and every way in which it fails, over a restart too. Not here:
// which hosts may be called (platform/outgoing/poster.test.ts), the routes (test/contract).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, printId, type RecallId, Refused } from '#kernel'
import { failuresMax, isSignedBy, newTrace, openPoster, pauseSeconds, sendTo, systemActor } from '#platform'
import type { RecallMessage } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { readRecall } from './cockpit.ts'
import { deliverNotices, tryDestination } from './deliver-notices.ts'
import { endDestination, findDestination, listDestinations, registerDestination } from './destinations.ts'
import { acknowledgeRecall } from './notices.ts'
import { runDrill } from './tell.ts'

const token = '13df38d8275b13f05704629e5f1cf3d45d6132d5'
type Got = { readonly body: string; readonly signature: string }
type Answer = { status?: number; headers?: Record<string, string>; isSilent?: boolean }

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
let folder: string
let server: Server
let other: Server
const got: Got[] = []
let answer: Answer = {}

/** A certificate for one name, as the tool makes it that every operator has. */
function certificate(name: string) {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)]
  const how = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-days',
    '2',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
  ]
  const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  execFileSync('openssl', ['req', '-x509', ...how, ...names], { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}
const listen = (one: Server) => new Promise<void>((done) => one.listen(0, '127.0.0.1', done))
const portOf = (one: Server) => (one.address() as AddressInfo).port // It listens on a port.
let trusted: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'grein-hook-'))
  const right = certificate('hook.example.nl')
  const wrong = certificate('other.example.nl')
  trusted = `${right.cert}\n${wrong.cert}`
  server = createServer(right, (request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString('utf8')
    })
    request.on('end', () => {
      if (answer.isSilent) return // Never answers.
      got.push({ body, signature: String(request.headers['gs1-signature']) })
      response.writeHead(answer.status ?? 204, answer.headers).end()
    })
  })
  other = createServer(wrong, (_, response) => response.writeHead(204).end())
  await Promise.all([listen(server), listen(other)])
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(async () => {
  for (const one of [server, other]) {
    one?.closeAllConnections()
    one?.close()
  }
  await world?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

/** The way out as it is, but for the address on this machine, the certificate of the test, and its patience. */
const posterOf = (ca: string | null = trusted) =>
  openPoster({
    allowedHosts: ['hook.example.nl'],
    resolve: async () => [{ address: '93.184.215.14', family: 4 }],
    send: ({ url }, body, headers) =>
      sendTo({ url, address: '127.0.0.1' }, body, headers, { waitMs: 3_000, ...(ca === null ? {} : { ca }) }),
  })
const dest = (at = server, path = '/recalls') => `https://hook.example.nl:${portOf(at)}${path}`
const as = <Value>({ actor }: Pick<Someone, 'actor'>, work: Parameters<typeof world.database.transaction<Value>>[1]) =>
  world.database.transaction(actor, work)
/** Each test looks at its own time, so that a call of one is not due in another. */
let clock = 0
const now = () => world.now.add({ seconds: clock })
const round = (poster = posterOf()) =>
  deliverNotices({ database: world.database, actor: systemActor(world.authorityId, newTrace()), poster, now })
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )
const register = (who: Someone, over: { destinationId?: string; dest?: string; signatureToken?: string } = {}) =>
  as(who, (tx) =>
    registerDestination(
      tx,
      who.actor,
      { destinationId: printId('destination', newId('destination')), dest: dest(), signatureToken: token, ...over },
      { now: now(), mayCall: (url) => posterOf().mayCall(url) },
    ),
  )
const end = (who: Someone, destinationId: string) =>
  as(who, (tx) => endDestination(tx, who.actor, { destinationId: parseId('destination', destinationId)!, now: now() }))
const drill = async () => {
  const recallId = newId('recall')
  const batchId = parseId('batch', made.bulk.batchId)!
  const input = { recallId, batchId, reason: 'by machine', now: now(), law: testLaw }
  await as({ actor: world.staff }, (tx) => runDrill(tx, world.staff, input))
  return recallId
}
const rowOf = async (recallId: RecallId, { partyId }: Someone) => {
  const view = await as({ actor: world.staff }, (tx) =>
    readRecall(tx, world.staff, { recallId, now: now(), law: testLaw }),
  )
  return view.notices.find(({ holder }) => holder.partyId === printId('party', partyId))
}
/** A destination of its own for the test, gone when it ends. */
const withDestination = async (who: Someone, work: (destinationId: string) => Promise<void>, over = {}) => {
  clock += 200_000
  answer = {}
  got.length = 0
  const { destinationId } = await register(who, over)
  try {
    await work(destinationId)
  } finally {
    await end(who, destinationId)
  }
}

test('a recall is posted once, signed, and tells its holder nothing of others', async () => {
  const { wholesaler, pharmacy } = world.who
  await withDestination(pharmacy, async (destinationId) => {
    const recallId = await drill()
    expect(await rowOf(recallId, pharmacy)).toMatchObject({ machine: { state: 'waiting', at: null, calls: 0 } })
    expect((await rowOf(recallId, wholesaler))?.machine).toBeNull()
    expect(await round()).toBe(1)
    expect(await round()).toBe(0)
    const [one] = got
    expect(got.length).toBe(1)
    const message = JSON.parse(one!.body) as RecallMessage
    expect(message).toMatchObject({ format: 'grein-recall-notice/1', kind: 'drill', destinationId })
    expect(message.notice).toMatchObject({
      recallId: printId('recall', recallId),
      reason: 'by machine',
      acknowledgedAt: null,
    })
    expect(one!.body).not.toContain(wholesaler.partyId)
    expect(isSignedBy(one!.signature, { body: one!.body, token, now: now() })).toBe(true)
    expect(isSignedBy(one!.signature, { body: `${one!.body} `, token, now: now() })).toBe(false)
    // As docs/operate/recall-notices.md says to check it, with a program that is not ours.
    const [, seconds = '', mac = ''] = /^t=(\d+),hmac-sha256=([0-9a-f]{64})$/.exec(one!.signature) ?? []
    const told = execFileSync('openssl', ['dgst', '-sha256', '-hmac', token], { input: `${seconds}.${one!.body}` })
    expect(told.toString()).toContain(mac)
    // Evidence that a machine took it, and no answer of a person.
    expect(await rowOf(recallId, pharmacy)).toMatchObject({
      acknowledgedAt: null,
      machine: { state: 'delivered', at: now().toString(), detail: null, calls: 1 },
    })
    const leaf = await world.admin.query<{ record: string }>('select record from log.record where entry_id = $1', [
      parseId('document', message.postingId),
    ])
    expect(leaf[0]?.record).toContain('"format":"grein-recall-posting/1"')
    const [listed] = await as(pharmacy, (tx) => listDestinations(tx, pharmacy.actor))
    expect(listed?.postings).toMatchObject([{ outcome: 'delivered', detail: '204' }])
  })
})

describe('what goes wrong is kept, shown and tried again', () => {
  type Fault = {
    readonly answer?: Answer
    readonly isOther?: boolean
    readonly isDown?: boolean
    readonly isTrusted?: false
  }
  test.each<[string, Fault, string]>([
    ['an answer that is an error', { answer: { status: 500 } }, '500'],
    [
      'a redirect, which is not followed',
      { answer: { status: 302, headers: { location: 'https://hook.example.nl/' } } },
      '302',
    ],
    ['a server that never answers', { answer: { isSilent: true } }, 'ABORT_ERR'],
    ['a certificate of another name', { isOther: true }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['a certificate nobody vouches for', { isTrusted: false }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['a server that is down', { isDown: true }, 'ECONNREFUSED'],
  ])('%s', async (_, fault, why) => {
    const { pharmacy } = world.who
    const at = fault.isDown ? 'https://hook.example.nl:1/' : fault.isOther ? dest(other) : undefined
    await withDestination(
      pharmacy,
      async () => {
        answer = fault.answer ?? {}
        const recallId = await drill()
        // Nothing is kept in the process: each round is a house that was started anew.
        expect(await round(posterOf(fault.isTrusted === false ? null : trusted))).toBe(0)
        expect(await rowOf(recallId, pharmacy)).toMatchObject({
          acknowledgedAt: null,
          machine: { state: 'failed', detail: why, calls: 1 },
        })
        answer = {}
        clock += pauseSeconds(1) - 1
        expect(await round()).toBe(0)
        expect((await rowOf(recallId, pharmacy))?.machine?.calls).toBe(1) // Not before its pause is over.
        clock += 2
        const isMended = at === undefined
        expect(await round()).toBe(isMended ? 1 : 0)
        expect((await rowOf(recallId, pharmacy))?.machine).toMatchObject({
          state: isMended ? 'delivered' : 'failed',
          calls: 2,
        })
      },
      at === undefined ? {} : { dest: at },
    )
  })

  test('it is given up after so many calls, within three days', async () => {
    const { pharmacy } = world.who
    await withDestination(pharmacy, async () => {
      answer = { status: 503 }
      const recallId = await drill()
      for (let call = 0; call < failuresMax + 3; call += 1) {
        await round()
        clock += pauseSeconds(call + 1)
      }
      expect((await rowOf(recallId, pharmacy))?.machine).toMatchObject({
        state: 'failed',
        detail: '503',
        calls: failuresMax,
      })
    })
  })

  test('who answers "gone" is called no more', async () => {
    const { pharmacy } = world.who
    await withDestination(pharmacy, async (destinationId) => {
      answer = { status: 410 }
      await drill()
      await round()
      const listed = await as(pharmacy, (tx) => listDestinations(tx, pharmacy.actor))
      expect(listed.find((one) => one.destinationId === destinationId)?.endedAt).toBe(now().toString())
    })
  })

  test('who answered by hand meanwhile is not called again', async () => {
    const { pharmacy } = world.who
    await withDestination(pharmacy, async () => {
      answer = { status: 500 }
      const recallId = await drill()
      await round()
      await as(pharmacy, (tx) => acknowledgeRecall(tx, pharmacy.actor, { recallId, now: now() }))
      clock += pauseSeconds(2)
      answer = {}
      expect(await round()).toBe(0)
    })
  })
})

test('what was told before a destination was there is not posted to it', async () => {
  clock += 200_000
  await drill()
  clock += 1
  await withDestination(world.who.packer, async () => {
    expect(await round()).toBe(0)
  })
})

test('a test says that it is one, and what came of it', async () => {
  const { pharmacy } = world.who
  await withDestination(pharmacy, async (destinationId) => {
    const destination = await as(pharmacy, (tx) =>
      findDestination(tx, pharmacy.actor, parseId('destination', destinationId)!),
    )
    const options = {
      database: world.database,
      actor: systemActor(world.authorityId, newTrace()),
      poster: posterOf(),
      now,
    }
    expect(await tryDestination(options, destination)).toMatchObject({
      outcome: 'delivered',
      detail: '204',
      recallId: null,
    })
    expect(JSON.parse(got[0]!.body)).toMatchObject({ kind: 'test', notice: null })
    expect(isSignedBy(got[0]!.signature, { body: got[0]!.body, token, now: now() })).toBe(true)
  })
})

describe('a destination', () => {
  test('is its holder’s, and so many at a time', async () => {
    clock += 200_000
    const { packer, pharmacy } = world.who
    const destinationId = printId('destination', newId('destination'))
    const first = await register(packer, { destinationId })
    expect(await register(packer, { destinationId })).toEqual(first) // The same again is the same.
    expect(await refusalOf(register(packer, { destinationId, dest: dest(server, '/else') }))).toBe(
      'chain/destination-changed',
    )
    const secret = { destinationId, signatureToken: `${token}0` }
    expect(await refusalOf(register(packer, secret))).toBe('chain/destination-changed')
    for (const url of ['http://hook.example.nl/', 'https://elsewhere.example/', 'https://127.0.0.1/', 'no address'])
      expect(await refusalOf(register(packer, { dest: url }))).toBe('chain/destination-not-allowed')
    await register(packer)
    await register(packer)
    expect(await refusalOf(register(packer))).toBe('chain/too-many-destinations')
    expect(await refusalOf(end(pharmacy, destinationId))).toBe('chain/unknown-destination')
    const seen = as(pharmacy, (tx) => listDestinations(tx, pharmacy.actor))
    expect((await seen).some((one) => one.destinationId === destinationId)).toBe(false)
    await end(packer, destinationId)
    await register(packer)
  })

  test('shows its secret to nobody but the house', async () => {
    const { packer } = world.who
    const [one] = await as(packer, (tx) => listDestinations(tx, packer.actor))
    expect(JSON.stringify(one)).not.toContain(token)
    await expect(
      as(packer, (tx) => sql`select signature_token from chain.recall_destination`.execute(tx)),
    ).rejects.toThrow(/permission denied/)
    const id = parseId('destination', one!.destinationId)
    for (const { actor } of [packer, { actor: world.staff }])
      await expect(
        as({ actor: { ...actor, userId: actor.userId ?? newId('user') } }, (tx) =>
          sql`select chain.recall_destination_token(${world.authorityId}, ${packer.partyId}, ${id})`.execute(tx),
        ),
      ).rejects.toThrow(/the house alone signs/)
    await expect(
      as(packer, (tx) => sql`select chain.put_recall_posting(${world.authorityId}, '{}'::jsonb)`.execute(tx)),
    ).rejects.toThrow(/the house alone delivers/)
    await expect(
      as(packer, (tx) =>
        sql`select chain.end_recall_destination(${world.authorityId}, ${world.who.pharmacy.partyId}, ${id}, now())`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/ends its own/)
  })
})
