// The four streams: what is kept, who reads it, and that nothing can be taken back. Not here: who calls them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeCursor, newId, printId } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { createAccess } from '../access/access.ts'
import { denialRecorder } from '../access/record-denial.ts'
import type { Actor } from '../actor.ts'
import { auditOf, countDenials, listDenials, processingOf, receiptsOf } from './read.ts'
import { recordDecision, writeAccessDecision, writeAudit, writeProcessing, writeReceipt } from './write.ts'

let world: TestDatabase
let staff: Actor
let holder: Actor
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
  staff = world.staff
  holder = world.actorFor({ wall: 'holder', partyId: newId('party') })
})
afterAll(() => world[Symbol.asyncDispose]())

const as = <Value>(actor: Actor, work: Parameters<typeof world.database.transaction<Value>>[1]) =>
  world.database.transaction(actor, work)
const deny = (actor: Actor, id: string | null) =>
  recordDecision(world.database, actor, {
    action: 'chain:read-batches',
    resource: { kind: 'batch', id },
    isAllowed: false,
    reason: 'not-found',
    policyIds: ['holders.own-batches'],
  })

test('one request leaves its four entries, joined by its trace', async () => {
  const batchId = newId('batch')
  await as(holder, async (tx) => {
    await writeAudit(tx, holder, { action: 'chain/receive', resource: { kind: 'batch', id: batchId }, outcome: 'done' })
    await writeProcessing(tx, holder, {
      subject: { kind: 'user', id: holder.userId! },
      purpose: 'record-of-receipt',
      basis: ['opiumwetbesluit/7', 'avg/6/1/c'],
      categories: ['name-of-signer'],
    })
    await writeAccessDecision(tx, holder, {
      action: 'chain:receive',
      resource: { kind: 'batch', id: batchId },
      isAllowed: true,
      policyIds: ['holders.receive'],
    })
    await writeReceipt(tx, holder, {
      question: 'chain/receive',
      resource: { kind: 'batch', id: batchId },
      legalOn: Temporal.PlainDate.from('2026-03-01'),
      outcome: 'permitted',
      basis: ['opiumwet/8/1'],
      rules: ['opiumwet-8@2023-01-01'],
    })
  })
  const about = { kind: 'batch', id: batchId }
  const { items: audit } = await as(staff, (tx) => auditOf(tx, staff, about))
  expect(audit).toMatchObject([
    { action: 'chain/receive', outcome: 'done', traceId: holder.trace.traceId, userId: holder.userId },
  ])
  const subject = { kind: 'user', id: holder.userId! }
  expect((await as(staff, (tx) => processingOf(tx, staff, subject))).items).toMatchObject([
    { purpose: 'record-of-receipt', categories: ['name-of-signer'], basis: ['opiumwetbesluit/7', 'avg/6/1/c'] },
  ])
  // A holder sees which law was applied to it; who looked at what is for staff.
  expect((await as(holder, (tx) => receiptsOf(tx, holder, about))).items).toMatchObject([
    { outcome: 'permitted', basis: ['opiumwet/8/1'] },
  ])
  expect((await as(holder, (tx) => auditOf(tx, holder, about))).items).toEqual([])
  const other = world.actorFor({ wall: 'holder', partyId: newId('party') })
  expect((await as(other, (tx) => receiptsOf(tx, other, about))).items).toEqual([])
  for (const table of ['audit', 'processing', 'access_decision', 'receipt']) {
    const rows = await world.admin.query(`select from platform.${table} where trace_id = $1`, [holder.trace.traceId])
    expect(rows, table).toHaveLength(1)
  }
})

test('a denial is on record although the request it stopped was rolled back', async () => {
  const actor = { ...holder, authorityId: newId('authority') }
  const seer = { ...staff, authorityId: actor.authorityId }
  const batchId = newId('batch')
  const request = as(actor, async (tx) => {
    await writeAudit(tx, actor, {
      action: 'chain/read',
      resource: { kind: 'batch', id: batchId },
      outcome: 'refused',
      problem: 'chain/no-such-batch',
    })
    await deny(actor, printId('batch', batchId))
    throw new Error('refused')
  })
  await expect(request).rejects.toThrow('refused')
  const { items } = await as(seer, (tx) => listDenials(tx, seer))
  expect(items).toEqual([
    {
      at: expect.stringMatching(/Z$/),
      action: 'chain:read-batches',
      resource: `batch ${batchId}`,
      resourceId: batchId,
      reason: 'not-found',
      rules: ['holders.own-batches'],
      actorKind: 'person',
      userId: printId('user', actor.userId!),
      name: null, // Nobody of that number ever logged in.
      partyId: actor.partyId,
      traceId: actor.trace.traceId,
    },
  ])
  expect(await as(seer, (tx) => countDenials(tx, seer, Temporal.Now.instant().subtract({ hours: 1 })))).toBe(1)
  expect((await as(seer, (tx) => auditOf(tx, seer, { kind: 'batch', id: batchId }))).items).toEqual([])
  expect((await as(staff, (tx) => listDenials(tx, staff))).items).toEqual([]) // Another authority's.
})

test('access itself keeps its denials here', async () => {
  const actor = { ...holder, authorityId: newId('authority') }
  const seer = { ...staff, authorityId: actor.authorityId }
  const recordDenial = denialRecorder(world.database)
  const access = createAccess({ now: () => Temporal.Now.instant(), recordDenial })
  const resource = { kind: 'batch', id: newId('batch') }
  await expect(access.denyAbsent(actor, 'chain:read-batches', resource)).rejects.toThrow()
  await expect(access.require(actor, 'platform:read-denials')).rejects.toThrow()
  const { items } = await as(seer, (tx) => listDenials(tx, seer))
  expect(items.map(({ action }) => action)).toEqual(['platform:read-denials', 'chain:read-batches'])
})

test('names who was refused, a person or a program, and is asked of one party alone', async () => {
  const authorityId = newId('authority')
  const seer = { ...staff, authorityId }
  const [person, machine] = [
    { ...holder, authorityId, userId: newId('user') },
    {
      ...holder,
      authorityId,
      kind: 'machine' as const,
      userId: null,
      clientId: newId('client'),
      partyId: newId('party'),
    },
  ]
  await world.admin.query(
    `insert into platform.person (authority_id, user_id, issuer, subject, name, seen_at) values ($1, $2, 'x', 'y', 'J. Bakker', now())`,
    [authorityId, person.userId],
  )
  await world.admin.query(
    `insert into platform.machine_client (authority_id, client_id, party_id, name, jwks, roles, scopes, created_at)
     values ($1, $2, $3, 'Kassa', '{}', '{}', '{}', now())`,
    [authorityId, machine.clientId, machine.partyId],
  )
  await deny(person, null)
  await deny(machine, null)
  const { items } = await as(seer, (tx) => listDenials(tx, seer))
  expect(items.map(({ name, actorKind, partyId }) => [name, actorKind, partyId])).toEqual([
    ['Kassa', 'machine', machine.partyId],
    ['J. Bakker', 'person', person.partyId],
  ])
  const { items: ofOne } = await as(seer, (tx) => listDenials(tx, seer, { partyId: machine.partyId }))
  expect(ofOne.map(({ name }) => name)).toEqual(['Kassa'])
})

test('what someone typed in the place of an id is not kept', async () => {
  const actor = { ...holder, authorityId: newId('authority') }
  await deny(actor, 'jan.jansen@example.org')
  await deny(actor, null)
  const seer = { ...staff, authorityId: actor.authorityId }
  const { items } = await as(seer, (tx) => listDenials(tx, seer))
  expect(items.map(({ resource }) => resource)).toEqual(['batch', 'batch'])
  const named = as(actor, (tx) =>
    writeAudit(tx, actor, { action: 'Jan Jansen', resource: { kind: 'batch', id: null }, outcome: 'done' }),
  )
  await expect(named).rejects.toMatchObject({ code: '23514' })
})

test('pages follow each other without a gap, and a cursor that is none is refused', async () => {
  const actor = { ...holder, authorityId: newId('authority') }
  const seer = { ...staff, authorityId: actor.authorityId }
  const ids = Array.from({ length: 7 }, () => newId('batch'))
  for (const id of ids) await deny(actor, id)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await as(seer, (tx) => listDenials(tx, seer, { limit: 3, cursor }))
    seen.push(...page.items.map(({ resource }) => resource.slice('batch '.length)))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(ids.toReversed())
  for (const none of ['nonsense', '', encodeCursor(['not an id']), encodeCursor([1])]) {
    const asked = as(seer, (tx) => listDenials(tx, seer, { limit: 3, cursor: none }))
    await expect(asked).rejects.toMatchObject({ refusal: { problem: { code: 'platform/bad-cursor' } } })
  }
})

test.each(['audit', 'processing', 'access_decision', 'receipt'])(
  'nobody changes or removes an entry of %s',
  async (table) => {
    for (const role of ['grein_app', 'grein_owner']) {
      for (const text of [
        `update platform.${table} set at = at`,
        `delete from platform.${table}`,
        `truncate platform.${table}`,
      ]) {
        const attempt = world.admin.withClient(async (client) => {
          await client.query('begin')
          try {
            await client.query(`set local role ${role}`)
            await client.query(text)
          } finally {
            await client.query('rollback')
          }
        })
        await expect(attempt, `${role}: ${text}`).rejects.toMatchObject({ code: '42501' })
      }
    }
  },
)

test('an entry under another authority’s name is refused', async () => {
  const foreign = { ...holder, authorityId: newId('authority') }
  const attempt = as(holder, (tx) =>
    writeAudit(tx, foreign, { action: 'chain/receive', resource: { kind: 'batch', id: null }, outcome: 'done' }),
  )
  await expect(attempt).rejects.toMatchObject({ code: '42501' })
})
