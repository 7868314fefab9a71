// What may no longer be kept: what is due and what waits, two people who erase, what remains and what the proof says of it, and again after a restore. Not here:
// who has the right (platform/access), the routes and the command.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, parseId, printId, Refused, trustId } from '#kernel'
import { loadCorpus } from '#law/corpus'
import type { Actor } from '#platform'
import type { ErasureDecision, RetentionPage } from '../contract.ts'
import { eventPaper } from '../papers/event-paper.ts'
import { verifyLedger } from '../proof/prove.ts'
import { readEvent } from '../read/event-views.ts'
import { actOf, eraseAllDue, termOfSixYears } from '../testing/past.ts'
import { unlockLedger } from '../testing/unlock.ts'
import { newBatch, openWorld, type Someone, type World } from '../testing/world.ts'
import { decideErasure, listDue, listOnErasure, proposeErasure, readRetention } from './erasures.ts'
import { keepErasures, readErasureFile, replayErasures } from './replay.ts'
import { keptThrough, retentionTermOn } from './terms.ts'

let world: World
let one: Actor
let other: Actor
beforeAll(async () => {
  world = await openWorld()
  one = world.actorFor({ wall: 'staff' })
  other = world.actorFor({ wall: 'staff' })
})
afterAll(() => world?.[Symbol.asyncDispose]())

const term = termOfSixYears(Temporal.PlainDate.from('2020-01-01'))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : error),
  )
const read = (actor = one) =>
  world.database.transaction(actor, (tx) => readRetention(tx, actor, { term, now: world.now }))
const propose = (
  actor: Actor,
  wish: { kind?: 'hold' | 'plant' | 'dispense'; erasureId?: string; reason?: string } = {},
) =>
  world.database.transaction(actor, (tx) =>
    proposeErasure(tx, actor, {
      ...{ term, now: world.now },
      wish: { erasureId: printId('erasure', newId('erasure')), reason: 'the term is over', ...wish },
    }),
  )
const decide = (actor: Actor, erasureId: string, decision: Partial<ErasureDecision> = {}) =>
  world.database.transaction(actor, (tx) =>
    decideErasure(tx, actor, {
      id: parseId('erasure', erasureId)!,
      decision: { outcome: 'erased', reason: '', ...decision },
      ...{ term, now: world.now },
    }),
  )
const view = (who: Someone, eventId: string) =>
  world.database.transaction(who.actor, (tx) => readEvent(tx, who.actor, parseId('event', eventId)!))

/** Planted, stopped, freed and destroyed in 2019: all that ever happened to it. */
async function aLifeOf2019(name: string) {
  const { grower, authority } = world.who
  const lot = newBatch(name)
  const plant = { batch: lot, productCode: 'flower', cultivar: 'C', plants: 4, room: '1' }
  const planted = await actOf(world, grower, { kind: 'plant', at: '2019-03-01T09:00:00Z', fields: plant })
  const held = await actOf(world, authority, {
    ...{ kind: 'hold', at: '2019-03-02T09:00:00Z' },
    fields: { batchId: lot.batchId, scope: 'batch', reason: 'J. de Vries saw mould' },
  })
  const lifted = await actOf(world, authority, {
    ...{ kind: 'lift', at: '2019-03-03T09:00:00Z' },
    fields: { batchId: lot.batchId, holdEventId: held.eventId, reason: 'none was found' },
  })
  const destroyed = await actOf(world, grower, {
    ...{ kind: 'destroy', at: '2019-03-04T09:00:00Z' },
    fields: {
      ...{ batchId: lot.batchId, state: 'growing', massMg: '1', plants: 4, method: 'composting' },
      ...{ witnesses: ['st-1', 'st-2'], documents: [] },
    },
  })
  return {
    lot,
    planted,
    held,
    lifted,
    destroyed,
    all: [planted, held, lifted, destroyed].map(({ eventId }) => eventId),
  }
}

test('the term is the corpus’s, counted in whole months to a legal day', async () => {
  const corpus = await loadCorpus(new URL('../../../corpus', import.meta.url).pathname)
  expect(retentionTermOn(corpus, Temporal.PlainDate.from('2026-02-28'))).toEqual({
    ...{ termId: 'record-keeping', months: 72, basis: ['opiumwetbesluit/7', 'avg/5'] },
    before: Temporal.PlainDate.from('2020-02-28'),
    trial: { months: 300, before: Temporal.PlainDate.from('2001-02-28'), basis: ['verordening-536-2014/58'] },
  })
})

test('what happened on a day is due the day after the last day it is kept, and not on that day', () => {
  // Every day of eight years, two leap days in it: under six years and under terms that end in the middle of one.
  for (const months of [72, 6, 1]) {
    for (let day = 0; day < 8 * 366; day += 1) {
      const on = Temporal.PlainDate.from('2015-12-25').add({ days: day })
      const last = keptThrough(on, months)
      const isDue = (today: Temporal.PlainDate) => Temporal.PlainDate.compare(on, today.subtract({ months })) < 0
      expect([isDue(last), isDue(last.add({ days: 1 }))], `${on} and ${months} months`).toEqual([false, true])
    }
  }
})

test('what is old enough is due, but not while something stands on it', async () => {
  const { grower, authority } = world.who
  const life = await aLifeOf2019('R1')
  const growing = newBatch('R2')
  const plant = { batch: growing, productCode: 'flower', cultivar: 'C', plants: 2, room: '1' }
  const inStock = await actOf(world, grower, { kind: 'plant', at: '2019-05-01T09:00:00Z', fields: plant })
  const now = newBatch('R3')
  await actOf(world, grower, { kind: 'plant', at: '2026-01-01T09:00:00Z', fields: { ...plant, batch: now } })
  const found = await read()
  expect(found).toMatchObject({
    before: '2020-01-01',
    months: 72,
    due: 4,
    oldestAt: '2019-03-01T09:00:00Z',
    isMore: false,
  })
  expect(found.kinds.map(({ kind, count }) => [kind, count])).toEqual([
    ...[
      ['destroy', 1],
      ['hold', 1],
      ['lift', 1],
      ['plant', 1],
    ],
  ])
  expect(found.waiting).toEqual([{ why: 'stock', count: 1 }])
  expect(found.kinds[3]?.keptThrough).toBe('2025-03-01')
  const waits = await world.database.transaction(one, (tx) => listDue(tx, one, { term, why: 'stock' }))
  expect(waits.items).toMatchObject([{ eventId: inStock.eventId, keptThrough: '2025-05-01' }])
  const page = await world.database.transaction(one, (tx) => listDue(tx, one, { term }))
  expect(page.items.map(({ eventId }) => eventId)).toEqual(life.all)
  // What was not released from a hold says so before its stock does.
  const first = await actOf(world, authority, {
    ...{ kind: 'hold', at: '2019-05-02T09:00:00Z' },
    fields: { batchId: growing.batchId, scope: 'batch', reason: 'x' },
  })
  expect((await read()).waiting).toEqual([{ why: 'hold', count: 2 }])
  await actOf(world, authority, {
    ...{ kind: 'lift', at: '2019-05-03T09:00:00Z' },
    fields: { batchId: growing.batchId, holdEventId: first.eventId, reason: 'y' },
  })
  expect((await read()).waiting).toEqual([{ why: 'stock', count: 3 }])
  expect(inStock.outcome).toBe('recorded')
})

test('of an institution nothing is due before its last act is as old as the file of a trial must be', async () => {
  const { institution } = world.who
  const received = newBatch('R-T')
  const came = await actOf(world, institution, {
    ...{ kind: 'import', at: '2019-05-20T09:00:00Z' },
    fields: {
      ...{ batch: received, productCode: 'powder', massMg: '1000' },
      sellerId: printId('party', world.who['foreign-buyer'].partyId),
      ...{ importPermit: 'NL-1', exportPermit: 'DE-1', foreignName: 'CH-77' },
    },
  })
  const given = await actOf(world, institution, {
    ...{ kind: 'destroy', at: '2019-05-21T09:00:00Z' },
    fields: {
      ...{ batchId: received.batchId, state: 'quarantine', massMg: '1000', method: 'incineration' },
      ...{ witnesses: ['st-1', 'st-2'], documents: [] },
    },
  })
  const dueIn = async (trialFrom: string) => {
    const asked = { term: { ...term, trial: { ...term.trial, before: Temporal.PlainDate.from(trialFrom) } } }
    const { items } = await world.database.transaction(one, (tx) => listDue(tx, one, asked))
    return items.map(({ eventId }) => eventId).filter((id) => id === came.eventId || id === given.eventId)
  }
  expect((await read()).waiting).toContainEqual({ why: 'trial', count: 2 })
  // Until the day of the last: the first is older than that, and waits all the same.
  expect(await dueIn('2019-05-21')).toEqual([])
  expect(await dueIn('2019-05-22')).toEqual([came.eventId, given.eventId])
})

test('what waits stands in nobody’s way: it is looked through in as many stretches as it takes', async () => {
  const whole = await read()
  expect(whole.due).toBeGreaterThan(3)
  const ids = async (looked?: number, limit = 500) => {
    const found: string[] = []
    let cursor: string | null = null
    do {
      const asked = { term, limit, ...(looked ? { looked } : {}), ...(cursor === null ? {} : { cursor }) }
      const page: RetentionPage = await world.database.transaction(one, (tx) => listDue(tx, one, asked))
      found.push(...page.items.map(({ eventId }) => eventId))
      cursor = page.nextCursor
    } while (cursor !== null)
    return found
  }
  const all = await ids()
  for (const looked of [1, 2, 3, whole.due]) {
    const inStretches = await world.database.transaction(one, (tx) =>
      readRetention(tx, one, { term, now: world.now, looked }),
    )
    expect(inStretches).toEqual(whole)
    expect(await ids(looked, 2)).toEqual(all)
  }
})

test('a younger event that takes it back keeps it', async () => {
  const { grower } = world.who
  const lot = newBatch('R4')
  const plant = { batch: lot, productCode: 'flower', cultivar: 'C', plants: 2, room: '1' }
  const planted = await actOf(world, grower, { kind: 'plant', at: '2019-06-01T09:00:00Z', fields: plant })
  await world.act(grower, 'correct', { correctsId: planted.eventId, reason: 'never planted' })
  expect((await read()).waiting).toContainEqual({ why: 'younger', count: 1 })
})

test('one draws up a list, another decides; sent again it answers the first', async () => {
  const erasureId = printId('erasure', newId('erasure'))
  const list = await propose(one, { kind: 'hold', erasureId })
  expect(list).toMatchObject({
    state: 'proposed',
    listed: 1,
    erased: 0,
    isYours: true,
    basis: ['opiumwetbesluit/7', 'avg/5'],
  })
  expect(await propose(one, { kind: 'hold', erasureId })).toEqual(list)
  expect(await codeOf(propose(one, { kind: 'hold', erasureId, reason: 'another' }))).toBe('chain/erasure-changed')
  expect(await codeOf(propose(other))).toBe('chain/erasure-waits')
  expect(await codeOf(decide(one, erasureId))).toBe('chain/erasure-own')
  expect(await codeOf(decide(other, erasureId, { outcome: 'declined' }))).toBe('chain/erasure-without-reason')
  expect(await codeOf(decide(other, printId('erasure', newId('erasure'))))).toBe('chain/unknown-erasure')
  const declined = await decide(other, erasureId, { outcome: 'declined', reason: 'a court asks for it' })
  expect(declined).toMatchObject({ state: 'declined', erased: 0, decision: 'a court asks for it' })
  expect(await decide(other, erasureId, { outcome: 'declined', reason: 'a court asks for it' })).toEqual(declined)
  expect(await codeOf(decide(other, erasureId))).toBe('chain/erasure-decided')
  expect((await read()).due).toBe(4)
})

test('the database itself lets nobody decide alone, nothing of after its day go, and no holder near it', async () => {
  const { grower } = world.who
  const id = newId('erasure')
  const put = (actor: Actor, before = '2020-01-01') =>
    world.database.transaction(actor, (tx) =>
      sql`select chain.propose_erasure(${world.authorityId}, ${id}, 't', 72, ${before}::date, array['avg/5'], 'r', '{}'::uuid[], now())`.execute(
        tx,
      ),
    )
  const go = (actor: Actor) =>
    world.database.transaction(actor, (tx) =>
      sql`select chain.decide_erasure(${world.authorityId}, ${id}, 'erased', '', '{}'::uuid[], now(), null)`.execute(
        tx,
      ),
    )
  const system = { ...world.staff, kind: 'system', userId: null } as const
  for (const actor of [grower.actor, world.actorFor({ wall: 'public' }), system]) {
    await expect(put(actor)).rejects.toMatchObject({ code: '42501' })
    await expect(go(actor)).rejects.toMatchObject({ code: '42501' })
  }
  const replay = world.database.transaction(one, (tx) =>
    sql`select chain.replay_erasure(${world.authorityId}, '{}'::jsonb, null)`.execute(tx),
  )
  await expect(replay).rejects.toMatchObject({ constraint: 'erasure_house' })
  await put(one)
  await expect(go(one)).rejects.toMatchObject({ constraint: 'erasure_other' })
  await decide(other, printId('erasure', id), { outcome: 'declined', reason: 'a test' })
  const hers = await world.database.transaction(grower.actor, (tx) =>
    sql`select from chain.erasure union all select from chain.erasure_event union all select from chain.erasure_decision`.execute(
      tx,
    ),
  )
  expect(hers.rows).toEqual([])
})

test('erased: the words are gone, with every copy of them; the mass, the leaf and the proof hold', async () => {
  const { grower, authority, pharmacy } = world.who
  const [, held, , destroyed] = (await world.database.transaction(one, (tx) => listDue(tx, one, { term }))).items
  const before = await view(grower, destroyed!.eventId)
  expect(before.act).toMatchObject({ witnesses: ['st-1', 'st-2'] })
  const list = await propose(one)
  const listed = await world.database.transaction(one, (tx) =>
    listOnErasure(tx, one, { id: parseId('erasure', list.erasureId)! }),
  )
  expect(listed.items).toHaveLength(4)
  expect(await decide(other, list.erasureId)).toMatchObject({ state: 'erased', listed: 4, erased: 4 })
  expect(await decide(other, list.erasureId)).toMatchObject({ state: 'erased', erased: 4 })
  expect(await read()).toMatchObject({ due: 0, oldestAt: null, kinds: [] })
  const after = await view(grower, destroyed!.eventId)
  const { erasure, ...rest } = after
  expect(rest).toEqual({ ...before, act: null, erased: true })
  expect(erasure).toEqual({ at: world.now.toString(), basis: ['opiumwetbesluit/7', 'avg/5'] })
  expect(await codeOf(view(pharmacy, destroyed!.eventId))).toBe('chain/unknown-event')
  expect((await view(authority, held!.eventId)).erased).toBe(true)
  const rows = await world.admin.query<{ reason: string; actor: string | null }>(
    `select h.reason, e.actor_id as actor from chain.hold as h join chain.event as e using (authority_id, event_id) where h.event_id = $1`,
    [parseId('event', held!.eventId)],
  )
  expect(rows).toEqual([{ reason: '', actor: null }])
  const asked = { eventId: parseId('event', destroyed!.eventId)! }
  const paper = world.database.transaction(grower.actor, (tx) => eventPaper(tx, grower.actor, asked as never))
  expect(await codeOf(paper)).toBe('chain/paper-erased')
  const audit = await world.admin.query(
    `select action, user_id as user from platform.audit where resource_kind = 'erasure' and resource_id = $1`,
    [parseId('erasure', list.erasureId)],
  )
  expect(audit).toEqual([{ action: 'platform/erase', user: other.userId }])
  const said = await world.admin.query<{ record: string }>('select record from log.record where entry_id = $1', [
    parseId('erasure', list.erasureId),
  ])
  expect(JSON.parse(said[0]!.record)).toMatchObject({ kind: 'erasure', outcome: 'erased', events: 4 })
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('all that is due before a day goes in one list; then there is nothing', async () => {
  const life = await aLifeOf2019('R6')
  await eraseAllDue(world, term.before)
  expect((await view(world.who.grower, life.planted.eventId)).erased).toBe(true)
  expect(await codeOf(propose(one))).toBe('chain/nothing-due')
})

test('that nothing is due rests on the article of whose events are as old, not on that of a pharmacy', async () => {
  const lot = newBatch('R7')
  const fields = { batch: lot, productCode: 'flower', cultivar: 'C', plants: 4, room: '1' }
  await actOf(world, world.who.grower, { kind: 'plant', at: '2019-03-01T09:00:00Z', fields })
  const basisOf = async (kind: 'plant' | 'dispense') => {
    const wish = { kind, erasureId: printId('erasure', newId('erasure')), reason: 'the term is over' }
    const refused = await propose(one, wish).catch((error: unknown) => error)
    return refused instanceof Refused ? refused.refusal.basis : null
  }
  expect(await basisOf('plant')).toEqual(['avg/5', 'opiumwet/8a/2/f'])
  expect(await basisOf('dispense')).toEqual(['avg/5'])
})

test('the proof finds a record that was made to disappear, and a decision that was changed', async () => {
  await unlockLedger(world.admin)
  const { grower } = world.who
  const lot = newBatch('R5')
  const plant = { batch: lot, productCode: 'flower', cultivar: 'C', plants: 2, room: '1' }
  const planted = await actOf(world, grower, { kind: 'plant', at: '2021-06-01T09:00:00Z', fields: plant })
  const id = parseId('event', planted.eventId)!
  const faultsAfter = (text: string, values: readonly unknown[]) =>
    world.admin.withClient(async (client) => {
      await client.query(text, [...values])
      return (await verifyLedger(world.admin, world.authorityId)).faults
    })
  const [kept] = await world.admin.query<{ record: string; salt: Buffer }>(
    'select record, salt from chain.event where event_id = $1',
    [id],
  )
  expect(await faultsAfter('update chain.event set record = null, salt = null where event_id = $1', [id])).toEqual([
    { kind: 'erasure-differs', id, detail: 'plant' },
  ])
  await faultsAfter('update chain.event set record = $2, salt = $3 where event_id = $1', [id, kept!.record, kept!.salt])
  const [list] = (await read()).erasures.filter(({ state }) => state === 'erased')
  const erasureId = parseId('erasure', list!.erasureId)
  const differs = [{ kind: 'erasure-differs', id: erasureId, detail: 'decision' }]
  const person = newId('user')
  const [before] = await world.admin.query<{ by: string }>(
    'select proposed_by as by from chain.erasure where erasure_id = $1',
    [erasureId],
  )
  expect(
    await faultsAfter('update chain.erasure set proposed_by = $2 where erasure_id = $1', [erasureId, person]),
  ).toEqual(differs)
  await faultsAfter('update chain.erasure set proposed_by = $2 where erasure_id = $1', [erasureId, before!.by])
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('after a restore of an older backup the same goes again, once, and by the house alone', async () => {
  const house: Actor = { ...world.staff, kind: 'system', userId: null }
  const file = await world.database.transaction(house, (tx) => keepErasures(tx, house))
  expect(file.erasures.map(({ events }) => events.length)).toEqual([4, 4])
  expect(JSON.stringify(file)).not.toContain('de Vries')
  const text = JSON.stringify(file)
  expect(readErasureFile(text, house)).toEqual(file)
  for (const wrong of ['', '[]', '{}', text.replace('grein-erasures/1', 'x'), text.replace('evt_', 'bat_')]) {
    expect(readErasureFile(wrong, house)).toBeNull()
  }
  expect(readErasureFile(text, { ...house, authorityId: trustId('authority', newId('authority')) })).toBeNull()
  // The database as it was before: the lists are unknown to it and the records are back.
  const id = parseId('erasure', file.erasures[0]!.erasureId)
  const held = file.erasures[0]!.events.map((event) => parseId('event', event))
  await world.admin.withClient(async (client) => {
    for (const table of ['erased_event', 'erasure_event', 'erasure_decision', 'erasure'])
      await client.query(`delete from chain.${table} where erasure_id = $1`, [id])
    await client.query('delete from log.record where entry_id = $1', [id])
    await client.query(
      `update chain.event set record = '{}', salt = decode(repeat('00', 32), 'hex'), leaf = sha256('\\x00'::bytea || decode(repeat('00', 32), 'hex') || '{}'::bytea)
       where event_id = any ($1)`,
      [held],
    )
    await client.query(`delete from log.unsealed where entry_id = $1`, [id])
  })
  const again = () =>
    world.database.transaction(house, (tx) => replayErasures(tx, house, readErasureFile(text, house)!))
  expect(await again()).toBe(4)
  expect(await again()).toBe(0)
  const lists = await world.database.transaction(one, (tx) => readRetention(tx, one, { term, now: world.now }))
  expect(lists.erasures.find(({ state }) => state === 'erased')).toMatchObject({ erased: 4, listed: 4 })
  const faults = (await verifyLedger(world.admin, world.authorityId)).faults
  expect(faults.filter(({ kind }) => kind === 'erasure-differs')).toEqual([])
})
