// An act that stands in several exemptions: each is named in its event, read again under a lock, and used up. Not here: which exemption covers
// what (licensing), and one exemption by itself (store/withdrawal.test.ts, limits/limits.test.ts).
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseId, printId } from '#kernel'
import { databaseError } from '#platform'
import type { Act } from '../contract.ts'
import { listLimits } from '../limits/list-limits.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { readEvent } from '../read/event-views.ts'
import { postEventsAlone } from '../store/door.ts'
import { findRecord } from '../store/events.ts'
import { refusalsOf } from '../testing/refusals.ts'
import { openTrader, type Trader, type TraderGrant } from '../testing/trader.ts'
import { testLaw, type World } from '../testing/world.ts'
import { joinPostings, type Posting } from './posting.ts'
import { previewAct } from './preview-act.ts'
import { prepareAct } from './record-act.ts'

const { open, refusal } = refusalsOf('mass')
let world: World
let trader: Trader
beforeAll(async () => {
  world = await open()
  trader = await openTrader(world)
})

const namedBy = async (act: Act) => {
  const eventId = parseId('event', act.eventId)! // Ours.
  const view = await world.database.transaction(trader.actor, (tx) => readEvent(tx, trader.actor, eventId))
  return [view.exemption, ...view.exemptionsBeside].map((one) => one?.number)
}
const brought = async (massMg: string) => {
  const act = trader.bringing(massMg)
  await world.record(trader, act)
  return act
}

test('all of them are told before it is recorded, in its event, and in the record that is hashed', async () => {
  const first = await brought('900')
  const act = trader.sending(first, '400')
  const preview = await world.database.transaction(trader.actor, (tx) =>
    previewAct(tx, trader.actor, { act, law: testLaw, now: world.now, locale: 'en' }),
  )
  expect([preview.exemption, ...preview.exemptionsBeside].map((one) => one?.number)).toEqual(['T-supply', 'T-carry'])
  await world.record(trader, act)
  expect(await namedBy(act)).toEqual(['T-supply', 'T-carry'])
  expect(await namedBy(first)).toEqual(['T-import', 'T-have'])
  const { record } = (await world.database.transaction(trader.actor, (tx) =>
    findRecord(tx, world.authorityId, parseId('event', act.eventId)!),
  ))!
  expect(JSON.parse(record ?? '')).toMatchObject({ exemption: 'T-supply', exemptionsBeside: ['T-carry'] })
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('a receiver of it is not told their numbers', async () => {
  const { actor } = world.who.irradiator
  const act = trader.sending(await brought('10'), '10')
  await world.record(trader, act)
  const eventId = parseId('event', act.eventId)! // Ours.
  const view = await world.database.transaction(actor, (tx) => readEvent(tx, actor, eventId))
  expect([view.exemption, view.exemptionsBeside]).toEqual([null, []])
})

const post = (posting: Posting) =>
  postEventsAlone(world.database, trader.actor, posting).then(
    (answers) => answers.map(({ outcome }) => outcome),
    (error: unknown) => databaseError(error)?.constraint,
  )

/** Withdraws in an open transaction, posts beside it until that waits, and commits. */
const withdrawnBeside = (number: string, posting: Posting) =>
  world.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query('update licensing.exemption set withdrawn_on = current_date - 2 where number = $1', [number])
    const posted = post(posting)
    const waiting = async () =>
      (
        await client.query(
          `select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)) and datname = current_database()`,
        )
      ).rows.length
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
    await client.query('commit')
    return posted
  })
const restore = () => world.admin.query('update licensing.exemption set withdrawn_on = null')

describe.each([
  ['one', 1],
  ['many', 2],
] as const)('at the door for %s', (_door, count) => {
  const prepared = async (sends: () => Promise<Act>) => {
    const made: Posting[] = []
    for (let at = 0; at < count; at++) {
      const act = await sends()
      const input = { act, law: testLaw, now: world.now }
      made.push((await world.database.transaction(trader.actor, (tx) => prepareAct(tx, trader.actor, input))).posting)
    }
    return joinPostings(made)
  }

  test.each(['T-supply', 'T-carry', 'E-irradiator'])('a despatch waits for the withdrawal of %s', async (number) => {
    const posting = await prepared(async () => trader.sending(await brought('20'), '5'))
    expect(await withdrawnBeside(number, posting)).toBe('exemption_in_force')
    await restore()
    expect(await post(posting)).toEqual(Array.from({ length: count }, () => 'recorded'))
  })

  test.each(['T-import', 'T-have'])('an import waits for the withdrawal of %s', async (number) => {
    const posting = await prepared(async () => trader.bringing('5'))
    expect(await withdrawnBeside(number, posting)).toBe('exemption_in_force')
    await restore()
  })

  test('all are locked in the order of their ids, whichever is named first: who waits for one holds none after it', async () => {
    const posting = await prepared(async () => trader.sending(await brought('20'), '5'))
    const [lowest, highest] = (['T-supply', 'T-carry'] as TraderGrant[]).toSorted((one, other) =>
      trader.exemptionOf.get(one)! < trader.exemptionOf.get(other)! ? -1 : 1,
    )
    await world.admin.withClient(async (client) => {
      await client.query('begin')
      await client.query('update licensing.exemption set withdrawn_on = null where number = $1', [lowest])
      const posted = post(posting)
      const waiting = async () =>
        (
          await client.query(
            `select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)) and datname = current_database()`,
          )
        ).rows.length
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
      // Held by the act already, this would be a deadlock.
      await client.query('update licensing.exemption set withdrawn_on = null where number = $1', [highest])
      await client.query('commit')
      expect(await posted).toEqual(Array.from({ length: count }, () => 'recorded'))
    })
  })
})

/** A condition of one of the trader's exemptions, as a decision maker would have it registered. */
async function limit(number: TraderGrant, maxMg: bigint): Promise<void> {
  const id = trader.exemptionOf.get(number)
  await world.admin.query(
    `insert into licensing.exemption_condition (authority_id, exemption_id, period, number, nl, en, basis)
     select v.authority_id, v.exemption_id, v.period, 1, 'Niet meer.', 'No more.', 'opiumwet/8a/2/b'
     from licensing.exemption_version v where v.exemption_id = $1 on conflict do nothing`,
    [id],
  )
  await world.admin.query(`delete from licensing.exemption_limit where exemption_id = $1`, [id])
  await world.admin.query(
    `insert into licensing.exemption_limit (authority_id, exemption_id, period, number, substance_id, product_code, acts, per, max_mg)
     select c.authority_id, c.exemption_id, c.period, c.number, 'hennep', null, '{import}', 'year', $2
     from licensing.exemption_condition c where c.exemption_id = $1`,
    [id, `${maxMg}`],
  )
}
async function used(): Promise<Record<string, bigint>> {
  const filter = { holder: printId('party', trader.partyId) }
  const { items } = await world.database.transaction(trader.actor, (tx) =>
    listLimits(tx, trader.actor, { filter, law: testLaw, now: world.now }),
  )
  const now = items.filter(({ isNow }) => isNow)
  return Object.fromEntries(now.map(({ exemption, usedMassMg }) => [exemption.number, BigInt(usedMassMg)]))
}

test('sixteen at once use up the limits of both, never one alone and never beyond either', async () => {
  for (const number of ['T-import', 'T-have'] as const) await limit(number, 1n) // What was brought in before they were known counts too.
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 16, maxLength: 16 }),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 300 }),
      async (masses, ofImport, ofHaving) => {
        const before = await used()
        const [atImport, atHaving] = [before['T-import'] ?? 0n, before['T-have'] ?? 0n]
        await limit('T-import', atImport + BigInt(ofImport))
        await limit('T-have', atHaving + BigInt(ofHaving))
        const outcomes = await Promise.all(
          masses.map(async (mg) => {
            const recorded = world.record(trader, trader.bringing(`${mg}`))
            const word = await recorded.then(
              () => 'recorded',
              (error: unknown) => refusal(Promise.reject(error)),
            )
            return { mg: BigInt(mg), word }
          }),
        )
        const words = ['recorded', 'exemption-limit', 'exemptions-full'] // One of them has no room for it, or neither.
        expect(outcomes.filter(({ word }) => !words.includes(word))).toEqual([])
        const came = outcomes.reduce((sum, { mg, word }) => (word === 'recorded' ? sum + mg : sum), 0n)
        const after = await used()
        expect(after).toEqual({ 'T-import': atImport + came, 'T-have': atHaving + came })
        expect(came <= BigInt(ofImport) && came <= BigInt(ofHaving)).toBe(true)
      },
    ),
    { numRuns: 6, verbose: 1 },
  )
})
